"""Text brought to the letters that count: `fold` for one spelling, `loosen` for one sound in any script."""

from __future__ import annotations

import re
import unicodedata
from functools import partial

APOSTROPHES = "'’‘‛ʼʻʹ`´′＇"
LETTERS = str.maketrans(
    {**dict.fromkeys(APOSTROPHES), "ł": "l", "ø": "o", "đ": "d", "ħ": "h", "ı": "i", "æ": "ae", "œ": "oe", "ґ": "г"}
)
"""Apostrophes go, and letters that NFKD does not take apart become what people type for them."""

HYPHENS = r"\-‐-―−/"
"""What stands between the parts of a word, as a set of a regular expression."""

SOUNDS = (
    ("j", "dzh"),  # Євроджаст
    ("h", "[kg]h|g"),  # Г is H by the rules of 2010 and G in English and Russian; Х is KH, CH or H
    ("f", "ph"),
    ("t", "th"),
    ("ev", "eu"),  # Europol, Yevropol
    ("ks", "x"),
    ("v", "w"),
    ("k", "ck|q|c(?![ehiy])"),
    ("s", "c(?=[eiy])"),
    ("i", "[iyj]+"),
    ("", "i(?=[aeou])"),  # Ю is YU, IU or JU
)
"""What sounds alike, or is one letter in Ukrainian and several in the Latin ways of writing it; in this order.

The ways are those of the Cabinet of Ministers (resolution 55 of 27 January 2010), of passports before it, of libraries
(ALA-LC), of the English and German press, and of anyascii.
"""
_SOUNDS = tuple(partial(re.compile(spelling).sub, sound) for sound, spelling in SOUNDS)
_TWICE = partial(re.compile(r"([^\W\d])\1+").sub, r"\1")


def fold(text: str) -> str:
    """What counts in a name: no case, no accents, no apostrophes, no punctuation; й is и and ї is і.

    >>> fold("Обʼєднані  Нації"), fold("Łódź-Wschód"), fold("U.S.")
    ('обєднані націі', 'lodz wschod', 'us')
    """
    lowered = unicodedata.normalize("NFKC", text).casefold().translate(LETTERS)
    letters = "".join(c for c in unicodedata.normalize("NFKD", lowered) if not unicodedata.combining(c))
    return " ".join(re.sub(r"[^\w\s]|_", "", re.sub(f"[{HYPHENS}]", " ", letters)).split())


def loosen(word: str) -> str:
    """One folded word in Latin letters, with one spelling for each sound: alike however it was transliterated.

    >>> loosen("розслідувань"), loosen("rozsliduvan"), loosen("європол"), loosen("europol"), loosen("yevropol")
    ('rozsliduvan', 'rozsliduvan', 'evropol', 'evropol', 'evropol')
    """
    if not word.isascii():
        from anyascii import anyascii

        word = re.sub(r"[^a-z0-9]", "", anyascii(word).casefold())
    for sound in _SOUNDS:
        word = sound(word)
    return _TWICE(word)
