"""Rows that a load makes ready are those that the engines give, and where they are missing the engine is asked."""

from __future__ import annotations

import datetime
import shutil
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from accordgraph.graph.closing import Closing
from accordgraph.graph.engines.protocol import Engine, Parameter, Rows
from accordgraph.graph.errors import StoreError
from accordgraph.graph.names.index import Names
from accordgraph.graph.schemas import Tables
from accordgraph.graph.store import making_rows, manifest
from accordgraph.graph.store.ready_rows import FILE, ReadyRows
from accordgraph.graph.store.store import Store
from accordgraph.queries.answers.facts import OF_BASES, participations_in, read, read_whole
from accordgraph.queries.answers.show import show
from accordgraph.queries.kept import Kept
from accordgraph.queries.many import crowds
from accordgraph.queries.plans import ask
from accordgraph.queries.runner import run
from accordgraph.queries.session import Session

DAYS = ("2024-01-15", "2024-02-01", "2030-01-01")
TODAY = datetime.date(2026, 1, 1)
ACTORS = ("nabu", "eppo", "eurojust", "ua", "ro", "cz")
BASES = ("jit", "memo", "uncac", "nameless")


class Silent(Closing):
    """An engine that must not be asked but for what all pages ask."""

    def __init__(self, engine: Engine) -> None:
        self.name, self.language, self.asked, self._engine = engine.name, engine.language, 0, engine

    def query(self, text: str, parameters: Mapping[str, Parameter]) -> Rows:
        self.asked += 1
        return self._engine.query(text, parameters)

    def close(self) -> None:
        """The other one stays open."""


@pytest.fixture(scope="module")
def file(tables: Tables, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("ready") / FILE
    making_rows.build(tables, path)
    return path


@pytest.fixture
def ready(file: Path) -> Iterator[ReadyRows]:
    with ReadyRows(file) as opened:
        yield opened


@pytest.fixture(params=["sparql", "cypher"])
def engine(request: pytest.FixtureRequest) -> Engine:
    opened: Engine = request.getfixturevalue(request.param)
    return opened


def asked_of(actor: str) -> list[tuple[str, dict[str, Any]]]:
    plain: list[tuple[str, dict[str, Any]]] = [
        ("partners", {"actor": actor}),
        ("acts_of_actor", {"actor": actor}),
        ("evidence", {"id": actor}),
        ("conflicts_of", {"id": actor}),
        ("actors", {"actors": [actor]}),
    ]
    return [*plain, *(("partners_on", {"actor": actor, "day": day}) for day in DAYS)]


def test_answers_about_each_actor_are_those_of_the_engine(
    engine: Engine, names: Names, ready: ReadyRows, tables: Tables
) -> None:
    plainly, readily = Session(engine, names), Session(engine, names, kept=Kept(0, ready))
    own = [one for one in tables["actors"]["id"] if not one.startswith(("r-", "s-"))]
    some = [*own, "r-01", "r-07", "s-03"]
    assert len(some) > 10
    found = compare(plainly, readily, some)
    assert found["partners"] and found["partners_on"] and found["acts_of_actor"] and found["actors"]
    assert found["conflicts_of"]


def compare(plainly: Session, readily: Session, actors: Sequence[str]) -> dict[str, int]:
    """How many rows each question has about the actors, when both give the same."""
    found: dict[str, int] = {}
    for actor in actors:
        for name, arguments in asked_of(actor):
            answer, expected = run(readily, name, arguments), run(plainly, name, arguments)
            assert (answer.rows, answer.notes) == (expected.rows, expected.notes), (name, arguments)
            found[name] = found.get(name, 0) + len(answer.rows)
    return found


def test_answers_from_the_bundled_graph_are_those_of_the_engine(bundled_store: Path) -> None:
    snapshot = Store(bundled_store).snapshot()
    ready = snapshot.ready_rows()
    assert ready is not None
    with snapshot.engine() as engine, snapshot.names() as names, ready:
        found = compare(Session(engine, names), Session(engine, names, kept=Kept(0, ready)), ACTORS)
    assert len(found) == 6 and all(found.values())


def test_a_snapshot_without_the_file_asks_the_engine(bundled_store: Path, tmp_path: Path) -> None:
    store = tmp_path / "store"
    shutil.copytree(bundled_store, store)
    snapshot = Store(store).snapshot()
    without = {name: value for name, value in snapshot.manifest.items() if name not in ("files", "sha256")}
    (snapshot.path / FILE).unlink()
    manifest.write(snapshot.path, without)
    assert Store(store).snapshot().ready_rows() is None


def test_bases_without_links_are_those_of_the_engine_which_is_not_asked_for_them(
    engine: Engine, names: Names, ready: ReadyRows
) -> None:
    silent = Silent(engine)
    plainly, readily = Session(engine, names), Session(silent, names, kept=Kept(0, ready))
    found = {actor: crowds(plainly, [actor]) for actor in ACTORS}
    assert {actor: crowds(readily, [actor]) for actor in ACTORS} == found
    assert crowds(readily, ACTORS) == crowds(plainly, ACTORS)
    without = [actor for actor, crowded in found.items() if not crowded]
    assert 0 < len(without) < len(ACTORS)
    silent.asked = 0
    assert crowds(readily, without) == [] and silent.asked == 0


def test_what_stands_behind_bases_is_that_of_the_engine(engine: Engine, ready: ReadyRows) -> None:
    kept = Kept(0, ready)
    for question, owner in OF_BASES.items():
        given = kept.rows(engine, question, "bases", BASES, owner)
        expected = ask(engine, question, {"bases": list(BASES)})
        assert len(given) > 1 and sorted(map(repr, given)) == sorted(map(repr, expected))


def test_facts_are_the_same_ready_or_not(engine: Engine, names: Names, ready: ReadyRows) -> None:
    readily = read_whole(Session(engine, names, kept=Kept(1 << 20, ready)), ("ua", "pl"), BASES)
    plainly = read(Session(engine, names), ("ua", "pl"), BASES)
    assert readily.participations == plainly.participations and readily.acts == plainly.acts
    assert {thing: sorted(map(repr, rows)) for thing, rows in readily.statements.items()} == {
        thing: sorted(map(repr, rows)) for thing, rows in plainly.statements.items()
    }


def test_the_engine_is_not_asked_for_what_is_ready_and_is_for_several_actors(
    engine: Engine, names: Names, ready: ReadyRows
) -> None:
    silent = Silent(engine)
    session = Session(silent, names, kept=Kept(0, ready))
    run(session, "acts_of_actor", {"actor": "ua"})
    run(session, "evidence", {"id": "ua"})
    assert silent.asked == 0
    run(session, "actors", {"actors": ["ua", "pl"]})
    run(session, "evidence", {"id": "jit"})
    assert silent.asked == 2


def test_who_takes_part_in_bases_is_the_same_ready_or_not(engine: Engine, names: Names, ready: ReadyRows) -> None:
    silent = Silent(engine)
    readily = participations_in(Session(silent, names, kept=Kept(0, ready)), ACTORS, BASES)
    plainly = participations_in(Session(engine, names), ACTORS, BASES)
    assert readily == plainly and silent.asked == 0
    assert len(plainly) > 4


def test_what_is_in_dispute_of_other_things_than_actors_is_asked_of_the_engine(
    engine: Engine, names: Names, ready: ReadyRows, tables: Tables
) -> None:
    plainly, readily = Session(engine, names), Session(engine, names, kept=Kept(0, ready))
    about = [one for one in tables["conflicts"]["about"].unique().sort() if names.class_of(one) != "Actor"]
    found = {one: run(plainly, "conflicts_of", {"id": one}).rows for one in about}
    assert len(found) > 2 and all(found.values())
    assert {one: run(readily, "conflicts_of", {"id": one}).rows for one in about} == found


def test_rows_are_the_callers_own(ready: ReadyRows) -> None:
    first = ready.rows("actors", "ua")
    first[0]["name"] = "changed"
    assert ready.rows("actors", "ua")[0]["name"] != "changed"
    assert ready.rows("actors", "nobody") == []


def test_columns_are_given_in_the_order_in_which_they_are_asked_for(ready: ReadyRows) -> None:
    names = ["partner", "basis", "actor"]
    chosen = ready.rows("cooperations", "ua", names)
    assert chosen == [{name: row[name] for name in names} for row in ready.rows("cooperations", "ua")]
    assert chosen and list(chosen[0]) == names


def test_an_actor_is_said_the_same_from_links_that_are_known_already(
    engine: Engine, names: Names, ready: ReadyRows
) -> None:
    session = Session(engine, names, kept=Kept(0, ready))
    links = run(session, "partners", {"actor": "ua"}).rows
    assert links and show(session, "ua", "Actor", TODAY, links) == show(session, "ua", "Actor", TODAY)


def test_a_damaged_entry_is_named(file: Path, tmp_path: Path) -> None:
    copy = tmp_path / FILE
    copy.write_bytes(file.read_bytes())
    with closing(sqlite3.connect(copy)) as database, database:
        database.execute("UPDATE rows SET packed = x'00'")
    with ReadyRows(copy) as damaged, pytest.raises(StoreError, match="ua cannot be read"):
        damaged.rows("actors", "ua")
