"""Two actors: a search that names both leads to their page, and so do the pages of each, of a link, of an agreement."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect
from programs.served import served
from starlette.testclient import TestClient

from accordgraph.graph.store.store import Store
from accordgraph.queries.runner import run
from accordgraph.queries.session import open_session
from accordgraph.web.settings import Settings

HTML = {"Accept": "text/html"}
FIRST = re.compile(r'<ul class="list found">\s*<li[^>]*><span><a href="([^"]+)">')


@pytest.mark.parametrize(
    ("text", "page"),
    [
        ("NABU EPPO", "/pair/nabu/eppo"),
        ("НАБУ і EPPO", "/pair/nabu/eppo"),
        ("eppo, nabu", "/pair/eppo/nabu"),
        ("NABU–EPPO", "/pair/nabu/eppo"),
        ("Poland Ukraine", "/pair/pl/ua"),
        ("Польща та Україна", "/pair/pl/ua"),
        ("United States and the Security Service of Ukraine", "/pair/us/ssu"),
    ],
)
def test_a_search_of_two_actors_offers_their_page_first(client: TestClient, text: str, page: str) -> None:
    answer = client.get("/find", params={"q": text}, headers=HTML)
    assert answer.status_code == 200
    assert FIRST.findall(answer.text) == [page]
    assert client.get(page, headers=HTML).status_code == 200
    assert client.get("/api/suggest", params={"q": text}).json()["pair"]["path"] == page


@pytest.mark.parametrize("text", ["NABU", "NABU NABU", "NABU nobody-at-all", "anti-corruption", "and", "", "x " * 190])
def test_no_pair_is_offered_where_none_is_named(client: TestClient, text: str) -> None:
    assert "data-pair" not in client.get("/find", params={"q": text}, headers=HTML).text
    assert client.get("/api/suggest", params={"q": text}).json()["pair"] is None


def test_every_partner_on_the_page_of_an_actor_leads_to_the_page_of_both(client: TestClient, whole_store: Path) -> None:
    page = client.get("/id/actor/nabu?on=2024-04-10", headers=HTML).text
    with open_session(Store(whole_store).snapshot(), "ladybug") as session:
        rows = run(session, "partners_on", {"actor": "nabu", "day": "2024-04-10"}).rows
    pairs = set(re.findall(r'class="both small" href="(/pair/[^"]+)"', page))
    assert pairs == {f"/pair/nabu/{row['partner']}?on=2024-04-10" for row in rows}
    assert len(pairs) > 3
    both = client.get("/pair/nabu/eppo", headers=HTML).text
    assert {'href="/id/actor/nabu"', 'href="/id/actor/eppo"'} <= set(re.findall(r'href="/id/actor/[a-z]+"', both))


@pytest.mark.parametrize("path", ["/id/cooperation/eppo-nabu-2023~eppo~1~nabu~1", "/id/basis/eppo-nabu-2023"])
def test_a_link_and_an_agreement_of_two_lead_to_the_page_of_both(client: TestClient, path: str) -> None:
    assert 'href="/pair/eppo/nabu"' in client.get(path, headers=HTML).text
    assert 'class="pairs"' not in client.get("/id/basis/jit-ukraine-2022", headers=HTML).text


@pytest.mark.parametrize("lang", ["en", "uk"])
def test_what_is_to_be_seen_elsewhere_on_the_page_of_two_is_a_part_of_it(client: TestClient, lang: str) -> None:
    page = client.get(f"/pair/ua/pl?on=2024-04-10&lang={lang}", headers=HTML).text
    limits = page.split('<section class="group limits"')[1].split("</section>")[0]
    assert re.findall(r'href="(#[a-z]+)"', limits) == ["#since"]
    assert 'id="since"' in page


@pytest.fixture(scope="module")
def address(whole_store: Path) -> Iterator[str]:
    with served(Settings(whole_store)) as address:
        yield address


def test_while_somebody_types_two_names_the_page_of_both_is_suggested_first(browser: Browser, address: str) -> None:
    page = browser.new_page()
    page.goto(address)
    page.keyboard.type("nabu eppo")
    expect(page.locator("main [role=option]").first).to_contain_text("–")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url("**/pair/nabu/eppo")
    page.close()


@pytest.mark.parametrize("path", ["/pair/pl/ua", "/pair/pl/ua?on=2023-09-01"])
def test_the_first_line_is_of_the_first_row_and_what_it_does_not_count_comes_last(
    client: TestClient, path: str
) -> None:
    """Poland and Ukraine: a treaty of 1994, and the Genocide Convention since 1955."""
    page = client.get(path, headers=HTML).text
    table = page.split('<table class="links')[1].split("</table>")[0]
    bases = re.findall(r'href="/id/basis/([^"?]+)', table)
    general = re.findall(r'href="/id/basis/([^"?]+)', table.split('<tr class="general">')[1])
    assert general == bases[-len(general) :] and "genocide" in general and len(general) > 10
    assert table.count('<tr class="general">') == 1
    assert "14 August 1994" in table.split('<tr class="general">')[0].split("data-link")[1]


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("/pair/ua/am?lang=uk", "припинено: останній день – 28 грудня 2023 року"),
        ("/pair/ua/am", "ended: last day 28 December 2023"),
        ("/pair/nabu/euam?lang=uk", "2016 рік (за нашим тлумаченням, дата непевна)"),
        ("/pair/nabu/euam", "2016, of which we are not sure"),
    ],
)
def test_tables_say_last_days_and_doubtful_days_as_sentences_do(client: TestClient, path: str, words: str) -> None:
    assert words in client.get(path, headers=HTML).text
