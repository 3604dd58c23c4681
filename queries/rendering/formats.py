"""Rows as text: a table to read, or JSON, JSON lines and CSV for programs."""

from __future__ import annotations

import csv
import datetime
import functools
import io
import json
import math
import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from accordgraph.graph.csv_formulas import safe
from accordgraph.graph.visible import visible
from accordgraph.ontology.messages import capitalised, message
from accordgraph.queries.rendering.date_cells import is_edtf, since_words

FORMATS = ("table", "json", "jsonl", "csv")

UNSEEN = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\xad\u034f\u0600-\u0605\u061c\u06dd\u070f\u0890\u0891\u08e2\u115f\u1160\u17b4\u17b5"
    "\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u2064\u2066-\u206f\u2800\u3164\ud800-\udfff\ufeff\uffa0"
    "\ufff9-\ufffb\U000110bd\U000110cd"
    "\U00013430-\U0001343f\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0001\U000e0020-\U000e007f]"
)
"""What `visible` writes out, but for line feeds: found at once, since an answer may have millions of characters."""


def write(
    rows: Sequence[Mapping[str, Any]],
    columns: Sequence[str],
    form: str,
    width: int | None = None,
    lang: str = "en",
    csv_safe: bool = False,
    titles: Mapping[str, str] | None = None,
) -> str:
    """The rows in one of `FORMATS`, ending with a line end.

    JSON is a list of objects with the columns as keys, dates as ISO text, what is unknown as null; characters that hide
    or reorder others are escapes in it, which are read as the same text. In CSV what is unknown is empty; `csv_safe`
    makes it safe against formulas. `width` is that of the terminal which the text is for, in characters: headings and
    closed words of a table are in the language `lang`, and CSV shows what hides or reorders others as escapes. `titles`
    holds headings of a table that differ from those of the columns elsewhere.
    """
    if form == "table":
        return _table(rows, columns, width, lang, titles or {})
    if form == "csv":
        return _csv(rows, columns, [*([safe] if csv_safe else []), *([visible] if width is not None else [])])
    if form == "json":
        return _json(rows, columns)
    lines = (
        json.dumps({column: row[column] for column in columns}, ensure_ascii=False, default=_plain) for row in rows
    )
    return "".join(f"{legible(line)}\n" for line in lines)


def _json(rows: Sequence[Mapping[str, Any]], columns: Sequence[str]) -> str:
    """A list of objects, written row by row: all at once takes a hundred bytes more for each cell."""
    if not rows:
        return "[]\n"
    objects = (
        json.dumps({column: row[column] for column in columns}, ensure_ascii=False, indent=2, default=_plain)
        for row in rows
    )
    return "[\n" + ",\n".join(legible(f"  {one}".replace("\n", "\n  ")) for one in objects) + "\n]\n"


def legible(text: str) -> str:
    r"""JSON in which characters that hide or reorder others are escapes; it is read as the same.

    >>> legible('"Bank\u202egnp.exe"')
    '"Bank\\u202egnp.exe"'
    """
    return UNSEEN.sub(lambda match: json.dumps(match[0])[1:-1], text)


def _plain(value: object) -> str:
    if isinstance(value, datetime.date):
        return value.isoformat()
    raise TypeError(f"{value!r} cannot be written as JSON.")


def _csv(rows: Sequence[Mapping[str, Any]], columns: Sequence[str], changes: Sequence[Callable[[str], str]]) -> str:
    """CSV; each text in it goes through all of the changes."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(_cell(column, changes) for column in columns)
    writer.writerows([_cell(row[column], changes) for column in columns] for row in rows)
    return out.getvalue()


def _cell(value: object, changes: Sequence[Callable[[str], str]]) -> object:
    if isinstance(value, bool):
        return str(value).lower()
    if value is None or isinstance(value, int | float | datetime.date):
        return value
    return functools.reduce(lambda text, change: change(text), changes, str(value))


def _table(
    rows: Sequence[Mapping[str, Any]],
    columns: Sequence[str],
    width: int | None,
    lang: str,
    titles: Mapping[str, str],
) -> str:
    from accordgraph.queries.rendering.table import table

    if not rows:
        return f"{message('nothing-found', lang)}\n"
    cells = [[worded(row, column, lang) for column in columns] for row in rows]
    return table([titles.get(column) or heading(column, lang) for column in columns], cells, width)


NAME = re.compile("[a-z_]+")
"""How columns are named; what else a raw query calls one stays as it is."""

HEADINGS = (
    *("since", "since_standing", "standing", "end_kind", "until", "last_attested", "held", "in_force", "why_possible"),
    *("actor_start", "partner_start", "via_actor", "via_partner", "reach", "start", "done_on", "voices", "preferred"),
    "stance",
)
"""Columns whose heading says more than their name."""


def heading(column: str, lang: str = "en") -> str:
    """What a column is called in a table.

    >>> heading("partner_name"), heading("end_kind"), heading("standing", "uk")
    ('Partner', 'End', 'Наскільки підтверджено')
    """
    column = column.removesuffix("_name")
    if column in HEADINGS:
        return message(f"heading.{column}", lang)
    if lang == "en":
        return capitalised(column.replace("_", " ")) if NAME.fullmatch(column) else column
    from accordgraph.ontology.labels import labels

    return capitalised(labels().heading(column, lang))


def worded(row: Mapping[str, Any], column: str, lang: str = "en") -> str:
    """The value of a column as people read it, a word of a closed list by its label in the language.

    >>> worded({"end_kind": "term"}, "end_kind", "uk"), worded({"property": "role", "value": "member"}, "value", "uk")
    ('строк', 'повноправний учасник')
    >>> worded({"since": "[2024-12-01..2024-12-13]"}, "since"), worded({"until": "2016?"}, "until")
    ('between 2024-12-01 and 2024-12-13', '2016 (uncertain)')
    """
    value = row[column]
    if not isinstance(value, str):
        return display(value, lang)
    if is_edtf(value):
        return since_words(value, lang)
    name = row.get("property") if column in ("value", "preferred") else None
    return display(_label(name or column, value, lang))


def _label(column: str, value: str, lang: str) -> str:
    """The label of a word, where a column or a property has words; else the text as it is."""
    from accordgraph.ontology.labels import labels

    if column == "class":
        return labels().value("about", value.lower(), lang)
    if column == "existence":
        return message({"held": "yes", "not-held": "no"}[value], lang)
    if column == "complete_list":
        role, colon, actors = value.partition(":")
        return f"{labels().value('role', role, lang)}{colon}{actors}"
    if column == "listed":
        return labels().value("binds" if value == "unknown" else "role", value, lang)
    return labels().value(column, value, lang)


def display(value: object, lang: str = "en") -> str:
    """A value as people read it: nothing for what is unknown, yes and no, and no character that hides others."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return message("yes" if value else "no", lang)
    return readable(value) if isinstance(value, float) else visible(str(value))


def readable(value: float) -> str:
    """A number with as many digits as say something to a reader; JSON and CSV have all that were reckoned.

    >>> readable(0.00854700855), readable(15.0), readable(1234567.25), readable(0.00001234)
    ('0.0085', '15', '1234567.25', '0.000012')
    """
    if not math.isfinite(value):
        return str(value)
    if 0 < abs(value) < 0.1:
        return f"{value:.{1 - math.floor(math.log10(abs(value)))}f}"
    text = f"{value:.4f}"
    return text.rstrip("0").rstrip(".")
