"""GEXF 1.3 for Gephi: a network with dates.

A link is there from the first to the last day on which it may have been in force. An unknown bound is left out, so the
link has no start or no end; nothing is invented. All bounds stand among the attributes.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import BinaryIO

import polars as pl

from accordgraph.exports.network import Attribute, Network, attribute, write_part
from accordgraph.version import __version__

SINCE, UNTIL = "since_earliest", "until_latest"

DESCRIPTION = (
    "Actors, and links that are held. A link starts on the first day on which it may have been in force, "
    "since_earliest, and ends on the last, until_latest; an unknown bound is left open. It was certainly in force only "
    "where firm is true, and only from since_latest to until_earliest. A basis that is open to other states or has "
    "more than 50 participants is a node, with an edge to each that takes part: its parties are not linked with each "
    "other."
)
TYPED = ("boolean", "integer")
"""Types of the registry that GEXF calls the same; all others, dates too, are `string`."""


def write(network: Network, file: BinaryIO, advance: Callable[[int], None] = lambda rows: None) -> dict[str, int]:
    """Write the network; `advance` hears how many rows went by. Gives the counts of nodes and edges."""
    counts = {"nodes": 0, "edges": 0}
    file.write(_head(network).encode())
    for part in network.nodes():
        counts["nodes"] += write_part(file, part, _node(network.node_attributes), advance)
    file.write(b"    </nodes>\n    <edges>\n")
    for part in network.edges():
        counts["edges"] += write_part(file, part, _edge(network.edge_attributes), advance)
    file.write(b"    </edges>\n  </graph>\n</gexf>\n")
    return counts


def _head(network: Network) -> str:
    declared = {"node": network.node_attributes[1:], "edge": network.edge_attributes}
    blocks = "".join(
        f'    <attributes class="{kind}" mode="static">\n{"".join(map(_declared, attributes))}    </attributes>\n'
        for kind, attributes in declared.items()
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<gexf xmlns="http://gexf.net/1.3" version="1.3">\n'
        f"  <meta>\n    <creator>accordgraph {__version__}</creator>\n"
        f"    <description>{DESCRIPTION}</description>\n  </meta>\n"
        '  <graph defaultedgetype="undirected" mode="dynamic" timeformat="date" timerepresentation="interval">\n'
        f"{blocks}    <nodes>\n"
    )


def _declared(one: Attribute) -> str:
    kind = one.type if one.type in TYPED else "string"
    return f'      <attribute id="{one.name}" title="{one.name}" type="{kind}"/>\n'


def _node(attributes: list[Attribute]) -> pl.Expr:
    start = pl.format('      <node id="{}" label="{}">', "id", "label")
    return pl.concat_str(start, _values(attributes[1:]), pl.lit("</node>\n"))


def _edge(attributes: list[Attribute]) -> pl.Expr:
    ends = pl.format('      <edge id="{}" source="{}" target="{}"', "id", "actor_a", "actor_b")
    times = (attribute("start", SINCE), attribute("end", UNTIL))
    return pl.concat_str(ends, *times, pl.lit(">"), _values(attributes), pl.lit("</edge>\n"))


def _values(attributes: list[Attribute]) -> pl.Expr:
    values = [pl.format(f'<attvalue for="{one.name}" value="{{}}"/>', one.name) for one in attributes]
    return pl.concat_str(pl.lit("<attvalues>"), *values, pl.lit("</attvalues>"), ignore_nulls=True)
