"""The shortest path from one actor to another over links that are held; no query language here returns a path."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from itertools import pairwise
from typing import TYPE_CHECKING

from accordgraph.ontology.messages import message
from accordgraph.queries import catalogue, many
from accordgraph.queries.parameters import Bound
from accordgraph.queries.plans import Row, ask

if TYPE_CHECKING:
    from accordgraph.graph.engines.protocol import Engine
    from accordgraph.queries.session import Session


def answer(session: Session, values: Mapping[str, Bound]) -> tuple[list[Row], list[str]]:
    """Every held link of each step from one actor to the other; where there is no path, no rows and a note."""
    ends = str(values["actor"]), str(values["partner"])
    path = search(session.engine, *ends) or search(session.engine, *ends, with_many=True)
    path = path or search(session.engine, *ends, with_many=True, strange=_strange_pairs(session.engine))
    rows = [row for step, pair in enumerate(pairwise(path), 1) for row in _rows(session, step, *pair)]
    notes = _notes(path, [session.name(end) for end in ends], session.lang)
    return rows, [*notes, *_of_strangers(rows, session.lang), *_of_many(session, rows)]


def search(
    engine: Engine,
    start: str,
    goal: str,
    *,
    with_many: bool = False,
    strange: Collection[tuple[str, str]] | None = None,
) -> list[str]:
    """The actors on the shortest path, both ends among them; empty where there is none.

    `with_many` also goes through bases that make no links, being open to other states or of very many parties.
    `strange` are pairs, both ways, that only a stranger's dossier links; with them, bases count that only such a
    dossier makes.

    Breadth first, one query a level. Each level stays in the order of its paths, so the first path that arrives is the
    first by ids among the shortest.
    """
    came_from: dict[str, str | None] = {start: None}
    level = [start]
    while level and goal not in came_from:
        neighbours = _neighbours(engine, level, with_many=with_many, strange=strange)
        level = []
        for actor, partner in neighbours:
            if partner not in came_from:
                came_from[partner] = actor
                level.append(partner)
    return _path(came_from, goal) if goal in came_from else []


def _neighbours(
    engine: Engine, level: list[str], *, with_many: bool, strange: Collection[tuple[str, str]] | None
) -> list[tuple[str, str]]:
    rows = ask(engine, "neighbours", {"actors": level})
    rows += many.neighbours(engine, level, with_strangers=strange is not None) if with_many else []
    place = {actor: number for number, actor in enumerate(level)}
    pairs = {(str(row["actor"]), str(row["partner"])) for row in rows} | {
        pair for pair in strange or () if pair[0] in place
    }
    return sorted(pairs, key=lambda pair: (place[pair[0]], pair[1]))


def _strange_pairs(engine: Engine) -> list[tuple[str, str]]:
    """Who is linked by a stranger's dossier alone, both ways."""
    rows = (row for row in ask(engine, "links", {}) if row["stranger"] is not None)
    pairs = [(str(row["actor"]), str(row["partner"])) for row in rows]
    return [*pairs, *(pair[::-1] for pair in pairs)]


def _of_strangers(rows: list[Row], lang: str) -> list[str]:
    """Which steps only a stranger's dossier makes."""
    trusted = {row["step"] for row in rows if row["stranger"] is None}
    marks = {(str(row["step"]), str(row["stranger"])) for row in rows if row["step"] not in trusted}
    return [message("path-of-stranger", lang, step=step, dossier=dossier) for step, dossier in sorted(marks)]


def _path(came_from: dict[str, str | None], goal: str) -> list[str]:
    path: list[str] = []
    actor: str | None = goal
    while actor is not None:
        path.append(actor)
        actor = came_from[actor]
    return path[::-1]


def _of_many(session: Session, rows: list[Row]) -> list[str]:
    """Which steps lead only through bases that make no links among all of their parties."""
    general = set(many.bases_of(session.engine, {str(row["actor"]) for row in rows})) if rows else set()
    specific = {row["step"] for row in rows if row["basis"] not in general}
    return [
        message("path-of-many", session.lang, step=str(row["step"]), basis=session.name(str(row["basis"])))
        for row in rows
        if row["step"] not in specific
    ]


def _rows(session: Session, step: int, actor: str, partner: str) -> list[Row]:
    links = many.with_pairs(
        session.engine, ask(session.engine, "between", {"actor": actor, "partner": partner}), actor, partner
    )
    columns = [column.name for column in catalogue.header("path").columns]
    return [{column: {**link, "step": step}.get(column) for column in columns} for link in links if link["held"]]


def _notes(path: list[str], ends: list[str], lang: str) -> list[str]:
    if not path:
        return [message("no-path", lang, start=ends[0], goal=ends[1])]
    return [message("path-of-one", lang, start=ends[0])] if len(path) == 1 else []
