"""How a day is judged: every verdict and every reason."""

from __future__ import annotations

import datetime
from dataclasses import replace
from itertools import pairwise

import pytest

from accordgraph.diagrams.facts import When
from accordgraph.diagrams.in_force import Verdict, boundary_days, judge, may_exist

EARLY, DAY, LATE = datetime.date(2020, 1, 1), datetime.date(2024, 1, 1), datetime.date(2025, 1, 1)
KNOWN = When("2020-01-01", EARLY, EARLY, EARLY, None, "none", None, None, True)


@pytest.mark.parametrize(
    ("when", "verdict"),
    [
        (replace(KNOWN, since_earliest=LATE, since_latest=LATE), Verdict("no")),
        (replace(KNOWN, until_latest=EARLY), Verdict("no")),
        (replace(KNOWN, until_earliest=LATE), Verdict("certainly")),
        (KNOWN, Verdict("presumably")),
        (replace(KNOWN, end_kind="exit", presumed_until=LATE), Verdict("presumably")),
        (replace(KNOWN, firm=False), Verdict("possibly", "existence-disputed")),
        (replace(KNOWN, since_latest=None), Verdict("possibly", "effect-unknown")),
        (replace(KNOWN, since_earliest=None, since_latest=None), Verdict("possibly", "start-imprecise")),
        (replace(KNOWN, since_latest=LATE), Verdict("possibly", "start-imprecise")),
        (replace(KNOWN, end_kind="term"), Verdict("possibly", "term-lapsed")),
        (replace(KNOWN, end_kind="exit"), Verdict("possibly", "end-imprecise")),
    ],
    ids=str,
)
def test_a_day_is_judged(when: When, verdict: Verdict) -> None:
    assert judge(when, DAY) == verdict


def test_a_range_takes_in_its_first_and_last_day() -> None:
    when = replace(KNOWN, until_latest=DAY)
    after = DAY + datetime.timedelta(days=1)
    assert may_exist(when, None, None)
    assert (may_exist(when, DAY, None), may_exist(when, after, None)) == (True, False)
    assert (may_exist(when, None, EARLY), may_exist(when, None, EARLY - datetime.timedelta(days=1))) == (True, False)


def test_the_verdict_changes_on_boundary_days_only() -> None:
    when = When("2020", EARLY, datetime.date(2020, 12, 31), DAY, LATE, "exit", None, None, True)
    days = boundary_days(when)
    told = [EARLY + datetime.timedelta(days=number) for number in range(-10, 2500)]
    changed = {day for before, day in pairwise(told) if judge(when, before) != judge(when, day)}
    assert changed <= days
    assert len(changed) == 4
