"""From a picture to one HTML file: pyvis holds the network, we write the page."""

from __future__ import annotations

import json
import os
from collections import Counter
from pathlib import Path
from typing import Any

from pyvis.network import Network

from accordgraph.diagrams.badges import Badge, place_badges, room
from accordgraph.diagrams.layout import Size, Spot, lay_out
from accordgraph.diagrams.measure import text_width, wrap
from accordgraph.diagrams.page import render
from accordgraph.diagrams.palette import DASHES, LIGHT, SHAPES, WIDTHS
from accordgraph.diagrams.picture import Edge, Node, Picture
from accordgraph.diagrams.words import IN_FORCE_WORDS, kind_word, since_words, standing_class
from accordgraph.graph.errors import InputError
from accordgraph.graph.visible import visible

TEXT_PX = 15.0
LINE_PX = 18.0
OPTIONS: dict[str, Any] = {
    "physics": {"enabled": False},
    "layout": {"improvedLayout": False, "randomSeed": 1},
    "nodes": {"physics": False},
    "edges": {"smooth": False, "arrowStrikethrough": False, "selectionWidth": 0, "hoverWidth": 0},
    "interaction": {
        "hover": True,
        "tooltipDelay": 150,
        "selectConnectedEdges": False,
        "keyboard": False,
        "navigationButtons": False,
    },
}


class AccordNetwork(Network):  # type: ignore[misc]  # pyvis has no types
    """A pyvis network that writes our page: escaped, offline, utf-8, and without a folder of scripts beside it.

    Nodes, edges and options may still be changed through pyvis before it is written.
    """

    def __init__(self, picture: Picture) -> None:
        """Start empty; `directed`, or pyvis would drop the second of two links between the same nodes."""
        super().__init__(directed=True, cdn_resources="in_line")
        self.picture = picture
        self.set_options(json.dumps(OPTIONS))

    def generate_html(self, name: str = "index.html", local: bool = True, notebook: bool = False) -> str:
        """The whole page as text. The arguments are those of pyvis; none of them changes the page."""
        self.html = render(self.picture, {"nodes": self.nodes, "edges": self.edges, "options": self.options})
        return self.html

    def write_html(self, name: str, local: bool = True, notebook: bool = False, open_browser: bool = False) -> None:
        """Write the page to the file `name`: whole, or not at all."""
        _replace(Path(name), self.generate_html())


def build(picture: Picture) -> AccordNetwork:
    """Lay the picture out and give it to pyvis. The order of nodes and edges in the picture does not matter."""
    nodes = sorted(picture.nodes, key=lambda node: (not node.is_basis, node.id))
    edges = picture.links()
    texts = {node.id: _lines(node) for node in nodes}
    sizes = [_size(node, texts[node.id]) for node in nodes]
    spots = lay_out(sizes, [room(edge) for edge in edges])
    network = AccordNetwork(picture)
    short = {node.id: f"n{index}" for index, node in enumerate(nodes)}  # an id such as `__proto__` is a trap in scripts
    for node, size in zip(nodes, sizes, strict=True):
        _add_node(network, node, short[node.id], size, spots[node.id], texts[node.id])
    seen: Counter[tuple[str, str]] = Counter()
    for index, (edge, badge) in enumerate(zip(edges, place_badges(edges, spots, sizes), strict=True)):
        _add_edge(network, edge, index, short, badge, seen[edge.basis, edge.actor])
        seen[edge.basis, edge.actor] += 1
    return network


def write(picture: Picture, path: Path) -> None:
    """Write the picture as one HTML file that opens offline. An existing file is replaced, whole or not at all."""
    build(picture).write_html(str(path))


def _lines(node: Node) -> tuple[str, ...]:
    width = 160.0 if node.is_basis else 120.0
    return wrap(visible(node.label).strip() or visible(node.id) or "?", width, TEXT_PX, most_lines=4)


def _size(node: Node, lines: tuple[str, ...]) -> Size:
    width = max(text_width(line, TEXT_PX) for line in lines)
    inset_x, inset_y = (11.0, 8.0) if node.is_basis else (1.0, 0.0)
    return Size(node.id, width / 2 + inset_x, LINE_PX * len(lines) / 2 + inset_y, node.is_basis)


def _add_node(network: AccordNetwork, node: Node, short: str, size: Size, spot: Spot, lines: tuple[str, ...]) -> None:
    kind = node.kind if node.is_basis or node.kind in SHAPES else "other"
    network.add_node(
        short,
        label="\n".join(lines),
        shape="box" if node.is_basis else SHAPES[kind],
        color=LIGHT["box" if node.is_basis else kind],
        x=spot.x,
        y=spot.y,
        look="box" if node.is_basis else kind,
        lines=list(lines),
        half=[round(size.half_width), round(size.half_height)],
        away=[spot.label_x, spot.label_y],
        name=visible(node.label) or visible(node.id),
        long=visible(node.title),
        kind=kind_word(node.kind),
    )


def _add_edge(
    network: AccordNetwork, edge: Edge, index: int, short: dict[str, str], badge: Badge | None, before: int
) -> None:
    standing = standing_class(edge)
    bend = {"smooth": {"enabled": True, "type": "curvedCW", "roundness": 0.15 * before}} if before else {}
    network.add_edge(
        short[edge.basis],
        short[edge.actor],
        id=f"e{index}",
        arrows="",
        color=LIGHT[standing],
        width=WIDTHS[standing],
        dashes=DASHES[standing],
        standing=standing,
        force=edge.in_force if edge.in_force in IN_FORCE_WORDS else "",
        badge=_badge_data(badge),
        since=visible(since_words(edge.since)),
        row=f"link-{index + 1}",
        **bend,
    )


def _badge_data(badge: Badge | None) -> dict[str, Any] | None:
    if badge is None:
        return None
    lines = [visible(line) for line in badge.lines]
    return {"share": badge.share, "lines": lines, "half": [badge.half_width, badge.half_height]}


def _replace(path: Path, text: str) -> None:
    target = path.resolve()
    part = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        part.write_text(text, encoding="utf-8", newline="\n")
        part.replace(target)
    except OSError as error:
        part.unlink(missing_ok=True)
        raise InputError(f"The picture cannot be written to {path}: {error.strerror or error}.") from error
