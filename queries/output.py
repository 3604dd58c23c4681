"""Rows as text: a table to read, or JSON, JSON lines and CSV for programs."""

from __future__ import annotations

import csv
import datetime
import io
import json
from collections.abc import Mapping, Sequence
from typing import Any

from accordgraph.graph.visible import visible

NARROWEST = 60
"""Columns of a terminal below which a table is written wider than it: its lines then break, but nothing is lost."""

FORMATS = ("table", "json", "jsonl", "csv")


def write(rows: Sequence[Mapping[str, Any]], columns: Sequence[str], form: str, width: int | None = None) -> str:
    """The rows in one of `FORMATS`, ending with a line end.

    JSON is a list of objects with the columns as keys, dates as ISO text, what is unknown as null. In CSV what is
    unknown is empty. `width` is that of the terminal a table is for, in characters.
    """
    if form == "table":
        return _table(rows, columns, width)
    chosen = [{column: row[column] for column in columns} for row in rows]
    if form == "json":
        return json.dumps(chosen, ensure_ascii=False, indent=2, default=_plain) + "\n"
    if form == "jsonl":
        return "".join(json.dumps(row, ensure_ascii=False, default=_plain) + "\n" for row in chosen)
    return _csv(chosen, columns)


def _plain(value: object) -> str:
    if isinstance(value, datetime.date):
        return value.isoformat()
    raise TypeError(f"{value!r} cannot be written as JSON.")


def _csv(rows: Sequence[Mapping[str, Any]], columns: Sequence[str]) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([_cell(row[column]) for column in columns] for row in rows)
    return out.getvalue()


def _cell(value: object) -> object:
    return str(value).lower() if isinstance(value, bool) else value


def _table(rows: Sequence[Mapping[str, Any]], columns: Sequence[str], width: int | None) -> str:
    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    if not rows:
        return "Nothing found.\n"
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False)
    for column in columns:
        table.add_column(column.removesuffix("_name").replace("_", " "), overflow="fold")
    for row in rows:
        table.add_row(*(Text(_shown(row[column])) for column in columns))
    out = io.StringIO()
    Console(file=out, width=max(width or 140, NARROWEST), color_system=None, legacy_windows=False).print(table)
    return "".join(f"{line.rstrip()}\n" for line in out.getvalue().splitlines())


def _shown(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return visible(str(value))
