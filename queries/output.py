"""Rows as text: a table to read, or JSON, JSON lines and CSV for programs."""

from __future__ import annotations

import csv
import datetime
import io
import json
from collections.abc import Mapping, Sequence
from typing import Any

from accordgraph.graph.visible import visible
from accordgraph.queries.phrases import phrase

FORMATS = ("table", "json", "jsonl", "csv")


def write(
    rows: Sequence[Mapping[str, Any]], columns: Sequence[str], form: str, width: int | None = None, lang: str = "en"
) -> str:
    """The rows in one of `FORMATS`, ending with a line end.

    JSON is a list of objects with the columns as keys, dates as ISO text, what is unknown as null. In CSV what is
    unknown is empty. `width` is that of the terminal a table is for, in characters; headings and closed words of a
    table are in the language `lang`.
    """
    if form == "table":
        return _table(rows, columns, width, lang)
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


def _table(rows: Sequence[Mapping[str, Any]], columns: Sequence[str], width: int | None, lang: str) -> str:
    from accordgraph.queries.table import table

    if not rows:
        return f"{phrase('nothing', lang)}\n"
    cells = [[worded(row, column, lang) for column in columns] for row in rows]
    return table([heading(column, lang) for column in columns], cells, width)


def heading(column: str, lang: str = "en") -> str:
    """What a column is called in a table.

    >>> heading("partner_name"), heading("partner_name", "uk")
    ('partner', 'партнер')
    """
    column = column.removesuffix("_name")
    if lang == "en":
        return column.replace("_", " ")
    from accordgraph.ontology.labels import labels

    return labels().heading(column, lang)


def worded(row: Mapping[str, Any], column: str, lang: str = "en") -> str:
    """The value of a column as people read it, a word of a closed list by its label in the language.

    >>> worded({"end_kind": "term"}, "end_kind", "uk"), worded({"property": "role", "value": "member"}, "value", "uk")
    ('строк', 'член')
    """
    value = row[column]
    if lang == "en" or not isinstance(value, str):
        return shown(value, lang)
    told = row.get("property") if column in ("value", "preferred") else None
    return shown(_label(told or column, value, lang))


def _label(column: str, value: str, lang: str) -> str:
    """The label of a word, where a column or a property has words; else the text as it is."""
    from accordgraph.ontology.labels import labels

    if column == "class":
        return labels().value("about", value.lower(), lang)
    if column == "existence":
        return phrase({"held": "yes", "not-held": "no"}[value], lang)
    if column == "complete_list":
        role, colon, actors = value.partition(":")
        return f"{labels().value('role', role, lang)}{colon}{actors}"
    if column == "listed":
        return labels().value("binds" if value == "unknown" else "role", value, lang)
    return labels().value(column, value, lang)


def shown(value: object, lang: str = "en") -> str:
    """A value as people read it: nothing for what is unknown, yes and no, and no character that hides others."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return phrase("yes" if value else "no", lang)
    return visible(str(value))
