"""Lines and marks on the canvas can be told apart in greyscale and in four kinds of colour blindness."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import pytest
from drawings.many_nodes import many
from drawings.opened_page import opened
from drawings.pictured import darkness, of_png
from numpy.typing import NDArray
from playwright.sync_api import Browser, Page

from accordgraph.diagrams.facts import ACTOR_KINDS
from accordgraph.diagrams.html.network import build

WAYS = ("none", "achromatopsia", "protanopia", "deuteranopia", "tritanopia")
LEAST_APART = 0.12  # of the share of a line that is inked
INKED = 0.2
ZOOM = 3  # pixels of a screenshot for one of the page: dashes are small
HALF = 14  # of the square around a mark, in pixels

POINTS = """id => {
  const { stage } = accordgraph, words = stage.words().find((one) => one.id === id);
  const box = document.getElementById("canvas").getBoundingClientRect(), points = [];
  for (let share = 0.2; share < 0.8; share += 0.002) {
    const { x, y } = stage.pointOn(id, share);
    const isFree = !words || x < words.from.x - 3 || x > words.to.x + 3 || y < words.from.y - 3 || y > words.to.y + 3;
    if (isFree) points.push([x + box.x, y + box.y]);
  }
  return points;
}"""
MARKS = """() => {
  const at = accordgraph.stage.positions(), box = document.getElementById("canvas").getBoundingClientRect();
  return accordgraph.data.nodes.map(({ id, kind }) => [kind, at[id].x + box.x, at[id].y + box.y]);
}"""


@pytest.fixture(scope="module")
def canvas(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    """A line of each look between two actors of its own, of all kinds."""
    whole = many(40, 70)
    one, nodes = whole.links[0], [replace(node, kind=ACTOR_KINDS[n % 5]) for n, node in enumerate(whole.nodes[:6])]
    looks = (("single", True), ("disputed", True), ("disputed", False))
    links = tuple(
        replace(one, id=f"e{n}", start=nodes[2 * n].id, end=nodes[2 * n + 1].id, standing=standing, held=held)
        for n, (standing, held) in enumerate(looks)
    )
    path = tmp_path_factory.mktemp("vision") / "canvas.html"
    build(replace(whole, nodes=tuple(nodes), links=links)).write_html(str(path))
    context = browser.new_context(
        viewport={"width": 1400, "height": 900}, device_scale_factor=ZOOM, color_scheme="light", offline=True
    )
    page = context.new_page()
    opened(page, path)
    yield page
    context.close()


def seen(page: Page, way: str) -> NDArray[np.float64]:
    """How dark each pixel is to somebody with that way of seeing."""
    session = page.context.new_cdp_session(page)
    session.send("Emulation.setEmulatedVisionDeficiency", {"type": way})
    pixels = darkness(of_png(page.screenshot()))
    session.send("Emulation.setEmulatedVisionDeficiency", {"type": "none"})
    session.detach()
    return pixels


def cut(dark: NDArray[np.float64], x: float, y: float, half: int) -> NDArray[np.float64]:
    """The square around a point of the page."""
    across, down = round(x * ZOOM), round(y * ZOOM)
    return dark[down - half : down + half + 1, across - half : across + half + 1]


@pytest.mark.parametrize("way", WAYS)
def test_lines_of_the_three_looks_differ_in_ink(canvas: Page, way: str) -> None:
    dark = seen(canvas, way)
    inked = {}
    for link in canvas.evaluate("accordgraph.data.links.map(({ id, look }) => [id, look])"):
        points = canvas.evaluate(POINTS, link[0])
        around = [cut(dark, x, y, 1).max() for x, y in points]
        inked[link[1]] = float((np.array(around) > INKED).mean())
    held, disputed, not_held = (inked[look] for look in ("held", "disputed", "not-held"))
    assert held > 0.95
    assert held - disputed > LEAST_APART
    assert disputed - not_held > LEAST_APART


@pytest.mark.parametrize("way", WAYS)
def test_marks_of_each_kind_have_a_shape_of_their_own(canvas: Page, way: str) -> None:
    dark = seen(canvas, way)
    shapes: dict[str, NDArray[np.bool_]] = {}
    for kind, x, y in canvas.evaluate(MARKS):
        square = cut(dark, x, y, HALF * ZOOM)
        shapes.setdefault(kind, square > INKED)
    kinds = sorted(shapes)
    assert len(kinds) == len(ACTOR_KINDS)
    for place, kind in enumerate(kinds):
        for other in kinds[:place]:
            differing = float((shapes[kind] != shapes[other]).mean())
            assert differing > 0.05, (kind, other)
