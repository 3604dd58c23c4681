"""Rows that are kept for the next answers are those that an engine gives, and they have an end."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from accordgraph.graph.closing import Closing
from accordgraph.graph.engines.protocol import Engine, Parameter, Rows
from accordgraph.graph.names.index import Names
from accordgraph.queries.answers.facts import Facts, read, read_whole
from accordgraph.queries.kept import ENTRY_BYTES, Kept
from accordgraph.queries.plans import ask
from accordgraph.queries.session import Session

ACTORS = ("ua", "pl", "cz", "nabu", "eppo")
BASES = ("jit", "memo", "uncac", "nameless")


class Counting(Closing):
    """An engine that counts its queries."""

    def __init__(self, engine: Engine) -> None:
        self.asked, self._engine = 0, engine
        self.name, self.language = engine.name, engine.language

    def query(self, text: str, parameters: Mapping[str, Parameter]) -> Rows:
        self.asked += 1
        return self._engine.query(text, parameters)

    def close(self) -> None:
        """The other one stays open."""


@pytest.fixture(params=["sparql", "cypher"])
def engine(request: pytest.FixtureRequest) -> Counting:
    opened: Engine = request.getfixturevalue(request.param)
    return Counting(opened)


def in_order(facts: Facts) -> tuple[object, ...]:
    """Facts, with the statements behind each thing in one order."""
    behind = {thing: sorted(map(repr, rows)) for thing, rows in facts.statements.items()}
    return list(facts.participations.items()), list(facts.acts.items()), behind, facts.sources


@pytest.mark.parametrize("actors", [ACTORS, ("ua",), ("ua", "lonely")])
def test_facts_are_the_same_kept_or_not(engine: Counting, names: Names, actors: tuple[str, ...]) -> None:
    plainly = read(Session(engine, names), actors, BASES)
    session = Session(engine, names, kept=Kept(1 << 20))
    assert len(plainly.participations) > 1 and plainly.acts and plainly.statements
    for _ in range(2):
        assert in_order(read_whole(session, actors, BASES)) == in_order(plainly)


def test_what_is_kept_is_not_asked_again_and_what_is_new_is(engine: Counting, names: Names) -> None:
    session = Session(engine, names, kept=Kept(1 << 20))
    read_whole(session, ACTORS, BASES[:2])
    asked = engine.asked
    read_whole(session, ACTORS[:2], BASES[:2])
    assert engine.asked == asked
    read_whole(session, ACTORS, BASES)
    assert asked < engine.asked <= asked + 5  # three of facts, and sources with what they repeat


def test_whoever_changes_a_row_changes_no_other_answer(engine: Counting, names: Names) -> None:
    session = Session(engine, names, kept=Kept(1 << 20))
    for _ in range(2):
        for row in read_whole(session, ACTORS, BASES).participations.values():
            assert row["role"] != "spoilt"
            row["role"] = "spoilt"


def test_no_more_is_kept_than_allowed(engine: Counting, names: Names) -> None:
    kept = Kept(5 * ENTRY_BYTES)
    session = Session(engine, names, kept=kept)
    plainly = in_order(read(Session(engine, names), ACTORS, BASES))
    for _ in range(2):
        assert in_order(read_whole(session, ACTORS, BASES)) == plainly
        assert kept.bytes <= 5 * ENTRY_BYTES


@pytest.mark.parametrize("thing", ["ua", "sbi", "jit", "japan", "jit~cz~1~ua~1", "jit~cz~1", "jit~ua~entry~1", "page"])
def test_contradictions_are_the_same_where_the_class_of_a_thing_is_known(
    engine: Counting, names: Names, thing: str
) -> None:
    class_ = names.class_of(thing)
    assert class_ is not None
    known = ask(engine, "conflicts_of", {"id": thing}, None, {"id": class_})
    assert sorted(map(repr, known)) == sorted(map(repr, ask(engine, "conflicts_of", {"id": thing})))
