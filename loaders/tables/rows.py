"""The rows of all tables of a load as one frame of text, with where each stands."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import polars as pl

from accordgraph.graph.errors import DossierError, Fault
from accordgraph.loaders.tables import templates
from accordgraph.loaders.tables.mapping import Join, Mapping, Unpivot
from accordgraph.loaders.tables.readers.reading import READERS, read_table
from accordgraph.loaders.tables.readers.selection import Selection
from accordgraph.loaders.tables.readers.table import ADDRESS, ROW, Dialect, Table
from accordgraph.loaders.tables.references import early_conditions, is_read
from accordgraph.loaders.tables.refusals import LINE
from accordgraph.loaders.tables.refused_cells import corrected_rows, in_table, read_refused_cells

POSITION = "$position"
"""Of an unpivoted cell: the number of the column that it stood in."""

REPORTED = 10
"""Tables from one report to the next."""

REFUSED = ".refused.csv"
"""Ending of the files of refused cells."""


@dataclass
class Rows:
    """`frame`: `LINE`, `ADDRESS`, `ROW`, then every column that the mapping reads, as text.

    `positions`: number of each column by address. `refused`: rows taken out, as they stood, for the words of a status.
    `left_out`: rows that `where` has left out already; `present`: values
    that its columns have.
    """

    frame: pl.DataFrame
    positions: dict[str, dict[str, int]] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)
    unreadable: pl.DataFrame = field(default_factory=lambda: _unreadable([]))
    has_real_dates: bool = False
    is_correction: bool = False
    is_unpivoted: bool = False
    left_out: int = 0
    refused: pl.DataFrame = field(default_factory=lambda: pl.DataFrame(schema={LINE: pl.UInt32}))
    present: dict[str, set[str]] = field(default_factory=dict)

    @property
    def columns(self) -> list[str]:
        """The columns that a mapping may refer to."""
        return [name for name in self.frame.columns if name not in (LINE, ADDRESS, ROW, POSITION)]

    @property
    def headings(self) -> list[str]:
        """The columns that the tables have, read or not."""
        empty = {name for names in self.positions.values() for name in names if name.startswith("(")}
        others = {name: None for names in self.positions.values() for name in names if name not in empty}
        return list(dict.fromkeys([*(others if not self.is_unpivoted else ()), *self.columns]))


def table_files(paths: Sequence[Path], pattern: str | None) -> list[tuple[Path, Path]]:
    """The files of tables, each with the folder that was given, from which the mapping's paths lead on.

    Raises DossierError where a path leads to none.
    """
    files: list[tuple[Path, Path]] = []
    for path in paths:
        if not path.is_dir():
            files.append((path, path.parent))
            continue
        inside = sorted(path.glob(pattern)) if pattern else sorted(path.iterdir())
        tables = [one for one in inside if one.suffix.lower() in READERS and not one.name.endswith(REFUSED)]
        if not tables:
            wanted = f" fits {pattern!r}" if pattern else f" ends in {', '.join(READERS)}"
            raise DossierError((Fault(f"no file in this folder{wanted}", str(path)),))
        files += [(one, path) for one in tables]
    return files


def read_rows(
    mapping: Mapping,
    paths: Sequence[Path],
    refused: pl.DataFrame | None = None,
    report: Callable[[str], None] = lambda step: None,
) -> Rows:
    """Read all tables, bring them into one frame, and join what the mapping joins. Raises DossierError.

    `refused` are the cells that are refused in the tables now; None where that is not known. `report` receives how far
    the reading of many tables has come.
    """
    corrections = [path for path in paths if path.name.endswith(REFUSED)]
    files = table_files([path for path in paths if path not in corrections], mapping.table_path)
    faults: list[Fault] = []
    tables: list[Table] = []
    selection = _selection(mapping)
    for number, (path, _) in enumerate(files):
        if len(files) > 1 and number % REPORTED == 0:
            report(f"Reading tables: {number + 1:,} of {len(files):,}")
        try:
            tables.append(read_table(path, mapping.dialect, selection))
        except DossierError as error:
            faults += error.faults
    if faults:
        raise DossierError(tuple(faults))
    rows = _together(mapping, tables)
    rows.left_out, rows.present = selection.left_out, selection.present
    del tables
    if mapping.join is not None and rows.positions:
        _add_joined(rows, mapping, mapping.join, files[0][1])
    if corrections:
        rows = _with_corrections(rows if rows.positions else None, corrections, refused)
    rows.frame = rows.frame.with_row_index(LINE) if LINE not in rows.frame.columns else rows.frame
    return rows


def _selection(mapping: Mapping) -> Selection:
    """What is kept of a table while it is read. Rows are chosen early where no other row or table matters for them."""
    if mapping.unpivot is not None:
        return Selection(lambda name: name not in mapping.ignore)
    conditions = early_conditions(mapping)
    is_alone = mapping.join is None and not any(column.is_filled for column in mapping.columns.values())
    is_of_cells = all(one.column not in templates.BUILT_IN for one in conditions)
    return Selection(is_read(mapping), conditions if is_alone and is_of_cells else ())


def _together(mapping: Mapping, tables: list[Table]) -> Rows:
    frames, positions, notes, unreadable = [], {}, [], []
    reads = is_read(mapping)
    for table in tables:
        frame = table.frame
        if mapping.unpivot is not None:
            frame = _unpivoted(mapping, table, mapping.unpivot)
        where = [pl.lit(table.address).alias(ADDRESS)]
        where += [expression.alias(name) for name, expression in _where(table).items() if reads(name)]
        frames.append(frame.with_columns(one for one in where if one.meta.output_name() not in frame.columns))
        positions[table.address] = table.positions
        notes += [f"{table.path.name}: {note}" for note in table.notes] if len(tables) < 5 else table.notes
        unreadable += [(table.address, *cell) for cell in table.unreadable]
    frame = _concatenated(frames)
    filled = [name for name, column in mapping.columns.items() if column.is_filled and name in frame.columns]
    frame = frame.with_columns(pl.col(name).forward_fill().over(ADDRESS) for name in filled)
    return Rows(
        frame,
        positions,
        list(dict.fromkeys(notes)),
        _unreadable(unreadable),
        any(table.has_real_dates for table in tables),
        is_unpivoted=mapping.unpivot is not None,
    )


def _concatenated(frames: list[pl.DataFrame]) -> pl.DataFrame:
    """The rows of all tables. One alone is not copied: it may fill half the memory."""
    if not frames:
        return pl.DataFrame(schema={ADDRESS: pl.String, ROW: pl.Int64})
    return frames[0] if len(frames) == 1 else pl.concat(frames, how="diagonal_relaxed", rechunk=False)


def _where(table: Table) -> dict[str, pl.Expr]:
    """What `$(file)`, `$(sheet)` and `$(row)` stand for."""
    sheet = {"sheet": pl.lit(table.sheet)} if table.sheet else {}
    return {"file": pl.lit(table.path.stem), **sheet, "row": pl.col(ROW).cast(pl.String)}


def _unreadable(cells: list[tuple[str, int, str, str]]) -> pl.DataFrame:
    return pl.DataFrame(
        cells, schema={ADDRESS: pl.String, ROW: pl.Int64, "column": pl.String, "why": pl.String}, orient="row"
    )


def _unpivoted(mapping: Mapping, table: Table, unpivot: Unpivot) -> pl.DataFrame:
    missing = [name for name in unpivot.keep if name not in table.columns]
    if missing:
        has = ", ".join(map(repr, table.columns[:20]))
        what = f"unpivot keeps the column {missing[0]!r}, and {table.path.name} has {has}"
        raise DossierError((Fault(what, str(mapping.path)),))
    others = [name for name in table.columns if name not in unpivot.keep and name not in mapping.ignore]
    long = table.texts().unpivot(
        others, index=[ROW, *unpivot.keep], variable_name=unpivot.heading, value_name=unpivot.cell
    )
    place = pl.col(unpivot.heading).replace_strict(table.positions, return_dtype=pl.Int64)
    return long.with_columns(place.alias(POSITION)).cast({unpivot.cell: pl.String}).drop_nulls(unpivot.cell)


def _add_joined(rows: Rows, mapping: Mapping, join: Join, folder: Path) -> None:
    """Add the columns of the joined table. Rows without a partner keep nulls, and are named."""
    path = next(
        (base / join.path for base in (folder, mapping.folder) if (base / join.path).exists()), folder / join.path
    )
    table = read_table(path, Dialect())
    for template, frame, what in ((join.key, table.frame, table.path.name), (join.on, rows.frame, "the tables")):
        for name in template.columns:
            if name not in frame.columns:
                raise DossierError(
                    (
                        Fault(
                            f"join: {what} has no column {name!r}", str(mapping.path), join.node.line, join.node.column
                        ),
                    )
                )
    key = templates.identifier(join.key, table.frame.schema).alias("$key")
    other = table.texts().drop(ROW).with_columns(key)
    other = other.select("$key", *(name for name in other.columns if name not in (*rows.frame.columns, "$key")))
    twice = other.filter(pl.col("$key").is_duplicated())["$key"].drop_nulls().unique().sort()
    if not twice.is_empty():
        what = f"join: {len(twice)} keys of {table.path.name} stand in several rows, such as {twice[0]!r}"
        raise DossierError((Fault(what, str(mapping.path), join.node.line, join.node.column),))
    on = templates.identifier(join.on, rows.frame.schema).alias("$key")
    joined = rows.frame.with_columns(on).join(other, on="$key", how="left", maintain_order="left")
    alone = joined.filter(~pl.col("$key").is_in(other["$key"].implode()))["$key"].unique().sort().to_list()
    if alone:
        named = ", ".join(map(str, alone[:5])) + (f" and {len(alone) - 5:,} more" if len(alone) > 5 else "")
        rows.notes.append(f"{table.path.name} has no row for {named}")
    rows.frame = joined.drop("$key")


def _with_corrections(rows: Rows | None, paths: list[Path], refused: pl.DataFrame | None) -> Rows:
    """The rows of files of refused cells, with the values that stand in them now.

    With the cells that are `refused` in the table now, only of these: another cell may stand there since.
    """
    cells = [read_refused_cells(path) for path in paths]
    if refused is not None:
        cells = [in_table(one, refused) for one in cells]
    frame = pl.concat(map(corrected_rows, cells), how="diagonal_relaxed")
    if rows is None:
        return Rows(frame, notes=[], is_correction=True)
    rows.frame = pl.concat([rows.frame, frame], how="diagonal_relaxed")
    return rows
