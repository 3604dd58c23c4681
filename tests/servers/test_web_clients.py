"""Programs of others ask the served graph: SPARQLWrapper, rdflib, Comunica, Jena, and YASGUI from another origin."""

from __future__ import annotations

import functools
import http.server
import json
import subprocess
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, expect
from programs.needs import lacking
from rdflib import Graph, URIRef
from rdflib.plugins.stores.sparqlstore import SPARQLStore
from real_servers.jars import LackingError, jars, java
from real_servers.node_packages import node_packages
from real_servers.web_server import WebServer
from SPARQLWrapper import (
    CSV,
    GET,
    JSON,
    JSONLD,
    POST,
    POSTDIRECTLY,
    RDFXML,
    TSV,
    TURTLE,
    URLENCODED,
    XML,
    SPARQLWrapper,
)

NABU = "https://w3id.org/accordgraph/id/actor/nabu"
SELECT = "PREFIX ag: <https://w3id.org/accordgraph/ns#> SELECT ?name { ?a ag:id 'nabu' ; ag:name ?name } ORDER BY ?name"
CONSTRUCT = f"CONSTRUCT {{ <{NABU}> ?p ?o }} WHERE {{ <{NABU}> ?p ?o }}"
NAMES = ["National Anti-Corruption Bureau of Ukraine", "Національне антикорупційне бюро України"]


@pytest.fixture(scope="module")
def served(server_root: Path, bundled_store: Path) -> Iterator[str]:
    """The address of the application, which pages of other origins may ask too."""
    server = WebServer(server_root / "web", bundled_store)
    server.options = ("--public", server.base)
    with server:
        yield server.base


@pytest.fixture(scope="module")
def clients() -> Path:
    """A folder with the clients in JavaScript."""
    try:
        return node_packages()
    except LackingError as error:
        lacking(str(error))


def wrapper(served: str, query: str, form: str, method: str = GET, request: str = URLENCODED) -> Any:
    """What SPARQLWrapper makes of an answer."""
    asked = SPARQLWrapper(f"{served}/sparql")
    asked.setQuery(query)
    asked.setReturnFormat(form)
    asked.setMethod(method)
    asked.setRequestMethod(request)
    return asked.query().convert()


@pytest.mark.parametrize(("method", "request_method"), [(GET, URLENCODED), (POST, URLENCODED), (POST, POSTDIRECTLY)])
def test_sparqlwrapper_gets_every_form_in_every_way(served: str, method: str, request_method: str) -> None:
    rows = wrapper(served, SELECT, JSON, method, request_method)["results"]["bindings"]
    assert [(row["name"]["value"], row["name"]["xml:lang"]) for row in rows] == list(
        zip(NAMES, ("en", "uk"), strict=True)
    )
    texts = {form: wrapper(served, SELECT, form, method, request_method) for form in (CSV, TSV)}
    assert all(NAMES[1] in text.decode() for text in texts.values())
    assert NAMES[1] in wrapper(served, SELECT, XML, method, request_method).toxml()
    assert wrapper(served, "ASK {}", JSON, method, request_method) == {"head": {}, "boolean": True}


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")  # SPARQLWrapper makes one
def test_sparqlwrapper_gets_every_form_of_rdf(served: str) -> None:
    turtle = Graph().parse(data=wrapper(served, CONSTRUCT, TURTLE), format="turtle")
    others = [wrapper(served, CONSTRUCT, form) for form in (RDFXML, JSONLD)]
    assert len(turtle) > 10 and [len(graph) for graph in others] == [len(turtle)] * 2


def test_rdflib_asks_the_endpoint_and_reads_a_thing(served: str) -> None:
    store = Graph(SPARQLStore(f"{served}/sparql"))
    assert [str(row[0]) for row in store.query(SELECT)] == NAMES  # type: ignore[index] # of a SELECT
    read = Graph().parse(f"{served}/id/actor/nabu")
    own = set(read.predicate_objects(URIRef(NABU)))
    assert len(own) > 10 and own == set(store.predicate_objects(URIRef(NABU)))


def test_comunica_asks_the_endpoint_and_reads_a_thing(served: str, clients: Path) -> None:
    command = ["node", "comunica.mjs", served, SELECT, "ASK { ?s ?p ?o }", CONSTRUCT]
    done = subprocess.run(command, cwd=clients, capture_output=True, text=True, timeout=120, check=True)
    answers = json.loads(done.stdout)
    assert answers["select"] == answers["dereferenced"] == NAMES
    assert answers["ask"] is True and answers["construct"] > 10


def jena(program: str, *arguments: str) -> str:
    """What a program of Jena prints."""
    [jar] = (jars() / "fuseki").glob("*.jar")
    command = [java(), "-cp", str(jar), program, *arguments]
    return subprocess.run(command, capture_output=True, text=True, timeout=120, check=True).stdout


def test_jena_asks_the_endpoint(served: str) -> None:
    assert jena("arq.rsparql", "--service", f"{served}/sparql", "--results=CSV", SELECT).split("\n")[1:3] == NAMES


def test_jena_joins_it_with_its_own_data_by_service(served: str, tmp_path: Path) -> None:
    own = tmp_path / "own.ttl"
    own.write_text(f"<{NABU}> <x:note> 'ours' .", encoding="utf-8")
    pattern = "?a <https://w3id.org/accordgraph/ns#name> ?name"
    query = f"SELECT ?note ?name {{ ?a <x:note> ?note SERVICE <{served}/sparql> {{ {pattern} }} }} ORDER BY ?name"
    rows = jena("arq.arq", "--data", str(own), "--results=CSV", query).split("\n")
    assert [row.strip() for row in rows[1:3]] == [f"ours,{name}" for name in NAMES]


def test_jena_reads_a_thing(served: str) -> None:
    assert NAMES[1] in jena("riotcmd.riot", "--output=turtle", f"{served}/id/actor/nabu")


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_yasgui_asks_from_another_origin(browser: Browser, served: str, clients: Path, method: str) -> None:
    handler = functools.partial(QuietHandler, directory=str(clients))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as other:
        threading.Thread(target=other.serve_forever, daemon=True).start()
        context = browser.new_context()
        page = context.new_page()
        endpoint = quote(f"{served}/sparql", safe="")
        page.goto(f"http://127.0.0.1:{other.server_port}/yasgui.html?endpoint={endpoint}&method={method}")
        page.evaluate("query => { const tab = yasgui.getTab(); tab.setQuery(query); tab.query(); }", SELECT)
        expect(page.locator(".yasr_results")).to_contain_text(NAMES[1], timeout=20_000)
        context.close()
        other.shutdown()


class QuietHandler(http.server.SimpleHTTPRequestHandler):
    """Files of a folder, without a word on each."""

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""
