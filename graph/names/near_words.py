"""Which words are near to one: the same, beginning with it, holding it, or with a typing error or two."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple, TypeAlias

Near: TypeAlias = dict[str, float]
"""Words and how like they are to one word, up to 1; the least like first."""

BEGINNING, HELD, REST = 0.7, 0.55, 0.29
"""What the beginning of a word and a part inside it are worth, and what the share of its letters adds to that."""

SHORTEST_HELD = 4
"""Letters from which a word is looked for inside others: `ate` is in too many."""


class Lexicon(NamedTuple):
    """All words of an index: in one text, each on its line with a line end before and after it, and one by one."""

    text: str
    words: Sequence[str]


def lexicon(text: str) -> Lexicon:
    """The words of a text that holds one a line."""
    return Lexicon(f"\n{text}\n", text.split("\n"))


def near(word: str, known: Lexicon, *, with_errors: bool = True) -> Near:
    r"""The known words near to a word. Words with digits in them have no typing errors.

    >>> list(near("rozslid", lexicon("rozslidiv\nrozsliduvan\nslid")))
    ['rozsliduvan', 'rozslidiv']
    """
    likenesses = dict(_typed(word, known.words)) if with_errors and not any(map(str.isdigit, word)) else {}
    for other in _holders(word, known.text):
        likenesses[other] = max(likenesses.get(other, 0), _share(word, other))
    return dict(sorted(likenesses.items(), key=lambda item: item[::-1]))


def errors_allowed(word: str) -> int:
    """How many letters of a word may be wrong, missing, too many or in each other's place.

    >>> [errors_allowed(word) for word in ("ua", "nabu", "eurjust", "antykoruptsiine")]
    [0, 1, 2, 3]
    """
    return 0 if len(word) < 3 else 1 if len(word) < 6 else 2 if len(word) < 10 else 3


def _typed(word: str, words: Sequence[str]) -> Iterator[tuple[str, float]]:
    from rapidfuzz import process
    from rapidfuzz.distance import OSA

    errors = errors_allowed(word)
    if errors:
        for other, distance, _ in process.extract_iter(word, words, scorer=OSA.distance, score_cutoff=errors):
            yield other, 1 - distance / max(len(word), len(other))


def _holders(word: str, text: str) -> Iterator[str]:
    sought = word if len(word) >= SHORTEST_HELD else f"\n{word}"
    place = text.find(sought)
    while place >= 0:
        end = text.index("\n", place + 1)
        yield text[text.rindex("\n", 0, place + 1) + 1 : end]
        place = text.find(sought, end)


def _share(word: str, other: str) -> float:
    if word == other:
        return 1
    return (BEGINNING if other.startswith(word) else HELD) + REST * len(word) / len(other)
