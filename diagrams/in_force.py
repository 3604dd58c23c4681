"""In force on a day, or not: judged as the questions judge it, for one day and for the periods of a timeline."""

from __future__ import annotations

import datetime
from typing import Literal, NamedTuple, TypeAlias

from accordgraph.diagrams.facts import When

InForce: TypeAlias = Literal["certainly", "presumably", "provisionally", "suspended", "possibly", "no"]


class Verdict(NamedTuple):
    """The answer for one day; `why_possible` says why it is `possibly`, or that an objection makes it `no`."""

    in_force: InForce
    why_possible: str | None = None


def judge(when: When, day: datetime.date) -> Verdict:
    """Whether a link was in force on a day: the comparisons of the question `in_force`, in their order (RULES 6)."""
    if (when.since_earliest and when.since_earliest > day) or (when.until_latest and when.until_latest < day):
        return Verdict("no")
    if when.paused_kind and _surely_paused(when, day):
        return Verdict("suspended") if when.paused_kind == "suspended" else Verdict("no", "excluded")
    begun = when.since_latest is not None and when.since_latest <= day
    sure = when.firm and when.since_standing != "reading" and begun and not _doubt(when, day)
    if sure and not _may_be_paused(when, day) and _lasts(when, day):
        if when.mode == "provisional":
            return Verdict("provisionally")
        return Verdict("certainly" if when.sure_until and when.sure_until >= day else "presumably")
    return Verdict("possibly", _why_possible(when, day))


def _surely_paused(when: When, day: datetime.date) -> bool:
    begun = when.paused_from_latest is not None and when.paused_from_latest <= day
    over = when.paused_to_latest is not None and (when.paused_to_earliest is None or when.paused_to_earliest < day)
    return begun and not over


def _may_be_paused(when: When, day: datetime.date) -> bool:
    not_yet = when.paused_from_earliest is not None and when.paused_from_earliest > day
    over = when.paused_to_latest is not None and when.paused_to_latest < day
    return when.paused_kind is not None and not not_yet and not over


def _lasts(when: When, day: datetime.date) -> bool:
    """Whether no end that is reported lies before the day."""
    sure = when.sure_until is not None and when.sure_until >= day
    presumed = when.presumed_until is not None and when.presumed_until >= day
    return sure or presumed or when.end_kind == "none"


def _doubt(when: When, day: datetime.date) -> str | None:
    """What makes an answer for a day after the start no more than possible, whatever the bounds say."""
    if when.rests_until and when.rests_until < day:
        return "rests-on"
    if when.replaced_from and when.replaced_from <= day:
        return "replaced"
    if when.disputed_from and when.disputed_from <= day and (when.disputed_to is None or when.disputed_to >= day):
        return "end-disputed"
    return "notice-unknown" if when.notice_from and when.notice_from <= day else None


def _why_possible(when: When, day: datetime.date) -> str:
    if not when.held or when.standing == "disputed":
        return "existence-disputed"
    begun = when.since_latest is not None and when.since_latest <= day
    if when.standing == "reading" or (begun and when.since_standing == "reading"):
        return "reading"
    if not begun:
        return "effect-unknown" if when.since_latest is None and when.since_earliest else "start-imprecise"
    if doubt := _doubt(when, day):
        return doubt
    if not _lasts(when, day):
        lapsed = when.until_latest_reported is not None and when.until_latest_reported < day
        return "term-lapsed" if lapsed else "end-imprecise"
    if _may_be_paused(when, day):
        return "suspension-imprecise"
    return "parent-unreported" if when.parent_unreported else "weak-source"


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
