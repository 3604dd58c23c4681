"""Answers as frames, whose types follow the header: an answer without rows has them too."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from accordgraph.graph.engines.protocol import Value
from accordgraph.graph.errors import UsageError

if TYPE_CHECKING:
    import pandas as pd
    import polars as pl

    from accordgraph.queries.header import Column, Header
    from accordgraph.queries.plans import Row

POLARS = {"date": "Date", "boolean": "Boolean", "integer": "Int64", "number": "Float64"}
"""Name of the Polars type of each type of column; all others are String."""

PANDAS = {"date": "datetime64[s]", "boolean": "boolean", "integer": "Int64", "number": "Float64"}
"""The pandas type of each type of column; all others are string. Seconds reach from the year 1 to 9999."""


def to_polars(header: Header, rows: Sequence[Row]) -> pl.DataFrame:
    """All columns of a header as a Polars frame of the rows."""
    import polars as pl

    schema = {column.name: getattr(pl, POLARS.get(column.type, "String")) for column in header.columns}
    return pl.DataFrame({column.name: _values(rows, column) for column in header.columns}, schema=schema)


def to_pandas(header: Header, rows: Sequence[Row]) -> pd.DataFrame:
    """All columns of a header as a pandas frame of the rows. Raises UsageError where pandas is not installed."""
    try:
        import pandas as pd
    except ModuleNotFoundError as error:
        remedy = "Install it with pip install 'accordgraph[pandas]', or take to_polars()."
        raise UsageError("to_pandas() needs pandas, which is not installed.", remedy) from error
    types: dict[str, Any] = {column.name: PANDAS.get(column.type, "string") for column in header.columns}
    data = {column.name: _values(rows, column) for column in header.columns}
    return pd.DataFrame({name: pd.Series(values, dtype=types[name]) for name, values in data.items()})


def _values(rows: Sequence[Row], column: Column) -> list[Value]:
    values = [row[column.name] for row in rows]
    if column.type == "number":
        return [None if value is None else float(str(value)) for value in values]
    if column.type in POLARS:
        return values
    return [None if value is None else str(value) for value in values]
