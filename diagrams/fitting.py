"""Parts side by side, as large as a usual screen allows: lines get longer, names and dates have more room."""

from __future__ import annotations

from collections.abc import Sequence

from accordgraph.diagrams.packing import pack
from accordgraph.diagrams.scene import Scene

FACTORS = (2.2, 2.0, 1.8, 1.6, 1.4, 1.2, 1.1)
LARGEST = 1240.0, 800.0  # pixels that a stage of 1400 x 900 shows when names of 15 px are drawn at 12
COMFORT = 980.0, 600.0  # the same at full size: a drawing is not spread further, unless it has many lines


def fit(variants: Sequence[Sequence[Scene]], *, dense: bool) -> tuple[list[Scene], list[tuple[float, float]]]:
    """Of each part one of its variants, spread as far as all fit, and the upper left corner of each.

    What does not fit stays as it is: drawn together it would lose its dates; the page chooses names by importance.
    """
    room = LARGEST if dense else COMFORT
    for factor in FACTORS:
        chosen, corners = _pack([[scene.copy(scene.places * factor) for scene in scenes] for scenes in variants])
        wide, high = _reach(chosen, corners)
        if wide <= room[0] and high <= room[1]:
            return chosen, corners
    return _pack(variants)


def extent(scene: Scene) -> tuple[float, float]:
    """Width and height over marks, boxes and labels."""
    low, high = scene.extent()
    return float(high[0] - low[0]), float(high[1] - low[1])


def _pack(variants: Sequence[Sequence[Scene]]) -> tuple[list[Scene], list[tuple[float, float]]]:
    corners, choice = pack([[extent(scene) for scene in scenes] for scenes in variants])
    return [scenes[index] for scenes, index in zip(variants, choice, strict=True)], corners


def _reach(scenes: Sequence[Scene], corners: Sequence[tuple[float, float]]) -> tuple[float, float]:
    ends = [(x + extent(scene)[0], y + extent(scene)[1]) for scene, (x, y) in zip(scenes, corners, strict=True)]
    return max((x for x, _ in ends), default=0.0), max((y for _, y in ends), default=0.0)
