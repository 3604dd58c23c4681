"""The head of every page: the same controls whatever is drawn, all by keyboard, and an address that brings all back."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import cast

import pytest
from drawings.first_screens import between_two
from drawings.many_nodes import many
from drawings.opened_page import Opened, becomes, opened
from playwright.sync_api import Page

from accordgraph.diagrams.facts import View
from accordgraph.diagrams.formats import content
from accordgraph.diagrams.model import Diagram

CONTROLS = {"search", "share-link", "share-png", "share-pdf", "theme", "language"}
STOPS = """() => { const one = document.activeElement;
  return one.id || one.dataset.view || one.localName; }"""


def _pair(view: str) -> tuple[Diagram, str, Diagram]:
    first = between_two(4) if view == "columns" else replace(many(12, 30), view=cast(View, view))
    return first, "html", replace(first, lang="uk")


@pytest.mark.parametrize("view", ["columns", "bases", "actors", "ego", "matrix"])
def test_all_pages_have_the_same_controls(view: str) -> None:
    page = content(*_pair(view)).decode()
    head = page[page.index("<header>") : page.index("</header>")]
    assert set(re.findall(r'(?:button|input)\b[^>]* id="([\w-]+)"', head)) == CONTROLS
    views = re.findall(r'<button type="button" data-view="(\w+)"', head)
    assert "table" in views and len(views) == len(set(views))
    assert ("matrix" in views) == (view != "bases")
    assert f'data-view="{views[0]}"' in page[page.index("<main") :][:80]


def test_a_large_page_has_no_table_of_pairs() -> None:
    page = content(many(101, 120), "html").decode()
    assert 'data-view="matrix"' not in page and 'data-view="diagram"' in page


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A page of actors and links between them, in two languages."""
    path = tmp_path_factory.mktemp("head") / "drawn.html"
    path.write_bytes(content(*_pair("actors")))
    return path


@pytest.fixture
def drawn(page: Page, file: Path) -> Opened:
    return opened(page, file)


def test_keys_alone_reach_all_controls_and_views(drawn: Opened) -> None:
    page, stops = drawn.page, []
    page.locator(".menu summary").focus()
    page.keyboard.press("Enter")
    page.locator("button[data-view=diagram]").focus()
    for _ in range(10):
        stops.append(page.evaluate(STOPS))
        page.keyboard.press("Tab")
    assert stops[:4] == ["diagram", "table", "search", "summary"]
    assert stops[4:] == ["matrix", "share-link", "share-png", "share-pdf", "theme", "language"]
    page.locator("button[data-view=matrix]").press("Enter")
    assert page.locator("#crossed").is_visible() and page.locator("#stage").is_hidden()
    page.locator("button[data-view=table]").press("Enter")
    assert page.locator("#links").is_visible() and page.locator("#work").is_hidden()
    assert page.locator("#share-png").is_disabled()
    assert page.url.endswith("#view=table")
    page.locator("button[data-view=diagram]").press("Enter")
    drawn.settle()
    assert page.locator("#canvas canvas").is_visible() and "#" not in page.url
    assert drawn.errors == []


def test_the_address_brings_back_language_view_and_choice(drawn: Opened) -> None:
    page = drawn.page
    page.evaluate("accordgraph.choose('e3')")
    page.evaluate("document.querySelector('button[data-view=matrix]').click()")
    page.locator("#language").click()
    assert becomes(page, "window.accordgraph?.data.lang === 'uk'")
    assert page.evaluate("[accordgraph.state.chosen, document.querySelector('main').dataset.view]") == ["e3", "matrix"]
    assert page.locator("#language").inner_text() == "English"
    address = page.url
    page.goto("about:blank")
    page.goto(address)
    assert becomes(page, "window.accordgraph?.data.lang === 'uk' && accordgraph.state.chosen === 'e3'")
    page.locator("#language").click()
    assert becomes(page, "window.accordgraph?.data.lang === 'en'")
    assert page.evaluate("accordgraph.state.chosen") == "e3"
    assert drawn.errors == []


def test_the_table_of_pairs_counts_what_a_day_leaves(drawn: Opened) -> None:
    page = drawn.page
    page.evaluate("document.querySelector('button[data-view=matrix]').click()")
    counted = "[...document.querySelectorAll('#crossed td[data-pair]')].map(one => one.textContent)"
    before = page.evaluate(counted)
    page.evaluate("accordgraph.change({ day: accordgraph.data.days[0] })")
    assert len([text for text in page.evaluate(counted) if text]) == 2
    page.evaluate("accordgraph.change({ day: null })")
    assert page.evaluate(counted) == before and all(before)


def test_a_picture_of_each_view_is_saved(drawn: Opened) -> None:
    page = drawn.page
    for view in ("diagram", "matrix"):
        page.evaluate(f"document.querySelector('button[data-view={view}]').click()")
        with page.expect_download() as saved:
            page.evaluate("document.getElementById('share-png').click()")
        assert saved.value.path().read_bytes().startswith(b"\x89PNG")
    assert drawn.errors == []
