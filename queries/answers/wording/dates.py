"""Dates in words: a day, a month, a year, one of several days, or bounds, as exact as they are known."""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Literal

from accordgraph.graph.dates import bounds
from accordgraph.ontology.messages import message

Day = datetime.date | None
"""A bound; None is unknown."""

Form = Literal["plain", "then", "since", "cell"]
"""`plain`: 30 May 2022; `then`: on 30 May 2022, in May 2022; `since`: since 30 May 2022; `cell`: as `plain`, where it
stands alone in a table: not before 25 March and not after 30 May 2022."""

Doubter = Literal["source", "ours"]
"""Whose doubt marks of a date are: that of the source, or ours of what it says."""

NOT_SURE: Mapping[Doubter, str] = {"source": "source-not-sure", "ours": "we-are-not-sure"}
"""What is said of a date with marks of doubt."""

Shape = Literal["between", "until", "from", "unknown", "about"]
"""A date that is no single day, month or year."""

TEXTS: Mapping[Form, Mapping[Shape, str]] = {
    "plain": {
        "between": "plain-between",
        "until": "plain-until",
        "from": "plain-from",
        "unknown": "plain-unknown",
        "about": "plain-about",
    },
    "cell": {
        "between": "cell-between",
        "until": "plain-until",
        "from": "plain-from",
        "unknown": "plain-unknown",
        "about": "plain-about",
    },
    "then": {
        "between": "then-between",
        "until": "then-until",
        "from": "then-from",
        "unknown": "then-unknown",
        "about": "then-about",
    },
    "since": {
        "between": "since-between",
        "until": "since-until",
        "from": "since-from",
        "unknown": "since-unknown",
        "about": "since-about",
    },
}
"""The text of each shape in each form."""

_RANGE = re.compile(r"\[(?P<first>[^\[\].]*)\.\.(?P<last>[^\[\].]*)\]")
DOUBT = re.compile(r"[?~%]")
"""Marks of a date of which its source, or who entered it, is not sure."""

_PLAIN = re.compile(r"\d{4}(-\d\d){0,2}")

DATES_KEPT = 20_000
"""Dates in words that are kept: an answer has the same again and again, and so have answers."""


@lru_cache(DATES_KEPT)
def edtf_words(edtf: str | None, lang: str, form: Form = "plain", doubter: Doubter = "source") -> str:
    """A date of a column in words. An interval of an act, such as 2022-05-30/2022-05-31, is one of its days.

    >>> edtf_words("2022-05-30/2022-05-31", "en"), edtf_words("2024", "en", "then"), edtf_words("2026-03", "uk")
    ('30 or 31 May 2022', 'in 2024', 'березень 2026 року')
    """
    if not edtf:
        return _bounded("", "", lang, form)
    if DOUBT.search(edtf):
        return _doubted(edtf, lang, form, doubter)
    match = _RANGE.fullmatch(edtf)
    if match:
        return _bounded(match["first"], match["last"], lang, form)
    if "/" in edtf:
        first, last = (end.strip(".") for end in edtf.split("/", 1))
        return _bounded(first, last, lang, form)
    return _one(edtf, lang, form)


@lru_cache(DATES_KEPT)
def bounds_words(earliest: Day, latest: Day, lang: str, form: Form = "plain") -> str:
    """A moment between two days in words.

    >>> from datetime import date
    >>> bounds_words(date(2022, 3, 25), date(2022, 12, 31), "en", "since")
    'since a day between 25 March and 31 December 2022'
    >>> bounds_words(date(2024, 1, 1), date(2024, 12, 31), "uk", "since")
    'з 2024 року (дня не названо)'
    """
    return edtf_words(bounds.write(earliest, latest), lang, form)


def start_in_cell(stated: str | None, earliest: Day, latest: Day, lang: str, *, is_read: bool) -> str:
    """A start where it stands alone in a table: by its bounds, or as it is stated where it has marks of doubt, with
    whose doubt it is; `is_read` says that it is our reading.

    >>> from datetime import date
    >>> start_in_cell("2016?", date(2015, 1, 1), date(2017, 12, 31), "en", is_read=True)
    '2016, of which we are not sure'
    """
    if stated and DOUBT.search(stated):
        return edtf_words(stated, lang, "cell", "ours" if is_read else "source")
    return bounds_words(earliest, latest, lang, "cell")


def one_of_two_words(first: datetime.date, last: datetime.date, lang: str, form: Form = "plain") -> str:
    """One of two days in words, where none between them is meant.

    >>> from datetime import date
    >>> one_of_two_words(date(1995, 2, 24), date(1995, 4, 24), "en", "since")
    'since 24 February or 24 April 1995'
    """
    return _one_of_two(*_pair(first.isoformat(), last.isoformat(), lang), lang, form)


def day_words(day: datetime.date, lang: str, form: Form = "plain") -> str:
    """One day in words.

    >>> from datetime import date
    >>> day_words(date(2024, 4, 10), "en"), day_words(date(2024, 4, 10), "uk", "since")
    ('10 April 2024', 'з 10 квітня 2024 року')
    """
    return _one(day.isoformat(), lang, form)


def period_words(edtf: str | None, lang: str, form: Form = "plain") -> str:
    """The period that something took, from its first day to its last.

    >>> period_words("2025-04-29/2025-05-02", "en"), period_words("2025-04-29/2025-05-02", "uk")
    ('29 April to 2 May 2025', '29 квітня – 2 травня 2025 року')
    >>> period_words("2022-03/2025-02", "en"), period_words("2022-03/2025-02", "uk")
    ('March 2022 to February 2025', 'березень 2022 року – лютий 2025 року')
    >>> period_words("2025-01/2025-03", "en"), period_words("2025-01/2025-03", "uk")
    ('January to March 2025', 'січень – березень 2025 року')
    >>> period_words("2022/..", "en"), period_words("2022/..", "uk")
    ('since 2022', 'з 2022 року')
    """
    first, _, last = (edtf or "").partition("/")
    if len(first) == len(last) == 10 and not DOUBT.search(first + last):
        start, end = _pair(first, last, lang)
        return message("first-to-last", lang, first=start, last=end)
    if _PLAIN.fullmatch(first) and _PLAIN.fullmatch(last):
        start, end = (_written(one, lang, "genitive" if len(one) == 10 else "nominative") for one in (first, last))
        if len(first) == len(last) == 7 and first[:4] == last[:4]:
            start = _month(first, lang, "months-nominative")
        return message("first-to-last", lang, first=start, last=end)
    if last == ".." and _PLAIN.fullmatch(first) and form == "plain":
        return message("since-day", lang, date=_written(first, lang, "genitive"))
    return edtf_words(edtf, lang, form)


def _one(edtf: str, lang: str, form: Form) -> str:
    """One date of a precision."""
    is_day = len(edtf) == 10
    if form == "since":
        return message("since-day" if is_day else "since-month", lang, date=_written(edtf, lang, "genitive"))
    if form == "then":
        date = _written(edtf, lang, "genitive" if is_day else "locative")
        return message("then-day" if is_day else "then-month", lang, date=date)
    return _written(edtf, lang, "nominative")


def _bounded(first: str, last: str, lang: str, form: Form) -> str:
    if first and last:
        return _between(first, last, lang, form)
    if last:
        return message(TEXTS[form]["until"], lang, date=_written(last, lang, "genitive"))
    if first:
        return message(TEXTS[form]["from"], lang, date=_written(first, lang, "genitive"))
    return message(TEXTS[form]["unknown"], lang)


def _between(first: str, last: str, lang: str, form: Form) -> str:
    start, end = _pair(first, last, lang)
    if len(first) == len(last) == 10 and _distance(first, last) == 1:
        return _one_of_two(start, end, lang, form)
    return message(TEXTS[form]["between"], lang, first=start, last=end)


def _one_of_two(first: str, last: str, lang: str, form: Form) -> str:
    days = message("one-of-two", lang, first=first, last=last)
    return (
        days if form in ("plain", "cell") else message("since-day" if form == "since" else "then-day", lang, date=days)
    )


def _distance(first: str, last: str) -> int:
    return (datetime.date.fromisoformat(last) - datetime.date.fromisoformat(first)).days


def _pair(first: str, last: str, lang: str) -> tuple[str, str]:
    """Two dates; what the first shares with the second is not repeated."""
    end = _written(last, lang, "genitive")
    if len(first) < 10 or len(last) < 10 or first[:4] != last[:4]:
        return _written(first, lang, "genitive"), end
    day, month = int(first[8:]), _month(first, lang, "months")
    if first[:7] == last[:7]:
        return str(day), end
    return message("day-month", lang, day=day, month=month), end


def _written(edtf: str, lang: str, case: Literal["nominative", "genitive", "locative"]) -> str:
    """A date in a case; in English all are alike, and a day is the same in all."""
    if len(edtf) == 10:
        return message("day", lang, day=int(edtf[8:]), month=_month(edtf, lang, "months"), year=edtf[:4])
    if len(edtf) == 7:
        months = "months" if case == "genitive" else f"months-{case}"
        return message("month-year", lang, month=_month(edtf, lang, months), year=edtf[:4])
    return message(f"year-{case}", lang, year=edtf)


def _month(edtf: str, lang: str, key: str) -> str:
    return message(key, lang).split()[int(edtf[5:7]) - 1]


def _doubted(edtf: str, lang: str, form: Form, doubter: Doubter) -> str:
    """A date with marks of doubt, and whose doubt it is."""
    bare, marks = DOUBT.sub("", edtf), set(DOUBT.findall(edtf))
    words = edtf_words(bare, lang, form)
    if marks & {"~", "%"} and len(bare) in (4, 7, 10) and "[" not in bare:
        words = message(TEXTS[form]["about"], lang, date=_written(bare, lang, "genitive"))
    return message(NOT_SURE[doubter], lang, date=words) if marks & {"?", "%"} else words
