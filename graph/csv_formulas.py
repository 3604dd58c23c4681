"""CSV that a spreadsheet cannot take for a formula.

A spreadsheet runs a cell that begins with `=`, `+`, `-` or `@`; blanks and characters that nobody sees do not stop it.
Where it takes semicolons or tabs for the ends of cells, as many countries have it, one cell becomes several, and each
may begin so. An apostrophe before the sign makes it text (OWASP, "CSV Injection").
"""

from __future__ import annotations

import re

SIGNS = "=+\\-@＝＋－＠"
"""What a formula begins with; the last four are those of full width, which some spreadsheets read alike."""

UNSEEN = '\\s"\x00-\x20\x7f-\xa0\xad\u034f\u061c\u180e\u200b-\u200f\u2028-\u202f\u205f-\u206f\u3000\ufeff'
"""What may stand before the sign and is not seen there, or taken away."""

NUMBER = r"[+-]?[0-9]+(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?"
"""What begins with a sign and is a number: it stays as it is."""

BEGINS = f"^([{UNSEEN}]*[{SIGNS}]|[\t\r\n])"
GOES_ON = f"([;\t\r\n][{UNSEEN}]*)([{SIGNS}])"
"""Where a cell would begin with a sign, and where a part of it would that may become a cell of its own."""

_NUMBER, _BEGINS, _GOES_ON = map(re.compile, (NUMBER, BEGINS, GOES_ON))


def safe(text: str) -> str:
    """The text for a cell, with an apostrophe wherever a formula would begin. Numbers and dates stay as they are.

    >>> safe("=1+1"), safe("-12.5"), safe("2022-05-30"), safe("a;@SUM(1)")
    ("'=1+1", '-12.5', '2022-05-30', "a;'@SUM(1)")
    """
    if _NUMBER.fullmatch(text):
        return text
    return _BEGINS.sub(r"'\1", _GOES_ON.sub(r"\1'\2", text))
