"""Rows in which a day, or the want of a start, says what their status says: they are not answered as in force."""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

from accordgraph.graph.dates.today import today
from accordgraph.loaders.tables.mapping import Entry, Mapping
from accordgraph.loaders.tables.references import entries
from accordgraph.loaders.tables.status_words import OVER, STATUS_PATTERN
from accordgraph.ontology.registry import registry

ENDS = ("end", "exit")
"""Phases of acts whose day is an end."""


YEAR = r"(?:^|\D)((?:1[89]|2[01])\d\d)(?:\D|$)"


def agreed_end_bears_out(until: pl.Expr, words: pl.Expr) -> pl.Expr:
    """Whether the end that was agreed is the one that the words of a status mean: not one that lies in later years than
    this one, or in another year than the words have.
    """
    year, other = (text.cast(pl.String).str.extract(YEAR).cast(pl.Int64) for text in (until, words))
    fits = (year <= today().year) & (year == other).fill_null(True)
    return until.is_not_null() & fits.fill_null(True)


def borne_out(mapping: Mapping, frame: pl.DataFrame, column: str) -> pl.Expr:
    """Whether the mapping reads the end that the words of a column mean from another cell, or the row waits by its
    words.
    """
    ends = [_has_day(mapping, name) for name in _of_ends(mapping) if name in frame.columns]
    agreed = [
        _has_day(mapping, name) & agreed_end_bears_out(pl.col(name), pl.col(column))
        for name in _agreed(mapping)
        if name in frame.columns
    ]
    waits = [
        pl.col(one.column).cast(pl.String).fill_null("").is_in(list(one.values))
        for entry in entries(mapping)
        if entry.of("subject_to")
        for one in entry.when
        if not one.negated and one.column in frame.columns
    ]
    over = [_is_over(name) for name in _of_status(mapping) if name in frame.columns and name != column]
    return pl.any_horizontal(pl.lit(False), *(fits.fill_null(False) for fits in (*ends, *agreed, *waits, *over)))


def _is_over(column: str) -> pl.Expr:
    return pl.col(column).cast(pl.String).str.extract_groups(STATUS_PATTERN).struct.field(OVER).is_not_null()


def _of_status(mapping: Mapping) -> list[str]:
    """The columns of a status from whose words the mapping makes an end, whatever a remark says of it."""
    makes_end = any(each.column == OVER for entry in filter(is_ending, entries(mapping)) for each in entry.when)
    return [name for name, one in mapping.columns.items() if makes_end and one.pattern == STATUS_PATTERN]


def _has_day(mapping: Mapping, name: str) -> pl.Expr:
    missing = list(mapping.columns[name].missing) if name in mapping.columns else []
    return pl.col(name).is_not_null() & ~pl.col(name).cast(pl.String).is_in(missing)


def _agreed(mapping: Mapping) -> set[str]:
    """The columns of days until which something was agreed."""
    return {name for entry in entries(mapping) for value in entry.of("until") for name in value.template.columns}


def is_ending(entry: Entry) -> bool:
    """Whether an entry is an act that ends something."""
    types = registry().act_types
    ending = {name for name, kind in types.items() if {*kind.phase.values()} & {*ENDS}}
    return any(value.template.text in ending for value in entry.of("type"))


def _of_ends(mapping: Mapping) -> Iterator[str]:
    """The columns of days on which something ended, whatever was agreed."""
    agreed = _agreed(mapping)
    for entry in filter(is_ending, entries(mapping)):
        for value in (*entry.of("effective"), *entry.of("done")):
            yield from (name for name in value.template.columns if name not in agreed)
