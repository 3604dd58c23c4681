"""The colours can be read: contrast by WCAG 2.2, of text at least 4.5, of graphics at least 3."""

from __future__ import annotations

import pytest

from accordgraph.diagrams.svg.styles import DARK, LIGHT, LOOKS, PAINT

GROUNDS = ("page", "stage", "panel")
TEXTS = ("text", "quiet", "accent", "disputed")
GRAPHICS = ("state", "agency", "international", "group", "other", "box-line", "held", "disputed", "not-held", "accent")
PALETTES = {"light": LIGHT, "dark": DARK}


def luminance(colour: str) -> float:
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def mixed(colour: str, ground: str, share: float) -> str:
    parts = zip(*([int(one[place : place + 2], 16) for place in (1, 3, 5)] for one in (colour, ground)), strict=True)
    return "#" + "".join(f"{round(a * share + b * (1 - share)):02x}" for a, b in parts)


def test_the_measure_is_that_of_the_standard() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21.0)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("name", PALETTES)
def test_text_can_be_read_on_every_ground(name: str) -> None:
    colours = PALETTES[name]
    pairs = [(text, ground) for text in TEXTS for ground in GROUNDS] + [
        ("text", "box"),
        ("text", "halo"),
        ("stage", "held"),
    ]
    low = {pair: round(contrast(*(colours[one] for one in pair)), 2) for pair in pairs}
    assert {pair: ratio for pair, ratio in low.items() if ratio < 4.5} == {}
    assert len(low) == len(TEXTS) * len(GROUNDS) + 3


@pytest.mark.parametrize("name", PALETTES)
def test_graphics_can_be_seen_on_the_stage(name: str) -> None:
    colours = PALETTES[name]
    low = {one: round(contrast(colours[one], colours["stage"]), 2) for one in GRAPHICS}
    assert {one: ratio for one, ratio in low.items() if ratio < 3} == {}


@pytest.mark.parametrize("name", PALETTES)
@pytest.mark.parametrize("share", [0.14, 0.25, 0.26, 0.4])
def test_text_can_be_read_on_the_shades_of_cells_and_bars(name: str, share: float) -> None:
    colours = PALETTES[name]
    assert contrast(colours["text"], mixed(colours["held"], colours["stage"], share)) >= 4.5


def test_every_colour_of_a_look_is_in_both_palettes() -> None:
    used = {str(look[key]) for look in LOOKS.values() for key in PAINT if key in look} - {"none"}
    assert used <= LIGHT.keys() == DARK.keys()
    assert len(used) > 10
