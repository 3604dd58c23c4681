"""Answers over the whole bundled graph as somebody reads them who reads Ukrainian only."""

from __future__ import annotations

import datetime
import re

from accordgraph.queries.answers.basis import basis
from accordgraph.queries.answers.rendering import terminal
from accordgraph.queries.answers.show import show
from accordgraph.queries.answers.statistics import statistics
from accordgraph.queries.answers.tree import AnswerTree
from accordgraph.queries.answers.who import who
from accordgraph.queries.runner import run
from accordgraph.queries.session import Session

TODAY = datetime.date(2026, 12, 2)


def flat(tree: AnswerTree | None) -> str:
    assert tree is not None
    return re.sub(r"\s+", " ", terminal.text(tree))


def test_parties_stand_in_the_order_of_the_alphabet_of_the_reader(session: Session, ukrainian: Session) -> None:
    assert "Азербайджан; Білорусь; Вірменія; Грузія; Казахстан;" in flat(show(ukrainian, "minsk-1993", "Basis", TODAY))
    assert "Armenia; Azerbaijan; Belarus; Georgia; Kazakhstan; Kyrgyzstan;" in flat(
        show(session, "minsk-1993", "Basis", TODAY)
    )


def test_a_treaty_is_no_agreement_in_the_form_of_a_treaty(ukrainian: Session) -> None:
    text = flat(show(ukrainian, "minsk-1993", "Basis", TODAY))
    assert "Вид: угода чи інший документ про співпрацю. • Вид документа: міжнародний договір." in text


def test_an_answer_of_today_does_not_speak_of_that_day(ukrainian: Session) -> None:
    text = flat(basis(ukrainian, ("ua", "cz"), TODAY, TODAY))
    assert "НА ЗАЗНАЧЕНУ ДАТУ МІЖ НИМИ НЕ ЧИННІ" in text and "того дня" not in text.casefold()
    assert "участь закінчилася 7 листопада 2002 року; припинення участі – з 8 листопада 2002 року" in text
    assert "повний перелік із 7 учасників" in text and "позицій" not in text


def test_a_period_that_goes_on_is_one_since_its_first_year(session: Session, ukrainian: Session) -> None:
    assert "національні розслідування [2], з 2022 року: понад 20" in flat(statistics(ukrainian, TODAY))
    assert "national investigations [2], since 2022: over 20" in flat(statistics(session, TODAY))


def test_our_reading_is_said_once_of_a_start(session: Session, ukrainian: Session) -> None:
    day = datetime.date(2025, 4, 10)
    for one, twice in ((session, "(our reading)"), (ukrainian, "(наше тлумачення)")):
        rows = run(one, "partners_on", {"actor": "sbi", "day": day}).rows
        assert any(row["why_possible"] == row["since_standing"] == "reading" for row in rows)
        assert twice not in flat(who(one, "sbi", rows, day, TODAY))
