"""Whose word something is, as exactly as it is given: origins that we read, ends without a day, bounds of numbers."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from accordgraph.graph.store.store import Store
from accordgraph.queries.answers.removals import derivations
from accordgraph.queries.answers.rendering import terminal
from accordgraph.queries.answers.since import since
from accordgraph.queries.answers.statistics import statistics
from accordgraph.queries.answers.tree import AnswerTree
from accordgraph.queries.answers.why import why
from accordgraph.queries.plans import basis_of
from accordgraph.queries.runner import run
from accordgraph.queries.session import Session, open_session

TODAY = datetime.date(2026, 12, 1)


@pytest.fixture(scope="module", params=["en", "uk"])
def session(whole_store: Path, request: pytest.FixtureRequest) -> Iterator[Session]:
    with open_session(Store(whole_store).snapshot(), "ladybug", request.param) as opened:
        yield opened


def flat(tree: AnswerTree) -> str:
    return re.sub(r"\s+", " ", terminal.text(tree, 100))


def of_since(session: Session, a: str, b: str) -> str:
    return flat(since(session, run(session, "between", {"actor": a, "partner": b}).rows, (a, b), TODAY))


def test_an_origin_that_is_our_reading_is_marked_where_voices_are_counted(session: Session) -> None:
    marks = {"en": "(also retold, by our reading, in [10])", "uk": "(за нашим тлумаченням, переказано також у [10])"}
    assert marks[session.lang] in of_since(session, "ee", "ua")


def test_several_sources_that_give_another_day_have_it(session: Session) -> None:
    said = {
        "en": "Diplomat Magazine (reprint of Eurojust) and Anadolu Agency (retelling Eurojust) have 31 May 2022",
        "uk": "Diplomat Magazine (передрук за джерелом: Євроюст) і Анадолу (переказ за джерелом: Євроюст): 31 травня",
    }
    assert said[session.lang] in of_since(session, "ee", "ua")


def test_a_treaty_that_lost_force_on_a_day_that_no_source_gives_is_over(session: Session) -> None:
    said = {"en": "By our reading of [3] it has lost force", "uk": "Чинність утрачено"}
    assert said[session.lang] in of_since(session, "cz", "ua")


def test_it_binds_nobody_today(session: Session) -> None:
    treaty = run(session, "participants", {"basis": "ussr-cs-legal-assistance-1982"}).rows
    assert {(row["end_kind"], str(row["end_latest"])) for row in treaty} == {("exit", "2026-11-30")}


def test_each_of_two_numbers_is_as_exact_as_its_own_source_gives_it(session: Session) -> None:
    text = flat(statistics(session, TODAY))
    assert {"en": "December 2025: over 400 / 47", "uk": "грудень 2025 року: понад 400 / 47"}[session.lang] in text
    said = {
        "en": "47 (Fakty (retelling NPU, by our reading)",
        "uk": "47 (Факти (переказ за джерелом: Нацполіція, за нашим",
    }
    assert said[session.lang] in text


def test_nobody_joins_the_register_of_damage_before_it_was_founded(session: Session) -> None:
    rows = run(session, "participants", {"basis": "register-of-damage-2023"}).rows
    assert min(str(row["start_earliest"]) for row in rows) == "2023-05-16"


def test_why_marks_a_start_that_is_our_reading_in_every_step(session: Session, whole_store: Path) -> None:
    link = "nabu-nca-2021~nabu~1~nca-gb~1"
    tree = why(session, derivations(Store(whole_store).standing(), basis_of(link)), link, TODAY)
    said = {
        "en": "So it takes part since 15 April 2021 (our reading",
        "uk": "Отже, участь – з 15 квітня 2021 року (за нашим",
    }
    assert said[session.lang] in flat(tree)


def test_the_team_behind_an_operation_is_in_its_name(session: Session) -> None:
    name = session.name("school-threats-2025")
    assert {"en": "Slovakia and Ukraine, joined by Latvia", "uk": "до якої приєдналася Латвія"}[session.lang] in name


def test_an_end_that_is_still_to_come_is_not_past(session: Session) -> None:
    said = {"en": "It is to be over in 2027", "uk": "Має завершитися у 2027 році"}
    assert said[session.lang] in of_since(session, "pbgb", "npu")
