"""How well a name fits a text, word by word, and why."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import NamedTuple

from accordgraph.graph.names.near_words import Near

EXACT, SOUNDS_ALIKE, REORDERED, PARTLY = 100, 97, 95, 94
"""Of 100: the same but for case, accents and punctuation; transliterated; in another order; at most, for the rest."""

OF_THE_NAME = 0.25
"""How much of the score depends on how much of the name was written; the rest, on how much of the text is in it."""

SURELY = 0.8
"""Likeness from which two words of the text are taken to stand for one of a name."""

LESS_TELLING = {"id": 0.9, "publisher": 0.9}
"""What these count for where they fit in part: names are what people read."""


@dataclass(frozen=True)
class Match:
    """A name that fits a text, and why.

    `score` is of 100. `is_part`: the name has more words, or longer ones. `is_transliterated`: it is in another
    script. `is_reordered`: its words stand in another order. `letters`: how many letters differ. `missing`: words of
    the text that have none near them in the name.
    """

    thing: str
    class_: str
    kind: str
    lang: str | None
    text: str
    score: int
    is_part: bool = False
    is_transliterated: bool = False
    is_reordered: bool = False
    letters: int = 0
    missing: tuple[str, ...] = ()


class Name(NamedTuple):
    """A row of the table `names`."""

    thing: str
    class_: str
    kind: str
    lang: str | None
    text: str
    folded: str
    loose: str


class Query(NamedTuple):
    """A text, folded; its words as they sound and as they were written; what is near each, and what each weighs."""

    folded: str
    words: tuple[str, ...]
    written: tuple[str, ...]
    near: Mapping[str, Near]
    weights: Mapping[str, float]


def scaled(value: float, share: float) -> float:
    """A value by how much of the name was written."""
    return value * (1 - OF_THE_NAME + OF_THE_NAME * min(1, share))


def judge(query: Query, name: Name) -> Match:
    """The name as a match; its score is 0 where no word of the text is near one of it."""
    head = (name.thing, name.class_, name.kind, name.lang, name.text)
    is_other = query.folded.isascii() != name.folded.isascii()
    words = tuple(name.loose.split())
    if query.folded == name.folded:
        return Match(*head, EXACT)
    if query.words == words:
        letters = 0 if is_other else _distance(query.folded, name.folded)
        return Match(*head, SOUNDS_ALIKE, is_transliterated=is_other, letters=letters)
    if sorted(query.words) == sorted(words):
        return Match(*head, REORDERED, is_transliterated=is_other, is_reordered=True)
    return _partly(query, words, name.folded.split(), Match(*head, PARTLY, is_transliterated=is_other))


class Pair(NamedTuple):
    """What a word of the text stands for in a name: how like it is, and from which word to which it goes."""

    likeness: float
    first: int
    last: int


def _partly(query: Query, words: tuple[str, ...], folded: Sequence[str], match: Match) -> Match:
    pairs = _pairs(query, words)
    paired = [pair for pair in pairs if pair]
    if not paired:
        return replace(match, score=0)
    places = {place for pair in paired for place in range(pair.first, pair.last + 1)}
    share = sum(len(words[place]) for place in places) / sum(map(len, words))
    same_script = not match.is_transliterated and len(folded) == len(words)
    texts = _texts(query.written, pairs, folded) if same_script else _texts(query.words, pairs, words)
    letters = [0 if one in other else _distance(one, other) for one, other in texts]
    return replace(
        match,
        score=round(PARTLY * scaled(_coverage(query, pairs), share) * LESS_TELLING.get(match.kind, 1)),
        is_part=share < 1 or any(one != other and one in other for one, other in texts),
        is_reordered=any(before.first > after.first for before, after in pairwise(paired)),
        letters=sum(letters),
        missing=tuple(word for pair, word in zip(pairs, query.written, strict=True) if not pair),
    )


def _coverage(query: Query, pairs: Sequence[Pair | None]) -> float:
    """How much of the text is in the name, up to 1. A word that is nowhere counts as much as any of the others."""
    weights = [query.weights[word] for word in query.words]
    unknown = max(weights)
    likeness = sum(pair.likeness * weight for pair, weight in zip(pairs, weights, strict=True) if pair)
    return likeness / sum(weight if pair else unknown for pair, weight in zip(pairs, weights, strict=True))


def _texts(written: Sequence[str], pairs: Sequence[Pair | None], words: Sequence[str]) -> list[tuple[str, str]]:
    """What was written and what stands for it in the name; two words that stand for one, as one."""
    texts: dict[tuple[int, int], list[str]] = {}
    for word, pair in zip(written, pairs, strict=True):
        if pair:
            texts.setdefault((pair.first, pair.last), []).append(word)
    named = {place: "".join(words[place[0] : place[1] + 1]) for place in texts}
    return [(name if name in texts[place] else "".join(texts[place]), name) for place, name in named.items()]


def _pairs(query: Query, words: tuple[str, ...]) -> list[Pair | None]:
    """For each word of the text the most like of the name, or two that were written as one, or none."""
    singles = dict(enumerate(words))
    doubles = {place: first + second for place, (first, second) in enumerate(pairwise(words))}
    pairs = [_pair(query.near[word], singles, 0) for word in query.words]
    for place, word in enumerate(query.words):
        if not _is_same(pairs[place]):
            pairs[place] = _better(pairs[place], _pair(query.near[word], doubles, 1))
    for place, (first, second) in enumerate(pairwise(query.words)):
        if not (_is_same(pairs[place]) or _is_same(pairs[place + 1])):
            joined = _pair(query.near[first + second], singles, 0)
            if joined and joined.likeness >= SURELY:
                pairs[place : place + 2] = (_better(pair, joined) for pair in pairs[place : place + 2])
    return pairs


def _pair(nearby: Near, others: Mapping[int, str], more: int) -> Pair | None:
    likeness, place = max(((nearby.get(other, 0), -place) for place, other in others.items()), default=(0, 0))
    return Pair(likeness, -place, more - place) if likeness else None


def _is_same(pair: Pair | None) -> bool:
    return pair is not None and pair.likeness == 1


def _better(one: Pair | None, other: Pair | None) -> Pair | None:
    return max((pair for pair in (one, other) if pair), default=None)


def _distance(one: str, other: str) -> int:
    from rapidfuzz.distance import OSA

    return OSA.distance(one, other)
