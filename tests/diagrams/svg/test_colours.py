"""Categories of charts and still files can be told apart by everybody: measured for four kinds of colour blindness and
in greyscale, as the colours are painted; where colours are near, the shape, the dashes or the hatching differ.
"""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import combinations

import numpy as np
import pytest
from drawings.first_screens import between_two
from numpy.typing import NDArray

from accordgraph.diagrams.svg.elements import Painter
from accordgraph.diagrams.svg.network import CORNERS
from accordgraph.diagrams.svg.page import columns_sheet
from accordgraph.diagrams.svg.styles import DARK, LIGHT, LOOKS
from accordgraph.diagrams.svg.timeline import draw_piece, hatches

Colour = NDArray[np.float64]
PALETTES = {"light": LIGHT, "dark": DARK}

MACHADO = {
    "protanopia": [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]],
    "deuteranopia": [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]],
    "tritanopia": [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900]],
    "achromatopsia": [[0.2126, 0.7152, 0.0722]] * 3,
}
"""How linear colours are seen: Machado, Oliveira and Fernandes (2009) at full severity; luminance alone for the last,
which is greyscale too."""

WAYS = {"all colours": np.eye(3), **{name: np.array(matrix) for name, matrix in MACHADO.items()}}
LEAST_RATIO = 1.25
"""Of the luminance of two areas that lie side by side and differ by nothing else."""


def linear(colour: str) -> Colour:
    parts = np.array([int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)])
    return np.where(parts <= 0.04045, parts / 12.92, ((parts + 0.055) / 1.055) ** 2.4)


def painted(colour: str, opacity: float, ground: str) -> Colour:
    """What a colour of some opacity is on its ground: mixed as it is on a screen, before it is made linear."""
    top, below = (np.array([int(one[place : place + 2], 16) for place in (1, 3, 5)]) for one in (colour, ground))
    mixed = np.rint(top * opacity + below * (1 - opacity)).astype(int)
    return linear("#" + "".join(f"{part:02x}" for part in mixed))


def ratio(one: Colour, other: Colour, way: Colour) -> float:
    """The contrast of two colours as WCAG 2.2 reckons it, as they are seen in a way."""
    weights = np.array([0.2126, 0.7152, 0.0722])
    low, high = sorted(float(np.clip(way @ colour, 0, 1) @ weights) for colour in (one, other))
    return (high + 0.05) / (low + 0.05)


def areas(colours: dict[str, str]) -> dict[str, Colour]:
    """The fills that lie side by side in charts: sent, executed, presumed, certain, the ground."""
    ground = colours["stage"]
    return {
        "ground": painted(ground, 1.0, ground),
        "sent": painted(colours["held"], 0.25, ground),
        "presumed": painted(colours["held"], 0.4, ground),
        "executed and certain": painted(colours["held"], 1.0, ground),
    }


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("palette", PALETTES)
def test_areas_of_charts_differ_in_lightness(palette: str, way: str) -> None:
    fills = areas(PALETTES[palette])
    low = {
        pair: round(ratio(fills[pair[0]], fills[pair[1]], WAYS[way]), 2)
        for pair in combinations(fills, 2)
        if pair != ("sent", "presumed")  # never in one chart
    }
    assert {pair: value for pair, value in low.items() if value < LEAST_RATIO} == {}
    assert len(low) == 5


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("palette", PALETTES)
def test_every_mark_line_and_edge_can_be_seen_on_its_ground(palette: str, way: str) -> None:
    colours = PALETTES[palette]
    ground = linear(colours["stage"])
    names = ("state", "agency", "international", "group", "other", "box-line", "held", "disputed", "not-held")
    low = {name: round(ratio(linear(colours[name]), ground, WAYS[way]), 2) for name in names}
    assert {name: value for name, value in low.items() if value < 3} == {}


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("palette", PALETTES)
def test_words_in_red_can_be_read(palette: str, way: str) -> None:
    colours = PALETTES[palette]
    for ground in ("stage", "box", "page"):
        assert ratio(linear(colours["disputed"]), linear(colours[ground]), WAYS[way]) >= 4.5, ground


def test_kinds_of_actors_differ_by_shape() -> None:
    assert len(set(CORNERS.values())) == len(CORNERS) == 4  # and the state is a disc


def test_lines_differ_by_dashes_and_width() -> None:
    looks = ("held", "disputed", "not-held")
    for family in ("line", "wire", "edge"):
        drawn = {
            (LOOKS[f"{family}-{look}"].get("stroke-dasharray"), LOOKS[f"{family}-{look}"]["stroke-width"])
            for look in looks
        }
        assert len(drawn) == 3, family


def test_what_is_possible_is_hatched_and_what_is_not_held_leans_the_other_way() -> None:
    painter = Painter()
    assert "url(#hatch-held)" in draw_piece("possibly", "held", 0, 0, 20, painter)
    assert "url(" not in draw_piece("presumably", "held", 0, 0, 20, painter) + draw_piece(
        "certainly", "held", 0, 0, 20, painter
    )
    assert hatches(painter).count("rotate(-45)") == 2


def test_what_was_done_once_has_other_corners_than_an_agreement() -> None:
    diagram = between_two(4)
    nodes = tuple(replace(node, kind="operation") if node.id == "pact-0" else node for node in diagram.nodes)
    links = (replace(link, basis_kind="operation") if link.basis == "pact-0" else link for link in diagram.links)
    mixed = replace(diagram, nodes=nodes, links=tuple(links))
    assert mixed.overview is not None
    boxes = [
        one for one in re.findall(r"<rect[^>]*>", columns_sheet(mixed, mixed.overview)) if LIGHT["box-line"] in one
    ]
    corners = {(LIGHT["box"] in one, 'rx="0"' in one) for one in boxes}
    assert corners == {(True, False), (False, True)}
    assert len(boxes) == 4 + 2  # the agreements, and the legend
