"""Text made safe to look at: what hides or reorders other characters is written out."""

from __future__ import annotations

import re
import unicodedata

_SPACES = frozenset("\t\n\r")
_JOINERS = frozenset("\u200c\u200d")  # Persian, Indic scripts and emoji need them; they reorder nothing
_HIDDEN = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})
_BLANK = re.compile("[\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0]")
"""Letters and marks by their category that show nothing."""


def visible(text: str) -> str:
    r"""The text with every character that hides or reorders others written out.

    Tabs and line ends become spaces. Control characters, lone surrogates and the marks that turn
    the direction of writing (Unicode Technical Report 36) become escapes that can be read.

    >>> visible("Bank\u202egnp.exe")
    'Bank\\u202egnp.exe'
    """
    if text.isascii() and text.isprintable():  # nearly every text
        return text
    text = _BLANK.sub(lambda match: _escape(match[0]), text)
    if text.isprintable():  # nothing else that hides or reorders is
        return text
    return "".join(_written_out(character) for character in text)


def visible_lines(text: str) -> str:
    """The text line by line, each `visible`: line feeds stay."""
    return "\n".join(map(visible, text.split("\n")))


def _written_out(character: str) -> str:
    if character in _SPACES:
        return " "
    if character in _JOINERS or unicodedata.category(character) not in _HIDDEN:
        return character
    return _escape(character)


def _escape(character: str) -> str:
    code = ord(character)
    return f"\\u{code:04x}" if code <= 0xFFFF else f"\\U{code:08x}"
