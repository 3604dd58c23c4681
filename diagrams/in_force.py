"""Whether something was in force on a day, and why it is no more than possible: judged as the questions judge it."""

from __future__ import annotations

import datetime
from typing import Literal, NamedTuple, TypeAlias

from accordgraph.diagrams.model import When

InForce: TypeAlias = Literal["certainly", "presumably", "possibly", "no"]


class Verdict(NamedTuple):
    """The answer for one day; `why_possible` is told only where it is `possibly`."""

    in_force: InForce
    why_possible: str | None = None


def judge(when: When, day: datetime.date) -> Verdict:
    """Whether a link was in force on a day: the comparisons of the question `in_force`, in their order."""
    if (when.since_earliest and when.since_earliest > day) or (when.until_latest and when.until_latest < day):
        return Verdict("no")
    begun = when.since_latest is not None and when.since_latest <= day
    if when.firm and begun:
        if when.until_earliest and when.until_earliest >= day:
            return Verdict("certainly")
        if when.end_kind == "none" or (when.presumed_until and when.presumed_until >= day):
            return Verdict("presumably")
    return Verdict("possibly", _why_possible(when, day))


def _why_possible(when: When, day: datetime.date) -> str:
    if not when.firm:
        return "existence-disputed"
    if when.since_latest is None:
        return "effect-unknown" if when.since_earliest else "start-imprecise"
    if when.since_latest > day:
        return "start-imprecise"
    lapsed = when.end_kind == "term" and when.until_earliest is not None and when.until_earliest < day
    return "term-lapsed" if lapsed else "end-imprecise"


def may_exist(when: When, first: datetime.date | None, last: datetime.date | None) -> bool:
    """Whether it may have been in force on some day from `first` to `last`; None is without limit."""
    too_late = last is not None and when.since_earliest is not None and when.since_earliest > last
    over = first is not None and when.until_latest is not None and when.until_latest < first
    return not too_late and not over


def boundary_days(when: When) -> set[datetime.date]:
    """The days on which the verdict may change: of each bound its day, and the day after those that end something."""
    starts = {day for day in (when.since_earliest, when.since_latest) if day}
    lasts = {day for day in (when.until_earliest, when.until_latest, when.presumed_until) if day}
    after = {day + datetime.timedelta(days=1) for day in lasts if day < datetime.date.max}
    return starts | lasts | after
