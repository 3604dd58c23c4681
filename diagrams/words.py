"""What the page calls things: kinds, standings, dates."""

from __future__ import annotations

import re

from accordgraph.diagrams.picture import Edge

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


def standing_class(edge: Edge) -> str:
    """How the line is drawn: `held`, `disputed` or `not-held`."""
    if not edge.held:
        return "not-held"
    return "disputed" if edge.standing == "disputed" else "held"


def standing_words(edge: Edge) -> str:
    """How well established it is that the actor takes part."""
    words = STANDING_WORDS.get(edge.standing, edge.standing)
    return words if edge.held else f"{words}; not held"


def in_force_words(edge: Edge) -> str:
    """Whether it is in force on the picture's day, and why only possibly."""
    why = f": {edge.why_possible.replace('-', ' ')}" if edge.why_possible else ""
    return f"{edge.in_force}{why}" if edge.in_force else ""


def since_words(edtf: str) -> str:
    """A date in words, as exact as it is known.

    >>> since_words("[2022-05-30..2023-02-28]")
    'between 2022-05-30 and 2023-02-28'
    """
    found = _RANGE.fullmatch(edtf)
    if not found:
        return edtf or "not told"
    first, last = found["first"], found["last"]
    if first and last:
        return f"between {first} and {last}"
    return f"{last} or earlier" if last else f"{first} or later"


def until_words(edtf: str | None) -> str:
    """The end in words; none told is not the same as going on for ever."""
    return since_words(edtf) if edtf else "no end reported"


def since_on_line(edtf: str) -> str:
    """A date short enough for a line: a range becomes the month or the years that hold it; empty if too long.

    >>> since_on_line("[2022-05-30..2023-02-28]"), since_on_line("[2022-05-30..2022-05-31]"), since_on_line("[..2024]")
    ('2022–2023', '2022-05', 'by 2024')
    """
    found = _RANGE.fullmatch(edtf)
    text = edtf if not found else _range_on_line(found["first"], found["last"])
    return text if len(text) <= LONGEST_ON_A_LINE else ""


def _range_on_line(first: str, last: str) -> str:
    if not first or not last:
        return f"by {last}" if last else f"from {first}"
    if first[:7] == last[:7]:
        return first[:7]
    return first[:4] if first[:4] == last[:4] else f"{first[:4]}–{last[:4]}"
