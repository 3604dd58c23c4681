"""Above 300 nodes: drawn by WebGL, with the same mouse, keys, days, details and table; and what is said without it."""

from __future__ import annotations

import math
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from drawings.many_nodes import many
from drawings.opened_page import Opened, becomes, opened
from playwright.sync_api import Browser

from accordgraph.diagrams.html.network import build
from accordgraph.diagrams.wording import words

RANKED = "accordgraph.data.nodes.reduce((a, b) => a.rank < b.rank ? a : b)"
LOUD = "accordgraph.data.links.find(link => link.look === 'not-held')"


@pytest.fixture(scope="module")
def large_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("large") / "large.html"
    build(many(400, 2100)).write_html(str(path))
    return path


@pytest.fixture(scope="module")
def large(browser: Browser, large_file: Path) -> Iterator[Opened]:
    context = browser.new_context(viewport={"width": 1400, "height": 900}, offline=True)
    page = opened(context.new_page(), large_file)
    assert page.page.evaluate("accordgraph.stage.view !== undefined"), page.errors
    yield page
    context.close()


@pytest.fixture
def fresh(large: Opened) -> Opened:
    """The page as at opening, with every community open."""
    large.page.evaluate(
        "() => { accordgraph.change({ day: null, query: '', off: new Set() }); accordgraph.choose(null); }"
    )
    large.page.evaluate("accordgraph.stage.openAll(true)")
    large.page.evaluate("accordgraph.stage.fit()")
    large.settle()
    return large


def looks(page: Opened) -> bytes:
    page.settle()
    return page.page.locator("#canvas").screenshot()


def test_only_the_renderer_that_is_used_is_in_the_file(large: Opened) -> None:
    assert large.page.evaluate("[typeof window.vis, typeof window.sigma]") == ["undefined", "object"]


def test_lines_are_given_to_webgl_once_their_communities_are_open(browser: Browser, large_file: Path) -> None:
    page = opened(browser.new_page(), large_file).page
    given = "accordgraph.stage.view.getGraph().size"
    seen = "accordgraph.data.links.filter(one => [one.from, one.to].every(accordgraph.stage.isSeen)).length"
    assert page.evaluate(given) == page.evaluate(seen) < 500
    page.evaluate("accordgraph.stage.openAll(true)")
    assert page.evaluate(given) == page.evaluate(seen) == 2100
    page.close()


def test_nothing_is_asked_for_and_nothing_goes_wrong(large: Opened, large_file: Path) -> None:
    assert large.requests == [large_file.as_uri()]
    assert [error for error in large.errors if "GL Driver Message" not in error] == []


def test_a_node_is_chosen_by_a_click(fresh: Opened) -> None:
    identifier = fresh.page.evaluate(f"{RANKED}.id")
    fresh.page.mouse.click(*fresh.place(f"accordgraph.stage.positions()[{identifier!r}]"))
    assert fresh.chosen() == identifier
    assert fresh.page.evaluate(f"{RANKED}.name") in fresh.page.locator("#panel").inner_text()


def test_a_link_is_chosen_by_a_click_where_nothing_else_is(fresh: Opened) -> None:
    identifier = fresh.page.evaluate(f"{LOUD}.id")
    fresh.page.evaluate(f"accordgraph.stage.zoom(6, accordgraph.stage.pointOn({identifier!r}, 0.5))")
    fresh.settle()
    hit = fresh.page.evaluate(f"accordgraph.stage.hit(accordgraph.stage.pointOn({identifier!r}, 0.5))")
    fresh.page.mouse.click(*fresh.place(f"accordgraph.stage.pointOn({identifier!r}, 0.5)"))
    assert fresh.chosen() == hit
    assert hit is not None


def test_two_links_of_a_pair_lie_side_by_side(fresh: Opened) -> None:
    first, second = fresh.page.evaluate(
        """() => { const seen = new Map();
          for (const link of accordgraph.data.links) {
            const pair = [link.from, link.to].sort().join(" ");
            if (seen.has(pair)) return [seen.get(pair), link.id];
            seen.set(pair, link.id);
          } }"""
    )
    one, other = (fresh.page.evaluate(f"accordgraph.stage.pointOn({link!r}, 0.5)") for link in (first, second))
    assert math.dist((one["x"], one["y"]), (other["x"], other["y"])) >= 3


def test_dragging_moves_the_picture_and_chooses_nothing(fresh: Opened) -> None:
    x, y = fresh.place("({ x: 60, y: 60 })")
    before = fresh.page.evaluate("accordgraph.stage.positions().n0")
    fresh.page.mouse.move(x, y)
    fresh.page.mouse.down()
    for step in range(1, 11):
        fresh.page.mouse.move(x + 40 * step, y + 10 * step)
    during = fresh.page.evaluate("accordgraph.stage.positions().n0")
    fresh.page.mouse.up()
    after = fresh.page.evaluate("accordgraph.stage.positions().n0")
    for moved in (during, after):
        assert (moved["x"] - before["x"], moved["y"] - before["y"]) == pytest.approx((400, 100), abs=1.5)
    assert fresh.chosen() is None


def test_ctrl_and_wheel_zoom_where_the_mouse_is_and_the_wheel_alone_scrolls(fresh: Opened) -> None:
    place = fresh.place("accordgraph.stage.positions().n3")
    fresh.page.mouse.move(*place)
    before = fresh.page.evaluate("accordgraph.stage.scale()")
    fresh.page.keyboard.down("Control")
    fresh.page.mouse.wheel(0, -300)
    fresh.page.keyboard.up("Control")
    assert becomes(fresh.page, f"accordgraph.stage.scale() > {before} * 1.5")
    assert fresh.place("accordgraph.stage.positions().n3") == pytest.approx(place, abs=1.5)
    scrolled = fresh.page.evaluate("scrollY")
    fresh.page.mouse.wheel(0, 200)
    assert becomes(fresh.page, f"scrollY > {scrolled}")


def test_zooming_in_shows_more_names(fresh: Opened) -> None:
    def named() -> set[Any]:
        return set(fresh.page.evaluate("accordgraph.stage.names().map(one => one.id)"))

    at_first = named()
    fresh.page.evaluate(f"accordgraph.stage.zoom(5, accordgraph.stage.positions()[{RANKED}.id])")
    fresh.settle()
    assert len(named() - at_first) > 10


def test_keys_walk_and_the_chosen_node_is_named(fresh: Opened) -> None:
    fresh.page.locator("#canvas").focus()
    fresh.page.keyboard.press("n")
    first = fresh.chosen()
    assert first is not None
    fresh.settle()
    assert first in fresh.page.evaluate("accordgraph.stage.names().map(one => one.id)")
    fresh.page.keyboard.press("e")
    assert str(fresh.chosen()).startswith("e")


def test_day_filter_search_and_darkness_change_the_picture(fresh: Opened) -> None:
    seen = [looks(fresh)]
    for change in (
        "{ day: '2010-01-01' }",
        "{ day: null, off: new Set(['kind-state']) }",
        "{ query: 'police', off: new Set() }",
    ):
        fresh.page.evaluate(f"accordgraph.change({change})")
        seen.append(looks(fresh))
    fresh.page.evaluate("accordgraph.change({ query: '' })")
    fresh.page.evaluate("document.getElementById('theme').click()")
    seen.append(looks(fresh))
    fresh.page.evaluate("document.getElementById('theme').click()")
    assert len(set(seen)) == 5


def test_rows_come_in_windows_and_lead_to_the_same_details(fresh: Opened) -> None:
    assert fresh.page.locator("#links tbody tr").count() == 200
    fresh.page.locator("#later-rows").click()
    button = fresh.page.locator("#links tbody tr button").first
    button.click()
    link = fresh.page.evaluate("accordgraph.data.links.find(one => one.id === accordgraph.state.chosen).basisName")
    assert link in fresh.page.locator("#panel").inner_text()


def test_without_webgl_the_page_says_so_and_its_table_works(browser: Browser, large_file: Path) -> None:
    poor = browser.browser_type.launch(
        executable_path=shutil.which("chromium"),
        args=["--no-sandbox", "--disable-gpu", "--disable-3d-apis"],
    )
    page = opened(poor.new_page(), large_file)
    assert words("en")["no-webgl"] in page.page.locator("#canvas").inner_text()
    page.page.locator("#links tbody tr button").first.click()
    assert "Arrangement" in page.page.locator("#panel").inner_text()
    page.page.locator("#search").fill("police")
    assert becomes(page.page, "accordgraph.now.shown.length < 2100")
    assert page.page.evaluate("accordgraph.now.shown.length") > 0
    assert [error for error in page.errors if "WebGL" not in error] == []
    poor.close()
