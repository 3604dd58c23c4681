"""What a raw SPARQL query may ask of a server: no functions that servers add to SPARQL."""

from __future__ import annotations

import pytest

from accordgraph.graph.engines.guards import check_sparql, check_sparql_of_server
from accordgraph.graph.errors import QueryError

XSD = "http://www.w3.org/2001/XMLSchema#"


@pytest.mark.parametrize(
    "text",
    [
        "PREFIX b: <bif:> SELECT (b:http_get('http://evil.invalid/') AS ?x) {}",
        "SELECT (<java:java.lang.System.exit>(1) AS ?x) {}",
        "SELECT (<bif:http_get> # a comment\n ('x') AS ?x) {}",
        "SELECT * { ?s <java:org.example.Property> ?o }",
        "SELECT * { ?s <JAVA:org.example.Property> ?o }",
        "SELECT * { ?s <\\u006Aava:org.example.Property> ?o }",
        "PREFIX j: <java:org.example.> SELECT * { ?s j:Property ?o }",
        "BASE <java:a> SELECT * { ?s <b> ?o }",
        "SELECT * { ?s <urn:property> ( 1 2 ) }",
        f"PREFIX xsd: <{XSD}> PREFIX xsd: <bif:> SELECT (xsd:date('x') AS ?x) {{}}",
        f"PREFIX xsd: <{XSD}> SELECT (xsd:exec('x') AS ?x) {{}}",
        "SELECT * { ?s ?p ?o } ORDER BY <urn:f>(?s)",
    ],
)
def test_what_servers_add_is_refused(text: str) -> None:
    check_sparql(text)
    with pytest.raises(QueryError) as caught:
        check_sparql_of_server(text)
    assert caught.value.line is not None


@pytest.mark.parametrize(
    "text",
    [
        f"PREFIX xsd: <{XSD}> SELECT (xsd:date('2024-01-01') AS ?x) {{}}",
        f"PREFIX d: <{XSD}> SELECT (d:integer('1') AS ?x) {{}}",
        f"SELECT (<{XSD}dateTime>('2024-01-01T00:00:00Z') AS ?x) {{}}",
        "PREFIX e: <urn:e:> SELECT (STR(?s) AS ?t) { VALUES (?s) { (e:a) (<urn:b>) } FILTER(?s IN (e:a)) }",
        "PREFIX e: <urn:e:> SELECT * { ?s e:a/(e:b|e:c)* ?o . ?o e:d 'java:' }",
    ],
)
def test_what_is_of_sparql_itself_is_not(text: str) -> None:
    assert check_sparql_of_server(text) == text
