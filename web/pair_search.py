"""Two actors in one search: `NABU EPPO`, `НАБУ і EPPO` and `Poland, Ukraine` mean the page of both."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from accordgraph.web import addresses

if TYPE_CHECKING:
    from accordgraph.graph.names.index import Names

JOINTS = frozenset({"and", "with", "vs", "і", "й", "та", "з", "із", "зі", "x"})
"""Words that may stand between two names, and belong to neither."""

SIGNS = re.compile(r"[\s,;:/+&|–—-]+")
"""What separates words; comparing names forgives it."""

MOST_WORDS = 30
"""Of a search in which two names are looked for: the longest names have a dozen."""


class Pair(NamedTuple):
    """Two actors by id, with the name of both and the page of both."""

    a: str
    b: str
    name: str
    path: str


def pair_of(names: Names, text: str, lang: str) -> Pair | None:
    """The two different actors that a text names one after the other, None where it does not."""
    for texts in _splits(text):
        a, b = (names.exact(one, "Actor") for one in texts)
        if a and b and a != b:
            return Pair(a, b, f"{names.name(a, lang)} – {names.name(b, lang)}", addresses.pair(a, b))
    return None


def _splits(text: str) -> Iterator[tuple[str, str]]:
    """The text as two parts at each place between its words, without a word that joins them.

    >>> list(_splits("NABU and EPPO")), list(_splits("NABU/EPPO"))
    ([('NABU', 'EPPO'), ('NABU', 'and EPPO'), ('NABU and', 'EPPO')], [('NABU', 'EPPO')])
    """
    words = [word for word in SIGNS.split(text) if word]
    if len(words) > MOST_WORDS:
        return
    for place, word in enumerate(words[1:-1], 1):
        if word.casefold() in JOINTS:
            yield _name(words[:place]), _name(words[place + 1 :])
    for place in range(1, len(words)):
        yield _name(words[:place]), _name(words[place:])


def _name(words: list[str]) -> str:
    """Words as a name, which has no article before it."""
    return " ".join(words[1:] if words[0].casefold() == "the" else words)
