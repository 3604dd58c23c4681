"""The first screen in a real browser: at every width no word is cut or covered, and lines end at their rows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from importlib.resources import files
from pathlib import Path
from typing import Literal

import pytest
from cases import widths
from drawings.first_screens import between_two, partners
from drawings.opened_page import Opened, becomes, opened
from playwright.sync_api import Browser, Page

from accordgraph.diagrams.builder import build_diagram
from accordgraph.diagrams.html.opening import opening_page
from accordgraph.diagrams.model import Diagram
from accordgraph.graph.store.store import Store
from accordgraph.queries.session import open_session

AXE = files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8")
VIOLATIONS = """() => axe.run(document, { resultTypes: ["violations"] }).then((found) =>
  found.violations.map((one) => [one.id, ...one.nodes.map((node) => node.html.slice(0, 120))]))"""
SIZES = [*widths.SIZES, (960, 700)]

FAULTS = """() => {
  const faults = [], seen = (one) => one.checkVisibility();
  const name = (one) => one.textContent.trim().slice(0, 40);
  const wide = document.documentElement.scrollWidth;
  if (wide > innerWidth) faults.push(`the page is ${wide} wide`);
  for (const one of [...document.querySelectorAll(".row, .box")].filter(seen))
    if (one.scrollHeight > one.clientHeight + 2 || one.scrollWidth > one.clientWidth + 1)
      faults.push(`cut: ${name(one)}`);
  const parts = ".columns .name, .columns .note, .by-partner .name, .by-partner .when, .by-partner .who";
  const texts = [...document.querySelectorAll(parts)]
    .filter(seen).flatMap((one) => [...one.getClientRects()].map((box) => ({ one, box })));
  const meet = (a, b) => a.left < b.right - 1 && b.left < a.right - 1 && a.top < b.bottom - 3 && b.top < a.bottom - 3;
  texts.sort((a, b) => a.box.top - b.box.top);
  texts.forEach(({ one, box }, at) => {
    for (let next = at + 1; next < texts.length && texts[next].box.top < box.bottom; next += 1)
      if (texts[next].one !== one && meet(box, texts[next].box))
        faults.push(`${name(one)} lies on ${name(texts[next].one)}`);
  });
  for (const svg of [...document.querySelectorAll(".wires")].filter((one) => one.getBoundingClientRect().width)) {
    const gap = svg.getBoundingClientRect();
    for (const { one, box } of texts)
      if (one.closest(".columns") && meet(gap, box)) faults.push(`${name(one)} reaches into the lines`);
    for (const path of svg.querySelectorAll(".wire:not(.twin)")) {
      const [from, to] = path.dataset.ends.split(" ").map((id) => document.getElementById(id));
      const scale = gap.height / svg.viewBox.baseVal.height;
      const points = [path.getPointAtLength(0), path.getPointAtLength(path.getTotalLength())];
      const ends = points.map((point) => point.y * scale + gap.top);
      [from, to].forEach((row, at) => {
        if (!seen(row)) return;
        const box = (row.querySelector(".key") || row.querySelector(".name")).getBoundingClientRect();
        const middle = row.matches(".box") ? row.getBoundingClientRect() : box;
        if (Math.abs(ends[at] - (middle.top + middle.height / 2)) > 3) faults.push(`a line misses ${name(row)}`);
      });
    }
  }
  return faults;
}"""
"""What is wrong with where things lie, as sentences."""


@pytest.fixture(scope="module")
def tab(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1400, "height": 900}, offline=True)
    yield context.new_page()
    context.close()


@pytest.fixture(scope="module")
def made_up(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Pages of 12, 40 and 100 partners, and of 4 and 8 agreements between two."""
    made = {
        "12": partners(12),
        "40": partners(40),
        "100": partners(100),
        "four": between_two(4),
        "eight": between_two(8),
    }
    return written(made, tmp_path_factory.mktemp("columns"))


@pytest.fixture(scope="module")
def pages(whole_store: Path, made_up: dict[str, Path], tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The same, and the bundled graph in both languages."""
    made = {}
    for lang in ("en", "uk"):
        with open_session(Store(whole_store).snapshot(), "ladybug", lang) as session:
            made[lang] = build_diagram(session)
    return {**made_up, **written(made, tmp_path_factory.mktemp("bundled"))}


def written(made: Mapping[str, Diagram], folder: Path) -> dict[str, Path]:
    for name, diagram in made.items():
        (folder / f"{name}.html").write_text(opening_page(diagram), encoding="utf-8")
    return {name: folder / f"{name}.html" for name in made}


def shown(page: Page, path: Path) -> Opened:
    page.set_viewport_size({"width": 1400, "height": 900})
    return opened(page, path)


@pytest.mark.parametrize("name", ["en", "uk", "40", "100", "four", "eight"])
def test_nothing_is_cut_or_covered_at_any_width(tab: Page, pages: dict[str, Path], name: str) -> None:
    view = shown(tab, pages[name])
    found = {}
    for width, height in SIZES:
        tab.set_viewport_size({"width": width, "height": height})
        view.settle()
        found[width] = tab.evaluate(FAULTS)
    assert found == {width: [] for width, _ in SIZES}
    assert view.errors == []


def test_what_opens_moves_its_lines_along(tab: Page, pages: dict[str, Path]) -> None:
    view = shown(tab, pages["en"])
    openers = tab.locator(".columns .opens")
    assert openers.count() > 10
    tab.evaluate("for (const one of document.querySelectorAll('.columns .opens')) one.click()")
    view.settle()
    assert tab.evaluate("document.querySelectorAll('.columns .shut').length") == 0
    assert tab.evaluate(FAULTS) == []
    tab.locator("#slider").press("Home")
    view.settle()
    assert tab.evaluate(FAULTS) == []


def test_marks_of_bodies_stand_where_their_lines_end(tab: Page, pages: dict[str, Path]) -> None:
    shown(tab, pages["en"])
    tab.evaluate("for (const one of document.querySelectorAll('.columns .opens')) one.click()")
    ends = tab.evaluate(
        """["left", "right"].map((side) => [...document.querySelectorAll(`.partners.${side} .row.indent .key`)]
          .map((key) => key.getBoundingClientRect()[side === "left" ? "right" : "left"])
          .map((edge) => Math.round(edge - document.querySelector(`.partners.${side}`).getBoundingClientRect()[
            side === "left" ? "right" : "left"])))"""
    )
    assert all(ends), "bodies stand below their countries on both sides"
    assert {edge for side in ends for edge in side} == {0}


def test_a_partner_and_a_closed_box_show_a_doubtful_first_day_with_the_mark_of_the_legend(
    tab: Page, pages: dict[str, Path]
) -> None:
    shown(tab, pages["en"])
    marks = ".by-partner summary .doubt", ".columns .box.stack .doubt"
    assert [tab.locator(mark).count() > 0 for mark in marks] == [True, True]
    texts = tab.locator(".by-partner summary .quiet, .columns .box.stack .note").all_text_contents()
    assert len([text for text in texts if "?" in text]) == sum(tab.locator(mark).count() for mark in marks)


def test_all_that_is_drawn_has_its_name_and_its_date(tab: Page, made_up: dict[str, Path]) -> None:
    for name, count in (("four", 4), ("eight", 8)):
        shown(tab, made_up[name])
        boxes = tab.locator(".columns .box").all_inner_texts()
        assert len(boxes) == count
        assert [text for text in boxes if "since" not in text] == []


def test_one_body_shows_what_it_has_and_nothing_else(tab: Page, pages: dict[str, Path]) -> None:
    view = shown(tab, pages["en"])
    tab.evaluate("accordgraph.choose(accordgraph.data.nodes.find((node) => node.name === 'NABU').id)")
    tab.locator("[data-view=one]").click()
    view.settle()
    assert tab.evaluate(FAULTS) == []
    seen = tab.locator(".columns .box:visible").evaluate_all("all => all.map((one) => one.dataset.node)")
    own = tab.evaluate(
        """accordgraph.data.links
          .filter((link) => link.startName.includes("National Anti-Corruption Bureau")).map((link) => link.to)"""
    )
    assert len(seen) > 15
    assert set(seen) <= set(own)


def test_the_address_brings_back_day_choice_and_view(tab: Page, pages: dict[str, Path]) -> None:
    shown(tab, pages["en"])
    tab.locator("[data-view=partners]").click()
    tab.locator("#day").fill("2022-07-01")
    tab.locator("#day").press("Enter")
    address = tab.url
    assert address.endswith("#view=partners&on=2022-07-01")
    tab.goto("about:blank")
    tab.goto(address)
    assert becomes(tab, "window.accordgraph !== undefined")
    assert tab.evaluate("[accordgraph.state.day, document.getElementById('opening').dataset.view]") == [
        "2022-07-01",
        "partners",
    ]


def test_the_page_changes_its_language_and_its_address_says_so(tab: Page, tmp_path: Path) -> None:
    path, diagram = tmp_path / "both.html", between_two(4)
    path.write_text(opening_page(diagram, replace(diagram, lang="uk")), encoding="utf-8")
    view = shown(tab, path)
    tab.evaluate("accordgraph.choose('n0')")
    for lang, head in (("uk", "Коротко"), ("en", "In short"), ("uk", "Коротко")):
        tab.locator("#language").click()
        assert becomes(tab, f"window.accordgraph?.data.lang === '{lang}'")
        assert tab.locator("html").get_attribute("lang") == lang
        assert tab.evaluate("accordgraph.state.chosen") == "n0"
        tab.evaluate("accordgraph.choose(null)")
        assert tab.locator("#panel h2").first.inner_text() == head
        tab.evaluate("accordgraph.choose('n0')")
        assert tab.evaluate(FAULTS) == []
    address = tab.url
    assert "lang=uk" in address
    tab.goto("about:blank")
    tab.goto(address)
    assert becomes(tab, "window.accordgraph?.data.lang === 'uk' && accordgraph.state.chosen === 'n0'")
    tab.goto("about:blank")
    tab.goto(f"{path.as_uri()}#view=partners&lang=uk")
    assert becomes(tab, "window.accordgraph?.data.lang === 'uk'")
    assert tab.locator("#opening").get_attribute("data-view") == "partners"
    assert tab.url.endswith("#view=partners&lang=uk")
    assert view.errors == []


def test_the_table_of_pairs_is_in_the_menu_and_a_cell_says_what_both_have(tab: Page, pages: dict[str, Path]) -> None:
    shown(tab, pages["en"])
    tab.locator(".menu summary").click()
    tab.locator("[data-view=matrix]").click()
    assert tab.url.endswith("#view=matrix")
    pair = tab.evaluate(
        """() => {
          const ids = ["Poland", "Ukraine"].map((name) => accordgraph.data.nodes.find((node) => node.long === name).id);
          return ids.sort((a, b) => a.slice(1) - b.slice(1)).join(" ");
        }"""
    )
    cell = tab.locator(f"#crossed [data-pair='{pair}']").first
    bases = int(cell.locator("b").inner_text())
    cell.click()
    assert tab.locator("#panel h2").first.inner_text() == "Poland – Ukraine"
    names = {text.rpartition(": ")[0] for text in tab.locator("#panel li button").all_inner_texts()}
    assert len(names) == bases >= 4


def test_every_sign_in_the_table_of_pairs_is_explained_there_and_only_there(tab: Page, pages: dict[str, Path]) -> None:
    shown(tab, pages["en"])
    keys = tab.locator(".legend.one-line li:visible")
    assert [text for text in keys.all_inner_texts() if text.startswith("*")] == []
    tab.evaluate("document.querySelector('[data-view=matrix]').click()")
    cells = set(tab.locator("#crossed td.full span").all_text_contents())
    assert {text[-1] for text in cells if not text[-1].isdigit()} == {"?", "*", "–"}
    assert "?" not in cells, "no day known must not look like a disputed one"
    signs = [" ".join(text.split()) for text in keys.all_inner_texts() if text[0] in "?*"]
    assert signs == ["? sources differ on the day", "* the day is our reading"]


PAIRS = """() => {
  const grid = document.querySelector("#crossed table"), rows = [...grid.tBodies[0].rows];
  const names = [...grid.tHead.rows[0].cells].slice(1).map((cell) => cell.textContent);
  const held = (row) => [...row.querySelectorAll("td.full:not(.not-held) b")].map((cell) => Number(cell.textContent));
  const count = (row) => held(row).reduce((sum, one) => sum + one, 0);
  const places = rows.map((row) => [...row.cells].findIndex((cell) => cell.className === "self") - 1);
  return { names, rows: rows.map((row) => row.cells[0].textContent.trim()), counts: rows.map(count), places };
}"""
"""The table of pairs: names of columns and rows, links of each row, and where each meets itself."""


def test_the_table_of_pairs_begins_with_the_most_linked_and_is_sorted_by_name(
    tab: Page, pages: dict[str, Path]
) -> None:
    shown(tab, pages["en"])
    tab.evaluate("document.querySelector('[data-view=matrix]').click()")
    first = tab.evaluate(PAIRS)
    assert first["counts"] == sorted(first["counts"], reverse=True) and first["counts"][0] > 20
    tab.locator("#crossed .order").click()
    by_name = tab.evaluate(PAIRS)
    assert by_name["names"] == tab.evaluate(
        "all => all.sort(new Intl.Collator('en', { numeric: true }).compare)", by_name["names"]
    )
    assert sorted(by_name["names"]) == sorted(first["names"]) and by_name["names"] != first["names"]
    tab.locator("#crossed .order").click()
    assert tab.evaluate(PAIRS) == first
    for table in (first, by_name):
        assert table["names"] == table["rows"]
        assert table["places"] == list(range(len(table["rows"])))


def test_a_step_in_time_says_what_changed(tab: Page, pages: dict[str, Path]) -> None:
    shown(tab, pages["en"])
    slider, changed = tab.locator("#slider"), tab.locator("#changed")
    slider.press("Home")
    for _ in range(5):
        slider.press("ArrowRight")
    day = tab.evaluate("accordgraph.state.day")
    assert changed.inner_text().startswith(f"{day}: ")
    assert any(
        word in changed.inner_text() for word in ("began: ", "ended: ", "sure than before: ", "surer than before: ")
    )
    assert becomes(tab, "document.getElementById('said').textContent.startsWith(accordgraph.state.day)")
    slider.press("ArrowLeft")
    assert changed.is_hidden()


STATES = {
    "as it opens": "0",
    "open": "for (const one of document.querySelectorAll('.columns .opens')) one.click()",
    "chosen": "accordgraph.choose(accordgraph.data.nodes.find((node) => !node.box).id)",
    "one body": "document.querySelector('[data-view=one]').click()",
    "by partner": "document.querySelector('[data-view=partners]').click()",
    "on a day": "document.querySelector('[data-view=agreements]').click(); accordgraph.change({ day: '2021-07-01' })",
    "menu": "document.querySelector('.menu').open = true",
    "pairs": "document.querySelector('[data-view=matrix]').click()",
    "suggestions": """document.getElementById('search').value = 'country';
      document.getElementById('search').dispatchEvent(new Event('input'))""",
}
"""States of the page, one after the other, and what leads to each."""


@pytest.mark.parametrize(("width", "scheme"), [(1400, "light"), (390, "dark")])
def test_axe_finds_nothing_in_any_state(browser: Browser, made_up: dict[str, Path], width: int, scheme: str) -> None:
    dark: Literal["dark", "light"] = "dark" if scheme == "dark" else "light"
    context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=dark, offline=True)
    page = context.new_page()
    opened(page, made_up["12"])
    page.evaluate(AXE)
    violations = {}
    for state, act in STATES.items():
        page.evaluate(act)
        violations[state] = page.evaluate(VIOLATIONS)
    assert violations == {state: [] for state in STATES}
    context.close()


def test_it_works_in_a_sandboxed_frame_of_another_page(tab: Page) -> None:
    tab.goto("about:blank")
    tab.set_content('<iframe id="frame" sandbox="allow-scripts" width="640" height="420"></iframe>')
    page = opening_page(between_two(4), embedded=True)
    tab.evaluate("page => { document.getElementById('frame').srcdoc = page; }", page)
    frame = tab.frame_locator("#frame")
    frame.locator("[data-view=partners]").click()
    frame.locator(".entry button").first.press("Enter")
    assert "pact-0" in frame.locator("#panel h2").first.inner_text()
    assert frame.locator("#links").is_hidden()


def test_a_picture_of_the_columns_is_saved_from_the_page(tab: Page, made_up: dict[str, Path]) -> None:
    shown(tab, made_up["four"])
    tab.locator(".menu summary").click()
    with tab.expect_download() as saved:
        tab.locator("#share-png").click()
    assert saved.value.path().read_bytes().startswith(b"\x89PNG")


def test_without_scripts_the_lines_are_where_they_are_with_them(browser: Browser, pages: dict[str, Path]) -> None:
    context = browser.new_context(viewport={"width": 1400, "height": 900}, java_script_enabled=False, offline=True)
    still = context.new_page()
    still.goto(pages["en"].as_uri())
    assert still.evaluate(FAULTS) == []
    context.close()
