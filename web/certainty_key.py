"""What the words for how sure it is that something was in force on a day mean, for below a table that has them."""

from __future__ import annotations

from collections.abc import Collection
from typing import NamedTuple

from accordgraph.ontology.labels import labels
from accordgraph.ontology.messages import message

CERTAINTIES = ("certainly", "presumably", "provisionally", "suspended", "possibly", "no")
"""From the surest to none."""


class KeyLine(NamedTuple):
    """A word of a table by its value and as it is written there, and its meaning."""

    value: str
    word: str
    meaning: str


def certainty_key(values: Collection[str], lang: str) -> tuple[KeyLine, ...]:
    """The meaning of each of these values, from the surest to none.

    >>> [line.word for line in certainty_key({"possibly", "presumably"}, "en")]
    ['presumably', 'possibly']
    """
    word = labels().value
    return tuple(
        KeyLine(value, word("in_force", value, lang), message(f"web-key-{value}", lang))
        for value in CERTAINTIES
        if value in values
    )
