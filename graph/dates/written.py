"""Days as people write them, on a command line, in an address and in a parameter alike."""

from __future__ import annotations

import datetime
import re

from accordgraph.ontology.messages import in_each_language

SEPARATED = re.compile(r"(?P<year>[0-9]{4})-(?P<month>[0-9]{1,2})-(?P<day>[0-9]{1,2})")
DOTTED = re.compile(r"(?P<day>[0-9]{1,2})\.(?P<month>[0-9]{1,2})\.(?P<year>[0-9]{4})")
"""Dots separate day, month and year in this order; slashes are read in two ways, and are refused."""

IN_WORDS = re.compile(r"(?P<day>[0-9]{1,2})\s+(?P<month>[^\W\d_]+)\s+(?P<year>[0-9]{4})(?:\s+(?:року|р\.))?")
"""As pages and answers write a day in either language."""


def written_day(text: str) -> datetime.date | None:
    """The day that is meant, None where the text is none or can be read in more than one way.

    >>> written_day("2024-04-10") == written_day("10.4.2024") == written_day("10 April 2024")
    True
    >>> written_day("10 квітня 2024 року"), written_day("10/04/2024"), written_day("2024-02-30")
    (datetime.date(2024, 4, 10), None, None)
    """
    text = text.strip()
    match = SEPARATED.fullmatch(text) or DOTTED.fullmatch(text) or IN_WORDS.fullmatch(text)
    try:
        return datetime.date(int(match["year"]), _month(match["month"]), int(match["day"])) if match else None
    except ValueError:
        return None


def _month(text: str) -> int:
    """The number of a month that is written as a number or as a word; 0, which no month has, for other words."""
    if text.isdecimal():
        return int(text)
    for months in map(str.split, map(str.casefold, in_each_language("months"))):
        if text.casefold() in months:
            return months.index(text.casefold()) + 1
    return 0
