"""Every question gives the same rows on every server as on the embedded engine, of two graphs."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import NamedTuple

import generator
import pytest
from asked import Given, Ids, ids_of, parameters
from bringing import bring
from everywhere import Everywhere

from accordgraph.graph.engines.protocol import Engine
from accordgraph.graph.index import Names
from accordgraph.graph.log import Batch
from accordgraph.graph.push import contents
from accordgraph.graph.store import Store
from accordgraph.queries import catalogue
from accordgraph.queries.opening import connect
from accordgraph.queries.runner import Row, run

GENERATED = generator.Size(actors=2_000, agreements=5_000, participations=20_000)
AT_MOST = {"bundled": 12, "generated": 3}
"""Of the parameters of a question, so many are asked: each of five targets answers all of them."""


class Asked(NamedTuple):
    """A graph, what is in it, two that cooperate, the embedded engine, and the servers that it was brought to."""

    graph: str
    ids: Ids
    link: tuple[str, str]
    names: Names
    embedded: Engine
    servers: dict[str, Engine]


@pytest.fixture(scope="module")
def generated_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("generated") / "accord-store"
    Store(path).load([Batch("made-up", datetime.date(2026, 1, 31), generator.statements(GENERATED))])
    return path


@pytest.fixture(scope="module", params=["bundled", "generated"])
def asked(request: pytest.FixtureRequest, everywhere: Everywhere) -> Iterator[Asked]:
    """Each of the graphs in turn, at every target."""
    snapshot = Store(request.getfixturevalue(f"{request.param}_store")).snapshot()
    tables = contents.tables(snapshot)
    everywhere.wipe()
    for target in everywhere.targets.values():
        bring(target, tables)
    link = tables["cooperations"].row(0, named=True)
    with ExitStack() as stack:
        servers: dict[str, Engine] = {}
        for kind, target in everywhere.targets.items():
            engine: Engine = connect(target)
            servers[kind] = stack.enter_context(engine)
        names, embedded = stack.enter_context(snapshot.names()), stack.enter_context(snapshot.engine())
        yield Asked(request.param, ids_of(snapshot), (link["actor_a"], link["actor_b"]), names, embedded, servers)


@pytest.mark.parametrize("question", catalogue.names())
def test_every_server_gives_the_rows_of_the_embedded_engine(asked: Asked, question: str) -> None:
    assert len(asked.servers) == 5
    rows: list[Row] = []
    for given in [*of_link(question, asked.link), *some(parameters(question, asked.ids), AT_MOST[asked.graph])]:
        expected = run(asked.embedded, asked.names, question, given, "uk")
        for kind, engine in asked.servers.items():
            answer = run(engine, asked.names, question, given, "uk")
            assert answer.rows == expected.rows, (kind, given)
            assert (answer.columns, answer.notes) == (expected.columns, expected.notes)
        rows += expected.rows
    assert rows or question in NOTHING[asked.graph]


NOTHING: dict[str, set[str]] = {"bundled": set(), "generated": set()}
"""Questions to which a graph has no answer."""


def of_link(question: str, link: tuple[str, str]) -> list[Given]:
    """What to ask of two that cooperate, where a question is about two."""
    day = {"day": "2024-04-10"} if question == "bases_between" else {}
    is_of_two = question in ("between", "shared_bases", "bases_between", "path")
    return [{"actor": link[0], "partner": link[1], **day}] if is_of_two else []


def some(all_given: list[Given], count: int) -> list[Given]:
    """As many as that, spread over all."""
    return all_given[:: max(1, -(-len(all_given) // count))]
