"""The shortest way from one actor to another over links that are held; no query language here returns a path."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from accordgraph.queries.header import Header, build
from accordgraph.queries.plans import Row, fetch, plan
from accordgraph.queries.runner import Answer, finish

if TYPE_CHECKING:
    from accordgraph.graph.engines.protocol import Engine
    from accordgraph.graph.index import Names

_ACTOR = {"type": "actor", "is": "Id, name, acronym or alias of an actor"}

HEADER: Header = build(
    "path",
    {
        "summary": "The shortest way from one actor to another over cooperation links",
        "description": "One row a link. Only links that are held count; of ways as short, the first by ids is taken.",
        "parameters": {"actor": {**_ACTOR, "example": "nabu"}, "partner": {**_ACTOR, "example": "jica"}},
        "columns": {
            "step": {"type": "integer", "sort": "true", "is": "Which step of the way, from 1"},
            "actor": {"type": "id", "is": "Who the step begins at"},
            "actor_name": {"type": "text", "names": "actor", "is": "Name of the actor"},
            "partner": {"type": "id", "is": "Who the step leads to"},
            "partner_name": {"type": "text", "names": "partner", "is": "Name of the partner"},
            "cooperation": {"type": "id", "sort": "true", "is": "A link between the two"},
            "basis": {"type": "id", "is": "What the link rests on"},
            "basis_name": {"type": "text", "names": "basis", "is": "Name of the basis"},
            "since": {"type": "edtf", "is": "Since when"},
            "standing": {"type": "text", "is": "How well it is attested that both take part"},
        },
        "show": ["step", "actor_name", "partner_name", "basis_name", "since", "standing"],
        "tags": ["cooperation"],
    },
)
"""What is said of the answer, as of that of a question."""


def path(engine: Engine, names: Names, actor: str, partner: str, lang: str = "en") -> Answer:
    """Every held link of each step from one actor to the other; where there is no way, no rows and a note.

    Both may be given by id, name, acronym or alias. Raises NotFoundError and AmbiguousError as names do.
    """
    ends = names.resolve(actor, "Actor"), names.resolve(partner, "Actor")
    way = search(engine, *ends)
    rows = [row for step, pair in enumerate(pairwise(way), 1) for row in _rows(engine, step, *pair)]
    return finish(HEADER, rows, names, lang, _notes(way, [names.name(end, lang) for end in ends]))


def search(engine: Engine, start: str, goal: str) -> list[str]:
    """The actors on the shortest way, both ends among them; empty where there is none.

    Breadth first, one query a level. Each level stays in the order of its ways, so the first way found is the first
    by ids among the shortest.
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
    return _way(came_from, goal) if goal in came_from else []


def _neighbours(engine: Engine, level: list[str]) -> list[tuple[str, str]]:
    rows = fetch(engine, plan("neighbours", {"actors": level}, engine.language))
    place = {actor: number for number, actor in enumerate(level)}
    pairs = ((str(row["actor"]), str(row["partner"])) for row in rows)
    return sorted(pairs, key=lambda pair: (place[pair[0]], pair[1]))


def _way(came_from: dict[str, str | None], goal: str) -> list[str]:
    way: list[str] = []
    here: str | None = goal
    while here is not None:
        way.append(here)
        here = came_from[here]
    return way[::-1]


def _rows(engine: Engine, step: int, actor: str, partner: str) -> list[Row]:
    links = fetch(engine, plan("between", {"actor": actor, "partner": partner}, engine.language))
    columns = [column.name for column in HEADER.columns]
    return [{column: {**link, "step": step}.get(column) for column in columns} for link in links if link["held"]]


def _notes(way: list[str], ends: list[str]) -> list[str]:
    if not way:
        return [f"No held links lead from {ends[0]} to {ends[1]}."]
    return [f"{ends[0]} is both ends of the way."] if len(way) == 1 else []
