"""The style sheet: colours, line widths and dashes once for all, and how each piece of a picture looks in SVG."""

from __future__ import annotations

from collections.abc import Mapping

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
    "reading": "#4a5263",
    "claimed": "#4a5263",
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
    "reading": "#a3adbf",
    "claimed": "#a3adbf",
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
WIDTHS = {"held": 1.6, "reading": 1.6, "claimed": 1.6, "disputed": 3.2, "not-held": 2.2}
DASHES: dict[str, bool | list[int]] = {
    "held": False,
    "reading": [14, 4],
    "claimed": [6, 6],
    "disputed": [3, 4],
    "not-held": [2, 8],
}
"""How each look is drawn in every picture: one dash has one meaning."""

FONT = (
    '"Noto Sans","Noto Sans Arabic","Noto Sans Hebrew","Segoe UI",Roboto,"Helvetica Neue",Arial,"DejaVu Sans",'
    "sans-serif"
)
TEXT_PX = 15
SMALL_PX = 13
PAINT = ("fill", "stroke")
"""The attributes whose value is a colour of the palette, by its name."""

Look = Mapping[str, str | float]

_BARS: dict[str, Look] = {f"bar-{name}": {"fill": name} for name in WIDTHS}
_DASHED: dict[str, Look] = {
    name: {} if isinstance(dash, bool) else {"stroke-dasharray": " ".join(map(str, dash))}
    for name, dash in DASHES.items()
}
_LINES: dict[str, Look] = {
    f"line-{name}": {"fill": "none", "stroke": name, "stroke-width": WIDTHS[name], **dash}
    for name, dash in _DASHED.items()
}
_WIRES: dict[str, Look] = {
    f"wire-{name}": {
        "fill": "none",
        "stroke": name,
        "stroke-width": round(WIDTHS[name] * 0.75, 2),
        **({"stroke-opacity": 0.7} if name == "held" else {}),
        **dash,
    }
    for name, dash in _DASHED.items()
}
"""The lines between columns, which are thinner: there are many of them side by side."""
LOOKS: dict[str, Look] = {
    **{f"mark-{kind}": {"fill": kind} for kind in ("state", "agency", "international", "group", "other")},
    "mark-box": {"fill": "box", "stroke": "box-line", "stroke-width": 1.6},
    "mark-once": {"fill": "stage", "stroke": "box-line", "stroke-width": 1.6},
    "middle": {"fill": "halo"},
    "middle-edge": {"fill": "none", "stroke": "halo", "stroke-width": 1.2},
    **_LINES,
    **_WIRES,
    **_BARS,
    "sheet": {"fill": "page"},
    "stage": {"fill": "stage"},
    "panel": {"fill": "panel"},
    "frame": {"fill": "none", "stroke": "rule", "stroke-width": 1},
    "rule": {"fill": "none", "stroke": "rule", "stroke-width": 1},
    "bold-rule": {"fill": "none", "stroke": "not-held", "stroke-width": 1.2},
    "hatch-held": {"fill": "none", "stroke": "held", "stroke-width": 3},
    "hatch-reading": {"fill": "none", "stroke": "held", "stroke-width": 3},
    "hatch-claimed": {"fill": "none", "stroke": "held", "stroke-width": 3},
    "hatch-disputed": {"fill": "none", "stroke": "disputed", "stroke-width": 3},
    "hatch-not-held": {"fill": "none", "stroke": "not-held", "stroke-width": 2},
    "edge-held": {"fill": "none", "stroke": "held", "stroke-width": 1},
    "edge-reading": {"fill": "none", "stroke": "held", "stroke-width": 1, "stroke-dasharray": "8 3"},
    "edge-claimed": {"fill": "none", "stroke": "held", "stroke-width": 1, "stroke-dasharray": "4 4"},
    "edge-disputed": {"fill": "none", "stroke": "disputed", "stroke-width": 1.4, "stroke-dasharray": "3 3"},
    "edge-not-held": {"fill": "none", "stroke": "not-held", "stroke-width": 1.2, "stroke-dasharray": "1 3"},
    "chevron-held": {"fill": "none", "stroke": "held", "stroke-width": 1.8},
    "chevron-reading": {"fill": "none", "stroke": "held", "stroke-width": 1.8},
    "chevron-claimed": {"fill": "none", "stroke": "held", "stroke-width": 1.8},
    "chevron-disputed": {"fill": "none", "stroke": "disputed", "stroke-width": 1.8},
    "chevron-not-held": {"fill": "none", "stroke": "not-held", "stroke-width": 1.8},
    "force-ring": {"fill": "none", "stroke": "text", "stroke-width": 1.4},
    "force-full": {"fill": "text"},
    "word": {"fill": "text", "font-size": TEXT_PX},
    "word-strong": {"fill": "text", "font-size": TEXT_PX, "font-weight": 700},
    "word-title": {"fill": "text", "font-size": 24, "font-weight": 700},
    "word-refuted": {"fill": "disputed", "font-size": TEXT_PX, "font-weight": 700},
    "word-head": {"fill": "text", "font-size": 17, "font-weight": 700},
    "word-subtitle": {"fill": "quiet", "font-size": TEXT_PX},
    "word-small": {"fill": "text", "font-size": SMALL_PX},
    "word-quiet": {"fill": "quiet", "font-size": SMALL_PX},
    "word-held": {"fill": "quiet", "font-size": SMALL_PX},
    "word-reading": {"fill": "text", "font-size": SMALL_PX, "font-weight": 700},
    "word-claimed": {"fill": "text", "font-size": SMALL_PX, "font-weight": 700},
    "word-disputed": {"fill": "disputed", "font-size": SMALL_PX, "font-weight": 700},
    "word-not-held": {"fill": "quiet", "font-size": SMALL_PX, "font-weight": 700},
    "line-average": {"fill": "none", "stroke": "disputed", "stroke-width": 2, "stroke-dasharray": "6 3"},
    "word-average": {"fill": "disputed", "font-size": SMALL_PX},
    "word-on-bar": {"fill": "stage", "font-size": SMALL_PX},
    "hit": {"fill": "none", "pointer-events": "all"},
}


def variables() -> str:
    """The two palettes as CSS custom properties: as the system says or as the reader chose; print is always light."""
    light, dark = (_properties(colours) for colours in (LIGHT, DARK))
    return (
        f":root{{{light}}}\n"
        f"@media screen{{:root[data-theme=dark]{{{dark}}}}}\n"
        f"@media screen and (prefers-color-scheme:dark){{:root:not([data-theme=light]){{{dark}}}}}\n"
    )


def line_rules() -> str:
    """The lines of pictures and of the gaps between columns as rules of CSS, the same as in files."""
    return "".join(
        f".{name.replace('wire-', 'wire.')}{{{_rule(look)}}}\n" for name, look in {**_LINES, **_WIRES}.items()
    )


def _rule(look: Look) -> str:
    return ";".join(f"{name}:{f'var(--{value})' if name == 'stroke' else value}" for name, value in look.items())


def _properties(colours: dict[str, str]) -> str:
    return "".join(f"--{name}:{colour};" for name, colour in colours.items())
