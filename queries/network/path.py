"""The shortest way from one actor to another over links that are held; no query language here returns a path."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise
from typing import TYPE_CHECKING

from accordgraph.queries import catalogue
from accordgraph.queries.parameters import Bound
from accordgraph.queries.phrases import phrase
from accordgraph.queries.plans import Row, ask

if TYPE_CHECKING:
    from accordgraph.graph.engines.protocol import Engine
    from accordgraph.graph.names.index import Names


def answer(engine: Engine, names: Names, values: Mapping[str, Bound], lang: str) -> tuple[list[Row], list[str]]:
    """Every held link of each step from one actor to the other; where there is no way, no rows and a note."""
    ends = str(values["actor"]), str(values["partner"])
    way = search(engine, *ends)
    rows = [row for step, pair in enumerate(pairwise(way), 1) for row in _rows(engine, step, *pair)]
    return rows, _notes(way, [names.name(end, lang) for end in ends], lang)


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
    rows = ask(engine, "neighbours", {"actors": level})
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
    links = ask(engine, "between", {"actor": actor, "partner": partner})
    columns = [column.name for column in catalogue.header("path").columns]
    return [{column: {**link, "step": step}.get(column) for column in columns} for link in links if link["held"]]


def _notes(way: list[str], ends: list[str], lang: str) -> list[str]:
    if not way:
        return [phrase("no-way", lang, start=ends[0], goal=ends[1])]
    return [phrase("one-end", lang, start=ends[0])] if len(way) == 1 else []
