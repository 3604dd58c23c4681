"""The Cypher of a push: constraints, and a statement for each kind of change, which takes its rows as `$rows`.

Ours is what bears the label `AccordGraph` beside that of its class, and the edges of our names between two of such
nodes. Nothing here touches anything else; values that others have written on our nodes stay too.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from accordgraph.graph.projection.relations import Pair
    from accordgraph.graph.servers.push.diff import EdgeChange
    from accordgraph.ontology.registry import Column, NodeClass, Registry

OURS = "AccordGraph"
"""The label of every node that a push makes."""

FORMER = "AccordGraphFormer"
"""The label of a node that is no longer in the graph, and stays because it bears what is not ours."""

MARKER = "AccordGraphMarker"
"""The label of the one node that tells which snapshot is there."""


def constraints(words: Registry) -> list[str]:
    """What makes ids unique, and finding by id fast; each does nothing where it was done before."""
    unique = {"accordgraph_marker": MARKER, "accordgraph_id": OURS}
    unique |= {f"accordgraph_{node.path}_id": node.name for node in words.classes.values()}
    return [
        f"CREATE CONSTRAINT {name} IF NOT EXISTS FOR (n:`{label}`) REQUIRE n.id IS UNIQUE"
        for name, label in unique.items()
    ]


def strangers(labels: Iterable[str]) -> str:
    """How many nodes of each class are not ours, with the id of one of them."""
    return " UNION ALL ".join(
        f"MATCH (n:`{label}`) WHERE NOT n:`{OURS}` "
        f"RETURN '{label}' AS label, count(*) AS count, toString(min(n.id)) AS example"
        for label in labels
    )


def counts(labels: Iterable[str]) -> str:
    """How many nodes of each class there are, ours and others'."""
    each = (f"MATCH (n:`{label}`) WITH count(n) AS count RETURN '{label}' AS label, count" for label in labels)
    return " UNION ALL ".join(each)


# ---------------------------------------------------------------- nodes
def add_nodes(node: NodeClass) -> str:
    """Make nodes; a row has the id, then the properties in the order of the registry."""
    values = ", ".join(f"`{name}`: row[{place}]" for place, name in enumerate(_columns(node)))
    return f"UNWIND $rows AS row CREATE (n:`{node.name}`:`{OURS}` {{{values}}}) RETURN count(*) AS done"


def change_nodes(node: NodeClass) -> str:
    """Give nodes other values of our properties; null takes one away. A row is as in `add_nodes`."""
    values = ", ".join(f"n.`{name}` = row[{place}]" for place, name in enumerate(_columns(node)) if name != "id")
    return f"UNWIND $rows AS row {_ours(node)} SET {values} RETURN count(*) AS done"


def remove_nodes(node: NodeClass) -> str:
    """Take nodes away of which all is ours: no edge leads to them, nobody wrote on them; a row has the id."""
    labels, keys = [node.name, OURS], _columns(node)
    return (
        f"UNWIND $rows AS row {_ours(node)} WHERE NOT (n)--() AND all(label IN labels(n) WHERE label IN {labels}) "
        f"AND all(key IN keys(n) WHERE key IN {keys}) DELETE n RETURN count(*) AS done"
    )


def release_nodes(node: NodeClass) -> str:
    """Let go of the others: they keep their id and what others wrote, and are ours no more."""
    ours = "".join(f", n.`{name}` = null" for name in _columns(node) if name != "id")
    return (
        f"UNWIND $rows AS row {_ours(node)} REMOVE n:`{node.name}`, n:`{OURS}` "
        f"SET n:`{FORMER}`{ours} RETURN count(*) AS done"
    )


def _ours(node: NodeClass) -> str:
    return f"MATCH (n:`{OURS}` {{id: row[0]}}) WITH n, row WHERE n:`{node.name}` WITH n, row"


def _columns(node: NodeClass) -> list[str]:
    return ["id", *(column.name for column in node.literals)]


# ---------------------------------------------------------------- edges
def add_edges(edge: EdgeChange) -> str:
    """Make edges; a row has the ids of both ends, then the properties. Gives how many."""
    columns = edge.change.added.columns[2:]
    values = ", ".join(f"`{name}`: row[{place}]" for place, name in enumerate(columns, 2))
    return f"UNWIND $rows AS row {_ends(edge)} CREATE (a)-[:`{edge.name}` {{{values}}}]->(b) RETURN count(*) AS done"


def change_edges(edge: EdgeChange) -> str:
    """Give edges other values of our properties; a row is as in `add_edges`. Gives how many."""
    columns = edge.change.changed.columns
    values = ", ".join(f"e.`{name}` = row[{place}]" for place, name in enumerate(columns) if name not in edge.key)
    return f"UNWIND $rows AS row {_edge(edge, columns)} SET {values} RETURN count(e) AS done"


def remove_edges(edge: EdgeChange) -> str:
    """Take edges away; a row has the key."""
    return f"UNWIND $rows AS row {_edge(edge, list(edge.key))} DELETE e RETURN count(e) AS done"


def _ends(edge: EdgeChange) -> str:
    source, target = (f"`{name}`:`{OURS}`" for name in edge.pair)
    return f"MATCH (a:{source} {{id: row[0]}}) MATCH (b:{target} {{id: row[1]}})"


def _edge(edge: EdgeChange, columns: list[str]) -> str:
    """Finds an edge between its ends, or null: with a plain MATCH, Neo4j walks over all edges of one of the ends."""
    key = ", ".join(f"`{name}`: row[{columns.index(name)}]" for name in edge.key[2:])
    return f"{_ends(edge)} OPTIONAL MATCH (a)-[e:`{edge.name}`{f' {{{key}}}' if key else ''}]->(b)"


# ---------------------------------------------------------------- reading back
def read_nodes(node: NodeClass) -> str:
    """All our nodes of a class: a list of values each, days as text."""
    return f"MATCH (n:`{node.name}`:`{OURS}`) RETURN [n.id{_values('n', node.literals)}] AS row"


def read_edges(name: str, pair: Pair, words: Registry) -> str:
    """All our edges of a name between two classes: the ids of both ends, then values as in `read_nodes`."""
    columns = words.relations[name].properties if name in words.relations else ()
    source, target = (f"`{end}`:`{OURS}`" for end in pair)
    return f"MATCH (a:{source})-[e:`{name}`]->(b:{target}) RETURN [a.id, b.id{_values('e', columns)}] AS row"


def _values(variable: str, columns: Iterable[Column]) -> str:
    named = ((f"{variable}.`{column.name}`", column.type) for column in columns)
    return "".join(f", toString({value})" if kind == "date" else f", {value}" for value, kind in named)


# ---------------------------------------------------------------- the marker
KEPT = f"MATCH (m:`{MARKER}` {{id: 'marker'}}) SET m.touched = datetime() WITH m WHERE m.token = $token RETURN m.token"
"""Gives a sign of life, and a row if the marker still has the token. Writing first takes the lock on the node."""

TAKE = (
    f"MERGE (m:`{MARKER}` {{id: 'marker'}}) SET m.touched = datetime() "
    "WITH m WHERE coalesce(m.token, '') = $seen SET m += $values RETURN m.token"
)
"""Takes the marker, and gives a row, unless another one has taken it since its token was `$seen`."""

SETTLE = (
    f"MATCH (m:`{MARKER}` {{id: 'marker'}}) SET m.touched = datetime() "
    "WITH m WHERE m.token = $token SET m += $values RETURN m.token"
)

READ_MARKER = (
    f"MATCH (m:`{MARKER}` {{id: 'marker'}}) RETURN m {{.*, touched: toString(m.touched), "
    "silent_seconds: duration.inSeconds(m.touched, datetime()).seconds} AS marker"
)
