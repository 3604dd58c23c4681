"""The one "did you mean": which of the words that would do look like the one that was written."""

from __future__ import annotations

from collections.abc import Iterable

LIKELY = 70
"""Of 100: `wrok` and `work` are 75. For words of a language, of which there are many."""

POSSIBLE = 60
"""For names of which there are few: a far guess is better than none."""

LONGEST = 200
"""Characters of a word that are compared: nothing that would do is longer, and a pasted page takes time."""


def nearest(
    word: str, known: Iterable[str], limit: int = 3, likeness: float = LIKELY, *, complete: bool = False
) -> tuple[str, ...]:
    """The known words that look most like this one, best first; case and signs between words do not count.

    `likeness` is the least of 100 that a word must have. `complete` compares words as a whole, letter by letter; else
    a part of a longer one may be what was written.

    >>> nearest("partnes", ["partners", "participants", "sources"], limit=1), nearest("xyz", ["partners"])
    (('partners',), ())
    """
    from rapidfuzz import fuzz, process, utils

    matches = process.extract(
        word[:LONGEST],
        sorted(known),
        scorer=fuzz.ratio if complete else fuzz.WRatio,
        processor=utils.default_process,
        limit=limit,
        score_cutoff=likeness,
    )
    return tuple(match for match, _, _ in matches)
