"""What a user may have meant, and values shortened for messages."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection

from accordgraph.graph import suggestions

LIKENESS = suggestions.POSSIBLE
"""Of 100. Under it a suggestion is mostly wrong: `accesion` and `accession` have 94, `foo` and `to` 40."""

MOST_CHARACTERS = 60
"""Characters of a value that a message shows."""


def nearest(word: str, choices: Collection[str], likeness: float = LIKENESS) -> str | None:
    """The choice that looks most like a word, or None if none looks like it."""
    return next(iter(suggestions.nearest(word, choices, 1, likeness, complete=True)), None)


def quoted(text: str) -> str:
    """A value in quotes, cut where it is long, with every character visible."""
    return repr(text if len(text) <= MOST_CHARACTERS else text[: MOST_CHARACTERS - 1] + "…")


def slugged(text: str) -> str | None:
    """An id that a text could have, or None where nothing of it fits into one.

    >>> slugged("DoD OIG")
    'dod-oig'
    """
    plain = unicodedata.normalize("NFKD", text[:MOST_CHARACTERS]).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-") or None
