"""JSON and JSON lines: each record a row, each key a column, keys within keys joined by a point."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import polars as pl

from accordgraph.loaders.dossier.suggestions import quoted
from accordgraph.loaders.tables.readers.encodings import guessed_encoding, recoded
from accordgraph.loaders.tables.readers.selection import Selection
from accordgraph.loaders.tables.readers.table import MOST_COLUMNS, ROW, Dialect, Table, check_cells, refuse

MOST_BYTES = 150 << 20
DEEPEST = 20
JOINED = "; "
"""Between the values of a list: a column that holds several is `split: \";\"`."""


def read_json(path: Path, dialect: Dialect, selection: Selection) -> Table:
    """Read records from JSON (a list, or the list at `records`) or JSON lines. Raises DossierError with the line."""
    if path.stat().st_size > MOST_BYTES:
        raise refuse(path, f"has more than {MOST_BYTES >> 20} MB; convert it to CSV or Parquet")
    encoding = dialect.encoding or guessed_encoding(path)[0]
    text = recoded(path, encoding).decode()
    records = _lines(path, text) if path.suffix.lower() in (".jsonl", ".ndjson") else _document(path, text, dialect)
    if not records:
        raise refuse(path, "holds no record")
    frame = _frame(path, records)
    missing = [value for value in dialect.missing_values if value]
    names = [name for name in frame.columns if name != ROW]
    text_of = {name: pl.col(name).str.strip_chars() for name in names}
    frame = frame.with_columns(
        pl.when(cell.is_in(["", *missing])).then(None).otherwise(cell).alias(name) for name, cell in text_of.items()
    )
    frame = frame.filter(pl.any_horizontal(pl.col(name).is_not_null() for name in names))
    table = Table(path, selection.of(frame), {name: number for number, name in enumerate(names, 1)}, header=0)
    check_cells(path, table)
    return table


def _no_repeats(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    record = dict(pairs)
    if len(record) < len(pairs):
        keys = [key for key, _ in pairs]
        raise ValueError(f"the key {next(key for key in keys if keys.count(key) > 1)!r} is repeated in one record")
    return record


def _parse(path: Path, text: str, line: int) -> Any:
    try:
        return json.loads(text, object_pairs_hook=_no_repeats, parse_float=str, parse_int=str)
    except json.JSONDecodeError as error:
        raise refuse(path, f"not JSON: {error.msg}", line + error.lineno - 1, error.colno) from error
    except (ValueError, RecursionError) as error:
        raise refuse(path, f"not a table: {error}", line) from error


def _lines(path: Path, text: str) -> list[tuple[int, Any]]:
    lines = text.split("\n")
    return [(number, _parse(path, line, number)) for number, line in enumerate(lines, 1) if line.strip()]


def _document(path: Path, text: str, dialect: Dialect) -> list[tuple[int, Any]]:
    if not text.strip():
        raise refuse(path, "is empty")
    data = _parse(path, text, 1)
    for key in (dialect.records or "").strip("$.").split("."):
        if key:
            data = data.get(key) if isinstance(data, dict) else None
    if isinstance(data, dict) and not dialect.records:
        lists = [key for key, value in data.items() if isinstance(value, list)]
        if len(lists) != 1:
            which = f"; it has lists at {', '.join(map(quoted, lists[:10]))}" if lists else ""
            raise refuse(path, f"is no list of records{which}. Write `table: {{records: KEY}}` into the mapping")
        data = data[lists[0]]
    if not isinstance(data, list):
        raise refuse(path, f"has no list of records at {quoted(dialect.records or '')}")
    return list(enumerate(data, 1))


def _frame(path: Path, records: list[tuple[int, Any]]) -> pl.DataFrame:
    """A column of text for each key."""
    rows: list[dict[str, str | None]] = []
    names: dict[str, None] = {}
    for number, record in records:
        if not isinstance(record, dict):
            raise refuse(path, f"record {number} is no object with keys, but {quoted(str(record))}", number)
        row = dict(_flat(path, record, "", number))
        names.update(dict.fromkeys(row))
        rows.append(row)
        if len(names) > MOST_COLUMNS:
            raise refuse(path, f"has more than {MOST_COLUMNS:,} different keys", number)
    columns = {name: pl.Series(name, [row.get(name) for row in rows], dtype=pl.String) for name in names}
    return pl.DataFrame({ROW: pl.Series([number for number, _ in records], dtype=pl.Int64), **columns})


def _flat(path: Path, value: Any, name: str, number: int, depth: int = 0) -> list[tuple[str, str | None]]:
    if depth > DEEPEST:
        raise refuse(path, f"record {number} is nested deeper than {DEEPEST} levels", number)
    if isinstance(value, dict):
        pairs = []
        for key, inner in value.items():
            pairs += _flat(path, inner, f"{name}.{key}" if name else key, number, depth + 1)
        return pairs
    if isinstance(value, list):
        if any(isinstance(item, (dict, list)) for item in value):
            return [(name, json.dumps(value, ensure_ascii=False))]
        return [(name, JOINED.join(_text(item) or "" for item in value) or None)]
    return [(name, _text(value))]


def _text(value: Any) -> str | None:
    if value is None:
        return None
    return str(value).lower() if isinstance(value, bool) else str(value)
