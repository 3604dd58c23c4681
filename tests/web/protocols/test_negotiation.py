"""Which form of a thing a reader gets, by `Accept` and by the end of the address."""

from __future__ import annotations

import json

import pyoxigraph as ox
import pytest
from starlette.testclient import TestClient

NABU = "https://w3id.org/accordgraph/id/actor/nabu"
JENA = (
    "text/turtle,application/n-triples;q=0.9,application/ld+json;q=0.8,application/rdf+xml;q=0.7,"
    "application/trig,application/n-quads;q=0.9,text/html;q=0.01,*/*;q=0.3"
)
BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,*/*;q=0.8"


@pytest.mark.parametrize(
    ("accept", "media_type"),
    [
        ("text/turtle", "text/turtle"),
        ("application/ld+json", "application/ld+json"),
        ("application/n-triples", "application/n-triples"),
        ("application/rdf+xml", "application/rdf+xml"),
        ("application/json", "application/json"),
        ("text/turtle;q=0.3, application/rdf+xml;q=0.7", "application/rdf+xml"),
        ("application/*", "application/ld+json"),
        ("text/turtle;q=0, */*;q=0.5", "application/ld+json"),
        ("application/x-unknown, */*;q=0.1", "text/turtle"),
        (JENA, "text/turtle"),
    ],
)
def test_a_program_gets_what_it_prefers(client: TestClient, accept: str, media_type: str) -> None:
    answer = client.get("/id/actor/nabu", headers={"accept": accept})
    assert (answer.status_code, answer.headers["content-type"].split(";")[0]) == (200, media_type)
    assert "Accept" in answer.headers["vary"]


@pytest.mark.parametrize("suffix", ["ttl", "nt", "jsonld", "rdf", "json"])
def test_the_end_of_the_address_goes_before_what_a_browser_prefers(client: TestClient, suffix: str) -> None:
    answer = client.get(f"/id/actor/nabu.{suffix}", headers={"accept": BROWSER})
    assert answer.status_code == 200 and not answer.headers["content-type"].startswith("text/html")


def test_nothing_that_fits_is_406(client: TestClient) -> None:
    assert client.get("/id/actor/nabu", headers={"accept": "image/png"}).status_code == 406


def test_all_forms_of_rdf_say_the_same(client: TestClient) -> None:
    own = []
    forms = {
        "ttl": ox.RdfFormat.TURTLE,
        "nt": ox.RdfFormat.N_TRIPLES,
        "jsonld": ox.RdfFormat.JSON_LD,
        "rdf": ox.RdfFormat.RDF_XML,
    }
    for suffix, form in forms.items():
        triples = ox.parse(client.get(f"/id/actor/nabu.{suffix}").content, form)
        own.append({str(triple) for triple in triples if triple.subject == ox.NamedNode(NABU)})
    assert len(own) == 4 and len(own[0]) > 10 and all(one == own[0] for one in own)


def test_json_has_the_answers_about_a_thing(client: TestClient) -> None:
    content = json.loads(client.get("/id/actor/nabu.json").text)
    assert (content["iri"], content["class"]) == (NABU, "Actor")
    assert {row["actor"] for row in content["answers"]["partners"]} == {"nabu"}


def test_another_class_leads_to_the_right_one_for_good(client: TestClient) -> None:
    answer = client.get("/id/basis/nabu.ttl")
    assert (answer.status_code, answer.headers["location"]) == (308, "/id/actor/nabu.ttl")


def test_what_is_not_there_is_404_in_text_for_programs(client: TestClient) -> None:
    answer = client.get("/id/actor/nobody-at-all", headers={"accept": JENA})
    assert (answer.status_code, answer.headers["content-type"]) == (404, "text/plain; charset=utf-8")


@pytest.mark.parametrize("query", [{"uri": NABU}, {"id": "nabu"}, {"id": "НАБУ"}])
def test_an_iri_leads_to_its_thing(client: TestClient, query: dict[str, str]) -> None:
    answer = client.get("/entity", params=query)
    assert (answer.status_code, answer.headers["location"]) == (303, "/id/actor/nabu")
