"""What the page calls things: kinds, standings, dates."""

from __future__ import annotations

import re

from accordgraph.diagrams.existence import Verdict
from accordgraph.diagrams.picture import Link, When

KIND_WORDS = {
    "state": "State",
    "agency": "Agency",
    "international": "International body",
    "group": "Group",
    "other": "Other actor",
    "agreement": "Agreement",
    "operation": "Operation",
    "assistance": "Assistance",
    "report": "Report",
}
STANDING_WORDS = {
    "confirmed": "confirmed",
    "refined": "refined",
    "single": "one voice",
    "disputed": "disputed",
}
STANDING_EXPLAINED = {
    "confirmed": "confirmed: told by two or more independent voices",
    "refined": "refined: one voice is more exact than the others",
    "single": "one voice: told by one only",
    "disputed": "disputed: some say so, others deny it",
}
STANDING_LEGEND = (
    ("held", "told, not contradicted"),
    ("disputed", "disputed"),
    ("not-held", "disputed, not held"),
)
IN_FORCE_WORDS = ("certainly", "presumably", "possibly")
LONGEST_ON_A_LINE = 14  # characters of a date that a line can carry

_RANGE = re.compile(r"\[(?P<first>[^\[\].]*)\.\.(?P<last>[^\[\].]*)\]")


def kind_word(kind: str) -> str:
    """The kind in the reader's words."""
    return KIND_WORDS.get(kind, KIND_WORDS["other"])


def look(link: Link) -> str:
    """How the line is drawn: `held`, `disputed` or `not-held`."""
    if not link.held:
        return "not-held"
    return "disputed" if link.standing == "disputed" else "held"


def standing_words(link: Link) -> str:
    """How well established it is."""
    words = STANDING_WORDS.get(link.standing, link.standing)
    return words if link.held else f"{words}; not held"


def in_force_words(verdict: Verdict) -> str:
    """Whether it is in force on the picture's day, and why only possibly."""
    why = f": {verdict.why_possible.replace('-', ' ')}" if verdict.why_possible else ""
    return f"{verdict.in_force}{why}"


def since_words(edtf: str | None) -> str:
    """A date in words, as exact as it is known.

    >>> since_words("[2022-05-30..2023-02-28]")
    'between 2022-05-30 and 2023-02-28'
    """
    found = _RANGE.fullmatch(edtf or "")
    if not found:
        return edtf or "not told"
    first, last = found["first"], found["last"]
    if first and last:
        return f"between {first} and {last}"
    return f"{last} or earlier" if last else f"{first} or later"


def until_words(when: When) -> str:
    """The end in words: none told is not the same as going on for ever, and a term is only the least."""
    if when.until_latest is None:
        return f"not before {when.until_earliest} (a term)" if when.end_kind == "term" else "no end reported"
    if when.until_earliest in (None, when.until_latest):
        return when.until_latest.isoformat() if when.until_earliest else f"{when.until_latest} or earlier"
    return f"between {when.until_earliest} and {when.until_latest}"


def since_on_line(edtf: str | None) -> str:
    """A date short enough for a line: a range becomes the month or the years that hold it; empty if too long.

    >>> since_on_line("[2022-05-30..2023-02-28]"), since_on_line("[2022-05-30..2022-05-31]"), since_on_line("[..2024]")
    ('2022–2023', '2022-05', 'by 2024')
    """
    found = _RANGE.fullmatch(edtf or "")
    text = (edtf or "") if not found else _range_on_line(found["first"], found["last"])
    return text if len(text) <= LONGEST_ON_A_LINE else ""


def _range_on_line(first: str, last: str) -> str:
    if not first or not last:
        return f"by {last}" if last else f"from {first}"
    if first[:7] == last[:7]:
        return first[:7]
    return first[:4] if first[:4] == last[:4] else f"{first[:4]}–{last[:4]}"
