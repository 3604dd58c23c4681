"""An answer on a terminal: lines of at most 100 columns, in which no date, reference or address is broken."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from itertools import chain

from accordgraph.graph.visible import visible
from accordgraph.queries.answers.rendering.grid import grid_lines
from accordgraph.queries.answers.tree import AnswerTree, Entry, Group, Part, Sentence

WIDEST = 100
"""Columns of a line at most: longer ones are hard to read."""

NARROWEST = 40
"""Columns of a line at least, however narrow the terminal is."""

DEEPER = 2
"""Blanks by which details stand further in."""

BOLD, PLAIN = "\x1b[1m", "\x1b[22m"
"""Bold on and off (ECMA-48, 8.3.117)."""


def text(tree: AnswerTree, width: int | None = None, *, is_styled: bool = False) -> str:
    """The answer as text that ends in a line feed. Headings and partners are bold where `is_styled`."""
    room = max(NARROWEST, min(width or WIDEST, WIDEST))
    blocks = [list(_head(tree, room, is_styled))]
    for group in tree.groups:
        blocks.append(list(_group(group, room, is_styled)))
    if tree.sources:
        blocks.append([*_wrapped((Part(tree.sources_title),), room, "", "", bold=is_styled), *_sources(tree, room)])
    return "\n\n".join("\n".join(block) for block in blocks if block) + "\n"


def _head(tree: AnswerTree, room: int, is_styled: bool) -> Iterator[str]:
    yield from _wrapped(tree.title, room, "", "", bold=is_styled)
    for one in tree.summary:
        yield from _wrapped(one, room, "", "")


def _group(group: Group, room: int, is_styled: bool) -> Iterator[str]:
    if group.title:
        yield from _wrapped((Part(group.title),), room, "", "", bold=is_styled)
    if group.grid:
        yield from grid_lines(group.grid, room, lambda parts, width: list(_wrapped(parts, width, " ", "   ")))
    yield from chain.from_iterable(_entry(entry, room, 1, is_styled) for entry in group.entries)


def _entry(entry: Entry, room: int, depth: int, is_styled: bool) -> Iterator[str]:
    first = f"{' ' * depth}{entry.mark} " if entry.mark else " " * depth
    yield from _wrapped(entry.text, room, first, " " * len(first), strong_names=is_styled and bool(entry.details))
    for detail in entry.details:
        yield from _entry(detail, room, len(first) + (DEEPER if entry.mark == "" and depth > 1 else 0), is_styled)


def _sources(tree: AnswerTree, room: int) -> Iterator[str]:
    for source in tree.sources:
        first = f"{f'[{source.number}]':>5} "
        line = (*source.description, Part(f". {source.title}"))
        yield from _wrapped(line, room, first, " " * len(first))
        if source.url:
            yield f"{' ' * len(first)}{visible(source.url)}"


def _wrapped(
    parts: Sentence, room: int, first: str, other: str, *, bold: bool = False, strong_names: bool = False
) -> Iterator[str]:
    """The lines of a sentence, broken at blanks only."""
    marked = _marked(parts, strong_names) if strong_names else _unbroken(parts)
    line, taken, is_empty = first, _cells(first), True
    for word in _words(marked, room - _cells(other)):
        cells = _cells(word)
        if not is_empty and taken + 1 + cells > room:
            yield _finished(line, bold)
            line, taken, is_empty = other, _cells(other), True
        line, taken = (line + word, taken + cells) if is_empty else (f"{line} {word}", taken + 1 + cells)
        is_empty = False
    yield _finished(line, bold)


def _words(marked: str, room: int) -> Iterator[str]:
    """What a line is made of: what must not be broken is one word, if it has room in a line at all."""
    for word in marked.split(" "):
        yield from word.split(_GLUE) if _cells(word) > room else (word,)


def _finished(line: str, bold: bool) -> str:
    line_text = line.replace(_GLUE, " ").rstrip()
    return f"{BOLD}{line_text}{PLAIN}" if bold else line_text


_GLUE = "\ue000"
"""Stands for a blank at which a line must not be broken; a private character that no name holds."""


_BLANK = re.compile(r" (?!\()")
"""A blank that is no place for a new line within a date: before a bracket there may be one."""


def _unbroken(parts: Sentence) -> str:
    return "".join(map(_piece, parts))


def _piece(part: Part) -> str:
    if part.kind == "source":
        return f"[{part.text}]"
    text = visible(part.text).replace(_GLUE, " ")
    if part.kind == "command":
        return text.replace(" ", _GLUE)
    return _BLANK.sub(_GLUE, text) if part.kind == "date" else text


def _marked(parts: Sentence, strong_names: bool) -> str:
    return "".join(
        f"{BOLD}{_piece(part)}{PLAIN}" if strong_names and part.kind in ("actor", "basis") else _piece(part)
        for part in parts
    )


def _cells(text: str) -> int:
    plain = text.replace(BOLD, "").replace(PLAIN, "").replace(_GLUE, " ")
    return len(plain) if plain.isascii() else sum(map(_columns, plain))


@lru_cache(maxsize=4096)
def _columns(character: str) -> int:
    """How many columns a character takes: marks that combine none, those of East Asian scripts two (UAX 11)."""
    if unicodedata.combining(character):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1
