"""What is peculiar to one engine: parameters, odd answers, guards, and what a question imports."""

from __future__ import annotations

import datetime
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from accordgraph.graph import engines
from accordgraph.graph.engines.guards import check_cypher, check_sparql
from accordgraph.graph.engines.protocol import Engine, Value
from accordgraph.graph.errors import EngineError, QueryError
from accordgraph.ontology.namespaces import NAMESPACE


@pytest.fixture
def ladybug(folders: dict[str, Path]) -> Iterator[Engine]:
    with engines.open_read_only("ladybug", folders["ladybug"]) as engine:
        yield engine


@pytest.fixture
def sparql(folders: dict[str, Path]) -> Iterator[Engine]:
    with engines.open_read_only("oxigraph", folders["oxigraph"]) as engine:
        yield engine


@pytest.mark.parametrize("ids", [["actor-1~1", "actor-2~2"], ("actor-1~1", "actor-2~2"), [], ["'x'"]])
def test_ladybug_takes_lists(ladybug: Engine, ids: list[str]) -> None:
    rows = ladybug.query("MATCH (a:Actor) WHERE a.id IN $ids RETURN a.id ORDER BY a.id", {"ids": ids}).rows
    assert rows == [(id,) for id in ids if id.startswith("actor")]


def test_ladybug_takes_days(ladybug: Engine) -> None:
    text = "MATCH (p:Participation) WHERE p.start_earliest = $day RETURN DISTINCT p.start_earliest"
    assert ladybug.query(text, {"day": datetime.date(1, 1, 1)}).rows == [(datetime.date(1, 1, 1),)]
    assert ladybug.query(text, {"day": datetime.date(2, 1, 1)}).rows == []


def test_ladybug_gives_plain_values_only(ladybug: Engine) -> None:
    answer = ladybug.query(
        "MATCH (a:Assessment {id: 'assessment-0~0'})"
        " RETURN a, collect(a.id) AS ids, 1.5 AS f, CAST(2.5 AS DECIMAL(4,1)), CAST('2022-01-01' AS TIMESTAMP)",
        {},
    )
    [(node, *rest)] = answer.rows
    assert answer.columns[:3] == ("a", "ids", "f")
    assert isinstance(node, str) and '"id": "assessment-0~0"' in node
    assert rest == ['["assessment-0~0"]', 1.5, 2.5, "2022-01-01 00:00:00"]


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        ("1", 1),
        ("1.5", 1.5),
        ("2e0", 2.0),
        ("true", True),
        ("ag:Actor", "Actor"),
        ("<https://w3id.org/accordgraph/id/actor/a~1>", "a~1"),
        ("<urn:other>", "urn:other"),
        ('"2022-05"^^<http://id.loc.gov/datatypes/edtf/EDTF>', "2022-05"),
        ('"2022-05-30"^^xsd:date', datetime.date(2022, 5, 30)),
        ('"2022-05-30Z"^^xsd:date', "2022-05-30Z"),
        ('"вчора"@uk', "вчора"),
        ("?unbound", None),
    ],
)
def test_oxigraph_gives_plain_values(sparql: Engine, expression: str, expected: Value) -> None:
    prefixes = f"PREFIX ag: <{NAMESPACE}> PREFIX xsd: <http://www.w3.org/2001/XMLSchema#> "
    [(value,)] = sparql.query(f"{prefixes} SELECT ({expression} AS ?x) {{}}", {}).rows
    assert value == expected and type(value) is type(expected)


def test_oxigraph_answers_ask_and_construct(sparql: Engine) -> None:
    assert sparql.query("ASK { ?s ?p ?o }", {}).rows == [(True,)]
    text = f"PREFIX ag: <{NAMESPACE}> CONSTRUCT {{ ?s ag:partOf ?o }} WHERE {{ ?s ag:partOf ?o }}"
    answer = sparql.query(text, {})
    assert answer.columns == ("subject", "predicate", "object")
    assert ("actor-1~1", "partOf", "actor-4~4") in answer.rows and len(answer.rows) == 3


def test_oxigraph_takes_no_parameters(sparql: Engine) -> None:
    with pytest.raises(EngineError, match="no parameters"):
        sparql.query("ASK {}", {"id": "x"})


READS_OR_WRITES = (
    "COPY (MATCH (a:Actor) RETURN a.id) TO '/tmp/x.csv'",
    "MATCH (a:Actor) RETURN a.id UNION ALL LOAD FROM 'x.parquet' RETURN id",
    "UNWIND [1] AS x LOAD /* */ FROM 'x.csv' RETURN x",
    "RETURN 'it\\'s' AS `a'` // ' \n LOAD FROM 'x.csv' RETURN x",
    "EXPORT DATABASE 'x'",
    "EXPLAIN COPY (MATCH (a:Actor) RETURN a.id) TO 'x.csv'",
    "CALL read_csv_serial('/etc/passwd') RETURN *",
    "MATCH (a:Actor) CALL/**/`read_parquet`('x') RETURN *",
    "CALL threads=1",
    "RETURN 1; RETURN 2",
    "ATTACH 'x' AS y",
    "MATCH (a:Actor {id: $id}) RETURN $missing",
    "",
    "// nothing",
)


@pytest.mark.parametrize("text", READS_OR_WRITES)
def test_ladybug_is_kept_from_files(text: str) -> None:
    with pytest.raises(QueryError):
        check_cypher(text, {"id": "x"})


@pytest.mark.parametrize(
    "text",
    [
        "MATCH (a:Actor) RETURN 'LOAD FROM; COPY' AS `copy`",
        '// COPY what\'s here\nMATCH (a:Actor) /* LOAD; */ RETURN "CALL x" AS y;',
        "CALL show_tables() RETURN name",
        "MATCH (a:Actor) WITH a OPTIONAL MATCH (a)-[:PART_OF]->(b:Actor) RETURN b.id",
    ],
)
def test_words_within_quotes_are_no_commands(ladybug: Engine, text: str) -> None:
    assert ladybug.query(check_cypher(text, {}), {}).rows


@pytest.mark.parametrize(
    "text",
    [
        "SELECT * { SERVICE <http://localhost/> { ?a ?b ?c } }",
        "SELECT * { ?s ?p 1SERVICE<http://localhost/>{ ?a ?b ?c } }",
        "PREFIX e: <http://localhost/> SELECT * { ?s e:a\\# ?o . sErViCe SILENT e:x { ?a ?b ?c } }",
        "SELECT * { # it's\n SERVICE ?x { ?a ?b ?c } # '\n }",
        "PREFIX e: <http://localhost/> SELECT * { ?s ?p 1 SERVICEe:x { ?a ?b ?c } }",
        'SELECT * { ?s ?p """a"b""" SERVICE ?x { ?a ?b ?c } # """\n }',
        "SELECT * { ?s ?p ?o FILTER(?p<?o) SERVICE ?x { ?a ?b ?c } FILTER(?p>?o) }",
    ],
)
def test_oxigraph_is_kept_from_the_network(text: str) -> None:
    with pytest.raises(QueryError, match="SERVICE"):
        check_sparql(text)


@pytest.mark.parametrize(
    "text",
    [
        'SELECT ?service { ?service ?p "a SERVICE" } # Security Service',
        "PREFIX e: <http://x/service#> SELECT * { ?s e:service '''the \\''' service''' }",
    ],
)
def test_services_may_be_asked_about(text: str, sparql: Engine) -> None:
    assert sparql.query(check_sparql(text), {}).rows == []


@pytest.mark.parametrize("name", list(engines.LANGUAGES))
def test_a_question_loads_neither_frames_nor_yaml(folders: dict[str, Path], name: str) -> None:
    code = f"""
import sys
from pathlib import Path
from accordgraph.graph.engines import open_read_only
with open_read_only({name!r}, Path({str(folders[name])!r})) as engine:
    text = "ASK {{}}" if engine.language == "sparql" else "RETURN 1"
    print(len(engine.query(text, {{}}).rows))
print(sorted({{"polars", "yaml", "pandas", "numpy", "pyarrow", "rdflib", "networkx"}} & set(sys.modules)))
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "1\n[]\n"
