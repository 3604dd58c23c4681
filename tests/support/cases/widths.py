"""Windows in which pages are measured."""

from __future__ import annotations

SIZES = [
    (1920, 1080),
    (1400, 900),
    (1366, 768),
    (1280, 800),
    (1060, 800),
    (768, 900),
    (640, 420),
    (390, 844),
]
"""Width and height in pixels, from a large screen to a telephone."""
