"""Texts of the catalogue as sentences, with parts in their places."""

from __future__ import annotations

from functools import lru_cache

from accordgraph.ontology.messages import message
from accordgraph.queries.answers.tree import Part, Sentence, in_places, pieces_of


def say(key: str, lang: str, *, count: int | None = None, **values: Part | Sentence | str) -> Sentence:
    """The text of a key with parts in its places; with a `count`, in the plural form of that number.

    >>> say("bodies-line", "en", count=2, actor=Part("Japan", "actor", "jp"))
    (Part(text='Japan', kind='actor', id='jp'), Part(text=': 2 partners', kind='text', id=''))
    """
    return in_places(_pieces(key, lang, count, *values), values)


@lru_cache(maxsize=5_000)
def _pieces(key: str, lang: str, count: int | None, *names: str) -> tuple[Part | str, ...]:
    """The text of a key for values of these names: answers say the same again and again."""
    return pieces_of(lambda marks: message(key, lang, count=count, **marks), names)
