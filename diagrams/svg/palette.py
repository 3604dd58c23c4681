"""The colours and the lines, once for all: the network, the legend and the page take them from here."""

from __future__ import annotations

# Told apart with all kinds of colour blindness; kinds differ by shape, standings by dashes, width and word as well.
LIGHT = {
    "state": "#0067a5",
    "agency": "#00805c",
    "international": "#b8479a",
    "group": "#6b5bb5",
    "other": "#5f6773",
    "box": "#fbf2da",
    "box-line": "#96690a",
    "held": "#4a5263",
    "disputed": "#b3400a",
    "not-held": "#7d8593",
    "text": "#161c27",
    "quiet": "#505a6b",
    "page": "#fdfdfd",
    "stage": "#ffffff",
    "panel": "#f3f5f8",
    "rule": "#d5dae2",
    "accent": "#0b57d0",
    "halo": "#9dbcf5",
}
DARK = {
    "state": "#4aa8ea",
    "agency": "#35c79c",
    "international": "#f7a8d8",
    "group": "#b5a8f5",
    "other": "#a3acba",
    "box": "#3a2f14",
    "box-line": "#d9a833",
    "held": "#a3adbf",
    "disputed": "#ff8a4f",
    "not-held": "#8a93a3",
    "text": "#eceff4",
    "quiet": "#aab3c2",
    "page": "#11151c",
    "stage": "#0e1218",
    "panel": "#1b212b",
    "rule": "#343c49",
    "accent": "#8fb6ff",
    "halo": "#3b5f9e",
}
SHAPES = {
    "state": "dot",
    "agency": "square",
    "international": "diamond",
    "group": "triangle",
    "other": "triangleDown",
}
WIDTHS = {"held": 1.6, "disputed": 3.2, "not-held": 2.2}
DASHES: dict[str, bool | list[int]] = {"held": False, "disputed": [3, 4], "not-held": [2, 8]}


def variables() -> str:
    """The two palettes as CSS custom properties: as the system says or as the reader chose; print is always light."""
    light, dark = (_properties(colours) for colours in (LIGHT, DARK))
    return (
        f":root{{{light}}}\n"
        f"@media screen{{:root[data-theme=dark]{{{dark}}}}}\n"
        f"@media screen and (prefers-color-scheme:dark){{:root:not([data-theme=light]){{{dark}}}}}\n"
    )


def _properties(colours: dict[str, str]) -> str:
    return "".join(f"--{name}:{colour};" for name, colour in colours.items())
