"""The editors in a real browser: completion, marks, keys, and nothing that a page should not do."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, Page, expect
from real_servers.web_server import WebServer

from accordgraph.web.editors.examples import EXAMPLES

AXE = files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory, bundled_store: Path) -> Iterator[str]:
    """The address of the application over the core of the bundled graph."""
    with WebServer(tmp_path_factory.mktemp("served"), bundled_store) as server:
        yield server.base


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page that asks nobody else for anything and says nothing on its console."""
    context = browser.new_context()
    opened = context.new_page()
    said: list[str] = []
    asked: list[str] = []
    opened.on("console", lambda message: said.append(f"{message.text} {message.location}"))
    opened.on("pageerror", lambda error: said.append(str(error)))
    opened.on("request", lambda request: asked.append(request.url))
    yield opened
    assert [text for text in said if "400 (Bad Request)" not in text] == []
    assert asked and [url for url in asked if not url.startswith("http://127.0.0.1:")] == []
    context.close()


def address(served: str, language: str, query: str, **fields: str) -> str:
    more = "".join(f"&{name}={value}" for name, value in fields.items())
    return f"{served}/ask/{language}?run=1&query={quote(query)}{more}"


def test_words_are_completed_and_the_query_runs_by_keys_alone(page: Page, served: str) -> None:
    page.goto(f"{served}/ask/cypher")
    editor = page.get_by_role("textbox", name="Query in Cypher")
    editor.press("Control+a")
    editor.type("MATCH (a:Acto")
    expect(page.locator(".cm-tooltip-autocomplete")).to_contain_text("Actor")
    page.wait_for_timeout(200)  # a list that has just opened takes no keys, so that nobody chooses unseen
    page.keyboard.press("Enter")
    page.keyboard.type(" {id: 'nabu'}) RETURN a.acronym AS acronym")
    page.keyboard.press("Escape")
    page.keyboard.press("Control+Enter")
    expect(page.locator(".ask-answer tbody")).to_contain_text("NABU")
    assert "run=1" in page.url


def test_a_mistake_is_marked_where_it_is_while_it_is_written_and_after(page: Page, served: str) -> None:
    page.goto(f"{served}/ask/sparql")
    editor = page.get_by_role("textbox", name="Query in SPARQL")
    editor.press("Control+a")
    editor.type("SELECT * { ?a ?b ?c } LIMT 3")
    expect(page.locator(".cm-lintRange-error")).to_have_text("LIMT")
    page.keyboard.press("Control+Enter")
    expect(page.get_by_role("alert")).to_contain_text("Line 1, column 23")
    expect(page.locator(".cm-lintRange-error")).to_have_text("LIMT")


def test_tab_leaves_the_editor(page: Page, served: str) -> None:
    page.goto(f"{served}/ask/sparql")
    page.get_by_role("textbox", name="Query in SPARQL").focus()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.name") == "run"


def test_a_long_query_is_posted_and_keeps_its_views(page: Page, served: str) -> None:
    page.goto(f"{served}/ask/cypher")
    page.get_by_role("textbox", name="Query in Cypher").fill(f"RETURN '{'x' * 9000}' AS x, 5 AS n")
    page.get_by_role("button", name="Run").click()
    expect(page.locator(".ask-answer tbody")).to_contain_text("x" * 9000)
    page.get_by_role("button", name="Chart").click()
    expect(page.locator("table.chart .number").last).to_have_text("5")


@pytest.mark.parametrize(
    ("scheme", "lang", "width", "language", "number"),
    [("light", "en", 1280, "sparql", 0), ("dark", "uk", 390, "cypher", 3), ("dark", "en", 1280, "sparql", 2)],
)
def test_nobody_is_left_out(
    browser: Browser, served: str, scheme: str, lang: str, width: int, language: str, number: int
) -> None:
    example = EXAMPLES[language][number]
    context = browser.new_context(color_scheme=scheme, viewport={"width": width, "height": 800})  # type: ignore[arg-type]
    page = context.new_page()
    page.goto(address(served, language, example.query, view=example.view, lang=lang))
    expect(page.locator(".cm-editor")).to_be_visible()
    page.evaluate(AXE)
    violations = page.evaluate("axe.run().then(results => results.violations)")
    assert [(one["id"], [node["html"][:200] for node in one["nodes"]]) for one in violations] == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    context.close()


def test_it_works_without_scripts(browser: Browser, served: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{served}/ask/sparql?lang=uk")
    page.get_by_label("Текст запиту мовою SPARQL").fill("SELECT (1 + 1 AS ?two) {}")
    page.get_by_role("button", name="Виконати").click()
    expect(page.locator(".ask-answer tbody")).to_contain_text("2")
    context.close()
