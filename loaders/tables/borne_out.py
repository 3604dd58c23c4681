"""Rows in which a day, or the want of a start, says what their status says: they are not answered as in force."""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

from accordgraph.loaders.tables.mapping import Mapping
from accordgraph.loaders.tables.references import entries
from accordgraph.ontology.registry import registry

ENDS = ("end", "exit")
"""Phases of acts whose day is an end."""


def borne_out(mapping: Mapping, frame: pl.DataFrame) -> pl.Expr:
    """Whether a row has a cell from which the mapping reads an end, or waits by its words."""
    ends = [
        pl.col(name).is_not_null() & ~pl.col(name).cast(pl.String).is_in(list(mapping.columns[name].missing))
        if name in mapping.columns
        else pl.col(name).is_not_null()
        for name in _of_ends(mapping)
        if name in frame.columns
    ]
    waits = [
        pl.col(one.column).cast(pl.String).fill_null("").is_in(list(one.values))
        for entry in entries(mapping)
        if entry.of("subject_to")
        for one in entry.when
        if not one.negated and one.column in frame.columns
    ]
    return pl.any_horizontal(pl.lit(False), *(fits.fill_null(False) for fits in (*ends, *waits)))


def _of_ends(mapping: Mapping) -> Iterator[str]:
    """The columns of days on which something ends."""
    types = registry().act_types
    ending = {name for name, kind in types.items() if {*kind.phase.values()} & {*ENDS}}
    for entry in entries(mapping):
        for value in entry.of("until"):
            yield from value.template.columns
        if any(value.template.text in ending for value in entry.of("type")):
            for value in (*entry.of("effective"), *entry.of("done")):
                yield from value.template.columns
