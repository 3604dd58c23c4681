"""Sentences that a reader in a hurry could take for more than the graph holds."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from accordgraph.graph.store.store import Store
from accordgraph.queries.answers.conflicts import conflicts
from accordgraph.queries.answers.rendering import terminal
from accordgraph.queries.answers.shortening import shortened
from accordgraph.queries.answers.show import show
from accordgraph.queries.answers.since import since
from accordgraph.queries.answers.statistics import statistics
from accordgraph.queries.answers.tree import AnswerTree, plain
from accordgraph.queries.answers.who import who
from accordgraph.queries.answers.why_not import why_not
from accordgraph.queries.runner import run
from accordgraph.queries.session import Session, open_session
from accordgraph.queries.show import identify

TODAY = datetime.date(2026, 11, 30)


@pytest.fixture(scope="module")
def session(bundled_store: Path) -> Iterator[Session]:
    with open_session(Store(bundled_store).snapshot(), "ladybug", "en") as opened:
        yield opened


def flat(text: str) -> str:
    return re.sub(r"\s+", " ", text)


def of_who(session: Session, actor: str) -> str:
    rows = run(session, "partners", {"actor": actor}).rows
    return flat(terminal.text(who(session, actor, rows, None, TODAY)))


def of_since(session: Session, a: str, b: str) -> str:
    return flat(terminal.text(since(session, run(session, "between", {"actor": a, "partner": b}).rows, (a, b), TODAY)))


def test_who_only_assists_in_an_operation_did_not_take_part_in_it(session: Session) -> None:
    assert re.search(r"Supported by: Ministry of Defence of Ukraine \(MoD\) \[\d+\]", of_who(session, "nabu"))
    tree = show(session, *identify(session, "searches-2024"), TODAY)
    assert tree is not None
    taking_part, beside = tree.groups[1:3]
    assert "Ministry of Defence" not in flat(terminal.text(replace(tree, groups=(taking_part,))))
    assert "In the role: supporter Ministry of Defence of Ukraine (MoD)" in flat(
        terminal.text(replace(tree, groups=(beside,)))
    )


def test_who_is_only_named_stands_apart_from_those_who_take_part(whole_store: Path) -> None:
    """One source names the prosecutor's office, and none says what it did."""
    with open_session(Store(whole_store).snapshot(), "ladybug", "en") as opened:
        tree = show(opened, *identify(opened, "nca-actions-2023"), TODAY)
    assert tree is not None
    titles = {group.title: flat(terminal.text(replace(tree, groups=(group,)))) for group in tree.groups}
    named = "Specialised Anti-Corruption Prosecutor's Office of Ukraine (SAPO)"
    assert named in titles["NAMED, WHILE NO SOURCE SAYS IN WHAT ROLE"]
    assert named not in titles["WHO TAKES PART"]


def test_a_year_that_covers_a_start_does_not_contradict_it(session: Session) -> None:
    """The column gives 2022 for Estonia; it says nothing of Eurojust."""
    line = of_who(session, "ee").partition("Eurojust [")[2].partition("(role")[0]
    assert "5 October 2023" in line and "2022 [" not in line and "has 2022" not in line


def test_a_reading_is_not_taken_for_the_day(session: Session) -> None:
    bounds = "since a day between 25 March 2022 and 5 October 2023"
    said = "A day that only we read into a source is not taken for the day"
    text = of_since(session, "eurojust", "ua")
    assert bounds in text and said in text
    assert said not in of_since(session, "ee", "ua")


def test_the_day_of_a_consent_is_no_other_day_of_the_start(session: Session) -> None:
    text = of_since(session, "ee", "ua")
    assert "Estonia: since 12 May 2010 (consent deposited 12 April 2010, then by the treaty's own rule) [" in text
    assert "has 12 April 2010" not in text


def test_a_term_has_passed_as_of_the_day_of_the_answer(session: Session) -> None:
    assert "That has passed (as of 30 November 2026)" in of_since(session, "ee", "ua")
    rows = run(session, "between", {"actor": "ee", "partner": "ua"}).rows
    before = flat(terminal.text(since(session, rows, ("ee", "ua"), datetime.date(2026, 3, 25))))
    assert "That has passed" not in before and "the last end reported has passed" not in before


def test_a_treaty_alone_is_not_called_working_together(session: Session) -> None:
    assert of_since(session, "pl", "ua").startswith(
        "Poland and Ukraine have both been bound by a treaty since 14 August"
    )


def test_a_pair_whose_only_link_of_its_own_is_denied_is_told_so_at_once(session: Session) -> None:
    first = of_since(session, "cz", "ua").partition("ON WHAT nca-actions-2023")[0]
    assert "no link of the two alone that we consider true, and one that is claimed and denied" in first


def test_an_operation_of_bodies_has_its_period_and_no_open_start(session: Session) -> None:
    text = of_since(session, "ua", "cz")
    assert "SSU and Police of the Czech Republic: 29 April to 2 May 2025" in text and "since 29 April" not in text


def test_why_not_of_one_basis_says_that_it_looked_at_no_other(session: Session) -> None:
    text = flat(terminal.text(why_not(session, "us", "ua", TODAY, "jit-ukraine-2022", None)))
    assert "Only this basis was looked at: Joint investigation team" in text


def test_counts_and_sums_keep_the_marks_of_what_no_source_states(session: Session) -> None:
    text = flat(terminal.text(statistics(session, TODAY)))
    assert "2022: 330*§ and 388*§" in text and "2024: 416§ and 574§" in text
    assert "about 85" not in text and "%" not in text, "what was executed is not of what was sent"
    assert "612*§ (requests for cooperation in criminal proceedings) is the sum of 150" in text


def test_two_rival_days_are_two_days_and_nothing_between_them(whole_store: Path) -> None:
    """A ministry and a reprint of the legal database give each a day of its own."""
    with open_session(Store(whole_store).snapshot(), "ladybug", "en") as opened:
        text = of_since(opened, "md", "ua")
    start = "since 24 February or 24 April 1995 (Debet-Kredyt"
    assert start in text and "last attested on 24 February or 24 April 1995" in text
    assert "between 24 February" not in text
    assert "Ministry of Justice of Moldova has 24 April 1995 [2])" in text


def test_the_first_line_on_a_treaty_says_that_it_leaves_out_those_of_very_many(whole_store: Path) -> None:
    with open_session(Store(whole_store).snapshot(), "ladybug", "en") as opened:
        text = of_since(opened, "ee", "ua")
    first, _, rest = text.partition("ON WHAT BASIS")
    assert "since 17 May 1996, not counting treaties open to other states or of very many parties: " in first
    assert "in the first of them since 20 November 1991" in first
    assert "Convention against Torture" in rest and "since 20 November 1991" in rest


def test_voices_that_give_only_the_year_do_not_confirm_the_day(session: Session) -> None:
    text = of_since(session, "nabu", "eppo")
    assert re.search(
        r"3 independent voices say so: [^.]*\.info \[3\]\. 2 of these voices give that day; 1 gives it", text
    )
    assert "of them" not in of_since(session, "nabu", "jica"), "the one voice gives what is shown"


@pytest.fixture(scope="module")
def whole(whole_store: Path) -> Iterator[Session]:
    with open_session(Store(whole_store).snapshot(), "ladybug", "en") as opened:
        yield opened


def test_two_without_a_link_are_not_denied_what_they_belong_to(whole: Session) -> None:
    text = flat(terminal.text(why_not(whole, "NABU", "Europol", TODAY)))
    assert "nothing in common" not in text
    assert "No link between the two themselves is entered" in text
    assert "Ukraine and Europol: Europol–Ukraine strategic agreement (2009), since 16 November 2010." in text


def test_what_two_belong_to_is_named_beside_what_is_no_bond_of_them(whole: Session) -> None:
    text = flat(terminal.text(why_not(whole, "NABU", "Eurojust", TODAY)))
    assert "NABU, member: since some day in November 2019 [1]. Eurojust, supporter" in text
    assert "Ukraine and Eurojust: Eurojust–Ukraine agreement (2016), since 2 September 2017." in text


def test_a_role_of_a_later_time_is_no_plain_contradiction(whole: Session) -> None:
    text = flat(terminal.text(conflicts(whole, "jit-mh17-2014", TODAY)))
    assert "JIT on MH17 (2014), 19 August to 3 December 2014: in what role?" in text
    assert "the value used here for another time: since 4 December 2014" in text


def test_a_reading_among_sources_that_state_a_day_is_marked(whole: Session) -> None:
    text = flat(terminal.text(conflicts(whole, None, TODAY)))
    assert re.search(r"Romania Journal \(retelling EPPO\) \[\d+\] \(our reading of what is said\)", text)


def test_a_number_of_which_the_period_is_read_is_marked(whole: Session) -> None:
    assert "1,000,000*" in terminal.text(statistics(whole, TODAY))


def test_an_answer_in_short_without_sources_says_that_it_leaves_out_only_the_limits() -> None:
    tree = shortened(AnswerTree("uk", (), (), ()), "accord since НАБУ Європол")
    assert plain(tree.groups[-1].entries[0].text) == (
        "Стисло: пропущено межі цього графа. Повна відповідь: accord since НАБУ Європол"
    )
