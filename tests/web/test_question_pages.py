"""Pages of questions: the text to run has the values that were asked about, and gives the rows of the page."""

from __future__ import annotations

import html
import json
import re

import pytest
from starlette.testclient import TestClient

from accordgraph.queries import catalogue
from accordgraph.web.data_api.questions import public_names

HTML = {"Accept": "text/html"}
TEXT = re.compile(r"<pre[^>]*>(.*?)</pre>", re.DOTALL)
WITH_MORE = ("between", "bases_between")
"""Questions to whose rows links are added that are computed."""

TEXTS = [name for name in public_names() if name not in catalogue.computed()]


@pytest.mark.parametrize("name", TEXTS)
def test_the_text_to_run_is_of_the_values_and_gives_the_rows(client: TestClient, name: str) -> None:
    needed = {one.name: one.example for one in catalogue.header(name).parameters if one.is_needed}
    page = client.get(f"/questions/{name}", params=needed, headers=HTML)
    assert page.status_code == 200
    texts = dict(zip(("sparql", "cypher"), map(html.unescape, TEXT.findall(page.text)), strict=True))
    asked = client.get(f"/questions/{name}.json", params=needed).json()["rows"]
    for language, text in texts.items():
        assert "$" not in text
        answer = client.post(f"/ask/{language}", data={"query": text, "format": "json"})
        assert answer.status_code == 200, answer.text[-3000:]
        content = json.loads(answer.text)
        rows = content["results"]["bindings"] if language == "sparql" else content["rows"]
        assert len(rows) == len(asked) or name in WITH_MORE


def test_before_anything_is_asked_the_text_is_of_the_example(client: TestClient) -> None:
    texts = TEXT.findall(client.get("/questions/partners", headers=HTML).text)
    assert len(texts) == 2 and all("nabu" in text and "$" not in text for text in texts)


def test_the_text_opens_in_the_editor_of_its_language(client: TestClient) -> None:
    page = client.get("/questions/shared_bases?actor=nabu&partner=eppo&lang=uk", headers=HTML).text
    links = [html.unescape(link) for link in re.findall(r'href="(/ask/[a-z]+\?[^"]*query=[^"]+)"', page)]
    assert [link.partition("?")[0] for link in links] == ["/ask/sparql", "/ask/cypher"]
    assert all("lang=uk" in link and "eppo" in client.get(link, headers=HTML).text for link in links)


def test_rows_with_those_of_bodies_say_whose_they_are(client: TestClient) -> None:
    page = client.get("/questions/partners?actor=ua&with_bodies=true", headers=HTML).text
    table = page.split('<table class="rows')[1].split("</table>")[0]
    assert 'href="/id/actor/nabu"' in table and 'href="/id/actor/ua"' in table


def test_a_day_of_a_table_is_in_words_and_no_more_exact_than_its_source(client: TestClient) -> None:
    rows = client.get("/questions/partners.json?actor=nabu").json()["rows"]
    [row] = [one for one in rows if one["basis"] == "fbi-at-nabu-2016"]
    assert (row["attested"], row["last_attested"]) == ("2016-02", "2016-02-01")
    table = client.get("/questions/partners?actor=nabu", headers=HTML).text.split("<tbody>")[1].split("</tbody>")[0]
    assert ">3 July 2023<" in table and not re.search(r">[0-9]{4}-[0-9]{2}-[0-9]{2}<", table)
    [of_fbi] = [line for line in table.split("<tr>") if "Permanent representative" in line]
    assert of_fbi.count(">February 2016<") == 2


@pytest.mark.parametrize("name", [name for name in public_names() if catalogue.header(name).parameters])
def test_fields_are_named_in_the_language_of_the_reader(client: TestClient, name: str) -> None:
    labels = {
        lang: re.findall(r'<label for="p-[a-z_]+">([^<]+)', client.get(f"/questions/{name}?lang={lang}").text)
        for lang in ("en", "uk")
    }
    assert len(labels["en"]) == len(labels["uk"]) == len(catalogue.header(name).parameters)
    assert not any(re.match("[a-z]", label) for label in labels["uk"])


def test_a_field_of_yes_or_no_is_chosen(client: TestClient) -> None:
    page = client.get("/questions/partners?actor=ua&with_bodies=true&lang=uk", headers=HTML).text
    assert '<option value="">ні</option><option value="true" selected>так</option>' in page
    without = client.get("/questions/partners?actor=ua&with_bodies=&lang=uk", headers=HTML)
    assert without.status_code == 200 and "selected" not in without.text
