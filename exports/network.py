"""The network of actors and held links, as rows with text that is safe in XML.

Only held links: a program that takes no heed of `held` must not show a link that we do not hold to be so.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import BinaryIO

import polars as pl

from accordgraph.exports.escapes import unseen, xml
from accordgraph.exports.snapshot_reader import SnapshotReader
from accordgraph.ontology.registry import Registry

LABEL = "label"


@dataclass(frozen=True)
class Attribute:
    """What is told of an actor or a link: its name, its type in the registry, and the column that it stands in."""

    name: str
    type: str
    column: str


@dataclass(frozen=True)
class Network:
    """Actors and held links of a snapshot, with names in a language (English where one is missing)."""

    contents: SnapshotReader
    words: Registry
    lang: str

    @property
    def node_attributes(self) -> list[Attribute]:
        """Of actors: the label, then what the registry says of them."""
        literals = self.words.classes["Actor"].literals
        kept = [Attribute(one.name, one.type, one.name) for one in literals if one.term == one.name != "name"]
        return [Attribute(LABEL, "text", LABEL), *kept]

    @property
    def edge_attributes(self) -> list[Attribute]:
        """Of links: what the registry says of `COOPERATES_WITH`."""
        properties = self.words.relations["COOPERATES_WITH"].properties
        return [Attribute(one.name, one.type, one.columns[0]) for one in properties]

    def nodes(self) -> Iterator[pl.DataFrame]:
        """Actors by id, in parts: id and `node_attributes`, as text."""
        named = {LABEL: self._in_language("name"), "acronym": self._in_language("acronym")}
        for part in self.contents.parts(self.words.classes["Actor"]):
            yield part.rows.with_columns(**named).select("id", *map(_text, self.node_attributes))

    def edges(self) -> Iterator[pl.DataFrame]:
        """Held links by id, in parts: id, actor_a, actor_b and `edge_attributes`, as text."""
        bases = self.contents.scan("bases").select(basis="id", basis_name=self._in_language("name"))
        names = self.contents.read(bases)
        for part in self.contents.parts(self.words.classes["Cooperation"]):
            held = part.rows.filter("held").drop("basis_name")
            links = held.join(names, on="basis", how="left", maintain_order="left")
            yield links.select("id", "actor_a", "actor_b", *map(_text, self.edge_attributes))

    def changed_names(self) -> int:
        """How many names of actors and bases have characters that are written out."""
        names = pl.concat(
            [self.contents.scan(table).select(name=self._in_language("name")) for table in ("actors", "bases")]
        )
        return self.contents.read(names.select(unseen(pl.col("name")).sum())).item() or 0

    def _in_language(self, name: str) -> pl.Expr:
        columns = self.words.classes["Actor"].literals
        return pl.coalesce(*(one.name for one in columns if (one.term, one.language) == (name, self.lang)), name)


def _text(one: Attribute) -> pl.Expr:
    return xml(pl.col(one.column)).alias(one.name)


def attribute(name: str, value: str) -> pl.Expr:
    """An attribute of an XML element from a column; nothing where it is null."""
    return pl.format(f' {name}="{{}}"', value).fill_null("")


def write_part(file: BinaryIO, rows: pl.DataFrame, entry: pl.Expr, advance: Callable[[int], None]) -> int:
    """Write an entry for each row, and give their number."""
    file.write("".join(rows.select(entry).to_series()).encode())
    advance(rows.height)
    return rows.height
