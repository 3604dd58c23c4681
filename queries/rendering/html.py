"""Answers as HTML for notebooks: every text escaped, no style that a light or dark page would hide."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from html import escape
from typing import NamedTuple

from accordgraph.graph.visible import visible
from accordgraph.queries.header import Header
from accordgraph.queries.plans import Row
from accordgraph.queries.rendering.formats import display

MOST_ROWS = 50
"""Maximum number of rows in a notebook: more would push the next cell off the page."""

NO_MATHS = "tex2jax_ignore mathjax_ignore"
"""Classes that keep notebooks from reading a name with two dollar signs as a formula."""


class Table(NamedTuple):
    """An answer as it is rendered: its header, rows and notes."""

    header: Header
    rows: Sequence[Row]
    notes: Sequence[str]


def answer(table: Table) -> str:
    """A table of the columns to show, the meaning of each as its tip, with the notes below."""
    return _block("".join((*_table(table), *_notes(table))))


def thing(identifier: str, class_: str, name: str, tables: Iterable[Table]) -> str:
    """The name, class and id of a thing, and each table about it that has rows."""
    head = f"<p><strong>{text(name)}</strong><br>{text(class_)} <code>{text(identifier)}</code></p>"
    parts = (part for table in tables if table.rows for part in _titled(table))
    return _block("".join((head, *parts)))


def graph(title: str, counts: dict[str, int]) -> str:
    """A line on a graph that is open: what it is, and how many of each thing it holds."""
    listed = ", ".join(f"{count:,} {name}" for name, count in counts.items())
    return _block(f"<p><strong>{text(title)}</strong><br>{text(listed)}</p>")


def text(value: object) -> str:
    """A value as it can stand between tags or in an attribute.

    >>> text("<script>"), text(True), text(None)
    ('&lt;script&gt;', 'yes', '')
    """
    return escape(display(value))


def _block(content: str) -> str:
    return f'<div class="{NO_MATHS}">{content}</div>'


def _titled(table: Table) -> Iterator[str]:
    yield f"<p>{text(table.header.summary)}</p>"
    yield from _table(table)
    yield from _notes(table)


def _table(table: Table) -> Iterator[str]:
    if not table.rows:
        yield "<p>Nothing found.</p>"
        return
    tips = {column.name: column.definition for column in table.header.columns}
    yield "<table><thead><tr>"
    for name in table.header.show:
        yield f'<th title="{text(tips[name])}">{text(_title(name))}</th>'
    yield "</tr></thead><tbody>"
    for row in table.rows[:MOST_ROWS]:
        yield f"<tr>{''.join(f'<td>{text(row[name])}</td>' for name in table.header.show)}</tr>"
    yield "</tbody></table>"
    if len(table.rows) > MOST_ROWS:
        yield f"<p>… and {len(table.rows) - MOST_ROWS:,} more</p>"


def _title(column: str) -> str:
    return visible(column.removesuffix("_name").replace("_", " "))


def _notes(table: Table) -> Iterator[str]:
    for note in table.notes:
        yield f"<p><em>{text(note)}</em></p>"
