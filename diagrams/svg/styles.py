"""How each piece of a drawing looks: SVG attributes, with colours by their names in the palette."""

from __future__ import annotations

from collections.abc import Mapping

from accordgraph.diagrams.svg.palette import DASHES, WIDTHS

FONT = '"Noto Sans","Segoe UI",Roboto,"Helvetica Neue",Arial,"DejaVu Sans",sans-serif'
TEXT_PX = 15
SMALL_PX = 13
PAINT = ("fill", "stroke")
"""The attributes whose value is a colour of the palette, by its name."""

Look = Mapping[str, str | float]

_BARS: dict[str, Look] = {f"bar-{name}": {"fill": name} for name in ("held", "disputed", "not-held")}
_LINES: dict[str, Look] = {
    f"line-{name}": {
        "fill": "none",
        "stroke": name,
        "stroke-width": WIDTHS[name],
        **({} if isinstance(dash, bool) else {"stroke-dasharray": " ".join(map(str, dash))}),
    }
    for name, dash in DASHES.items()
}
LOOKS: dict[str, Look] = {
    **{f"mark-{kind}": {"fill": kind} for kind in ("state", "agency", "international", "group", "other")},
    "mark-box": {"fill": "box", "stroke": "box-line", "stroke-width": 1.6},
    **_LINES,
    **_BARS,
    "sheet": {"fill": "page"},
    "stage": {"fill": "stage"},
    "panel": {"fill": "panel"},
    "frame": {"fill": "none", "stroke": "rule", "stroke-width": 1},
    "rule": {"fill": "none", "stroke": "rule", "stroke-width": 1},
    "bold-rule": {"fill": "none", "stroke": "not-held", "stroke-width": 1.2},
    "hatch-held": {"fill": "none", "stroke": "held", "stroke-width": 3.4},
    "hatch-disputed": {"fill": "none", "stroke": "disputed", "stroke-width": 3.4},
    "hatch-not-held": {"fill": "none", "stroke": "not-held", "stroke-width": 2},
    "edge-held": {"fill": "none", "stroke": "held", "stroke-width": 1},
    "edge-disputed": {"fill": "none", "stroke": "disputed", "stroke-width": 1.4, "stroke-dasharray": "3 3"},
    "edge-not-held": {"fill": "none", "stroke": "not-held", "stroke-width": 1.2, "stroke-dasharray": "1 3"},
    "chevron-held": {"fill": "none", "stroke": "held", "stroke-width": 1.8},
    "chevron-disputed": {"fill": "none", "stroke": "disputed", "stroke-width": 1.8},
    "chevron-not-held": {"fill": "none", "stroke": "not-held", "stroke-width": 1.8},
    "force-ring": {"fill": "none", "stroke": "text", "stroke-width": 1.4},
    "force-full": {"fill": "text"},
    "word": {"fill": "text", "font-size": TEXT_PX},
    "word-strong": {"fill": "text", "font-size": TEXT_PX, "font-weight": 700},
    "word-title": {"fill": "text", "font-size": 24, "font-weight": 700},
    "word-head": {"fill": "text", "font-size": 17, "font-weight": 700},
    "word-subtitle": {"fill": "quiet", "font-size": TEXT_PX},
    "word-small": {"fill": "text", "font-size": SMALL_PX},
    "word-quiet": {"fill": "quiet", "font-size": SMALL_PX},
    "word-held": {"fill": "quiet", "font-size": SMALL_PX},
    "word-disputed": {"fill": "disputed", "font-size": SMALL_PX, "font-weight": 700},
    "word-not-held": {"fill": "quiet", "font-size": SMALL_PX, "font-weight": 700},
    "line-average": {"fill": "none", "stroke": "disputed", "stroke-width": 2, "stroke-dasharray": "6 3"},
    "word-average": {"fill": "disputed", "font-size": SMALL_PX},
    "word-on-bar": {"fill": "stage", "font-size": SMALL_PX},
    "hit": {"fill": "none", "pointer-events": "all"},
}
