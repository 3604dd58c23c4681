"""Frames of statements, as `accord export` writes them: the same checks as of RDF, and loaded as that is."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import polars as pl

from accordgraph.graph.errors import InputError
from accordgraph.graph.statements.statement import STATEMENTS, with_ids
from accordgraph.loaders.rdf.statements import READ, check_statements

OPTIONAL = ("id",)
"""Columns that may be missing: the id is computed."""


def read_frames(frames: Sequence[Any]) -> pl.DataFrame:
    """The statements (`READ`) of Polars or pandas frames, sorted by id; retracted ones are left out.

    Raises InputError where a column is missing or of another type, and for faulty statements.
    """
    read = [_read(frame, f"frame {number}") for number, frame in enumerate(frames, 1)]
    return pl.concat([READ.to_frame(), *read]).unique("id").sort("id")


def _read(frame: Any, name: str) -> pl.DataFrame:
    data = frame if isinstance(frame, pl.DataFrame) else _from_pandas(frame)
    missing = [column for column in READ if column not in (*data.columns, *OPTIONAL)]
    if missing:
        remedy = "A frame of statements has the columns of the table that `accord export --as parquet` writes."
        raise InputError(f"{name} has no column {', '.join(missing)}.", remedy)
    if "retracted_on" in data.columns:
        data = data.filter(pl.col("retracted_on").is_null())
    try:
        typed = data.select(_typed(column, data) for column in READ if column in data.columns)
    except pl.exceptions.PolarsError as error:
        raise InputError(f"{name} cannot be read: {error}.", "Compare its columns with an export.") from error
    hashed = with_ids(typed.select(column for column in STATEMENTS if column != "id"))["id"]
    if "id" not in typed.columns:
        typed = typed.with_columns(hashed)
    return check_statements(typed.select(list(READ)), name)


def _from_pandas(frame: Any) -> pl.DataFrame:
    """The same frame, without pyarrow: what is missing, in all ways in which pandas writes it, is null."""
    columns = {str(name): frame[name].astype(object).where(frame[name].notna(), None).tolist() for name in frame}
    return pl.DataFrame(columns, strict=False)


def _typed(column: str, data: pl.DataFrame) -> pl.Expr:
    if READ[column] == pl.Date and data[column].dtype == pl.String:
        return pl.col(column).str.to_date("%Y-%m-%d")
    return pl.col(column).cast(READ[column])
