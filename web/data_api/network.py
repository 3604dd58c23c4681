"""The network of opened actors and agreements: `/api/network?about=nabu,sapo`, as the page of the network shows it.

All links among the marks that are shown are there, and of each mark how many neighbours are not shown.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from accordgraph.graph.errors import InputError
from accordgraph.web.data_api.answers import data_route, json_page
from accordgraph.web.opened_network import open_network

if TYPE_CHECKING:
    from accordgraph.diagrams.facts import Link
    from accordgraph.queries.session import Session
    from accordgraph.web.context import Context
    from accordgraph.web.opened_network import OpenedNetwork
    from accordgraph.web.page import Page

VIEWS = ("bases", "actors")

MOST_OPENED = 40
"""Marks that may be opened at once."""


def build(context: Context) -> Page:
    """Marks, links and what is left out."""
    names, view = context.ids("about", MOST_OPENED), context.text("view") or VIEWS[0]
    if not names:
        raise InputError("about is missing.", "Name actors or agreements: /api/network?about=nabu,sapo")
    if view not in VIEWS:
        raise InputError(f"There is no view {view[:40]!r}.", f"Views: {', '.join(VIEWS)}.")
    with context.session() as session:
        opened = tuple(dict.fromkeys(session.names.resolve(name, None) for name in names))
        network = open_network(session, opened, view, context.day)
        content = {
            "snapshot": context.snapshot.origin.snapshot,
            "view": view,
            "on": context.day,
            "opened": opened,
            "marks": [_mark(session, one, network) for one in sorted(network.actors | network.bases)],
            "links": [_link(link) for link in network.links],
        }
    return json_page(content)


def _mark(session: Session, identifier: str, network: OpenedNetwork) -> dict[str, Any]:
    return {
        "id": identifier,
        "class": "Actor" if identifier in network.actors else "Basis",
        "name": session.name(identifier),
        "not_shown": network.hidden.get(identifier, 0),
    }


def _link(link: Link) -> dict[str, Any]:
    """A link by its ends, with its earliest and latest bounds: a date that is not known exactly is no single day."""
    when = link.when
    return {
        "id": link.id,
        "ends": link.ends,
        "basis": link.basis,
        "since": when.since,
        "since_earliest": when.since_earliest,
        "since_latest": when.since_latest,
        "end_kind": when.end_kind,
        "until_latest": when.until_latest,
        "standing": link.standing,
        "held": link.held,
    }


ROUTES = [data_route("/api/network", build)]
