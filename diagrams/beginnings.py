"""Which of several links began first, and whether another may have begun before it."""

from __future__ import annotations

import re
from collections.abc import Iterable

from accordgraph.diagrams.facts import Link, stated_start
from accordgraph.diagrams.wording import short_date

_PLAIN = re.compile(r"\d{4}(-\d{2}){0,2}")


def begun(link: Link) -> tuple[str, str, str]:
    """What links are ordered by: the day by which each had begun, then the first day on which it can have begun."""
    return str(link.when.since_latest or "~"), str(link.when.since_earliest or "~"), link.id


def first_link(links: Iterable[Link]) -> Link | None:
    """The link that had begun by the earliest day."""
    return min((link for link in links if link.when.since_latest), key=begun, default=None)


def is_surely_first(first: Link, links: Iterable[Link]) -> bool:
    """Whether no other basis of these links can have begun before it; of each basis its own first link counts."""
    by_basis: dict[str, Link] = {}
    for link in links:
        known = by_basis.get(link.basis)
        by_basis[link.basis] = link if known is None else min(known, link, key=begun)
    others = (link.when.since_earliest for basis, link in by_basis.items() if basis != first.basis)
    start = first.when.since_earliest
    return all(other is not None and (start is None or other >= start) for other in others)


def first_in_words(first: Link, links: Iterable[Link], lang: str) -> str:
    """Since when the first of these links is in force: its date, or by when it was, where another may be earlier."""
    since = str(stated_start(first.when))
    if is_surely_first(first, links) or first.when.since_earliest is None:
        return short_date(since, lang)
    return short_date(f"[..{since if _PLAIN.fullmatch(since) else first.when.since_latest}]", lang)
