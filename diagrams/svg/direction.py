"""Dates among letters that are written from right to left: they keep the order of their numbers."""

from __future__ import annotations

import re

_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
_NUMBERS = re.compile(r"\d+(?:[-./–:]\d+)+")
ISOLATED = "\u2066{}\u2069"
"""The text between these two marks is read from left to right (Unicode Standard Annex 9)."""


def with_dates_kept(text: str) -> str:
    """The text with marks around its dates, where letters beside them would turn 2024-04-09 into 09-04-2024."""
    if not _RIGHT_TO_LEFT.search(text):
        return text
    return _NUMBERS.sub(lambda match: ISOLATED.format(match[0]), text)
