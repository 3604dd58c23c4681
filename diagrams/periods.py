"""A link's life in pieces: from which to which day it was certainly, presumably or possibly in force."""

from __future__ import annotations

import datetime
from typing import NamedTuple

from accordgraph.diagrams.in_force import InForce, boundary_days, judge
from accordgraph.diagrams.model import When

DAY = datetime.timedelta(days=1)


class Span(NamedTuple):
    """From `first` up to, not with, `after`, the answer is the same on every day."""

    first: datetime.date
    after: datetime.date
    in_force: InForce


def spans(when: When, first: datetime.date, after: datetime.date) -> list[Span]:
    """The pieces between two days, oldest first; where it was not in force there is none.

    They are made by asking the judge of single days on each day on which its answer may change, so a timeline cannot
    say anything else than the answer for a day.
    """
    turns = sorted({first, *(day for day in boundary_days(when) if first < day < after)})
    pieces: list[Span] = []
    for start, stop in zip(turns, [*turns[1:], after], strict=True):
        answer = judge(when, start).in_force
        if pieces and pieces[-1].in_force == answer:
            pieces[-1] = pieces[-1]._replace(after=stop)
        else:
            pieces.append(Span(start, stop, answer))
    return [piece for piece in pieces if piece.in_force != "no" and piece.first < piece.after]
