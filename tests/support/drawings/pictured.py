"""Pictures as arrays of pixels: what a PNG or a browser shows."""

from __future__ import annotations

import io
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray
from PIL import Image

Pixels: TypeAlias = NDArray[np.int64]
"""Rows of pixels of red, green and blue, 0 to 255."""


def of_png(content: bytes) -> Pixels:
    return np.asarray(Image.open(io.BytesIO(content)).convert("RGB"), dtype=np.int64)


def colour_at(pixels: Pixels, x: float, y: float) -> tuple[int, int, int]:
    red, green, blue = (int(part) for part in pixels[round(y), round(x)])
    return red, green, blue


def rgb(colour: str) -> tuple[int, int, int]:
    red, green, blue = (int(colour[place : place + 2], 16) for place in (1, 3, 5))
    return red, green, blue


def is_near(one: tuple[int, int, int], other: tuple[int, int, int], most: int = 12) -> bool:
    return max(abs(a - b) for a, b in zip(one, other, strict=True)) <= most


def darkness(pixels: Pixels) -> NDArray[np.float64]:
    """How dark each pixel is against white, 0 to 1, as the eye weighs colours."""
    seen: NDArray[np.float64] = 1 - pixels @ np.array([0.2126, 0.7152, 0.0722]) / 255
    return seen
