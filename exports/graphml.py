"""GraphML for igraph, networkx, yEd and others: the same network as in GEXF; its dates are attributes."""

from __future__ import annotations

from collections.abc import Callable
from typing import BinaryIO

import polars as pl

from accordgraph.exports.network import Attribute, Network, write_part

DESCRIPTION = (
    "Actors, and links that are held. A link may have been in force from since_earliest to until_latest, certainly "
    "only where firm is true, and only from since_latest to until_earliest; an unknown bound has no value. A basis "
    "that is open to other states or has more than 50 participants is a node, with an edge to each that takes part: "
    "its parties are not linked with each other."
)


TILDE = "."
"""In the ids of edges, since an XML name has no tilde; ids of ours have no dot. `cooperation` is the id as it is."""

TYPES = {"boolean": "boolean", "integer": "int"}
"""How GraphML calls the types of the registry; all others, dates too, are `string`."""


def write(network: Network, file: BinaryIO, advance: Callable[[int], None] = lambda rows: None) -> dict[str, int]:
    """Write the network; `advance` hears how many rows went by. Gives the counts of nodes and edges."""
    counts = {"nodes": 0, "edges": 0}
    file.write(_head(network).encode())
    for name, parts, entry in (
        ("nodes", network.nodes(), _node(network.node_attributes)),
        ("edges", network.edges(), _edge(network.edge_attributes)),
    ):
        for part in parts:
            counts[name] += write_part(file, part, entry, advance)
    file.write(b"  </graph>\n</graphml>\n")
    return counts


def _head(network: Network) -> str:
    declared = {"node": network.node_attributes, "edge": network.edge_attributes}
    keys = "".join(_key(kind, one) for kind, attributes in declared.items() for one in attributes)
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<graphml xmlns="http://graphml.graphdrawing.org/xmlns">\n'
        f'{keys}  <graph id="accordgraph" edgedefault="undirected">\n    <desc>{DESCRIPTION}</desc>\n'
    )


def _key(kind: str, one: Attribute) -> str:
    return f'  <key id="{_id(kind, one)}" for="{kind}" attr.name="{one.name}" attr.type="{_type(one)}"/>\n'


def _id(kind: str, one: Attribute) -> str:
    """Of a key: an XML id, so it may stand once only; Gephi takes the one called `label` as label."""
    return one.name if kind == "node" else f"edge-{one.name}"


def _type(one: Attribute) -> str:
    return TYPES.get(one.type, "string")


def _node(attributes: list[Attribute]) -> pl.Expr:
    start = pl.format('    <node id="{}">', "id")
    return pl.concat_str(start, *_values("node", attributes), pl.lit("</node>\n"), ignore_nulls=True)


def _edge(attributes: list[Attribute]) -> pl.Expr:
    name = pl.col("id").str.replace_all("~", TILDE, literal=True)
    start = pl.format('    <edge id="{}" source="{}" target="{}">', name, "actor_a", "actor_b")
    return pl.concat_str(start, *_values("edge", attributes), pl.lit("</edge>\n"), ignore_nulls=True)


def _values(kind: str, attributes: list[Attribute]) -> list[pl.Expr]:
    return [pl.format(f'<data key="{_id(kind, one)}">{{}}</data>', one.name) for one in attributes]
