"""Bounds of a start: those of a row, those of a reported day, and how the two lie to each other."""

from __future__ import annotations

import datetime
import re
from functools import lru_cache
from typing import TYPE_CHECKING, Literal

from accordgraph.graph.dates.edtf import read as read_edtf
from accordgraph.queries.answers.facts import sides
from accordgraph.queries.plans import day_of

if TYPE_CHECKING:
    from accordgraph.queries.plans import Row

Side = Literal["since", "start"]
"""Columns of a link, or of a participation."""

Day = datetime.date | None
"""A bound; None is unknown."""

Relation = Literal["same", "coarser", "other"]
"""How a reported day lies to the day that is shown: the same bounds, wider ones, or days outside of them."""

ONE_DAY = re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}")

PARTICIPATION_TILDES = 2
"""Of the id of a participation; that of a link has four."""


def sides_of(row: Row) -> tuple[str, ...]:
    """The participations of a row of any kind: of a link, of a participation, or of either as derivation gives it."""
    identifier = str(row.get("cooperation") or row.get("participation") or row["id"])
    return sides(identifier) if identifier.count("~") > PARTICIPATION_TILDES else (identifier,)


@lru_cache(maxsize=20_000)
def relation_of(value: str, earliest: datetime.date | None, latest: datetime.date | None) -> Relation | None:
    """How a reported day lies to bounds; None where either has an end that is not known."""
    low, high = read_bounds(value)
    if (low, high) == (earliest, latest):
        return "same"
    if low and high and earliest and latest:
        if low <= earliest and latest <= high:
            return "coarser"
        is_within, overlaps = earliest <= low and high <= latest, low <= latest and earliest <= high
        return "same" if is_within else "coarser" if overlaps else "other"
    return None


def bounds_of(row: Row, side: Side) -> tuple[datetime.date | None, datetime.date | None]:
    """The bounds of the start of a row."""
    return day_of(row[f"{side}_earliest"]), day_of(row[f"{side}_latest"])


def _day(value: str) -> Day:
    """The day that a text names as most do; None where there is no such day."""
    try:
        return datetime.date.fromisoformat(value)
    except ValueError:
        return None


@lru_cache(maxsize=20_000)
def read_bounds(value: str) -> tuple[datetime.date | None, datetime.date | None]:
    """The first and the last day that a reported date can mean."""
    if ONE_DAY.fullmatch(value) and (day := _day(value)):
        return day, day
    reading = read_edtf(value)
    return reading.start[0], reading.end[1]
