"""From a picture to one HTML file: pyvis holds the network, we write the page."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pyvis.network import Network

from accordgraph.diagrams import notebook as notebooks
from accordgraph.diagrams.html import data, sections
from accordgraph.diagrams.html.page import render
from accordgraph.diagrams.layout.laid_out import LaidOutDiagram, lay_out
from accordgraph.diagrams.model import Diagram
from accordgraph.diagrams.svg.raster import replace
from accordgraph.diagrams.svg.styles import DASHES, LIGHT, SHAPES, WIDTHS
from accordgraph.diagrams.uncollected import uncollected

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
        "zoomView": False,
    },
}
CURVED = {"enabled": True, "type": "curvedCW", "roundness": 0.1}  # the page's script says by how much


class _Ids(list[str]):
    """Ids in their order, looked up by name: pyvis looks for both ends of every link, which in a list takes seconds."""

    def __init__(self, known: Mapping[str, Any]) -> None:
        super().__init__()
        self.known = known

    def __contains__(self, name: object) -> bool:
        return name in self.known


class AccordNetwork(Network):  # type: ignore[misc]  # pyvis has no types
    """A pyvis network that writes our page: escaped, offline, utf-8, and without a folder of scripts beside it.

    Nodes, edges and options may still be changed through pyvis before it is written.
    """

    def __init__(self, layout: LaidOutDiagram, other: LaidOutDiagram | None = None, *, embedded: bool = False) -> None:
        """Fill it; `directed`, or pyvis would drop the second of two links between the same nodes. `other` is the
        picture in another language, to which the page can be switched.
        """
        super().__init__(directed=True, cdn_resources="in_line")
        self.layout, self.embedded = layout, embedded
        self.other = AccordNetwork(other) if other else None
        with uncollected():
            self._fill(layout)

    def _fill(self, layout: LaidOutDiagram) -> None:
        self.node_ids = _Ids(self.node_map)
        self.block = data.block(layout)
        self.set_options(json.dumps(OPTIONS))
        for node in self.block["nodes"]:
            self._add_node(node)
        axis = sections.page_axis(layout.diagram)
        for link, edge in zip(self.block["links"], layout.edges, strict=True):
            self._add_link({**link, **sections.bar(edge.link, axis)})
        self.block["axis"] = [[day.isoformat(), sections.share(place) / 100] for day, place in axis.knots]

    def generate_html(self, name: str = "index.html", local: bool = True, notebook: bool = False) -> str:
        """The whole page as text. The arguments are those of pyvis; none of them changes the page."""
        other = (self.other.layout, self.other.held) if self.other else None
        with uncollected():
            self.html = render(self.layout, self.held, other, embedded=self.embedded)
        return self.html

    @property
    def held(self) -> dict[str, Any]:
        """The data block, with nodes, links and options as they are by now."""
        return {**self.block, "nodes": self.nodes, "links": self.edges, "options": self.options}

    def write_html(self, name: str, local: bool = True, notebook: bool = False, open_browser: bool = False) -> None:
        """Write the page to the file `name`: whole, or not at all."""
        replace(Path(name), self.generate_html().encode())

    def show(self, name: str = "", local: bool = True, notebook: bool = True) -> None:
        """Show the page in the notebook, or write it to the file `name`; nothing is written where none is named."""
        if name:
            self.write_html(name)
        else:
            notebooks.show(self)

    def _repr_html_(self) -> str:
        return notebooks.frame(self.layout.diagram.title, self.generate_html())

    def _add_node(self, node: dict[str, Any]) -> None:
        rest = {key: value for key, value in node.items() if key != "id"}
        shape = "box" if node["box"] else SHAPES[node["kind"]]
        colour = LIGHT["box" if node["box"] else node["kind"]]
        self.add_node(node["id"], label="\n".join(node["lines"]), shape=shape, color=colour, **rest)

    def _add_link(self, link: dict[str, Any]) -> None:
        rest = {key: value for key, value in link.items() if key not in ("from", "to")}
        self.add_edge(link["from"], link["to"], **rest, **({} if self.layout.is_large else _line(link)))


def _line(link: dict[str, Any]) -> dict[str, Any]:
    """How vis draws a link; where sigma draws, its look says enough."""
    look = link["look"]
    bend = {"smooth": CURVED} if link["curve"] else {}
    return {"arrows": "", "color": LIGHT[look], "width": WIDTHS[look], "dashes": DASHES[look], **bend}


def build(diagram: Diagram, other: Diagram | None = None, *, embedded: bool = False) -> AccordNetwork:
    """Lay the picture out and give it to pyvis. The order of nodes and links in the picture does not matter; `other` is
    the same in another language.
    """
    return AccordNetwork(lay_out(diagram), lay_out(other) if other else None, embedded=embedded)


def write(diagram: Diagram, path: Path) -> None:
    """Write the picture as one HTML file that opens offline. An existing file is replaced, whole or not at all."""
    build(diagram).write_html(str(path))
