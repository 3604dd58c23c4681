"""Denials and omissions have a day: the worked cases of existence."""

from __future__ import annotations

import pytest
from worlds.judged import DAY, columns, founded, on
from worlds.statement_builder import Story


def test_a_denial_of_2026_leaves_2023(team: Story) -> None:
    founded(team, "ro").listing("team", "ro", source="page-2026", role="member", as_of="2026-01-10", deny=True)
    names = ("held", "standing", "until", "end_kind", "end_rule")
    assert columns(team, "team~ro~1", *names) == (
        True,
        "single",
        "[2022-03-25..2026-01-09]",
        "unreported",
        "end:no-longer-in",
    )
    assert on(team, "team~pl~1~ro~1", "2023-06-01") == ("possibly", "end-imprecise")
    assert on(team, "team~pl~1~ro~1", "2026-02-01")[0] == "no"


def test_so_does_a_later_complete_list(team: Story) -> None:
    founded(team, "ro").listing(
        "team", "ua", "pl", source="page-2026", role="member", as_of="2026-01-10", complete=True
    )
    assert columns(team, "team~ro~1", "held", "until") == (True, "[2022-03-25..2026-01-09]")


def test_only_a_denial_for_ever_bears_on_the_whole(team: Story) -> None:
    founded(team, "ro").say(
        "participation", "page-2026", "never", "member", basis="team", actor="ro", mention="m", stance="denies"
    )
    assert columns(team, "team~ro~1", "held", "standing", "end_kind") == (False, "disputed", "none")


def test_a_list_narrows_a_coarse_date(team: Story) -> None:
    founded(team).act("team", "ro", "entry", "2022", source="paper", role="member")
    team.listing("team", "ua", "pl", source="page-2022", role="member", as_of="2022-05-31", complete=True)
    assert columns(team, "team~ro~1", "held", "standing", "start") == (True, "single", "[2022-06..2022-12]")
    assert "start:not-yet-listed" in columns(team, "team~ro~1", "narrowed")[0]
    assert on(team, "team~pl~1~ro~1", "2024-11-01")[0] == "presumably"


def test_a_denial_within_a_coarse_date_disputes_the_entry_itself(team: Story) -> None:
    founded(team).act("team", "cz", "entry", "2022", source="paper", role="member")
    team.listing("team", "cz", source="gazette", role="member", as_of="2022-07", deny=True)
    assert columns(team, "team~cz~1", "held", "standing") == (False, "disputed")


def test_nobody_supposes_an_unreported_exit_for_the_sake_of_one_column(team: Story) -> None:
    founded(team).act("team", "cz", "entry", "2022", source="column", role="member")
    team.listing("team", "ua", "pl", source="page-2026", role="member", as_of="2026-01-10", complete=True)
    assert columns(team, "team~cz~1", "held", "standing") == (False, "disputed")


def test_a_lesser_denial_ends_nothing_and_is_named(team: Story) -> None:
    for actor in ("ua", "ro"):
        team.act("team", actor, "founding", "2022-03-25", source="page", role="member")
    team.act("team", None, "extension", "2022-03-25", until="2026-03", source="page")
    team.listing("team", "ro", source="paper", role="member", as_of="2024-07-01", deny=True)
    assert columns(team, "team~ro~1", "held", "end_kind", "end_earliest", "end_latest") == (
        True,
        "denied",
        DAY("2024-06-30"),
        None,
    )
    assert on(team, "team~ro~1~ua~1", "2024-06-01")[0] == "certainly"
    assert on(team, "team~ro~1~ua~1", "2024-08-01") == ("possibly", "end-disputed")


def test_a_list_after_the_denial_that_ranks_as_high_is_a_dispute(team: Story) -> None:
    founded(team, "ro").listing("team", "ro", source="paper", role="member", as_of="2023-01-01", deny=True)
    team.listing("team", "ro", source="gazette", role="member", as_of="2024-01-01")
    assert columns(team, "team~ro~1", "standing", "end_kind") == ("disputed", "none")


@pytest.mark.parametrize("complete", [True, False])
def test_an_old_list_or_denial_moves_no_later_attestation_back(team: Story, complete: bool) -> None:
    """A paper of 2024 names the member whom an official list of 2023 leaves out: 2024 is when it was last attested."""
    for actor in ("ua", "pl", "ro"):
        team.act("team", actor, "founding", "2022-03-25", source="page", role="member")
    team.listing("team", "ro", source="paper", role="member", as_of="2022-09-01")
    team.listing("team", "ro", source="gazette", role="member", as_of="2024-02-01")
    who = ("ua", "pl") if complete else ("ro",)
    more = {"complete": True} if complete else {"deny": True}
    team.listing("team", *who, source="page-2026", role="member", as_of="2023-05-31", **more)
    assert columns(team, "team~ro~1", "attested", "last_attested", "until", "end_kind") == (
        "2024-02-01",
        DAY("2024-02-01"),
        "[2022-09-01..2023-05-30]",
        "unreported",
    )
    assert columns(team, "team~ro~1", "end_earliest", "end_latest") == (DAY("2022-09-01"), DAY("2023-05-30"))


def test_a_later_attestation_of_the_same_day_in_a_link_stays(team: Story) -> None:
    for actor in ("ua", "ro"):
        team.act("team", actor, "founding", "2022-03-25", source="page", role="member")
    team.listing("team", "ro", "ua", source="gazette", role="member", as_of="2024-02")
    before = team.row("cooperations", "team~ro~1~ua~1")
    assert before["attested"] == "2024-02"
    team.listing("team", "ua", source="page-2026", role="member", as_of="2023-05-31", complete=True)
    assert team.row("cooperations", "team~ro~1~ua~1")["attested"] == "2024-02"
