"""The pages in a real Chromium: for everybody, closed to others, without scripts, by keyboard alone."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from urllib.parse import quote

import pytest
from cases.web_pages import OF_A_DAY, OTHER_STATES, PAGES, with_query
from drawings.hostile_picture import HOSTILE
from playwright.sync_api import Browser, Dialog, Page
from programs.served import served
from starlette.routing import Route
from worlds.statement_builder import Story

from accordgraph.graph.dates.today import today
from accordgraph.graph.statements.log import Batch
from accordgraph.graph.store.store import Store
from accordgraph.web.pages import entity
from accordgraph.web.protocols import things
from accordgraph.web.routes import PAGES as READERS
from accordgraph.web.settings import Settings

AXE = files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8")
VIOLATIONS = """() => axe.run(document, {resultTypes: ["violations"]}).then(result =>
    result.violations.map(one => [one.id, one.nodes[0].html.slice(0, 200), one.nodes.length]))"""

ALL_NAMES = "MATCH (a:Actor)-[r:PARTICIPATES_IN]->(b:Basis) RETURN a, r, b, a.name AS name, 1 AS n"

ALL_LITERALS = "SELECT ?a ?c (1 AS ?n) { ?a ?b ?c FILTER(isLiteral(?c)) }"

LOOKS = (("en", "light", 1280), ("uk", "dark", 390), ("uk", "light", 390), ("en", "dark", 1280))
"""Language, scheme and width. A page is looked at in the first two or in the last two, which have both of each."""

REFUSED = "the server responded with a status of 4"
"""What a browser says of a page of an error."""


@pytest.fixture(scope="module")
def address(bundled_store: Path) -> Iterator[str]:
    with served(Settings(bundled_store)) as address:
        yield address


@pytest.fixture(scope="module")
def hostile_address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A store whose every name, title and note tries to become more than text."""
    texts = [text for text in HOSTILE if text.strip() and "\ud800" not in text and "\x00" not in text]
    story = Story().source("d", "editorial").source("page", title=" ".join(texts)[:3000], publisher=texts[0])
    story.actors("ua", "lt", name=texts[0]).basis("team", binds="signature")
    story.say("basis", "d", "name", " ".join(texts)[:2000], thing="team", basis="team")
    for number, text in enumerate(texts):
        actor = f"actor-{number}"
        story.actors(actor, name=text[:300], acronym=text[:60])
        story.act("team", actor, "founding", "2022-03-25", source="page", role="member")
    for actor in ("ua", "lt"):
        story.act("team", actor, "founding", "2022-03-25", source="page", role="member")
    store = tmp_path_factory.mktemp("hostile") / "accord-store"
    Store(store).load([Batch("d", today(), story.statements())])
    with served(Settings(store)) as address:
        yield address


class Watched:
    """A page in a browser, and what it asked for, said and opened."""

    def __init__(self, page: Page, address: str) -> None:
        self.page, self.foreign, self.said, self.dialogs = page, list[str](), list[str](), list[str]()
        page.on("request", lambda request: self._asked(request.url, address))
        page.on("console", lambda line: self.said.append(line.text))
        page.on("pageerror", lambda error: self.said.append(str(error)))
        page.on("dialog", self._dismiss)

    def _dismiss(self, dialog: Dialog) -> None:
        self.dialogs.append(dialog.message)
        dialog.dismiss()

    def _asked(self, url: str, address: str) -> None:
        if not url.startswith((address, "data:", "blob:")):
            self.foreign.append(url)


@pytest.mark.parametrize(("lang", "scheme", "width"), LOOKS)
def test_every_page_is_for_everybody_and_asks_nobody_else(
    browser: Browser, address: str, lang: str, scheme: str, width: int
) -> None:
    """Its policy stands: whatever it forbids is said on the console."""
    context = browser.new_context(
        viewport={"width": width, "height": 900}, color_scheme="dark" if scheme == "dark" else "light"
    )
    page = context.new_page()
    watched = Watched(page, address)
    faults: dict[str, object] = {}
    looks = LOOKS.index((lang, scheme, width)) // 2
    paths = [*PAGES, *(with_query(path, "on=2024-04-10") for path in OF_A_DAY), *OTHER_STATES]
    for path in paths[looks::2]:
        page.goto(f"{address}{with_query(path, f'lang={lang}')}", wait_until="domcontentloaded")
        page.evaluate(AXE)
        violations = page.evaluate(VIOLATIONS)
        if violations or page.evaluate("document.documentElement.scrollWidth > innerWidth"):
            faults[path] = violations or "goes sideways"
    context.close()
    assert len(paths[looks::2]) > 20 and faults == {}
    assert watched.foreign == []
    assert [line for line in watched.said if REFUSED not in line] == []


def test_every_kind_of_page_is_looked_at() -> None:
    """Each route for readers, but for files that are handed over and ways that lead to another page."""
    others = ("/draw.", "/pair/{a}/{b}.", "/ask/sparql/", "/ask/cypher/", "/ask/{language}/")
    routes = [route for route in (*READERS, *things.routes(entity.build)) if isinstance(route, Route)]
    kinds = [one for one in routes if one.path not in ("/pair", "/entity") and not one.path.startswith(others)]
    seen = [path.partition("?")[0] for path in PAGES]
    assert len(kinds) > 15
    assert [route.path for route in kinds if not any(route.path_regex.match(path) for path in seen)] == []


def test_a_hostile_graph_stays_text(browser: Browser, hostile_address: str) -> None:
    """The policy is bypassed: what keeps the text a text is the page itself."""
    context = browser.new_context(bypass_csp=True)
    page = context.new_page()
    watched = Watched(page, hostile_address)
    paths = ["/", "/actors", "/agreements", "/sources", "/id/actor/actor-0", "/id/basis/team", "/id/source/page"]
    paths += ["/find?q=script", "/pair/actor-0/actor-1", "/network?about=actor-1", "/timeline", "/draw.html?about=ua"]
    paths += [
        "/id/cooperation/team~lt~1~ua~1",
        "/id/participation/team~ua~1",
        "/id/act/team~ua~entry~1",
        "/conflicts",
    ]
    paths += ["/questions", "/questions/partners?actor=ua", "/about", "/statistics", "/id/basis/team?on=2024-04-10"]
    paths += ["/find?q=ua+lt", "/pair/ua/lt?on=2024-04-10", "/id/actor/ua?lang=uk", "/ask/sparql"]
    paths += [f"/ask/sparql?run=1&view={view}&query={quote(ALL_LITERALS)}" for view in ("table", "graph", "chart")]
    paths += [f"/ask/cypher?run=1&view={view}&query={quote(ALL_NAMES)}" for view in ("table", "graph", "chart")]
    for path in paths:
        answer = page.goto(hostile_address + path, wait_until="domcontentloaded")
        assert answer is not None and answer.status == 200, path
        assert page.evaluate("window.hacked") is None, path
        own = "main script:not([type]), main iframe, main object, main [onload], main [onerror], main [onmouseover]"
        assert page.evaluate(f"document.querySelectorAll('{own}').length") == 0 or path.startswith("/draw"), path
        hidden = page.evaluate("/[\\u202a-\\u202e\\u2066-\\u2069\\u0007\\u2028]/.test(document.body.innerText)")
        assert hidden is False, path
    assert (watched.dialogs, watched.foreign) == ([], [])
    context.close()


def test_without_scripts_a_search_leads_to_the_page_and_a_day_filters(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address)
    page.fill("main input[name=q]", "НАБУ")
    page.press("main input[name=q]", "Enter")
    assert page.url.endswith("/id/actor/nabu")
    before = page.locator("tr[data-link]").count()
    page.fill("#on", "10.4.2024")
    page.press("#on", "Enter")
    assert 0 < page.locator("tr[data-link]").count() < before
    page.goto(f"{address}/questions/partners")
    page.fill("#p-actor", "NABU")
    page.press("#p-actor", "Enter")
    assert page.locator("table.rows tbody tr").count() == before
    context.close()


def test_by_keyboard_alone_a_search_two_marks_and_the_evidence_of_a_link(browser: Browser, address: str) -> None:
    page = browser.new_page()
    page.goto(address)
    page.keyboard.type("NABU")
    page.keyboard.press("Enter")
    page.wait_for_url("**/id/actor/nabu")
    _press_on(page, "Open in the network")
    page.wait_for_url("**/network?about=nabu")
    for _ in range(2):
        mark = page.locator("a[data-mark]:not(.opened)").first
        opened = mark.get_attribute("data-mark")
        mark.focus()
        page.keyboard.press("Enter")
        page.wait_for_selector(f"a.opened[data-mark='{opened}']")
    assert page.locator("a.opened").count() == 3
    page.locator("tr[data-line] td:nth-child(3) a").first.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/id/participation/**")
    assert page.locator(".sources li").count() > 0
    page.close()


def _press_on(page: Page, text: str) -> None:
    """Go on by the tabulator to the link of this text, and open it."""
    for _ in range(40):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.textContent.trim()") == text:
            page.keyboard.press("Enter")
            return
    raise AssertionError(f"No link {text!r} is reached by the tabulator.")


def test_the_address_of_a_network_is_the_view(browser: Browser, address: str) -> None:
    page = browser.new_page()
    path = f"{address}/network?about=nabu,jit-ukraine-2022&on=2024-04-10&view=bases"
    seen = []
    for _ in range(2):
        page.goto(path)
        marks = page.eval_on_selector_all("a[data-mark]", "all => all.map(one => [one.dataset.mark, one.innerHTML])")
        seen.append((marks, page.input_value("#on"), page.input_value("#view")))
    assert seen[0] == seen[1]
    assert len(seen[0][0]) > 10
    assert seen[0][1:] == ("2024-04-10", "bases")
    page.close()


def test_on_paper_there_is_the_answer_alone(browser: Browser, address: str) -> None:
    page = browser.new_page()
    page.goto(f"{address}/id/actor/nabu")
    page.emulate_media(media="print")
    assert not page.locator("header.top").is_visible()
    assert not page.locator("form.day").is_visible()
    assert page.locator(".sources li").first.is_visible()
    assert page.locator("table.links").is_visible() and page.locator("table.links dl, .key").first.is_visible()
    assert not page.locator(".both, .years, .picture").first.is_visible()
    page.close()


def test_on_paper_there_is_what_was_asked_and_evidence_that_was_opened(browser: Browser, address: str) -> None:
    page = browser.new_page()
    page.goto(f"{address}/pair/ee/ua")
    page.emulate_media(media="print")
    assert page.locator("#since").is_visible() and not page.locator("#bonds").is_visible()
    page.goto(f"{address}/pair/ee/ua?on=2024-04-10")
    assert page.locator("#bonds").is_visible() and not page.locator("#since").is_visible()
    page.goto(f"{address}/id/basis/jit-ukraine-2022")
    evidence = page.locator("section:has(> details)")
    assert not evidence.is_visible()
    page.emulate_media(media="screen")
    evidence.locator("summary").click()
    page.emulate_media(media="print")
    assert evidence.locator("table").is_visible()
    page.close()
