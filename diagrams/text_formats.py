"""A drawing as text for people who go on elsewhere: Mermaid, Graphviz DOT, Cytoscape JSON.

Texts of the graph stay texts: whatever could end a label, begin a directive or reorder letters is escaped.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Mapping
from typing import Any

from accordgraph.diagrams import wording
from accordgraph.diagrams.html.data import text
from accordgraph.diagrams.in_force import judge
from accordgraph.diagrams.layout.laid_out import LaidOutDiagram, PlacedEdge, PlacedNode
from accordgraph.diagrams.model import ACTOR_KINDS, Link
from accordgraph.diagrams.svg.palette import DASHES, LIGHT, WIDTHS
from accordgraph.graph.visible import visible

_NOT_PLAIN = re.compile(r"[^A-Za-z0-9 .,()'/:-]")
POINTS_A_PIXEL = 0.75
PIXELS_AN_INCH = 96

MERMAID_SHAPES = {
    "state": ('(("', '"))'),
    "agency": ('["', '"]'),
    "international": ('{{"', '"}}'),
    "group": ('[/"', '"\\]'),
    "other": ('[\\"', '"/]'),
    "box": ('("', '")'),
}
DOT_SHAPES = {
    "state": "ellipse",
    "agency": "box",
    "international": "diamond",
    "group": "triangle",
    "other": "invtriangle",
}


def mermaid(layout: LaidOutDiagram) -> str:
    """A Mermaid flowchart; Mermaid lays it out anew.

    Every character that means something to Mermaid is told by its number, in which only Mermaid reads it back.
    """
    lines = ["---", f'title: "{_yaml(layout.diagram.title)}"', "---", "flowchart LR"]
    for index, placed in enumerate(layout.nodes):
        opened, closed = MERMAID_SHAPES[_kind(placed)]
        lines.append(f"  n{index}{opened}{_mermaid(_name(placed))}{closed}:::{_kind(placed)}")
    for edge in layout.edges:
        lines.append(f'  n{edge.start} ---|"{_mermaid(_words(layout, edge.link))}"| n{edge.end}')
    for kind in sorted({_kind(placed) for placed in layout.nodes}):
        ink = "#161c27" if kind == "box" else "#ffffff"
        lines.append(f"  classDef {kind} fill:{LIGHT[kind]},color:{ink},stroke:{LIGHT['box-line']}")
    for index, edge in enumerate(layout.edges):
        lines.append(f"  linkStyle {index} {_mermaid_line(wording.look(edge.link))}")
    return "\n".join([*lines, ""])


def dot(layout: LaidOutDiagram) -> str:
    """A Graphviz graph with the places of the drawing: `neato -n2 -Tsvg` keeps them, `dot` lays it out anew."""
    lines = [
        "graph accordgraph {",
        f"  graph [label={_quoted(layout.diagram.title)}, labelloc=t, splines=true, forcelabels=true]",
        '  node [fontname="Noto Sans", fontsize=11, style=filled, fixedsize=true]',
        '  edge [fontname="Noto Sans", fontsize=9]',
    ]
    lines += [f"  n{index} [{_dot_node(placed)}]" for index, placed in enumerate(layout.nodes)]
    for edge in layout.edges:
        look = wording.look(edge.link)
        style = {"held": "solid", "disputed": "dashed", "not-held": "dotted"}[look]
        lines.append(
            f"  n{edge.start} -- n{edge.end} [label={_quoted(_words(layout, edge.link))}, style={style}, "
            f'color="{LIGHT[look]}", penwidth={WIDTHS[look]:g}]'
        )
    return "\n".join([*lines, "}", ""])


def _dot_node(placed: PlacedNode) -> str:
    """A basis with its name inside, an actor with its name beside."""
    kind = _kind(placed)
    name = _quoted("\n".join(placed.lines))
    place = f"{placed.x * POINTS_A_PIXEL:g},{-placed.y * POINTS_A_PIXEL:g}!"
    if kind == "box":
        size = (
            f"width={placed.half_width * 2 / PIXELS_AN_INCH:.2f}, height={placed.half_height * 2 / PIXELS_AN_INCH:.2f}"
        )
        told = f'label={name}, shape=box, {size}, color="{LIGHT["box-line"]}"'
    else:
        told = f'label="", xlabel={name}, shape={DOT_SHAPES[kind]}, width=0.28, height=0.28'
    return f'{told}, fillcolor="{LIGHT[kind]}", pos="{place}"'


def cytoscape(layout: LaidOutDiagram) -> str:
    """Elements with their places for Cytoscape and Cytoscape.js; ids are those of the graph."""
    diagram = layout.diagram
    nodes = [_element(placed) for placed in layout.nodes]
    names = [str(placed["data"]["id"]) for placed in nodes]
    elements = {"nodes": nodes, "edges": [_edge(layout, edge, names) for edge in layout.edges]}
    told = {"name": visible(diagram.title), "subtitle": visible(diagram.subtitle)}
    return f"{text({'data': told, 'elements': elements})}\n"


FORMS: Mapping[str, Callable[[LaidOutDiagram], str]] = {"mermaid": mermaid, "dot": dot, "cytoscape": cytoscape}
"""How each form is written."""


def _kind(placed: PlacedNode) -> str:
    if placed.node.is_basis:
        return "box"
    return placed.node.kind if placed.node.kind in ACTOR_KINDS else "other"


def _name(placed: PlacedNode) -> str:
    return visible(placed.node.label) or visible(placed.node.id)


def _words(layout: LaidOutDiagram, link: Link) -> str:
    """What a line says: the basis where no box says it, since when, whether it is disputed, whether in force."""
    diagram = layout.diagram
    basis = "" if link.end == link.basis else link.basis_label or link.basis_name
    since = wording.start_words(link, diagram.lang)
    force = "" if diagram.day is None else wording.in_force_words(judge(link.when, diagram.day), diagram.lang)
    return visible("; ".join(filter(None, (basis, since, wording.line_word(wording.look(link), diagram.lang), force))))


def _mermaid(told: str) -> str:
    return "".join(f"#{ord(one)};" if one.isascii() and _NOT_PLAIN.match(one) else one for one in told)


def _yaml(told: str) -> str:
    """A text between the double quotes of YAML, with nothing in it that means something to YAML or to Mermaid."""
    return "".join(f"\\u{ord(one):04x}" if one.isascii() and _NOT_PLAIN.match(one) else one for one in visible(told))


def _mermaid_line(look: str) -> str:
    dashes = DASHES[look]
    dashed = f",stroke-dasharray:{' '.join(str(length) for length in dashes)}" if isinstance(dashes, list) else ""
    return f"stroke:{LIGHT[look]},stroke-width:{WIDTHS[look]:g}px{dashed}"


def _quoted(told: str) -> str:
    """A text as DOT quotes it; an ampersand would begin a character by name."""
    lines = (visible(line).replace("\\", "\\\\").replace('"', '\\"').replace("&", "&amp;") for line in told.split("\n"))
    joined = "\\n".join(lines)
    return f'"{joined}"'


def _element(placed: PlacedNode) -> dict[str, Any]:
    node = placed.node
    return {
        "data": {
            "id": visible(node.id),
            "name": _name(placed),
            "long_name": visible(node.title),
            "kind": _kind(placed),
        },
        "position": {"x": placed.x, "y": placed.y},
    }


def _edge(layout: LaidOutDiagram, edge: PlacedEdge, names: list[str]) -> dict[str, Any]:
    link, diagram = edge.link, layout.diagram
    when = link.when
    told: dict[str, Any] = {
        "id": visible(link.id),
        "source": names[edge.start],
        "target": names[edge.end],
        "basis": visible(link.basis),
        "basis_name": visible(link.basis_name),
        "kind": visible(link.basis_kind),
        "role": visible(link.role or ""),
        "partner_role": visible(link.end_role or ""),
        "since": visible(when.since or ""),
        **{name: _iso(getattr(when, name)) for name in ("since_earliest", "since_latest", "until_earliest")},
        "until_latest": _iso(when.until_latest),
        "end_kind": visible(when.end_kind),
        "last_attested": _iso(when.last_attested),
        "standing": visible(link.standing),
        "since_standing": visible(link.since_standing or ""),
        "until_standing": visible(link.until_standing or ""),
        "held": link.held,
        "sources": sorted({visible(diagram.sources[one.source - 1].id) for one in link.evidence}),
    }
    if diagram.day is not None:
        told["in_force"] = judge(when, diagram.day).in_force
    return {"data": told}


def _iso(day: datetime.date | None) -> str | None:
    return None if day is None else day.isoformat()
