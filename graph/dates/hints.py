"""The date that is probably meant by a text that is none: for messages alone, nothing is ever read so."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta

from accordgraph.graph.dates.julian import gregorian_end

FIRST_DAY_OF_SPREADSHEETS = date(1899, 12, 30)
"""The day 0 of spreadsheets; 44711 is 30 May 2022."""

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
SEASONS = {"spring": 21, "summer": 22, "autumn": 23, "fall": 23, "winter": 24}
MONTH = rf"(?P<name>{'|'.join(MONTHS)})[a-z]*\.?"
ABOUT = r"(?:about|around|circa|ca?\.?|approximately|approx\.?)"
SHAPES = (
    r"(?P<day>\d{1,2})\.(?P<month>\d{1,2})\.(?P<year>\d{4})",
    r"(?P<month>\d{1,2})\.(?P<year>\d{4})",
    r"(?P<year>\d{4})[-./](?P<month>\d{1,2})[-./](?P<day>\d{1,2})",
    r"(?P<year>\d{4})(?P<month>\d{2})(?P<day>\d{2})",
    r"(?P<year>\d{4})[-./](?P<month>\d{1,2})",
    rf"(?P<day>\d{{1,2}})(?:st|nd|rd|th)? (?:of )?{MONTH},? (?P<year>\d{{4}})",
    rf"{MONTH} (?P<day>\d{{1,2}})(?:st|nd|rd|th)?,? (?P<year>\d{{4}})",
    rf"{MONTH},? (?P<year>\d{{4}})",
)
"""How people write a day or a month."""

EDTF_SIGNS = re.compile(r"[Y\[]?[-0-9X?~%./,\]]+(?:/[-0-9X?~%.]*)?")
"""All signs of dates, sets and intervals."""

DECADE = re.compile(r"(?:the )?(\d{3})0s")
QUARTER = re.compile(r"q([1-4])[ /-]?(\d{4})|(\d{4})[ /-]?q([1-4])")
SEASON = re.compile(rf"({'|'.join(SEASONS)})(?: of)? (\d{{4}})")
SLASHED = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})")
BOUND = re.compile(r"(before|until|till|by|not later than|after|since|from|not before) (.+)")


def probably_meant(text: str) -> str | None:
    """What the text would be in EDTF, or None where that is anybody's guess.

    >>> probably_meant("30.05.2022"), probably_meant("before 1990"), probably_meant("44711")
    ('2022-05-30', '[..1989]', '2022-05-30')
    """
    if not text.isascii():
        return None
    plain = " ".join(text.lower().split())
    return _of_drafts(text) or _spreadsheet(plain) or _slashed(plain) or _bounded(plain) or _one(plain)


def julian_leap_day(text: str) -> str | None:
    """The day in the Gregorian calendar of a 29 February that only the Julian one has.

    >>> julian_leap_day("1900-02-29"), julian_leap_day("1901-02-29")
    ('1900-03-13', None)
    """
    match = re.fullmatch(r"([0-9]{4})-02-29", text)
    if match is None or int(match[1]) % 4 or not int(match[1]):
        return None
    year = int(match[1])
    return gregorian_end(date(year, 2, 28), is_day=False).isoformat() if monthrange(year, 2)[1] == 28 else None


def _of_drafts(text: str) -> str | None:
    """What drafts and other programs write where EDTF of 2019 has another sign: `199u`, `1984?~`, `open`, `..1984`."""
    modern = text.replace("?~", "%").replace("~?", "%").replace(", ", ",").replace("unknown", "").replace("open", "..")
    modern = re.sub(r"(?<=[0-9uxX-])[ux]", "X", re.sub(r"^y(?=-?[0-9])", "Y", modern))
    modern = re.sub(r"(?<=[0-9X-])[ux]", "X", modern)
    if "/" not in modern and ".." in modern and modern[0] not in "[{":
        modern = f"[{modern}]"
    is_date = EDTF_SIGNS.fullmatch(modern) and re.search("[0-9]", modern)
    return modern if modern != text and is_date else None


def _spreadsheet(text: str) -> str | None:
    """A day of the years 1954 to 2064 as a spreadsheet counts it."""
    if not re.fullmatch("[2-5][0-9]{4}", text, re.ASCII):
        return None
    return (FIRST_DAY_OF_SPREADSHEETS + timedelta(days=int(text))).isoformat()


def _slashed(text: str) -> str | None:
    """Day and month in either order, where both orders make a day."""
    match = SLASHED.fullmatch(text)
    if not match:
        return None
    first, second, year = match.groups()
    readings = [_written(year, *order) for order in ((second, first), (first, second))]
    return " or ".join(dict.fromkeys(reading for reading in readings if reading)) or None


def _bounded(text: str) -> str | None:
    match = BOUND.fullmatch(text)
    meant = _one(match[2]) if match else None
    if match is None or meant is None or not re.fullmatch(r"[0-9-]+", meant) or meant[:4] in ("0001", "9999"):
        return None
    if match[1] in ("before", "after"):
        meant = _beside(meant, -1 if match[1] == "before" else 1)
    is_end = match[1] in ("before", "until", "till", "by", "not later than")
    return f"[..{meant}]" if is_end else f"[{meant}..]"


def _one(text: str) -> str | None:
    """One date: in digits, in words, or as a decade, quarter or season."""
    if match := re.fullmatch(rf"{ABOUT} ?(.+)", text):
        meant = _one(match[1])
        return f"{meant}~" if meant and meant[-1] not in "~X" else None
    if re.fullmatch(r"\d{4}", text):
        return text
    if match := DECADE.fullmatch(text):
        return f"{match[1]}X"
    if match := QUARTER.fullmatch(text):
        return f"{match[2] or match[3]}-{32 + int(match[1] or match[4])}"
    if match := SEASON.fullmatch(text):
        return f"{match[2]}-{SEASONS[match[1]]}"
    return _digits(text)


def _digits(text: str) -> str | None:
    for shape in SHAPES:
        if match := re.fullmatch(shape, text, re.ASCII):
            parts = match.groupdict()
            month = parts.get("month") or f"{MONTHS.index(parts['name']) + 1}"
            return _written(parts["year"] or "", month, parts.get("day"))
    return None


def _written(year: str, month: str, day: str | None) -> str | None:
    """The date, as exactly as its parts that are not zero; None where there is no such day."""
    if int(month) == 0:
        return year if day is None or int(day) == 0 else None
    if not 1 <= int(month) <= 12 or int(year) == 0:
        return None
    if day is None or int(day) == 0:
        return f"{year}-{int(month):02}"
    is_there = int(day) <= monthrange(int(year), int(month))[1]
    return f"{year}-{int(month):02}-{int(day):02}" if is_there else None


def _beside(text: str, step: int) -> str:
    """The year, month or day before or after one."""
    if len(text) == 10:
        return (date.fromisoformat(text) + timedelta(days=step)).isoformat()
    if len(text) == 4:
        return f"{int(text) + step:04}"
    year, month = divmod(int(text[:4]) * 12 + int(text[5:]) - 1 + step, 12)
    return f"{year:04}-{month + 1:02}"
