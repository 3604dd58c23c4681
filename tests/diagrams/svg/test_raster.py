"""Files without a browser: the same places, colours, dashes and words in SVG and PNG, Ukrainian too."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import TypeAlias
from xml.etree import ElementTree

import numpy as np
import pytest
from drawings.pictured import Pixels, colour_at, darkness, is_near, of_png, rgb
from drawings.sample_picture import make_sample
from numpy.typing import NDArray
from playwright.sync_api import Browser

from accordgraph.diagrams.layout.laid_out import LaidOutDiagram, PlacedEdge, lay_out
from accordgraph.diagrams.svg.elements import svg_document
from accordgraph.diagrams.svg.network import point_on
from accordgraph.diagrams.svg.page import network_sheet
from accordgraph.diagrams.svg.raster import png_scale, render
from accordgraph.diagrams.svg.raster import replace as write_file
from accordgraph.diagrams.svg.styles import DASHES, LIGHT
from accordgraph.graph.errors import InputError

SCALE = 2.0
Places: TypeAlias = NDArray[np.float64]
MOVED = re.compile(r"translate\(([-\d.]+) ([-\d.]+)\)")


@pytest.fixture(scope="module")
def layout() -> LaidOutDiagram:
    sample = make_sample()
    named = tuple(replace(node, label="Україна, її союз") if node.id == "ua" else node for node in sample.nodes)
    return lay_out(replace(sample, nodes=named, lang="uk"))


@pytest.fixture(scope="module")
def svg(layout: LaidOutDiagram) -> str:
    return network_sheet(layout)


@pytest.fixture(scope="module", params=["png", "svg"])
def pixels(
    request: pytest.FixtureRequest, svg: str, browser: Browser, tmp_path_factory: pytest.TempPathFactory
) -> Pixels:
    if request.param == "png":
        return of_png(render(svg, "png"))
    path = tmp_path_factory.mktemp("files") / "network.svg"
    path.write_bytes(render(svg, "svg"))
    return of_png(screenshot(browser, path))


def screenshot(browser: Browser, path: Path) -> bytes:
    """What the browser shows of an SVG, whole, at twice its size."""
    width, height = size(path.read_text(encoding="utf-8"))
    context = browser.new_context(viewport={"width": width, "height": height}, device_scale_factor=2, offline=True)
    page = context.new_page()
    page.goto(path.as_uri())
    image = page.screenshot()
    context.close()
    return image


def size(svg: str) -> tuple[int, int]:
    attributes = re.search(r'<svg [^>]*?width="([\d.]+)" height="([\d.]+)"', svg)
    assert attributes is not None
    return int(float(attributes[1])), int(float(attributes[2]))


def origin(svg: str) -> tuple[float, float]:
    """Where the drawing's own zero lies on the sheet: all groups around the first line moved it."""
    before = svg[: svg.index('data-link="e0"')]
    open_groups: list[tuple[float, float]] = []
    for tag in re.finditer(r"<g[^>]*>|</g>", before):
        if tag[0] == "</g>":
            open_groups.pop()
        else:
            moved = MOVED.search(tag[0])
            open_groups.append((float(moved[1]), float(moved[2])) if moved else (0.0, 0.0))
    xs, ys = zip(*open_groups, strict=True)
    return sum(xs), sum(ys)


def test_each_mark_stands_in_its_place_in_its_colour(layout: LaidOutDiagram, svg: str, pixels: Pixels) -> None:
    left, top = origin(svg)
    differing = {
        placed.node.id: (
            colour_at(pixels, SCALE * (left + placed.x), SCALE * (top + placed.y)),
            rgb(LIGHT[placed.node.kind]),
        )
        for placed in layout.nodes
        if not placed.node.is_basis
    }
    assert {name: pair for name, pair in differing.items() if not is_near(*pair)} == {}
    assert len(differing) == 22


def free_points(layout: LaidOutDiagram, edge: PlacedEdge) -> Places:
    """Points along a line that lie on no mark and no words."""
    points = np.array([point_on(layout, edge, share) for share in np.linspace(0.02, 0.98, 1000)])
    free = np.ones(len(points), dtype=np.bool_)
    for x, y, half_x, half_y in covered(layout):
        free &= (np.abs(points[:, 0] - x) > half_x) | (np.abs(points[:, 1] - y) > half_y)
    return points[free]


def covered(layout: LaidOutDiagram) -> list[tuple[float, float, float, float]]:
    """Middles and half sizes of all marks and words."""
    boxes: list[tuple[float, float, float, float]] = []
    for placed in layout.nodes:
        label = (
            placed.x + placed.label_x,
            placed.y + placed.label_y,
            placed.half_width + 3.0,
            placed.half_height + 3.0,
        )
        boxes += [label, (placed.x, placed.y, 15.0, 15.0)]
    for edge in layout.edges:
        if edge.badge is not None:
            x, y = point_on(layout, edge, edge.badge.share)
            boxes.append((x, y, edge.badge.half_width + 3.0, edge.badge.half_height + 3.0))
    return boxes


@pytest.fixture(scope="module")
def lines(layout: LaidOutDiagram) -> list[tuple[str, Places]]:
    """Standing and free points of each line that can be seen far enough."""
    drawn = [(edge.link.look, free_points(layout, edge)) for edge in layout.edges]
    return [(standing, points) for standing, points in drawn if len(points) >= 40]


def ink(points: Places, svg: str, dark: Places) -> float:
    """The share of a line that is drawn."""
    places = np.rint(SCALE * (points + np.array(origin(svg)))).astype(np.int64)
    around = [dark[places[:, 1] + dy, places[:, 0] + dx] for dx in (-1, 0, 1) for dy in (-1, 0, 1)]
    return float((np.max(around, axis=0) > 0.3).mean())


def test_lines_have_the_dashes_of_their_standing(lines: list[tuple[str, Places]], svg: str, pixels: Pixels) -> None:
    shares: dict[str, list[float]] = {name: [] for name in DASHES}
    dark = darkness(pixels)
    for standing, points in lines:
        shares[standing].append(ink(points, svg, dark))
    assert len(shares["held"]) > 5 and len(shares["disputed"]) == len(shares["not-held"]) == 1
    assert min(shares["held"]) > 0.95
    assert 0.4 < shares["disputed"][0] < 0.9
    assert 0.1 < shares["not-held"][0] < 0.4 < shares["disputed"][0] - 0.1


def test_a_png_has_two_pixels_for_each_of_the_drawing(svg: str) -> None:
    width, height = size(svg)
    actual = of_png(render(svg, "png")).shape
    assert (abs(actual[1] - 2 * width) <= 2, abs(actual[0] - 2 * height) <= 2) == (True, True)


def test_an_image_that_would_be_huge_gets_fewer_pixels() -> None:
    assert png_scale(svg_document(20_000, 10_000, "", "")) == pytest.approx(0.632, abs=0.001)


def test_a_browser_without_fonts_of_ours_shows_the_letters_of_the_svg(
    browser: Browser, svg: str, tmp_path: Path
) -> None:
    path = tmp_path / "network.svg"
    path.write_bytes(render(svg, "svg"))
    context = browser.new_context(offline=True)
    page = context.new_page()
    page.goto(path.as_uri())
    loaded = page.evaluate(
        "document.fonts.ready.then(() => [...document.fonts].map(font => [font.family, font.weight, font.status]))"
    )
    context.close()
    assert sorted(loaded) == [["Noto Sans", "400", "loaded"], ["Noto Sans", "700", "loaded"]]


def test_what_cannot_be_written_leaves_the_old_file(tmp_path: Path) -> None:
    (tmp_path / "taken.png").mkdir()
    with pytest.raises(InputError, match=r"taken\.png"):
        write_file(tmp_path / "taken.png", b"new")
    assert list(tmp_path.iterdir()) == [tmp_path / "taken.png"]


def test_a_sheet_shows_hostile_text_and_runs_nothing(hostile_drawing: LaidOutDiagram) -> None:
    root = ElementTree.fromstring(network_sheet(hostile_drawing))
    tags = {element.tag.removeprefix("{http://www.w3.org/2000/svg}") for element in root.iter()}
    assert tags <= {"svg", "title", "desc", "g", "path", "rect", "circle", "text", "tspan"}
    assert any("<script" in words for words in root.itertext())
    assert not any(name.startswith("on") or "href" in name for element in root.iter() for name in element.attrib)
