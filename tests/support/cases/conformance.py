"""What holds for every engine: the same graph comes out as went in, and nothing can be written.

A folder of tests has a fixture `engine` that opens its engines in turn, and takes these tests with
`from cases.conformance import *`.
"""

from __future__ import annotations

from typing import Any

import polars as pl
import pytest

from accordgraph.graph.engines.protocol import Engine, Value
from accordgraph.graph.errors import EngineError, StoreError
from accordgraph.graph.projection.property_graph import edges
from accordgraph.graph.schemas import Tables
from accordgraph.ontology.namespaces import NAMESPACE
from accordgraph.ontology.registry import NodeClass, registry

PREFIX = f"PREFIX ag: <{NAMESPACE}> "
CLASSES = list(registry().classes.values())
REFERENCES = [(node, column) for node in CLASSES for column in node.references]


def ask(engine: Engine, sparql: str, cypher: str) -> list[tuple[Value, ...]]:
    """The rows of the query in the engine's language, sorted, whatever they hold."""
    text = PREFIX + sparql if engine.language == "sparql" else cypher
    return sorted(engine.query(text, {}).rows, key=repr)


def camel(name: str) -> str:
    first, *rest = name.split("_")
    return first + "".join(word.title() for word in rest)


def pattern(node: NodeClass, name: str, variable: str) -> str:
    """The value of a column in RDF, of its language where it has one."""
    names = {other.name for other in node.columns}
    if name.endswith("_uk") and name.removesuffix("_uk") in names:
        return f'?x ag:{camel(name.removesuffix("_uk"))} {variable} FILTER(LANG({variable}) = "uk")'
    condition = f' FILTER(LANG({variable}) = "en")' if f"{name}_uk" in names else ""
    return f"?x ag:{camel(name)} {variable}{condition}"


@pytest.mark.parametrize("node", CLASSES, ids=lambda node: node.name)
def test_nodes_of_a_class_are_the_rows_of_its_table(engine: Engine, tables: Tables, node: NodeClass) -> None:
    rows = ask(
        engine,
        f"SELECT ?i ?x {{ ?x a ag:{node.name} ; ag:id ?i }}",
        f"MATCH (n:`{node.name}`) RETURN n.id, n.id AS again",
    )
    assert rows == sorted((id, id) for id in tables[node.table]["id"])


def by_column(names: list[str], rows: list[tuple[Any, ...]]) -> dict[str, list[tuple[str, Any]]]:
    """The values of each column, with the ids of their rows."""
    return {name: [(row[0], row[place]) for row in rows] for place, name in enumerate(names, 1)}


@pytest.mark.parametrize("node", CLASSES, ids=lambda node: node.name)
def test_values_come_back_equal_and_typed(engine: Engine, tables: Tables, node: NodeClass) -> None:
    """Of all columns of a class at once; what RDF has one by one is no value of a column there."""
    names = [column.name for column in node.literals]
    variables = [f"?v{place}" for place in range(len(names))]
    optional = [f"OPTIONAL {{ {pattern(node, *pair)} }}" for pair in zip(names, variables, strict=True)]
    rows = ask(
        engine,
        f"SELECT ?i {' '.join(variables)} {{ ?x a ag:{node.name} ; ag:id ?i {' '.join(optional)} }}",
        f"MATCH (n:`{node.name}`) RETURN n.id{''.join(f', n.`{name}`' for name in names)}",
    )
    apart = [column.name for column in node.literals if column.is_joined and engine.language == "sparql"]
    expected = tables[node.table].select(
        "id", *(pl.lit(None) if column.name in apart else pl.col(column.columns[0]) for column in node.literals)
    )
    values = by_column(names, rows)
    assert values == by_column(names, sorted(expected.rows(), key=repr))
    filled = {name for name, pairs in values.items() if any(value is not None for _, value in pairs)}
    empty = {name for name, pairs in values.items() if any(value is None for _, value in pairs)}
    assert (filled, empty) == (set(names) - set(apart), set(names))


@pytest.mark.parametrize(("node", "column"), REFERENCES, ids=lambda part: part.name)
def test_references_lead_to_their_nodes(engine: Engine, tables: Tables, node: NodeClass, column: Any) -> None:
    rows = ask(
        engine,
        f"SELECT ?i ?o {{ ?x a ag:{node.name} ; ag:id ?i ; ag:{camel(column.name)} ?o . ?o a ag:{column.type} }}",
        f"MATCH (n:`{node.name}`)-[:{registry().edge_type(column)}]->(o:`{column.type}`) RETURN n.id, o.id",
    )
    pairs = [tables[node.table].select("id", pl.col(name).alias("to")).drop_nulls().rows() for name in column.columns]
    assert rows == sorted({pair for side in pairs for pair in side})
    assert rows


def test_cooperates_with_has_no_direction(engine: Engine, tables: Tables) -> None:
    held = tables["cooperations"].filter(pl.col("held") & pl.col("stranger").is_null())
    rows = ask(
        engine,
        "SELECT DISTINCT ?a ?b { ?a ag:cooperatesWith ?b }",
        "MATCH (a:Actor)-[r:COOPERATES_WITH]-(b:Actor) WHERE r.held AND r.stranger IS NULL RETURN DISTINCT a.id, b.id",
    )
    pairs = held.select("actor_a", "actor_b").rows()
    assert rows == sorted({*pairs, *((b, a) for a, b in pairs)})
    assert 0 < held.height < tables["cooperations"].height


def test_relations_without_properties_stand_once(engine: Engine, tables: Tables) -> None:
    rows = ask(engine, "SELECT ?a ?b { ?a ag:partOf ?b }", "MATCH (a:Actor)-[:PART_OF]->(b:Actor) RETURN a.id, b.id")
    assert rows == sorted(tables["parts"].rows())


@pytest.mark.parametrize("node", CLASSES, ids=lambda node: node.name)
def test_any_class_is_evidenced(engine: Engine, tables: Tables, node: NodeClass) -> None:
    rows = ask(
        engine,
        f"SELECT ?i ?s {{ ?x a ag:{node.name} ; ag:id ?i ; ag:evidencedBy ?s . ?s a ag:Statement }}",
        f"MATCH (n:`{node.name}`)-[:EVIDENCED_BY]->(s:Statement) RETURN n.id, s.id",
    )
    evidence = tables["evidence"].filter(pl.col("class") == node.name).unique()
    assert rows == sorted(evidence.select("thing", "statement").rows())
    assert len(rows) == 3


def edges_have_the_properties_of_their_rows(engine: Engine, tables: Tables) -> None:
    """In Cypher, where edges have properties."""
    [edge] = [edge for edge in edges(tables, registry()) if edge.name == "COOPERATES_WITH"]
    named = ", ".join(f"r.`{name}` AS `{name}`" for name in edge.frame.columns[2:])
    answer = engine.query(f"MATCH (a:Actor)-[r:COOPERATES_WITH]->(b:Actor) RETURN a.id AS f, b.id AS t, {named}", {})
    assert sorted(answer.rows, key=repr) == sorted(edge.frame.rows(), key=repr)
    assert len(answer.rows) == tables["cooperations"].height


def names_stand_in_their_own_language(engine: Engine, tables: Tables) -> None:
    """In SPARQL, where names have languages."""
    aliases = engine.query(PREFIX + "SELECT ?i ?n (LANG(?n) AS ?l) { ?x ag:alias ?n ; ag:id ?i }", {}).rows
    german = engine.query(PREFIX + 'SELECT ?n { ?x ag:name ?n FILTER(LANG(?n) = "de") }', {}).rows
    twice = engine.query(PREFIX + 'ASK { ?x ag:name "Amt"@de, "Amt"@en }', {}).rows
    from_tables = (
        tables["names"].filter(pl.col("kind") == "alias").select("thing", "text", pl.col("lang").fill_null("")).rows()
    )
    expected = {(thing, text, "" if lang == "not a tag" else lang) for thing, text, lang in from_tables}
    assert set(aliases) == expected
    assert (german, twice) == ([("Amt",)], [(False,)])


def test_a_failing_query_is_an_engine_error_in_its_words(engine: Engine) -> None:
    with pytest.raises(EngineError, match=r"refused the query: .*\w"):
        engine.query("SELECT * { ?s ?p . }" if engine.language == "sparql" else "RETURN nothing AS n", {})


WRITES = (
    'INSERT DATA { <urn:a> ag:id "x" }',
    "DELETE WHERE { ?a ?b ?c }",
    "CLEAR ALL",
    "CREATE (:Actor {id: 'x'})",
    "MATCH (n:Actor) SET n.name = 'x'",
    "MATCH (n:Actor) DETACH DELETE n",
    "MATCH (n:Actor) RETURN n.id; DROP TABLE Actor",
)


def fails(engine: Engine, text: str) -> bool:
    """Whether the engine itself refuses a text: no guard stands before it."""
    try:
        engine.query(PREFIX + text if engine.language == "sparql" else text, {})
    except StoreError:
        return True
    return False


def test_writes_fail_and_change_nothing(engine: Engine) -> None:
    sparql, cypher = "SELECT ?s ?p ?o { ?s ?p ?o }", "MATCH (n:Actor) RETURN n.id, n.name"
    before = ask(engine, sparql, cypher)
    assert [text for text in WRITES if not fails(engine, text)] == []
    assert ask(engine, sparql, cypher) == before != []
