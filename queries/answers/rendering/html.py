"""An answer as a fragment of HTML: the same tree as on a terminal, every text escaped, without a style of its own."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape

from accordgraph.graph.visible import visible
from accordgraph.queries.answers.rendering.grid import NOTHING
from accordgraph.queries.answers.tree import AnswerTree, Entry, Grid, Group, Part, Sentence

NO_MATHS = "tex2jax_ignore mathjax_ignore"
"""Classes that keep notebooks from reading a name with two dollar signs as a formula."""

WEB = ("https://", "http://")
"""How an address begins that may become a link."""


def fragment(tree: AnswerTree) -> str:
    """The answer as one element `section` with its language; references link to the list of sources."""
    inside = "".join((*_head(tree), *map(_group, tree.groups), *_sources(tree)))
    return f'<section class="accord-answer {NO_MATHS}" lang="{escape(tree.lang)}">{inside}</section>'


def _head(tree: AnswerTree) -> Iterator[str]:
    yield f"<h3>{_sentence(tree.title)}</h3>"
    for one in tree.summary:
        yield f"<p>{_sentence(one)}</p>"


def _group(group: Group) -> str:
    heading = f"<h4>{_text(group.title)}</h4>" if group.title else ""
    grid = _grid(group.grid) if group.grid else ""
    return f'<div class="accord-{group.kind}">{heading}{grid}{_entries(group.entries)}</div>'


def _grid(grid: Grid) -> str:
    heads = "".join(f'<th scope="col">{_text(column)}</th>' for column in grid.columns)
    rows = "".join(f'<tr><th scope="row">{_sentence(row.text)}</th>{_cells(row.cells)}</tr>' for row in grid.rows)
    return f"<table><thead><tr><td></td>{heads}</tr></thead><tbody>{rows}</tbody></table>"


def _cells(cells: Iterable[str]) -> str:
    return "".join(f"<td>{_text(cell or NOTHING)}</td>" for cell in cells)


def _entries(entries: Iterable[Entry]) -> str:
    items = "".join(f"<li>{_sentence(entry.text)}{_entries(entry.details)}</li>" for entry in entries)
    return f"<ul>{items}</ul>" if items else ""


def _sources(tree: AnswerTree) -> Iterator[str]:
    if not tree.sources:
        return
    yield f"<h4>{_text(tree.sources_title)}</h4><ol>"
    for source in tree.sources:
        line = f"{_sentence(source.description)}. {_text(source.title)}"
        yield f'<li value="{source.number}">{line}{_address(source.url)}</li>'
    yield "</ol>"


def _address(url: str | None) -> str:
    if not url:
        return ""
    address = _text(url)
    return f'<br><a href="{address}">{address}</a>' if url.startswith(WEB) else f"<br>{address}"


def _sentence(parts: Sentence) -> str:
    return "".join(map(_part, parts))


def _part(part: Part) -> str:
    if part.kind == "source":
        return f"[{_text(part.text)}]"
    if part.kind in ("actor", "basis"):
        return f"<strong>{_text(part.text)}</strong>"
    if part.kind == "command":
        return f"<code>{_text(part.text)}</code>"
    return _text(part.text)


def _text(text: str) -> str:
    return escape(visible(text))
