"""What a reader sees at opening, at 1400 x 900: names that can be read, none over another, nodes where they should."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from drawings.many_nodes import many
from drawings.opened_page import Opened, opened
from playwright.sync_api import Browser

from accordgraph.diagrams.builder import build_diagram
from accordgraph.diagrams.html.network import build
from accordgraph.diagrams.model import Diagram
from accordgraph.diagrams.request import DiagramRequest
from accordgraph.graph.store.store import Store
from accordgraph.queries.session import open_session

LEAST_PX = 12.0
WANTED = {
    "bases": DiagramRequest(),
    "actors": DiagramRequest(view="actors"),
    "ego": DiagramRequest(view="ego", about=("ua",)),
    "ego of two hops": DiagramRequest(view="ego", about=("nabu",), hops=2),
}
MADE_UP = {"40 nodes": (40, 70), "100 nodes": (100, 180), "301 nodes": (301, 600)}
SHARE_NAMED = {"40 nodes": 0.8, "100 nodes": 0.4, "301 nodes": 0.05}
SPREAD = """() => {
    const { stage, data } = accordgraph, at = stage.positions(), scale = stage.scale(), first = data.nodes[0];
    return Math.max(...data.nodes.map(node => Math.max(
        Math.abs(at[node.id].x - at[first.id].x - (node.x - first.x) * scale),
        Math.abs(at[node.id].y - at[first.id].y - (node.y - first.y) * scale))));
}"""
"""By how many pixels the worst placed node is not where the data block says, seen from the first."""


def drawn(name: str, store: Path) -> Diagram:
    if name in MADE_UP:
        return many(*MADE_UP[name])
    with open_session(Store(store).snapshot(), "ladybug") as session:
        return build_diagram(session, WANTED[name])


@pytest.fixture(scope="module", params=[*WANTED, *MADE_UP])
def named_view(
    request: pytest.FixtureRequest, browser: Browser, bundled_store: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[str, Opened]]:
    path = tmp_path_factory.mktemp("names") / "page.html"
    build(drawn(request.param, bundled_store)).write_html(str(path))
    context = browser.new_context(viewport={"width": 1400, "height": 900}, offline=True)
    view = opened(context.new_page(), path)
    view.page.evaluate("accordgraph.stage.openAll?.(true)")  # communities are closed as the page opens
    view.settle()
    yield request.param, view
    context.close()


def names(page: Opened) -> list[dict[str, Any]]:
    boxes: list[dict[str, Any]] = page.page.evaluate("accordgraph.stage.names()")
    return boxes


def test_names_can_be_read_and_cover_none(named_view: tuple[str, Opened]) -> None:
    name, page = named_view
    boxes = names(page)
    every = page.page.evaluate("accordgraph.data.nodes.length")
    assert len(boxes) >= SHARE_NAMED.get(name, 0.9) * every > 4
    assert min(one["px"] for one in boxes) >= LEAST_PX - 0.01
    over = [
        (one["id"], other["id"])
        for index, one in enumerate(boxes)
        for other in boxes[:index]
        if one["from"]["x"] < other["to"]["x"] - 0.1
        and other["from"]["x"] < one["to"]["x"] - 0.1
        and one["from"]["y"] < other["to"]["y"] - 0.1
        and other["from"]["y"] < one["to"]["y"] - 0.1
    ]
    assert over == []


def test_nodes_stand_where_the_file_says_and_stay_there(named_view: tuple[str, Opened]) -> None:
    _, page = named_view
    assert page.page.evaluate(SPREAD) < 1
    before = page.page.evaluate("accordgraph.stage.positions()")
    page.page.wait_for_timeout(2000)
    assert page.page.evaluate("accordgraph.stage.positions()") == before


def test_nothing_moves_when_the_day_or_the_filters_change(named_view: tuple[str, Opened]) -> None:
    _, page = named_view
    before = page.page.evaluate("accordgraph.stage.positions()")
    page.page.evaluate("accordgraph.change({ day: accordgraph.data.days[3], off: new Set(['kind-state']) })")
    page.settle()
    assert page.page.evaluate("accordgraph.stage.positions()") == before
    page.page.evaluate("accordgraph.change({ day: null, off: new Set() })")


def test_all_of_the_picture_is_on_the_stage(named_view: tuple[str, Opened]) -> None:
    _, page = named_view
    size = page.page.locator("#canvas").bounding_box()
    assert size is not None
    at = page.page.evaluate("Object.values(accordgraph.stage.positions())")
    assert len(at) > 4
    assert 0 <= min(one["x"] for one in at) <= max(one["x"] for one in at) <= size["width"]
    assert 0 <= min(one["y"] for one in at) <= max(one["y"] for one in at) <= size["height"]
