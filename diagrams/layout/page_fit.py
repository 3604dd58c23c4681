"""Parts side by side, as large as a usual screen allows: lines get longer, names and dates have more room."""

from __future__ import annotations

from collections.abc import Sequence

from accordgraph.diagrams.layout.cost import Scene
from accordgraph.diagrams.layout.packing import pack
from accordgraph.diagrams.layout.refine import improve, separate

FACTORS = (2.2, 2.0, 1.8, 1.6, 1.4, 1.2, 1.1)
LARGEST = 1240.0, 800.0  # pixels that a stage of 1400 x 900 shows when names of 15 px are drawn at 12
SQUEEZES = (1.1, 0.8), (0.9, 0.8)  # across and down; what is too large is most often too high
MOST_SQUEEZED = 60  # nodes; above it tidying takes seconds
COMFORT = 980.0, 600.0  # the same at full size: a drawing is not spread further, unless it has many lines


def fit(
    variants: Sequence[Sequence[Scene]], *, dense: bool, most: tuple[float, float] | None = None
) -> tuple[list[Scene], list[tuple[float, float]]]:
    """Of each part one of its variants, spread as far as all fit (into `most`, where it is for paper), and the upper
    left corner of each.

    What does not fit is squeezed and tidied again. What does not fit then either is drawn smaller by the page, which
    chooses names by importance; pressed together further it would lose its dates.
    """
    room = most or (LARGEST if dense else COMFORT)
    for factor in FACTORS:
        chosen, corners = _pack([[scene.copy(scene.places * factor) for scene in scenes] for scenes in variants])
        wide, high = _reach(chosen, corners)
        if wide <= room[0] and high <= room[1]:
            return chosen, corners
    packed = _pack(variants)
    for squeeze in SQUEEZES if sum(len(scenes[0].places) for scenes in variants) <= MOST_SQUEEZED else ():
        if _share_shown(packed) >= 1:
            break
        squeezed = [[_squeezed(scene, squeeze) for scene in scenes] for scenes in variants]
        packed = max(packed, _pack(squeezed), key=lambda one: round(_share_shown(one), 3))
    return packed


def _squeezed(scene: Scene, squeeze: tuple[float, float]) -> Scene:
    return scene if scene.in_rings else separate(improve(scene.copy(scene.places * squeeze)))


def _share_shown(packed: tuple[list[Scene], list[tuple[float, float]]]) -> float:
    """How large a drawing is seen where all of it is on the stage; from 1 on every name can be read."""
    wide, high = _reach(*packed)
    return min(LARGEST[0] / wide, LARGEST[1] / high) if wide and high else 1.0


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
