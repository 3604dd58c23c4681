"""Cells that were corrected in the file of refused cells: a later load of the table itself keeps them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import polars as pl

from accordgraph.graph.errors import DossierError
from accordgraph.loaders.tables.beside import NUMBER as NUMBERED
from accordgraph.loaders.tables.mapping import Mapping
from accordgraph.loaders.tables.reading import Reading, StoreView, read_tables
from accordgraph.loaders.tables.refused_cells import NUMBER, is_corrected, matches, read_refused_cells
from accordgraph.loaders.tables.refused_file import refused_cells
from accordgraph.loaders.tables.rows import REFUSED

if TYPE_CHECKING:
    from accordgraph.graph.store.store import Store

FALLEN = pl.Schema(dict.fromkeys(("file", "row", "column", "value"), pl.String))
"""Corrections that no longer count."""

MOST_NAMED = 10


def earlier(store: Store, reading: Reading) -> pl.DataFrame:
    """What stands of a mapping, in the columns of statements that are loaded."""
    return store.standing().filter(pl.col("dossier") == reading.mapping.id).select(reading.statements.columns)


def without_other_corrections(statements: pl.DataFrame, corrected: Reading, table: Reading | None) -> pl.DataFrame:
    """What stood of a mapping, without what earlier corrections said of the rows that are corrected now.

    Of corrected cells the row is known, and not the column. What the `table` itself says stays, where it is known.
    """
    rows = corrected.statements["cell"].drop_nulls().unique()
    is_of_rows = pl.col("cell").is_in(rows.implode()).fill_null(False)
    by_table = pl.col("heading").is_null() if table is None else pl.col("id").is_in(table.statements["id"].implode())
    return statements.filter(~is_of_rows | by_table)


def together(statements: pl.DataFrame, more: pl.DataFrame) -> pl.DataFrame:
    """Statements of two readings, each once."""
    return pl.concat([statements, more]).unique("id", keep="first", maintain_order=True).sort("id")


@dataclass(frozen=True)
class Corrections:
    """What stands of a mapping by corrected cells: the statements that are `kept`, and the cells that have `fallen`."""

    kept: pl.DataFrame
    fallen: pl.DataFrame = field(default_factory=lambda: pl.DataFrame(schema=FALLEN))


def corrections(store: Store, reading: Reading, tables: Sequence[Path], view: StoreView) -> Corrections:
    """What stands of a mapping by the files of refused cells beside its tables, and by these tables no longer.

    Only what was loaded from those files is kept, and only while its cell is still refused in the table: a row that is
    gone, and a cell that stands otherwise, have no correction.
    """
    standing = earlier(store, reading)
    lost = standing.join(reading.statements, on="id", how="anti")
    if reading.rows.is_correction or lost.is_empty():
        return Corrections(lost.clear())
    refused = refused_cells(reading)
    kept, fallen = [lost.clear()], [pl.DataFrame(schema=FALLEN)]
    for path in dict.fromkeys(_files(tables, reading.mapping.id)):
        with suppress(DossierError):
            cells = is_corrected(read_refused_cells(path))
            still = _said(reading.mapping, path, view, lost, refused)
            kept.append(still)
            once = lost.join(still, on="id", how="anti")
            if not once.is_empty() and not _said(reading.mapping, path, view, once).is_empty():
                fallen.append(_gone(cells, refused))
    return Corrections(pl.concat(kept).unique("id"), pl.concat(fallen).unique(maintain_order=True))


def _said(
    mapping: Mapping, path: Path, view: StoreView, lost: pl.DataFrame, refused: pl.DataFrame | None = None
) -> pl.DataFrame:
    """Those of some statements that a file of refused cells makes."""
    said = read_tables(mapping, [path], view, refused).statements["id"]
    return lost.filter(pl.col("id").is_in(said.implode()))


def _gone(cells: pl.DataFrame, refused: pl.DataFrame) -> pl.DataFrame:
    """Corrected cells that are not refused in the table."""
    numbers = matches(cells, refused)[NUMBER]
    gone = cells.with_row_index(NUMBER).filter(~pl.col(NUMBER).is_in(numbers.implode()))
    return gone.select(pl.col(f"@{name}").alias(name) for name in FALLEN)


def table_now(mapping: Mapping, paths: Sequence[Path], view: StoreView) -> Reading | None:
    """What the tables of files of refused cells say now; None where such a table does not lie there."""
    if not paths or not all(path.name.endswith(REFUSED) for path in paths):
        return None
    names = {
        path.parent / Path(str(name).split("#")[0]).name
        for path in paths
        for name in read_refused_cells(path)["@file"].drop_nulls().unique()
    }
    tables = sorted(path for path in names if path.is_file())
    if len(tables) != len(names):
        return None
    try:
        return read_tables(mapping, tables, view, keep_going=True)
    except DossierError:
        return None


def of_other_cells(paths: Sequence[Path], refused: pl.DataFrame | None) -> pl.DataFrame:
    """Corrections, in files that are loaded, of cells that stand otherwise in the table now."""
    gone = [] if refused is None else [_gone(is_corrected(read_refused_cells(path)), refused) for path in paths]
    return pl.concat([pl.DataFrame(schema=FALLEN), *gone])


def notes(corrected: Corrections) -> Iterator[str]:
    """What a load says of the corrections that it keeps, and of those that have fallen."""
    if not corrected.kept.is_empty():
        where = "of corrected cells, from the file of refused cells beside the table,"
        yield (
            f"1 statement {where} stays as it is"
            if corrected.kept.height == 1
            else f"{corrected.kept.height:,} statements {where} stay as they are"
        )
    yield from fallen_lines(corrected.fallen)


def fallen_lines(fallen: pl.DataFrame) -> Iterator[str]:
    """A line for each correction that no longer counts; capped, and counted."""
    for row in fallen.head(MOST_NAMED).to_dicts():
        where = f"column '{row['column']}' ({row['file']}:{row['row']})"
        yield (
            f"the correction '{row['value'][:60]}' of {where} no longer counts: the table has no such cell any more, "
            "and what stands in the table goes before it"
        )
    if fallen.height > MOST_NAMED:
        yield f"{fallen.height - MOST_NAMED:,} more corrections no longer count"


def _files(tables: Sequence[Path], mapping: str) -> Iterator[Path]:
    """The files of refused cells of tables, which lie beside them or in the current folder."""
    for table in tables:
        is_folder = table.is_dir()
        name = mapping if is_folder else table.stem
        for folder in (table if is_folder else table.parent, Path()):
            for path in sorted(folder.glob(f"*{REFUSED}")):
                whole = path.name.removesuffix(REFUSED)
                if name in (whole, NUMBERED.sub("", whole)):
                    yield path
