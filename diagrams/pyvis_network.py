"""A network as pyvis draws it: for whoever wants pyvis's own calls and options, in place of our page."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pyvis.edge import Edge
from pyvis.network import Network

from accordgraph.diagrams import notebook as notebooks
from accordgraph.diagrams.svg.styles import DASHES, LIGHT, SHAPES, WIDTHS
from accordgraph.graph import atomic

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    import networkx as nx

REMOTE = re.compile(r"<link\s[^>]*https?://[^>]*>|<script\s[^>]*https?://[^>]*>\s*</script>")
"""What pyvis puts into every page, also those that should need no network: Bootstrap, for the looks of a frame."""


class PyvisNetwork(Network):  # type: ignore[misc]  # pyvis has no types
    """A `pyvis.network.Network` whose page opens without a network, in UTF-8, and has two links of one pair of actors.

    All of pyvis may be called before it is written: `add_node`, `add_edge`, `toggle_physics`, `barnes_hut`,
    `set_options`, `show_buttons`. Choose `Graph.picture` for a page with sources, a timeline and a table.
    """

    def __init__(self, title: str, **options: Any) -> None:
        """An empty one; `options` are those of pyvis."""
        super().__init__(**{"height": "750px", "width": "100%", "cdn_resources": "in_line", **options})
        self.title = title

    def add_parallel_edge(self, source: str, to: str, **options: Any) -> None:
        """Add an edge also where there is one between these nodes; `add_edge` of pyvis passes over it."""
        self.edges.append(Edge(source, to, self.directed, **options).options)

    def generate_html(self, name: str = "index.html", local: bool = True, notebook: bool = False) -> str:
        """The page as text. The arguments are those of pyvis; none of them changes the page."""
        page = REMOTE.sub("", super().generate_html(name, local, notebook=False))
        self.html = page
        return page

    def write_html(self, name: str, local: bool = True, notebook: bool = False, open_browser: bool = False) -> None:
        """Write the page to the file `name`: whole, or not at all."""
        atomic.replace(Path(name), self.generate_html().encode())

    def show(self, name: str = "", local: bool = True, notebook: bool = True) -> None:
        """Show the page in the notebook, or write it to the file `name`; nothing is written where none is named."""
        if name:
            self.write_html(name)
        else:
            notebooks.show(self)

    def _repr_html_(self) -> str:
        return notebooks.frame(self.title, self.generate_html())


def pyvis_network(network: nx.MultiGraph[str], title: str, lines: Iterable[tuple[str, str]]) -> PyvisNetwork:
    """Nodes and links of a plain network, drawn as in our own pictures.

    `lines` are attributes of links that their pop-ups show, each with its heading.
    """
    drawn, attributes = PyvisNetwork(title), tuple(lines)
    for name, actor in network.nodes(data=True):
        drawn.add_node(name, **_node(actor))
    for start, end, link in network.edges(data=True):
        drawn.add_parallel_edge(start, end, **_link(link, attributes))
    return drawn


def _node(actor: Mapping[str, Any]) -> dict[str, Any]:
    kind = actor.get("kind", "other")
    kind = kind if kind in SHAPES else "other"
    return {
        "label": actor.get("acronym", actor["label"]),
        "title": _pop_up([actor["label"]]),
        "shape": SHAPES[kind],
        "color": LIGHT[kind],
    }


def _link(link: Mapping[str, Any], lines: tuple[tuple[str, str], ...]) -> dict[str, Any]:
    look = "not-held" if not link["held"] else "disputed" if link["standing"] == "disputed" else "held"
    stated = [f"{heading}: {link[name]}" for name, heading in lines if name in link]
    title = _pop_up([link["label"], *stated])
    return {"title": title, "color": LIGHT[look], "width": WIDTHS[look], "dashes": DASHES[look]}


def _pop_up(lines: list[str]) -> str:
    """Text, which vis shows as it is. Where `href` stands in one of them, pyvis would take all for HTML."""
    return "\n".join(line.replace("href", "h ref") for line in lines)
