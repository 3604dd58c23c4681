"""Raw queries that are out for harm, and such that only look it; limits, and the process that keeps them apart."""

from __future__ import annotations

import concurrent.futures
import datetime
import hashlib
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from accordgraph.graph.engines.protocol import Language
from accordgraph.graph.errors import EngineError, QueryError
from accordgraph.graph.store import Snapshot, Store
from accordgraph.queries import raw, supervision
from accordgraph.queries.raw import Found, Limits
from accordgraph.queries.supervision import Job

AG = "PREFIX ag: <https://w3id.org/accordgraph/ns#> "
ID = "https://w3id.org/accordgraph/id/"

CYPHER_REFUSED = {
    # files
    "copy to": "COPY (MATCH (a:Actor) RETURN a.id) TO '{file}'",
    "copy in small letters": "copy (match (a:Actor) return a.id) to '{file}'",
    "copy behind a comment": "/* RETURN 1 */ CoPy/**/(MATCH (a:Actor) RETURN a.id) TO '{file}' // RETURN 1",
    "copy from": "COPY Actor FROM '{secret}'",
    "load from": "LOAD FROM '{secret}' (file_format='csv') RETURN *",
    "load with headers": "LOAD WITH HEADERS (a STRING) FROM '{secret}' (file_format='csv') RETURN a",
    "load in the middle": "MATCH (a:Actor) LOAD FROM '{secret}' (file_format='csv') RETURN *",
    "load behind unwind": "UNWIND [1] AS x LOAD/**/FROM '{secret}' RETURN *",
    "load behind a line": "RETURN 'it\\'s' AS `a'` // ' \n LOAD FROM '{secret}' RETURN *",
    "load in a union": "MATCH (a:Actor) RETURN a.id AS column0 UNION ALL LOAD FROM '{secret}' RETURN column0",
    "load behind with": "WITH 1 AS x LOAD FROM '{secret}' (file_format='csv') RETURN *",
    "load from the network": "LOAD FROM '{url}x.csv' RETURN *",
    "load behind an odd comment": "/***/ LOAD FROM '{secret}' RETURN * /* */",
    "load hidden by an odd comment": "RETURN 1 AS x /***/ UNION /* */ LOAD FROM '{secret}' RETURN *",
    "load hidden by a return": "RETURN 1 AS x // \r LOAD FROM '{secret}' RETURN *",
    "export": "EXPORT DATABASE '{file}'",
    "export as": "Export  Database '{file}' (format='csv')",
    "import": "IMPORT DATABASE '{file}'",
    "attach": "ATTACH '{file}' AS x (dbtype lbug)",
    "attach over the network": "ATTACH '{url}' AS x (dbtype lbug)",
    "detach a database": "DETACH x",
    "use": "USE x",
    "install": "INSTALL httpfs",
    "install from": "FORCE INSTALL httpfs FROM '{url}'",
    "load an extension": "LOAD EXTENSION '{file}'",
    "load an extension in short": "LOAD httpfs",
    "uninstall": "UNINSTALL httpfs",
    "update an extension": "UPDATE httpfs",
    "explain copy": "EXPLAIN COPY (MATCH (a:Actor) RETURN a.id) TO '{file}'",
    "profile copy": "PROFILE COPY (MATCH (a:Actor) RETURN a.id) TO '{file}'",
    # procedures, functions and settings
    "call a reader of csv": "CALL read_csv_serial('{secret}') RETURN *",
    "call a reader in backticks": "CALL `READ_CSV_PARALLEL`('{secret}') RETURN *",
    "call a reader of parquet": "MATCH (a:Actor) CALL/**/read_parquet('{file}') RETURN *",
    "call a reader of arrays": "CALL read_npy('{file}') RETURN *",
    "call a look at files": "CALL file_info() RETURN *",
    "call with long s": "CALL \u017fhow_tables() RETURN *",
    "setting": "CALL threads=1",
    "setting of the home": "CALL home_directory = '{file}'",
    "setting with blanks": "CALL\n/* x */ timeout\t=1",
    "project a graph": "CALL project_graph('g', ['Actor'], ['PART_OF'])",
    "call a query": "CALL {{ CREATE (a:Actor {{id: 'x'}}) }} RETURN 1",
    "a reader as function": "RETURN read_csv_serial('{secret}')",
    "a sequence": "RETURN nextval('s')",
    "an unknown function": "RETURN file_scan('{secret}')",
    "a function with long s": "RETURN \u017fum(1)",
    "a function in odd letters": "RETURN \uff33\uff35\uff2d(1)",
    "a function in backticks": "RETURN `pg_read_file`('{secret}')",
    # changes
    "create": "CREATE (a:Actor {{id: 'x'}})",
    "create behind match": "MATCH (a:Actor) CREATE (b:Actor {{id: a.id + 'x'}})",
    "create and return": "MATCH (a:Actor) CREATE (b:Actor {{id: 'x'}}) RETURN b",
    "merge": "MERGE (a:Actor {{id: 'x'}}) ON CREATE SET a.name = 'x' RETURN a",
    "set": "MATCH (a:Actor) SET a.name = 'x'",
    "set behind a name": "MATCH (set:Actor) WHERE set.id = 'nabu' SET set.name = 'x' RETURN set",
    "delete": "MATCH (a:Actor) DELETE a",
    "detach delete": "MATCH (a:Actor) DETACH DELETE a",
    "delete with a dash that looks like one": "MATCH (a:Actor)\u2010[r]\u2010(b) DELETE r",
    "drop": "DROP TABLE Actor",
    "alter": "ALTER TABLE Actor DROP name",
    "create a table": "CREATE NODE TABLE X(id STRING PRIMARY KEY)",
    "create a macro": "CREATE MACRO f(x) AS x + 1",
    "create a sequence": "CREATE SEQUENCE s",
    "comment on": "COMMENT ON TABLE Actor IS 'x'",
    "analyze": "ANALYZE",
    # transactions, and several statements
    "begin": "BEGIN TRANSACTION",
    "commit": "COMMIT",
    "checkpoint": "CHECKPOINT",
    "two statements": "RETURN 1; COPY (RETURN 1) TO '{file}'",
    "two that touch": "RETURN 1;MATCH (a:Actor) DELETE a",
    "two semicolons": "RETURN 1;;",
    "a statement behind a string": "RETURN 'a;\\'';DROP TABLE Actor",
    "a statement behind a doubled quote": "RETURN 'a''; DROP TABLE Actor; RETURN '''",
    "a statement behind a name": "RETURN 1 AS `x``y`; DROP TABLE Actor",
    # spelling
    "an escape outside of quotes": "\\u004COAD FROM '{secret}' RETURN *",
    "letters of another width": "\uff2c\uff2f\uff21\uff24 FROM '{secret}' RETURN *",
    "a Cyrillic letter": "L\u041eAD FROM '{secret}' RETURN *",
    "a blank that is none": "LOAD\u200bFROM '{secret}' RETURN *",
    "a mark of order": "\ufeffLOAD FROM '{secret}' RETURN *",
    "half a character": "RETURN '\ud800' AS x",
    "a null": "RETURN 1\x00; DROP TABLE Actor",
    "a comment without end": "RETURN 1 /* ; DROP TABLE Actor",
    "a string without end": "RETURN 'x ; DROP TABLE Actor",
    "an unknown escape": "RETURN '\\q' AS x; DROP TABLE Actor --'",
    "a parameter": "MATCH (a:Actor {{id: $id}}) RETURN a",
    "nothing": "",
    "a comment only": "// nothing",
    "brackets without end": "RETURN " + "(" * 5_000,
    "a long text": "RETURN '" + "x" * 200_000 + "'",
}

SPARQL_REFUSED = {
    "service": "SELECT * {{ SERVICE <{url}> {{ ?a ?b ?c }} }}",
    "service silent": "SELECT * {{ sErViCe SILENT <{url}> {{ ?a ?b ?c }} }}",
    "service that touches a number": "SELECT * {{ ?s ?p 1SERVICE<{url}>{{ ?a ?b ?c }} }}",
    "service that touches a truth": "SELECT * {{ ?s ?p trueSERVICE <{url}> {{ ?a ?b ?c }} }}",
    "service that touches its prefix": "PREFIX e: <{url}> SELECT * {{ ?s ?p 1 SERVICEe:x {{ ?a ?b ?c }} }}",
    "service as a prefix": "PREFIX trueSERVICEe: <{url}> SELECT * {{ ?s ?p trueSERVICEe:x {{ ?a ?b ?c }} }}",
    "service by variable": "SELECT * {{ BIND(<{url}> AS ?x) SERVICE ?x {{ ?a ?b ?c }} }}",
    "service behind a comment": "SELECT * {{ # it's\n SERVICE <{url}> {{ ?a ?b ?c }} # '\n }}",
    "service behind a comment that ends oddly": "SELECT * {{ # x\r SERVICE <{url}> {{ ?a ?b ?c }} }}",
    "service behind an escaped number sign": "PREFIX e: <{url}> ASK {{ ?s e:a\\# ?o . SERVICE e:x {{ ?a ?b ?c }} }}",
    "service behind a long string": 'ASK {{ ?s ?p """a"b""" SERVICE <{url}> {{ ?a ?b ?c }} # """\n }}',
    "service behind an empty string": "ASK {{ ?s ?p '' SERVICE <{url}> {{ ?a ?b ?c }} # ''\n }}",
    "service between comparisons": "ASK {{ ?s ?p ?o FILTER(?p<?o)SERVICE<{url}>{{ ?a ?b ?c }} FILTER(?p>?o) }}",
    "service within an iri": "PREFIX e: <{url}> ASK {{ ?s ?p ?o FILTER(?p<?o)SERVICEe:x#>\n{{ ?a ?b ?c }} }}",
    "service within an iri that closes": (
        "PREFIX e: <{url}> ASK {{ ?s ?p ?o FILTER(?p<?o)SERVICEe:x#> )\n{{ ?a ?b ?c }} }}"
    ),
    "service in a string behind an iri with a comment": (
        "PREFIX e: <{url}> ASK {{ ?s ?p ?o FILTER(?p<?o#> '''\n) SERVICE e:x {{ ?a ?b ?c }} #''' )\n }}"
    ),
    "service in a string behind an iri with a scheme": (
        "PREFIX u: <urn:> PREFIX e: <{url}> ASK {{ ?s ?p ?o FILTER(?p<u:o#> '''\n)"
        " SERVICE e:x {{ ?a ?b ?c }} #''' )\n }}"
    ),
    "service in a string behind an iri with a quote": (
        "PREFIX e: <{url}> ASK {{ ?s ?p ?o FILTER(?p<?o&&'>')SERVICE e:x {{ ?a ?b ?c }} #' )\n }}"
    ),
    "service in a string behind two signs": (
        "PREFIX u: <urn:> PREFIX e: <{url}> ASK {{ ?s ?p ?o FILTER(?p<<u:x'>) SERVICE e:x {{ ?a ?b ?c }} #' )\n }}"
    ),
    "service in a variable behind a path": "PREFIX e: <{url}> ASK {{ ?s e:p?1SERVICE e:x {{ ?a ?b ?c }} }}",
    "service in a language": "PREFIX e: <{url}> ASK {{ ?s ?p 'x'@en--ltrservice e:x {{ ?a ?b ?c }} }}",
    "service behind the dot of a name": "PREFIX e: <{url}> ASK {{ ?s ?p e:b.SERVICE e:x {{ ?a ?b ?c }} }}",
    "service behind the dot of a node": "PREFIX e: <{url}> ASK {{ ?s ?p _:b.SERVICE e:x {{ ?a ?b ?c }} }}",
    "service by an escape": "SELECT * {{ \\u0053ERVICE <{url}> {{ ?a ?b ?c }} }}",
    "service by a long escape": "SELECT * {{ \\U00000053ERVICE <{url}> {{ ?a ?b ?c }} }}",
    "service by long s": "SELECT * {{ \u017fERVICE <{url}> {{ ?a ?b ?c }} }}",
    "service in wide letters": "SELECT * {{ \uff33\uff25\uff32\uff36\uff29\uff23\uff25 <{url}> {{ ?a ?b ?c }} }}",
    "service in a subquery": "SELECT * {{ {{ SELECT * {{ SERVICE <{url}> {{ ?a ?b ?c }} }} }} }}",
    "service in exists": "ASK {{ ?s ?p ?o FILTER NOT EXISTS {{ SERVICE <{url}> {{ ?a ?b ?c }} }} }}",
    "service in optional": "ASK {{ OPTIONAL{{ SERVICE<{url}>{{}} }} }}",
    "from": "SELECT * FROM <{url}> {{ ?s ?p ?o }}",
    "from a file": "SELECT * FROM <file://{secret}> {{ ?s ?p ?o }}",
    "from named": "SELECT * FROM NAMED <{url}> {{ GRAPH ?g {{ ?s ?p ?o }} }}",
    "load": "LOAD <{url}>",
    "load a file": "LOAD <file://{secret}> INTO GRAPH <urn:x>",
    "insert": "INSERT DATA {{ <urn:a> <urn:b> <urn:c> }}",
    "insert behind a prefix": "PREFIX e: <urn:> insert {{ ?s e:x 1 }} WHERE {{ ?s ?p ?o }}",
    "delete": "DELETE WHERE {{ ?s ?p ?o }}",
    "delete data": "DELETE DATA {{ <urn:a> <urn:b> <urn:c> }}",
    "with": "WITH <urn:g> DELETE {{ ?s ?p ?o }} WHERE {{ ?s ?p ?o }}",
    "clear": "CLEAR ALL",
    "drop": "DROP DEFAULT",
    "create": "CREATE GRAPH <urn:g>",
    "copy": "COPY DEFAULT TO <urn:g>",
    "move": "MOVE <urn:a> TO <urn:b>",
    "add": "ADD <urn:a> TO <urn:b>",
    "update behind a query": "ASK {{}} ; DROP ALL",
    "two queries": "ASK {{}} ASK {{}}",
    "two with a semicolon": "ASK {{}}; SELECT * {{ SERVICE <{url}> {{}} }}",
    "an unknown function": "SELECT (LOAD_FILE('{secret}') AS ?x) {{}}",
    "an unknown function by iri": "SELECT (<urn:exec>('x') AS ?x) {{}}",
    "a blank that is none": "SELECT\u00a0* {{ ?s ?p ?o }}",
    "a mark of order": "\ufeffSELECT * {{ ?s ?p ?o }}",
    "a null": "ASK {{}}\x00 DROP ALL",
    "a string without end": "ASK {{ ?s ?p 'x }}",
    "a prefix that is not declared": "ASK {{ ?s e:p ?o }}",
    "brackets without end": "ASK " + "{{" * 5_000,
    "brackets that cross": "ASK {{ ( }} )",
    "a long text": "ASK {{}} #" + "x" * 200_000,
    "nothing": "",
    "a comment only": "# ASK {{}}",
    "a prologue only": "PREFIX e: <urn:>",
}

CYPHER_RUN: dict[str, tuple[str, list[tuple[Any, ...]]]] = {
    "a string of clauses": ("RETURN 'DELETE; LOAD FROM; COPY' AS x", [("DELETE; LOAD FROM; COPY",)]),
    "a string in double quotes": ('RETURN "it\'s; DROP TABLE Actor" AS x', [("it's; DROP TABLE Actor",)]),
    "an escaped quote": ("RETURN 'a\\'; DROP TABLE x; \\'' AS x", [("a'; DROP TABLE x; '",)]),
    "escapes": ("RETURN '\\u0044ELETE\\n\\\\' AS x", [("DELETE\n\\",)]),
    "a string over lines": ("RETURN 'a\n//b\n/*c' AS x", [("a\n//b\n/*c",)]),
    "a comment with quotes": ("// it's \" ` LOAD FROM 'x'\nRETURN 1 AS x", [(1,)]),
    "a comment with a semicolon": ("RETURN /* ; DROP TABLE Actor; ' */ 1 AS x", [(1,)]),
    "a comment within a comment": ("RETURN 1 /* a /* b */ AS x", [(1,)]),
    "an odd comment": ("RETURN 1 /***/ + 1 */ AS x", [(1,)]),
    "a semicolon at the end": ("RETURN 1 AS x ; // done", [(1,)]),
    "names in backticks": ("RETURN 1 AS `DELETE; --`", [(1,)]),
    "a backtick in backticks": ("RETURN 1 AS `a``; DROP`", [(1,)]),
    "clauses as names": ("MATCH (load:Actor {id: 'nabu'}) RETURN load.id AS copy", [("nabu",)]),
    "clauses as properties": ("MATCH (o:Observation) RETURN count({set: 1, load: 2}) > 0 AS x", [(True,)]),
    "small letters": ("match (a:Actor) where a.id = 'nabu' return a.acronym as x", [("NABU",)]),
    "without blanks": ("MATCH(a:Actor{id:'nabu'})RETURN a.id AS x", [("nabu",)]),
    "created and set": ("WITH {created: 1, updated: 2} AS s RETURN s.created AS x", [(1,)]),
    "exists": ("RETURN EXISTS { MATCH (a:Actor {id: 'nabu'}) } AS x", [(True,)]),
    "count": ("RETURN COUNT { MATCH (a:Actor) WHERE a.id IN ['nabu', 'eppo'] } AS x", [(2,)]),
    "a way within an expression": ("MATCH (a:Actor {id: 'nabu'}) RETURN (a)-[:PART_OF]->(:Actor) AS x", [(True,)]),
    "a lambda": ("RETURN list_transform([1, 2], x -> x * 2) AS x", [([2, 4],)]),
    "a quantifier": ("RETURN any(x IN [1, 2] WHERE x > 1) AS x", [(True,)]),
    "a case": ("RETURN CASE 'a' WHEN 'a' THEN 'DROP' ELSE 'SET' END AS x", [("DROP",)]),
    "a cast": ("RETURN CAST('2022-05-30' AS DATE) AS x", [(datetime.date(2022, 5, 30),)]),
    "a union": ("RETURN 1 AS x UNION ALL RETURN 1 AS x", [(1,), (1,)]),
    "a map": ("RETURN {b: 1, a: [date('2022-05-30')]} AS x", [({"a": ["2022-05-30"], "b": 1},)]),
    "a procedure": ("CALL show_tables() WHERE name = 'Actor' RETURN name", [("Actor",)]),
    "Ukrainian": ("WITH 'НАБУ' AS абревіатура MATCH (a:Actor {acronym_uk: абревіатура}) RETURN a.id", [("nabu",)]),
    "blanks of all kinds": ("RETURN\t1\x0b\x0c\r\n\x1c AS\x1fx", [(1,)]),
    "numbers that are none": ("RETURN sqrt(-1.0) AS x, 1.0 / 0.0 AS y", [("nan", "inf")]),
    "no rows": ("MATCH (a:Actor {id: 'x; DROP'}) RETURN a.id", []),
}

SPARQL_RUN: dict[str, tuple[str, list[tuple[Any, ...]]]] = {
    "a string of updates": ("SELECT ('INSERT; SERVICE <http://x/>' AS ?x) {}", [("INSERT; SERVICE <http://x/>",)]),
    "an escaped quote": ('SELECT ("a\\" SERVICE ?x {} \\"" AS ?x) {}', [('a" SERVICE ?x {} "',)]),
    "a quote by its number": ("SELECT ('a\\u0027 SERVICE ?x {}' AS ?x) {}", [("a' SERVICE ?x {}",)]),
    "a long string": ("SELECT ('''it's \"SERVICE\" # x\n''' AS ?x) {}", [('it\'s "SERVICE" # x\n',)]),
    "an empty string": ("SELECT ('' AS ?x) (\"\" AS ?y) {}", [("", "")]),
    "a comment": ("ASK {} # SERVICE <http://x/> { ?a ?b ?c } ; DROP ALL", [(True,)]),
    "a variable": ("SELECT ?service { VALUES ?service { 1 } }", [(1,)]),
    "an iri": ("SELECT (<http://x/service#INSERT> AS ?x) {}", [("http://x/service#INSERT",)]),
    "a local name": ("PREFIX e: <http://x/> SELECT (e:SERVICE AS ?x) {}", [("http://x/SERVICE",)]),
    "a language": ("SELECT ('служба'@uk AS ?x) {}", [("служба",)]),
    "without blanks": ("SELECT(1AS?x){}", [(1,)]),
    "small letters": ("select (1 as ?x) where {}", [(1,)]),
    "an iri of ours": (AG + "SELECT ?a { ?a ag:acronym 'NABU'@en }", [(ID + "actor/nabu",)]),
    "a comparison": ("SELECT ?x { VALUES ?x { 1 2 3 } FILTER(?x < 2||?x>2) }", [(1,), (3,)]),
    "a comparison with an iri": ("SELECT ?x { VALUES ?x { <x:#1> 2 } FILTER(?x = <x:#1>) }", [("x:#1",)]),
    "values in rows": ("SELECT ?x ?y { VALUES (?x ?y) { (1 <urn:service>) } }", [(1, "urn:service")]),
    "a variable of services": ("SELECT ?customs_service { BIND(1 AS ?customs_service) }", [(1,)]),
    "a name of services": ("PREFIX e: <urn:> SELECT (e:customs-service AS ?x) {}", [("urn:customs-service",)]),
    "a date": (
        "PREFIX xsd: <http://www.w3.org/2001/XMLSchema#> SELECT ('2022-05-30'^^xsd:date AS ?x) {}",
        [(datetime.date(2022, 5, 30),)],
    ),
    "a construct": (
        AG + "CONSTRUCT { ?a ag:kind ?k } WHERE { ?a ag:id 'nabu' ; ag:kind ?k }",
        [(ID + "actor/nabu", "https://w3id.org/accordgraph/ns#kind", "agency")],
    ),
    "unbound": ("SELECT ?x ?y { VALUES (?x ?y) { (1 UNDEF) } }", [(1, None)]),
    "graph": ("SELECT ?g { GRAPH ?g { ?s ?p ?o } }", []),
}

CASES = [
    *(pytest.param("cypher", text, id=f"cypher {name}") for name, text in CYPHER_REFUSED.items()),
    *(pytest.param("sparql", text, id=f"sparql {name}") for name, text in SPARQL_REFUSED.items()),
]
RUN = [
    *(pytest.param("cypher", *case, id=f"cypher {name}") for name, case in CYPHER_RUN.items()),
    *(pytest.param("sparql", *case, id=f"sparql {name}") for name, case in SPARQL_RUN.items()),
]


@pytest.fixture(scope="module")
def snapshot(bundled_store: Path) -> Iterator[Snapshot]:
    """The bundled graph, which must be the same, byte for byte, when all is over."""
    found = Store(bundled_store).snapshot()
    before = digest(found.path)
    yield found
    assert digest(found.path) == before


def digest(folder: Path) -> dict[str, str]:
    files = [path for path in sorted(folder.rglob("*")) if path.is_file()]
    return {str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


@dataclass(frozen=True)
class Canary:
    """A folder in which nothing may appear, a file that nobody may read, and a port that nobody may call."""

    folder: Path
    secret: Path
    port: int
    calls: list[str]

    def fill(self, text: str) -> str:
        return text.format(file=self.folder / "out", secret=self.secret, url=f"http://127.0.0.1:{self.port}/")

    def check(self) -> None:
        assert [path.name for path in self.folder.iterdir()] == ["secret.csv"]
        assert self.secret.read_text(encoding="utf-8") == "secret\n"
        assert self.calls == []


@pytest.fixture
def canary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Canary]:
    folder = tmp_path / "canary"
    folder.mkdir()
    secret = folder / "secret.csv"
    secret.write_text("secret\n", encoding="utf-8")
    monkeypatch.chdir(folder)
    with socket.create_server(("127.0.0.1", 0)) as server:
        calls: list[str] = []
        threading.Thread(target=listen, args=(server, calls), daemon=True).start()
        yield Canary(folder, secret, server.getsockname()[1], calls)


def listen(server: socket.socket, calls: list[str]) -> None:
    try:
        while True:
            connection, _ = server.accept()
            calls.append("called")
            connection.close()
    except OSError:
        return


@pytest.mark.parametrize(("language", "text"), CASES)
def test_what_does_more_than_read_is_refused(snapshot: Snapshot, canary: Canary, language: Language, text: str) -> None:
    with pytest.raises(QueryError) as caught:
        raw.fetch(snapshot, language, canary.fill(text), limits=Limits(timeout_seconds=20))
    assert caught.value.message
    canary.check()


def test_there_are_enough_of_them() -> None:
    assert len(CASES) > 120 and len(RUN) > 45


@pytest.mark.parametrize(("language", "text"), [case for case in CASES if "{secret}" in str(case.values[1])])
def test_refused_before_a_process_is_started(
    snapshot: Snapshot, canary: Canary, language: Language, text: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "executable", "/nowhere/python")
    with pytest.raises(QueryError):
        raw.fetch(snapshot, language, canary.fill(text))


@pytest.mark.parametrize(("language", "text", "expected"), RUN)
def test_what_only_looks_hostile_runs(
    snapshot: Snapshot, canary: Canary, language: Language, text: str, expected: list[tuple[Any, ...]]
) -> None:
    assert raw.fetch(snapshot, language, text).rows == expected
    canary.check()


# ---------------------------------------------------------------- behind the guard
BEHIND = [
    ("ladybug", "COPY (MATCH (a:Actor) RETURN a.id) TO '{file}.csv'"),
    ("ladybug", "LOAD FROM '{secret}' RETURN *"),
    ("ladybug", "EXPORT DATABASE '{file}'"),
    ("ladybug", "ATTACH '{file}' AS x (dbtype lbug)"),
    ("ladybug", "INSTALL httpfs"),
    ("ladybug", "MATCH (a:Actor) SET a.name = 'x'"),
    ("ladybug", "CALL read_csv_serial('{secret}') RETURN *"),
    ("oxigraph", "SELECT * {{ SERVICE <{url}> {{ ?a ?b ?c }} }}"),
]


def ask_behind_the_guard(snapshot: Snapshot, engine: str, text: str) -> Found:
    return supervision.run(Job(engine, snapshot.path / engine, text, {}), Limits(timeout_seconds=20))


@pytest.mark.skipif(sys.platform != "linux", reason="files and network are closed on Linux only: docs/security.md")
@pytest.mark.parametrize(("engine", "text"), BEHIND)
def test_a_process_cannot_do_what_a_guard_let_pass(snapshot: Snapshot, canary: Canary, engine: str, text: str) -> None:
    with pytest.raises((QueryError, EngineError)) as caught:
        ask_behind_the_guard(snapshot, engine, canary.fill(text))
    assert "secret\n" not in str(caught.value)
    canary.check()


CONFINED = """
import errno, json, os, socket, sys, threading
from pathlib import Path
from accordgraph.queries.confinement import confine
folder, secret, port = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])
confined = confine(folder, 60, os.getppid())
def tried(what, *arguments):
    try:
        what(*arguments)
    except OSError as error:
        return errno.errorcode[error.errno]
    return "done"
def connect(kind, address):
    with socket.socket(*kind) as one:
        one.connect(address)
found = {
    "read beside": tried(open, secret),
    "read within": tried(open, folder / "graph.lbug", "rb"),
    "write within": tried(open, folder / "graph.lbug", "r+b"),
    "create within": tried(open, folder / "new", "w"),
    "create beside": tried(open, secret + ".new", "w"),
    "remove": tried(os.unlink, secret),
    "rename": tried(os.rename, secret, secret + "2"),
    "make a folder": tried(os.mkdir, secret + "3"),
    "change a mode": tried(os.chmod, folder / "graph.lbug", 0o600),
    "tcp": tried(connect, (socket.AF_INET, socket.SOCK_STREAM), ("127.0.0.1", port)),
    "udp": tried(connect, (socket.AF_INET, socket.SOCK_DGRAM), ("127.0.0.1", port)),
    "unix": tried(connect, (socket.AF_UNIX, socket.SOCK_STREAM), "/run/x"),
    "fork": tried(os.fork),
    "exec": tried(os.execv, sys.executable, [sys.executable]),
    "signal": tried(os.kill, os.getppid(), 0),
}
from_thread = []
thread = threading.Thread(target=lambda: from_thread.append(tried(open, secret)))
thread.start()
thread.join()
print(json.dumps([confined, found, from_thread]))
"""


@pytest.mark.skipif(sys.platform != "linux", reason="the kernel of Linux is asked: docs/security.md")
def test_what_a_process_has_given_up(snapshot: Snapshot, canary: Canary) -> None:
    import json

    arguments = [str(snapshot.path / "ladybug"), str(canary.secret), str(canary.port)]
    done = subprocess.run(
        [sys.executable, "-I", "-c", CONFINED, *arguments], stdout=subprocess.PIPE, text=True, check=True
    )
    (limits, has_landlock, has_seccomp), found, from_thread = json.loads(done.stdout)
    if not (has_landlock and has_seccomp):
        pytest.skip("This kernel has no Landlock, or this machine is unknown: docs/security.md")
    assert limits
    assert {name: what for name, what in found.items() if what not in ("EPERM", "EACCES")} == {"read within": "done"}
    assert from_thread == ["EACCES"]
    canary.check()


# ---------------------------------------------------------------- limits
ENDLESS = (
    "UNWIND range(1, 1000) AS a UNWIND range(1, 1000) AS b UNWIND range(1, 1000) AS c UNWIND range(1, 1000) AS d"
    " WITH a + b + c + d AS s WHERE s < 0 RETURN count(*)"
)
"""It would take hours, and hardly any memory: nothing but the clock ends it."""

ENDLESS_SPARQL = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"


def processes(parent: int) -> set[int]:
    """The processes of queries that this one has started and that are alive."""
    found = set()
    for path in Path("/proc").glob("[0-9]*"):
        try:
            is_child = int((path / "stat").read_text().rpartition(")")[2].split()[1]) == parent
            if is_child and is_sandbox(int(path.name)):
                found.add(int(path.name))
        except OSError:
            continue
    return found


def is_sandbox(pid: int) -> bool:
    try:
        return b"accordgraph.queries.sandbox" in Path(f"/proc/{pid}/cmdline").read_bytes()
    except OSError:
        return False


@pytest.mark.parametrize(("language", "text"), [("cypher", ENDLESS), ("sparql", ENDLESS_SPARQL)])
def test_a_query_past_its_time_is_ended(snapshot: Snapshot, language: Language, text: str) -> None:
    began = time.monotonic()
    with pytest.raises(QueryError, match=r"took more than 1.5 seconds"):
        raw.fetch(snapshot, language, text, limits=Limits(timeout_seconds=1.5))
    assert 1.5 <= time.monotonic() - began < 20
    assert processes(os.getpid()) == set()


MEMORY_BOMBS = {
    "a string": ("cypher", "RETURN repeat('x', 2000000000) AS x"),
    "a string of strings": (
        "cypher",
        "WITH repeat('x', 30000000) AS s UNWIND range(1, 60) AS n RETURN concat(s, CAST(n AS STRING)) AS x",
    ),
    "a list": ("cypher", "UNWIND range(1, 100000) AS x UNWIND range(1, 100000) AS y RETURN collect(x * y) AS l"),
    "a cross product": ("cypher", "MATCH (a), (b), (c) RETURN a.id AS x, b.id, c.id ORDER BY x, c.id"),
    "a range": ("cypher", "RETURN range(1, 1000000000) AS x"),
    "a sorted product": ("sparql", "SELECT * { ?a ?b ?c . ?d ?e ?f } ORDER BY ?c ?f"),
}


@pytest.mark.skipif(sys.platform != "linux", reason="memory is watched on Linux only: docs/security.md")
@pytest.mark.parametrize(("language", "text"), MEMORY_BOMBS.values(), ids=list(MEMORY_BOMBS))
def test_a_query_past_its_memory_is_ended(snapshot: Snapshot, language: Language, text: str) -> None:
    with pytest.raises(QueryError, match="needs more than 256 MiB"):
        raw.fetch(snapshot, language, text, limits=Limits(timeout_seconds=60, memory_mib=256, max_rows=10**9))
    assert processes(os.getpid()) == set()


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("cypher", "UNWIND range(1, 11) AS x RETURN x"),
        ("cypher", "UNWIND range(1, 10000000) AS x RETURN x"),
        ("sparql", "SELECT * { ?a ?b ?c . ?d ?e ?f }"),
    ],
)
def test_an_answer_with_too_many_rows_is_an_error(snapshot: Snapshot, language: Language, text: str) -> None:
    with pytest.raises(QueryError, match="more than 10 rows"):
        raw.fetch(snapshot, language, text, limits=Limits(max_rows=10))


def test_as_many_rows_as_allowed_are_all_given(snapshot: Snapshot) -> None:
    found = raw.fetch(snapshot, "cypher", "UNWIND range(1, 1234) AS x RETURN x", limits=Limits(max_rows=1234))
    assert found.rows == [(number,) for number in range(1, 1235)]


# ---------------------------------------------------------------- processes
@pytest.mark.skipif(sys.platform != "linux", reason="it looks for the process in /proc")
@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGSEGV])
def test_a_process_that_dies_is_told(snapshot: Snapshot, number: signal.Signals) -> None:
    def kill() -> None:
        while not (mine := processes(os.getpid())):
            time.sleep(0.01)
        time.sleep(0.5)
        os.kill(mine.pop(), number)

    thread = threading.Thread(target=kill)
    thread.start()
    with pytest.raises(EngineError, match=f"ended by signal {number.name}"):
        raw.fetch(snapshot, "cypher", ENDLESS)
    thread.join()


def test_a_python_that_is_not_there_is_told(snapshot: Snapshot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", "/nowhere/python")
    with pytest.raises(EngineError, match="cannot be started"):
        raw.fetch(snapshot, "cypher", "RETURN 1")


STOPPED = """
import sys
from pathlib import Path
from accordgraph.graph.store import Snapshot
from accordgraph.queries import raw
print("ready", flush=True)
raw.fetch(Snapshot(Path(sys.argv[1])), "cypher", sys.argv[2])
"""


@pytest.mark.skipif(sys.platform != "linux", reason="it looks for the process in /proc")
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGKILL])
def test_nothing_goes_on_when_the_asker_is_stopped(snapshot: Snapshot, number: signal.Signals) -> None:
    command = [sys.executable, "-c", STOPPED, str(snapshot.path), ENDLESS]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as asker:
        assert asker.stdout is not None and asker.stdout.readline() == b"ready\n"
        while not (mine := processes(asker.pid)):
            time.sleep(0.01)
        time.sleep(0.5)
        asker.send_signal(number)
        asker.wait(30)
    deadline = time.monotonic() + 10  # long before its share of processor time is over
    while any(map(is_sandbox, mine)) and time.monotonic() < deadline:
        time.sleep(0.02)
    assert not any(map(is_sandbox, mine))


def test_twenty_at_once(snapshot: Snapshot) -> None:
    def ask(number: int) -> list[tuple[Any, ...]]:
        if number % 2:
            return raw.fetch(snapshot, "sparql", f"SELECT ({number} AS ?x) {{}}").rows
        return raw.fetch(snapshot, "cypher", f"MATCH (a:Actor {{id: 'nabu'}}) RETURN {number} AS x").rows

    with concurrent.futures.ThreadPoolExecutor(20) as pool:
        assert list(pool.map(ask, range(20))) == [[(number,)] for number in range(20)]


# ---------------------------------------------------------------- answers and errors
def test_nodes_edges_and_parameters(snapshot: Snapshot) -> None:
    text = "MATCH (a:Actor {id: $id})-[r:PART_OF]->(b) RETURN a, r, b.id, b.id, $day AS day"
    found = raw.fetch(snapshot, "cypher", text, {"id": "nabu", "day": datetime.date(2022, 5, 30)})
    assert found.columns == ("a", "r", "b.id", "b.id_2", "day")
    [(node, edge, whole, again, day)] = found.rows
    assert list(node) == sorted(node) and node["id"] == "nabu" and node["_LABEL"] == "Actor" and "_ID" not in node
    assert edge == {"_LABEL": "PART_OF"} and whole == again == "ua" and day == datetime.date(2022, 5, 30)


def test_an_answer_has_types_and_text_only(snapshot: Snapshot) -> None:
    answer = raw.query(snapshot, "cypher", "RETURN 1 AS n, ['x', 'y'] AS l, true AS t")
    assert [column.type for column in answer.header.columns] == ["integer", "text", "boolean"]
    assert answer.rows == [{"n": 1, "l": '["x", "y"]', "t": True}]


@pytest.mark.parametrize(
    ("language", "text", "line", "column", "words"),
    [
        ("cypher", "MATCH (a:Actor)\nRETURN a.nosuch", 2, 10, "nosuch"),
        ("cypher", "MATCH (a:Nobody) RETURN a", 1, 10, "Nobody"),
        ("cypher", "RETURN 1 AS x,\n  y", 2, 3, "not in scope"),
        ("cypher", "RETURN 1 < 2 < 3", 1, 8, "Non-binary comparison"),
        ("cypher", "RETURN 1 +\n\n  LOAD FROM 'x'", 3, 8, "FROM"),
        ("cypher", "MATCH (a)\n  DELETE a", 2, 3, "DELETE is not allowed"),
        ("cypher", "RETURN summ(1)", 1, 8, "Did you mean SUM"),
        ("cypher", "RETURN 1 — 2", 1, 10, "EM DASH"),
        ("cypher", "RETURN /* a\n b */ $x", 2, 7, r"\$x has no value"),
        ("cypher", "RETURN 'a''b' AS x", 1, 11, "A blank is missing"),
        ("cypher", "RETURN 1a", 1, 9, "A blank is missing"),
        ("sparql", "ASK {\n  SERVICE <x:x> {} }", 2, 3, "must not use SERVICE"),
        ("sparql", "ASK { FILTER(?a<?b&&?c>?d) }", 1, 16, "an IRI or a comparison"),
        ("sparql", "ASK {}\nASK {}", 2, 1, "one statement"),
        ("sparql", "ASK {}; ASK {}", 1, 7, "one statement"),
        ("sparql", "ASK { ?s e:x ?o }", 1, 10, "e: is not declared"),
        ("sparql", "ASK {\n ( }", 2, 4, "closes nothing"),
        ("sparql", "ASK { FILTER(CONTAIN('a', 'b')) }", 1, 14, "Did you mean CONTAINS"),
    ],
)
def test_errors_name_the_place(
    snapshot: Snapshot, language: Language, text: str, line: int, column: int, words: str
) -> None:
    with pytest.raises(QueryError, match=words) as caught:
        raw.fetch(snapshot, language, text)
    assert (caught.value.line, caught.value.column) == (line, column)


def test_errors_of_oxigraph_name_a_place_of_the_text(snapshot: Snapshot) -> None:
    with pytest.raises(QueryError, match="cannot be read here, or shortly before") as caught:
        raw.fetch(snapshot, "sparql", "ASK {\n ?s ?p . }")
    assert caught.value.line == 2 and caught.value.column is not None and caught.value.column <= 12


def test_a_runtime_error_is_told_in_our_words(snapshot: Snapshot) -> None:
    with pytest.raises(QueryError) as caught:
        raw.fetch(snapshot, "cypher", "RETURN 1 / 0")
    assert str(caught.value) == "Divide by zero."


def test_a_graph_that_is_gone_is_the_stores_fault(tmp_path: Path) -> None:
    with pytest.raises(EngineError):
        raw.fetch(Snapshot(tmp_path), "cypher", "RETURN 1")
