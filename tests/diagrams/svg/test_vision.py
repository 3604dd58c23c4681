"""Standings can be told apart without colour: in greyscale, in the four colour-blindness emulations, and on paper."""

from __future__ import annotations

import numpy as np
import pytest
from drawings.pictured import Pixels, darkness, of_png
from drawings.sample_picture import make_sample
from numpy.typing import NDArray
from playwright.sync_api import Browser, Page

from accordgraph.diagrams.facts import CONTRADICTED
from accordgraph.diagrams.layout.laid_out import lay_out
from accordgraph.diagrams.svg.elements import Painter, svg_document
from accordgraph.diagrams.svg.legends import Legends
from accordgraph.diagrams.svg.styles import LIGHT
from accordgraph.diagrams.svg.timeline import BAR, draw_piece, hatches
from accordgraph.diagrams.wording import words

WAYS = ("none", "achromatopsia", "protanopia", "deuteranopia", "tritanopia", "greyscale")
LENGTH, STEP, TOP = 240, 40, 30
LEAST_APART = 0.12  # of the share that is inked; and of the darkness of bars


def swatches() -> str:
    """A line and a bar for each standing, one below the other, as the network and the timeline draw them."""
    painter = Painter()
    lines = [
        painter.shape("path", f"line-{name}", {"d": f"M20 {TOP + STEP * n}H{20 + LENGTH}"})
        for n, name in enumerate(("held", *CONTRADICTED))
    ]
    pieces = [("certainly", "held"), ("presumably", "held"), ("possibly", "held"), ("possibly", "disputed"),
              ("possibly", "not-held")]  # fmt: skip
    bars = [draw_piece(*piece, 20, TOP + STEP * (n + 3), LENGTH, painter) for n, piece in enumerate(pieces)]
    ground = painter.shape("rect", "stage", {"width": LENGTH + 40, "height": 400})
    return svg_document(LENGTH + 40, 400, "", "", ground, hatches(painter), *lines, *bars)


@pytest.fixture(scope="module")
def page(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Page:
    path = tmp_path_factory.mktemp("vision") / "swatches.svg"
    path.write_text(swatches(), encoding="utf-8")
    context = browser.new_context(viewport={"width": LENGTH + 40, "height": 400}, device_scale_factor=2, offline=True)
    page = context.new_page()
    page.goto(path.as_uri())
    return page


def seen(page: Page, way: str) -> Pixels:
    """A screenshot as somebody with that way of seeing has it."""
    session = page.context.new_cdp_session(page)
    emulated = "none" if way == "greyscale" else way
    session.send("Emulation.setEmulatedVisionDeficiency", {"type": emulated})
    pixels = of_png(page.screenshot())
    session.send("Emulation.setEmulatedVisionDeficiency", {"type": "none"})
    session.detach()
    return (
        np.repeat(((1 - darkness(pixels)) * 255)[..., None], 3, axis=2).astype(np.int64)
        if way == "greyscale"
        else pixels
    )


def profile(pixels: Pixels, y: float) -> NDArray[np.float64]:
    """How dark a line is along its length: the darkest of the rows around it."""
    rows = darkness(pixels)[round(2 * y) - 2 : round(2 * y) + 3, 50 : 2 * LENGTH + 30]
    maxima: NDArray[np.float64] = rows.max(axis=0)
    return maxima


@pytest.mark.parametrize("way", WAYS)
def test_lines_of_the_three_standings_differ_in_ink_and_can_be_seen(page: Page, way: str) -> None:
    pixels = seen(page, way)
    inked = [float((profile(pixels, TOP + STEP * n) > 0.25).mean()) for n in range(3)]
    assert inked[0] > 0.98
    assert inked[0] - inked[1] > LEAST_APART
    assert inked[1] - inked[2] > LEAST_APART
    for n in range(3):
        darkest = float(profile(pixels, TOP + STEP * n).max())
        assert 1.05 / ((1 - darkest) ** 2.2 + 0.05) > 3, "WCAG 2.2 asks 3 of graphics"


@pytest.mark.parametrize("way", WAYS)
def test_bars_for_certainly_presumably_and_possibly_differ(page: Page, way: str) -> None:
    dark = darkness(seen(page, way))
    middle = [round(2 * (TOP + STEP * (n + 3) + BAR / 2)) for n in range(5)]
    inside = [dark[y - 6 : y + 7, 60 : 2 * LENGTH] for y in middle]
    certain, presumed, possible = (float(one.mean()) for one in inside[:3])
    assert certain - presumed > LEAST_APART
    assert float(inside[2].std()) > 0.15 > float(inside[1].std()), "only what is possible is hatched"
    assert certain - possible > LEAST_APART


@pytest.mark.parametrize("way", WAYS)
def test_disputed_and_not_held_bars_lean_the_other_way_than_held_ones(page: Page, way: str) -> None:
    dark = darkness(seen(page, way))
    leans = []
    for n in (2, 3, 4):
        top = round(2 * (TOP + STEP * (n + 3))) + 4
        rows = dark[top : top + 16, 60 : 2 * LENGTH]
        leans.append(lean(rows))
    held, disputed, not_held = leans
    assert held * disputed < 0 and held * not_held < 0


def lean(rows: NDArray[np.float64]) -> int:
    """Whether stripes run to the right (1) or to the left (-1) from row to row."""

    def fit(way: int) -> float:
        pairs = zip(rows[:-4:2], rows[4::2], strict=False)
        return float(
            np.mean([np.corrcoef(upper[20:-20], np.roll(lower, -4 * way)[20:-20])[0, 1] for upper, lower in pairs])
        )

    return 1 if fit(1) > fit(-1) else -1


def test_what_is_not_held_or_disputed_also_says_so_in_words() -> None:
    sample = make_sample()
    badges = {edge.link.standing: edge.badge for edge in lay_out(sample).edges if edge.link.standing == "disputed"}
    said = {line for badge in badges.values() if badge for line in badge.lines}
    assert said & {words("en")["line-disputed"], words("en")["line-not-held"]}
    legend = Legends(sample, Painter(LIGHT)).of_network(900).drawn
    assert all(words("en")[f"look-{name}"] in legend for name in ("held", *CONTRADICTED))
