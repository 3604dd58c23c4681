"""The page for everybody: no violation that axe-core finds, all by keyboard alone, all by fingers, all on paper."""

from __future__ import annotations

from collections.abc import Callable
from importlib.resources import files
from pathlib import Path

import pytest
from drawings.opened_page import Opened, becomes, opened
from playwright.sync_api import Browser, CDPSession, Page

from accordgraph.diagrams.model import Diagram

AXE = files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8")
FOUND = """() => axe.run(document, {resultTypes: ["violations"]}).then(found =>
  found.violations.map(one => [one.id, ...one.nodes.map(node => node.html.slice(0, 120))]))"""


def _selected(page: Page) -> None:
    page.locator("#links tbody button").first.click()


def _dated(page: Page) -> None:
    page.locator("#slider").press("Home")
    page.locator("#slider").press("ArrowRight")


def _in_the_menu(page: Page) -> None:
    page.locator(".menu summary").click()


def _in_the_table(page: Page) -> None:
    page.locator("[data-view=table]").click()


def _as_it_is(page: Page) -> None:
    page.locator("h1").wait_for()


STATES: list[tuple[str, int, str, Callable[[Page], None]]] = [
    ("light", 1400, "light", _as_it_is),
    ("dark", 1400, "dark", _as_it_is),
    ("narrow", 390, "light", _selected),
    ("selected", 1400, "light", _selected),
    ("on a day", 1400, "light", _dated),
    ("with the menu open", 390, "dark", _in_the_menu),
    ("as a table", 1400, "light", _in_the_table),
    ("on a day, dark and narrow", 390, "dark", _dated),
]


@pytest.mark.parametrize(("name", "width", "scheme", "act"), STATES, ids=[state[0] for state in STATES])
def test_axe_finds_nothing(
    browser: Browser, sample_file: Path, name: str, width: int, scheme: str, act: Callable[[Page], None]
) -> None:
    context = browser.new_context(
        viewport={"width": width, "height": 900}, color_scheme="dark" if scheme == "dark" else "light", offline=True
    )
    page = context.new_page()
    opened(page, sample_file)
    act(page)
    page.evaluate(AXE)
    assert page.evaluate(FOUND) == [], name
    context.close()


@pytest.fixture
def view(page: Page, sample_file: Path) -> Opened:
    """The sample, opened, with the focus on the picture."""
    sample_view = opened(page, sample_file)
    page.locator("#canvas").focus()
    return sample_view


def test_every_node_and_link_is_reached_by_keys_alone(view: Opened) -> None:
    page = view.page
    nodes, links = page.evaluate("[accordgraph.data.nodes.length, accordgraph.data.links.length]")
    seen: set[str | None] = set()
    for _ in range(nodes):
        page.keyboard.press("n")
        node = view.chosen()
        seen.add(node)
        for _ in range(
            page.evaluate("id => accordgraph.data.links.filter(e => e.from === id || e.to === id).length", node)
        ):
            page.keyboard.press("e")
            seen.add(view.chosen())
        page.keyboard.press("Escape")
        assert view.chosen() == node
    assert len(seen) == nodes + links


def test_arrows_walk_and_escape_lets_go(view: Opened) -> None:
    page, title = view.page, view.page.locator("#panel h2")
    page.keyboard.press("ArrowRight")
    node = title.inner_text()
    assert node != "Details"
    page.keyboard.press("ArrowDown")
    assert title.inner_text() not in ("Details", node)
    page.keyboard.press("e")
    assert " – " in title.inner_text()
    assert page.locator("tr.chosen").count() == 1
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    assert title.inner_text() == "Details"


def test_enter_goes_into_the_details_and_escape_back(view: Opened) -> None:
    page = view.page
    page.keyboard.press("n")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "panel"
    page.keyboard.press("Tab")
    assert (
        page.evaluate("document.activeElement.closest('#panel') !== null && document.activeElement.tagName") == "BUTTON"
    )
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.id") == "canvas"
    row = page.locator("#links tbody button").nth(3)
    row.focus()
    page.keyboard.press("Enter")
    assert view.chosen() == page.locator("#links tbody tr").nth(3).get_attribute("data-link")
    page.keyboard.press("Escape")
    assert view.chosen() is None


def test_the_focus_can_be_seen_on_every_stop(view: Opened) -> None:
    page = view.page
    page.locator("h1").click()
    unseen, stops = [], []
    for _ in range(30):
        page.keyboard.press("Tab")
        what, outline = page.evaluate(
            """() => { const one = document.activeElement, look = getComputedStyle(one);
              return [one.id || one.tagName + one.textContent, [look.outlineStyle, parseFloat(look.outlineWidth)]]; }"""
        )
        stops.append(what)
        if outline[0] == "none" or outline[1] < 2:
            unseen.append(what)
    assert unseen == []
    assert {"search", "SUMMARYShare", "canvas", "slider", "day", "play", "all-dates", "copy-table"} <= set(stops)
    assert stops.count("canvas") == 1


def test_a_live_region_speaks_what_is_chosen_and_how_much_is_shown(view: Opened) -> None:
    page, said = view.page, view.page.locator("#said")
    assert said.get_attribute("aria-live") == "polite"
    page.keyboard.press("n")
    assert becomes(
        page, "document.getElementById('said').textContent.includes(document.querySelector('#panel h2').textContent)"
    )
    assert "link" in said.inner_text()
    page.locator("#slider").press("Home")
    assert becomes(page, "document.getElementById('said').textContent.includes(' links, ')")
    assert said.inner_text() == page.locator("#status").inner_text()


# ---------------------------------------------------------------- fingers
@pytest.fixture
def phone(browser: Browser, sample_file: Path) -> Opened:
    """The sample on a phone."""
    context = browser.new_context(viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True, offline=True)
    return opened(context.new_page(), sample_file)


def _touch(cdp: CDPSession, kind: str, *points: tuple[float, float]) -> None:
    places = [{"x": x, "y": y, "id": index} for index, (x, y) in enumerate(points)]
    cdp.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": places})


def _middle(view: Opened) -> tuple[float, float]:
    view.page.evaluate("document.getElementById('canvas').scrollIntoView({block: 'center'})")
    box = view.page.locator("#canvas").bounding_box()
    assert box
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def test_one_finger_over_the_picture_scrolls_the_page(phone: Opened) -> None:
    page, (x, y) = phone.page, _middle(phone)
    before = page.evaluate("[scrollY, accordgraph.stage.scale(), accordgraph.stage.network.getViewPosition()]")
    cdp = page.context.new_cdp_session(page)
    _touch(cdp, "touchStart", (x, y))
    for moved in range(10, 210, 10):
        _touch(cdp, "touchMove", (x + moved / 5, y - moved))
    _touch(cdp, "touchEnd")
    assert becomes(page, f"scrollY > {before[0] + 100}")
    after = page.evaluate("[scrollY, accordgraph.stage.scale(), accordgraph.stage.network.getViewPosition()]")
    assert after[1:] == before[1:]
    page.context.close()


def test_two_fingers_zoom_and_move_the_picture(phone: Opened) -> None:
    page, (x, y) = phone.page, _middle(phone)
    before = page.evaluate("[scrollY, accordgraph.stage.scale()]")
    cdp = page.context.new_cdp_session(page)
    _touch(cdp, "touchStart", (x - 30, y), (x + 30, y))
    for spread in range(35, 95, 5):
        _touch(cdp, "touchMove", (x - spread, y), (x + spread, y))
    _touch(cdp, "touchEnd")
    after = page.evaluate("[scrollY, accordgraph.stage.scale(), visualViewport.scale]")
    assert after[0] == before[0]
    assert 2.4 < after[1] / before[1] < 3.6
    assert after[2] == 1
    page.context.close()


def test_a_tap_chooses(phone: Opened) -> None:
    page = phone.page
    _middle(phone)
    page.touchscreen.tap(*phone.node("JIT on alleged core international crimes in Ukraine (2022)"))
    assert becomes(page, "accordgraph.state.chosen !== null")
    assert page.locator("#panel h2").inner_text().startswith("JIT on alleged")
    page.context.close()


# ---------------------------------------------------------------- paper
def test_the_page_is_printed_whole(browser: Browser, sample: Diagram, sample_file: Path, tmp_path: Path) -> None:
    context = browser.new_context(color_scheme="dark", offline=True)
    page = context.new_page()
    opened(page, sample_file)
    page.emulate_media(media="print")
    assert page.locator("#printed svg").is_visible()
    assert not page.locator("#work").is_visible()
    assert page.locator("#links tbody tr:visible").count() == len(sample.links)
    assert page.locator("#bars .bar:visible").count() == len(sample.links)
    assert page.locator(".sources li:visible").count() == len(sample.sources)
    assert page.evaluate("getComputedStyle(document.body).color") == "rgb(22, 28, 39)"
    page.set_viewport_size({"width": 720, "height": 1000})  # the width of A4
    cut = page.evaluate("""() => [...document.querySelectorAll("body *:not(svg *, .unseen)")]
      .filter(one => one.getBoundingClientRect().right > 721 && getComputedStyle(one).visibility === "visible")
      .map(one => one.outerHTML.slice(0, 90))""")
    assert cut == []
    paper = page.pdf(path=tmp_path / "page.pdf", format="A4", print_background=False)
    assert paper.startswith(b"%PDF")
    assert 2 <= paper.count(b"/Type /Page\n") <= 12
    context.close()
