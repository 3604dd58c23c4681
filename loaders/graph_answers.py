"""What a graph answers before and after a load: its tables, stored or derived, and the statements that stand."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, NamedTuple

import polars as pl

from accordgraph.graph.errors import StoreError

if TYPE_CHECKING:
    from accordgraph.graph.store.store import Store

RELATIONS = {
    "parts": "part_of",
    "succeeds": "succeeds",
    "affects": "affects",
    **{name: name for name in ("amends", "replaces", "supplements", "requires", "legal_basis")},
}
"""The tables of how things relate, and what each is called in a dossier."""

TABLES = (
    *("cooperations", "participations", "bases", "actors", "observations", "names", "sources", "challenges"),
    *("assessments", "acts", *RELATIONS),
)


class Answers(NamedTuple):
    """What a graph answers, and from what: its tables of the names `TABLES`, and the statements that stand."""

    tables: Mapping[str, pl.LazyFrame]
    statements: pl.LazyFrame

    @property
    def links(self) -> pl.LazyFrame:
        """The table `cooperations`."""
        return self.tables["cooperations"]

    @property
    def stays(self) -> pl.LazyFrame:
        """The table `participations`."""
        return self.tables["participations"]

    @property
    def bases(self) -> pl.LazyFrame:
        """The table of this name."""
        return self.tables["bases"]


def of_store(store: Store, statements: pl.DataFrame) -> Answers | None:
    """What the store answers now; None where it is empty or its graph was made by another version.

    `statements` are those that stand in it.
    """
    try:
        folder = store.snapshot().table_folder
    except StoreError:
        return None
    return Answers({name: pl.scan_parquet(folder / f"{name}.parquet") for name in TABLES}, statements.lazy())


def of_tables(tables: Mapping[str, pl.DataFrame], statements: pl.DataFrame) -> Answers:
    """What a graph answers that was derived from the statements and is not stored."""
    return Answers({name: tables[name].lazy() for name in TABLES}, statements.lazy())
