"""The texts that people read beside the data, in English and Ukrainian: one catalogue in gettext's format.

The texts stand in messages/en.po and messages/uk.po and are read from there: see docs/decisions/ontology/messages.md.
Words of the vocabulary (kinds, roles, standings, columns) are in `labels`.

>>> message("actors", "en", count=1), message("actors", "uk", count=3), message("actors", "uk", count=21)
('1 actor', '3 учасники', '21 учасник')
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from gettext import c2py
from pathlib import Path

FOLDER = Path(__file__).resolve().with_name("messages")

CATEGORIES = {"en": ("one", "other"), "uk": ("one", "few", "many")}
"""What `Intl.PluralRules` calls the forms of a counted text, in the order of the catalogue."""

_MARKS = {"en": (",", "."), "uk": ("\u00a0", ",")}
"""What stands between thousands and before decimals."""


def message(key: str, lang: str, *, count: int | None = None, **values: object) -> str:
    """The text of a key with its values; with a `count`, in the plural form of that number.

    Raises KeyError for a key without a text, and for a value that the text needs and does not get.
    """
    if count is None:
        return texts(lang)[key][0].format(**values)
    form = texts(lang)[key][_plural(lang)(count)]
    return form.format(count=number(count, lang), **values)


def in_each_language(key: str) -> list[str]:
    """The text of a key in every language, for what recognises it whoever wrote it."""
    return [message(key, lang) for lang in CATEGORIES]


def plural_forms(key: str, lang: str) -> dict[str, str]:
    """The forms of a counted text by plural category, with `{count}` in each.

    >>> plural_forms("actors", "uk")
    {'one': '{count} учасник', 'few': '{count} учасники', 'many': '{count} учасників'}
    """
    return dict(zip(CATEGORIES[lang], texts(lang)[key], strict=True))


def number(value: float, lang: str, decimals: int = 0) -> str:
    r"""A number with marks between thousands.

    >>> number(12345, "en"), number(12345, "uk"), number(0.4567, "uk", 3)
    ('12,345', '12\xa0345', '0,457')
    """
    thousands, point = _MARKS[lang]
    return f"{value:,.{decimals}f}".translate({ord(","): thousands, ord("."): point})


def listing(names: Sequence[str], lang: str) -> str:
    """Names as one text.

    >>> listing(["A", "B", "C"], "en"), listing(["A", "B"], "uk")
    ('A, B and C', 'A і B')
    """
    if len(names) < 2:
        return "".join(names)
    return message("list-and", lang, first=", ".join(names[:-1]), last=names[-1])


def capitalised(text: str) -> str:
    """The text with a capital first letter; the rest stays as it is."""
    return text[:1].upper() + text[1:]


@cache
def texts(lang: str) -> dict[str, list[str]]:
    """The whole catalogue of a language by key: one text, or one for each plural form; the empty key has the header."""
    return parse((FOLDER / f"{lang}.po").read_text(encoding="utf-8"))


@cache
def _plural(lang: str) -> Callable[[int], int]:
    """Which form a number takes, by the rule in the header of the catalogue."""
    _, _, rule = texts(lang)[""][0].partition("plural=")
    return c2py(rule.partition(";")[0])


def parse(text: str) -> dict[str, list[str]]:
    """The entries of a .po file, as far as ours go: comments, msgid, msgid_plural, msgstr and msgstr[n].

    Raises ValueError for a key that stands twice.
    """
    entries: dict[str, list[str]] = {}
    forms: list[str] = []
    for keyword, value in _strings(text):
        if keyword == "msgid":
            if value in entries:
                raise ValueError(f"The key {value!r} stands twice.")
            forms = entries[value] = []
        elif keyword.startswith("msgstr"):
            forms.append(value)
    return entries


def _strings(text: str) -> Iterator[tuple[str, str]]:
    """Each keyword with its string, which may go on over several lines."""
    keyword, value = "", ""
    for line in text.splitlines():
        if line.startswith('"'):
            value += json.loads(line)
        elif line.startswith("msg"):
            if keyword:
                yield keyword, value
            keyword, _, quoted = line.partition(" ")
            value = json.loads(quoted)
    yield keyword, value
