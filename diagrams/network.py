"""From a picture to one HTML file: pyvis holds the network, we write the page."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

from pyvis.network import Network

from accordgraph.diagrams.badges import Badge
from accordgraph.diagrams.drawing import CURVE_PX, Mark, Stroke, plan
from accordgraph.diagrams.existence import judge
from accordgraph.diagrams.page import render
from accordgraph.diagrams.palette import DASHES, LIGHT, SHAPES, WIDTHS
from accordgraph.diagrams.picture import Picture
from accordgraph.diagrams.words import kind_word, look, since_words
from accordgraph.graph.errors import InputError
from accordgraph.graph.visible import visible

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
    """Lay the picture out and give it to pyvis. The order of nodes and links in the picture does not matter."""
    drawing = plan(picture)
    network = AccordNetwork(picture)
    for index, mark in enumerate(drawing.marks):
        _add_node(network, mark, f"n{index}")  # an id such as `__proto__` is a trap in scripts
    for index, stroke in enumerate(drawing.strokes):
        _add_edge(network, stroke, index)
    return network


def write(picture: Picture, path: Path) -> None:
    """Write the picture as one HTML file that opens offline. An existing file is replaced, whole or not at all."""
    build(picture).write_html(str(path))


def _add_node(network: AccordNetwork, mark: Mark, short: str) -> None:
    node = mark.node
    kind = node.kind if node.is_basis or node.kind in SHAPES else "other"
    network.add_node(
        short,
        label="\n".join(mark.lines),
        shape="box" if node.is_basis else SHAPES[kind],
        color=LIGHT["box" if node.is_basis else kind],
        x=mark.x,
        y=mark.y,
        look="box" if node.is_basis else kind,
        lines=list(mark.lines),
        half=[mark.half_width, mark.half_height],
        away=[mark.label_x, mark.label_y],
        name=visible(node.label) or visible(node.id),
        long=visible(node.title),
        kind=kind_word(node.kind, network.picture.lang),
    )


def _add_edge(network: AccordNetwork, stroke: Stroke, index: int) -> None:
    link, standing = stroke.link, look(stroke.link)
    roundness = 0.15 * stroke.curve / CURVE_PX
    bend = {"smooth": {"enabled": True, "type": "curvedCW", "roundness": roundness}} if stroke.curve else {}
    day = network.picture.day
    network.add_edge(
        f"n{stroke.start}",
        f"n{stroke.end}",
        id=f"e{index}",
        arrows="",
        color=LIGHT[standing],
        width=WIDTHS[standing],
        dashes=DASHES[standing],
        standing=standing,
        force="" if day is None else judge(link.when, day).in_force,
        badge=_badge_data(stroke.badge),
        since=visible(since_words(link.when.since, network.picture.lang)),
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
