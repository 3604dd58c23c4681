"""Stamps of one moment in several zones are one value; stamps of two moments are two."""

from __future__ import annotations

import pytest
from worlds.statement_builder import Story


def story(*days: str) -> Story:
    story_so_far = Story().source("d", "editorial").actors("ua", "pl").basis("b", binds="signature")
    story_so_far.source("zero").act("b", "pl", "signature", "2022-05-01", source="zero")
    for number, day in enumerate(days):
        story_so_far.source(f"s{number}").act("b", "ua", "signature", day, source=f"s{number}")
    return story_so_far


@pytest.mark.parametrize("other", ["2022-05-31T01:30:00+02:00", "2022-05-31T13:30:00+14", "2022-05-31T05:00:00+05:30"])
def test_one_moment_in_two_zones_names_both_days_and_is_no_conflict(other: str) -> None:
    tables = story("2022-05-30T23:30:00Z", other).tables()
    [act] = tables["acts"].filter(tables["acts"]["actor"] == "ua").to_dicts()
    assert (act["done_on"], act["standing"]) == ("[2022-05-30..2022-05-31]", "confirmed")
    assert (str(act["done_earliest"]), str(act["done_latest"])) == ("2022-05-30", "2022-05-31")
    assert tables["conflicts"].is_empty()


@pytest.mark.parametrize("other", ["2022-05-31T02:30:00+02:00", "2022-05-31T01:30:00", "2022-05-31"])
def test_two_moments_are_two_values(other: str) -> None:
    tables = story("2022-05-30T23:30:00Z", other).tables()
    assert tables["conflicts"]["property"].to_list() == ["done_on"]


def test_a_stamp_alone_keeps_its_own_day() -> None:
    acts = story("2022-05-31T01:30:00+02:00").tables()["acts"]
    assert [str(row["done_earliest"]) for row in acts.to_dicts() if row["actor"] == "ua"] == ["2022-05-31"]
