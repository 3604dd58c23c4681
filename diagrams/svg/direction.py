"""Dates among letters that are written from right to left: they keep the order of their numbers."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

_ARABIC = re.compile("[\u0600-\u08ff\ufb50-\ufdff\ufe70-\ufefc]")
_NUMBERS = re.compile(r"\d+(?:[-./–:]\d+)+")
MARK = "\u200f"
"""A letter of no width that is read from right to left, and is none of Arabic."""


HEBREW, ARABIC = "\u0590-\u05ff\ufb1d-\ufb4f", "\u0600-\u06ff\u0750-\u077f"
_RUNS = {
    "Noto Sans Hebrew": re.compile(f"[{HEBREW}]+(?: +[{HEBREW}]+)*"),
    "Noto Sans Arabic": re.compile(f"[{ARABIC}]+(?: +[{ARABIC}]+)*(?: *\u200f)?"),
}
_FOREIGN = re.compile("|".join(f"({run.pattern})" for run in _RUNS.values()))


def runs(text: str) -> Iterator[tuple[str, str]]:
    """The text in pieces, each with the font that its letters are in; empty for the usual one."""
    end = 0
    for match in _FOREIGN.finditer(text):
        if match.start() > end:
            yield "", text[end : match.start()]
        yield list(_RUNS)[(match.lastindex or 1) - 1], match[0]
        end = match.end()
    if end < len(text) or not text:
        yield "", text[end:]


def with_dates_kept(text: str) -> str:
    """The text with a mark before dates behind Arabic letters, which would turn 2024-04-09 into 09-04-2024.

    Numbers that follow an Arabic letter become Arabic numbers, and a hyphen parts these (Unicode Standard Annex 9, W2
    and W4); behind the mark they stay as they are.
    """
    if not _ARABIC.search(text):
        return text
    return _NUMBERS.sub(lambda date: f"{MARK if _is_behind_arabic(text[: date.start()]) else ''}{date[0]}", text)


def _is_behind_arabic(before: str) -> bool:
    """Whether the last letter that has a direction is an Arabic one."""
    directions = (unicodedata.bidirectional(letter) for letter in reversed(before))
    return next((one == "AL" for one in directions if one in ("L", "R", "AL")), False)
