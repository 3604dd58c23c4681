"""Where names stand beside the things of a drawing: so that no name covers another name or a thing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from accordgraph.diagrams.layout.text_width import text_width

SIZE = 13.0
"""Pixels of the letters, as `editor.css` has them."""

BESIDE, BELOW, ABOVE = 14.0, 24.0, -14.0
"""Pixels between the middle of a thing and the start or the base line of its name."""

RADIUS, GAP = 10.0, 3.0
"""Pixels of a thing, and what stays free around a name."""


class LabelPlace(NamedTuple):
    """The anchor of a name and its base line; `is_clear` unless another name or a thing is in its way."""

    anchor: str
    x: float
    y: float
    is_clear: bool


class Box(NamedTuple):
    """A rectangle that is taken."""

    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: Box) -> bool:
        """Whether two rectangles have a part in common."""
        is_beside = self.right <= other.left or other.right <= self.left
        return not (is_beside or self.bottom <= other.top or other.bottom <= self.top)


def label_places(points: Mapping[str, tuple[float, float]], labels: Mapping[str, str]) -> dict[str, LabelPlace]:
    """A place for each name: on the side that looks away from the middle if it is free there, else on another side."""
    taken = {name: _around(*point) for name, point in points.items()}
    boxes = list(taken.values())
    middle = sum(x for x, _ in points.values()) / max(1, len(points))
    chosen: dict[str, LabelPlace] = {}
    for name, point in points.items():
        width = text_width(labels[name], SIZE)
        others = [box for box in boxes if box is not taken[name]]
        places = list(_sides(*point, is_right=point[0] >= middle))
        clear = (one for one in places if not any(_box(one, width).meets(box) for box in others))
        chosen[name] = next(clear, places[0]._replace(is_clear=False))
        boxes.append(_box(chosen[name], width))
    return chosen


def _sides(x: float, y: float, *, is_right: bool) -> Iterator[LabelPlace]:
    right = LabelPlace("start", x + BESIDE, y + 4, True)
    left = LabelPlace("end", x - BESIDE, y + 4, True)
    yield from (right, left) if is_right else (left, right)
    yield LabelPlace("middle", x, y + BELOW, True)
    yield LabelPlace("middle", x, y + ABOVE, True)


def _around(x: float, y: float) -> Box:
    return Box(x - RADIUS, y - RADIUS, x + RADIUS, y + RADIUS)


def _box(place: LabelPlace, width: float) -> Box:
    left = place.x - {"start": 0.0, "end": width, "middle": width / 2}[place.anchor]
    return Box(left - GAP, place.y - SIZE, left + width + GAP, place.y + GAP)
