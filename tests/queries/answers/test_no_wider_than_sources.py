"""Sentences that say no more of a day, a party or a signature than the sources that they cite."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from accordgraph.graph.store.store import Store
from accordgraph.queries.answers.rendering import terminal
from accordgraph.queries.answers.since import since
from accordgraph.queries.answers.tree import AnswerTree
from accordgraph.queries.answers.who import who
from accordgraph.queries.runner import run
from accordgraph.queries.session import Session, open_session

TODAY = datetime.date(2026, 11, 30)


@pytest.fixture(scope="module", params=("en", "uk"))
def session(request: pytest.FixtureRequest, whole_store: Path) -> Iterator[Session]:
    with open_session(Store(whole_store).snapshot(), "ladybug", request.param) as opened:
        yield opened


def flat(tree: AnswerTree) -> str:
    return re.sub(r"\s+", " ", terminal.text(tree))


def said(session: Session, en: str, uk: str) -> str:
    return en if session.lang == "en" else uk


def of_pair(session: Session, a: str, b: str) -> str:
    return flat(since(session, run(session, "between", {"actor": a, "partner": b}).rows, (a, b), TODAY))


def of_who(session: Session, actor: str, basis: str | None = None) -> str:
    rows = run(session, "partners", {"actor": actor, **({"basis": basis} if basis else {})}).rows
    return flat(who(session, actor, rows, None, TODAY, basis))


def on_a_day(session: Session, day: datetime.date) -> str:
    return flat(who(session, "ua", run(session, "partners_on", {"actor": "ua", "day": day}).rows, day, TODAY))


def test_a_suspension_names_its_parties_and_whose_reading_its_day_is(session: Session) -> None:
    text = on_a_day(session, datetime.date(2022, 7, 1))
    begun = said(
        session,
        "For Ukraine it ended on 28 December 2023: from 29 December 2023 the withdrawal has effect",
        "Для такого учасника (Україна) останній день дії – 28 грудня 2023 року",
    )
    assert begun in text
    towards = said(
        session,
        r"Towards Belarus and Russia its operation was suspended on 23 December 2022 \(our reading of \[\d+\]\);",
        r"учасниками \(Білорусь [ій] Росія\) дію було зупинено 23 грудня 2022 року \(за нашим тлумаченням \[\d+\]\);",
    )
    assert re.search(towards, text)


def test_a_day_that_we_read_into_a_source_cites_that_source(session: Session) -> None:
    start = said(
        session,
        r"Since 15 April 2021 \(our reading of what is said\)",
        r"З 15 квітня 2021 року \(за нашим тлумаченням\)",
    )
    assert re.search(rf"{start} \[\d+\]", of_who(session, "nabu"))


def test_one_voice_gives_both_days_only_on_pages_of_its_own(session: Session) -> None:
    """A reprint has the second day, and the body itself the first."""
    text = of_pair(session, "ee", "ua").partition(said(session, "ON WHAT BASIS", "НА ЯКІЙ ПІДСТАВІ"))[0]
    assert re.search(
        said(session, r"Eurojust has 30 May 2022", r"Євроюст: 30 травня 2022 року"), of_pair(session, "ee", "ua")
    )
    assert said(session, "both days", "обидві дати") not in text


def test_a_signature_alone_has_the_remark_of_its_dossier_beside_it(session: Session) -> None:
    text = of_who(session, "pl")
    assert "the deposit was cut off in what was read" in text
    assert "looked for and not found)" not in text


def test_the_first_line_on_a_treaty_names_it(session: Session) -> None:
    first = terminal.text(
        since(session, run(session, "between", {"actor": "cz", "partner": "ua"}).rows, ("cz", "ua"), TODAY)
    )
    line = re.sub(r"\s+", " ", first)[:450]
    assert said(session, "on legal assistance in civil matters.", "цивільних справах.") in line


def test_what_no_act_calls_a_signature_is_not_said_to_be_signed(session: Session) -> None:
    text = of_pair(session, "ua", "pl")
    assert (
        said(session, "start on the day of the act that is reported", "початок від дня події, про яку повідомлено")
        in text
    )
