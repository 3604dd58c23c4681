"""A whole graph in one of the RDF formats, class by class, part by part."""

from __future__ import annotations

from collections.abc import Callable
from typing import BinaryIO, Protocol

import polars as pl

from accordgraph.exports.snapshot_reader import SnapshotReader
from accordgraph.exports.triples import Syntax, triples
from accordgraph.graph.projection.rdf import ALONE, Aligned, ClassMapping, class_mapping
from accordgraph.ontology.registry import Registry


class Format(Syntax, Protocol):
    """A syntax, and what stands around and between its entries."""

    @property
    def head(self) -> str:
        """What goes before the first entry."""

    @property
    def separator(self) -> str:
        """What stands between two entries."""

    @property
    def tail(self) -> str:
        """What goes after the last entry."""

    def entries(self, triples: pl.DataFrame, mapping: ClassMapping) -> pl.Series:
        """The triples of a part of a class as text: a triple or a thing each."""


def write(
    contents: SnapshotReader,
    file: BinaryIO,
    form: Format,
    words: Registry,
    aligned: Aligned = ALONE,
    advance: Callable[[int], None] = lambda things: None,
) -> int:
    """Write all triples, in the order of IRIs, and give their number; `advance` hears how many things went by."""
    count, before = 0, ""
    file.write(form.head.encode())
    for node in sorted(words.classes.values(), key=lambda node: f"{node.path}/"):
        mapping = class_mapping(node, words, aligned)
        for part in contents.parts(node):
            part_triples = triples(contents, mapping, part, form)
            entries = form.entries(part_triples, mapping).str.join(form.separator).item()
            file.write(f"{before}{entries}".encode())
            before = form.separator
            count += part_triples.height
            advance(part.rows.height)
    file.write(form.tail.encode())
    return count
