"""Whose ratification a column of days has: that of all parties, or of the one that its heading names."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

import polars as pl

PLAIN = re.compile(
    r"ratif\w*|acced\w*|accession\w*|joined|joining|приєднан\w*|ратифік\w*|accept\w*|approv\w*|succession"
    r"|прийнятт\w*|затвердж\w*|date|dates|day|year|of|on|the|in|and|to"
    r"|дата|день|рік|both|all|parties|обома|сторонами"
)
"""Words of headings that name no party."""

CONSENTS = {
    "ratif|ратифік": "ratification",
    "acced|accession|приєднан": "accession",
    "accept|прийнятт": "acceptance",
    "approv|затвердж": "approval",
    "success|правонаступ": "succession",
}
"""Acts of consent by the words of headings."""

ACT = (
    r"\((?<{}>\p{{L}}*(?:ratif|acced|access|accept|approv|success|приєднан|ратифік|прийнят|затвердж|правонаст)"
    r"\p{{L}}*)\)"
)
"""The word of an act of consent in brackets after its day, as in `2015 (accession)`, as a part with a name."""

LOOK_ALIKE = str.maketrans("авс", "abc")
"""Cyrillic letters that stand for Latin ones, as marks of a party."""


MARK = re.compile(r"\([A-Za-z]{1,2}\)")
"""After the name of an act in a heading, as in `Accession(a)`."""


def consent(heading: str) -> str:
    """The type of act that a column of such days has: where its heading names several, an entry that says no more."""
    kinds = [kind for pattern, kind in CONSENTS.items() if re.search(pattern, heading.lower())]
    return kinds[0] if len(kinds) == 1 else "entry"


def words_of(heading: str) -> frozenset[str]:
    """The words of a heading; of one letter, a Cyrillic one is the Latin one that it looks like."""
    words = re.findall(r"\w+", heading.lower())
    return frozenset(word.translate(LOOK_ALIKE) if len(word) == 1 else word for word in words)


def ratifying(column: str, parties: Mapping[str, pl.Series]) -> list[str]:
    """The columns of those whose ratification a column has; none where its heading does not tell.

    `parties` are the columns of the parties with their cells.
    """
    left = {word for word in words_of(MARK.sub("", column)) if not PLAIN.fullmatch(word) and word != "by"}
    if not left:
        return list(parties)
    named = [name for name in parties if left & _own(name, list(parties))]
    named = named or [name for name, cells in parties.items() if _is_only(cells, column)]
    return named if len(named) == 1 and len(parties) > 1 else []


def _own(name: str, names: Sequence[str]) -> frozenset[str]:
    """The words of a heading that the other columns of parties lack."""
    return words_of(name).difference(*(words_of(other) for other in names if other != name))


def _is_only(cells: pl.Series, heading: str) -> bool:
    """Whether a column has one party only, and a heading names it."""
    values = cells.drop_nulls().unique().to_list()
    return len(values) == 1 and str(values[0]).lower() in heading.lower()
