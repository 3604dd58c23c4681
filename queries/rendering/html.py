"""Answers as HTML for notebooks: every text escaped, no style that a light or dark page would hide."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from typing import TYPE_CHECKING

from accordgraph.graph.visible import visible
from accordgraph.queries.rendering.formats import shown

if TYPE_CHECKING:
    from accordgraph.queries.answer import Answer
    from accordgraph.queries.show import Thing

MOST_ROWS = 50
"""A notebook shows so many rows: more would push the next cell off the page."""

NO_MATHS = "tex2jax_ignore mathjax_ignore"
"""Classes that keep notebooks from reading a name with two dollar signs as a formula."""


def answer(found: Answer) -> str:
    """A table of the columns to show, what each means as its tip, with the notes below."""
    return _block("".join((*_table(found), *_notes(found))))


def thing(found: Thing) -> str:
    """What a thing is called, and a table for each answer about it that has rows."""
    head = f"<p><strong>{text(found.name)}</strong><br>{text(found.class_)} <code>{text(found.id)}</code></p>"
    told = (part for one in found.answers.values() if len(one) for part in _titled(one))
    return _block("".join((head, *told)))


def graph(title: str, counts: dict[str, int]) -> str:
    """A line on a graph that is open: what it is, and how many of each thing it holds."""
    listed = ", ".join(f"{count:,} {name}" for name, count in counts.items())
    return _block(f"<p><strong>{text(title)}</strong><br>{text(listed)}</p>")


def text(value: object) -> str:
    """A value as it can stand between tags or in an attribute.

    >>> text("<script>"), text(True), text(None)
    ('&lt;script&gt;', 'yes', '')
    """
    return escape(shown(value))


def _block(content: str) -> str:
    return f'<div class="{NO_MATHS}">{content}</div>'


def _titled(found: Answer) -> Iterator[str]:
    yield f"<p>{text(found.header.summary)}</p>"
    yield from _table(found)
    yield from _notes(found)


def _table(found: Answer) -> Iterator[str]:
    if not len(found):
        yield "<p>Nothing found.</p>"
        return
    tips = {column.name: column.definition for column in found.header.columns}
    yield "<table><thead><tr>"
    for name in found.header.show:
        yield f'<th title="{text(tips[name])}">{text(_title(name))}</th>'
    yield "</tr></thead><tbody>"
    for row in found.rows[:MOST_ROWS]:
        yield f"<tr>{''.join(f'<td>{text(row[name])}</td>' for name in found.header.show)}</tr>"
    yield "</tbody></table>"
    if len(found) > MOST_ROWS:
        yield f"<p>… and {len(found) - MOST_ROWS:,} more</p>"


def _title(column: str) -> str:
    return visible(column.removesuffix("_name").replace("_", " "))


def _notes(found: Answer) -> Iterator[str]:
    for note in found.notes:
        yield f"<p><em>{text(note)}</em></p>"
