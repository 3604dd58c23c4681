"""How a day is judged: every verdict and every reason."""

from __future__ import annotations

import datetime
from dataclasses import replace
from itertools import pairwise

import pytest

from accordgraph.diagrams.facts import When
from accordgraph.diagrams.in_force import Verdict, boundary_days, judge, may_exist

EARLY, DAY, LATE = datetime.date(2020, 1, 1), datetime.date(2024, 1, 1), datetime.date(2025, 1, 1)
KNOWN = When("2020-01-01", EARLY, EARLY, EARLY, None, "none", None, None, True, sure_until=EARLY)
PAUSED = replace(KNOWN, paused_kind="suspended", paused_from_earliest=EARLY, paused_from_latest=EARLY)


@pytest.mark.parametrize(
    ("when", "verdict"),
    [
        (replace(KNOWN, since_earliest=LATE, since_latest=LATE), Verdict("no")),
        (replace(KNOWN, until_latest=EARLY), Verdict("no")),
        (replace(KNOWN, sure_until=LATE), Verdict("certainly")),
        (KNOWN, Verdict("presumably")),
        (replace(KNOWN, end_kind="exit", presumed_until=LATE), Verdict("presumably")),
        (replace(KNOWN, mode="provisional"), Verdict("provisionally")),
        (PAUSED, Verdict("suspended")),
        (replace(PAUSED, paused_kind="excluded"), Verdict("no", "excluded")),
        (replace(PAUSED, paused_from_latest=LATE), Verdict("possibly", "suspension-imprecise")),
        (replace(PAUSED, paused_to_earliest=EARLY, paused_to_latest=EARLY), Verdict("presumably")),
        (replace(KNOWN, firm=False, standing="disputed"), Verdict("possibly", "existence-disputed")),
        (replace(KNOWN, firm=False, held=False), Verdict("possibly", "existence-disputed")),
        (replace(KNOWN, firm=False, standing="reading"), Verdict("possibly", "reading")),
        (replace(KNOWN, since_standing="reading"), Verdict("possibly", "reading")),
        (replace(KNOWN, rests_until=EARLY), Verdict("possibly", "rests-on")),
        (replace(KNOWN, replaced_from=DAY), Verdict("possibly", "replaced")),
        (replace(KNOWN, disputed_from=DAY), Verdict("possibly", "end-disputed")),
        (replace(KNOWN, disputed_from=EARLY, disputed_to=EARLY), Verdict("presumably")),
        (replace(KNOWN, notice_from=DAY), Verdict("possibly", "notice-unknown")),
        (replace(KNOWN, firm=False, parent_unreported="treaty"), Verdict("possibly", "parent-unreported")),
        (replace(KNOWN, firm=False), Verdict("possibly", "weak-source")),
        (replace(KNOWN, since_latest=None), Verdict("possibly", "effect-unknown")),
        (replace(KNOWN, since_earliest=None, since_latest=None), Verdict("possibly", "start-imprecise")),
        (replace(KNOWN, since_latest=LATE), Verdict("possibly", "start-imprecise")),
        (replace(KNOWN, end_kind="term", until_latest_reported=EARLY), Verdict("possibly", "term-lapsed")),
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
    when = When("2020", EARLY, datetime.date(2020, 12, 31), DAY, LATE, "exit", None, None, True, sure_until=DAY)
    days = boundary_days(when)
    every_day = [EARLY + datetime.timedelta(days=number) for number in range(-10, 2500)]
    changed = {day for before, day in pairwise(every_day) if judge(when, before) != judge(when, day)}
    assert changed <= days
    assert len(changed) == 4
