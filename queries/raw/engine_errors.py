"""What engines complain of, in our words, with the place in the query."""

from __future__ import annotations

import re
from typing import Literal, NamedTuple

Kind = Literal["query", "memory", "store"]
"""Whose fault it is: the query's, the limit's, or the store's."""

MEMORY = re.compile(r"buffer manager exception|unable to allocate|bad_alloc|out of memory|cannot allocate", re.I)
LADYBUG_PLACE = re.compile(r"\(line: (\d+), offset: (\d+)\)")
LADYBUG_NAME = re.compile(r"(?:property|Table|table|Variable|variable|function|Function)\s+(\w+)")
OXIGRAPH_PLACE = re.compile(r"error at (\d+):(\d+): ?(.*)", re.DOTALL)
BEYOND_YEARS = "A day, a time or a period in the answer lies beyond the years 1 to 9999."

KIND = re.compile(r"^\w+ exception: ")
LONGEST = 300
"""Characters of a complaint: Oxigraph lists every character class that might follow."""


class EngineMessage(NamedTuple):
    """What is wrong, whose fault it is, and where, with line and column from 1."""

    what: str
    kind: Kind = "query"
    line: int | None = None
    column: int | None = None


def of_ladybug(message: str, text: str) -> EngineMessage:
    """What Ladybug says of a query.

    >>> of_ladybug("Binder exception: Variable y is not in scope.", "RETURN y")
    EngineMessage(what='Variable y is not in scope.', kind='query', line=1, column=8)
    """
    if MEMORY.search(message):
        return EngineMessage(_short(message), "memory")
    what = KIND.sub("", message)
    if place := LADYBUG_PLACE.search(what):
        line, offset = map(int, place.groups())
        return EngineMessage(_short(what[: place.start()]), "query", line, offset + 1)
    name = LADYBUG_NAME.search(what)
    return EngineMessage(_short(what), "query", *_find(name.group(1) if name else "", text))


def of_oxigraph(message: str, text: str) -> EngineMessage:
    """What Oxigraph says of a query. Its place is where it could read no further, at the mistake or behind it."""
    if MEMORY.search(message):
        return EngineMessage(_short(message), "memory")
    if place := OXIGRAPH_PLACE.search(message):
        lines = text.split("\n")
        line = min(int(place.group(1)), len(lines))
        column = min(int(place.group(2)), len(lines[line - 1]) + 1)
        return EngineMessage(
            f"This cannot be read here, or shortly before: {_short(place.group(3))}", "query", line, column
        )
    return EngineMessage(_short(message))


def _find(name: str, text: str) -> tuple[int | None, int | None]:
    """Where a name stands first, in whatever case."""
    match = re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text, re.IGNORECASE) if name else None
    if match is None:
        return None, None
    before = text[: match.start()]
    return before.count("\n") + 1, match.start() - before.rfind("\n")


def _short(message: str) -> str:
    flat = " ".join(message.split())
    return flat if len(flat) <= LONGEST else f"{flat[: LONGEST - 1]}…"
