"""Numbers that sources report, their periods, and what they count, in words."""

from __future__ import annotations

import re

from accordgraph.ontology.messages import message, number, texts
from accordgraph.queries.answers.wording.dates import edtf_words, period_words

QUALIFIERS = {"about": "number-about", "more-than": "number-more", "less-than": "number-less"}
"""What is said of a number that is not exact."""

HALF = re.compile(r"(\d{4})-(01|07)/\1-(06|12)")
"""The first or the second half of a year."""

YEARS = re.compile(r"(\d{4})/(\d{4})")
YEAR = re.compile(r"\d{4}")


def value_words(value: float, lang: str, qualifier: str | None = None) -> str:
    """A number with marks between thousands, and with what the source says of how exact it is.

    >>> value_words(1002.0, "en"), value_words(480, "uk", "about")
    ('1,002', 'близько 480')
    """
    written = number(value, lang, 0 if value % 1 == 0 else 1)
    return message(QUALIFIERS[qualifier], lang, number=written) if qualifier in QUALIFIERS else written


def has_column(period: str) -> bool:
    """Whether a period is short enough for a column of its own: a year or a half of one."""
    return bool(YEAR.fullmatch(period) or HALF.fullmatch(period))


def column_words(period: str, lang: str) -> str:
    """A period as the heading of a column.

    >>> column_words("2025-01/2025-06", "en"), column_words("2024", "uk")
    ('2025 H1', '2024')
    """
    half = HALF.fullmatch(period)
    return message("half-1-short" if half[2] == "01" else "half-2-short", lang, year=half[1]) if half else period


def reported_period(period: str, lang: str) -> str:
    """A period in words.

    >>> reported_period("2025-01/2025-06", "en"), reported_period("2021/2024", "uk")
    ('first half of 2025', '2021–2024')
    >>> reported_period("2022/..", "en"), reported_period("2022-02-24/..", "uk")
    ('since 2022', 'з 24 лютого 2022 року')
    """
    if half := HALF.fullmatch(period):
        return message("half-1" if half[2] == "01" else "half-2", lang, year=half[1])
    if YEAR.fullmatch(period):
        return period
    if years := YEARS.fullmatch(period):
        return f"{years[1]}\u2013{years[2]}"
    return period_words(period, lang) if "/" in period else edtf_words(period, lang)


def series_name(series: str, lang: str) -> str:
    """What a series is called: by the catalogue, or else by its id with blanks."""
    return _named("series", series, lang)


def measure_name(measure: str, lang: str) -> str:
    """What a measure is called: by the catalogue, or else by its id with blanks."""
    return _named("measure", measure, lang)


def _named(what: str, identifier: str, lang: str) -> str:
    key = f"{what}.{identifier}"
    return message(key, lang) if key in texts(lang) else identifier.replace("-", " ")
