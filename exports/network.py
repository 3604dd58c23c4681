"""The network of actors and held links, as rows with text that is safe in XML.

Only held links: a program that ignores `held` must not show a link that we do not hold to be so. A basis that
makes no links among all of its parties, being open to other states or of more than 50 participants, is a node itself,
with an edge to each that is held to take part.
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

OF_PARTICIPATIONS = {
    "since": "start",
    "since_earliest": "start_earliest",
    "since_latest": "start_latest",
    "until_earliest": "end_earliest",
    "until_latest": "end_latest",
    "since_standing": "start_standing",
    "until_standing": "end_standing",
}
"""What is called otherwise of an edge from an actor to a basis than of a link between two actors."""


@dataclass(frozen=True)
class Attribute:
    """An attribute of an actor or a link: its name, its type in the registry, and the column that it stands in."""

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
        """Actors by id, in parts, then bases without links: id and `node_attributes`, as text."""
        named = {LABEL: self._in_language("name"), "acronym": self._in_language("acronym")}
        for part in self.contents.parts(self.words.classes["Actor"]):
            yield part.rows.with_columns(**named).select("id", *map(_text, self.node_attributes))
        bases = self.contents.read(self.unlinked().with_columns(**named))
        if not bases.is_empty():
            yield _with(bases, self.node_attributes).select("id", *map(_text, self.node_attributes))

    def edges(self) -> Iterator[pl.DataFrame]:
        """Held links by id, in parts, then who takes part in bases without links.

        Columns: id, actor_a, actor_b (or the basis) and `edge_attributes`, as text.
        """
        bases = self.contents.scan("bases").select(basis="id", basis_name=self._in_language("name"))
        names = self.contents.read(bases)
        for part in self.contents.parts(self.words.classes["Cooperation"]):
            held = part.rows.filter("held").drop("basis_name")
            links = held.join(names, on="basis", how="left", maintain_order="left")
            yield links.select("id", "actor_a", "actor_b", *map(_text, self.edge_attributes))
        parties = self.contents.read(self._parties())
        if not parties.is_empty():
            unnamed = [one for one in self.edge_attributes if one.column != "id"]
            texts = _with(parties, unnamed).with_columns(map(_text, unnamed))
            columns = [one.name for one in self.edge_attributes]
            yield _with(texts, self.edge_attributes, by_name=True).select("id", "actor_a", "actor_b", *columns)

    def unlinked(self) -> pl.LazyFrame:
        """The bases without links, by id, that actors are linked by."""
        return self.contents.scan("bases").join(self._parties().select(id="basis"), on="id", how="semi")

    def _parties(self) -> pl.LazyFrame:
        """Who is held to take part in bases without links, with the columns of links.

        Without roles that cooperate with nobody, and without bases whose parties owe each other nothing.
        """
        bases = self.contents.scan("bases").filter(~pl.col("linked"), pl.col("mutual").fill_null(value=True))
        named = bases.select("kind", basis="id", basis_name=self._in_language("name"))
        held = self.contents.scan("participations").filter("held", pl.col("role").is_in(self._linking()))
        parts = held.join(named, on="basis", maintain_order="left")
        return parts.with_columns(**OF_PARTICIPATIONS, actor_a="actor", actor_b="basis")

    def changed_names(self) -> int:
        """How many names of actors and bases have characters that are written out."""
        names = pl.concat(
            [self.contents.scan(table).select(name=self._in_language("name")) for table in ("actors", "bases")]
        )
        return self.contents.read(names.select(unseen(pl.col("name")).sum())).item() or 0

    def _linking(self) -> list[str]:
        groups = {group for pair in self.words.links for group in pair}
        return [role for role, word in self.words.words["roles"].items() if word.fields["group"] in groups]

    def _in_language(self, name: str) -> pl.Expr:
        columns = self.words.classes["Actor"].literals
        return pl.coalesce(*(one.name for one in columns if (one.term, one.language) == (name, self.lang)), name)


def _with(rows: pl.DataFrame, attributes: list[Attribute], *, by_name: bool = False) -> pl.DataFrame:
    """The rows with those columns of attributes that they lack, without values."""
    columns = [one.name if by_name else one.column for one in attributes]
    return rows.with_columns(pl.lit(None, pl.String).alias(name) for name in columns if name not in rows.columns)


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
