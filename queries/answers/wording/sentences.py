"""Texts of the catalogue as sentences, with parts in their places."""

from __future__ import annotations

from accordgraph.ontology.messages import message
from accordgraph.queries.answers.tree import Part, Sentence, filled


def say(key: str, lang: str, *, count: int | None = None, **values: Part | Sentence | str) -> Sentence:
    """The text of a key with parts in its places; with a `count`, in the plural form of that number.

    >>> say("bodies-line", "en", count=2, actor=Part("Japan", "actor", "jp"))
    (Part(text='Japan', kind='actor', id='jp'), Part(text=': 2 partners', kind='text', id=''))
    """
    return filled(lambda marks: message(key, lang, count=count, **marks), values)
