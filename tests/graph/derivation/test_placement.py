"""Which act is a mention about: the worked cases of the rules of placement, each by name."""

from __future__ import annotations

import polars as pl
import pytest
from worlds.statement_builder import Story


@pytest.fixture
def team(story: Story) -> Story:
    return story.actors("ua", "ee", "cz").basis("team", binds="signature", form="jit")


@pytest.fixture
def protocol(story: Story) -> Story:
    return story.actors("tt", "ua").basis(
        "protocol", binds="consent", open="true", in_force_since="1976-03-23", effect_after="P3M", effect_on="day"
    )


def acts(story: Story) -> list[str]:
    return story.tables()["acts"]["id"].to_list()


def test_four_tellings_of_estonias_accession_are_one_act(team: Story) -> None:
    team.act("team", "ee", "entry", "2022", source="column")
    team.act("team", "ee", "accession", "2022-05-30", source="page")
    team.act("team", "ee", "joining", "2022-05-31", source="paper")
    team.act("team", "ee", "accession", "2022-05-30/2022-05-31", source="page")
    assert acts(team) == ["team~ee~entry~1"]
    act = team.row("acts", "team~ee~entry~1")
    assert (act["type"], act["done_on"], act["standing"]) == ("accession", "2022-05-30", "disputed")
    candidates = team.tables()["candidates"]
    assert sorted(candidates["value"].to_list()) == ["2022-05-30", "2022-05-31"]


def test_an_entry_that_follows_an_exit_begins_a_new_episode_trinidad_and_tobago(protocol: Story) -> None:
    protocol.act("protocol", "tt", "accession", "1980-11-14", source="register")
    protocol.act("protocol", "tt", "denunciation", "1998-05-26", effective="1998-08-26", source="register")
    protocol.act("protocol", "tt", "accession", "1998-08-26", source="register")
    protocol.act("protocol", "tt", "denunciation", "2000-03-27", effective="2000-06-27", source="register")
    assert acts(protocol) == [
        "protocol~tt~entry~1",
        "protocol~tt~entry~2",
        "protocol~tt~exit~1",
        "protocol~tt~exit~2",
    ]
    first, second = (protocol.row("participations", f"protocol~tt~{episode}") for episode in (1, 2))
    assert [str(first[name]) for name in ("start", "end_earliest", "end_latest")] == [
        "1981-02-14",
        "1998-08-25",
        "1998-08-25",
    ]
    assert [str(second[name]) for name in ("start", "end_latest")] == ["1998-11-26", "2000-06-26"]
    assert (first["end_kind"], first["end_rule"], first["start_rule"]) == (
        "exit",
        "end:exit",
        "start:consent+effect-rule",
    )


def test_out_and_in_again_on_one_day_are_two_episodes(protocol: Story) -> None:
    protocol.act("protocol", "tt", "accession", "1980-11-14", source="page")
    protocol.act("protocol", "tt", "denunciation", "1998-05-26", source="page")
    protocol.act("protocol", "tt", "accession", "1998-05-26", source="page")
    assert acts(protocol) == ["protocol~tt~entry~1", "protocol~tt~entry~2", "protocol~tt~exit~1"]


def test_a_coarse_mention_joins_the_episode_whose_days_it_overlaps(protocol: Story) -> None:
    protocol.act("protocol", "tt", "accession", "1980-11-14", source="page")
    protocol.act("protocol", "tt", "denunciation", "1998-05-26", source="page")
    protocol.act("protocol", "tt", "accession", "1998-08-26", source="page")
    protocol.act("protocol", "tt", "entry", "1998", source="paper")
    assert acts(protocol) == ["protocol~tt~entry~1", "protocol~tt~entry~2", "protocol~tt~exit~1"]
    act = protocol.row("acts", "protocol~tt~entry~2")
    assert (act["done_on"], act["standing"]) == ("1998-08-26", "refined")


def test_a_coarse_mention_that_overlaps_nothing_is_a_conflict_in_the_only_episode(team: Story) -> None:
    team.act("team", "ee", "accession", "2022-05-30", source="page").act("team", "ee", "entry", "2023", source="paper")
    assert acts(team) == ["team~ee~entry~1"]
    assert team.row("acts", "team~ee~entry~1")["standing"] == "disputed"


def test_with_several_episodes_it_is_unplaced_and_shown_as_such(protocol: Story) -> None:
    protocol.act("protocol", "tt", "accession", "1980-11-14", source="page")
    protocol.act("protocol", "tt", "denunciation", "1998-05-26", source="page")
    protocol.act("protocol", "tt", "accession", "1998-08-26", source="page")
    protocol.act("protocol", "tt", "entry", "2010", source="paper")
    assert len(acts(protocol)) == 3
    conflict = protocol.row("conflicts", "protocol~tt~entry-unplaced")
    assert conflict["rule"] == "place:unplaced"
    candidate = protocol.row("candidates", "protocol~tt~entry-unplaced~1")
    assert (candidate["value"], candidate["source"]) == ("2010", "paper")


def test_rows_of_a_table_that_are_acts_of_their_own_are_numbered_by_date(story: Story) -> None:
    story.source("table", "dataset", rows_are_acts="true").actors("af").basis("un-21-6-a", binds="consent")
    story.act("un-21-6-a", "af", "definitive-signature", "1994-11-16", source="table")
    story.act("un-21-6-a", "af", "ratification", "2003-06-23", source="table")
    days = dict(story.tables()["acts"].select("id", "done_on").iter_rows())
    assert days == {"un-21-6-a~af~entry~1~1": "1994-11-16", "un-21-6-a~af~entry~1~2": "2003-06-23"}
    assert story.tables()["conflicts"].height == 0


def test_a_text_that_tells_two_values_of_one_act_is_a_conflict(team: Story) -> None:
    team.act("team", None, "extension", "2024-02-29", until="2025-03", source="paper")
    team.act("team", None, "extension", "2024-02-29", until="2026-03", source="paper")
    team.act("team", None, "extension", "2024-02-29", until="2026-03", source="gazette")
    assert acts(team) == ["team~whole~term~1"]
    act = team.row("acts", "team~whole~term~1")
    assert (act["until"], act["standing"]) == ("2026-03", "disputed")
    assert team.row("conflicts", "team~whole~term~1~until")["rule"] == "resolve:voices"


def test_an_exit_before_any_entry_opens_no_episode(protocol: Story) -> None:
    protocol.act("protocol", "tt", "denunciation", "1970-01-01", source="paper")
    protocol.act("protocol", "tt", "accession", "1980-11-14", source="page")
    assert acts(protocol) == ["protocol~tt~entry~1", "protocol~tt~exit~0"]
    assert protocol.row("participations", "protocol~tt~1")["end_kind"] == "none"
    assert protocol.row("conflicts", "protocol~tt~exit-before-entry")["rule"] == "place:exit-before-entry"


def test_terms_within_ninety_two_days_are_one_and_further_apart_two(team: Story) -> None:
    team.act("team", "ua", "founding", "2022-03-25", until="2024-03", source="page")
    team.act("team", None, "extension", "2024-02-29", until="2026-03", source="page")
    team.act("team", None, "extension", "2024-05-31", until="2026-03", source="paper")
    assert [name for name in acts(team) if "whole" in name] == ["team~whole~term~1", "team~whole~term~2"]
    team.act("team", None, "extension", "2024-09-01", until="2026-09", source="paper")
    assert [name for name in acts(team) if "whole" in name][-1] == "team~whole~term~3"


def test_an_until_told_with_any_act_is_a_term_of_the_whole(team: Story) -> None:
    team.act("team", "ua", "founding", "2022-03-25", until="2024-03", source="page")
    act = team.row("acts", "team~whole~term~1")
    assert (act["type"], act["until"], act["actor"]) == ("term", "2024-03", None)
    assert team.row("acts", "team~ua~entry~1")["until"] is None


def test_a_term_without_a_day_is_unplaced(team: Story) -> None:
    team.act("team", None, "extension", until="2026-03", source="paper")
    assert acts(team) == []
    assert team.row("conflicts", "team~whole~term-unplaced")["rule"] == "place:unplaced"


def test_a_coarse_extension_joins_the_one_it_overlaps(team: Story) -> None:
    team.act("team", None, "extension", "2024-02-29", until="2026-03", source="paper")
    team.act("team", None, "extension", "2024-02", until="2026-03", source="page")
    assert acts(team) == ["team~whole~term~1"]
    assert team.row("acts", "team~whole~term~1")["standing"] == "confirmed"


def test_an_explicit_episode_wins(team: Story) -> None:
    team.act("team", "ee", "accession", "2022-05-30", source="page")
    team.act("team", "ee", "accession", "2025-01-01", episode="2", source="page")
    assert acts(team) == ["team~ee~entry~1", "team~ee~entry~2"]


def test_an_explicit_episode_keeps_two_extensions_apart(team: Story) -> None:
    team.act("team", None, "extension", "2024-02-29", until="2025-03", episode="1", source="page")
    team.act("team", None, "extension", "2024-03-15", until="2026-03", episode="2", source="page")
    assert acts(team) == ["team~whole~term~1", "team~whole~term~2"]
    assert team.tables()["conflicts"].height == 0


def test_a_signature_under_a_treaty_is_a_phase_of_its_own_and_opens_nothing(protocol: Story) -> None:
    protocol.act("protocol", "ua", "signature", "1966-12-19", source="page")
    assert acts(protocol) == ["protocol~ua~sign~1"]
    assert protocol.tables()["participations"].height == 0


def test_a_parliaments_law_is_not_the_deposit(protocol: Story) -> None:
    protocol.act("protocol", "ua", "domestic-approval", "2006-10-18", source="page")
    protocol.act("protocol", "ua", "ratification", "2009-12-02", source="register")
    assert acts(protocol) == ["protocol~ua~domestic~1", "protocol~ua~entry~1"]
    assert protocol.row("participations", "protocol~ua~1")["start"] == "2010-03-02"


def test_an_undated_act_opens_unknown_bounds_and_joins_the_only_episode(team: Story) -> None:
    team.act("team", "cz", "joining", source="page")
    start = team.row("participations", "team~cz~1")
    assert (start["start"], start["start_earliest"], start["start_latest"]) == (None, None, None)
    team.act("team", "cz", "joining", "2022-05-30", source="paper")
    assert acts(team) == ["team~cz~entry~1"]


def test_the_order_of_statements_changes_nothing(team: Story) -> None:
    team.act("team", "ee", "accession", "2022-05-30", source="page").act("team", "ee", "entry", "2022", source="column")
    team.act("team", "ua", "founding", "2022-03-25", until="2024-03", source="page", role="member")
    team.act("team", None, "extension", "2024-02-29", until="2026-03", source="paper")
    team.act("team", "cz", "entry", "2022", source="column", role="member")
    team.listing("team", "cz", source="paper", role="member", as_of="2022-07", deny=True)
    team.listing("team", "ua", "ee", source="gazette", role="member", as_of="2025-03-18", complete=True)
    tables = team.tables()
    assert tables["cooperations"].height == 3
    for seed in range(8):
        again = Story(team.rows, shuffled_by=seed).tables()
        different = [name for name in tables if not tables[name].equals(again[name])]
        assert different == []


def test_two_amendments_are_two_acts(team: Story) -> None:
    team.act("team", None, "amendment", "2023-03", source="page")
    team.act("team", None, "amendment", "2023-04-13/2023-04-14", source="page")
    team.act("team", None, "amendment", "2024-09-10", source="page")
    table = team.tables()["acts"]
    assert table.select("id", "done_on").rows() == [
        ("team~whole~amendment~1", "2023-03"),
        ("team~whole~amendment~2", "[2023-04-13..2023-04-14]"),
        ("team~whole~amendment~3", "2024-09-10"),
    ]
    assert table.filter(pl.col("standing") == "disputed").height == 0


@pytest.mark.parametrize("day", ["2010", None, "listed"])
def test_an_exit_closes_an_entry_that_was_told_coarsely_undated_or_by_a_list(team: Story, day: str | None) -> None:
    if day == "listed":
        team.listing("team", "ee", source="page", as_of="2010")
    else:
        team.act("team", "ee", "entry", day, source="page")
    team.act("team", "ee", "withdrawal", "2020-05-01", effective="2020-06-01", source="page")
    stay = team.row("participations", "team~ee~1")
    assert (stay["end_kind"], str(stay["end_latest"])) == ("exit", "2020-05-31")
    assert team.tables()["conflicts"].height == 0


def test_a_coarse_entry_before_the_first_exit_is_the_first_episode(protocol: Story) -> None:
    protocol.act("protocol", "tt", "entry", "1980", source="page")
    protocol.act("protocol", "tt", "denunciation", "1998-05-26", source="page")
    protocol.act("protocol", "tt", "accession", "1998-09-26", source="page")
    assert acts(protocol) == ["protocol~tt~entry~1", "protocol~tt~entry~2", "protocol~tt~exit~1"]
    assert protocol.row("participations", "protocol~tt~1")["end_kind"] == "exit"


@pytest.mark.parametrize("source", ["page", "column"], ids=["as high", "weaker"])
def test_an_exit_before_an_entry_that_is_also_told_coarsely_renumbers_nothing(team: Story, source: str) -> None:
    """That somebody came in within a year says nothing of the years before it."""
    team.act("team", "ua", "signature", "2023-07-03", source="page").act("team", "ua", "entry", "2023", source="paper")
    team.act("team", "ua", "exit", "2005-02-04", source=source)
    assert acts(team) == ["team~ua~entry~1", "team~ua~exit~0"]


def test_a_coarse_exit_before_any_entry_closes_nothing(team: Story) -> None:
    team.act("team", "ee", "exit", "2019", source="page")
    assert acts(team) == ["team~ee~exit~0"]


def test_a_coarse_act_of_the_whole_joins_the_exact_one(team: Story) -> None:
    team.act("team", None, "entry-into-force", "2022-05-30", source="page")
    team.act("team", None, "entry-into-force", "2022", source="paper")
    assert acts(team) == ["team~whole~force~1"]
    assert team.row("acts", "team~whole~force~1")["standing"] == "refined"


def test_an_entry_and_an_exit_on_the_first_day_are_one_episode(team: Story) -> None:
    team.act("team", "ee", "accession", "2022-05-30", source="page").act(
        "team", "ee", "exit", "2022-05-30", source="page"
    )
    assert acts(team) == ["team~ee~entry~1", "team~ee~exit~1"]


def test_a_term_told_with_two_entries_has_no_disputed_day(team: Story) -> None:
    team.act("team", "ua", "founding", "2022-03-25", until="2024-03", source="page")
    team.act("team", "ee", "accession", "2022-05-30", until="2024-03", source="page")
    assert team.row("acts", "team~whole~term~1")["until"] == "2024-03"
    assert team.tables()["conflicts"].height == 0


def test_an_amendment_without_a_day_is_an_act(team: Story) -> None:
    team.act("team", None, "amendment", source="page")
    assert acts(team) == ["team~whole~amendment~1"]


def test_an_entry_into_force_with_two_days_takes_the_one_of_effect(team: Story) -> None:
    team.act("team", "ee", "ratification", "2022-01-01", source="page")
    team.act("team", "ee", "entry-into-force", "2022-03-01", effective="2022-02-01", source="page")
    assert team.row("acts", "team~ee~entry~1")["effective_on"] == "2022-02-01"
    assert team.tables()["conflicts"].height == 0


def test_a_mention_of_an_unknown_type_is_shown_as_unplaced(team: Story) -> None:
    team.act("team", "ee", "blessing", "2022-05-30", source="page")
    assert [row["rule"] for row in team.tables()["conflicts"].to_dicts()] == ["place:unplaced"]


def test_what_is_shown_of_an_unplaced_mention_does_not_hang_on_the_order(protocol: Story) -> None:
    protocol.act("protocol", "tt", "accession", "1980-11-14", source="page")
    protocol.act("protocol", "tt", "denunciation", "1998-05-26", source="page")
    protocol.act("protocol", "tt", "accession", "1998-08-26", source="page")
    protocol.act("protocol", "tt", "entry", "2010", effective="2011", source="paper")
    tables = [Story(protocol.rows, shuffled_by=seed).tables() for seed in range(6)]
    assert {tuple(table["candidates"]["value"].to_list()) for table in tables} == {("2010",)}
    assert {table["evidence"].filter(thing="protocol~tt~entry-unplaced").height for table in tables} == {3}
