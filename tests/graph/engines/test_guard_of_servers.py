"""What a raw SPARQL query may ask of a server: no functions that servers add to SPARQL."""

from __future__ import annotations

import pyoxigraph
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
        "PREFIX j: <j> SELECT * { ?s j:ava:org.example.Property ?o }",
        "PREFIX j: <JAV\\u0041> SELECT * { ?s j::org.example.Property (1 2) }",
        "SELECT * { ?s ?p ?o FILTER <urn:f>(?s) }",
        "SELECT * { ?s ?p ?o FILTER <bif:sql> # a comment\n (?s) }",
        "SELECT * { { ?s ?p ?o FILTER(EXISTS { ?s ?p 1 } && <urn:f>(?s)) } }",
        "SELECT * { { SELECT ?s { ?s ?p ?o } GROUP BY ?s HAVING <urn:f>(?s) } }",
        "SELECT * { { SELECT ?s { ?s ?p ?o } GROUP BY (?s) <urn:f>(?s) } }",
        "SELECT * { { SELECT * { ?s ?p ?o } ORDER BY DESC(?s) <urn:f>(?s) } }",
        "SELECT * { ?s ?p ?o BIND(<urn:f>(?s) AS ?x) }",
        "SELECT * { [ ?p ?o ] ?q ?r FILTER(1 IN (<urn:f>(?r))) }",
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
        "SELECT * { <urn:s> (<urn:a>|^<urn:a>) ?o }",
        "PREFIX e: <urn:e:> SELECT * { e:s (e:a/^e:b)+ ?o ; (e:c) e:d . e:t (e:a|!(e:b|^e:c))* e:u }",
        "PREFIX e: <urn:e:> SELECT * { ?s e:list ( 1 ?x [ e:p () ] ) . [ e:q (2) ] e:r (?s) }",
        "PREFIX e: <urn:e:> ASK { ?s e:p e:o FILTER NOT EXISTS { e:s (e:a|e:b)? ?s } OPTIONAL { e:t (e:c) ?o } }",
        "PREFIX e: <urn:e:> SELECT * { { SELECT ?s { e:s (e:a)* ?s } ORDER BY ?s LIMIT 1 } e:s (e:b) ?s }",
        "PREFIX e: <urn:e:> CONSTRUCT { e:s e:p (1 2) } WHERE { GRAPH ?g { e:s (e:a|e:b) ?o } }",
    ],
)
def test_what_is_of_sparql_itself_is_not(text: str) -> None:
    assert check_sparql_of_server(text) == text


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("SELECT ?краі\u0308на { ?краі\u0308на ?p ?o }", id="a variable"),
        pytest.param("SELECT $и\u0306 { $и\u0306 ?p ?cafe\u0301 }", id="a variable of one letter"),
        pytest.param("PREFIX краі\u0308ни: <urn:e:> SELECT * { ?s краі\u0308ни:Киі\u0308в _:и\u0306 }", id="names"),
        pytest.param("SELECT ?а\u0483 { ?а\u0483 ?भाषा ?o }", id="other scripts"),
        pytest.param("VERSION '1.2' PREFIX e: <urn:e:> SELECT * { ?s e:p ?o ~ ?r {| e:q 1 |} }", id="a reifier"),
        pytest.param("SELECT * { << ?a ?b ?c ~ ?r >> ?p ?o . ?s ?q <<( ?a ?b ?c )>> }", id="triple terms"),
        pytest.param(
            "SELECT (LANGDIR(STRLANGDIR('a', 'he', 'rtl')) AS ?x) { FILTER(hasLANGDIR('a'@en--ltr)) }", id="rtl"
        ),
    ],
)
def test_what_the_engine_reads_of_names_and_of_sparql_1_2_is_read(text: str) -> None:
    for check in (check_sparql, check_sparql_of_server):
        assert pyoxigraph.Store().query(check(text)) is not None


@pytest.mark.parametrize(
    "text",
    [
        "SELECT ?\u0301 { ?\u0301 ?p ?o }",
        "VERSION '1.2' INSERT DATA { <urn:a> <urn:b> 1 }",
        "VERSION SELECT * { SERVICE <urn:a> {} }",
        "SELECT * { ?1\u0301SERVICE<urn:a>{} }",
        "SELECT * { ?s ?p ?o ~ ?rSERVICE <urn:a> {} }",
    ],
)
def test_marks_and_new_words_open_no_door(text: str) -> None:
    with pytest.raises((QueryError, SyntaxError)):
        pyoxigraph.Store().query(check_sparql(text))
