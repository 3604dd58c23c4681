"""Answers over the whole bundled graph that contradicted themselves or each other."""

from __future__ import annotations

import datetime
import re

from accordgraph.queries.answers.basis import basis
from accordgraph.queries.answers.rendering import terminal
from accordgraph.queries.answers.tree import AnswerTree
from accordgraph.queries.session import Session

TODAY = datetime.date(2026, 12, 2)


def flat(tree: AnswerTree | None) -> str:
    assert tree is not None
    return re.sub(r"\s+", " ", terminal.text(tree))


def of_basis(session: Session, a: str, b: str, day: datetime.date = TODAY) -> str:
    return flat(basis(session, (a, b), day, TODAY))


def test_who_is_a_party_by_a_list_has_not_only_signed(session: Session, ukrainian: Session) -> None:
    """The other has: it is named, and since when the first is a party."""
    signed = of_basis(session, "ru", "ua").split("SIGNED, AND NO CONSENT")[1].split("LIMITS OF THIS GRAPH")[0]
    assert "Russia signed on 7 November 1996" in signed
    assert "Ukraine signed" not in signed
    assert re.search(r"Ukraine, party: since a day not before [^(]* \(known only from a list\) \[\d+\]", signed)
    then = of_basis(ukrainian, "ru", "ua").split("ПІДПИСАНО; ПРО ЗГОДУ")[1]
    assert "Україна: підписано 29 травня 1997" not in then
    assert re.search(r"Україна, сторона: не раніше ніж з [^(]* \(відомо лише з переліку\) \[\d+\]", then)
