"""Finding names by what somebody wrote: in another script or order, in part, with typing errors.

Words are compared as `letters.loosen` writes them, so that a name and its transliterations are alike. The index holds
the words of all names and, for each, the numbers of the names that it stands in (an inverted file, as in Zobel and
Moffat, "Inverted files for text search engines", 2006): only names with a word near one of the text are looked at.
"""

from __future__ import annotations

import heapq
import math
from array import array
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, TypeAlias

from accordgraph.graph.names.folding import fold, loosen
from accordgraph.graph.names.matching import Match, Name, Query, judge, scaled
from accordgraph.graph.names.near_words import Lexicon, Near, near

LONGEST = 500
"""Characters of a text that are looked at: few names are longer, and none differs from others only after them."""

LOWEST = 33
"""Of 100, from which a name is given: below it, less than half of the text is in the name."""

LOOKED_AT = 400
"""Names that are compared word by word: the most promising of those that share a word with the text."""

COMMON = 5_000
"""A word in more names than this only tells names apart that another word has found."""

MOST_WORDS = 4
"""In longer texts, typing errors are looked for only in words that no name holds."""

KINDS = ("name", "acronym", "alias", "id", "publisher")
"""Kinds of names; where a thing bears the text as several, the first of these is shown."""

Rows: TypeAlias = Callable[..., list[tuple[Any, ...]]]
"""Runs a statement on the index, with the values for its marks."""


@dataclass(frozen=True)
class Words:
    """What the index holds beside the names: its words, and the letters of each name (at most 255)."""

    known: Lexicon
    sizes: bytes


def find(rows: Rows, words: Words, text: str, class_: str | None = None, kinds: Sequence[str] = KINDS) -> list[Match]:
    """The things with names that fit a text, each by the name that fits best, best first.

    Names that are the same come first, then those that sound the same, those with the same words in another order,
    and those that share words with the text. A text without letters and digits finds nothing.
    """
    folded = fold(text[:LONGEST])
    pairs = [(loosen(word), word) for word in folded.split()]
    pairs = [pair for pair in pairs if pair[0]]
    if not pairs:
        return []
    loose, written = zip(*pairs, strict=True)
    nearby = _near_words(loose, words.known)
    places = _places(rows, {word for one in nearby.values() for word in one})
    weights = {word: _weight(nearby[word], places, len(words.sizes)) for word in nearby}
    query = Query(folded, loose, written, nearby, weights)
    names = _names(rows, query, class_, _promising(query, places, words.sizes, _span(rows, class_)))
    return _best(judge(query, name) for name in names if name.kind in kinds)


def _best(matches: Iterable[Match]) -> list[Match]:
    best: dict[str, Match] = {}
    for match in sorted((match for match in matches if match.score >= LOWEST), key=_order):
        best.setdefault(match.thing, match)
    return list(best.values())


def _order(match: Match) -> tuple[object, ...]:
    return (
        -match.score,
        match.is_transliterated,
        KINDS.index(match.kind),
        match.class_,
        match.thing,
        match.lang or "~",
        match.text,
    )


# ---------------------------------------------------------------- which names to look at
def _near_words(words: Sequence[str], known: Lexicon) -> dict[str, Near]:
    """What is near each word, and near each two written as one."""
    nearby = {}
    for word in dict.fromkeys([*words, *map("".join, pairwise(words))]):
        is_known = f"\n{word}\n" in known.text
        nearby[word] = near(word, known, with_errors=len(words) <= MOST_WORDS or not is_known)
    return nearby


def _places(rows: Rows, words: Iterable[str]) -> dict[str, array[int]]:
    """The numbers of the names that each word stands in."""
    searched = sorted(words)
    numbers_of_words = rows(
        f"SELECT word, names FROM words WHERE word IN ({', '.join('?' * len(searched))})", *searched
    )
    return {word: array("I", names) for word, names in numbers_of_words}


def _weight(nearby: Near, places: Mapping[str, array[int]], count: int) -> float:
    """What a word tells: much if few names hold it (Spärck Jones 1972), nothing if none has one near it."""
    return math.log(1 + count / len(places[next(reversed(nearby))])) if nearby else 0


def _span(rows: Rows, class_: str | None) -> range | None:
    if class_ is None:
        return None
    bounds = rows("SELECT first, last FROM spans WHERE class = ?", class_)
    return range(bounds[0][0], bounds[0][1] + 1) if bounds else range(0)


def _promising(query: Query, places: Mapping[str, array[int]], sizes: bytes, span: range | None) -> list[int]:
    """The numbers of the names that are likely to fit best."""
    totals: dict[int, float] = {}
    for word in sorted(query.near, key=lambda word: -query.weights[word]):
        here: dict[int, float] = {}
        for other, likeness in query.near[word].items():
            here.update(dict.fromkeys(places[other], likeness * query.weights[word]))
        numbers: Iterable[int] = totals.keys() & here.keys() if totals and len(here) > COMMON else here
        for number in numbers:
            totals[number] = totals.get(number, 0) + here[number]
    letters = sum(map(len, query.words))
    inside = totals if span is None else [number for number in totals if number in span]
    return heapq.nlargest(
        LOOKED_AT, inside, key=lambda number: (scaled(totals[number], letters / (sizes[number] or 1)), -number)
    )


def _names(rows: Rows, query: Query, class_: str | None, numbers: Sequence[int]) -> set[Name]:
    columns = "SELECT thing, class, kind, lang, text, folded, loose FROM names WHERE "
    chosen = rows(f"{columns} number IN ({', '.join('?' * len(numbers))})", *numbers)
    same = rows(
        f"{columns} (folded = ? OR loose = ?) AND ? IN (class, '')", query.folded, " ".join(query.words), class_ or ""
    )
    return {Name(*row) for row in (*chosen, *same)}
