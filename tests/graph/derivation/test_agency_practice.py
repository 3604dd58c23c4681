"""States that come and go, agencies, and what sources make of both (Vienna Convention of 1978; press offices).

Each case was worked by hand before it was run; its docstring says by which practice.
"""

from __future__ import annotations

from pathlib import Path

import polars as pl
from worlds.judged import answers, columns
from worlds.practice import practice

BODIES = """
bureau: {kind: agency, part_of: ua}
prosecutor: {kind: agency, part_of: ua}
police: {kind: agency, part_of: pl}
"""


# ------------------------------------------------------------- states
def test_a_successor_is_party_from_some_day_between_its_birth_and_its_notification(tmp_path: Path) -> None:
    """Separation of several: the predecessor is gone when the last of them is there; each notifies in its own time."""
    story = practice(
        tmp_path,
        """
        convention:
          {kind: agreement, form: treaty, binds: consent, says: [
            {source: depositary, acts: [
              {by: [yucs, at], type: ratification, done: 1975-01-01, effective: 1975-04-01},
              {by: hr, type: succession, done: 1992-10-12}]}]}
        """,
        *("yucs", "at"),
        actors="""
        si: {kind: state, succeeds: yucs, says: [{source: ministry, founded: 1991-06-25}]}
        hr: {kind: state, succeeds: yucs, says: [{source: ministry, founded: 1991-10-08}]}
        csxx: {kind: state, succeeds: yucs, says: [{source: ministry, founded: 1992-04-27}]}
        """,
    )
    assert columns(story, "convention~yucs~1", "until", "end_rule") == ("1992-04-26", "end:succeeded")
    assert columns(story, "convention~hr~1", "start") == ("[1991-10-08..1992-10-12]",)
    assert answers(story, "convention", "at", "hr", "1991-10-07", "1992-01-01", "1992-10-12") == [
        ("no", None),
        ("possibly", "start-imprecise"),
        ("presumably", None),
    ]
    assert answers(story, "convention", "at", "yucs", "1992-04-26", "1992-04-27") == [
        ("presumably", None),
        ("no", None),
    ]


def test_a_successor_that_notified_nothing_is_no_party(tmp_path: Path) -> None:
    """Clean slate (1978 Convention, article 16): nobody inherits a multilateral treaty by silence."""
    story = practice(
        tmp_path,
        """
        convention:
          {kind: agreement, form: treaty, binds: consent, says: [
            {source: depositary, acts: [
              {by: [cshh, at], type: ratification, done: 1975-01-01, effective: 1975-04-01}]}]}
        """,
        *("cshh", "at"),
        actors="sk: {kind: state, succeeds: cshh, says: [{source: ministry, founded: 1993-01-01}]}",
    )
    assert answers(story, "convention", "at", "sk", "2000-01-01") == [None]
    assert answers(story, "convention", "at", "cshh", "1992-12-31", "1993-01-01") == [
        ("presumably", None),
        ("no", None),
    ]


def test_a_state_that_goes_on_keeps_its_day_and_the_one_that_left_it_gets_its_own(tmp_path: Path) -> None:
    """2006: Serbia goes on with the treaties of the union, Montenegro succeeds to them (1978 Convention, 34 and 35)."""
    story = practice(
        tmp_path,
        """
        convention:
          {kind: agreement, form: treaty, binds: consent, says: [
            {source: depositary, acts: [
              {by: [rs, de], type: ratification, done: 2001-03-12, effective: 2001-06-10},
              {by: me, type: succession, done: 2006-10-23}]}]}
        """,
        *("rs", "de"),
        actors="me: {kind: state, says: [{source: ministry, founded: 2006-06-03}]}",
    )
    assert answers(story, "convention", "rs", "de", "2003-01-01", "2007-01-01") == [("presumably", None)] * 2
    assert answers(story, "convention", "me", "de", "2006-06-02", "2006-08-01", "2006-10-23") == [
        ("no", None),
        ("possibly", "start-imprecise"),
        ("presumably", None),
    ]


def test_a_state_that_accedes_to_another_is_party_to_its_last_day(tmp_path: Path) -> None:
    """Moving frontiers (1978 Convention, 15): the treaties of the one end with it, those of the other go on."""
    story = practice(
        tmp_path,
        """
        convention:
          {kind: agreement, form: treaty, binds: consent, says: [
            {source: depositary, acts: [
              {by: [ddde, de, fr], type: ratification, done: 1975-01-01, effective: 1975-04-01}]}]}
        """,
        *("de", "fr"),
        actors="ddde: {kind: state, says: [{source: ministry, closed: 1990-10-02}]}",
    )
    assert columns(story, "convention~ddde~1", "until", "end_rule") == ("1990-10-02", "end:closed")
    assert answers(story, "convention", "ddde", "fr", "1990-10-02", "1990-10-03") == [
        ("presumably", None),
        ("no", None),
    ]
    assert answers(story, "convention", "de", "fr", "1990-10-03") == [("presumably", None)]


# ------------------------------------------------------------- agencies and their lives
def test_an_agency_that_was_founded_within_the_year_of_a_list(tmp_path: Path) -> None:
    """An annual list of 2015 names an agency that a decree set up in March of that year: not before the decree."""
    story = practice(
        tmp_path,
        """
        network:
          {kind: agreement, form: working-arrangement, binds: none, says: [
            {source: agency, lists: [{of: [new-bureau, pl], role: participant, as_of: 2015}]}]}
        """,
        "pl",
        actors="new-bureau: {kind: agency, says: [{source: ministry, founded: 2015-03-01}]}",
    )
    assert columns(story, "network~new-bureau~1", "start", "narrowed") == ("[2015-03..2015-12]", "narrow:founded")
    assert answers(story, "network", "new-bureau", "pl", "2015-02-28", "2015-06-01") == [
        ("no", None),
        ("possibly", "start-imprecise"),
    ]


def test_an_agency_that_was_founded_after_a_list_is_a_conflict(tmp_path: Path) -> None:
    """The page was rewritten with today's names; which of the two days is wrong is not for us to say."""
    story = practice(
        tmp_path,
        """
        network:
          {kind: agreement, form: working-arrangement, binds: none, says: [
            {source: agency, lists: [{of: [new-bureau, pl], role: participant, as_of: 2014-06-01}]}]}
        """,
        "pl",
        actors="new-bureau: {kind: agency, says: [{source: ministry, founded: 2015-03-01}]}",
    )
    assert columns(story, "network~new-bureau~1", "start", "narrowed") == ("[..2014-06-01]", None)
    assert "outside_life" in story.tables()["conflicts"]["property"].to_list()


def test_three_bodies_of_two_states_on_one_day(tmp_path: Path) -> None:
    """A joint search: two bodies of one state do not become partners of each other by it, and it is over at night."""
    story = practice(
        tmp_path,
        """
        search:
          {kind: operation, form: raid, says: [
            {source: agency, of_basis: {during: 2021-10-05}, lists: [
              {of: [bureau, prosecutor, police], role: participant, as_of: 2021-10-05}]}]}
        """,
        *("ua", "pl"),
        actors=BODIES,
    )
    for body in ("bureau", "prosecutor"):
        assert answers(story, "search", body, "police", "2021-10-04", "2021-10-05", "2021-10-06") == [
            ("no", None),
            ("certainly", None),
            ("no", None),
        ]
    assert answers(story, "search", "bureau", "prosecutor", "2021-10-05") == [None]


def test_a_training_course_of_three_days(tmp_path: Path) -> None:
    """Who trains works with those who are trained, these not with each other; after the course nothing goes on."""
    story = practice(
        tmp_path,
        """
        course:
          {kind: assistance, form: training, says: [
            {source: agency, of_basis: {during: 2023-05-15/2023-05-17}, lists: [
              {of: police, role: provider, as_of: 2023-05-15},
              {of: [bureau, prosecutor], role: recipient, as_of: 2023-05-15}]}]}
        """,
        *("ua", "pl"),
        actors=BODIES,
    )
    days = ("2023-05-14", "2023-05-15", "2023-05-17", "2023-05-18")
    assert answers(story, "course", "police", "bureau", *days) == [
        ("no", None),
        ("certainly", None),
        ("certainly", None),
        ("no", None),
    ]
    assert answers(story, "course", "bureau", "prosecutor", "2023-05-16") == [None]


def test_observers_have_no_partners(tmp_path: Path) -> None:
    """A chair at the table is no seat: an observer is bound to nobody, nor anybody to it."""
    story = practice(
        tmp_path,
        """
        network:
          {kind: agreement, form: working-arrangement, binds: signature, says: [
            {source: agency, acts: [
              {by: [ua, pl], type: signature, done: 2015-01-01, role: member},
              {by: [ge, md], type: joining, done: 2016-01-01, role: observer}]}]}
        """,
        *("ua", "pl", "ge", "md"),
    )
    assert answers(story, "network", "ua", "ge", "2017-01-01") == [None]
    assert answers(story, "network", "md", "ge", "2017-01-01") == [None]
    assert answers(story, "network", "ua", "pl", "2017-01-01") == [("presumably", None)]


# ------------------------------------------------------------- sources
MEMO = "memo: {{kind: agreement, form: memorandum, binds: signature, says: [{says}]}}"


def signed(source: str, day: str, by: str = "ua, ro") -> str:
    """What a source says of the signature of the memorandum."""
    return f"{{source: {source}, acts: [{{by: [{by}], type: signature, done: {day}}}]}}"


def memo(*says: str) -> str:
    """A memorandum of which sources say this."""
    return MEMO.format(says=", ".join(says))


def test_two_papers_that_retell_one_release_are_one_voice(tmp_path: Path) -> None:
    """A press office wrote it once; that two papers printed it confirms nothing."""
    story = practice(
        tmp_path,
        memo(signed("paper-a", "2020-05-14"), signed("paper-b", "2020-05-14")),
        *("ua", "ro"),
        sources="""
        release: {kind: press, publisher: agency-press-office}
        paper-a: {kind: press, publisher: paper-a, derived_from: release, derived_as: summary}
        paper-b: {kind: press, publisher: paper-b, derived_from: release, derived_as: reprint}
        """,
    )
    assert columns(story, "memo~ua~1", "standing", "start_standing") == ("single", "single")


def test_two_papers_of_their_own_confirm(tmp_path: Path) -> None:
    """Two newsrooms that each saw the signature: two voices; a second article of one of them is none more."""
    two = practice(tmp_path, memo(signed("daily", "2020-05-14"), signed("weekly", "2020-05-14")), "ua", "ro")
    assert columns(two, "memo~ua~1", "standing", "start_standing") == ("confirmed", "confirmed")
    one = practice(
        tmp_path,
        memo(signed("daily", "2020-05-14"), signed("sunday", "2020-05-14")),
        *("ua", "ro"),
        sources="sunday: {kind: press, publisher: daily}",
    )
    assert columns(one, "memo~ua~1", "standing") == ("single",)


def test_an_official_denial_that_was_withdrawn_denies_nothing(tmp_path: Path) -> None:
    """The ministry took its statement back and says so: it is kept, and the memorandum stands."""
    denial = "{source: denial, lists: [{of: ro, role: party, as_of: 2021-01-01, deny: true}]}"
    for withdrawn, expected in (("", ("no", None)), (", withdrawn: 2021-02-01", ("presumably", None))):
        story = practice(
            tmp_path,
            memo(signed("agency", "2020-05-14"), denial),
            *("ua", "ro"),
            sources=f"denial: {{kind: official, publisher: ministry{withdrawn}}}",
        )
        assert answers(story, "memo", "ua", "ro", "2022-01-01") == [expected]
        assert story.tables()["statements"].filter(pl.col("source") == "denial").height == 1


def test_a_paper_that_has_the_day_refines_the_month_of_the_ministry(tmp_path: Path) -> None:
    """ "In May" and "on 14 May" do not contradict each other; who knows the day gives it."""
    story = practice(tmp_path, memo(signed("ministry", "2020-05"), signed("daily", "2020-05-14")), "ua", "ro")
    assert columns(story, "memo~ua~1", "start", "start_standing") == ("2020-05-14", "refined")


def test_a_paper_that_has_another_month_moves_nothing(tmp_path: Path) -> None:
    """ "In May" and "on 2 June" do: the ministry's month stands, and the dispute about the day is shown."""
    story = practice(tmp_path, memo(signed("ministry", "2020-05"), signed("daily", "2020-06-02")), "ua", "ro")
    assert columns(story, "memo~ua~1", "start", "start_standing") == ("2020-05", "disputed")
    assert answers(story, "memo", "ua", "ro", "2020-04-30", "2020-05-15", "2020-06-01") == [
        ("no", None),
        ("possibly", "start-imprecise"),
        ("presumably", None),
    ]
