"""What begins only on a day that has not come reads as nothing that is: asked before it began, as of any other."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from accordgraph.diagrams.builder import build_diagram
from accordgraph.diagrams.html.opening import opening_page
from accordgraph.diagrams.request import DiagramRequest
from accordgraph.graph.store.store import Store
from accordgraph.queries.answers.rendering import terminal
from accordgraph.queries.answers.since import since
from accordgraph.queries.answers.tree import AnswerTree
from accordgraph.queries.answers.who import who
from accordgraph.queries.runner import run
from accordgraph.queries.session import Session, open_session

BEFORE = datetime.date(2017, 1, 1)
AFTER = datetime.date(2026, 12, 1)


@pytest.fixture(scope="module", params=["en", "uk"])
def session(whole_store: Path, request: pytest.FixtureRequest) -> Iterator[Session]:
    with open_session(Store(whole_store).snapshot(), "ladybug", request.param) as opened:
        yield opened


@pytest.fixture
def early(monkeypatch: pytest.MonkeyPatch) -> datetime.date:
    """A day on which EPPO had not begun to work, which is today."""
    noon = datetime.datetime.combine(BEFORE, datetime.time(12), datetime.UTC)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(int(noon.timestamp())))
    return BEFORE


def flat(tree: AnswerTree) -> str:
    return re.sub(r"\s+", " ", terminal.text(tree, 100))


def of_since(session: Session, today: datetime.date) -> str:
    return flat(
        since(session, run(session, "between", {"actor": "nabu", "partner": "eppo"}).rows, ("nabu", "eppo"), today)
    )


def of_who(session: Session, today: datetime.date) -> str:
    return flat(who(session, "eppo", run(session, "partners", {"actor": "eppo"}).rows, None, today))


def test_nothing_links_two_before_their_first_agreement_begins(session: Session, early: datetime.date) -> None:
    text = of_since(session, early)
    assert {"en": " yet: ", "uk": " ще нічим не пов’язані: "}[session.lang] in text
    said = {"en": r"only from (.*?) on, which is still to come", "uk": r"лише від дня, який ще не настав \((.*?)\)"}
    assert re.findall(said[session.lang], text)
    assert not re.search({"en": "have been|since 4", "uk": "є партнерами"}[session.lang], text)


def test_nothing_was_attested_before_it_began(session: Session, early: datetime.date) -> None:
    text = of_since(session, early).split({"en": "LIMITS", "uk": "МЕЖІ"}[session.lang])[0]
    assert {"en": "last attested", "uk": "востаннє засвідчено"}[session.lang] not in text


def test_who_has_what_is_to_come_in_a_group_of_its_own(session: Session, early: datetime.date) -> None:
    group = {"en": "STILL TO COME", "uk": "ЩЕ НЕ НАСТАЛО"}[session.lang]
    before, after = of_who(session, early), of_who(session, AFTER)
    assert group in before
    assert group not in after
    counted = {"en": "still to begin", "uk": "ще не поч"}[session.lang]
    assert counted in before
    assert counted not in after


def test_an_answer_of_a_day_of_the_past_calls_nothing_to_come_that_has_come(session: Session) -> None:
    assert not re.search("to come|не настав", of_since(session, BEFORE))


def test_what_has_begun_says_nothing_of_a_day_to_come(session: Session) -> None:
    text = of_since(session, AFTER)
    assert not re.search("to come|не настав", text)


@pytest.mark.usefixtures("early")
def test_a_picture_counts_nobody_before_it_began(session: Session) -> None:
    diagram = build_diagram(session, DiagramRequest(about=("eppo",)))
    assert diagram.overview is not None
    text = " · ".join(diagram.overview.summary)
    assert {"en": "only from", "uk": "лише з дн"}[session.lang] in text
    assert not re.search("20[0-9]{2}", text), "neither the first nor the newest is to come"
    assert {"en": "still to come", "uk": "ще не настало"}[session.lang] in opening_page(diagram)
