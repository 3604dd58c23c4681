"""The article that an English name takes in a sentence; Ukrainian has none."""

from __future__ import annotations

import re
from functools import lru_cache

STATE_ENDS = frozenset(
    {"Republic", "States", "Kingdom", "Federation", "Netherlands", "Emirates", "Islands", "Union", "Philippines"}
)
STATE_BEGINNINGS = frozenset({"Republic", "Kingdom", "State", "Principality", "Commonwealth", "Federation"})
"""Words at the end or the beginning of English names of states that take an article."""

BODIES = frozenset(
    (
        *("academy", "administration", "agency", "association", "authority", "bank", "board", "bureau", "centre"),
        *("center", "commission", "committee", "council", "court", "department", "directorate", "division"),
        *("force", "fund", "guard", "headquarters", "inspectorate", "institute", "ministry", "mission", "office"),
        *("organisation", "organization", "police", "prosecutor", "secretariat", "section", "service"),
        *("tribunal", "union", "unit"),
    )
)
"""Nouns that say what a body is: its English name takes an article, unless a place stands before the noun alone."""

ACTS = frozenset(
    (
        *("agreement", "arrangement", "charter", "convention", "letter", "memorandum", "mechanism", "plan"),
        *("programme", "project", "protocol", "searches", "statute", "team", "treaty"),
    )
)
"""Nouns that say what an agreement or an operation is."""

PLACED = frozenset({"police", "prosecutor"})
"""Nouns that a place before them makes a proper name: Warsaw Police, but the National Police of Ukraine."""


NAMES_KEPT = 20_000
"""Names with their articles that are kept: answers name the same again and again."""


def of_state(name: str) -> bool:
    """Whether an English name stands with "the" in a sentence as one of a state that says what it is.

    >>> [of_state(name) for name in ("Czech Republic", "Republic of Korea", "Ukraine", "State Audit Service")]
    [True, True, False, False]
    """
    words = name.split()
    return (words[0] in STATE_BEGINNINGS and words[1:2] == ["of"]) or (words[-1] in STATE_ENDS and " of " not in name)


@lru_cache(NAMES_KEPT)
def with_article(name: str, lang: str) -> str:
    """A name as it stands in a sentence: in English with "the", where it says what the body or the agreement is.

    >>> with_article("National Anti-Corruption Bureau of Ukraine", "en"), with_article("Eurojust", "en")
    ('the National Anti-Corruption Bureau of Ukraine', 'Eurojust')
    >>> with_article("Warsaw Police", "en"), with_article("European Public Prosecutor's Office", "en")
    ('Warsaw Police', "the European Public Prosecutor's Office")
    >>> with_article("Operation Dawn Treaty", "en"), with_article("The Hague Group", "en"), with_article("NABU", "uk")
    ('Operation Dawn Treaty', 'The Hague Group', 'NABU')
    """
    return f"the {name}" if lang == "en" and (of_state(name) or _is_descriptive(name)) else name


def _is_descriptive(name: str) -> bool:
    head = re.split(r",| of | for | on | in | between ", name)[0]
    words = re.findall(r"[^\W\d_]+(?:['’]s)?", head.lower())
    if not words or words[0] in ("the", "operation") or (words[0].endswith(("'s", "’s")) and len(words) < 3):
        return False
    if words[-1] in PLACED:
        return " of " in name or words[0] in ("national", "state", "federal", "supreme", "general")
    return not BODIES.isdisjoint(words) or not ACTS.isdisjoint(words)
