"""Above 300 marks a page opens with communities by name; a click, a key or the search shows who is in them."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.resources import files
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
from drawings.many_nodes import many
from drawings.opened_page import Opened, becomes, opened
from playwright.sync_api import Browser

from accordgraph.diagrams.html.network import build
from accordgraph.diagrams.layout.communities import communities
from accordgraph.diagrams.layout.laid_out import LaidOutDiagram, lay_out

AXE = files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8")
VIOLATIONS = """() => axe.run(document, { resultTypes: ["violations"] }).then((found) =>
  found.violations.map((one) => [one.id, ...one.nodes.map((node) => node.html.slice(0, 120))]))"""
ACTORS = 2000
SEEN = "accordgraph.data.nodes.filter((node) => accordgraph.stage.isSeen(node.id)).length"
LEAST_PX = 12


@pytest.fixture(scope="module")
def layout() -> LaidOutDiagram:
    """2,000 actors and 8,000 links."""
    return lay_out(many(ACTORS, 4 * ACTORS))


@pytest.fixture(scope="module")
def file(layout: LaidOutDiagram, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("communities") / "communities.html"
    build(layout.diagram).write_html(str(path))
    return path


@pytest.fixture(scope="module", params=[1366, 390])
def view(request: pytest.FixtureRequest, browser: Browser, file: Path) -> Iterator[Opened]:
    context = browser.new_context(viewport={"width": request.param, "height": 800}, offline=True)
    yield opened(context.new_page(), file)
    context.close()


@pytest.fixture
def closed(view: Opened) -> Opened:
    """The page as at opening."""
    view.page.evaluate("accordgraph.choose(null)")
    view.page.evaluate("accordgraph.stage.openAll(false)")
    view.page.evaluate("accordgraph.stage.fit()")
    view.settle()
    return view


def names(view: Opened) -> list[dict[str, Any]]:
    """What is written on the stage, with its rectangle."""
    view.settle()
    found: list[dict[str, Any]] = view.page.evaluate("accordgraph.stage.names()")
    return found


def test_communities_are_named_after_their_best_linked_member(layout: LaidOutDiagram) -> None:
    found = communities(layout)
    of_node = {placed.node.id: placed for placed in layout.nodes}
    assert 10 < len(found) < 60
    assert sum(one.count for one in found) > 0.95 * ACTORS
    for one in found:
        own = [placed for placed in of_node.values() if placed.community == one.number]
        best = min(own, key=lambda placed: placed.rank)
        assert one.name == f"{best.node.label} and {len(own) - 1} more"


def test_the_page_opens_with_discs_and_their_names_alone(closed: Opened) -> None:
    discs = closed.page.evaluate("accordgraph.stage.discs()")
    written = names(closed)
    assert closed.page.evaluate(SEEN) < 0.05 * ACTORS
    groups = [one for one in written if one["id"].startswith("g")]
    assert len(discs) > 10 and len(groups) > min(8, len(discs) / 2)
    assert min(one["px"] for one in written) >= LEAST_PX
    for a, b in combinations(written, 2):
        apart_x = a["to"]["x"] <= b["from"]["x"] or b["to"]["x"] <= a["from"]["x"]
        assert apart_x or a["to"]["y"] <= b["from"]["y"] or b["to"]["y"] <= a["from"]["y"], (a, b)
    wide = closed.page.evaluate("document.getElementById('canvas').clientWidth")
    assert [one for one in discs if not 0 <= one["x"] <= wide] == []
    assert closed.page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_a_click_on_a_disc_shows_who_is_in_it_and_one_on_its_name_closes_it(closed: Opened) -> None:
    before = closed.page.evaluate(SEEN)
    group = closed.page.evaluate("accordgraph.stage.discs()[0].id")
    count = closed.page.evaluate(f"accordgraph.data.groups[{group[1:]}].count")
    closed.page.mouse.click(*closed.place(f"accordgraph.stage.discs().find((one) => one.id === '{group}')"))
    closed.settle()
    assert closed.page.evaluate(SEEN) == before + count
    assert closed.chosen() is None
    shown = [one["id"] for one in names(closed)]
    assert len([one for one in shown if one.startswith("n")]) > 5
    closed.page.mouse.click(*closed.place(f"accordgraph.stage.titles().find((one) => one.id === '{group}')"))
    closed.settle()
    assert closed.page.evaluate(SEEN) == before


def test_what_is_found_or_chosen_is_never_behind_a_disc(closed: Opened) -> None:
    hidden = "accordgraph.data.nodes.filter((node) => !accordgraph.stage.isSeen(node.id)).at(-1)"
    identifier, name = closed.page.evaluate(f"[{hidden}.id, {hidden}.name]")
    closed.page.locator("#search").fill(name)
    closed.page.locator("#search").press("Enter")
    assert becomes(closed.page, f"accordgraph.stage.isSeen('{identifier}')")
    assert closed.chosen() == identifier
    closed.page.locator("#search").fill("")
    unseen = "[one.from, one.to].every((id) => !accordgraph.stage.isSeen(id))"
    link = closed.page.evaluate(f"accordgraph.data.links.find((one) => {unseen}).id")
    closed.page.evaluate(f"accordgraph.choose('{link}')")
    ends = closed.page.evaluate(
        f"accordgraph.data.links.filter((one) => one.id === '{link}').flatMap((one) => [one.from, one.to])"
    )
    assert closed.page.evaluate("ids => ids.every((id) => accordgraph.stage.isSeen(id))", ends)


def test_the_panel_lists_communities_and_opens_them_by_key(closed: Opened) -> None:
    button = closed.page.locator("#groups button").first
    assert button.inner_text().endswith(" more")
    button.press("Enter")
    closed.settle()
    assert button.get_attribute("aria-expanded") == "true"
    assert closed.page.evaluate(SEEN) > 20
    closed.page.locator("#open-groups").press("Enter")
    closed.settle()
    assert closed.page.evaluate(SEEN) == ACTORS
    assert closed.page.locator("#open-groups").get_attribute("aria-pressed") == "true"


def test_axe_finds_nothing_closed_or_open(closed: Opened) -> None:
    closed.page.evaluate(AXE)
    assert closed.page.evaluate(VIOLATIONS) == []
    closed.page.locator("#open-groups").click()
    assert closed.page.evaluate(VIOLATIONS) == []
