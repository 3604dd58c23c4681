"""Reports, lives, successions, consents."""

from __future__ import annotations

import datetime

import pytest
from worlds.judged import DAY, columns, on
from worlds.statement_builder import Story


def test_a_report_speaks_of_its_period_only(story: Story) -> None:
    story.actors("sbi", "eib", kind="agency").basis("report", kind="report", binds="none")
    for actor, role in (("sbi", "reporter"), ("eib", "partner")):
        story.listing("report", actor, role=role, source="page", as_of="2024")
    assert story.row("cooperations", "report~eib~1~sbi~1")["since"] == "2024"
    assert [
        on(story, "report~eib~1~sbi~1", day) for day in ("1995-06-01", "2023-06-01", "2024-06-01", "2026-11-30")
    ] == [("no", None), ("no", None), ("possibly", "start-imprecise"), ("no", None)]


def test_a_body_takes_part_in_nothing_before_it_was_founded_or_after_it_was_closed(story: Story) -> None:
    story.actors("sbi", kind="agency", founded="2016-02-29", closed="2025-06-30").actors("eib", kind="agency")
    story.basis("memo", binds="signature")
    for actor in ("sbi", "eib"):
        story.act("memo", actor, "signature", "[..2020]", source="page")
    assert columns(story, "memo~sbi~1", "start_earliest", "end_latest", "narrowed", "end_rule") == (
        DAY("2016-02-29"),
        DAY("2025-06-30"),
        "narrow:founded",
        "end:closed",
    )


def test_who_signed_is_bound_by_what_comes_after_and_not_before(story: Story) -> None:
    """As of a list of parties of today, where the consent is not reported."""
    story.actors("ua", "europol").basis("treaty", binds="consent")
    for actor in ("ua", "europol"):
        story.act("treaty", actor, "signature", "2016-12-14", source="register")
    story.listing("treaty", "ua", "europol", role="party", source="register", as_of="2023-02-02")
    assert columns(story, "treaty~ua~1", "start", "narrowed") == ("[2016-12-14..2023-02-02]", "narrow:signed")
    assert on(story, "treaty~europol~1~ua~1", "2016-12-13") == ("no", None)
    assert on(story, "treaty~europol~1~ua~1", "2016-12-14") == ("possibly", "start-imprecise")


@pytest.mark.parametrize(
    ("source", "done"), [("column", "2016-12-14"), ("register", None), ("register", "2024-05-01")], ids=str
)
def test_a_weaker_an_undated_or_a_later_signature_moves_no_start(story: Story, source: str, done: str | None) -> None:
    story.actors("ua", "europol").basis("treaty", binds="consent")
    story.act("treaty", "ua", "signature", done, source=source)
    story.listing("treaty", "ua", "europol", role="party", source="register", as_of="2023-02-02")
    assert columns(story, "treaty~ua~1", "start", "narrowed") == ("[..2023-02-02]", None)


def test_what_is_reported_wholly_before_the_founding_is_left_as_it_is(story: Story) -> None:
    story.actors("sbi", kind="agency", founded="2016-02-29").basis("memo", binds="signature")
    story.act("memo", "sbi", "signature", "2015", source="page")
    assert columns(story, "memo~sbi~1", "start", "narrowed") == ("2015", None)


def test_a_successor_is_bound_from_its_founding_and_the_treatys_own_force_at_the_earliest(story: Story) -> None:
    story.actors("cz", founded="1993-01-01").basis("treaty", binds="consent", in_force_since="1976-03-23")
    story.act("treaty", "cz", "succession", "1993-02-22", source="register")
    assert columns(story, "treaty~cz~1", "start", "attested") == ("[1993-01-01..1993-02-22]", "1993-02-22")


def test_who_signs_subject_to_ratification_is_not_bound_by_it(story: Story) -> None:
    story.actors("ua", "pl").basis("memo", binds="signature")
    for key, value in (("type", "signature"), ("done_on", "2016-12-14"), ("subject_to", "ratification")):
        story.say("act", "page", key, value, mention="m", basis="memo", actor="ua")
    story.act("memo", "pl", "definitive-signature", "2016-12-14", source="page")
    assert "memo~ua~1" not in story.tables()["participations"]["id"].to_list()
    story.act("memo", "ua", "ratification", "2017-07-12", source="page")
    assert columns(story, "memo~ua~1", "start", "start_rule") == ("[2017-07-12..]", "start:consent-effect-unknown")
    assert columns(story, "memo~pl~1", "start") == ("2016-12-14",)


def test_nobody_is_attested_in_a_team_before_its_founding(team: Story) -> None:
    for actor in ("ua", "pl"):
        team.act("team", actor, "founding", "2022-03-25", source="page", role="member")
    team.act("team", "cz", "entry", "2022", source="column", role="member")
    assert columns(team, "team~cz~1", "last_attested", "attested") == (DAY("2022-03-25"), "[2022-03-25..2022-12-31]")


def test_no_consent_takes_effect_before_the_treaty_is_in_force(story: Story) -> None:
    story.actors("ro").basis("treaty", binds="consent", in_force_since="2005-12-14")
    story.act("treaty", "ro", "ratification", "2004-11-02", source="register")
    assert columns(story, "treaty~ro~1", "start", "start_rule") == ("[2005-12-14..]", "start:consent-effect-unknown")


def test_what_lies_wholly_outside_a_life_is_a_conflict_that_names_its_voice(story: Story) -> None:
    story.actors("sbi", kind="agency", founded="2016-02-29").basis("memo", binds="signature")
    story.act("memo", "sbi", "signature", "2015", source="page")
    conflict = story.row("conflicts", "memo~sbi~1~outside-life")
    assert (conflict["about"], conflict["rule"]) == ("memo~sbi~1", "narrow:outside-life")
    assert story.row("candidates", "memo~sbi~1~outside-life~1")["source"] == "page"


def test_the_founding_that_narrows_a_start_is_evidence_of_it(story: Story) -> None:
    story.actors("sbi", kind="agency").basis("memo", binds="signature")
    story.say("actor", "law", "founded", "2016-02-29", thing="sbi")
    story.act("memo", "sbi", "signature", "[..2020]", source="page")
    tables = story.tables()
    [founding] = tables["statements"].filter(property="founded")["id"]
    assert founding in tables["evidence"].filter(thing="memo~sbi~1")["statement"].to_list()


def test_a_signature_subject_to_ratification_binds_by_no_other_source_either(story: Story) -> None:
    story.actors("ua").basis("memo", binds="signature")
    for key, value in (("type", "signature"), ("done_on", "2016-12-14"), ("subject_to", "ratification")):
        story.say("act", "page", key, value, mention="m", basis="memo", actor="ua")
    story.act("memo", "ua", "signature", "2016-12-14", source="paper")
    assert story.tables()["participations"].height == 0


def test_who_is_listed_without_a_day_is_not_bound_before_the_instrument_can_have_been(story: Story) -> None:
    story.actors("ua", "cz").basis("protocol", binds="consent", in_force_since="[2010-11-10..]")
    story.listing("protocol", "ua", "cz", role="party", source="page")
    assert columns(story, "protocol~ua~1", "start", "narrowed") == ("[2010-11-10..]", "narrow:in-force-since")
    assert on(story, "protocol~cz~1~ua~1", "2010-11-09") == ("no", None)
    assert on(story, "protocol~cz~1~ua~1", "2011-01-01") == ("possibly", "effect-unknown")


def test_a_signature_waits_for_an_instrument_whose_day_is_only_bounded(story: Story) -> None:
    story.actors("ua", "pl").basis("pact", binds="signature", in_force_since="[2010-11-10..]")
    for actor in ("ua", "pl"):
        story.act("pact", actor, "signature", "2005-01-01", source="page")
    assert columns(story, "pact~ua~1", "start", "start_latest") == ("[2010-11-10..]", None)


def test_what_began_on_an_unknown_day_is_attested_as_roughly(story: Story) -> None:
    story.actors("ua", "pl").basis("pact", binds="consent")
    for actor in ("ua", "pl"):
        story.act("pact", actor, "ratification", "1999", source="page")
    assert columns(story, "pact~ua~1", "attested") == ("[1999..]",)
    assert story.row("cooperations", "pact~pl~1~ua~1")["attested"] == "[1999..]"


def test_who_came_in_by_a_day_at_the_latest_is_attested_on_it(story: Story) -> None:
    story.actors("eppo", "sapo").basis("memo", binds="signature")
    for actor in ("eppo", "sapo"):
        story.act("memo", actor, "signature", "[..2025-10-07]", source="page")
    assert columns(story, "memo~sapo~1", "attested", "sure_until") == ("2025-10-07", datetime.date(2025, 10, 7))
    assert story.row("cooperations", "memo~eppo~1~sapo~1")["attested"] == "2025-10-07"


def test_who_is_listed_in_a_month_is_attested_in_that_month_only(story: Story) -> None:
    story.actors("nabu", "oig").basis("memo", binds="signature")
    for actor in ("nabu", "oig"):
        story.listing("memo", actor, source="page", as_of="2024-01")
    assert columns(story, "memo~nabu~1", "start_latest", "attested") == (datetime.date(2024, 1, 31), "2024-01")
