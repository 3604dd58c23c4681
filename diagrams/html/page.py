"""The page around the picture: its parts, its scripts, the data block and the policy that closes it to the network."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import Any

from markupsafe import Markup

from accordgraph.diagrams.html import sections
from accordgraph.diagrams.html.frame import Face, views_of, whole
from accordgraph.diagrams.html.matrix import grid
from accordgraph.diagrams.html.packed_rows import packed
from accordgraph.diagrams.layout.laid_out import LaidOutDiagram
from accordgraph.diagrams.model import Diagram
from accordgraph.diagrams.svg.network import network_svg
from accordgraph.diagrams.svg.styles import LIGHT, line_rules, variables
from accordgraph.diagrams.web_page import json_text, package_file

SCRIPTS = (
    *("basics", "theme", "existence", "letters", "finding", "state", "status", "copying", "marks", "labels", "tips"),
    *(
        "stage-vis",
        "groups",
        "stage-sigma",
        "sigma-looks",
        "sigma-programs",
        "matrix-order",
        "stage-matrix",
        "stage-columns",
        "crossed",
        "views",
        "saved-picture",
        "language",
    ),
    *("details", "timeline", "table", "slider", "changes", "filters", "print", "keys", "touch", "start"),
)
"""Pieces of the page's script, in this order in one function; `start` puts the others together."""

MOST_STATIC = 2_000  # links: above it the file holds them as data only, and scripts make the rows that are looked at
MOST_CROSSED = 100  # actors whose table of pairs is in the page beside their network

Block = Mapping[str, Any]
"""The data block of a page, with whatever pyvis made of its nodes and links."""


def render(
    layout: LaidOutDiagram, data: Block, other: tuple[LaidOutDiagram, Block] | None = None, *, embedded: bool = False
) -> str:
    """The page as text. One that is `embedded` shows the picture alone, for a frame; `other` is the same in another
    language.
    """
    scripts, second = [*_library(layout), script()], _face(*other) if other else None
    return whole(_face(layout, data), second, style(), scripts, embedded=embedded, lettered=not layout.is_large)


def _face(layout: LaidOutDiagram, data: Block) -> Face:
    """All that the page says in the language of the diagram."""
    diagram = layout.diagram
    is_small = len(diagram.links) <= MOST_STATIC
    links = data["links"] if is_small else []
    fields = {
        "summary": _summary(diagram),
        "places": {placed.node.id: f"n{index}" for index, placed in enumerate(layout.nodes)},
        "communities": data["groups"],
        "views": views_of(diagram, ("matrix" if diagram.view == "matrix" else "diagram", "table")),
        "crossed": grid(layout) if _is_crossed(layout) else None,
        "grid": grid(layout) if diagram.view == "matrix" else None,
        "static_picture": _still(layout) if is_small and diagram.view != "matrix" else "",
        **sections.legends(diagram),
        **sections.timeline(diagram, links),
        **sections.table(diagram, links),
    }
    block = json_text({**data, "links": packed(data["links"])} if layout.is_large else data)
    return Face("html/page.html.j2", diagram, fields, block)


def _is_crossed(layout: LaidOutDiagram) -> bool:
    """Whether the menu leads to a table of all pairs: where links are between actors, and few enough to be read."""
    return layout.diagram.view in ("actors", "ego") and bool(layout.edges) and len(layout.nodes) <= MOST_CROSSED


def _summary(diagram: Diagram) -> list[str]:
    """The answer under the heading, else how much the diagram holds."""
    overview, times = diagram.overview, diagram.words.times(diagram.day, diagram.first, diagram.last)
    if overview is None:
        return [diagram.subtitle] if diagram.subtitle else []
    facts = overview.summary if overview.focus != overview.middle else (overview.lead, *overview.summary[1:])
    return [*([times] if times else []), *facts]


def _library(layout: LaidOutDiagram) -> list[str]:
    """What draws: nothing for a table, a canvas for a few hundred nodes, WebGL for more."""
    if layout.diagram.view == "matrix":
        return []
    return [_inline(package_file(f"vendor/{'sigma' if layout.is_large else 'vis-network'}.min.js"))]


def _still(layout: LaidOutDiagram) -> Markup:
    return Markup(network_svg(layout, {name: f"var(--{name})" for name in LIGHT}))


@cache
def style() -> str:
    """The style sheet of every page of ours, with both palettes."""
    return f"{variables()}{line_rules()}{package_file('html/page.css')}{package_file('html/columns.css')}"


@cache
def script() -> str:
    """The script of every page of ours."""
    pieces = "\n".join(package_file(f"html/scripts/{name}.js") for name in SCRIPTS)
    return _inline(f'"use strict";\n(() => {{\ndocument.documentElement.classList.add("live");\n{pieces}\n}})();\n')


def _inline(script: str) -> str:
    """A script as it may stand in the page: without the comment that sends developer tools for a second file."""
    text = re.sub(r"\n//# sourceMappingURL=\S+\s*$", "\n", script)
    for trap in ("</script", "<!--", "\r"):
        if trap in text.lower():
            raise ValueError(f"A script of the page holds {trap!r}, which would end or change it.")
    return text
