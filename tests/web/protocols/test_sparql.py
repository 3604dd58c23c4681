"""The SPARQL Protocol and the Graph Store: forms of requests, forms of answers, and what is refused."""

from __future__ import annotations

import io
from pathlib import Path

import pyoxigraph as ox
import pytest
from cases.hostile_queries import SPARQL_REFUSED
from httpx2 import Response
from programs.web_client import web_client
from rdflib import Graph
from real_servers.listener import listening
from starlette.testclient import TestClient

from accordgraph.web.settings import Settings

SELECT = "PREFIX ag: <https://w3id.org/accordgraph/ns#> SELECT ?name { ?a ag:id 'nabu' ; ag:name ?name } ORDER BY ?name"
CONSTRUCT = "CONSTRUCT { ?a a ?b } WHERE { ?a a ?b } LIMIT 2"
FORM, DIRECT = "application/x-www-form-urlencoded", "application/sparql-query"
JSON, XML, CSV, TSV = (
    "application/sparql-results+json",
    "application/sparql-results+xml",
    "text/csv",
    "text/tab-separated-values",
)


def ask(client: TestClient, query: str, accept: str = "*/*") -> Response:
    answer: Response = client.get("/sparql", params={"query": query}, headers={"accept": accept})
    return answer


# ---------------------------------------------------------------- requests
def test_get_form_and_body_give_the_same(client: TestClient) -> None:
    by_get = ask(client, SELECT)
    by_form = client.post("/sparql", data={"query": SELECT})
    by_body = client.post("/sparql", content=SELECT, headers={"content-type": f"{DIRECT}; charset=utf-8"})
    assert [one.status_code for one in (by_get, by_form, by_body)] == [200, 200, 200]
    assert by_get.json() == by_form.json() == by_body.json()
    assert [row["name"]["xml:lang"] for row in by_get.json()["results"]["bindings"]] == ["en", "uk"]


@pytest.mark.parametrize(
    ("status", "path", "content", "kind"),
    [
        (400, "/sparql?query=ASK{}&query=ASK{}", None, ""),
        (400, "/sparql?query=ASK{}&default-graph-uri=x:y", None, ""),
        (400, "/sparql?query=ASK", None, ""),
        (400, "/sparql", "", FORM),
        (400, "/sparql", b"query=%FF", FORM),
        (400, "/sparql", "&".join(["a=b"] * 50), FORM),
        (403, "/sparql", "update=CLEAR+ALL", FORM),
        (403, "/sparql", "CLEAR ALL", "application/sparql-update"),
        (415, "/sparql", SELECT, "text/plain"),
    ],
)
def test_what_the_protocol_does_not_know_is_refused(
    client: TestClient, status: int, path: str, content: str | bytes | None, kind: str
) -> None:
    answer = client.get(path) if content is None else client.post(path, content=content, headers={"content-type": kind})
    assert (answer.status_code, answer.headers["content-type"]) == (status, "text/plain; charset=utf-8")


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH"])
@pytest.mark.parametrize("path", ["/sparql", "/graph?default"])
def test_nothing_can_be_written(client: TestClient, method: str, path: str) -> None:
    assert client.request(method, path, content=b"<x:a> <x:b> <x:c> .").status_code == 405


# ---------------------------------------------------------------- answers
@pytest.mark.parametrize("accept", [JSON, XML, CSV, TSV])
def test_results_in_each_form_hold_the_same(client: TestClient, accept: str) -> None:
    answer, asked = ask(client, SELECT, accept), ask(client, "ASK {}", accept)
    assert answer.headers["content-type"].split(";")[0] == asked.headers["content-type"].split(";")[0] == accept
    assert "Національне антикорупційне бюро України" in answer.text and "true" in asked.text


@pytest.mark.parametrize("accept", ["text/turtle", "application/n-triples", "application/ld+json"])
def test_graphs_in_each_form_hold_the_same(client: TestClient, accept: str) -> None:
    answer = ask(client, CONSTRUCT, accept)
    form = ox.RdfFormat.from_media_type(accept)
    assert answer.headers["content-type"].split(";")[0] == accept
    assert len(list(ox.parse(io.BytesIO(answer.content), form))) == 2


def test_a_form_that_the_kind_of_answer_has_not_is_406(client: TestClient) -> None:
    assert [ask(client, SELECT, "text/turtle").status_code, ask(client, CONSTRUCT, CSV).status_code] == [406, 406]
    assert ask(client, SELECT, "image/png").status_code == 406


def test_an_answer_has_a_tag_unless_it_differs_each_time(client: TestClient) -> None:
    first = ask(client, SELECT)
    again = client.get("/sparql", params={"query": SELECT}, headers={"if-none-match": first.headers["etag"]})
    other = client.get(
        "/sparql", params={"query": SELECT}, headers={"if-none-match": first.headers["etag"], "accept": CSV}
    )
    assert (again.status_code, again.content, other.status_code) == (304, b"", 200)
    assert "etag" not in ask(client, "SELECT (NOW() AS ?now) {}").headers


def test_a_mistake_is_told_with_its_place_in_the_language_of_the_reader(client: TestClient) -> None:
    english = ask(client, "ASK {\n SERVICE <x:x> {} }")
    assert english.status_code == 400 and "Line 2, column 2" in english.text
    ukrainian = client.get("/sparql", params={"query": "ASK {\n ( }", "lang": "uk"})
    assert ukrainian.status_code == 400 and "2" in ukrainian.text and ukrainian.text != english.text


# ---------------------------------------------------------------- description and whole graph
def test_without_a_query_it_describes_itself_and_its_data(client: TestClient) -> None:
    graph = Graph().parse(data=client.get("/sparql", headers={"accept": "text/turtle"}).text, format="turtle")
    prefixes = "PREFIX sd: <http://www.w3.org/ns/sparql-service-description#> PREFIX void: <http://rdfs.org/ns/void#> "
    dcat = "PREFIX dcat: <http://www.w3.org/ns/dcat#> PREFIX dcterms: <http://purl.org/dc/terms/> "
    asked = (
        "ASK { ?s a sd:Service ; sd:endpoint ?s ; sd:defaultDataset ?d . ?d a void:Dataset, dcat:Dataset ;"
        " dcterms:license ?l ; void:triples ?n ; void:classPartition [ void:entities ?m ] ; dcat:distribution ?f }"
    )
    assert graph.query(prefixes + dcat + asked).askAnswer is True
    browser = client.get("/sparql", headers={"accept": "text/html,application/xhtml+xml,*/*;q=0.8"})
    assert (browser.status_code, browser.headers["location"]) == (303, "/ask/sparql")


def test_the_graph_store_gives_the_whole_graph_and_no_other(client: TestClient) -> None:
    answer = client.get("/graph?default", headers={"accept": "application/n-triples"})
    count = ask(client, "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }").json()["results"]["bindings"][0]["n"]["value"]
    assert answer.text.count("\n") == int(count) and int(answer.headers["content-length"]) == len(answer.content)
    assert client.get("/graph?graph=x:y").status_code == 404
    assert client.get("/graph").status_code == 400
    assert client.get("/graph?default", headers={"accept": "image/png"}).status_code == 406


# ---------------------------------------------------------------- strangers
def test_pages_of_other_origins_read_a_public_graph_alone(client: TestClient, bundled_store: Path) -> None:
    asks = {"origin": "https://other.example", "access-control-request-method": "POST"}
    origin = {"origin": "https://other.example", "content-type": DIRECT}
    with web_client(Settings(bundled_store, public="http://localhost")) as public:
        allowed = public.options("/sparql", headers=asks)
        answer = public.post("/sparql", content="ASK {}", headers=origin)
        thing = public.get("/id/actor/nabu.ttl", headers=origin)
        assert allowed.status_code == 204 and "Content-Type" in allowed.headers["access-control-allow-headers"]
        opened = [one.headers.get("access-control-allow-origin") for one in (allowed, answer, thing)]
        assert opened == ["*"] * 3 and answer.status_code == 200
        assert "access-control-allow-origin" not in public.get("/", headers=origin).headers
    private = client.post("/sparql", content="ASK {}", headers=origin)
    assert private.status_code == 403 and "access-control-allow-origin" not in private.headers


def test_hostile_queries_are_refused_and_reach_nothing(client: TestClient, tmp_path: Path) -> None:
    secret = tmp_path / "secret.csv"
    secret.write_text("secret\n", encoding="utf-8")
    with listening() as (port, calls):
        texts = [
            text.format(file=tmp_path / "out", secret=secret, url=f"http://127.0.0.1:{port}/")
            for text in SPARQL_REFUSED.values()
        ]
        readable = [text.encode("utf-8", "replace") for text in texts]
        statuses = {
            client.post("/sparql", content=text, headers={"content-type": DIRECT}).status_code for text in readable
        }
    assert len(texts) > 40 and statuses == {400, 413} and calls == []
    assert [path.name for path in tmp_path.iterdir()] == ["secret.csv"]
