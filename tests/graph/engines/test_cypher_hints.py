"""Cypher as people know it from Neo4j: what is refused says what this engine has instead, and that works."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from accordgraph.graph import engines
from accordgraph.graph.engines.guards import check_cypher
from accordgraph.graph.engines.guards.cypher_hints import CLAUSES, FUNCTIONS
from accordgraph.graph.engines.guards.cypher_words import FUNCTIONS as KNOWN
from accordgraph.graph.engines.protocol import Engine
from accordgraph.graph.errors import QueryError

PAIRS = [
    ("RETURN toInteger('5') AS x", "to_int64(x)", "RETURN to_int64('5') AS x", 5),
    ("RETURN toFloat('1.5') AS x", "to_double(x)", "RETURN to_double('1.5') AS x", 1.5),
    ("RETURN toString(5) AS x", "to_string(x)", "RETURN to_string(5) AS x", "5"),
    ("RETURN toBoolean('true') AS x", "to_bool(x)", "RETURN to_bool('true') AS x", True),
    ("RETURN head([7, 8]) AS x", "list[1]", "RETURN [7, 8][1] AS x", 7),
    ("RETURN last([7, 8]) AS x", "list[-1]", "RETURN [7, 8][-1] AS x", 8),
    ("RETURN tail([7, 8]) AS x", "list[2:]", "RETURN [7, 8][2:] AS x", "[8]"),
    ("RETURN isEmpty([]) AS x", "size(x) = 0", "RETURN size([1]) = 0 AS x", False),
    ("RETURN split('a,b', ',') AS x", "string_split", "RETURN string_split('a,b', ',') AS x", '["a", "b"]'),
    (
        "RETURN reduce(s = 0, x IN [1, 2] | s + x) AS x",
        "list_reduce",
        "RETURN list_reduce([1, 2], (s, x) -> s + x) AS x",
        3,
    ),
    ("RETURN [x IN [1, 2] WHERE x > 1] AS x", "list_filter", "RETURN list_filter([1, 2], x -> x > 1) AS x", "[2]"),
    ("RETURN [x IN [1, 2] | x * 2] AS x", "list_transform", "RETURN list_transform([1, 2], x -> x * 2) AS x", "[2, 4]"),
    (
        "RETURN [x IN [1, 2] WHERE x > 1 | x * 2] AS x",
        "list_filter",
        "RETURN list_filter([1, 2], x -> x > 1) AS x",
        "[2]",
    ),
    ("RETURN exp(0) AS x", "pow(2.718281828459045, x)", "RETURN pow(2.718281828459045, 0) AS x", 1.0),
    ("RETURN log(10) AS x", "ln(x)", "RETURN log10(100) + ln(1) AS x", 2.0),
    (
        "MATCH (a:Actor:Basis) RETURN count(*)",
        "(a:Actor|Basis)",
        "MATCH (a:Actor|Basis) WITH count(*) AS n MATCH (b:Actor) WITH n, count(*) AS m RETURN n > m",
        True,
    ),
    (
        "MATCH ()-[r:PART_OF:AMENDS]->() RETURN r",
        "one label",
        "MATCH ()-[r:PART_OF|:AMENDS]->() RETURN count(r) >= 0",
        True,
    ),
    ("RETURN valueType(1) AS x", "typeof(x)", "RETURN typeof(1) AS x", "INT64"),
    (
        "MATCH (a:Actor) WHERE exists(a.id) RETURN count(*)",
        "IS NOT NULL",
        "MATCH (a:Actor) WHERE a.id IS NOT NULL RETURN count(*) > 0",
        True,
    ),
    (
        "MATCH (a:Actor) WHERE a:Actor RETURN 1",
        "label(a) = 'Actor'",
        "MATCH (a:Actor) WHERE label(a) = 'Actor' RETURN count(*) > 0",
        True,
    ),
    (
        "MATCH ()-[r]->() RETURN type(r)",
        "label(r)",
        "MATCH (:Participation)-[r:HAS_BASIS]->() RETURN DISTINCT label(r)",
        "HAS_BASIS",
    ),
    (
        "MATCH (a:Actor) RETURN size((a)--()) AS x",
        "COUNT { MATCH (a)--() }",
        "MATCH (a:Actor) RETURN sum(COUNT { MATCH (a)--() }) > 0",
        True,
    ),
    (
        "MATCH (a:Actor) FILTER a.id = 'x' RETURN a",
        "WITH * WHERE",
        "MATCH (a:Actor) WITH * WHERE a.id <> 'x' RETURN count(*) > 0",
        True,
    ),
]
"""What people write, what the remedy names, and the same as it is written here, with its value; lists are JSON."""


@pytest.fixture(scope="module")
def ladybug(folders: dict[str, Path]) -> Iterator[Engine]:
    with engines.open_read_only("ladybug", folders["ladybug"]) as opened:
        yield opened


@pytest.mark.parametrize(("known", "remedy", "query", "value"), PAIRS, ids=[pair[0] for pair in PAIRS])
def test_what_is_refused_names_what_there_is_and_that_works(
    ladybug: Engine, known: str, remedy: str, query: str, value: object
) -> None:
    with pytest.raises(QueryError) as caught:
        check_cypher(known, {})
    assert remedy in str(caught.value.remedy)
    assert ladybug.query(check_cypher(query, {}), {}).rows == [(value,)]


@pytest.mark.parametrize(
    ("text", "remedy"),
    [
        ("MATCH p = shortestPath((a)-[*..5]-(b)) RETURN p", "[* SHORTEST 1..6]"),
        ("MATCH p = allShortestPaths((a)-[*..5]-(b)) RETURN p", "[* ALL SHORTEST 1..6]"),
        ("MATCH (a)-[r]-(b) RETURN startNode(r)", "start_node(r)"),
        ("MATCH (a) RETURN elementId(a)", "a.id"),
        ("MATCH (a) RETURN a {.id, .name}", "{id: a.id, name: a.name}"),
        ("MATCH (a)-[:PART_OF]->{1,3}(b) RETURN b", "-[:R* TRAIL 1..3]->"),
        ("CALL db.labels()", "show_tables()"),
        ("CALL { MATCH (a) RETURN a } RETURN count(*)", "COUNT { MATCH ... }"),
        ("SHOW INDEXES", "table_info('Actor')"),
        ("MATCH (a:Actor) USING INDEX a:Actor(id) RETURN a", "the engine chooses its indexes"),
        ("LET x = 1 RETURN x", "WITH *, 1 AS x"),
    ],
)
def test_other_words_of_neo4j_have_their_remedy(text: str, remedy: str) -> None:
    with pytest.raises(QueryError) as caught:
        check_cypher(text, {})
    assert remedy in str(caught.value.remedy)


def test_no_hint_is_for_what_there_is() -> None:
    assert len(FUNCTIONS) > 20
    assert not KNOWN & FUNCTIONS.keys()
    assert len(CLAUSES) == 5


# ---------------------------------------------------------------- walks
@pytest.mark.parametrize("star", ["*", "*2..", "* ACYCLIC", ":PART_OF*", "r:PART_OF* TRAIL 1..", "*1.."])
def test_a_walk_without_a_bound_is_refused_with_what_to_write(star: str) -> None:
    with pytest.raises(QueryError) as caught:
        check_cypher(f"MATCH (a)-[{star}]-(b) RETURN count(*)", {})
    assert "* TRAIL 1..4" in str(caught.value.remedy) and "SHORTEST" in str(caught.value.remedy)
    assert caught.value.column == len(f"MATCH (a)-[{star.partition('*')[0]}") + 1


@pytest.mark.parametrize(
    "star",
    ["*2", "*1..2", "*..2", ":PART_OF* ACYCLIC 1..2", "* SHORTEST", "* SHORTEST 1..4", ":PART_OF* ALL SHORTEST 1..3"],
)
def test_a_walk_with_a_bound_or_to_the_nearest_is_followed(ladybug: Engine, star: str) -> None:
    query = f"MATCH (a:Actor)-[{star}]-(b:Actor) RETURN count(*) >= 0 AS x"
    assert ladybug.query(check_cypher(query, {}), {}).rows == [(True,)]


@pytest.mark.parametrize(
    "text", ["RETURN [1 IN [1, 2], 3 IN [4]] AS x", "WITH 1 AS x RETURN [x IN [1], x IN [2]] AS y"]
)
def test_a_list_of_conditions_is_no_filter(ladybug: Engine, text: str) -> None:
    assert ladybug.query(check_cypher(text, {}), {}).rows == [("[true, false]",)]


# ---------------------------------------------------------------- another answer than Neo4j's, without an error
@pytest.mark.parametrize(
    ("query", "value"),
    [
        ("RETURN [7, 8, 9][1..2] AS x", "[7, 8]"),
        ("RETURN 'abc'[1] AS x", "a"),
        ("RETURN '1' = 1 AS x", True),
        ("RETURN list_reverse([1, 2]) AS x", "[2, 1]"),
        ("MATCH (a:Actor {id: 'nobody'}) RETURN sum(1) AS x", None),
        ("MATCH (a:Actor {id: 'nobody'}) RETURN coalesce(sum(1), 0) AS x", 0),
    ],
)
def test_the_page_says_what_is_other_than_in_neo4j(ladybug: Engine, query: str, value: object) -> None:
    assert ladybug.query(check_cypher(query, {}), {}).rows == [(value,)]
    page = (Path(__file__).parents[3] / "docs" / "cypher-from-neo4j.md").read_text(encoding="utf-8")
    assert query.partition("RETURN ")[2].removesuffix(" AS x") in page


def test_a_relation_may_be_walked_twice_unless_the_query_says_no(ladybug: Engine) -> None:
    """From a participation to its actor and back to it: by one relation there and back, which Neo4j never does."""
    there = "MATCH (p:Participation)-[r1:HAS_ACTOR]->(a:Actor)<-[r2:HAS_ACTOR]-(q:Participation) WHERE p.id = q.id "
    [(twice,)] = ladybug.query(check_cypher(f"{there} RETURN count(*)", {}), {}).rows
    [(never,)] = ladybug.query(check_cypher(f"{there} AND id(r1) <> id(r2) RETURN count(*)", {}), {}).rows
    walk = "MATCH (p:Participation)-[:HAS_ACTOR*{} 2..2]-(q:Participation) WHERE p.id = q.id RETURN count(*)"
    [(walked,)] = ladybug.query(check_cypher(walk.format(""), {}), {}).rows
    [(trail,)] = ladybug.query(check_cypher(walk.format(" TRAIL"), {}), {}).rows
    assert twice == walked != 0
    assert never == trail == 0
