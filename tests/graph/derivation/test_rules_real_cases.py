"""Rules that real cases brought up: floors, ordered bounds, withdrawn sources, successors, notices, replacements."""

from __future__ import annotations

import pytest
from worlds.judged import DAY, answers, columns, on
from worlds.statement_builder import Story
from worlds.treaty_stories import bound, corrected, succession


# ------------------------------------------------------------- the instrument's own entry into force
def test_a_signature_waits_for_the_instrument(story: Story) -> None:
    story.actors("ua", "pl").basis("memo", binds="signature").basis(
        "memo", None, source="law", in_force_since="2024-01-01"
    )
    for actor in ("ua", "pl"):
        story.act("memo", actor, "signature", "2020-06-30", source="page")
    assert columns(story, "memo~ua~1", "start", "narrowed") == ("2024-01-01", "narrow:in-force-since")
    assert answers(story, "memo", "pl", "ua", "2021-06-01", "2024-01-01") == [("no", None), ("certainly", None)]


def test_a_ratification_waits_for_the_treaty(story: Story) -> None:
    story.actors("ua", "pl").basis("treaty", binds="consent").basis("treaty", None, source="law", in_force_since="2024")
    for actor in ("ua", "pl"):
        story.act("treaty", actor, "ratification", "2000-01-01", source="page")
    assert answers(story, "treaty", "pl", "ua", "2010-01-01", "2024-06-01") == [
        ("no", None),
        ("possibly", "effect-unknown"),
    ]


def test_provisional_application_precedes_the_entry_into_force(story: Story) -> None:
    story.actors("ua", "pl").basis("aa", binds="consent", in_force_since="2017-09-01")
    for actor in ("ua", "pl"):
        story.act("aa", actor, "signature", "2014-06-27", source="page")
        story.act("aa", actor, "provisional-application", "2014-11-01", source="page")
    assert answers(story, "aa", "pl", "ua", "2014-07-01", "2015-06-01") == [("no", None), ("provisionally", None)]


def test_a_column_does_not_move_the_start_of_a_treaty(story: Story) -> None:
    story.actors("ua").basis("treaty", binds="signature").basis(
        "treaty", None, source="column", in_force_since="2024-01-01"
    )
    story.act("treaty", "ua", "signature", "2020-06-30", source="page")
    assert columns(story, "treaty~ua~1", "start", "narrowed") == ("2020-06-30", None)


# ------------------------------------------------------------- bounds are ordered
def test_an_end_is_never_shown_before_the_start(story: Story) -> None:
    story.actors("ua", "pl").basis("memo", binds="signature")
    story.act("memo", "pl", "signature", "2020-04-28", source="page")
    story.act("memo", "ua", "signature", "2021-03-17", source="page")
    link = story.row("cooperations", "memo~pl~1~ua~1")
    assert (link["until_earliest"], link["sure_until"]) == (DAY("2021-03-17"), DAY("2020-04-28"))
    assert on(story, "memo~pl~1~ua~1", "2021-03-17") == ("presumably", None)


def test_an_exit_that_may_precede_the_start_leaves_it_open(story: Story) -> None:
    story.actors("ua", "pl").basis("memo", binds="signature")
    story.act("memo", "pl", "signature", "2020-04-28", source="page")
    story.act("memo", "pl", "exit", "2020-06-01", effective="[2021-01-01..2023-01-01]", source="page")
    story.act("memo", "ua", "signature", "2021-03-17", source="page")
    assert on(story, "memo~pl~1~ua~1", "2021-03-17") == ("possibly", "end-imprecise")


# ------------------------------------------------------------- withdrawn sources
def test_a_withdrawn_day_gives_way_to_its_correction(story: Story) -> None:
    corrected(story).act("memo", "ua", "signature", "2024-02", source="erratum")
    assert columns(story, "memo~ua~1", "start", "standing", "start_standing") == ("2024-02", "single", "single")


@pytest.mark.parametrize("derived_as", ["reprint", "translation"])
def test_copies_of_a_withdrawn_source_count_for_nothing_either(story: Story, derived_as: str) -> None:
    corrected(story).source("copy", derived_from="release", derived_as=derived_as)
    story.act("memo", "ua", "signature", "2024-03-01", source="copy")
    assert columns(story, "memo~ua~1", "held", "standing", "firm") == (False, "disputed", False)


def test_what_only_a_withdrawn_source_says_stays_and_is_not_held(story: Story) -> None:
    corrected(story)
    assert columns(story, "memo~ua~1", "held", "standing") == (False, "disputed")
    assert story.tables()["statements"].filter(source="release").height == 2


# ------------------------------------------------------------- states and their successors
def test_a_predecessor_ends_on_the_eve_of_its_last_successor(story: Story) -> None:
    succession(story)
    assert columns(story, "treaty~cshh~1", "until", "end_latest", "end_rule") == (
        "1992-12-31",
        DAY("1992-12-31"),
        "end:succeeded",
    )
    assert answers(story, "treaty", "cshh", "cz", "1993-01-01") == [None]
    assert answers(story, "treaty", "cshh", "fr", "1985-01-01", "1995-01-01") == [("presumably", None), ("no", None)]
    assert answers(story, "treaty", "fr", "ru", "1980-12-01") == [("presumably", None)]


def test_a_predecessor_whose_end_a_source_dates_ends_then(story: Story) -> None:
    succession(story).say("actor", "law", "closed", "1992-12-30", thing="cshh")
    assert columns(story, "treaty~cshh~1", "until", "end_rule") == ("1992-12-30", "end:closed")


def test_where_no_founding_is_reported_the_first_succession_dates_the_end(story: Story) -> None:
    story.actors("cshh").actors("cz", succeeds="cshh").basis("treaty", binds="consent")
    story.act("treaty", "cshh", "ratification", "1975-12-23", effective="1976-03-23", source="register")
    story.act("treaty", "cz", "succession", "1993-02-22", source="register")
    assert columns(story, "treaty~cshh~1", "until") == ("1993-02-21",)


def test_a_state_that_goes_on_is_closed_by_nobody_who_separated_from_it(story: Story) -> None:
    story.actors("ru").actors("ua", succeeds="ru", founded="1991-08-24").basis("treaty", binds="consent")
    story.act("treaty", "ru", "ratification", "1973-10-16", effective="1976-01-03", source="register")
    assert columns(story, "treaty~ru~1", "end_kind") == ("none",)


# ------------------------------------------------------------- exits and ends
def test_an_end_before_the_start_is_kept_and_decides_nothing(story: Story) -> None:
    bound(story, "ua", "pl").act("treaty", "ua", "exit", "1999-01-01", effective="1999-06-01", source="page")
    link = story.row("participations", "treaty~ua~1")
    assert link["start"] == "2000-01-01"


def test_an_exit_before_any_entry_touches_no_later_entry(story: Story) -> None:
    bound(story, "ua", "pl").act("treaty", "ua", "exit", "1999-01-01", source="page")
    assert columns(story, "treaty~ua~1", "end_kind") == ("none",)
    assert answers(story, "treaty", "pl", "ua", "2001-01-01") == [("presumably", None)]
    assert "exit_before_entry" in story.tables()["conflicts"]["property"].to_list()


def test_a_notice_whose_day_of_effect_nobody_reports(story: Story) -> None:
    bound(story, "ua", "pl").act("treaty", "ua", "denunciation", "2010-05-01", source="page")
    assert answers(story, "treaty", "pl", "ua", "2010-05-01", "2010-05-02", "2020-01-01") == [
        ("presumably", None),
        ("possibly", "notice-unknown"),
        ("possibly", "notice-unknown"),
    ]


def test_the_period_of_notice_of_the_text_dates_an_exit(story: Story) -> None:
    bound(story, "ua", "pl", exit_after="P6M").act("treaty", "ua", "denunciation", "2010-05-01", source="page")
    assert columns(story, "treaty~ua~1", "until", "end_rule") == ("2010-10-31", "end:exit-after")
    assert answers(story, "treaty", "pl", "ua", "2010-11-01") == [("no", None)]


def test_the_end_of_the_whole_by_agreement_lies_on_its_day_or_its_eve(story: Story) -> None:
    bound(story, "ua", "pl").act("treaty", None, "termination", "2010-05-01", source="page")
    assert columns(story, "treaty~ua~1", "until", "end_kind") == ("[2010-04-30..2010-05-01]", "exit")


def test_a_termination_by_one_party_is_its_exit(story: Story) -> None:
    bound(story, "ua", "pl", "ro").act(
        "treaty", "ua", "termination", "2010-05-01", effective="2010-06-01", source="page"
    )
    assert columns(story, "treaty~ua~1", "until") == ("2010-05-31",)
    assert answers(story, "treaty", "pl", "ro", "2011-01-01") == [("presumably", None)]


def test_a_notice_that_is_revoked_in_time_ends_nothing(story: Story) -> None:
    """The Gambia and the Rome Statute: notice of 2016-11-10, revoked on 2017-02-10, before it took effect."""
    bound(story, "gm", "pl").act(
        "treaty", "gm", "withdrawal", "2016-11-10", effective="2017-11-10", source="register"
    ).act("treaty", "gm", "exit-revoked", "2017-02-10", source="register")
    assert columns(story, "treaty~gm~1", "end_kind", "end_latest") == ("none", None)


def test_a_notice_that_is_revoked_too_late_ends_it(story: Story) -> None:
    bound(story, "gm", "pl").act("treaty", "gm", "withdrawal", "2016-11-10", effective="2017-11-10", source="page")
    story.act("treaty", "gm", "exit-revoked", "2018-02-10", source="page")
    assert columns(story, "treaty~gm~1", "until") == ("2017-11-09",)


def test_one_paper_ends_nothing_that_an_official_page_asserts(story: Story) -> None:
    bound(story, "ua", "pl").act("treaty", "ua", "exit", "2010-01-01", effective="2010-02-01", source="paper")
    assert columns(story, "treaty~ua~1", "end_kind", "end_latest") == ("denied", None)
    assert answers(story, "treaty", "pl", "ua", "2010-01-31", "2010-02-01") == [
        ("presumably", None),
        ("possibly", "end-disputed"),
    ]
    story.act("treaty", "ua", "exit", "2010-01-01", effective="2010-02-01", source="gazette")
    assert columns(story, "treaty~ua~1", "until") == ("2010-01-31",)


# ------------------------------------------------------------- replacements, courses
def test_a_later_instrument_casts_its_doubt_from_the_day_it_is_in_force_between_the_two(story: Story) -> None:
    bound(story, "ua", "pl", "ro").basis("newer", binds="signature", replaces="treaty")
    for actor in ("ua", "pl"):
        story.act("newer", actor, "signature", "2015-03-01", source="page")
    assert answers(story, "treaty", "pl", "ua", "2015-02-28", "2015-03-01") == [
        ("presumably", None),
        ("possibly", "replaced"),
    ]
    assert story.row("cooperations", "treaty~pl~1~ua~1")["replacement"] == "newer"
    assert answers(story, "treaty", "pl", "ro", "2016-01-01") == [("presumably", None)]


def test_a_course_of_one_day_is_no_standing_cooperation(story: Story) -> None:
    story.actors("ua", "pl").basis("course", kind="assistance", binds="none").basis(
        "course", None, source="page", during="2023-05-04"
    )
    story.listing("course", "ua", role="recipient", source="page", as_of="2023-05-04")
    story.listing("course", "pl", role="provider", source="page", as_of="2023-05-04")
    assert answers(story, "course", "pl", "ua", "2023-05-04", "2023-05-05") == [("certainly", None), ("no", None)]


def test_a_suspension_by_one_paper_is_possible_and_not_certain(story: Story) -> None:
    bound(story, "ua", "pl").act("treaty", "ua", "suspension", "2010-01-01", source="paper")
    assert answers(story, "treaty", "pl", "ua", "2011-01-01") == [("possibly", "suspension-imprecise")]


def test_two_suspensions_leave_the_days_of_the_first_open(story: Story) -> None:
    bound(story, "ua", "pl")
    for type, day in (("suspension", "2005-01-01"), ("resumption", "2006-01-01"), ("suspension", "2010-01-01")):
        story.act("treaty", "ua", type, day, source="page")
    assert answers(story, "treaty", "pl", "ua", "2004-01-01", "2005-06-01", "2011-01-01") == [
        ("presumably", None),
        ("possibly", "suspension-imprecise"),
        ("suspended", None),
    ]


def test_an_end_before_the_start_is_a_conflict_that_names_its_voice(story: Story) -> None:
    bound(story, "ua", "pl").act("treaty", "ua", "exit", "2000-01-01", effective="1999-12-01", source="page")
    assert columns(story, "treaty~ua~1", "until", "end_latest", "end_rule") == ("1999-11-30", None, "end:before-start")
    assert answers(story, "treaty", "pl", "ua", "2001-01-01") == [("possibly", "end-disputed")]
    assert story.row("candidates", "treaty~ua~1~end-before-start~1")["source"] == "page"
