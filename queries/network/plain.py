"""A network with attributes that every writer of networkx takes: texts, numbers and yes or no, and nothing unknown."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from accordgraph.graph.visible import visible

if TYPE_CHECKING:
    import networkx as nx


def plain(network: nx.MultiGraph[str]) -> nx.MultiGraph[str]:
    """A copy in which dates are ISO text and unknown attributes are missing.

    `label` is the name of an actor, or of the basis of a link. Characters that hide or reorder others are escapes, as
    XML forbids some of them.
    """
    import networkx as nx

    copy: nx.MultiGraph[str] = nx.MultiGraph()
    for node, attributes in network.nodes(data=True):
        copy.add_node(node, **_plain(attributes, attributes["name"] or node))
    for start, end, key, attributes in network.edges(keys=True, data=True):
        copy.add_edge(start, end, key=key, **_plain(attributes, attributes["basis_name"] or attributes["basis"]))
    return copy


def _plain(attributes: Mapping[str, Any], label: str) -> dict[str, Any]:
    present = {name: _value(value) for name, value in attributes.items() if value is not None}
    return {"label": visible(label), **present}


def _value(value: object) -> object:
    if isinstance(value, datetime.date):
        return value.isoformat()
    return visible(value) if isinstance(value, str) else value
