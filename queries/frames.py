"""Answers as frames, whose types follow the header: an answer without rows has them too."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from accordgraph.graph.engines.protocol import Value
from accordgraph.graph.errors import UsageError

if TYPE_CHECKING:
    import pandas as pd
    import polars as pl

    from accordgraph.queries.answer import Answer
    from accordgraph.queries.header import Column

POLARS = {"date": "Date", "boolean": "Boolean", "integer": "Int64", "number": "Float64"}
"""Name of the Polars type of each type of column; all others are String."""

PANDAS = {"date": "datetime64[s]", "boolean": "boolean", "integer": "Int64", "number": "Float64"}
"""The pandas type of each type of column; all others are string. Seconds reach from the year 1 to 9999."""


def to_polars(answer: Answer) -> pl.DataFrame:
    """All columns of an answer as a Polars frame."""
    import polars as pl

    columns = answer.header.columns
    schema = {column.name: getattr(pl, POLARS.get(column.type, "String")) for column in columns}
    return pl.DataFrame({column.name: _values(answer, column) for column in columns}, schema=schema)


def to_pandas(answer: Answer) -> pd.DataFrame:
    """All columns of an answer as a pandas frame. Raises UsageError where pandas is not installed."""
    try:
        import pandas as pd
    except ModuleNotFoundError as error:
        remedy = "Install it with pip install 'accordgraph[pandas]', or take to_polars()."
        raise UsageError("to_pandas() needs pandas, which is not installed.", remedy) from error
    types: dict[str, Any] = {column.name: PANDAS.get(column.type, "string") for column in answer.header.columns}
    data = {column.name: _values(answer, column) for column in answer.header.columns}
    return pd.DataFrame({name: pd.Series(values, dtype=types[name]) for name, values in data.items()})


def _values(answer: Answer, column: Column) -> list[Value]:
    values = answer[column.name]
    if column.type == "number":
        return [None if value is None else float(str(value)) for value in values]
    if column.type in POLARS:
        return values
    return [None if value is None else str(value) for value in values]
