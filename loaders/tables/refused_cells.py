"""Files of refused cells as they are read: each cell with its correction, in the row as it stands in the table now."""

from __future__ import annotations

from pathlib import Path

import polars as pl

from accordgraph.graph.errors import DossierError, Fault
from accordgraph.loaders.tables.readers.reading import read_table
from accordgraph.loaders.tables.readers.table import ADDRESS, ROW, Dialect

HEAD = ("file", "row", "column", "value", "why", "remedy")
"""The first columns of such a file; those of the row follow."""

OWN = tuple(f"@{name}" for name in HEAD)
"""The same columns in a frame, where those of the row may have such names too."""

NUMBER, OTHER, CELL = "$number", "$other", "$cell"
"""Of a refused cell: its number in the file, its number in the table, and its text as it stood."""

DIGIT = r"\d"
"""A cell with a digit may have been written anew by the program in which the file was corrected, as days are."""


def read_refused_cells(path: Path) -> pl.DataFrame:
    """The cells of a file of refused cells: `OWN`, then the cells of their rows as they stood. Raises DossierError."""
    table = read_table(path, Dialect(header=1))
    by_place = {position: name for name, position in table.positions.items()}
    head = [by_place.get(place, "") for place in range(1, len(HEAD) + 1)]
    if [name.removesuffix(" (1)") for name in head] != list(HEAD):
        what = f"is no file of refused cells: it begins with the columns {', '.join(HEAD)}"
        raise DossierError((Fault(what, str(path), 1, 1),))
    frame = table.texts().drop(ROW)
    frame = frame.with_columns(pl.lit(None, pl.String).alias(name) for name in head if name not in frame.columns)
    frame = frame.rename({old: f"@{new}" for old, new in zip(head, HEAD, strict=True)})
    others = [name for name in frame.columns if name not in OWN]
    renamed = {name: name.removesuffix(" (2)") for name in others if name.removesuffix(" (2)") in HEAD}
    return frame.rename(renamed).select(*OWN, *(renamed.get(name, name) for name in others))


def own_columns(cells: pl.DataFrame) -> list[str]:
    """The columns of the table that refused cells come from."""
    return [name for name in cells.columns if name not in (*OWN, NUMBER, OTHER, CELL)]


def in_table(cells: pl.DataFrame, refused: pl.DataFrame) -> pl.DataFrame:
    """Those of the cells that are `refused` in the table too (in the same form), each in its row of the table."""
    pairs = matches(cells, refused)
    values = cells.with_row_index(NUMBER).select(NUMBER, "@value")
    rows = refused.with_row_index(OTHER).drop("@value")
    return pairs.join(values, on=NUMBER).join(rows, on=OTHER).sort(NUMBER).drop(NUMBER, OTHER)


def matches(cells: pl.DataFrame, refused: pl.DataFrame) -> pl.DataFrame:
    """Which cells of a file (`NUMBER`) are which cells that the table has refused (`OTHER`), each once.

    A row that is sorted elsewhere is the same; in the same place it may differ in cells with digits.
    """
    mine, theirs = (_numbered(frame) for frame in (cells, refused))
    names = [name for name in own_columns(mine) if name in theirs.columns]
    alike = _pairs(mine, theirs, [_text(name) for name in names])
    left = mine.filter(~pl.col(NUMBER).is_in(alike[NUMBER].implode()))
    in_place = [pl.col("@file"), pl.col("@row"), _text(CELL), *map(_without_digits, names)]
    return pl.concat([alike, _pairs(left, theirs, in_place)]).unique(OTHER, keep="first", maintain_order=True)


def _pairs(mine: pl.DataFrame, theirs: pl.DataFrame, keys: list[pl.Expr]) -> pl.DataFrame:
    """The numbers of cells of one column whose rows are alike in some keys."""
    names = [f"k{number}" for number in range(len(keys))]
    named = [key.alias(name) for key, name in zip(keys, names, strict=True)]
    left = mine.select(NUMBER, "@column", *named)
    right = theirs.select(pl.col(NUMBER).alias(OTHER), "@column", *named)
    return left.join(right, on=["@column", *names], nulls_equal=True, maintain_order="left").select(NUMBER, OTHER)


def _numbered(cells: pl.DataFrame) -> pl.DataFrame:
    data = cells.with_row_index(NUMBER).with_columns(pl.lit(None, pl.String).alias(CELL))
    for name in data["@column"].drop_nulls().unique().to_list():
        if name in data.columns:
            own = pl.when(pl.col("@column") == name).then(pl.col(name)).otherwise(CELL)
            data = data.with_columns(own.alias(CELL))
    return data


def _text(name: str) -> pl.Expr:
    return pl.col(name).fill_null("").str.replace_all(r"\s+", " ").str.strip_chars()


def _without_digits(name: str) -> pl.Expr:
    return pl.when(_text(name).str.contains(DIGIT)).then(pl.lit("")).otherwise(_text(name))


def is_corrected(cells: pl.DataFrame) -> pl.DataFrame:
    """Those of the cells that somebody has corrected."""
    data = _numbered(cells)
    kept = data.filter(pl.col("@value").is_not_null() & (_text("@value") != _text(CELL)))
    return kept.select(cells.columns)


def corrected_rows(cells: pl.DataFrame) -> pl.DataFrame:
    """The rows of refused cells, with the values that stand in them now: an emptied one corrects nothing."""
    others = own_columns(cells)
    frame = cells.with_columns(pl.struct("@file", "@row", *others).rank("dense").alias("$id"))
    base = frame.unique("$id", keep="first", maintain_order=True)
    for name in frame["@column"].drop_nulls().unique().sort().to_list():
        mine = frame.filter(pl.col("@column") == name).select("$id", pl.col("@value").alias("$new"))
        mine = mine.unique("$id", keep="last")
        base = base.join(mine, on="$id", how="left", maintain_order="left")
        before = pl.col(name) if name in base.columns else pl.lit(None, pl.String)
        base = base.with_columns(pl.coalesce("$new", before).alias(name)).drop("$new")
    numbers = pl.col("@row").cast(pl.Int64, strict=False).alias(ROW)
    base = base.with_columns(pl.col("@file").alias(ADDRESS), numbers)
    places = [pl.col("@row").alias("row")] if "row" not in base.columns else []
    return base.with_columns(places).drop("$id", *OWN, strict=False).drop(NUMBER, strict=False)
