"""An answer as Markdown, with footnotes as GitHub, Pandoc and most others read them."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Iterator

from accordgraph.graph.visible import visible
from accordgraph.queries.answers.rendering.grid import NOTHING
from accordgraph.queries.answers.tree import AnswerTree, CitedSource, Entry, Grid, Part, Sentence

SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~$])")
"""What Markdown would read as marks."""


def content(tree: AnswerTree, day: datetime.date) -> bytes:
    """The document in UTF-8; `day` stands in the text already."""
    lines = [f"# {_text(tree.title)}", ""]
    for one in tree.summary:
        lines += [_text(one), ""]
    for group in tree.groups:
        lines += [f"## {_escaped(group.title)}", ""] if group.title else []
        lines += [*_grid(group.grid), ""] if group.grid else []
        lines += [*_entries(group.entries, 0), ""]
    lines += [f"## {_escaped(tree.sources_title)}", ""] if tree.sources else []
    lines += [_footnote(source) for source in tree.sources]
    return ("\n".join(lines).rstrip() + "\n").encode()


def _entries(entries: Iterable[Entry], indent: int) -> Iterator[str]:
    for entry in entries:
        mark = entry.mark if entry.mark.rstrip(".").isdecimal() else "-"
        yield f"{' ' * indent}{mark} {_text(entry.text)}"
        yield from _entries(entry.details, indent + len(mark) + 1)


def _grid(grid: Grid) -> Iterator[str]:
    yield _line("", *map(_escaped, grid.columns))
    yield _line("---", *("--:" for _ in grid.columns))
    for row in grid.rows:
        yield _line(_text(row.text), *(_escaped(cell or NOTHING) for cell in row.cells))


def _line(*cells: str) -> str:
    return f"| {' | '.join(cells)} |"


def _footnote(source: CitedSource) -> str:
    address = f" <{visible(source.url)}>" if source.url else ""
    return f"[^{source.number}]: {_text(source.description)}. {_escaped(source.title)}{address}"


def _text(parts: Sentence) -> str:
    return "".join(map(_part, parts))


def _part(part: Part) -> str:
    if part.kind == "source":
        return f"[^{part.text}]"
    if part.kind == "command":
        return f"`{visible(part.text)}`"
    text = _escaped(part.text)
    return f"**{text}**" if part.kind in ("actor", "basis") and text else text


def _escaped(text: str) -> str:
    return SPECIAL.sub(r"\\\1", visible(text))
