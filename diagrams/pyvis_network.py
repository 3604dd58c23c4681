"""A network as pyvis draws it: for whoever wants pyvis's own calls and options, in place of our page."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pyvis.edge import Edge
from pyvis.network import Network

from accordgraph.diagrams import notebook as notebooks
from accordgraph.diagrams import rows
from accordgraph.diagrams.answers import with_grounds
from accordgraph.diagrams.layout.laid_out import LINE_PX, MOST_DRAWN, TEXT_PX
from accordgraph.diagrams.layout.layout import Size, Spot, Wire, place_communities, place_parts
from accordgraph.diagrams.layout.text_width import text_width
from accordgraph.diagrams.svg.styles import DASHES, LIGHT, SHAPES, WIDTHS
from accordgraph.diagrams.texts import link_in_words
from accordgraph.graph import atomic
from accordgraph.graph.visible import visible
from accordgraph.queries.rendering.formats import heading
from accordgraph.queries.runner import run

if TYPE_CHECKING:
    from collections.abc import Mapping

    import networkx as nx

    from accordgraph.diagrams.facts import Link
    from accordgraph.queries.session import Session

REMOTE = re.compile(r"<link\s[^>]*https?://[^>]*>|<script\s[^>]*https?://[^>]*>\s*</script>")
"""What pyvis puts into every page, also those that should need no network: Bootstrap, for the looks of a frame."""

VEIL = '<div id="loadingBar"'
"""What pyvis lays over the picture until nodes have moved out of sight."""

BEND = 0.14
"""By how much of its length a further link of one pair is bent more than the one before it."""


class PyvisNetwork(Network):  # type: ignore[misc]  # pyvis has no types
    """A `pyvis.network.Network` whose page opens without a network, in UTF-8, and has two links of one pair of actors.

    All of pyvis may be called before it is written: `add_node`, `add_edge`, `toggle_physics`, `barnes_hut`,
    `set_options`, `show_buttons`. Choose `Graph.picture` for a page with sources, a timeline and a table.

    Nodes stand still where they were placed. With `toggle_physics(True)` they move from there, in sight: pyvis would
    reckon a thousand steps before it shows anything, which takes many seconds with many links.
    """

    def __init__(self, title: str, **options: Any) -> None:
        """An empty one; `options` are those of pyvis."""
        super().__init__(**{"height": "750px", "width": "100%", "cdn_resources": "in_line", **options})
        self.title = title
        self.toggle_physics(False)
        self.toggle_stabilization(False)

    def add_parallel_edge(self, source: str, to: str, **options: Any) -> None:
        """Add an edge also where there is one between these nodes; `add_edge` of pyvis passes over it."""
        self.edges.append(Edge(source, to, self.directed, **options).options)

    def generate_html(self, name: str = "index.html", local: bool = True, notebook: bool = False) -> str:
        """The page as text. The arguments are those of pyvis; none of them changes the page."""
        page = REMOTE.sub("", super().generate_html(name, local, notebook=False))
        self.html = page if self._reckons_first else page.replace(VEIL, f"{VEIL} hidden")
        return str(self.html)

    @property
    def _reckons_first(self) -> bool:
        """Whether nodes move out of sight before anything is shown."""
        physics = None if isinstance(self.options, dict) else self.options.physics
        return physics is None or bool(physics.stabilization.enabled)

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


def pyvis_network(session: Session, network: nx.MultiGraph[str], title: str) -> PyvisNetwork:
    """Nodes and links of a network of the session, drawn as in our own pictures, with the nodes in their places."""
    drawn, spots, links = PyvisNetwork(title), _spots(network), _links(session, network)
    for name, actor in network.nodes(data=True):
        drawn.add_node(name, x=spots[name].x, y=spots[name].y, **_node(actor))
    seen = Counter[tuple[str, ...]]()
    for start, end, key in network.edges(keys=True):
        pair = tuple(sorted((start, end)))
        look = _look(links[key], session.lang)
        drawn.add_parallel_edge(start, end, smooth=_bend(seen[pair], is_turned=start > end), **look)
        seen[pair] += 1
    return drawn


def _links(session: Session, network: nx.MultiGraph[str]) -> dict[str, Link]:
    """The links by id, in words and with what they rest on, as all pictures have them."""
    participations = {str(row["participation"]): row for row in run(session, "participations", {}).rows}
    ends = [
        {**link, "cooperation": key, "actor": start, "partner": end, "partner_name": session.name(end)}
        for start, end, key, link in network.edges(keys=True, data=True)
    ]
    links = [rows.cooperation(row, participations, session.names, session.lang) for row in ends]
    return {link.id: link_in_words(link, session.lang, None) for link in with_grounds(session, links)}


def _spots(network: nx.MultiGraph[str]) -> dict[str, Spot]:
    sizes = [_size(name, actor) for name, actor in network.nodes(data=True)]
    wires = [Wire(start, end, 0.0, 0.0) for start, end in network.edges()]
    return place_parts(sizes, wires) if len(sizes) <= MOST_DRAWN else place_communities(sizes, wires)


def _size(name: str, actor: Mapping[str, Any]) -> Size:
    return Size(name, text_width(_label(actor), TEXT_PX) / 2, LINE_PX / 2, is_basis=False)


def _bend(number: int, *, is_turned: bool) -> dict[str, Any]:
    """How a link is bent, by how many there are of its pair before it: the first is straight, others lie beside it."""
    if number == 0:
        return {"enabled": False}
    ways = ("curvedCW", "curvedCCW")
    way = ways[(number + is_turned) % 2]
    return {"enabled": True, "type": way, "roundness": round(BEND * ((number + 1) // 2), 2)}


def _label(actor: Mapping[str, Any]) -> str:
    return visible(str(actor.get("acronym") or actor["name"]))


def _node(actor: Mapping[str, Any]) -> dict[str, Any]:
    kind = actor["kind"] if actor["kind"] in SHAPES else "other"
    return {
        "label": _label(actor),
        "title": _pop_up([visible(str(actor["name"]))]),
        "shape": SHAPES[kind],
        "color": LIGHT[kind],
    }


def _look(link: Link, lang: str) -> dict[str, Any]:
    until = "" if link.when.end_kind == "none" else link.words.until
    words = {"since": link.words.since, "until": until, "standing": link.words.standing}
    title = _pop_up([link.basis_name, *(f"{heading(name, lang)}: {text}" for name, text in words.items() if text)])
    return {"title": title, "color": LIGHT[link.look], "width": WIDTHS[link.look], "dashes": DASHES[link.look]}


def _pop_up(lines: list[str]) -> str:
    """Text, which vis shows as it is. Where `href` stands in one of them, pyvis would take all for HTML."""
    return "\n".join(line.replace("href", "h ref") for line in lines)
