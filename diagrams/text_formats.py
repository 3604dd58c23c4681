"""A drawing as text for people who go on elsewhere: Mermaid, Graphviz DOT, Cytoscape JSON.

Texts of the graph stay texts: whatever could end a label, begin a directive or reorder letters is escaped.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Mapping
from typing import Any

from accordgraph.diagrams.facts import Link
from accordgraph.diagrams.layout.laid_out import LaidOutDiagram, PlacedEdge, PlacedNode
from accordgraph.diagrams.provenance import as_of
from accordgraph.diagrams.svg.styles import DASHES, LIGHT, WIDTHS
from accordgraph.diagrams.web_page import json_text

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

    Every character that means something to Mermaid is written as its number, which only Mermaid reads back.
    """
    lines = ["---", f'title: "{_yaml(layout.diagram.title)}"', "---", "flowchart LR"]
    for index, placed in enumerate(layout.nodes):
        opened, closed = MERMAID_SHAPES[_kind(placed)]
        lines.append(f"  n{index}{opened}{_mermaid(placed.node.label)}{closed}:::{_kind(placed)}")
    for edge in layout.edges:
        lines.append(f'  n{edge.start} ---|"{_mermaid(_words(edge.link))}"| n{edge.end}')
    for kind in sorted({_kind(placed) for placed in layout.nodes}):
        ink = "#161c27" if kind == "box" else "#ffffff"
        lines.append(f"  classDef {kind} fill:{LIGHT[kind]},color:{ink},stroke:{LIGHT['box-line']}")
    for index, edge in enumerate(layout.edges):
        lines.append(f"  linkStyle {index} {_mermaid_line(edge.link.look)}")
    lines += [f"  %% {_yaml(line)}" for line in _as_of(layout)]
    return "\n".join([*lines, ""])


def dot(layout: LaidOutDiagram) -> str:
    """A Graphviz graph with the places of the drawing: `neato -n2 -Tsvg` keeps them, `dot` lays it out anew."""
    lines = [
        "graph accordgraph {",
        *(f"  // {line}" for line in _as_of(layout)),
        f"  graph [label={_quoted(layout.diagram.title)}, labelloc=t, splines=true, forcelabels=true]",
        '  node [fontname="Noto Sans", fontsize=11, style=filled, fixedsize=true]',
        '  edge [fontname="Noto Sans", fontsize=9]',
    ]
    lines += [f"  n{index} [{_dot_node(placed)}]" for index, placed in enumerate(layout.nodes)]
    for edge in layout.edges:
        look = edge.link.look
        style = DOT_LINES.get(look, "dashed")
        lines.append(
            f"  n{edge.start} -- n{edge.end} [label={_quoted(_words(edge.link))}, style={style}, "
            f'color="{LIGHT[look]}", penwidth={WIDTHS[look]:g}]'
        )
    return "\n".join([*lines, "}", ""])


DOT_LINES = {"held": "solid", "not-held": "dotted"}
"""Graphviz has no other dashes than one; colours and words tell the rest apart."""


def _dot_node(placed: PlacedNode) -> str:
    """A basis with its name inside, an actor with its name beside."""
    kind = _kind(placed)
    name = _quoted("\n".join(placed.lines))
    place = f"{placed.x * POINTS_A_PIXEL:g},{-placed.y * POINTS_A_PIXEL:g}!"
    if kind == "box":
        size = (
            f"width={placed.half_width * 2 / PIXELS_AN_INCH:.2f}, height={placed.half_height * 2 / PIXELS_AN_INCH:.2f}"
        )
        attributes = f'label={name}, shape=box, {size}, color="{LIGHT["box-line"]}"'
    else:
        attributes = f'label="", xlabel={name}, shape={DOT_SHAPES[kind]}, width=0.28, height=0.28'
    return f'{attributes}, fillcolor="{LIGHT[kind]}", pos="{place}"'


def cytoscape(layout: LaidOutDiagram) -> str:
    """Elements with their places for Cytoscape and Cytoscape.js; ids are those of the graph."""
    diagram = layout.diagram
    nodes = [_element(placed) for placed in layout.nodes]
    names = [str(placed["data"]["id"]) for placed in nodes]
    elements = {"nodes": nodes, "edges": [_edge(layout, edge, names) for edge in layout.edges]}
    data = {"name": diagram.title, "subtitle": diagram.subtitle, "as_of": " ".join(_as_of(layout))}
    return f"{json_text({'data': data, 'elements': elements})}\n"


FORMS: Mapping[str, Callable[[LaidOutDiagram], str]] = {"mermaid": mermaid, "dot": dot, "cytoscape": cytoscape}
"""How each form is written."""


def _as_of(layout: LaidOutDiagram) -> list[str]:
    """As of when it was made, from which snapshot, and that what is missing may exist; none where that is not known."""
    text = as_of(layout.diagram.provenance, layout.diagram.words)
    return [text] if text else []


def _kind(placed: PlacedNode) -> str:
    return "box" if placed.node.is_basis else placed.node.kind


def _words(link: Link) -> str:
    """What a line says: the basis where no box says it, since when, whether it is disputed, whether in force."""
    basis = "" if link.end == link.basis else link.basis_label or link.basis_name
    return "; ".join(filter(None, (basis, link.words.since, link.words.doubt, link.words.in_force)))


def _mermaid(text: str) -> str:
    return "".join(f"#{ord(one)};" if one.isascii() and _NOT_PLAIN.match(one) else one for one in text)


def _yaml(text: str) -> str:
    """A text between the double quotes of YAML, with nothing in it that means something to YAML or to Mermaid."""
    return "".join(f"\\u{ord(one):04x}" if one.isascii() and _NOT_PLAIN.match(one) else one for one in text)


def _mermaid_line(look: str) -> str:
    dashes = DASHES[look]
    dashed = f",stroke-dasharray:{' '.join(str(length) for length in dashes)}" if isinstance(dashes, list) else ""
    return f"stroke:{LIGHT[look]},stroke-width:{WIDTHS[look]:g}px{dashed}"


def _quoted(text: str) -> str:
    """A text as DOT quotes it; an ampersand would begin a character by name."""
    lines = (line.replace("\\", "\\\\").replace('"', '\\"').replace("&", "&amp;") for line in text.split("\n"))
    joined = "\\n".join(lines)
    return f'"{joined}"'


def _element(placed: PlacedNode) -> dict[str, Any]:
    node = placed.node
    return {
        "data": {
            "id": node.id,
            "name": placed.node.label,
            "long_name": node.title,
            "kind": _kind(placed),
        },
        "position": {"x": placed.x, "y": placed.y},
    }


def _edge(layout: LaidOutDiagram, edge: PlacedEdge, names: list[str]) -> dict[str, Any]:
    link, when, sources = edge.link, edge.link.when, layout.diagram.sources
    data: dict[str, Any] = {
        "id": link.id,
        "source": names[edge.start],
        "target": names[edge.end],
        "basis": link.basis,
        "basis_name": link.basis_name,
        "kind": link.basis_kind,
        "role": link.role or "",
        "partner_role": link.end_role or "",
        "since": when.since or "",
        **{name: _iso(getattr(when, name)) for name in ("since_earliest", "since_latest", "until_earliest")},
        "until_latest": _iso(when.until_latest),
        "end_kind": when.end_kind,
        "last_attested": _iso(when.last_attested),
        "standing": link.standing,
        "since_standing": link.since_standing or "",
        "until_standing": link.until_standing or "",
        "held": link.held,
        "sources": sorted({sources[one.source - 1].id for one in link.evidence}),
    }
    if link.in_force is not None:
        data["in_force"] = link.in_force
    return {"data": data}


def _iso(day: datetime.date | None) -> str | None:
    return None if day is None else day.isoformat()
