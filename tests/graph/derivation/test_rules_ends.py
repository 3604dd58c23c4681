"""Hulls of ends that are disputed, and terms of the whole and of one party."""

from __future__ import annotations

from worlds.judged import DAY, columns, founded, on
from worlds.statement_builder import Story


def slip(team: Story, *tellings: tuple[str, str]) -> Story:
    for actor in ("ua", "pl"):
        team.act("team", actor, "founding", "2022-03-25", source="page", role="member")
    for source, until in tellings:
        team.act("team", None, "extension", "2024-02-29", until=until, source=source)
    return team


def test_a_headline_against_its_own_text_counts_once(team: Story) -> None:
    team.source("wire", "press")
    slip(team, ("paper", "2026-03"), ("gazette", "2026-03"), ("wire", "2026-03"), ("wire", "2025-03"))
    assert columns(team, "team~ua~1", "end_earliest", "until", "end_standing") == (
        DAY("2026-03-01"),
        "2026-03",
        "disputed",
    )
    assert on(team, "team~pl~1~ua~1", "2025-06-01")[0] == "certainly"


def test_a_slip_alone_keeps_both_in_the_hull(team: Story) -> None:
    slip(team, ("paper", "2026-03"), ("paper", "2025-03"))
    assert columns(team, "team~ua~1", "end_earliest", "until_latest_reported") == (DAY("2025-03-01"), DAY("2026-03-31"))
    assert on(team, "team~pl~1~ua~1", "2025-06-01") == ("possibly", "end-disputed")
    assert on(team, "team~pl~1~ua~1", "2026-05-01") == ("possibly", "term-lapsed")


def test_two_against_one_stay_in_the_hull_and_three_do_not(team: Story) -> None:
    team.source("wire", "press")
    slip(team, ("paper", "2026-03"), ("gazette", "2026-03"), ("wire", "2025-03"))
    assert columns(team, "team~ua~1", "end_earliest") == (DAY("2025-03-01"),)
    team.source("fourth", "press").act("team", None, "extension", "2024-02-29", until="2026-03", source="fourth")
    assert columns(team, "team~ua~1", "end_earliest", "end_standing") == (DAY("2026-03-01"), "disputed")


def test_in_the_month_of_the_end_it_is_imprecise_and_not_lapsed(team: Story) -> None:
    slip(team, ("page", "2026-03"))
    assert on(team, "team~pl~1~ua~1", "2026-03-20") == ("possibly", "end-imprecise")
    assert on(team, "team~pl~1~ua~1", "2026-04-01") == ("possibly", "term-lapsed")


def test_until_with_a_joining_ends_that_participation_only(team: Story) -> None:
    founded(team).act("team", None, "term", "2022-03-25", until="2026-03-25", source="paper")
    team.act("team", "ro", "joining", "2022-10-13", until="2023-04-13", source="paper", role="member")
    assert on(team, "team~pl~1~ua~1", "2024-04-10")[0] == "certainly"
    assert on(team, "team~pl~1~ro~1", "2024-04-10") == ("possibly", "term-lapsed")
    team.act("team", None, "extension", "2026-02-01", until="2028-03-25", source="paper")
    assert columns(team, "team~ro~1", "end_earliest") == (DAY("2023-04-13"),)


def test_an_extension_of_the_whole_carries_along_who_is_in(team: Story) -> None:
    founded(team).act("team", "ro", "joining", "2022-10-13", until="2024-03", source="paper", role="member")
    team.act("team", None, "extension", "2024-02-29", until="2026-03", source="paper")
    assert columns(team, "team~ro~1", "end_earliest") == (DAY("2026-03-01"),)


def test_where_the_outvoted_end_is_out_of_the_hull_the_month_of_the_end_is_imprecise(team: Story) -> None:
    team.source("wire", "press").source("fourth", "press")
    slip(team, ("paper", "2026-03"), ("gazette", "2026-03"), ("fourth", "2026-03"), ("wire", "2025-03"))
    assert on(team, "team~pl~1~ua~1", "2026-03-20") == ("possibly", "end-imprecise")


def test_a_link_ends_with_the_first_of_the_two_that_leaves(team: Story) -> None:
    for actor, left in (("ua", "2024-06-01"), ("pl", "2025-06-01")):
        team.act("team", actor, "founding", "2022-03-25", source="page", role="member")
        team.act("team", actor, "withdrawal", left, effective=left, source="page")
    assert columns(team, "team~pl~1", "end_latest") == (DAY("2025-05-31"),)
    [link] = [row for row in team.tables()["cooperations"].to_dicts() if row["id"] == "team~pl~1~ua~1"]
    assert (link["until_latest"], link["end_kind"]) == (DAY("2024-05-31"), "exit")
    assert on(team, "team~pl~1~ua~1", "2024-06-01")[0] == "no"
