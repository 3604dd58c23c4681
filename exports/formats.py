"""The forms in which the graph leaves the program: which there are, and writing one of them to where it shall go."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from accordgraph.exports.atomic import whole_file, whole_folder
from accordgraph.exports.request import (
    FOLDERS,
    IMPORTS,
    NETWORKS,
    PANELS,
    RDF,
    WORKBOOKS,
    ExportRequest,
    ExportResult,
)
from accordgraph.graph.errors import UsageError

if TYPE_CHECKING:
    from accordgraph.exports.network import Network
    from accordgraph.exports.rdf import Format
    from accordgraph.graph.projection.rdf import Aligned
    from accordgraph.graph.store.store import Snapshot

STANDARD_OUTPUT = Path("-")


def size(snapshot: Snapshot, form: str) -> int:
    """How many steps of progress an export takes: the things or rows that go by."""
    from accordgraph.ontology.registry import registry

    rows: dict[str, int] = snapshot.manifest["rows"]
    tables = {
        RDF: [node.table for node in registry().classes.values()],
        FOLDERS: list(rows),
        WORKBOOKS: list(rows),
        PANELS: ["cooperations"],
        NETWORKS: ["actors", "cooperations"],
        IMPORTS: [node.table for node in registry().classes.values()],
    }
    return sum(rows[table] for forms, names in tables.items() if form in forms for table in names)


def export(
    snapshot: Snapshot, request: ExportRequest, target: Path, advance: Callable[[int], None] = lambda steps: None
) -> ExportResult:
    """Write a snapshot to a file, to standard output (`-`), or for `FOLDERS`, `IMPORTS` and `PANELS` to a new folder.

    The same snapshot gives the same bytes. A file or folder at the target is replaced when all is written, not
    before. Raises UsageError, InputError where the target cannot be written, StoreError where the snapshot cannot be
    read.
    """
    from accordgraph.exports.snapshot_reader import SnapshotReader
    from accordgraph.ontology.registry import registry

    if request.form in (*FOLDERS, *IMPORTS, *PANELS):
        if target == STANDARD_OUTPUT:
            raise UsageError(f"The form {request.form} is a folder of files.", "Name the folder with -o.")
        return ExportResult(_write_folder(snapshot, request, target, advance))
    contents = SnapshotReader(snapshot)
    with _opened(target) as file:
        if request.form in NETWORKS:
            from accordgraph.exports.network import Network

            return _write_network(Network(contents, registry(), request.lang), request.form, file, advance)
        if request.form in WORKBOOKS:
            from accordgraph.exports import spreadsheet

            return ExportResult(spreadsheet.write(contents, file, registry(), advance))
        triples = write_rdf(snapshot, request, file, advance, legible=_is_terminal(target))
        return ExportResult({"triples": triples})


def write_rdf(
    snapshot: Snapshot,
    request: ExportRequest,
    file: BinaryIO,
    advance: Callable[[int], None] = lambda things: None,
    *,
    legible: bool = False,
) -> int:
    """Write a snapshot as RDF to an open file; give the number of triples.

    With `legible`, characters that hide or reorder others are escapes in N-Quads too.
    """
    from accordgraph.exports import rdf
    from accordgraph.exports.snapshot_reader import SnapshotReader
    from accordgraph.ontology.registry import registry

    form, aligned = _rdf(request, legible=legible)
    return rdf.write(SnapshotReader(snapshot), file, form, registry(), aligned, advance)


def _write_folder(
    snapshot: Snapshot, request: ExportRequest, target: Path, advance: Callable[[int], None]
) -> dict[str, int]:
    from accordgraph.exports import neo4j_import, table_folder
    from accordgraph.exports.snapshot_reader import SnapshotReader
    from accordgraph.ontology.registry import registry

    if request.form in IMPORTS:
        with whole_folder(target, neo4j_import.is_export) as folder:
            return neo4j_import.write(snapshot, folder, registry(), advance)
    if request.form in PANELS:
        from accordgraph.exports import panel

        with whole_folder(target, panel.is_export) as folder:
            return panel.write(SnapshotReader(snapshot), folder, request, advance)
    with whole_folder(target, table_folder.is_export) as folder:
        return table_folder.write(SnapshotReader(snapshot), folder, request, registry(), advance)


@contextmanager
def _opened(target: Path) -> Iterator[BinaryIO]:
    if target != STANDARD_OUTPUT:
        with whole_file(target) as file:
            yield file
        return
    yield sys.stdout.buffer
    sys.stdout.buffer.flush()


def _is_terminal(target: Path) -> bool:
    return target == STANDARD_OUTPUT and sys.stdout.isatty()


def _rdf(request: ExportRequest, *, legible: bool) -> tuple[Format, Aligned]:
    from accordgraph.exports.alignments import alignment
    from accordgraph.exports.jsonld import JsonLd, context
    from accordgraph.exports.nquads import NQuads
    from accordgraph.exports.turtle import Turtle
    from accordgraph.graph.projection.rdf import ALONE

    aligned, prefixes = alignment() if request.aligned else (ALONE, {})
    if request.form == "nquads":
        return NQuads(request.graph, legible=legible), aligned
    return (Turtle(prefixes) if request.form == "turtle" else JsonLd(context())), aligned


def _write_network(network: Network, form: str, file: BinaryIO, advance: Callable[[int], None]) -> ExportResult:
    from accordgraph.exports import gexf, graphml

    module = gexf if form == "gexf" else graphml
    counts = module.write(network, file, advance)
    changed = network.changed_names()
    names = "1 name has" if changed == 1 else f"{changed:,} names have"
    note = f"{names} characters that XML forbids or that hide others: they are written out, such as \\u202e."
    return ExportResult(counts, [*([note] if changed else []), *_of_many(network)])


def _of_many(network: Network) -> list[str]:
    """A note on the bases that are nodes, if there are any."""
    count = network.contents.read(network.unlinked()).height
    bases = "1 basis" if count == 1 else f"{count:,} bases"
    verb = "is a node" if count == 1 else "are nodes"
    note = f"{bases} open to other states or of more than 50 participants {verb}, with an edge to each party."
    return [note] if count else []
