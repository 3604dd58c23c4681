"""The file of refused cells: each with its row, why it is refused and what would mend it; corrected, it loads."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path

import polars as pl

from accordgraph.graph.errors import DossierError, InputError
from accordgraph.loaders.tables.cells.column_work import BAD, LEFT, RAW
from accordgraph.loaders.tables.readers.table import ADDRESS, ROW
from accordgraph.loaders.tables.reading import Reading
from accordgraph.loaders.tables.refusals import LINE
from accordgraph.loaders.tables.refused_cells import (
    HEAD,
    NUMBER,
    OTHER,
    OWN,
    is_corrected,
    matches,
    own_columns,
    read_refused_cells,
)
from accordgraph.loaders.tables.rows import POSITION, REFUSED

MARK = "\ufeff"
"""Without it, Excel takes UTF-8 for the encoding of the country."""


def refused_cells(reading: Reading) -> pl.DataFrame:
    """The refused cells of tables with the columns `OWN`, and then the cells of their row as they stood."""
    frame = reading.work.frame
    own = [name for name in reading.rows.columns if not name.startswith((RAW, BAD, LEFT)) and name != POSITION]
    texts = [(pl.col(RAW + name) if RAW + name in frame.columns else pl.col(name)).alias(name) for name in own]
    rows = frame.select(LINE, *(text.cast(pl.String) for text in texts))
    if not reading.rows.refused.is_empty():
        taken_out = reading.rows.refused.select(LINE, *(pl.col(name).cast(pl.String) for name in own))
        rows = pl.concat([rows, taken_out])
    head = reading.refused.select(LINE, ADDRESS, pl.col(ROW).cast(pl.String), "column", "value", "why", "remedy")
    head = head.rename(dict(zip((ADDRESS, ROW, *HEAD[2:]), OWN, strict=True)))
    return head.join(rows, on=LINE, how="left", maintain_order="left").drop(LINE)


def write_refused(reading: Reading, table: Path) -> Path | None:
    """Write the refused cells beside the table, or where that cannot be written into the current folder.

    Corrections that are in such a file already stay in it. None where nothing is refused; the file of corrected cells
    itself stays as it is.
    """
    if reading.refused.is_empty():
        return None
    if table.name.endswith(REFUSED):
        return table
    name = reading.mapping.id if table.is_dir() else table.stem
    for folder in (table if table.is_dir() else table.parent, Path()):
        try:
            return _written(folder, name, refused_cells(reading))
        except OSError:
            continue
    raise InputError(
        "The refused cells cannot be written beside the table, nor into the current folder.",
        "Load from a folder that you may write to.",
    )


def _written(folder: Path, name: str, cells: pl.DataFrame) -> Path:
    for path in _places(folder, name):
        before = _read(path)
        if not path.exists() or before is not None:
            content = _content(cells if before is None else _with_corrections(cells, before))
            if not path.exists() or path.read_bytes() != content:
                path.write_bytes(content)
            return path
    raise OSError("too many files of refused cells")


def _places(folder: Path, name: str) -> Iterator[Path]:
    """Names of the file: a second one where another file has the first."""
    return (folder / f"{name}{'' if number == 1 else f'-{number}'}{REFUSED}" for number in range(1, 1000))


def _read(path: Path) -> pl.DataFrame | None:
    """The cells of a file of refused cells; None where there is no such file."""
    try:
        return read_refused_cells(path) if path.exists() else None
    except DossierError:
        return None


def _with_corrections(cells: pl.DataFrame, before: pl.DataFrame) -> pl.DataFrame:
    """Refused cells with the corrections that a file has of them; those of cells that are no more stay at its end."""
    corrected = is_corrected(before)
    pairs = matches(corrected, cells)
    numbered = corrected.with_row_index(NUMBER)
    values = pairs.join(numbered.select(NUMBER, new="@value"), on=NUMBER).drop(NUMBER)
    whole = cells.with_row_index(OTHER).join(values, on=OTHER, how="left", maintain_order="left")
    whole = whole.with_columns(pl.coalesce("new", "@value").alias("@value")).select(cells.columns)
    gone = numbered.filter(~pl.col(NUMBER).is_in(pairs[NUMBER].implode())).drop(NUMBER)
    return pl.concat([whole, gone], how="diagonal")


def _content(cells: pl.DataFrame) -> bytes:
    """The file as it is written."""
    own = own_columns(cells)
    data = cells.rename({name: f"cell {number}" for number, name in enumerate(own)})
    header = pl.DataFrame([[*HEAD, *own]], schema=dict.fromkeys(data.columns, pl.String), orient="row")
    buffer = io.StringIO()
    pl.concat([header, data]).write_csv(buffer, include_header=False, quote_style="necessary")
    return (MARK + buffer.getvalue()).encode()
