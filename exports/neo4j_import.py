"""A folder that `neo4j-admin database import` reads: a header and a file of rows for each class and kind of edges.

With it comes the marker of a finished push, so that the new database can be asked at once, and `accord push` goes on
from there. The labels and properties are those that a push writes.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path

import polars as pl

from accordgraph.graph.projection.property_graph import Edges, edges, nodes
from accordgraph.graph.servers.marker import Marker
from accordgraph.graph.servers.push.cypher_updates import MARKER, OURS
from accordgraph.graph.store.snapshot import Snapshot
from accordgraph.graph.store.snapshot_tables import fingerprint, tables
from accordgraph.ontology.registry import Column, NodeClass, Registry

README, COMMAND, STAMP = "README.md", "import.sh", "accordgraph.txt"

TYPES = {"text": "string", "edtf": "string", "date": "date", "boolean": "boolean", "integer": "long"}
"""What the import tool calls each literal type of the registry."""


def write(
    snapshot: Snapshot, folder: Path, words: Registry, advance: Callable[[int], None] = lambda rows: None
) -> dict[str, int]:
    """Write all files; `advance` hears how many rows went by. Gives how many nodes and edges there are."""
    held = tables(snapshot)
    rows = {node.name: held[node.table].height for node in words.classes.values()}
    options = [_marker(snapshot, folder)]
    for node in words.classes.values():
        options.append(_write(folder, node.name, _node_header(node), nodes(held, node), f"--nodes={node.name}:{OURS}"))
        advance(rows[node.name])
    count = 0
    for edge in edges(held, words):
        if edge.frame.height:
            name = f"{edge.name}-{edge.pair.source}-{edge.pair.target}"
            options.append(_write(folder, name, _edge_header(edge, words), edge.frame, f"--relationships={edge.name}"))
            rows[name] = edge.frame.height
            count += edge.frame.height
    (folder / STAMP).write_text(f"snapshot {snapshot.manifest['snapshot']}\n", encoding="utf-8")
    (folder / COMMAND).write_text(command(options), encoding="utf-8", newline="\n")
    (folder / README).write_text(readme(rows), encoding="utf-8", newline="\n")
    return {"nodes": sum(rows.values()) - count, "relationships": count}


def _write(folder: Path, name: str, header: Iterable[str], rows: pl.DataFrame, option: str) -> str:
    """A header and the rows; an empty field is null, and an empty text is two quotes."""
    _write_header(folder / f"{name}.header.csv", header)
    rows.write_csv(folder / f"{name}.csv", include_header=False, line_terminator="\n", quote_style="necessary")
    return f"{option}={name}.header.csv,{name}.csv"


def _write_header(path: Path, header: Iterable[str]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerow(header)


def _node_header(node: NodeClass) -> list[str]:
    return ["id:ID", *_columns(node.literals)]


def _edge_header(edge: Edges, words: Registry) -> list[str]:
    properties = words.relations[edge.name].properties if edge.name in words.relations else ()
    return [":START_ID", ":END_ID", *_columns(properties)]


def _columns(columns: Iterable[Column]) -> Iterator[str]:
    return (f"{column.name}:{TYPES[column.type]}" for column in columns)


def _marker(snapshot: Snapshot, folder: Path) -> str:
    """The node that tells which snapshot is there, made by nobody at no time: the same graph gives the same bytes."""
    manifest = snapshot.manifest
    graph = fingerprint(manifest)
    values = Marker(
        "whole", manifest["snapshot"], graph, manifest["vocabulary"], token=graph, host="", pid=0, since=""
    ).values()
    rows = pl.DataFrame({"id": ["marker"], **{name: [value] for name, value in values.items()}})
    header = ["id:ID(Marker)", *(f"{name}:{'long' if name == 'pid' else 'string'}" for name in values)]
    return _write(folder, MARKER, header, rows, f"--nodes={MARKER}")


def command(options: Iterable[str]) -> str:
    """The script that runs the import tool. What it needs is described beside it."""
    arguments = [
        '"${NEO4J_ADMIN:-neo4j-admin}" database import full "${NEO4J_DATABASE:-neo4j}"',
        "--overwrite-destination",
        "--id-type=string",
        "--multiline-fields=true",
        "--normalize-types=false",
        *options,
    ]
    lines = " \\\n  ".join(arguments)
    return f'#!/bin/sh\n# Replaces the database; the server must not run.\nset -e\ncd "$(dirname "$0")"\n{lines}\n'


def is_export(folder: Path) -> bool:
    """Whether all that is in a folder was written by such an export, so that a new one may take its place."""
    others = {entry.name for entry in folder.iterdir()} - {README, COMMAND, STAMP}
    return (folder / STAMP).exists() and all(name.endswith(".csv") for name in others)


def readme(rows: Mapping[str, int]) -> str:
    """What the folder is, and how many rows each of its files has."""
    table = "".join(f"| {name}.csv | {count} |\n" for name, count in rows.items())
    return f"{READ_ME}\n| file | rows |\n|---|---|\n{table}"


READ_ME = f"""\
# The graph, for the import tool of Neo4j

For each class of nodes and each kind of relationships there is a file with the names and types of columns, and one with
the rows. `{COMMAND}` has the command line; it needs the `neo4j-admin` of the server that shall hold the graph, Neo4j 5:

    neo4j stop
    NEO4J_ADMIN=/path/to/neo4j-admin sh {COMMAND}
    neo4j start
    accord push neo4j://localhost

The import **replaces** the database `neo4j`, or the one that NEO4J_DATABASE names, with all that is in it. It makes no
indexes: `accord push` makes them and writes nothing else, for it finds the graph whole.
"""
