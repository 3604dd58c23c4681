"""What a user may have meant, and values shortened for messages."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection

LIKENESS = 60.0
"""Of 100. Under it a suggestion is mostly wrong: `accesion` and `accession` have 94, `foo` and `to` 40."""

SHOWN = 60
"""Characters of a value that a message shows."""


def nearest(word: str, choices: Collection[str], likeness: float = LIKENESS) -> str | None:
    """The choice that looks most like a word, or None if none looks like it."""
    from rapidfuzz import fuzz, process

    words = sorted(choices)
    found = process.extractOne(word[:200], words, scorer=fuzz.ratio, processor=str.casefold, score_cutoff=likeness)
    return None if found is None else str(found[0])


def shown(text: str) -> str:
    """A value in quotes, cut where it is long, with every character visible."""
    return repr(text if len(text) <= SHOWN else text[: SHOWN - 1] + "…")


def slugged(text: str) -> str | None:
    """An id that a text could have, or None where nothing of it fits into one.

    >>> slugged("DoD OIG")
    'dod-oig'
    """
    plain = unicodedata.normalize("NFKD", text[:SHOWN]).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-") or None
