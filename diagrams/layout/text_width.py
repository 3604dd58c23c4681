"""How much room a text takes, estimated without a font: the page opens with whatever font is there."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import TypeAlias

Piece: TypeAlias = "tuple[str, str]"
"""A piece of a word, after what stands before it where both are on one line: a blank, or nothing."""

SLIMMEST_EM = 0.3
"""No letter that takes room is slimmer: more letters than so fit nowhere, and are not looked at."""

_HYPHENS = re.compile(r"(?<=[^\W\d][-–])(?=[^\W\d])")
"""Where a word may part: after a hyphen or a dash between letters."""

_DATE = re.compile(r"\d{4}-\d\d(-\d\d)?")
"""A date, which is never cut."""

UNKNOWN = "\ufffd"
"""Stands for a character without a letter, in texts that have no short form."""

_NARROW = frozenset("ijltfrI.,:;'|!()[]/-’‘ ії")
_WIDE = frozenset("mwMW@%—&ЖШЩЮЫжшщюыОмМ")


def text_width(text: str, size_px: float) -> float:
    """Width in pixels of one line. A little more than Noto Sans, Segoe UI and DejaVu Sans take on average."""
    return sum(_em(character) for character in text) * size_px


@cache
def _em(character: str) -> float:
    if unicodedata.combining(character):
        return 0.0
    if unicodedata.east_asian_width(character) in "WF" or _is_foreign(character):
        return 1.02
    if character in _NARROW:
        return 0.36
    if character in _WIDE:
        return 0.95
    return 0.71 if character.isupper() else 0.61


def _is_foreign(character: str) -> bool:
    """Whether it is of a script that the bundled fonts lack for the most part, or the sign that is drawn for it."""
    return character == UNKNOWN or 0x700 <= ord(character) < 0x1E00 or ord(character) > 0xFFFF


def wrap(text: str, width_px: float, size_px: float, most_lines: int) -> tuple[str, ...]:
    """The text in lines of about equal width, none wider than `width_px`; what is too long ends in an ellipsis."""
    room = most_lines * int(width_px / (SLIMMEST_EM * size_px)) + 1
    pieces = [piece for word in text[:room].split() for piece in _pieces(word, width_px, size_px)]
    widest = _fill(pieces, width_px, size_px)
    if len(widest) > most_lines:
        return (*widest[: most_lines - 1], _shorten(f"{widest[most_lines - 1]} …", width_px, size_px))
    narrower = (_fill(pieces, width_px * step / 20, size_px) for step in range(8, 21))
    return tuple(next(lines for lines in narrower if len(lines) == len(widest)))


def _fill(pieces: list[Piece], width_px: float, size_px: float) -> list[str]:
    lines = [""]
    for before, piece in pieces:
        longer = f"{lines[-1]}{before}{piece}" if lines[-1] else piece
        if text_width(longer, size_px) <= width_px or not lines[-1]:
            lines[-1] = longer
        else:
            lines.append(piece)
    return lines


def _pieces(word: str, width_px: float, size_px: float) -> list[Piece]:
    """A word in pieces that fit, each with what stands before it on the same line: it parts after its hyphens, never in
    a date. What is still too wide for any line is cut; long words take no longer a letter.
    """
    parts = [piece for part in _HYPHENS.split(word) for piece in _cut(part, width_px, size_px)]
    return [(" " if number == 0 else "", part) for number, part in enumerate(parts)]


def _cut(word: str, width_px: float, size_px: float) -> list[str]:
    if _DATE.fullmatch(word):
        return [word]
    pieces, first, ems = [], 0, 0.0
    for place, letter in enumerate(word):
        em = _em(letter)
        if place > first and (ems + em) * size_px > width_px:
            pieces.append(word[first:place])
            first, ems = place, 0.0
        ems += em
    return [*pieces, word[first:]]


def _shorten(line: str, width_px: float, size_px: float) -> str:
    kept = line.removesuffix("…").rstrip()
    while kept and text_width(f"{kept}…", size_px) > width_px:
        kept = kept[:-1].rstrip()
    return f"{kept}…"
