"""Degrees, brokers and communities: by hand, against networkx, on both engines, on a day."""

from __future__ import annotations

import datetime
import os
import subprocess
import sys
from itertools import combinations
from typing import Any

import networkx as nx
import polars as pl
import pytest

from accordgraph.graph.engines.protocol import Engine
from accordgraph.graph.errors import InputError
from accordgraph.graph.names.index import Names
from accordgraph.graph.schemas import Tables
from accordgraph.queries.answers.wording.dates import day_words
from accordgraph.queries.network import betweenness, brokers, communities, degrees, many
from accordgraph.queries.network.links import Link, Network, read
from accordgraph.queries.runner import run
from accordgraph.queries.session import Session

DAY = "2024-02-01"
DATE = datetime.date.fromisoformat(DAY)


@pytest.fixture(params=["sparql", "cypher"])
def engine(request: pytest.FixtureRequest) -> Engine:
    opened: Engine = request.getfixturevalue(request.param)
    return opened


def network(*pairs: str) -> Network:
    """Links told as "a-b", or "a-b:basis"."""
    links = [(sorted(ends.split("-")), basis or "deal") for ends, _, basis in (pair.partition(":") for pair in pairs)]
    return Network([Link(a, b, basis) for (a, b), basis in links])


def clique(*actors: str) -> list[str]:
    return [f"{a}-{b}" for a, b in combinations(actors, 2)]


def held(tables: Tables, engine: Engine) -> nx.Graph[str]:
    """All links that are held, and each two parties of the bases that make none."""
    graph: nx.Graph[str] = nx.Graph()
    graph.add_edges_from(tables["cooperations"].filter("held").select("actor_a", "actor_b").iter_rows())
    of_many = many.held_pairs(engine, None)
    assert {basis for _, _, basis in of_many} >= {"uncac", "open-1"}
    graph.add_edges_from((actor, partner) for actor, partner, _ in of_many)
    return graph


# ---------------------------------------------------------------- by hand
def test_the_middle_of_a_star_lies_between_all_pairs() -> None:
    rows = brokers.rows(network("a-m", "b-m", "c-m", "d-m"))
    assert [(row["rank"], row["actor"], row["betweenness"], row["pairs"], row["partners"]) for row in rows] == [
        (2, "a", 0.0, 0.0, 1),
        (2, "b", 0.0, 0.0, 1),
        (2, "c", 0.0, 0.0, 1),
        (2, "d", 0.0, 0.0, 1),
        (1, "m", 1.0, 6.0, 4),
    ]


def test_ways_as_short_share_a_pair() -> None:
    """In a ring of four, each lies on one of the two ways between its neighbours."""
    rows = brokers.rows(network("a-b", "b-c", "c-d", "a-d"))
    assert [row["pairs"] for row in rows] == [0.5] * 4
    assert [row["betweenness"] for row in rows] == pytest.approx([1 / 6] * 4)


def test_a_second_link_between_two_makes_no_broker_but_counts_as_a_link() -> None:
    once, twice = network("a-m", "b-m", "b-c"), network("a-m", "b-m", "b-c", "a-m:other", "a-m:third", "a-m:third")
    assert brokers.rows(once) == brokers.rows(twice)
    assert [(row["actor"], row["partners"], row["links"], row["bases"]) for row in degrees.rows(twice)] == [
        ("a", 1, 4, 3),
        ("b", 2, 2, 1),
        ("c", 1, 1, 1),
        ("m", 2, 5, 3),
    ]
    assert [row["rank"] for row in degrees.rows(twice)] == [3, 1, 3, 1]


def test_two_groups_with_a_bridge_are_two_communities() -> None:
    analysed = network(*clique("a", "b", "c", "d"), *clique("v", "w", "x", "y", "z"), "d-v")
    groups, modularity = communities.divide(len(analysed.actors), analysed.pairs)
    assert [[analysed.actors[place] for place in group] for group in groups] == [list("vwxyz"), list("abcd")]
    assert modularity == pytest.approx(16 / 17 - (13 / 34) ** 2 - (21 / 34) ** 2)
    rows = {row["actor"]: row for row in communities.rows(analysed, groups)}
    assert [rows["d"][name] for name in ("community", "size", "partners_inside", "partners_outside")] == [2, 4, 3, 1]
    assert [rows["z"][name] for name in ("community", "size", "partners_inside", "partners_outside")] == [1, 5, 4, 0]


def test_of_two_communities_as_large_the_one_with_the_smallest_id_comes_first() -> None:
    analysed = network(*clique("b", "x", "y"), *clique("a", "p", "q"))
    groups, _ = communities.divide(len(analysed.actors), analysed.pairs)
    assert [[analysed.actors[place] for place in group] for group in groups] == [list("apq"), list("bxy")]


def test_a_network_without_links_has_no_rows() -> None:
    empty = network()
    assert (brokers.rows(empty), degrees.rows(empty), communities.divide(0, [])) == ([], [], ([], 0.0))


def test_two_actors_lie_between_nobody() -> None:
    assert [row["betweenness"] for row in brokers.rows(network("a-b"))] == [0.0, 0.0]


# ---------------------------------------------------------------- against networkx
@pytest.mark.parametrize(("nodes", "share", "seed"), [(30, 0.05, 1), (150, 0.02, 2), (200, 0.1, 3), (70, 0.9, 4)])
def test_betweenness_is_that_of_networkx(nodes: int, share: float, seed: int) -> None:
    """Also where the graph falls into parts, and where there are more nodes than are walked from at once."""
    graph: nx.Graph[int] = nx.gnp_random_graph(nodes, share, seed=seed)
    expected = nx.betweenness_centrality(graph, normalized=False)
    computed = betweenness.pairs_between(nodes, sorted(graph.edges))
    assert computed == pytest.approx([expected[node] for node in range(nodes)], rel=1e-8)
    assert sum(computed) > 50


def test_long_ways_are_followed_to_their_ends() -> None:
    assert betweenness.pairs_between(301, [(n, n + 1) for n in range(300)])[150] == 150 * 150


def test_both_engines_agree_with_networkx(engine: Engine, names: Names, tables: Tables) -> None:
    graph = held(tables, engine)
    assert len(graph) > 50
    answer = run(Session(engine, names), "brokers", {})
    scores = nx.betweenness_centrality(graph)
    assert {str(row["actor"]): row["betweenness"] for row in answer} == pytest.approx(scores, rel=1e-8, abs=1e-12)
    all_pairs = (len(graph) - 1) * (len(graph) - 2) / 2
    pairs = {actor: score * all_pairs for actor, score in scores.items()}
    assert {str(row["actor"]): row["pairs"] for row in answer} == pytest.approx(pairs, rel=1e-8, abs=1e-12)
    assert answer[0]["actor"] == max(scores, key=lambda actor: scores[actor])


def test_parties_of_an_open_treaty_are_no_partners_by_that(engine: Engine, names: Names, tables: Tables) -> None:
    """`degrees` counts as answers on an actor do: links between two, and none of a basis that makes no links."""
    general = many.bases(engine)
    written = tables["cooperations"].filter("held", ~pl.col("basis").is_in(sorted(general)))
    graph: nx.Graph[str] = nx.Graph(list(written.select("actor_a", "actor_b").iter_rows()))
    answer = run(Session(engine, names), "degrees", {})
    assert general >= {"uncac", "open-1"}
    assert {row["actor"]: row["partners"] for row in answer} == dict(graph.degree)
    assert answer.notes[-1].startswith(f"Not counted: {len(general)} bases")


def test_modularity_is_that_of_networkx(cypher: Engine, names: Names, tables: Tables) -> None:
    graph = held(tables, cypher)
    answer = run(Session(cypher, names), "communities", {})
    groups: dict[Any, set[str]] = {}
    for row in answer:
        groups.setdefault(row["community"], set()).add(str(row["actor"]))
    assert len(groups) >= 3
    modularity = nx.community.modularity(graph, list(groups.values()))
    assert f"{len(groups)} communities; modularity {modularity:.3f} " in answer.notes[3]
    assert [len(groups[number]) for number in sorted(groups)] == sorted(map(len, groups.values()), reverse=True)


# ---------------------------------------------------------------- on a day
def test_on_a_day_only_links_that_may_be_in_force_count(engine: Engine, names: Names) -> None:
    rows = [row for row in run(Session(engine, names), "in_force", {"day": DAY}) if row["held"]]
    possible = [row for row in rows if row["in_force"] == "possibly"]
    answer = run(Session(engine, names), "degrees", {"day": DAY})
    assert 0 < len(possible) < len(rows)
    assert sum(int(str(row["links"])) for row in answer) == 2 * len(rows)
    assert answer.notes[:1] == [
        f"On {day_words(DATE, 'en')}, {len(rows)} links that we consider true may have been in force, "
        f"{len(possible)} of them only possibly."
    ]
    assert answer.notes[1].startswith("Not counted: ")
    assert len(rows) < int(run(Session(engine, names), "degrees", {}).notes[0].split()[2])


def test_links_that_are_not_held_are_no_part_of_it(engine: Engine, names: Names, tables: Tables) -> None:
    """The Czech Republic, whose part in the team is refuted, is there by the convention alone."""
    czech = tables["cooperations"].filter((pl.col("actor_a") == "cz") | (pl.col("actor_b") == "cz"))
    assert {"jit"} <= set(czech.filter(~pl.col("held"))["basis"])
    counted = {link.basis for link in read(Session(engine, names), {}).links if "cz" in (link.actor, link.partner)}
    assert counted == {*czech.filter("held")["basis"], "uncac"}


def test_a_day_that_is_none_is_refused(cypher: Engine, names: Names) -> None:
    with pytest.raises(InputError, match="cannot take '2024' as day"):
        run(Session(cypher, names), "brokers", {"day": "2024"})


# ---------------------------------------------------------------- the same on every run
def test_many_actors_are_estimated_and_a_note_says_so(
    cypher: Engine, names: Names, monkeypatch: pytest.MonkeyPatch
) -> None:
    exact = {row["actor"]: row["pairs"] for row in run(Session(cypher, names), "brokers", {})}
    monkeypatch.setattr(betweenness, "MOST_STARTS", 40)
    answer = run(Session(cypher, names), "brokers", {})
    assert answer.notes[3] == (
        f"Estimated from the paths that begin at 40 of {len(exact)} actors: a random sample, the same each time."
    )
    estimated = {row["actor"]: row["pairs"] for row in answer}
    assert estimated != exact
    assert sum(map(float, map(str, estimated.values()))) == pytest.approx(
        sum(map(float, map(str, exact.values()))), rel=0.2
    )
    assert run(Session(cypher, names), "brokers", {}) == answer


def test_an_estimate_is_right_where_every_start_tells_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each leaf of a star has to pass its middle to reach the others."""
    monkeypatch.setattr(betweenness, "MOST_STARTS", 5)
    pairs = [(n, 50) for n in range(50)]
    assert betweenness.pairs_between(51, pairs) == [*[0.0] * 50, 50 * 49 / 2]


def test_rows_do_not_depend_on_the_hash_seed() -> None:
    program = (
        "import networkx as nx\n"
        "from accordgraph.queries.network import communities, brokers\n"
        "from accordgraph.queries.network.links import Link, Network\n"
        "graph = nx.gnp_random_graph(120, 0.06, seed=5)\n"
        "found = Network([Link(*sorted((f'n{a}', f'n{b}')), 'deal') for a, b in graph.edges])\n"
        "groups, modularity = communities.divide(len(found.actors), found.pairs)\n"
        "print(len(groups), modularity, communities.rows(found, groups), brokers.rows(found))\n"
    )
    done = [
        subprocess.run(
            [sys.executable, "-c", program],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2", "3")
    ]
    assert len(done[0]) > 5_000
    assert done[1:] == done[:1] * 2
