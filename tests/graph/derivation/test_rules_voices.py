"""Voices, readings and reprints."""

from __future__ import annotations

import pytest
from worlds.judged import DAY, columns, founded, on
from worlds.statement_builder import Story


def test_an_inferred_statement_adds_no_voice(story: Story) -> None:
    story.actors("sbi", "police", kind="agency").basis("memo", binds="signature")
    for actor in ("sbi", "police"):
        story.act("memo", actor, "signature", "2024-01", source="paper")
    story.actors("x")
    for actor in ("sbi", "police"):
        mention = f"guess {actor}"
        for key, value in (("type", "signature"), ("done_on", "2024-01")):
            story.say("act", "gazette", key, value, mention=mention, basis="memo", actor=actor, how="inferred")
    assert columns(story, "memo~police~1", "standing", "start_standing") == ("single", "single")


def test_what_is_only_inferred_is_a_reading_and_never_more_than_possible(team: Story) -> None:
    founded(team)
    for key, value in (("type", "joining"), ("done_on", "2023-03-03")):
        team.say("act", "paper", key, value, mention="m", basis="team", actor="europol", how="inferred")
    team.say(
        "participation", "paper", "role", "participant", mention="m", basis="team", actor="europol", how="inferred"
    )
    assert columns(team, "team~europol~1", "standing", "held", "firm") == ("reading", True, False)
    assert on(team, "team~europol~1~ua~1", "2024-01-01") == ("possibly", "reading")


def test_one_column_is_no_ground_for_presumably(story: Story) -> None:
    story.actors("nabu", "jica", kind="agency").basis("memo", binds="signature")
    for actor in ("nabu", "jica"):
        story.act("memo", actor, "signature", "2024", source="column")
    assert on(story, "memo~jica~1~nabu~1", "2025-06-01") == ("possibly", "weak-source")


def test_a_verbatim_reprint_ranks_as_what_it_reprints(team: Story) -> None:
    team.source("release", "official", publisher="page").source(
        "magazine", "press", derived_from="release", derived_as="reprint"
    )
    founded(team).act("team", "ro", "joining", "2022-05-30", source="page", role="member")
    team.act("team", "ro", "joining", "2022-05-31", source="magazine", role="member")
    assert columns(team, "team~ro~1", "start", "start_earliest", "start_latest") == (
        "2022-05-30",
        DAY("2022-05-30"),
        DAY("2022-05-31"),
    )
    assert on(team, "team~pl~1~ro~1", "2022-05-30") == ("possibly", "start-imprecise")


def test_a_summary_does_not(team: Story) -> None:
    team.source("digest", "press", derived_from="page", derived_as="summary")
    assert team.row("sources", "digest")["rank"] == 2


def test_what_a_source_repeats_by_our_reading_says_so_and_is_one_voice_all_the_same(team: Story) -> None:
    team.source("digest", "press", derived_from="page").source("copy", "press", publisher="copier")
    team.say("source", "copy", "derived_from", "page", thing="copy", how="inferred")
    rows = [team.row("sources", name) for name in ("digest", "copy", "page")]
    assert [row["derived_how"] for row in rows] == ["stated", "inferred", None]
    assert len({row["voice"] for row in rows}) == 1


def test_a_start_that_is_our_reading_is_certain_from_the_day_a_source_states_it(
    team: Story,
) -> None:
    for actor in ("ua", "pl"):
        team.act("team", actor, "founding", "2022-03-25", source="page", role="member")
    for name, value, how in (("type", "entry", "stated"), ("done_on", "2022-03-25", "inferred")):
        team.say("act", "page", name, value, mention="m", basis="team", actor="europol", how=how)
    assert on(team, "team~europol~1~ua~1", "2022-07-01") == ("possibly", "reading")
    team.listing("team", "europol", source="page-2026", role="participant", as_of="2023-10-05")
    assert columns(team, "team~europol~1", "start") == ("[2022-03-25..2023-10-05]",)
    assert on(team, "team~europol~1~ua~1", "2022-07-01") == ("possibly", "start-imprecise")
    assert on(team, "team~europol~1~ua~1", "2024-07-01")[0] == "presumably"


@pytest.mark.parametrize("derived_as", ["reprint", "translation", "summary"])
def test_an_opinion_that_derives_from_a_source_of_another_dossier_keeps_its_rank(team: Story, derived_as: str) -> None:
    for name, kind in (("blog", "opinion"), ("magazine", "press")):
        values = {"kind": kind, "publisher": name, "derived_from": "page", "derived_as": derived_as}
        for key, value in values.items():
            team.say("source", "mine", key, value, thing=name, dossier="mine")
    team.source("copy", "opinion", derived_from="page", derived_as="reprint")
    ranks = [team.row("sources", name)["rank"] for name in ("blog", "magazine", "copy")]
    assert ranks == [1, 4 if derived_as == "reprint" else 2, 4]


def test_a_chain_of_reprints_breaks_where_an_opinion_of_another_dossier_joins_it(team: Story) -> None:
    team.source("copy", "press", derived_from="page", derived_as="reprint")
    for name, of in (("blog", "copy"), ("second-blog", "blog")):
        values = {"kind": "opinion", "publisher": name, "derived_from": of, "derived_as": "reprint"}
        for key, value in values.items():
            team.say("source", "mine", key, value, thing=name, dossier="mine")
    assert [team.row("sources", name)["rank"] for name in ("blog", "second-blog")] == [1, 1]
    assert team.row("sources", "blog")["voice"] == "page", "it is a copy all the same, and no voice of its own"
