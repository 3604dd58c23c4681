"""Loads of the same statements share what was made of them, and no more than that."""

from __future__ import annotations

from pathlib import Path

import pytest
from worlds.made_before import MadeBefore
from worlds.small_store import answers, batch, flip

from accordgraph.graph.errors import StoreError
from accordgraph.graph.store.store import Store


@pytest.fixture
def before(tmp_path: Path) -> MadeBefore:
    return MadeBefore(tmp_path / "made", most=2)


def test_the_same_statements_give_the_same_tables_and_announce_their_links(before: MadeBefore) -> None:
    links: list[int] = []
    first, again = (before.derive(batch("ee").statements, announce=links.append) for _ in range(2))
    assert again is first
    assert len(links) == 2 and links[0] == links[1] > 0
    assert before.derive(batch("pl").statements) is not first
    assert before.derive(batch("ee").statements.reverse()) is not first


def test_a_refusal_is_made_anew(before: MadeBefore) -> None:
    def refuse(links: int) -> None:
        raise ValueError(links)

    statements = batch("ee").statements
    for _ in range(2):
        with pytest.raises(ValueError, match=r"\d"):
            before.derive(statements, announce=refuse)
    before.derive(statements)
    with pytest.raises(ValueError, match=r"\d"):
        before.derive(statements, announce=refuse)


def test_what_was_not_used_for_long_goes(before: MadeBefore, tmp_path: Path) -> None:
    first = before.derive(batch().statements)
    before.fill("oxigraph", first, tmp_path / "one")
    for actor in ("ee", "pl"):
        before.derive(batch(actor).statements)
    assert list((tmp_path / "made").iterdir()) == []
    assert before.derive(batch().statements) is not first


def test_a_store_has_files_of_its_own(tmp_path: Path) -> None:
    stores = [Store(tmp_path / name) for name in "ab"]
    for store in stores:
        store.load([batch("ee")])
    flip(stores[0].snapshot().path / "oxigraph" / "CURRENT")
    with pytest.raises(StoreError, match="other bytes"):
        answers(stores[0])
    assert len(answers(stores[1])) == 3
