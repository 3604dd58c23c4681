"""Starts, ends and links: the worked cases of the rules of acts, derivation and days in force."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from worlds.judged import in_force
from worlds.statement_builder import Story

DAY = datetime.date.fromisoformat


@pytest.fixture
def team(story: Story) -> Story:
    return story.actors("ua", "lt", "ee", "us-doj", "europol").basis("team", binds="signature", form="jit")


@pytest.fixture
def treaty(story: Story) -> Story:
    return story.actors("ua", "pl").basis("treaty", binds="consent")


def stay(story: Story, identifier: str, *names: str) -> tuple[Any, ...]:
    row = story.row("participations", identifier)
    return tuple(row[name] for name in names)


def start(story: Story, identifier: str = "treaty~ua~1") -> tuple[Any, ...]:
    return stay(story, identifier, "start_earliest", "start_latest", "start_rule")


# ---------------------------------------------------------------- starts
def test_an_effective_day_that_was_told_counts_first(treaty: Story) -> None:
    treaty.act("treaty", "ua", "ratification", "2009-12-02", effective="2010-02-01", source="page")
    assert start(treaty) == (DAY("2010-02-01"), DAY("2010-02-01"), "start:effective-reported")


def test_the_effect_rule_of_uncac_binds_ukraine_from_2010_01_01(story: Story) -> None:
    story.actors("ua").basis(
        "uncac", binds="consent", in_force_since="2005-12-14", effect_after="P30D", effect_on="day"
    )
    story.act("uncac", "ua", "signature", "2003-12-11", source="register")
    story.act("uncac", "ua", "ratification", "2009-12-02", source="register")
    assert start(story, "uncac~ua~1") == (DAY("2010-01-01"), DAY("2010-01-01"), "start:consent+effect-rule")


def test_a_consent_never_takes_effect_before_the_treaty_itself(story: Story) -> None:
    story.actors("ro").basis(
        "uncac", binds="consent", in_force_since="2005-12-14", effect_after="P30D", effect_on="day"
    )
    story.act("uncac", "ro", "ratification", "2004-11-02", source="register")
    assert start(story, "uncac~ro~1")[0] == DAY("2005-12-14")


def test_where_the_treatys_own_entry_into_force_is_unknown_the_latest_start_is_too(story: Story) -> None:
    story.actors("ua").basis("treaty", binds="consent", effect_after="P30D", effect_on="day")
    story.act("treaty", "ua", "ratification", "2009-12-02", source="page")
    assert start(story) == (DAY("2010-01-01"), None, "start:consent+effect-rule")


def test_a_consent_whose_effect_nobody_told_opens_from_its_day_on(treaty: Story) -> None:
    treaty.act("treaty", "ua", "accession", "2009-12-02", source="page")
    assert start(treaty) == (DAY("2009-12-02"), None, "start:consent-effect-unknown")


def test_a_succession_binds_at_the_earliest_from_the_treatys_own_entry_into_force(story: Story) -> None:
    story.actors("cz").basis(
        "treaty", binds="consent", in_force_since="1976-03-23", effect_after="P3M", effect_on="day"
    )
    story.act("treaty", "cz", "succession", "1993-02-22", source="register")
    assert start(story, "treaty~cz~1") == (DAY("1976-03-23"), DAY("1993-02-22"), "start:succession")


def test_a_basis_of_which_nobody_told_how_it_binds(story: Story) -> None:
    story.actors("ua").basis("deal").act("deal", "ua", "signature", "2020-01-01", source="page")
    assert start(story, "deal~ua~1") == (DAY("2020-01-01"), None, "start:binding-unknown")


def test_where_nobody_tells_how_an_assistance_binds_its_acts_count_as_told(story: Story) -> None:
    story.actors("jica").basis("training", kind="assistance").act("training", "jica", "entry", "2024-02", source="page")
    assert start(story, "training~jica~1") == (DAY("2024-02-01"), DAY("2024-02-29"), "start:act-reported")


def test_an_entry_into_force_for_a_party_dates_its_entry(treaty: Story) -> None:
    treaty.act("treaty", "ua", "ratification", "2009-12-02", source="page")
    treaty.act("treaty", "ua", "entry-into-force", "2010-03-01", source="page")
    assert start(treaty) == (DAY("2010-03-01"), DAY("2010-03-01"), "start:effective-reported")
    assert treaty.tables()["acts"]["id"].to_list() == ["treaty~ua~entry~1"]


def test_an_entry_into_force_of_the_whole_dates_the_open_entries(treaty: Story) -> None:
    treaty.act("treaty", "ua", "ratification", "2009-12-02", source="page")
    treaty.act("treaty", "pl", "accession", "2012-01-01", source="page")
    treaty.act("treaty", None, "entry-into-force", "2010-03-01", source="page")
    assert start(treaty) == (DAY("2010-03-01"), DAY("2010-03-01"), "start:effective-reported")
    assert start(treaty, "treaty~pl~1")[2] == "start:consent-effect-unknown"


def test_a_report_speaks_of_its_period_only(story: Story) -> None:
    story.actors("sbi", "eib").basis("report", kind="report", binds="none")
    story.listing("report", "sbi", role="reporter", source="page", as_of="2024")
    story.listing("report", "eib", role="partner", source="page", as_of="2024")
    assert stay(story, "report~eib~1", "start", "start_earliest", "start_latest", "start_rule") == (
        "2024",
        DAY("2024-01-01"),
        DAY("2024-12-31"),
        "start:reported",
    )
    assert story.row("cooperations", "report~eib~1~sbi~1")["since"] == "2024"


def test_an_operation_begins_and_ends_when_it_was_done(story: Story) -> None:
    story.actors("ssu", "police").basis("raid", kind="operation", binds="none").basis(
        "raid", None, source="page", during="2025-04-29/2025-05-02"
    )
    story.listing("raid", "ssu", "police", source="page", as_of="2025-05-03")
    assert stay(story, "raid~ssu~1", "start", "end_earliest", "end_latest", "end_kind", "last_attested") == (
        "2025-04-29",
        DAY("2025-05-02"),
        DAY("2025-05-02"),
        "during",
        DAY("2025-05-02"),
    )


# ---------------------------------------------------------------- ends
def test_an_exit_effective_on_a_day_ends_the_day_before(treaty: Story) -> None:
    treaty.act("treaty", "ua", "accession", "1980-11-14", effective="1981-02-14", source="page")
    treaty.act("treaty", "ua", "denunciation", "1998-05-26", effective="1998-08-26", source="page")
    assert stay(treaty, "treaty~ua~1", "end_earliest", "end_latest", "end_kind") == (
        DAY("1998-08-25"),
        DAY("1998-08-25"),
        "exit",
    )


def test_an_exit_whose_effect_nobody_told_ends_not_before_its_day(treaty: Story) -> None:
    treaty.act("treaty", "ua", "accession", "1980-11-14", effective="1981-02-14", source="page")
    treaty.act("treaty", "ua", "withdrawal", "1998-05-26", source="page")
    assert stay(treaty, "treaty~ua~1", "end_earliest", "end_latest") == (DAY("1998-05-26"), None)


def test_a_term_ends_nothing_for_certain_for_terms_get_extended(team: Story) -> None:
    team.act("team", "ua", "founding", "2022-03-25", until="2024-03", source="page")
    team.act("team", None, "extension", "2024-02-29", until="2026-03", source="page")
    assert stay(team, "team~ua~1", "end_earliest", "end_latest", "end_kind", "end_rule") == (
        DAY("2026-03-01"),
        None,
        "term",
        "end:term",
    )


def test_a_termination_of_the_whole_closes_all(team: Story) -> None:
    for actor in ("ua", "lt"):
        team.act("team", actor, "founding", "2022-03-25", source="page")
    team.act("team", None, "extension", "2024-02-29", until="2026-03", source="page")
    team.act("team", None, "termination", "2025-06-01", effective="2025-07-01", source="page")
    assert stay(team, "team~lt~1", "end_latest", "end_kind", "end_rule") == (
        DAY("2025-06-30"),
        "exit",
        "end:whole-ended",
    )


def test_without_an_end_it_goes_on_at_least_until_it_was_last_attested(team: Story) -> None:
    team.act("team", "ua", "founding", "2022-03-25", source="page", role="member")
    team.act("team", "lt", "founding", "2022-03-25", source="page", role="member")
    team.listing("team", "ua", source="paper", role="member", as_of="2025-03-18")
    names = ("end_earliest", "end_latest", "end_kind", "last_attested")
    assert stay(team, "team~ua~1", *names) == (DAY("2025-03-18"), None, "none", DAY("2025-03-18"))
    assert stay(team, "team~lt~1", *names) == (DAY("2022-03-25"), None, "none", DAY("2022-03-25"))
    assert team.row("cooperations", "team~lt~1~ua~1")["last_attested"] == DAY("2022-03-25")


def test_a_register_that_records_exits_attests_all_that_is_in_it(story: Story) -> None:
    story.source("list", "dataset", records_exits="true", published="2024-05-01").actors("ua")
    story.basis("treaty", binds="signature")
    story.act("treaty", "ua", "accession", "2010-01-01", source="list", as_of="2024-05-01")
    assert stay(story, "treaty~ua~1", "last_attested", "end_earliest") == (DAY("2024-05-01"), DAY("2024-05-01"))


# ---------------------------------------------------------------- links
def test_a_link_is_since_the_later_start_and_until_the_earlier_end(team: Story) -> None:
    team.act("team", "ua", "founding", "2022-03-25", source="page", role="member")
    team.act("team", "ee", "accession", "2022-05-30", source="page", role="member")
    team.act("team", "ee", "withdrawal", "2023-05-30", effective="2023-06-01", source="page")
    link = team.row("cooperations", "team~ee~1~ua~1")
    assert (link["since"], link["until_latest"], link["end_kind"]) == ("2022-05-30", DAY("2023-05-31"), "exit")


def test_those_who_were_never_in_at_one_time_have_no_link(team: Story) -> None:
    team.act("team", "lt", "founding", "2022-03-25", source="page", role="member")
    team.act("team", "lt", "withdrawal", "2022-04-25", effective="2022-05-01", source="page")
    team.act("team", "ee", "accession", "2022-05-30", source="page", role="member")
    assert team.tables()["cooperations"].height == 0


def test_a_memorandum_between_a_teams_members_and_an_outsider_links_no_members(team: Story) -> None:
    team.basis("memorandum", binds="signature")
    for actor in ("ua", "lt", "ee"):
        team.act("memorandum", actor, "signature", "2023-03-03", source="page", role="side-a")
    team.act("memorandum", "us-doj", "signature", "2023-03-03", source="page", role="side-b")
    assert team.tables()["cooperations"]["id"].to_list() == [
        "memorandum~ee~1~us-doj~1",
        "memorandum~lt~1~us-doj~1",
        "memorandum~ua~1~us-doj~1",
    ]


@pytest.mark.parametrize(
    ("roles", "linked"),
    [
        pytest.param(("member", "participant"), True, id="member-participant"),
        pytest.param(("party", "party"), True, id="party-party"),
        pytest.param(("reporter", "partner"), True, id="reporter-partner"),
        pytest.param(("partner", "partner"), False, id="partner-partner"),
        pytest.param(("provider", "recipient"), True, id="provider-recipient"),
        pytest.param(("recipient", "recipient"), False, id="recipient-recipient"),
        pytest.param(("member", "observer"), False, id="member-observer"),
        pytest.param(("member", "supporter"), False, id="member-supporter"),
        pytest.param(("party", "depositary"), False, id="party-depositary"),
    ],
)
def test_roles_decide_who_cooperates_with_whom(team: Story, roles: tuple[str, str], linked: bool) -> None:
    for actor, role in zip(("ua", "lt"), roles, strict=True):
        team.act("team", actor, "joining", "2022-03-25", source="page", role=role)
    assert team.tables()["cooperations"].height == int(linked)


def test_a_basis_open_to_all_states_or_too_large_makes_no_links(story: Story) -> None:
    story.actors("aa", "bb").basis("treaty", binds="signature", open="true")
    for actor in ("aa", "bb"):
        story.act("treaty", actor, "accession", "2020-01-01", source="page")
    assert story.tables()["cooperations"].height == 0
    many = [f"s{number}" for number in range(51)]
    story.actors(*many).basis("large", binds="signature").listing("large", *many, source="page", as_of="2020")
    tables = story.tables()
    assert tables["cooperations"].height == 0
    assert dict(tables["bases"].select("id", "linked").rows()) == {"large": False, "treaty": False}


def test_evidence_reaches_the_denial_the_complete_list_and_the_extension(team: Story) -> None:
    team.act("team", "ua", "founding", "2022-03-25", source="page", role="member")
    team.act("team", "ee", "entry", "2022", source="column", role="member")
    team.listing("team", "ee", source="paper", role="member", as_of="2022-07", deny=True)
    team.listing("team", "ua", source="page", role="member", as_of="2025-03-18", complete=True)
    team.act("team", None, "extension", "2024-02-29", until="2026-03", source="gazette")
    tables = team.tables()
    statements = tables["evidence"].filter(thing="team~ee~1~ua~1").select(id="statement").unique()
    reported = statements.join(tables["statements"], on="id").select("property", "value", "stance", "source").rows()
    assert ("listed", "member", "denies", "paper") in reported
    assert ("complete_list", "member: ua", "asserts", "page") in reported
    assert ("until", "2026-03", "asserts", "gazette") in reported
    assert ("done_on", "2022", "asserts", "column") in reported
    assert ("binds", "signature", "asserts", "d") in reported


# ---------------------------------------------------------------- where rules meet
def test_an_exit_nobody_dated_keeps_its_open_bounds_though_the_whole_ended(team: Story) -> None:
    team.act("team", "ee", "accession", "2022-05-30", source="page").act("team", "ee", "exit", source="page")
    team.act("team", None, "termination", "2025-06-01", effective="2025-07-01", source="page")
    assert stay(team, "team~ee~1", "end_earliest", "end_latest") == (None, DAY("2025-06-30"))


def test_whoever_leaves_before_the_whole_ends_left_then(team: Story) -> None:
    team.act("team", "ee", "accession", "2022-05-30", source="page")
    team.act("team", "ee", "exit", "2023-01-01", effective="2023-02-01", source="page")
    for source in ("page", "gazette"):
        team.act("team", None, "termination", "2025-06-01", effective="2025-07-01", source=source)
    names = ("end_earliest", "end_latest", "end_standing")
    assert stay(team, "team~ee~1", *names) == (DAY("2023-01-31"), DAY("2023-01-31"), "single")


def test_half_an_effect_rule_is_none(story: Story) -> None:
    story.actors("ua").basis("treaty", binds="consent", in_force_since="2005-12-14", effect_after="P30D")
    story.act("treaty", "ua", "ratification", "2009-12-02", source="page")
    assert start(story) == (DAY("2009-12-02"), None, "start:consent-effect-unknown")


def test_an_assistance_has_its_term_and_goes_on_without_one(story: Story) -> None:
    story.actors("jica", "nabu").basis("aid", kind="assistance").basis("gift", kind="assistance")
    story.act("aid", "jica", "entry", "2024-02-01", until="2027-03-31", source="page")
    story.act("gift", "jica", "entry", "2024-02-01", source="page")
    assert stay(story, "aid~jica~1", "end_kind", "end_earliest") == ("term", DAY("2027-03-31"))
    assert stay(story, "gift~jica~1", "end_kind", "end_earliest") == ("none", DAY("2024-02-01"))


def test_an_undated_act_in_an_operation_was_done_during_it(story: Story) -> None:
    story.actors("ssu").basis("raid", kind="operation").basis("raid", None, source="page", during="2025-04-29")
    story.act("raid", "ssu", "entry", source="page")
    assert start(story, "raid~ssu~1") == (DAY("2025-04-29"), DAY("2025-04-29"), "start:during")


def test_nobody_attests_what_was_left(story: Story) -> None:
    story.source("list", "dataset", records_exits="true", published="2024-05-01").actors("ua")
    story.basis("treaty", binds="signature").act(
        "treaty", "ua", "accession", "1980-01-01", source="list", as_of="2024-05-01"
    )
    story.act("treaty", "ua", "denunciation", "1998-05-26", source="list")
    assert stay(story, "treaty~ua~1", "last_attested", "end_earliest") == (DAY("1998-05-26"), DAY("1998-05-26"))


def test_a_link_is_presumed_while_the_side_that_left_was_certainly_in(team: Story) -> None:
    team.act("team", "ua", "founding", "2022-03-25", source="page", role="member")
    team.act("team", "ee", "accession", "2022-05-30", source="page", role="member")
    team.act("team", "ee", "withdrawal", "2030-01-01", effective="2031-01-01", source="page")
    link = team.row("cooperations", "team~ee~1~ua~1")
    assert (link["presumed_until"], link["until_latest"], link["end_kind"]) == (
        DAY("2030-12-31"),
        DAY("2030-12-31"),
        "exit",
    )


def test_nobody_attests_a_link_before_it_began(team: Story) -> None:
    team.act("team", "ua", "founding", "2022-03-25", source="page", role="member")
    team.act("team", "ee", "accession", "2022-05-30", source="page", role="member")
    assert team.row("cooperations", "team~ee~1~ua~1")["last_attested"] is None


def test_an_exit_before_the_entry_decides_nothing(team: Story) -> None:
    team.act("team", "ua", "founding", "2022-03-25", source="page", role="member")
    team.act("team", "ee", "accession", "2022-05-30", source="page", role="member")
    team.act("team", "ee", "withdrawal", "2022-05-30", effective="2022-05-30", source="page")
    link = team.row("cooperations", "team~ee~1~ua~1")
    assert (link["until"], link["until_latest"], link["end_kind"]) == ("2022-05-29", None, "exit")
    assert in_force(link, DAY("2022-06-01")) == ("possibly", "end-disputed")


def test_a_termination_told_of_one_party_does_not_end_the_whole(team: Story) -> None:
    for actor in ("ua", "lt"):
        team.act("team", actor, "founding", "2022-03-25", source="page")
    team.act("team", "lt", "termination", "2025-06-01", source="page")
    assert stay(team, "team~ua~1", "end_kind") == ("none",)


def test_until_standing_is_that_of_the_side_that_ends_first(team: Story) -> None:
    for actor in ("ua", "lt"):
        team.act("team", actor, "founding", "2022-03-25", source="page", role="member")
    for source in ("page", "paper"):
        team.act("team", "ua", "exit", "2023-01-01", effective="2023-01-02", source=source)
    team.act("team", "lt", "exit", "2024-01-01", effective="2024-01-02", source="page")
    assert team.row("cooperations", "team~lt~1~ua~1")["until_standing"] == "confirmed"


def sources_behind(story: Story, thing: str) -> set[str]:
    tables = story.tables()
    statements = tables["evidence"].filter(thing=thing).select(id="statement")
    return set(statements.join(tables["statements"], on="id")["source"])


def test_evidence_reaches_what_ended_what_a_basis_rests_on(team: Story) -> None:
    team.basis("memo", binds="signature", supplements="team")
    for basis, day in (("team", "2022-03-25"), ("memo", "2023-01-01")):
        for actor in ("pl", "ua"):
            team.act(basis, actor, "signature", day, source="page")
    assert "law" not in sources_behind(team, "memo~pl~1~ua~1")
    team.act("team", None, "termination", "2024-01-01", source="law")
    assert str(team.row("cooperations", "memo~pl~1~ua~1")["rests_until"]) == "2023-12-31"
    assert "law" in sources_behind(team, "memo~pl~1~ua~1")


def test_evidence_reaches_what_is_required_and_nobody_reports(team: Story) -> None:
    team.basis("other", binds="signature").basis("memo", binds="signature")
    for actor in ("pl", "ua"):
        team.act("memo", actor, "signature", "2023-01-01", source="page")
    team.say("basis", "law", "requires", "other", thing="memo", basis="memo")
    assert team.row("cooperations", "memo~pl~1~ua~1")["parent_unreported"] == "other"
    assert "law" in sources_behind(team, "memo~pl~1~ua~1")


def test_evidence_reaches_a_weaker_voice_that_closes_an_actor(team: Story) -> None:
    for actor in ("pl", "ua"):
        team.act("team", actor, "signature", "2022-03-25", source="page")
    team.say("actor", "column", "closed", "2024-01-01", thing="pl")
    assert str(team.row("cooperations", "team~pl~1~ua~1")["disputed_from"]) == "2024-01-02"
    assert "column" in sources_behind(team, "team~pl~1~ua~1")


def test_evidence_reaches_the_other_times_of_an_actor(team: Story) -> None:
    team.act("team", "pl", "joining", "2012", source="page", role="observer")
    team.act("team", "pl", "joining", "2015", source="law", role="member")
    assert {"page", "law"} <= sources_behind(team, "team~pl~1") & sources_behind(team, "team~pl~2")


def test_an_exit_is_evidence_of_the_link_that_it_ends(team: Story) -> None:
    for actor in ("ua", "lt"):
        team.act("team", actor, "founding", "2022-03-25", source="page", role="member")
    team.act("team", "lt", "exit", "2024-01-01", source="paper")
    tables = team.tables()
    statements = tables["evidence"].filter(thing="team~lt~1~ua~1").select(id="statement")
    assert "2024-01-01" in statements.join(tables["statements"], on="id")["value"].to_list()


def test_provisional_application_rests_on_its_own_acts_and_on_what_ended_it(team: Story) -> None:
    team.basis("aa", binds="consent").act("aa", "pl", "provisional-application", "1993-12-30", source="page")
    team.act("aa", "pl", "ratification", "1994-06-30", effective="1994-07-30", source="law")
    assert sources_behind(team, "aa~pl~p1") == {"page", "law"}
    statements = team.tables()["evidence"].filter(thing="aa~pl~p1").select(id="statement")
    assert "1993-12-30" in statements.join(team.tables()["statements"], on="id")["value"].to_list()


def test_a_denial_in_another_role_or_after_the_exit_disputes_nothing(team: Story) -> None:
    team.act("team", "lt", "founding", "2022-03-25", source="paper", role="member")
    team.act("team", "lt", "exit", "2023-01-01", effective="2023-01-02", source="paper")
    team.listing("team", "lt", source="page", role="observer", as_of="2022-07", deny=True)
    team.listing("team", "lt", source="page", role="member", as_of="2024", deny=True)
    assert stay(team, "team~lt~1", "standing") == ("single",)


def test_a_list_attests_the_episode_of_its_day(team: Story) -> None:
    team.act("team", "lt", "accession", "2000-01-01", source="page")
    team.act("team", "lt", "exit", "2010-01-01", source="page")
    team.act("team", "lt", "accession", "2020-01-01", source="page")
    team.listing("team", "lt", source="paper", as_of="2005-01-01")
    assert stay(team, "team~lt~1", "last_attested") == (DAY("2005-01-01"),)
    assert stay(team, "team~lt~2", "last_attested") == (DAY("2020-01-01"),)


def test_sources_in_a_circle_end(story: Story) -> None:
    story.source("a", "press", derived_from="b").source("b", "press", derived_from="a")
    assert story.tables()["sources"].height == 9


def test_the_chosen_name_is_the_one_that_is_shown(story: Story) -> None:
    story.source("later", "official").actors("nabu", kind="agency")
    for source, name in (("d", "A bureau"), ("later", "The Bureau")):
        story.say("actor", source, "name", name, thing="nabu", lang="en")
    tables = story.tables()
    assert tables["actors"].filter(id="nabu")["name"].to_list() == ["The Bureau"]
    names = tables["names"].filter(thing="nabu").select("kind", "text").rows()
    assert sorted(names) == [("alias", "A bureau"), ("name", "The Bureau")]
