"""In force on a day, or not: judged for one day, and for the periods of a timeline."""

from __future__ import annotations

import datetime
from typing import NamedTuple

from accordgraph.queries.judging import InForce, Verdict, When, judge

__all__ = ["InForce", "Period", "Verdict", "boundary_days", "judge", "may_exist", "periods"]


def may_exist(when: When, first: datetime.date | None, last: datetime.date | None) -> bool:
    """Whether it may have been in force on some day from `first` to `last`; None is without limit."""
    too_late = last is not None and when.since_earliest is not None and when.since_earliest > last
    over = first is not None and when.until_latest is not None and when.until_latest < first
    return not too_late and not over


def boundary_days(when: When) -> set[datetime.date]:
    """The days on which the verdict may change: of each bound its day, and the day after those that end something."""
    firsts = (when.since_earliest, when.since_latest, when.replaced_from, when.disputed_from, when.notice_from)
    lasts = (when.until_latest, when.sure_until, when.presumed_until, when.rests_until, when.disputed_to)
    begun = (*firsts, when.paused_from_earliest, when.paused_from_latest)
    over = (*lasts, when.until_latest_reported, when.paused_to_earliest, when.paused_to_latest)
    after = {day + datetime.timedelta(days=1) for day in over if day and day < datetime.date.max}
    return {day for day in begun if day} | after


class Period(NamedTuple):
    """From `first` up to, not with, `after`, the answer is the same on every day."""

    first: datetime.date
    after: datetime.date
    in_force: InForce


def periods(when: When, first: datetime.date, after: datetime.date) -> list[Period]:
    """The periods between two days, oldest first; there is none where it was not in force.

    They come from judging each day on which the answer may change: a timeline cannot contradict the answer for a day.
    """
    turns = sorted({first, *(day for day in boundary_days(when) if first < day < after)})
    pieces: list[Period] = []
    for start, stop in zip(turns, [*turns[1:], after], strict=True):
        answer = judge(when, start).in_force
        if pieces and pieces[-1].in_force == answer:
            pieces[-1] = pieces[-1]._replace(after=stop)
        else:
            pieces.append(Period(start, stop, answer))
    return [piece for piece in pieces if piece.in_force != "no" and piece.first < piece.after]
