"""In force on a day, or not: judged from the columns of a link as the questions judge it."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, fields
from functools import cache
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

InForce: TypeAlias = Literal["certainly", "presumably", "provisionally", "suspended", "possibly", "no"]


@dataclass(frozen=True)
class When:
    """From when to when, as exactly as it is known: bounds are inclusive days, None where nothing is known.

    `since` is EDTF, `end_kind` a word of the vocabulary. `firm`: held, stated, undisputed, and not on the word of one
    column. What follows it is what the answer for a day compares, under the names of the columns of the graph.
    """

    since: str | None
    since_earliest: datetime.date | None
    since_latest: datetime.date | None
    until_earliest: datetime.date | None
    until_latest: datetime.date | None
    end_kind: str
    presumed_until: datetime.date | None
    last_attested: datetime.date | None
    firm: bool
    held: bool = True
    standing: str = "single"
    since_standing: str | None = None
    mode: str = "bound"
    sure_until: datetime.date | None = None
    until_latest_reported: datetime.date | None = None
    rests_until: datetime.date | None = None
    replaced_from: datetime.date | None = None
    disputed_from: datetime.date | None = None
    disputed_to: datetime.date | None = None
    notice_from: datetime.date | None = None
    paused_kind: str | None = None
    paused_from_earliest: datetime.date | None = None
    paused_from_latest: datetime.date | None = None
    paused_to_earliest: datetime.date | None = None
    paused_to_latest: datetime.date | None = None
    parent_unreported: str | None = None

    @classmethod
    def of_link(cls, row: Mapping[str, Any]) -> When:
        """From the columns of a link that have these names."""
        return cls(*[row[name] for name in _columns()])


@cache
def _columns() -> tuple[str, ...]:
    """The columns of a link by which it is judged, in the order of `When`."""
    return tuple(field.name for field in fields(When))


class Verdict(NamedTuple):
    """The answer for one day; `why_possible` says why it is `possibly`, or that an objection makes it `no`."""

    in_force: InForce
    why_possible: str | None = None


def on_day(links: Sequence[Mapping[str, Any]], day: datetime.date) -> list[dict[str, Any]]:
    """The rows of links that may have been in force on a day, with how surely and why no more."""
    judged = [(row, judge(When.of_link(row), day)) for row in links]
    return [
        {**row, "in_force": verdict.in_force, "why_possible": verdict.why_possible}
        for row, verdict in judged
        if verdict.in_force != "no"
    ]


def judge(when: When, day: datetime.date) -> Verdict:
    """Whether a link was in force on a day: the comparisons of the question `in_force`, in their order."""
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
