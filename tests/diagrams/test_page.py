"""The page in a real browser: it opens offline, is painted, settled, and can be read and worked without a mouse."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from accordgraph.diagrams.network import write
from accordgraph.diagrams.picture import Picture

PAINTED = """() => {
  const canvas = document.querySelector("#canvas canvas");
  const pixels = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height).data;
  const colours = new Set();
  for (let at = 0; at < pixels.length; at += 4)
    if (pixels[at + 3] === 255) colours.add(`${pixels[at]},${pixels[at + 1]},${pixels[at + 2]}`);
  return [...colours];
}"""


def opened(page: Page, path: Path) -> tuple[list[str], list[str]]:
    """Open the file; give the addresses that it asked for and the errors that it made."""
    asked: list[str] = []
    errors: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on("console", lambda message: errors.append(message.text) if message.type in ("error", "warning") else None)
    page.goto(path.as_uri())
    assert becomes(page, "window.accordgraph !== undefined")
    page.evaluate("() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")
    return asked, errors


def becomes(page: Page, condition: str) -> bool:
    """Whether the condition comes true soon. Playwright's own waiting evaluates text, which the page forbids."""
    for _ in range(100):
        if page.evaluate(condition):
            return True
        page.wait_for_timeout(50)
    return False


def test_it_opens_offline_and_asks_for_nothing_else(page: Page, sample_file: Path) -> None:
    asked, errors = opened(page, sample_file)
    page.locator("#canvas").focus()
    page.keyboard.press("ArrowRight")
    page.locator("#zoom-in").click()
    assert asked == [sample_file.as_uri()]
    assert errors == []


def test_the_policy_stops_a_script_that_was_not_written_by_us(page: Page, sample_file: Path) -> None:
    opened(page, sample_file)
    page.evaluate("""() => {
      const script = document.createElement("script");
      script.textContent = "window.hacked = 1";
      document.body.append(script);
    }""")
    assert page.evaluate("window.hacked") is None


def test_it_is_painted_in_the_colours_of_the_legend(page: Page, sample_file: Path) -> None:
    opened(page, sample_file)
    colours = page.evaluate(PAINTED)
    wanted = {"0,103,165", "0,128,92", "184,71,154", "251,242,218", "179,64,10"}
    assert wanted <= set(colours)


def test_nothing_moves_after_opening(page: Page, sample: Picture, sample_file: Path) -> None:
    opened(page, sample_file)
    before = page.evaluate("accordgraph.network.getPositions()")
    page.wait_for_timeout(1000)
    assert page.evaluate("accordgraph.network.getPositions()") == before
    assert len(before) == len(sample.nodes)
    assert before == page.evaluate("Object.fromEntries(accordgraph.data.nodes.map(n => [n.id, {x: n.x, y: n.y}]))")


def test_all_is_shown_with_names_of_at_least_twelve_pixels(page: Page, sample_file: Path) -> None:
    opened(page, sample_file)
    assert page.evaluate("accordgraph.network.getScale()") * 15 >= 12
    out = page.evaluate("""() => accordgraph.data.nodes.filter(node => {
      const at = accordgraph.network.canvasToDOM({x: node.x, y: node.y}), box = document.getElementById("canvas");
      return at.x < 0 || at.y < 0 || at.x > box.clientWidth || at.y > box.clientHeight;
    }).map(node => node.name)""")
    assert out == []


def test_texts_fit_the_room_that_was_kept_for_them(page: Page, sample_file: Path) -> None:
    opened(page, sample_file)
    too_wide = page.evaluate("""() => {
      const ctx = document.createElement("canvas").getContext("2d");
      ctx.font = '15px "Noto Sans",system-ui,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif';
      return accordgraph.data.nodes.flatMap(node => node.lines
        .filter(line => ctx.measureText(line).width > 2 * node.half[0] + 2));
    }""")
    assert too_wide == []


def test_the_wheel_scrolls_the_page_and_zooms_with_control(page: Page, sample_file: Path) -> None:
    opened(page, sample_file)
    scale = page.evaluate("accordgraph.network.getScale()")
    page.mouse.move(400, 450)
    page.mouse.wheel(0, 120)
    assert becomes(page, "scrollY > 0")
    assert page.evaluate("accordgraph.network.getScale()") == scale
    page.keyboard.down("Control")
    page.mouse.wheel(0, -120)
    page.keyboard.up("Control")
    assert becomes(page, f"accordgraph.network.getScale() > {scale}")


def test_keys_walk_nodes_and_links_and_let_go(page: Page, sample_file: Path) -> None:
    opened(page, sample_file)
    title = page.locator("#panel h2")
    page.locator("#canvas").focus()
    page.keyboard.press("ArrowRight")
    node = title.inner_text()
    assert node != "Details"
    page.keyboard.press("e")
    assert node in title.inner_text()
    assert " – " in title.inner_text()
    assert page.locator("tr.chosen").count() == 1
    page.keyboard.press("Escape")
    assert title.inner_text() == node
    page.keyboard.press("Escape")
    assert title.inner_text() == "Details"


def test_a_click_on_a_node_and_a_button_in_the_table_show_details(page: Page, sample_file: Path) -> None:
    opened(page, sample_file)
    at = page.evaluate("""() => {
      const node = accordgraph.data.nodes.find(one => one.name === "EPPO"), box = document.getElementById("canvas");
      const on = accordgraph.network.canvasToDOM({x: node.x, y: node.y}), place = box.getBoundingClientRect();
      return [on.x + place.x, on.y + place.y];
    }""")
    page.mouse.click(*at)
    assert becomes(page, "document.querySelector('#panel h2').textContent === 'EPPO'")
    assert "European Public Prosecutor's Office" in page.locator("#panel").inner_text()
    page.get_by_role("button", name="Show Czech Republic", exact=False).click()
    facts = page.locator("#panel").inner_text()
    assert "disputed; not held" in facts
    assert "no end reported" in facts


def test_the_table_can_be_read_without_scripts(browser: Browser, sample: Picture, sample_file: Path) -> None:
    context = browser.new_context(java_script_enabled=False, offline=True)
    page = context.new_page()
    page.goto(sample_file.as_uri())
    assert page.locator("table.links tbody tr").count() == len(sample.links)
    row = page.locator("table.links tbody tr", has_text="Slovakia").inner_text()
    assert "between 2022-05-30 and 2022-05-31" in row
    assert not page.locator("#stage").is_visible()
    assert page.locator("noscript p").is_visible()
    context.close()


@pytest.mark.parametrize("width", [360, 400, 820])
def test_a_narrow_page_does_not_scroll_sideways(browser: Browser, sample_file: Path, width: int) -> None:
    context = browser.new_context(viewport={"width": width, "height": 800}, offline=True)
    page = context.new_page()
    opened(page, sample_file)
    assert page.evaluate("document.documentElement.scrollWidth") == width
    context.close()


def test_dark_readers_get_dark_colours(browser: Browser, sample_file: Path) -> None:
    context = browser.new_context(color_scheme="dark", offline=True)
    page = context.new_page()
    opened(page, sample_file)
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(17, 21, 28)"
    assert "74,168,234" in page.evaluate(PAINTED)
    context.close()


def test_a_day_has_a_legend_of_its_own(page: Page, sample_of_a_day: Picture, tmp_path: Path) -> None:
    path = tmp_path / "day.html"
    write(sample_of_a_day, path)
    opened(page, path)
    assert page.locator(".legend h2").all_inner_texts() == [
        "Who and what",
        "How well established",
        "In force on the day",
    ]
    assert page.locator(".legend").nth(2).locator("li").all_inner_texts() == ["certainly", "presumably", "possibly"]
    row = page.locator("tbody tr", has_text="Czech Republic").inner_text()
    assert "possibly: existence is disputed" in row


def test_an_empty_picture_is_a_page_too(page: Page, tmp_path: Path) -> None:
    path = tmp_path / "empty.html"
    write(Picture("Nobody", "No links.", "bases", "en", (), ()), path)
    _, errors = opened(page, path)
    assert errors == []
    assert page.locator("h1").inner_text() == "Nobody"
