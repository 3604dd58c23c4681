"""The network: marks that were opened, with their neighbours. The address holds all of it, so it can be kept and sent.

The picture is laid out by the server. Each mark is a link that opens it, so the page works without scripts and by
keyboard alone. With scripts the same page is fetched and put in place of this one: see `static/network.js`.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING, Any, NamedTuple

from markupsafe import Markup
from starlette.routing import Route

from accordgraph.diagrams.facts import Node
from accordgraph.graph.errors import InputError
from accordgraph.queries.runner import run
from accordgraph.web.answering import endpoint
from accordgraph.web.data_api.network import MOST_OPENED, VIEWS
from accordgraph.web.data_links import DataLink
from accordgraph.web.network_lines import network_lines
from accordgraph.web.opened_network import MOST_MARKS, MOST_NEW, OpenedNetwork, open_network
from accordgraph.web.pages.drawings import pictures
from accordgraph.web.templating import render

if TYPE_CHECKING:
    from accordgraph.diagrams.layout.laid_out import LaidOutDiagram, PlacedNode
    from accordgraph.queries.session import Session
    from accordgraph.web.context import Context
    from accordgraph.web.page import Page

MOST_STRESSED = 16
"""Marks whose places are searched for; more stand in rings, which takes a twentieth of the time."""

PAD = 30


class Mark(NamedTuple):
    """A mark of the picture: where it stands, how it is named aloud, what opening it leads to, what it hides."""

    id: str
    x: float
    y: float
    width: float
    height: float
    label: str
    address: str
    hidden: int
    is_opened: bool


def build(context: Context) -> Page:
    """The network of `about`; without it a field to choose from."""
    view = context.text("view") or VIEWS[0]
    if view not in VIEWS:
        raise InputError(f"There is no view {view[:40]!r}.", f"Views: {', '.join(VIEWS)}.")
    names = context.ids("about", MOST_OPENED)
    with context.session() as session:
        opened = tuple(dict.fromkeys(session.names.resolve(name, None) for name in names))
        values = _values(context, session, opened, view) if opened else _choice(session)
    rows = ("JSON", context.url("/api/network", about=",".join(opened), on=context.day, view=view))
    data = [DataLink(context.say("web-lines"), (rows,))] if opened else []
    shared: dict[str, Any] = {"view": view, "views": VIEWS, "opened": opened, "pictures": pictures(context, opened)}
    return render(context, "network.html.j2", here="/network", data_links=data, **shared, **values)


def _choice(session: Session) -> dict[str, Any]:
    """Where nothing is opened: whom one may begin with."""
    rows = run(session, "degrees", {}).rows[:12]
    return {"beginnings": [(str(row["actor"]), str(row["actor_name"])) for row in rows], "marks": []}


def _values(context: Context, session: Session, opened: tuple[str, ...], view: str) -> dict[str, Any]:
    network = open_network(session, opened, view, context.day)
    marks = len(network.actors) + len(network.bases)
    if marks > MOST_MARKS:
        raise InputError(f"These have {marks} marks.", f"Open fewer: {MOST_MARKS} marks are drawn at most.")
    layout = _laid_out(context, session, network, view, opened)
    left, top, right, bottom = layout.box
    return {
        "box": f"{left - PAD} {top - PAD} {right - left + 2 * PAD} {bottom - top + 2 * PAD}",
        "width": right - left + 2 * PAD,
        "drawing": _drawing(layout),
        "marks": [_mark(context, placed, network, opened) for placed in layout.nodes],
        "table": network_lines(session, (edge.link for edge in layout.edges), context.day or context.today),
        "most_new": MOST_NEW,
        "names": [(one, session.name(one)) for one in opened],
    }


def _laid_out(
    context: Context, session: Session, network: OpenedNetwork, view: str, opened: tuple[str, ...]
) -> LaidOutDiagram:
    """The picture with its places; the layout is imported here, for it brings numpy and scipy."""
    from accordgraph.diagrams.layout.laid_out import lay_out
    from accordgraph.diagrams.model import Diagram

    kinds = {str(row["actor"]): str(row["kind"]) for row in _kinds(session, network)}
    kinds |= {link.basis: link.basis_kind for link in network.links if view == "bases"}
    steps = _steps(network, opened)
    nodes = tuple(
        Node(one, session.names.short_name(one, context.lang), kinds.get(one, "agreement"), session.name(one), step)
        for one, step in sorted(steps.items())
    )
    form = view if len(nodes) <= MOST_STRESSED else "ego"
    title = context.say("web-network")
    return lay_out(Diagram(title, "", form, context.lang, nodes, network.links, day=context.day))  # type: ignore[arg-type]


def _steps(network: OpenedNetwork, opened: Collection[str]) -> dict[str, int]:
    """How many steps each mark is away from those that were opened: the ring that it stands on."""
    near = {end for link in network.links if set(link.ends) & set(opened) for end in link.ends}
    marks = network.actors | network.bases
    return {one: 0 if one in opened else 1 if one in near else 2 for one in marks}


def _kinds(session: Session, network: OpenedNetwork) -> list[dict[str, Any]]:
    return run(session, "actors", {"actors": sorted(network.actors)}).rows if network.actors else []


def _drawing(layout: LaidOutDiagram) -> Markup:
    """The picture in the colours of the page. All of its texts were escaped where it was drawn."""
    from accordgraph.diagrams.svg.elements import Painter
    from accordgraph.diagrams.svg.network import network_group
    from accordgraph.diagrams.svg.styles import LIGHT

    return Markup(network_group(layout, Painter({name: f"var(--{name})" for name in LIGHT})))


def _mark(context: Context, placed: PlacedNode, network: OpenedNetwork, opened: tuple[str, ...]) -> Mark:
    node = placed.node
    is_opened = node.id in opened
    remaining = tuple(one for one in opened if one != node.id) if is_opened else (*opened, node.id)
    half_width, half_height = (placed.half_width, placed.half_height) if node.is_basis else (14, 14)
    hidden = network.hidden.get(node.id, 0)
    label = context.say("web-mark", name=node.title or node.label, count=hidden)
    address = context.here(about=",".join(remaining) or node.id)
    return Mark(
        node.id,
        placed.x - half_width,
        placed.y - half_height,
        2 * half_width,
        2 * half_height,
        label,
        address,
        hidden,
        is_opened,
    )


ROUTES = [Route("/network", endpoint(build, is_drawing=True), methods=["GET"])]
