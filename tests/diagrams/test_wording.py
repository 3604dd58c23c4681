"""Links in words: dates are as exact as they are known, and each end keeps its own role."""

from __future__ import annotations

import datetime
from dataclasses import replace

import pytest
from drawings.sample_picture import participation

from accordgraph.diagrams.facts import Evidence, When, stated_start
from accordgraph.diagrams.in_force import Verdict
from accordgraph.diagrams.rows import turned
from accordgraph.diagrams.wording import (
    in_force_words,
    locator_words,
    roles_words,
    since_on_line,
    until_words,
)
from accordgraph.queries.rendering.date_cells import since_words


@pytest.mark.parametrize(
    ("edtf", "en", "uk"),
    [
        (None, "not reported", "не повідомлено"),
        ("2022-05-30", "2022-05-30", "2022-05-30"),
        ("[..2024]", "2024 or earlier", "2024 або раніше"),
        ("[2023-07-03..]", "2023-07-03 or later", "2023-07-03 або пізніше"),
        ("[2022..2023]", "between 2022 and 2023", "між 2022 і 2023"),
        ("2022~", "about 2022", "близько 2022"),
        ("2022%", "about 2022 (uncertain)", "близько 2022 (дата непевна)"),
        ("2016?-12-13", "2016-12-13 (uncertain)", "2016-12-13 (дата непевна)"),
        ("2024/..", "since 2024, ongoing", "з 2024, триває"),
        ("2025-04-29/2025-05-02", "from 2025-04-29 to 2025-05-02", "з 2025-04-29 по 2025-05-02"),
        ("2024/", "from 2024", "з 2024"),
        ("../2024", "by 2024", "по 2024"),
        ("whatever", "whatever", "whatever"),
    ],
)
def test_starts_are_told_as_exactly_as_they_are_known(edtf: str | None, en: str, uk: str) -> None:
    assert (since_words(edtf, "en"), since_words(edtf, "uk")) == (en, uk)


DAY, LATER = datetime.date(2024, 2, 29), datetime.date(2024, 12, 31)


@pytest.mark.parametrize(
    ("first", "last", "end_kind", "en"),
    [
        (DAY, None, "none", "no end reported"),
        (None, None, "none", "no end reported"),
        (DAY, None, "term", "not before 2024-02-29 (the end of a term; whether it is extended is not reported)"),
        (DAY, None, "exit", "not before 2024-02-29"),
        (None, None, "exit", "not reported"),
        (DAY, DAY, "exit", "2024-02-29"),
        (DAY, LATER, "exit", "between 2024-02-29 and 2024-12-31"),
        (None, LATER, "during", "2024-12-31 or earlier"),
    ],
)
def test_an_end_is_never_shown_as_known_where_it_is_not(
    first: datetime.date | None, last: datetime.date | None, end_kind: str, en: str
) -> None:
    assert until_words(When("2022", None, None, first, last, end_kind, None, None, True), "en") == en


def test_a_doubtful_date_keeps_its_marks_on_a_line() -> None:
    assert [since_on_line(edtf) for edtf in ("2016?", "[2022~..2023]", "a text longer than a line")] == [
        "2016 (uncertain)",
        "",
        "",
    ]
    assert since_on_line("[..2024]", "uk") == "не пізніше 2024"


def test_a_day_on_a_line_is_written_as_people_write_it_in_both_languages() -> None:
    days = ("2022-03-25", "[..2022-11-25]", "[2022-05-30..2022-05-31]")
    assert [since_on_line(day) for day in days] == ["25 Mar 2022", "by 25 Nov 2022", "30 or 31 May 2022"]
    assert [since_on_line(day, "uk") for day in days] == ["25 берез. 2022", "по 25 листоп. 2022", "трав. 2022"]


def test_of_several_days_that_are_kept_none_is_told_as_the_day() -> None:
    first, last = datetime.date(2022, 5, 30), datetime.date(2022, 5, 31)
    kept = When("2022-05-30", first, last, None, None, "none", None, None, True, since_standing="disputed")
    assert stated_start(kept) == "[2022-05-30..2022-05-31]"
    assert stated_start(replace(kept, since_latest=first)) == "2022-05-30"
    assert stated_start(replace(kept, since_standing="confirmed")) == "2022-05-30"
    assert stated_start(replace(kept, since="2022-05")) == "2022-05"


def test_a_doubt_has_its_reason_and_evidence_its_place() -> None:
    verdict = Verdict("possibly", "term-lapsed")
    assert in_force_words(verdict, "en") == "possibly: the last end reported has passed"
    assert in_force_words(verdict, "uk") == "можливо: останній відомий строк сплив"
    evidence = Evidence(1, "s", "act", "done_on", "2022", "asserts", 3, 10, 25)
    assert locator_words(evidence, "en") == "paragraph 3, characters 10 to 25"
    assert locator_words(Evidence(1, "s", "act", "done_on", "2022", "asserts"), "uk") == ""


@pytest.mark.parametrize(
    ("role", "end_role", "sentence", "other_way"),
    [
        ("member", "member", "member", "member"),
        ("member", None, "EPPO: member; NABU: not reported", "NABU: not reported; EPPO: member"),
        (None, "observer", "EPPO: not reported; NABU: observer", "NABU: observer; EPPO: not reported"),
        (None, None, "not reported", "not reported"),
    ],
)
def test_each_of_two_keeps_its_own_role(role: str | None, end_role: str | None, sentence: str, other_way: str) -> None:
    one = participation("eppo-nabu", "eppo", "2023-07-03")
    link = replace(one, end="nabu", start_name="EPPO", end_name="NABU", role=role, end_role=end_role)
    assert roles_words(link, "en") == sentence
    assert roles_words(turned(link), "en") == other_way
