"""Answers that a lawyer reads first: whether anybody worked together, by what, and that nobody did."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from accordgraph.graph.store.store import Store
from accordgraph.queries.answers.basis import basis
from accordgraph.queries.answers.rendering.terminal import text
from accordgraph.queries.answers.since import since
from accordgraph.queries.answers.who import who
from accordgraph.queries.runner import run
from accordgraph.queries.session import Session, open_session

DAY = datetime.date(2024, 4, 10)
TODAY = datetime.date(2026, 12, 1)


@pytest.fixture(scope="module", params=["ladybug", "oxigraph"])
def session(request: pytest.FixtureRequest, bundled_store: Path) -> Iterator[Session]:
    with open_session(Store(bundled_store).snapshot(), request.param) as opened:
        yield opened


def who_in_words(session: Session, actor: str, day: datetime.date | None = None) -> str:
    arguments = {"actor": actor} | ({"day": day.isoformat()} if day else {})
    rows = run(session, "partners_on" if day else "partners", arguments).rows
    return text(who(session, actor, rows, day, TODAY), width=1000)


def since_in_words(session: Session, a: str, b: str) -> str:
    pair = session.names.resolve(a, "Actor"), session.names.resolve(b, "Actor")
    return text(since(session, run(session, "between", {"actor": a, "partner": b}).rows, pair, TODAY), width=1000)


def basis_in_words(session: Session, a: str, b: str, day: datetime.date) -> str:
    pair = session.names.resolve(a, "Actor"), session.names.resolve(b, "Actor")
    return text(basis(session, pair, day, TODAY), width=1000)


def flat(words: str) -> str:
    """The text in one line, however it was broken."""
    return " ".join(words.split())


def group(words: str, heading: str) -> str:
    """The lines of a group, by the beginning of its heading."""
    [lines] = [part for part in words.split("\n\n") if part.startswith(heading)]
    return flat(lines)


def test_who_worked_with_ukraine_on_a_day_of_the_team(session: Session) -> None:
    words = who_in_words(session, "Ukraine", DAY)
    assert "for certain 9 partners; presumably 2; one partner claimed and denied" in flat(words)
    certain = group(words, "FOR CERTAIN")
    assert "Estonia, Latvia and Slovakia: since 30 or 31 May 2022 (Eurojust has 30 May 2022" in certain
    assert "The last end reported is 25 March 2026" in certain
    assert "Czech" not in certain
    assert "Czech Republic" in group(words, "CLAIMED AND DENIED")
    assert "United States Department of Justice (DoJ)" in group(words, "PRESUMABLY")


def test_who_worked_with_latvia_within_the_last_term(session: Session) -> None:
    certain = group(who_in_words(session, "Latvia", datetime.date(2025, 6, 1)), "FOR CERTAIN")
    assert "Lithuania, Poland and Ukraine [" in certain and "Slovakia: since 30 or 31 May 2022" in certain
    assert "The last end reported is 25 March 2026" in certain
    assert "has passed" not in certain


def test_a_body_that_was_founded_later_worked_with_nobody_and_the_first_line_says_why(session: Session) -> None:
    words = who_in_words(session, "SBI", datetime.date(1995, 6, 1))
    assert words.splitlines()[1].startswith("Nobody: SBI was founded only on 29 February 2016 [1]")
    assert "Resolution of the Cabinet of Ministers of Ukraine No. 127" in flat(words)
    ukrainian = who_in_words(replace(session, lang="uk"), "SBI", datetime.date(1995, 6, 1))
    assert ukrainian.splitlines()[1].startswith("Ні з ким. ДБР: засновано лише 29 лютого 2016 року [1]")
    later = who_in_words(session, "SBI", datetime.date(2017, 6, 1))
    assert "Nobody" not in later
    assert "no partner of SBI on 1 June 2017" in flat(later)


@pytest.mark.parametrize(("a", "b"), [("NABU", "SAPO"), ("US DOJ", "ICC OTP")])
def test_two_side_by_side_in_one_thing_have_no_link_and_the_answer_says_why(session: Session, a: str, b: str) -> None:
    words = flat(since_in_words(session, a, b))
    assert "this graph holds no link of the two; both are named in 1 thing side by side" in words
    assert "does not prove that there is none" in words
    assert "SIDE BY SIDE IN THE SAME THING, AND WHY THAT MAKES NO LINK" in words


def test_eurojust_works_with_those_in_the_team_since_a_day_between_two(session: Session) -> None:
    words = who_in_words(session, "Eurojust")
    agreed = group(words, "BY AGREEMENT")
    assert "Eurojust itself: since a day between 25 March 2022 and 5 October 2023" in agreed
    assert "Europol: since 5 October 2023 (role: participant)" in agreed
    assert "That has passed (as of 1 December 2026)" in agreed
    assert agreed.count("•") == 1


def test_two_bodies_are_bound_through_the_treaties_of_their_states_and_not_by_the_team(session: Session) -> None:
    words = basis_in_words(session, "nabu", "warsaw-terror-homicide", DAY)
    binding, apart = group(words, "BINDING ON BOTH"), group(words, "NOT A BOND")
    assert "legal assistance" in binding
    assert "United Nations Convention against Corruption" in binding
    assert binding.count("•") == 2
    assert "Joint investigation team on alleged core international crimes committed in Ukraine: it binds only" in apart


def test_before_a_state_was_founded_nothing_bound_it(session: Session) -> None:
    words = basis_in_words(session, "Czech Republic", "Trinidad and Tobago", datetime.date(1985, 1, 1))
    assert words.splitlines()[1].startswith("No instrument in this graph")
    later = basis_in_words(session, "Czech Republic", "Trinidad and Tobago", datetime.date(1995, 1, 1))
    assert "it sets up no cooperation between its parties" in group(later, "NOT A BOND")


def test_no_link_is_attested_before_it_began(session: Session) -> None:
    rows = run(session, "cooperations", {}).rows
    dated = [row for row in rows if row["last_attested"] is not None and row["since_earliest"] is not None]
    assert len(dated) > 50
    assert [row["cooperation"] for row in dated if row["last_attested"] < row["since_earliest"]] == []  # type: ignore[operator]
