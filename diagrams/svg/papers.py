"""Papers to print on: how much room they have, and which letters are the smallest."""

from __future__ import annotations

from dataclasses import dataclass

LEAST_PT = 9.0
"""No letter on a sheet to print is smaller."""

SMALLEST_PX = 12.0
"""Of the letters of a drawing or a chart."""

SCALE = LEAST_PT / SMALLEST_PX
"""Points of a sheet for each pixel of a drawing, so that its smallest letters are as large as they must be."""

SIZES = {"a4": ("a4", 595.28, 841.89), "letter": ("us-letter", 612.0, 792.0)}
MARGIN_PT, FOOT_PT = 32.0, 22.0
PAPERS = ("a4", "a4-landscape", "letter", "letter-landscape")


@dataclass(frozen=True)
class Paper:
    """A sheet of paper, upright or on its side."""

    name: str
    is_landscape: bool
    width: float
    height: float

    @property
    def inner_width(self) -> float:
        """Between the margins, in points."""
        return self.width - 2 * MARGIN_PT

    @property
    def inner_height(self) -> float:
        """Between the margins, above the foot."""
        return self.height - 2 * MARGIN_PT - FOOT_PT


def turned(paper: Paper) -> Paper:
    """The same paper, upright or on its side."""
    return Paper(paper.name, not paper.is_landscape, paper.height, paper.width)


def paper(name: str) -> Paper:
    """A paper by its name. Raises KeyError for one that is not in `PAPERS`."""
    size, _, side = name.partition("-")
    known, width, height = SIZES[size]
    return Paper(known, True, height, width) if side else Paper(known, False, width, height)
