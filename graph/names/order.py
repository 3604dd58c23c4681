"""The order of names in a list: that of the alphabet of their language."""

from __future__ import annotations

import unicodedata

from accordgraph.graph.names.folding import fold

ALPHABET = "абвгґдеєжзиіїйклмнопрстуфхцчшщьюя"
_FIRST = 0x4E00
_PLACES = {ord(letter): _FIRST + place for place, letter in enumerate(ALPHABET)}
"""Each Ukrainian letter as one that Unicode sorts by its place, after Latin letters, and that folding leaves alone."""


def alphabetical(text: str) -> str:
    """A key that sorts names as a dictionary does: no case, no accents, Є after Е, І before Ї, Ґ after Г.

    >>> sorted(["Японія", "Європол", "Італія", "АРМА", "Ґданськ", "Група", "OLAF", "Йорданія"], key=alphabetical)
    ['OLAF', 'АРМА', 'Група', 'Ґданськ', 'Європол', 'Італія', 'Йорданія', 'Японія']
    """
    return fold(unicodedata.normalize("NFC", text).casefold().translate(_PLACES))
