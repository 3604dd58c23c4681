"""The shortest path from one actor to another over links that are held; no query language here returns a path."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise
from typing import TYPE_CHECKING

from accordgraph.ontology.messages import message
from accordgraph.queries import catalogue
from accordgraph.queries.parameters import Bound
from accordgraph.queries.plans import Row, ask

if TYPE_CHECKING:
    from accordgraph.graph.engines.protocol import Engine
    from accordgraph.queries.session import Session


def answer(session: Session, values: Mapping[str, Bound]) -> tuple[list[Row], list[str]]:
    """Every held link of each step from one actor to the other; where there is no path, no rows and a note."""
    ends = str(values["actor"]), str(values["partner"])
    path = search(session.engine, *ends)
    rows = [row for step, pair in enumerate(pairwise(path), 1) for row in _rows(session.engine, step, *pair)]
    return rows, _notes(path, [session.name(end) for end in ends], session.lang)


def search(engine: Engine, start: str, goal: str) -> list[str]:
    """The actors on the shortest path, both ends among them; empty where there is none.

    Breadth first, one query a level. Each level stays in the order of its paths, so the first path that arrives is the
    first by ids among the shortest.
    """
    came_from: dict[str, str | None] = {start: None}
    level = [start]
    while level and goal not in came_from:
        neighbours = _neighbours(engine, level)
        level = []
        for actor, partner in neighbours:
            if partner not in came_from:
                came_from[partner] = actor
                level.append(partner)
    return _path(came_from, goal) if goal in came_from else []


def _neighbours(engine: Engine, level: list[str]) -> list[tuple[str, str]]:
    rows = ask(engine, "neighbours", {"actors": level})
    place = {actor: number for number, actor in enumerate(level)}
    pairs = ((str(row["actor"]), str(row["partner"])) for row in rows)
    return sorted(pairs, key=lambda pair: (place[pair[0]], pair[1]))


def _path(came_from: dict[str, str | None], goal: str) -> list[str]:
    path: list[str] = []
    actor: str | None = goal
    while actor is not None:
        path.append(actor)
        actor = came_from[actor]
    return path[::-1]


def _rows(engine: Engine, step: int, actor: str, partner: str) -> list[Row]:
    links = ask(engine, "between", {"actor": actor, "partner": partner})
    columns = [column.name for column in catalogue.header("path").columns]
    return [{column: {**link, "step": step}.get(column) for column in columns} for link in links if link["held"]]


def _notes(path: list[str], ends: list[str], lang: str) -> list[str]:
    if not path:
        return [message("no-path", lang, start=ends[0], goal=ends[1])]
    return [message("path-of-one", lang, start=ends[0])] if len(path) == 1 else []
