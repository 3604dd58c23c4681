"""Dates of EDTF for tables: their digits stay, and what their marks and brackets mean is said in words."""

from __future__ import annotations

import re

from accordgraph.ontology.messages import message

_RANGE = re.compile(r"\[(?P<first>[^\[\].,]*)\.\.(?P<last>[^\[\].,]*)\]")
_DOUBT = re.compile(r"[?~%]")

_DAY = r"\d{4}[?~%]?(?:-\d\d[?~%]?){0,2}"
_EDTF = re.compile(rf"\[(?:{_DAY})?\.\.(?:{_DAY})?\]|(?:{_DAY}|\.\.)/(?:{_DAY}|\.\.)?|/{_DAY}|{_DAY}")


def is_edtf(text: str) -> bool:
    """Whether a text is a date as the graph writes it, and no number or name beside.

    >>> [is_edtf(text) for text in ("[..2024]", "2016?-12-13", "2024/..", "2023/24", "50 %", "a~b")]
    [True, True, True, False, False, False]
    """
    return _EDTF.fullmatch(text) is not None


def since_words(edtf: str | None, lang: str) -> str:
    """A date in words, as exact as it is known.

    >>> since_words("[2022-05-30..2023-02-28]", "en"), since_words("2016?-12-13", "en"), since_words("2024/..", "en")
    ('between 2022-05-30 and 2023-02-28', '2016-12-13 (uncertain)', 'since 2024, ongoing')
    """
    if not edtf:
        return message("not-reported", lang)
    days = _RANGE.fullmatch(edtf)
    if days:
        return between(days["first"], days["last"], lang) or message("not-reported", lang)
    if edtf.count("/") == 1:
        first, last = edtf.split("/")
        return _interval(first, last, lang)
    return _doubted(edtf, lang)


def between(first: str, last: str, lang: str) -> str:
    """Between two days, of which one may be empty; empty where neither is known."""
    first, last = (_doubted(end, lang) if end else "" for end in (first, last))
    if first and last:
        return message("between-days", lang, first=first, last=last)
    if first or last:
        return message("or-later", lang, day=first) if first else message("or-earlier", lang, day=last)
    return ""


def _interval(first: str, last: str, lang: str) -> str:
    if last == "..":
        return message("ongoing", lang, first=_doubted(first, lang))
    known = [_doubted(end, lang) for end in (first, last) if end not in ("", "..")]
    if len(known) == 2:
        return message("from-to", lang, first=known[0], last=known[1])
    if not known:
        return message("not-reported", lang)
    return message("from" if first in known or first not in ("", "..") else "by", lang, day=known[0])


def _doubted(edtf: str, lang: str) -> str:
    """One date: its marks of doubt in words."""
    marks = set(_DOUBT.findall(edtf))
    bare = _DOUBT.sub("", edtf)
    if marks & {"~", "%"}:
        bare = message("about", lang, day=bare)
    return message("uncertain", lang, day=bare) if marks & {"?", "%"} else bare
