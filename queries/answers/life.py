"""Whether a day lies before an actor was founded or after it was closed, as sources report it."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, NamedTuple

from accordgraph.graph.dates.edtf import read
from accordgraph.queries.runner import run

if TYPE_CHECKING:
    from accordgraph.queries.session import Session


class OutsideLife(NamedTuple):
    """That an actor was founded later, or closed before: the message that says so, the date, and who reports it."""

    key: str
    date: str
    sources: frozenset[str]


def outside_life(session: Session, actor: str, day: datetime.date) -> OutsideLife | None:
    """Why nobody can have worked with an actor on a day; None where it was there, as far as sources say."""
    rows = [row for row in run(session, "evidence", {"id": actor}).rows if row["stance"] == "asserts"]
    for name, key in (("founded", "who-before-founding"), ("closed", "who-after-closing")):
        said = [row for row in rows if row["property"] == name]
        if said and all(_is_outside(name, str(row["value"]), day) for row in said):
            date = str(said[0]["value"])
            return OutsideLife(key, date, frozenset(str(row["source"]) for row in said if row["value"] == date))
    return None


def _is_outside(name: str, value: str, day: datetime.date) -> bool:
    date = read(value)
    first, last = date.start[0], date.end[1]
    return (first is not None and day < first) if name == "founded" else (last is not None and day > last)
