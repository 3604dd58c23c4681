"""Treaty practice: how states come to be bound, and by which day (Vienna Convention, articles 11 to 18, 24 and 25).

Each case was worked by hand before it was run; its docstring says by which article or practice.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from worlds.judged import answers, columns
from worlds.practice import practice


def test_a_ratification_before_the_entry_into_force_waits_and_a_later_one_takes_its_time(tmp_path: Path) -> None:
    """VCLT 24(1) and (3): who ratified early is bound with the treaty, who ratified late by the clause of the text."""
    story = practice(
        tmp_path,
        """
        convention:
          {kind: agreement, form: treaty, binds: consent, says: [
            {source: text, of_basis: {in_force_since: 1998-07-01, effect_after: P30D, effect_on: day}},
            {source: depositary, acts: [
              {by: ua, type: ratification, done: 1997-03-10},
              {by: pl, type: ratification, done: 1998-06-20},
              {by: ro, type: signature, done: 1997-01-15}]}]}
        """,
        *("ua", "pl", "ro"),
    )
    assert columns(story, "convention~ua~1", "start") == ("1998-07-01",)
    assert columns(story, "convention~pl~1", "start", "start_rule") == ("1998-07-20", "start:consent+effect-rule")
    assert answers(story, "convention", "ua", "pl", "1998-07-19", "1998-07-20") == [("no", None), ("presumably", None)]
    assert answers(story, "convention", "ua", "ro", "2005-01-01") == [None]


@pytest.mark.parametrize(
    ("deposit", "effect"),
    [
        ("2010-05-14", "2010-09-01"),
        ("2010-01-31", "2010-05-01"),
        ("2014-07-01", "2014-11-01"),
        ("2009-11-30", "2010-03-01"),
    ],
)
def test_the_first_day_of_the_month_following_three_months(tmp_path: Path, deposit: str, effect: str) -> None:
    """Final clauses of the Council of Europe: what is deposited on 1 July waits until 1 November, not 1 October."""
    story = practice(
        tmp_path,
        f"""
        convention:
          {{kind: agreement, form: treaty, binds: consent, says: [
            {{source: text, of_basis: {{in_force_since: 2000-01-01, effect_after: P3M, effect_on: month-start}}}},
            {{source: depositary, acts: [{{by: ee, type: accession, done: {deposit}}}]}}]}}
        """,
        "ee",
    )
    assert columns(story, "convention~ee~1", "start") == (effect,)


def test_a_deposit_known_to_the_month_gives_bounds_of_the_day_of_effect(tmp_path: Path) -> None:
    """Depositary lists of older treaties often give a month: thirty days from its first and from its last day."""
    story = practice(
        tmp_path,
        """
        convention:
          {kind: agreement, form: treaty, binds: consent, says: [
            {source: text, of_basis: {in_force_since: 1998-01-01, effect_after: P30D, effect_on: day}},
            {source: depositary, acts: [
              {by: ua, type: ratification, done: 1997-03-10},
              {by: pl, type: ratification, done: 1999-05}]}]}
        """,
        *("ua", "pl"),
    )
    assert columns(story, "convention~pl~1", "start") == ("[1999-05-31..1999-06-30]",)
    assert answers(story, "convention", "ua", "pl", "1999-05-30", "1999-06-15", "1999-06-30") == [
        ("no", None),
        ("possibly", "start-imprecise"),
        ("presumably", None),
    ]


def test_two_instruments_are_exchanged_and_the_treaty_enters_into_force_for_both(tmp_path: Path) -> None:
    """Bilateral practice: in force on the thirtieth day after the exchange, which the ministry announces (VCLT 13)."""
    story = practice(
        tmp_path,
        """
        legal-aid:
          {kind: agreement, form: treaty, binds: consent, says: [
            {source: ministry, acts: [
              {by: [ua, pl], type: signature, done: 2002-09-12},
              {by: ua, type: ratification, done: 2003-02-10},
              {by: pl, type: ratification, done: 2003-06-05},
              {type: entry-into-force, effective: 2003-07-05}]}]}
        """,
        *("ua", "pl"),
    )
    assert answers(story, "legal-aid", "ua", "pl", "2003-07-04", "2003-07-05", "2004-01-01") == [
        ("no", None),
        ("certainly", None),
        ("presumably", None),
    ]


def test_an_accession_after_the_entry_into_force_with_no_known_clause_has_no_certain_day(tmp_path: Path) -> None:
    """VCLT 24(3) holds only where the text is silent: whoever has not read it does not know the day."""
    story = practice(
        tmp_path,
        """
        convention:
          {kind: agreement, form: treaty, binds: consent, says: [
            {source: depositary, acts: [
              {by: ua, type: ratification, done: 2003-02-10},
              {type: entry-into-force, effective: 2003-07-05},
              {by: ee, type: accession, done: 2010-03-01}]}]}
        """,
        *("ua", "ee"),
    )
    assert answers(story, "convention", "ua", "ee", "2010-02-28", "2012-01-01") == [
        ("no", None),
        ("possibly", "effect-unknown"),
    ]


def test_a_text_without_a_clause_binds_on_the_day_of_deposit(tmp_path: Path) -> None:
    """VCLT 16 and 24(3): the dossier says that the text is silent by P0D."""
    story = practice(
        tmp_path,
        """
        convention:
          {kind: agreement, form: treaty, binds: consent, says: [
            {source: text, of_basis: {in_force_since: 2003-07-05, effect_after: P0D, effect_on: day}},
            {source: depositary, acts: [
              {by: ua, type: ratification, done: 2003-02-10},
              {by: ee, type: accession, done: 2010-03-01}]}]}
        """,
        *("ua", "ee"),
    )
    assert answers(story, "convention", "ua", "ee", "2010-02-28", "2010-03-01") == [("no", None), ("presumably", None)]


def test_a_law_of_parliament_is_no_consent(tmp_path: Path) -> None:
    """VCLT 2(1)(b) and 16: consent is given by the deposit; a signed law, promulgated at home, binds nobody abroad."""
    story = practice(
        tmp_path,
        """
        convention:
          {kind: agreement, form: treaty, binds: consent, says: [
            {source: text, of_basis: {in_force_since: 1990-01-01, effect_after: P30D, effect_on: day}},
            {source: depositary, acts: [{by: pl, type: ratification, done: 1995-01-01}]},
            {source: ministry, acts: [
              {by: ua, type: signature, done: 2003-12-11},
              {by: ua, type: domestic-approval, done: 2006-10-18}]}]}
        """,
        *("ua", "pl"),
    )
    assert answers(story, "convention", "ua", "pl", "2010-01-01") == [None]


def test_provisional_application_ends_by_the_notice_of_one_and_the_others_go_on(tmp_path: Path) -> None:
    """VCLT 25(2), as a signatory of the Energy Charter Treaty did in 2009: notice, and sixty days later it is over."""
    story = practice(
        tmp_path,
        """
        charter:
          {kind: agreement, form: treaty, binds: consent, says: [
            {source: depositary, acts: [
              {by: ru, type: signature, done: 1994-12-17},
              {by: ru, type: provisional-application, done: 1994-12-17},
              {by: ru, type: provisional-end, done: 2009-08-20, effective: 2009-10-19},
              {by: [de, fr], type: ratification, done: 1997-12-16, effective: 1998-04-16}]}]}
        """,
        *("ru", "de", "fr"),
    )
    assert answers(story, "charter", "ru", "de", "1997-01-01", "2000-01-01", "2009-10-18", "2009-10-19") == [
        ("no", None),
        ("provisionally", None),
        ("provisionally", None),
        ("no", None),
    ]
    assert answers(story, "charter", "de", "fr", "2010-01-01") == [("presumably", None)]


def test_where_only_one_of_two_ratifies_the_treaty_goes_on_provisionally(tmp_path: Path) -> None:
    """VCLT 25(1): in force for one and applied provisionally by the other, it is no more than that between the two."""
    story = practice(
        tmp_path,
        """
        association:
          {kind: agreement, form: treaty, binds: consent, says: [
            {source: depositary, acts: [
              {by: [ua, md], type: provisional-application, done: 2014-11-01},
              {by: ua, type: ratification, done: 2017-07-11, effective: 2017-09-01}]}]}
        """,
        *("ua", "md"),
    )
    assert answers(story, "association", "ua", "md", "2014-10-31", "2015-06-01", "2018-01-01") == [
        ("no", None),
        ("provisionally", None),
        ("provisionally", None),
    ]


def test_a_day_of_the_julian_calendar_is_thirteen_days_later(tmp_path: Path) -> None:
    """Instruments of before 1918 in Russian and Balkan collections: 3 March in the old style is the 16th."""
    story = practice(
        tmp_path,
        """
        extradition:
          {kind: agreement, form: treaty, binds: signature, says: [
            {source: text, acts: [{by: [ru, be], type: signature, done: 1911-03-03, calendar: julian}]}]}
        """,
        *("ru", "be"),
    )
    assert columns(story, "extradition~ru~1", "start") == ("1911-03-16",)
    assert answers(story, "extradition", "ru", "be", "1911-03-15", "1911-03-16") == [("no", None), ("certainly", None)]


def test_a_memorandum_signed_by_correspondence_binds_with_the_last_signature(tmp_path: Path) -> None:
    """VCLT 12, and what agencies do: each signs at home, and the later day is the day of the memorandum."""
    story = practice(
        tmp_path,
        """
        memo:
          {kind: agreement, form: memorandum, binds: signature, says: [
            {source: agency, acts: [
              {by: [bureau], type: signature, done: 2019-02-28},
              {by: [police], type: signature, done: 2019-03-05}]}]}
        """,
        actors="""
        bureau: {kind: agency}
        police: {kind: agency}
        """,
    )
    [link] = story.tables()["cooperations"].to_dicts()
    assert link["since"] == "2019-03-05"
    assert answers(story, "memo", "bureau", "police", "2019-03-04", "2019-03-05") == [
        ("no", None),
        ("presumably", None),
    ]


@pytest.mark.parametrize(
    ("spring", "certain_from"),
    # EDTF's 21 is spring in either hemisphere; only 25 says that it is one of the north. The spring of astronomers ends
    # in June, so no day of June is certain, though it would be by the calendar of the weather.
    [("2019-21", "2019-12-31"), ("2019-25", "2019-06-30")],
)
def test_a_memorandum_of_a_spring_is_certain_in_summer(tmp_path: Path, spring: str, certain_from: str) -> None:
    """An annual report says "in spring 2019": no day of it is the day, and who writes 21 has not said where."""
    story = practice(
        tmp_path,
        f"""
        memo:
          {{kind: agreement, form: memorandum, binds: signature, says: [
            {{source: agency, acts: [{{by: [bureau, police], type: signature, done: {spring}}}]}}]}}
        """,
        actors="""
        bureau: {kind: agency}
        police: {kind: agency}
        """,
    )
    assert answers(story, "memo", "bureau", "police", "2019-02-28", "2019-04-15", "2019-06-01", certain_from) == [
        ("no", None),
        ("possibly", "start-imprecise"),
        ("possibly", "start-imprecise"),
        ("presumably", None),
    ]


def test_a_treaty_that_replaces_another_and_is_only_signed_leaves_it_in_force(tmp_path: Path) -> None:
    """VCLT 59 asks for a later treaty, not for the wish to have one: until it is in force the older one is."""
    story = practice(
        tmp_path,
        """
        older:
          {kind: agreement, form: treaty, binds: consent, says: [
            {source: depositary, acts: [{by: [ua, tr], type: ratification, done: 2001-01-01, effective: 2001-05-02}]}]}
        newer:
          {kind: agreement, form: treaty, binds: consent, replaces: older, says: [
            {source: ministry, acts: [
              {by: [ua, tr], type: signature, done: 2019-02-03},
              {by: ua, type: ratification, done: 2020-02-03}]}]}
        """,
        *("ua", "tr"),
    )
    assert answers(story, "newer", "ua", "tr", "2021-01-01") == [None]
    assert answers(story, "older", "ua", "tr", "2021-01-01") == [("presumably", None)]
