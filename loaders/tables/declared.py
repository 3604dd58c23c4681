"""What is declared by rows, by the mapping and by the store: ids that entries may refer to, and sources as they
speak.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import polars as pl

from accordgraph.loaders.tables.cells.column_work import ColumnWork
from accordgraph.loaders.tables.evaluation import Evaluated
from accordgraph.loaders.tables.mapping import Entry
from accordgraph.loaders.tables.readers.table import ADDRESS, ROW

SOURCES = pl.Schema({"id": pl.String, "published": pl.String, "accessed": pl.String, "derived_from": pl.String})
SINGLE = ("kind", "form", "binds", "name", "in_force_since")
"""Values of a basis of which there is one: rows that differ in one are not about one basis."""

MOST_LISTED = 20


@dataclass
class Known:
    """What may be referred to. `clashes`: things that rows declare in two ways, with both."""

    store: dict[str, dict[str, str]]
    hosts: dict[str, str]
    sources: pl.DataFrame = field(default_factory=lambda: SOURCES.to_frame())
    here: dict[str, list[pl.Series]] = field(default_factory=dict)
    clashes: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Begin with the sources of the store."""
        rows = [(one, day or None, None, None) for one, day in self.store.get("source", {}).items()]
        self.sources = pl.DataFrame(rows, schema=SOURCES, orient="row")

    def ids(self, about: str, *, here: bool = False) -> pl.Series:
        """The ids of a class, of the store and of this load; or of this load alone."""
        own = self.here.get(about, [])
        known = [] if here else [pl.Series([*self.store.get(about, {})], dtype=pl.String)]
        return pl.concat([pl.Series([], dtype=pl.String), *known, *own]).unique()

    def declare(self, about: str, rows: pl.DataFrame, entry: Entry, evaluated: Evaluated) -> None:
        """Note the things that rows declare, and where two rows declare one in two ways."""
        self.here.setdefault(about, []).append(rows["thing"].unique())
        if about == "source":
            columns = {
                name: [evaluated.column(entry, value) for value in entry.of(name)][:1]
                for name in ("published", "accessed", "derived_from")
            }
            data = rows.select(
                id="thing",
                **{
                    name: pl.col(columns_of[0]).cast(pl.String) if columns_of else pl.lit(None, pl.String)
                    for name, columns_of in columns.items()
                },
            )
            self.sources = pl.concat([data.unique("id", keep="first", maintain_order=True), self.sources]).unique(
                "id", keep="first", maintain_order=True
            )
        if about in ("basis", "source", "actor"):
            self._compare(about, rows, entry, evaluated)

    def _compare(self, about: str, rows: pl.DataFrame, entry: Entry, evaluated: Evaluated) -> None:
        for number, value in enumerate(entry.values):
            if value.template.is_constant or value.field.several or value.field.property is None:
                continue
            column = evaluated.names[number]
            data = rows.select("thing", ADDRESS, ROW, pl.col(column).alias("value")).drop_nulls("value")
            several = data.filter(pl.col("value").n_unique().over("thing") > 1)
            if several.is_empty():
                continue
            firsts = (
                several.unique(["thing", "value"], keep="first", maintain_order=True)
                .group_by("thing", maintain_order=True)
                .agg(pl.format("{} row {}: '{}'", ADDRESS, ROW, pl.col("value").str.head(80)).head(2).str.join(", "))
            )
            for thing, both in firsts.head(MOST_LISTED).rows():
                self.clashes.append(f"{thing}: {value.field.key} differs: {both}")
            if firsts.height > MOST_LISTED:
                self.clashes.append(f"and {firsts.height - MOST_LISTED:,} more differ in {value.field.key}")

    def existing(self, rows: pl.DataFrame, work: ColumnWork) -> pl.DataFrame:
        """The rows whose source and basis are declared."""
        for name in ("source", "basis"):
            if name in rows.columns:
                rows = rows.filter(pl.col(name).is_in(self.ids(name).implode()))
        return rows


def with_known_publishers(rows: pl.DataFrame, entry: Entry, evaluated: Evaluated, known: Known) -> pl.DataFrame:
    """A host in the place of a publisher is the publisher that the store knows by this host: else one voice would
    be two.
    """
    for number, value in enumerate(entry.values):
        if value.field.key == "publisher" and any(part.filter == "host" for part in value.template.parts):
            name = evaluated.names[number]
            rows = rows.with_columns(pl.col(name).replace(known.hosts) if known.hosts else pl.col(name))
    return rows
