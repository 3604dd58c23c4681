"""Reconciliation as version 0.2 of its specification has it, and as OpenRefine asks."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from programs.web_client import web_client
from starlette.testclient import TestClient
from worlds.two_dossiers import load_beside, store_with

from accordgraph.web.settings import Settings

TEXT = {"type": "string"}
TYPE = {"type": "object", "required": ["id"], "properties": {"id": TEXT, "name": TEXT}}
TEMPLATE = {"type": "object", "required": ["url"], "properties": {"url": {"type": "string", "pattern": r"\{\{id\}\}"}}}
MANIFEST = {
    "type": "object",
    "required": ["versions", "name", "identifierSpace", "schemaSpace"],
    "properties": {
        "versions": {"type": "array", "items": TEXT, "contains": {"const": "0.2"}},
        **dict.fromkeys(("name", "identifierSpace", "schemaSpace", "documentation", "serviceVersion"), TEXT),
        "defaultTypes": {"type": "array", "items": TYPE, "uniqueItems": True},
        "view": TEMPLATE,
        "preview": {**TEMPLATE, "required": ["url", "width", "height"]},
    },
}
CANDIDATE = {
    "type": "object",
    "required": ["id", "name", "score"],
    "properties": {
        **dict.fromkeys(("id", "name", "description"), TEXT),
        "score": {"type": "number"},
        "match": {"type": "boolean"},
        "type": {"type": "array", "items": TYPE},
    },
}
RESULTS = {
    "type": "object",
    "additionalProperties": {
        "type": "object",
        "required": ["result"],
        "properties": {"result": {"type": "array", "items": CANDIDATE}},
    },
}
"""What the specification demands of answers, in our own words."""


def reconciled(client: TestClient, **queries: dict[str, Any]) -> dict[str, Any]:
    """The answer to a batch, posted as OpenRefine does; it is what the specification demands."""
    answer = client.post("/reconcile", data={"queries": json.dumps(queries)})
    assert answer.status_code == 200, answer.text
    content: dict[str, Any] = answer.json()
    Draft202012Validator(RESULTS).validate(content)
    return content


def test_the_manifest_is_as_specified_and_its_addresses_lead_somewhere(client: TestClient) -> None:
    manifest = client.get("/reconcile").json()
    Draft202012Validator(MANIFEST).validate(manifest)
    for template in (manifest["view"]["url"], manifest["preview"]["url"]):
        address = template.replace("{{id}}", "nabu").removeprefix("http://localhost")
        assert client.get(address).status_code in (200, 303)
    entity = manifest["suggest"]["entity"]
    assert client.get(entity["service_path"], params={"prefix": "nab"}).json()["result"][0]["id"] == "nabu"


def test_names_in_any_spelling_get_their_ids_and_a_certain_one_is_a_match(client: TestClient) -> None:
    answer = reconciled(
        client,
        q0={"query": "НАБУ", "type": "Actor", "type_strict": "should"},
        q1={"query": "national anticorruption bureau of ukraine", "type": ["Actor", "Basis"], "limit": 3},
        q2={"query": "Congo"},
        q3={"query": "nobody is called so at all"},
    )
    assert [(one["id"], one["match"]) for one in answer["q0"]["result"][:1]] == [("nabu", True)]
    assert answer["q1"]["result"][0]["id"] == "nabu" and len(answer["q1"]["result"]) <= 3
    assert answer["q3"]["result"] == []


def test_what_somebody_published_is_no_rival_of_the_publisher(client: TestClient) -> None:
    first, *others = reconciled(client, q={"query": "NABU"})["q"]["result"]
    assert (first["id"], first["match"]) == ("nabu", True)
    assert others and not any(one["match"] for one in others)


def test_a_query_by_properties_alone_finds_nothing(client: TestClient) -> None:
    assert reconciled(client, q={"properties": [{"pid": "kind", "v": "agency"}]}) == {"q": {"result": []}}


@pytest.mark.parametrize(
    "queries",
    ["no JSON", "[" * 5_000, "[]", '{"q": 1}', '{"q": {"query": 1}}', '{"q": {"query": "x", "type": "Nosuch"}}',
     '{"q": {"query": "x", "limit": 0}}', '{"q": {"query": "x", "limit": true}}', "{}" + " " * 10 + "{}",
     json.dumps({f"q{number}": {"query": "x"} for number in range(51)})],
)  # fmt: skip
def test_what_is_no_batch_is_refused(client: TestClient, queries: str) -> None:
    answer = client.post("/reconcile", data={"queries": queries})
    assert answer.status_code == 400 and answer.json()["error"]


def test_a_preview_may_stand_in_a_frame_and_runs_nothing(client: TestClient) -> None:
    answer = client.get("/reconcile/preview", params={"id": "nabu", "lang": "uk"})
    assert "Національне антикорупційне бюро України" in answer.text
    assert answer.headers["content-security-policy"] == "default-src 'none'; frame-ancestors *"


def test_a_text_too_long_for_a_name_has_no_candidate_and_spoils_no_batch(client: TestClient) -> None:
    both = reconciled(client, long={"query": "NABU " * 100}, name={"query": "NABU"})
    assert both["long"]["result"] == []
    assert both["name"]["result"][0]["id"] == "nabu"


BASE = """\
dossier: base
recorded: 2026-01-05
sources:
  page: {kind: official, publisher: office, published: 2023-07-05}
actors:
  nabu: {kind: agency, name: Bureau against Corruption, acronym: NABU}
"""
NAMESAKES = ("NABU", "N\u0410BU", "NABUU", "NABU", "nabu", "NABU.")
STRANGE = (
    "dossier: mine\nrecorded: 2026-01-06\nsources:\n  blog: {kind: opinion, published: 2025}\nactors:\n"
    + "".join(f"  a{number}: {{kind: agency, name: {name}}}\n" for number, name in enumerate(NAMESAKES))
)


def test_namesakes_that_nobody_trusts_take_neither_match_nor_place_from_others(tmp_path: Path) -> None:
    store = store_with(tmp_path, BASE)
    assert load_beside(store, STRANGE, "--as-stranger").returncode == 0
    with web_client(Settings(store)) as client:
        first, *others = reconciled(client, q={"query": "NABU", "limit": 3})["q"]["result"]
    assert (first["id"], first["match"], len(others)) == ("nabu", True, 2)
    assert not any(one["match"] for one in others)


def test_what_nobody_trusts_is_no_match_where_it_is_alone(tmp_path: Path) -> None:
    store = store_with(tmp_path, BASE.replace("nabu", "office").replace("NABU", "OAC"))
    assert load_beside(store, STRANGE, "--as-stranger").returncode == 0
    with web_client(Settings(store)) as client:
        candidates = reconciled(client, q={"query": "NABUU"})["q"]["result"]
    assert candidates and not any(one["match"] for one in candidates)
