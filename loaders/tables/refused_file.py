"""The file of refused cells: each with its row, why it is refused and what would mend it; corrected, it loads."""

from __future__ import annotations

import io
from pathlib import Path

import polars as pl

from accordgraph.graph.errors import InputError
from accordgraph.loaders.tables.cells.column_work import BAD, LEFT, RAW
from accordgraph.loaders.tables.readers.table import ADDRESS, ROW
from accordgraph.loaders.tables.reading import Reading
from accordgraph.loaders.tables.refusals import LINE
from accordgraph.loaders.tables.rows import HEAD, POSITION, REFUSED

MARK = "\ufeff"
"""Without it, Excel takes UTF-8 for the encoding of the country."""


def refused_table(reading: Reading) -> pl.DataFrame:
    """The refused cells with the columns `HEAD`, and then the cells of their row as they stood."""
    frame = reading.work.frame
    own = [name for name in reading.rows.columns if not name.startswith((RAW, BAD, LEFT))]
    texts = [
        (pl.col(RAW + name) if RAW + name in frame.columns else pl.col(name)).alias(f"cell {number}")
        for number, name in enumerate(own)
    ]
    rows = frame.select(LINE, *texts)
    head = reading.refused.select(
        LINE, file=ADDRESS, row=ROW, column="column", value="value", why="why", remedy="remedy"
    )
    return head.join(rows, on=LINE, how="left", maintain_order="left").drop(LINE)


def write_refused(reading: Reading, table: Path) -> Path | None:
    """Write the refused cells beside the table, or where that cannot be written into the current folder.

    Nothing is overwritten but a file with the same text: somebody may be correcting it. None where nothing is refused.
    """
    if reading.refused.is_empty():
        return None
    data = refused_table(reading)
    own = [name for name in reading.rows.columns if name != POSITION]
    buffer = io.StringIO()
    header = pl.DataFrame([[*HEAD, *own]], schema=data.columns, orient="row")
    pl.concat([header, data.cast(pl.String)]).write_csv(buffer, include_header=False, quote_style="necessary")
    content = (MARK + buffer.getvalue()).encode()
    name = (
        table.name.removesuffix(REFUSED)
        if table.name.endswith(REFUSED)
        else table.stem
        if not table.is_dir()
        else reading.mapping.id
    )
    folders = (table if table.is_dir() else table.parent, Path())
    for folder in folders:
        try:
            return _written(folder, name, content)
        except OSError:
            continue
    raise InputError(
        "The refused cells cannot be written beside the table, nor into the current folder.",
        "Load from a folder that you may write to.",
    )


def _written(folder: Path, name: str, content: bytes) -> Path:
    for number in range(1, 1000):
        path = folder / f"{name}{'' if number == 1 else f'-{number}'}{REFUSED}"
        if not path.exists() or path.read_bytes() == content:
            path.write_bytes(content)
            return path
    raise OSError("too many files of refused cells")
