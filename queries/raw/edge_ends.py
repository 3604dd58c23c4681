"""The ids of the things at both ends of each edge in an answer of Ladybug, for pictures of it.

Ladybug says of an edge where it keeps its ends. That changes with every build; ids do not.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

PLACE = "_ID"
ENDS = {"_SRC": "_source", "_DST": "_target"}
"""What Ladybug calls the places of an edge's ends, and what we call their ids."""

Place = tuple[int, int]
"""A table and an offset in it."""

AT_ONCE = 500
"""Places that one query is asked about."""


def with_ends(rows: Iterable[Iterable[object]], connection: Any) -> None:
    """Give each edge in these rows `_source` and `_target`, the ids of its ends."""
    values = [one for row in rows for cell in row for one in _nested(cell)]
    ids = {place: one["id"] for one in values if "id" in one and (place := _place(one.get(PLACE)))}
    edges = [one for one in values if all(_place(one.get(end)) for end in ENDS)]
    unknown = sorted({place for edge in edges for end in ENDS if (place := _place(edge[end]))} - ids.keys())
    for start in range(0, len(unknown), AT_ONCE):
        ids |= _looked_up(unknown[start : start + AT_ONCE], connection)
    for edge in edges:
        edge.update({name: ids.get(place) for end, name in ENDS.items() if (place := _place(edge[end]))})


def _nested(value: object) -> Iterator[dict[str, Any]]:
    """The mappings in a cell, however deep."""
    if isinstance(value, dict):
        yield value
        value = list(value.values())
    if isinstance(value, list):
        for one in value:
            yield from _nested(one)


def _place(where: object) -> Place | None:
    """A place, if it is one: a query may write mappings of its own under these names."""
    if not isinstance(where, dict) or where.keys() != {"table", "offset"}:
        return None
    table, offset = where["table"], where["offset"]
    return (table, offset) if type(table) is int and type(offset) is int and min(table, offset) >= 0 else None


def _looked_up(places: list[Place], connection: Any) -> dict[Place, str]:
    listed = ", ".join(f"internal_id({table}, {offset})" for table, offset in places)
    result = connection.execute(f"MATCH (n) WHERE id(n) IN [{listed}] RETURN id(n), n.id")
    return {place: identifier for where, identifier in result.get_all() if (place := _place(where))}
