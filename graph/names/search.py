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

NEAR_WORDS = 200
"""Words that are taken as near to one: of the many that begin with `pro`, the shortest."""

LOOKED_AT = 400
"""Names that are compared word by word: the most promising of those that share a word with the text."""

MOST_MARKS = 10_000
"""Words that are asked for in one statement, which has a mark for each."""

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
    """What the index holds beside the names: its words, the letters of each name (at most 255), and what gives the
    numbers of the names that only dossiers have which nobody has trusted: they take no place of others.
    """

    known: Lexicon
    sizes: bytes
    strange: Callable[[], frozenset[int]] = frozenset


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
    nearby = _near_words(rows, loose, words)
    places = _places(rows, {word for one in nearby.values() for word in one})
    weights = {word: _weight(nearby[word], places, len(words.sizes)) for word in nearby}
    query = Query(folded, loose, written, nearby, weights)
    names = _names(rows, query, class_, _promising(query, places, words, _span(rows, class_)))
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
def _near_words(rows: Rows, text: Sequence[str], words: Words) -> dict[str, Near]:
    """What is near each word, and near each two written as one; of each at most `NEAR_WORDS`."""
    nearby = {}
    for word in dict.fromkeys([*text, *map("".join, pairwise(text))]):
        is_known = f"\n{word}\n" in words.known.text
        every = near(word, words.known, with_errors=len(text) <= MOST_WORDS or not is_known)
        nearby[word] = every if len(every) <= NEAR_WORDS else _nearest(rows, every, words)
    return nearby


def _nearest(rows: Rows, every: Near, words: Words) -> Near:
    """The words that are most like, those of untrusted dossiers alone only where others leave room."""
    strange = words.strange()
    places = _places(rows, every) if strange else {}
    is_strange = {word for word, numbers in places.items() if strange.issuperset(numbers)}
    chosen = {*sorted(every, key=lambda word: word not in is_strange)[-NEAR_WORDS:]}
    return {word: likeness for word, likeness in every.items() if word in chosen}


def _places(rows: Rows, words: Iterable[str]) -> dict[str, array[int]]:
    """The numbers of the names that each word stands in."""
    places: dict[str, array[int]] = {}
    searched = sorted(words)
    for start in range(0, len(searched), MOST_MARKS):
        part = searched[start : start + MOST_MARKS]
        matched = rows(f"SELECT word, names FROM words WHERE word IN ({', '.join('?' * len(part))})", *part)
        places |= {word: array("I", names) for word, names in matched}
    return places


def _weight(nearby: Near, places: Mapping[str, array[int]], count: int) -> float:
    """What a word tells: much if few names hold it (Spärck Jones 1972), nothing if none has one near it."""
    return math.log(1 + count / len(places[next(reversed(nearby))])) if nearby else 0


def _span(rows: Rows, class_: str | None) -> range | None:
    if class_ is None:
        return None
    bounds = rows("SELECT first, last FROM spans WHERE class = ?", class_)
    return range(bounds[0][0], bounds[0][1] + 1) if bounds else range(0)


def _promising(query: Query, places: Mapping[str, array[int]], words: Words, span: range | None) -> list[int]:
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
    strange = words.strange() if len(inside) > LOOKED_AT else frozenset[int]()

    def fit(number: int) -> tuple[bool, float, int]:
        return number not in strange, scaled(totals[number], letters / (words.sizes[number] or 1)), -number

    return heapq.nlargest(LOOKED_AT, inside, key=fit)


def _names(rows: Rows, query: Query, class_: str | None, numbers: Sequence[int]) -> set[Name]:
    columns = "SELECT thing, class, kind, lang, text, folded, loose FROM names WHERE "
    chosen = rows(f"{columns} number IN ({', '.join('?' * len(numbers))})", *numbers)
    same = rows(
        f"{columns} (folded = ? OR loose = ?) AND ? IN (class, '')", query.folded, " ".join(query.words), class_ or ""
    )
    return {Name(*row) for row in (*chosen, *same)}
