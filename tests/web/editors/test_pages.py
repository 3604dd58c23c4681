"""The pages of the editors as they are without scripts: queries, answers in all views, files and faults."""

from __future__ import annotations

import csv
import io
import json
import re
from html import unescape

import pytest
from cases.hostile_queries import CYPHER_REFUSED
from httpx2 import Response
from starlette.testclient import TestClient

from accordgraph.web.editors.examples import EXAMPLES

CASES = [(language, example) for language, examples in EXAMPLES.items() for example in examples]
HIDDEN = "\u202e"


def run(client: TestClient, language: str, query: str, **fields: str) -> Response:
    answer: Response = client.get(f"/ask/{language}", params={"query": query, "run": "1", **fields})
    return answer


@pytest.mark.parametrize(("language", "number"), [(language, n) for language in EXAMPLES for n in range(4)])
def test_every_example_runs_and_its_view_shows_something(client: TestClient, language: str, number: int) -> None:
    example = EXAMPLES[language][number]
    page = run(client, language, example.query, view=example.view)
    assert page.status_code == 200 and example.query in unescape(page.text)
    shown = {"table": "<tbody>", "graph": "<svg role=", "chart": '<table class="chart">'}
    assert shown[example.view] in page.text


def test_examples_say_the_same_in_both_languages(client: TestClient) -> None:
    def rows(language: str, number: int) -> list[str]:
        text = client.get(f"/ask/{language}", params={"query": EXAMPLES[language][number].query, "format": "csv"}).text
        return sorted(re.sub(r"https://w3id.org/accordgraph/id/\w+/", "", text).splitlines()[1:])

    for number in range(3):
        assert len(rows("sparql", number)) > 2 and rows("sparql", number) == rows("cypher", number)


def test_things_are_links_and_values_show_their_language(client: TestClient) -> None:
    page = run(client, "sparql", EXAMPLES["sparql"][0].query)
    assert '<a href="/id/actor/eppo">actor/eppo</a>' in page.text and '<span class="hint">en</span>' in page.text
    nodes = run(client, "cypher", "MATCH (a:Actor {id: 'nabu'}) RETURN a")
    assert '<a href="/id/actor/nabu">actor/nabu</a>' in nodes.text


@pytest.mark.parametrize("language", ["sparql", "cypher"])
def test_files_hold_all_rows(client: TestClient, language: str) -> None:
    query = {"sparql": "SELECT ?a { ?a ?b ?c } LIMIT 1500", "cypher": "UNWIND range(1, 1500) AS x RETURN x"}[language]
    page = run(client, language, query)
    assert page.text.count("<tr>") == 1001 and "1,000" in page.text
    table = client.get(f"/ask/{language}", params={"query": query, "format": "csv"})
    assert len(list(csv.reader(io.StringIO(table.text)))) == 1501
    content = client.get(f"/ask/{language}", params={"query": query, "format": "json"}).json()
    assert len(content["results"]["bindings"] if language == "sparql" else content["rows"]) == 1500


def test_a_cell_that_looks_like_a_formula_is_none_in_csv(client: TestClient) -> None:
    text = client.get("/ask/cypher", params={"query": "RETURN '=1+1' AS x", "format": "csv"}).text
    assert not text.splitlines()[1].startswith("=")


def test_a_graph_says_how_much_of_the_answer_it_draws(client: TestClient) -> None:
    query = "MATCH (a:Actor)-[r:PARTICIPATES_IN]->(b:Basis) RETURN a, r, b LIMIT 200"
    page = run(client, "cypher", query, view="graph", lang="uk")
    assert page.text.count("<circle") == 60 and "Зображено 60 з" in page.text
    assert "<svg role=" not in run(client, "cypher", "RETURN 1 AS x", view="graph").text


def test_a_chart_of_dates_counts_years(client: TestClient) -> None:
    query = "UNWIND ['2024-04-10', '2024', '2022~'] AS since RETURN since"
    page = run(client, "cypher", query, view="chart")
    assert re.findall(r'<td class="number">(\d+)</td>', page.text) == ["1", "2"]


# ---------------------------------------------------------------- faults
def test_a_fault_is_told_with_its_place_and_the_query_stays(client: TestClient) -> None:
    page = run(client, "cypher", "MATCH (a:Actor)\nRETURN a.nam\nLIMT 3")
    assert page.status_code == 400 and 'data-line="3" data-column="1"' in page.text
    assert 'role="alert"' in page.text and "LIMT 3</textarea>" in page.text


def test_a_word_that_the_graph_does_not_have_is_named(client: TestClient) -> None:
    query = "PREFIX ag: <https://w3id.org/accordgraph/ns#> SELECT ?a { ?a ag:acronim ?b }"
    page = run(client, "sparql", query)
    assert page.status_code == 200 and "ag:acronym" in page.text
    assert run(client, "sparql", query.replace("acronim", "acronym")).text.count('class="fault"') == 0


def test_a_query_that_is_written_is_checked_without_being_run(client: TestClient) -> None:
    faults = client.post("/ask/sparql/check", content="ASK {\n SERVICE <x:x> {} }").json()
    assert [(one["line"], one["column"]) for one in faults] == [(2, 2)] and "SERVICE" in faults[0]["message"]
    assert client.post("/ask/cypher/check", content="RETURN 1").json() == []


def test_hostile_queries_are_refused_on_the_page_too(client: TestClient) -> None:
    texts = [
        text.format(file="/tmp/out", secret="/etc/hostname", url="http://127.0.0.1:9/")
        for text in CYPHER_REFUSED.values()
    ]
    runnable = [text for text in texts if text.strip() and len(text) < 5_000 and text.isprintable()]
    assert len(runnable) > 50
    assert {run(client, "cypher", text).status_code for text in runnable} == {400}


def test_what_hides_in_a_query_or_an_answer_is_shown(client: TestClient) -> None:
    query = f"RETURN '{HIDDEN}<b>x</b>' AS `{HIDDEN}y`"
    page = run(client, "cypher", query)
    assert page.status_code == 200
    assert HIDDEN not in page.text and "<b>" not in page.text and "\\u202e" in page.text
    files = [client.get("/ask/cypher", params={"query": query, "format": form}).text for form in ("json", "csv")]
    assert HIDDEN not in files[0] and json.loads(files[0])["columns"] == [f"{HIDDEN}y"]


@pytest.mark.parametrize("fields", [{"view": "nosuch"}, {"format": "xml"}])
def test_views_and_formats_are_known(client: TestClient, fields: dict[str, str]) -> None:
    assert run(client, "sparql", "ASK {}", **fields).status_code == 400


def test_a_long_query_is_posted(client: TestClient) -> None:
    query = f"RETURN '{'x' * 50_000}' AS x"
    page = client.post("/ask/cypher", data={"query": query, "run": "1"})
    assert page.status_code == 200 and page.text.count("x" * 50_000) == 2


# ---------------------------------------------------------------- words
def test_words_of_the_language_and_of_the_registry_are_completed(client: TestClient) -> None:
    sparql = {word["label"]: word for word in client.get("/ask/sparql/words.json").json()}
    cypher = {word["label"]: word for word in client.get("/ask/cypher/words.json?lang=uk").json()}
    assert {"SELECT", "ag:Cooperation", "ag:sinceEarliest", "ag:cooperatesWith"} <= sparql.keys()
    assert {"MATCH", "Cooperation", "COOPERATES_WITH", "since_earliest"} <= cypher.keys()
    assert not {"DELETE", "SERVICE", "LOAD", "CREATE"} & {*sparql, *cypher}
    assert cypher["since"]["detail"] == "відколи"
