"""What holds of every page: what the graph does not hold, how it is cited, its day, and where its references lead."""

from __future__ import annotations

import re
from html import unescape

import pytest
from cases.web_pages import OF_A_DAY, PAGES, with_query
from starlette.testclient import TestClient

from accordgraph.ontology.messages import message

HTML = {"Accept": "text/html"}
TAGS = re.compile(r"<[^>]+>")


def words(html: str) -> str:
    """The text of a page, with single blanks."""
    return re.sub(r"\s+", " ", unescape(TAGS.sub("", html)))


@pytest.mark.parametrize("lang", ["en", "uk"])
@pytest.mark.parametrize("path", PAGES)
def test_it_says_what_the_graph_does_not_hold_and_cites_itself(client: TestClient, path: str, lang: str) -> None:
    answer = client.get(with_query(path, f"lang={lang}"), headers=HTML)
    assert answer.status_code == 200
    page, main = words(answer.text), answer.text.split('<section class="cite"')
    assert message("limits-general", lang) in page
    assert "&#" not in page and "&amp;" not in page
    assert len(main) == 2
    snapshot = page.rpartition("· CC BY 4.0")[0].split()[-1]
    cited = words(main[1])
    assert snapshot in cited
    assert unescape(path.split("?")[0]) in cited and "accord serve" in cited
    assert "localhost" not in page and "127.0.0.1" not in page


@pytest.mark.parametrize("lang", ["en", "uk"])
@pytest.mark.parametrize("path", [*PAGES, "/pair/ua/pl", "/id/actor/ua", "/id/actor/ssu?on=2024-04-10"])
def test_nobody_who_reads_a_page_is_sent_to_a_terminal(client: TestClient, path: str, lang: str) -> None:
    main = client.get(with_query(path, f"lang={lang}"), headers=HTML).text.split('<main id="content">')[1]
    answer = words(main.split('<section class="cite"')[0])
    assert len(answer) > 100 and re.findall(r"\baccord [a-z-]+|\s--[a-z]+", answer) == []


@pytest.mark.parametrize("path", PAGES)
def test_a_day_is_shown_or_it_is_said_that_it_changes_nothing(client: TestClient, path: str) -> None:
    without = words(client.get(path, headers=HTML).text)
    page = words(client.get(with_query(path, "on=2022-07-01"), headers=HTML).text)
    assert "1 July 2022 changes nothing" not in without and "As of" not in without
    assert ("As of 1 July 2022. All days" in page) == (path in OF_A_DAY)
    assert ("1 July 2022 changes nothing on it. All days" in page) == (path not in OF_A_DAY)
    assert (", as of 1 July 2022, snapshot" in page) == (path in OF_A_DAY)


@pytest.mark.parametrize("path", OF_A_DAY)
def test_a_day_is_kept_from_page_to_page(client: TestClient, path: str) -> None:
    page = client.get(with_query(path, "on=2022-07-01"), headers=HTML).text
    main = page.split('<main id="content">')[1].split("</main>")[0]
    ours = re.findall(r'href="(/(?:id/actor|id/basis|id/coop|id/part|pair|network)[^"]*)"', main)
    days = [link for link in ours if not re.search(r"\.(ttl|jsonld|nt|rdf|json)$", link)]
    left = [link for link in days if "on=2022-07-01" not in link and link != unescape(path)]
    assert days and left == []


@pytest.mark.parametrize("path", [*PAGES, "/pair/ua/pl?on=2022-07-01", "/id/basis/jit-ukraine-2022?on=2022-07-01"])
def test_every_number_and_part_leads_to_one_place(client: TestClient, path: str) -> None:
    page = client.get(path, headers=HTML).text
    ids = re.findall(r' id="([^"]+)"', page)
    assert len(set(ids)) == len(ids)
    assert set(re.findall(r'href="#([^"]+)"', page)) <= set(ids)
    numbers = re.findall(r'class="ref" href="#([^"]+)">(\[[^\]]+\])<', page)
    assert len({number for _, number in numbers}) == len({place for place, _ in numbers})
