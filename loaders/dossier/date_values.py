"""The dates of dossiers, parsed together: one pass over a column instead of one call a date."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

import polars as pl

INSTANT_KEYS = frozenset(
    {"published", "accessed", "withdrawn", "as_of", "done", "effective", "until", "in_force_since"}
    | {"founded", "closed", "from", "to"}
)
"""Keys whose value is one moment, perhaps not known exactly."""

EXTENT_KEYS = frozenset({"during", "period"})
"""Keys whose value may last."""

DATE_KEYS = INSTANT_KEYS | EXTENT_KEYS


class Day(NamedTuple):
    """A date as parsed: the first and the last day that it may mean, or why it is none."""

    earliest: date | None
    latest: date | None
    error: str | None


class Days:
    """All dates of the files that are read together."""

    def __init__(self, texts: Iterable[tuple[str, str]]) -> None:
        """Parse the texts that stand under keys of dates, given as pairs of key and text."""
        instants: set[str] = set()
        extents: set[str] = set()
        for key, text in texts:
            if key in INSTANT_KEYS:
                instants.add(text.strip())
            elif key in EXTENT_KEYS:
                extents.add(text.strip())
        self._instants = _instants(instants)
        self._extents = _extents(extents)

    def instant(self, text: str) -> Day:
        """One moment. Parsed now if it was not among the texts."""
        if text not in self._instants:
            self._instants.update(_instants({text}))
        return self._instants[text]

    def extent(self, text: str) -> Day:
        """From the earliest start to the latest end."""
        if text not in self._extents:
            self._extents.update(_extents({text}))
        return self._extents[text]


def _instants(texts: set[str]) -> dict[str, Day]:
    if not texts:
        return {}
    from accordgraph.graph.dates.columns import parse_instants

    data = parse_instants(pl.Series("text", sorted(texts), dtype=pl.String))
    return {row[0]: Day(*row[1:]) for row in data.select("text", "earliest", "latest", "error").iter_rows()}


def _extents(texts: set[str]) -> dict[str, Day]:
    if not texts:
        return {}
    from accordgraph.graph.dates.columns import parse_extents

    data = parse_extents(pl.Series("text", sorted(texts), dtype=pl.String))
    rows = data.select("text", "start_earliest", "end_latest", "error").iter_rows()
    return {row[0]: Day(*row[1:]) for row in rows}
