"""The JSON API is as its description says."""

from __future__ import annotations

import csv
import io
from typing import Any
from urllib.parse import quote

import pytest
from jsonschema import Draft202012Validator
from openapi_spec_validator import validate
from starlette.testclient import TestClient

from accordgraph.queries import catalogue
from accordgraph.queries.answer import Answer
from accordgraph.web.data_api.answers import answer_csv


@pytest.fixture(scope="module")
def document(client: TestClient) -> dict[str, Any]:
    content: dict[str, Any] = client.get("/openapi.json").json()
    return content


def test_the_description_is_valid(document: dict[str, Any]) -> None:
    validate(document)
    assert document["openapi"] == "3.1.0" and len(document["paths"]) > 40


def test_every_example_answers_as_described(client: TestClient, document: dict[str, Any]) -> None:
    failed, faults = [], []
    for path, item in document["paths"].items():
        operation = item["get"]
        address, query = path, {}
        for parameter in operation["parameters"]:
            if parameter["in"] == "path":
                address = address.replace(f"{{{parameter['name']}}}", quote(parameter["example"]))
            else:
                query[parameter["name"]] = example(parameter["example"])
        answer = client.get(
            address, params=query, headers={"accept": next(iter(operation["responses"]["200"]["content"]))}
        )
        content = operation["responses"]["200"]["content"]
        if answer.status_code != 200 or answer.headers["content-type"].split(";")[0] not in content:
            failed.append((path, answer.status_code, answer.text[:80]))
        elif schema := content.get("application/json", {}).get("schema"):
            validator = Draft202012Validator({**schema, "components": document["components"]})
            faults += [(path, error.message) for error in validator.iter_errors(answer.json())]
    assert failed == []
    assert faults == []


def example(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def test_csv_and_json_of_a_question_have_the_same_rows(client: TestClient) -> None:
    rows = client.get("/questions/partners.json", params={"actor": "НАБУ"}).json()["rows"]
    lines = list(csv.DictReader(io.StringIO(client.get("/questions/partners.csv", params={"actor": "nabu"}).text)))
    assert len(rows) > 3 and [line["cooperation"] for line in lines] == [row["cooperation"] for row in rows]


@pytest.mark.parametrize(
    ("status", "path", "words"),
    [
        (404, "/questions/nosuch.json", ""),
        (400, "/questions/partners.json", "actor"),
        (404, "/questions/partners.json?actor=nobody-at-all", "nobody-at-all"),
        (400, "/questions/partners.json?actor=nabu&nosuch=1", "nosuch"),
        (400, "/questions/partners_on.json?actor=nabu&day=yesterday", "yesterday"),
        (400, "/api/suggest?q=x&limit=0", "limit"),
        (400, "/api/suggest?q=x&class=Nosuch", "Nosuch"),
        (400, "/api/evidence", "id"),
    ],
)
def test_errors_are_json_and_say_what_is_wrong(client: TestClient, status: int, path: str, words: str) -> None:
    answer = client.get(path)
    assert answer.status_code == status and words in answer.json()["error"]


def test_a_question_that_is_internal_is_not_proposed(client: TestClient) -> None:
    answer = client.get("/questions/cooperations.json").json()
    assert answer["nearest"] and "cooperations" not in answer["nearest"]


def test_a_spreadsheet_takes_no_name_for_a_formula() -> None:
    answer = Answer(("name",), [{"name": "=1+1"}], [], catalogue.header("actors"))
    assert answer_csv(answer).body.decode().splitlines()[1].startswith("'=")


def test_lists_are_bounded(client: TestClient) -> None:
    ids = ",".join(f"a{number}" for number in range(1000))
    assert client.get("/questions/actors.json", params={"actors": ids}).status_code == 400


def test_suggestions_say_why_they_fit_in_the_language_of_the_reader(client: TestClient) -> None:
    english, ukrainian = (
        client.get("/api/suggest", params={"q": "nabu", "limit": 1, "lang": lang}).json()["suggestions"]
        for lang in ("en", "uk")
    )
    assert (english[0]["id"], english[0]["path"]) == ("nabu", "/id/actor/nabu")
    assert english[0]["why"] != ukrainian[0]["why"] and ukrainian[0]["name"].startswith("Національне")
