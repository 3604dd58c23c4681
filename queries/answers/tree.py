"""An answer as a tree: a title, groups of entries, sentences made of parts, and numbered sources. Data only.

Whoever draws it (a terminal, a page, a picture, a document) walks the tree; nobody puts sentences together again.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Literal, NamedTuple, TypeAlias

from accordgraph.ontology.messages import message

PartKind = Literal["text", "actor", "basis", "name", "date", "source", "command"]
"""What a part of a sentence is: `name` is one as the data or the reader write it. No `date`, `source` or `command` may
be broken over two lines."""

GroupKind = Literal["reliable", "weak", "refuted", "facts", "limits", "next"]
"""How far one may rely on a group; `facts` are neutral, `limits` say what the graph does not hold."""


TEXTS_KEPT = 20_000
"""Parts of plain text that are kept."""

BULLET, DASH = "•", "-"
"""What stands before an entry of a list, and before one that stands below another."""


class Part(NamedTuple):
    """A piece of a sentence. Of an actor, a basis or a source `id` is its id; of a source `text` is its number."""

    text: str
    kind: PartKind = "text"
    id: str = ""


Sentence: TypeAlias = tuple[Part, ...]
"""Parts that are read one after the other, blanks included."""

Value: TypeAlias = "str | int | Part | Sentence"
"""What may fill a place in a text of the catalogue."""


@dataclass(frozen=True)
class Entry:
    """One line of a group, with the lines that belong below it. `mark` stands before it, as a bullet does."""

    text: Sentence
    details: tuple[Entry, ...] = ()
    mark: str = ""


@dataclass(frozen=True)
class GridRow:
    """A row of a grid: what it is about, and its value in each column, empty where there is none."""

    text: Sentence
    cells: tuple[str, ...]


@dataclass(frozen=True)
class Grid:
    """Values by row and column, each column with a heading."""

    columns: tuple[str, ...]
    rows: tuple[GridRow, ...]


@dataclass(frozen=True)
class Group:
    """Entries under one heading, after a grid if there is one; an empty title stands for none."""

    title: str
    entries: tuple[Entry, ...]
    kind: GroupKind = "facts"
    grid: Grid | None = None


@dataclass(frozen=True)
class CitedSource:
    """A source with its number: who published it, when, what kind it is and what it retells; title and address."""

    number: int
    id: str
    description: Sentence
    title: str
    url: str | None = None


@dataclass(frozen=True)
class AnswerTree:
    """A whole answer in one language."""

    lang: str
    title: Sentence
    summary: tuple[Sentence, ...]
    groups: tuple[Group, ...]
    sources_title: str = ""
    sources: tuple[CitedSource, ...] = ()


def reference(source: str) -> Part:
    """A reference to a source, which gets its number when the tree is complete."""
    return Part("", "source", source)


def sentence(*values: Value) -> Sentence:
    """Values one after the other, as one sentence.

    >>> sentence("Since ", Part("2024", "date"), ".")
    (Part(text='Since ', kind='text', id=''), Part(text='2024', kind='date', id=''), Part(text='.', kind='text', id=''))
    """
    parts: list[Part] = []
    for value in values:
        if isinstance(value, Part):
            parts.append(value)
        elif isinstance(value, str | int):
            parts.append(_text(str(value)))
        else:
            parts += value
    return tuple(parts)


@lru_cache(TEXTS_KEPT)
def _text(text: str) -> Part:
    """A text as a part: answers have the same between their names and dates again and again."""
    return Part(text)


def joined(sentences: Iterable[Value], between: str = " ") -> Sentence:
    """Several values with a text between them."""
    values = list(sentences)
    spaced: list[Value] = [between] * (2 * len(values) - 1)
    spaced[::2] = values
    return sentence(*spaced)


_PLACE = re.compile("\x02(\\w+)\x03")


def filled(text: Callable[[Mapping[str, str]], str], values: Mapping[str, Value]) -> Sentence:
    """The text of a catalogue with parts in its places: `text` gives it from the values as plain text."""
    return in_places(pieces_of(text, values), values)


def pieces_of(text: Callable[[Mapping[str, str]], str], names: Iterable[str]) -> tuple[Part | str, ...]:
    """A text of the catalogue in pieces: parts that stand between its places, and the names of these."""
    pieces = _PLACE.split(text({name: f"\x02{name}\x03" for name in names}))
    return tuple(piece if number % 2 else Part(piece) for number, piece in enumerate(pieces) if piece)


def in_places(pieces: Sequence[Part | str], values: Mapping[str, Value]) -> Sentence:
    """Such pieces as one sentence, with values in the places."""
    return sentence(*[piece if isinstance(piece, Part) else values[piece] for piece in pieces])


def capitalised(parts: Sentence) -> Sentence:
    """A sentence that begins with a capital letter."""
    return (_begun(parts[0], str.upper), *parts[1:]) if parts else parts


def _begun(first: Part, case: Callable[[str], str]) -> Part:
    """The first part of a sentence with its first letter in a case."""
    return Part(case(first.text[:1]) + first.text[1:], first.kind, first.id)


def plain(parts: Sentence) -> str:
    """A sentence as text; references as [1]."""
    return "".join(f"[{part.text}]" if part.kind == "source" else part.text for part in parts)


def capital(parts: Sentence) -> Sentence:
    """A sentence that begins with a capital letter.

    >>> capital((Part("the Czech Republic", "actor", "cz"),))
    (Part(text='The Czech Republic', kind='actor', id='cz'),)
    """
    return (_begun(parts[0], str.upper), *parts[1:]) if parts and parts[0].text else parts


def after_colon(parts: Sentence) -> Sentence:
    """A sentence as it stands after a colon: without the capital letter, where it does not begin with a name.

    >>> plain(after_colon(sentence("No end is reported."))), plain(after_colon((Part("Latvia", "actor", "lv"),)))
    ('no end is reported.', 'Latvia')
    """
    return (_begun(parts[0], str.lower), *parts[1:]) if parts and parts[0].kind == "text" else parts


def numbered(tree: AnswerTree, cite: Callable[[int, str], CitedSource]) -> AnswerTree:
    """The tree with numbers for its sources, from 1 in the order of reading; `cite` makes each line of the list."""
    numbers: dict[str, int] = {}
    for part in all_parts(tree):
        if part.kind == "source":
            numbers.setdefault(part.id, len(numbers) + 1)
    sources = tuple(cite(number, source) for source, number in numbers.items())
    cited = {source: Part(str(number), "source", source) for source, number in numbers.items()}
    return replace(
        tree,
        title=capital(_with_numbers(tree.title, cited)),
        summary=tuple(_with_numbers(one, cited) for one in tree.summary),
        groups=tuple(_group(one, cited) for one in tree.groups),
        sources=_with_same_pages(sources, tree.lang),
    )


def _with_same_pages(sources: Sequence[CitedSource], lang: str) -> tuple[CitedSource, ...]:
    """The list of sources; of a part of a page that is in the list already, it says so: it is no other page."""
    first: dict[str, CitedSource] = {}
    for one in sources:
        if one.url:
            first.setdefault(one.url, one)
    pages = [first.get(one.url or "", one) for one in sources]
    return tuple(one if page is one else _on_page(one, page, lang) for one, page in zip(sources, pages, strict=True))


def _on_page(one: CitedSource, page: CitedSource, lang: str) -> CitedSource:
    place = Part(str(page.number), "source", page.id)
    said = filled(lambda marks: message("same-page", lang, page=marks["page"]), {"page": place})
    return replace(one, description=sentence(one.description, "; ", said))


def _group(group: Group, cited: Mapping[str, Part]) -> Group:
    rows = group.grid.rows if group.grid else ()
    numbered_rows = tuple(replace(row, text=_with_numbers(row.text, cited)) for row in rows)
    grid = replace(group.grid, rows=numbered_rows) if group.grid else None
    return replace(group, entries=_entries(group.entries, cited), grid=grid)


def _entries(entries: Sequence[Entry], cited: Mapping[str, Part]) -> tuple[Entry, ...]:
    return tuple([Entry(_with_numbers(one.text, cited), _entries(one.details, cited), one.mark) for one in entries])


def _with_numbers(parts: Sentence, cited: Mapping[str, Part]) -> Sentence:
    return tuple([cited[part.id] if part.kind == "source" else part for part in parts])


def all_parts(tree: AnswerTree) -> Iterator[Part]:
    """Every part of an answer in the order of reading, those of the list of sources last."""
    yield from tree.title
    for one in tree.summary:
        yield from one
    for group in tree.groups:
        for row in group.grid.rows if group.grid else ():
            yield from row.text
        yield from _parts_of(group.entries)
    for source in tree.sources:
        yield from source.description


def _parts_of(entries: Iterable[Entry]) -> Iterator[Part]:
    for entry in entries:
        yield from entry.text
        yield from _parts_of(entry.details)
