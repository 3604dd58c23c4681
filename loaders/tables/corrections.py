"""Cells that were corrected in the file of refused cells: a later load of the table itself keeps them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import polars as pl

from accordgraph.graph.errors import DossierError
from accordgraph.loaders.tables.beside import NUMBER
from accordgraph.loaders.tables.reading import Reading, StoreView, read_tables
from accordgraph.loaders.tables.rows import REFUSED

if TYPE_CHECKING:
    from accordgraph.graph.store.store import Store


def earlier(store: Store, reading: Reading) -> pl.DataFrame:
    """What stands of a mapping, in the columns of statements that are loaded."""
    return store.standing().filter(pl.col("dossier") == reading.mapping.id).select(reading.statements.columns)


def together(statements: pl.DataFrame, more: pl.DataFrame) -> pl.DataFrame:
    """Statements of two readings, each once."""
    return pl.concat([statements, more]).unique("id", keep="first", maintain_order=True).sort("id")


def corrections(store: Store, reading: Reading, tables: Sequence[Path], view: StoreView) -> pl.DataFrame:
    """What stands of a mapping by the files of refused cells beside its tables, and by these tables no longer.

    Only what was loaded from those files is kept, and only while the cells of the tables are still refused.
    """
    standing = earlier(store, reading)
    lost = standing.join(reading.statements, on="id", how="anti")
    if reading.rows.is_correction or reading.refused.is_empty() or lost.is_empty():
        return lost.clear()
    said = [lost["id"].clear()]
    for path in dict.fromkeys(_files(tables, reading.mapping.id)):
        try:
            said.append(read_tables(reading.mapping, [path], view).statements["id"])
        except DossierError:
            continue
    return lost.filter(pl.col("id").is_in(pl.concat(said).implode()))


def kept_line(kept: pl.DataFrame) -> str:
    """What a load says of the corrections that it keeps."""
    where = "of corrected cells, from the file of refused cells beside the table,"
    return (
        f"1 statement {where} stays as it is"
        if kept.height == 1
        else f"{kept.height:,} statements {where} stay as they are"
    )


def _files(tables: Sequence[Path], mapping: str) -> Iterator[Path]:
    """The files of refused cells of tables, which lie beside them or in the current folder."""
    for table in tables:
        is_folder = table.is_dir()
        name = mapping if is_folder else table.stem
        for folder in (table if is_folder else table.parent, Path()):
            for path in sorted(folder.glob(f"*{REFUSED}")):
                whole = path.name.removesuffix(REFUSED)
                if name in (whole, NUMBER.sub("", whole)):
                    yield path
