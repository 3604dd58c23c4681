"""Ways from one actor to another, against networkx and by hand."""

from __future__ import annotations

from typing import Any

import networkx as nx
import pytest

from accordgraph.graph.engines.protocol import Engine
from accordgraph.graph.errors import NotFoundError
from accordgraph.graph.names.index import Names
from accordgraph.graph.schemas import Tables
from accordgraph.queries.network.path import search
from accordgraph.queries.plans import ask
from accordgraph.queries.runner import Answer, run
from accordgraph.queries.session import Session


@pytest.fixture(params=["sparql", "cypher"])
def engine(request: pytest.FixtureRequest) -> Engine:
    opened: Engine = request.getfixturevalue(request.param)
    return opened


def path(engine: Engine, names: Names, actor: str, partner: str, lang: str = "en") -> Answer:
    return run(Session(engine, names, lang), "path", {"actor": actor, "partner": partner})


def held(tables: Tables) -> nx.Graph[str]:
    graph: nx.Graph[str] = nx.Graph()
    links = tables["cooperations"].filter("held")
    graph.add_edges_from(links.select("actor_a", "actor_b").iter_rows())
    return graph


def test_a_way_names_every_held_link_of_each_step(engine: Engine, names: Names) -> None:
    answer = path(engine, names, "Anti-Corruption Bureau of Ukraine", "Україна", lang="uk")
    steps = [
        tuple(row[column] for column in ("step", "actor", "partner", "cooperation", "since")) for row in answer.rows
    ]
    assert steps == [
        (1, "nabu", "nabu-lab", "lab~nabu~1~nabu-lab~1", None),
        (2, "nabu-lab", "pl", "lab~nabu-lab~1~pl~1", None),
        (3, "pl", "ua", "jit~pl~1~ua~1", "2022-03-25"),
        (3, "pl", "ua", "uncac~pl~1~ua~1", "2010-01-01"),
    ]
    assert answer.rows[2]["actor_name"] == "Польща"
    assert answer.columns == tuple(answer.rows[0])
    assert answer.notes == []


def test_a_step_may_have_several_links(engine: Engine, names: Names) -> None:
    rows = path(engine, names, "sbi", "nabu").rows
    assert [(row["step"], row["basis"]) for row in rows] == [(1, "nameless"), (1, "raid")]


def test_no_way_is_said_so(engine: Engine, names: Names) -> None:
    answer = path(engine, names, "ua", "lonely")
    assert answer.rows == []
    assert answer.notes == [
        f"No path through links that we consider true leads from Ukraine to {names.name('lonely')}."
    ]


def test_where_no_other_way_leads_it_goes_through_a_treaty_of_many_and_says_so(engine: Engine, names: Names) -> None:
    """The Czech Republic has links, none of them held; like Ukraine it is a party to the Convention."""
    answer = path(engine, names, "ua", "cz")
    assert [(row["step"], row["actor"], row["partner"], row["basis"]) for row in answer.rows] == [
        (1, "ua", "cz", "uncac")
    ]
    [note] = answer.notes
    assert note.startswith(
        "Step 1 leads through Convention against Corruption, which is open to other states or has more"
    )


def test_an_actor_and_itself(engine: Engine, names: Names) -> None:
    answer = path(engine, names, "ua", "ua")
    assert (answer.rows, answer.notes) == ([], ["Ukraine is both ends of the path."])


def test_unknown_ends_are_not_found(engine: Engine, names: Names) -> None:
    with pytest.raises(NotFoundError):
        path(engine, names, "ua", "atlantis")


def test_ways_are_the_first_by_ids_among_the_shortest(engine: Engine, tables: Tables) -> None:
    graph = held(tables)
    ends: list[tuple[str, str]] = [(f"r-{n:02}", goal) for n in (0, 7, 29) for goal in ("r-01", "s-19", "r-28")]
    ways: dict[tuple[str, str], Any] = {pair: min(nx.all_shortest_paths(graph, *pair)) for pair in ends}
    assert {len(way) for way in ways.values()} == {2, 3}
    assert {pair: search(engine, *pair) for pair in ends} == ways


def test_as_many_may_be_asked_of_as_there_are(engine: Engine) -> None:
    """All that a level of a large graph has would make a text that no guard reads, in SPARQL."""
    actors = [*(f"nobody-of-this-graph-{number}" for number in range(3_000)), "nabu", "ua", "nabu"]
    rows = ask(engine, "neighbours", {"actors": actors})
    few = ask(engine, "neighbours", {"actors": "nabu,ua"})
    assert {row["actor"] for row in few} == {"nabu", "ua"}
    assert sorted(rows, key=str) == sorted(few, key=str)
