"""The statement: one row that says that something has a property with a value, according to a source.

Loaders make statements and nothing else; all that the graph shows is computed from them.
"""

from __future__ import annotations

from typing import TypedDict

import polars as pl

STATEMENTS = pl.Schema(
    {
        "id": pl.String,
        "about": pl.String,
        "mention": pl.String,
        "thing": pl.String,
        "basis": pl.String,
        "actor": pl.String,
        "property": pl.String,
        "value": pl.String,
        "lang": pl.String,
        "stance": pl.String,
        "how": pl.String,
        "note": pl.String,
        "as_of": pl.String,
        "source": pl.String,
        "paragraph": pl.Int64,
        "char_start": pl.Int64,
        "char_end": pl.Int64,
        "ranges": pl.String,
        "cell": pl.String,
        "heading": pl.String,
        "quote": pl.String,
        "dossier": pl.String,
        "loader": pl.String,
    }
)
"""Columns of a frame of statements.

`id` is the permalink: 16 hex digits of a SHA-256 over the other columns, without `PLACES`. `about` is a class of
the registry's `properties`. `mention` groups the statements that make up one telling of one act, one listing of one
actor, or one list. `thing` is the id where the loader knows it (source, actor, basis, observation, challenge,
assessment).
`basis` and `actor` say whose act or participation it is (`actor` null: of the whole). `as_of` is EDTF.
`char_start` and `char_end` count Unicode code points in the source's text; where a value takes several passages they
are those of the first, and `ranges` has all, as `837-852; 1012-1026`. In a table it stands in a `cell` (RFC 7111:
`file.csv#cell=17,3`; of a workbook `file.xlsx#Sheet1!C17`) under a `heading`, and `quote` has the cell as it stood.
"""

PLACES = ("cell", "heading")
"""Columns that say where in a table a value stands."""

RECORDINGS = pl.Schema({"id": pl.String, "recorded_on": pl.Date, "retracted_on": pl.Date})
"""When a statement stood in the log: from `recorded_on`, until `retracted_on` (null: it stands)."""


class Statement(TypedDict, total=False):
    """One row of `STATEMENTS`, as a loader writes it; what is left out is null, and `id` is computed."""

    about: str
    mention: str | None
    thing: str | None
    basis: str | None
    actor: str | None
    property: str
    value: str
    lang: str | None
    stance: str
    how: str
    note: str | None
    as_of: str | None
    source: str
    paragraph: int | None
    char_start: int | None
    char_end: int | None
    ranges: str | None
    cell: str | None
    heading: str | None
    quote: str | None
    dossier: str
    loader: str


def frame(rows: list[Statement]) -> pl.DataFrame:
    """The statements as a frame with columns `STATEMENTS`, ids computed, repeated rows once, sorted by id."""
    unhashed = pl.Schema({name: dtype for name, dtype in STATEMENTS.items() if name != "id"})
    data = pl.DataFrame(rows, schema=unhashed, orient="row")
    return with_ids(data).unique("id").sort("id")


def with_ids(data: pl.DataFrame) -> pl.DataFrame:
    """Add `id`: 16 hex digits of SHA-256 over the other columns, as JSON with its keys in the order of `STATEMENTS`.

    `ranges` is part of it only where there are several, so that all other ids are those of stores without the column.
    Where a value stands in a table is no part of it: a table that is sorted says what it said before.
    """
    import polars_hash

    fields = [name for name in STATEMENTS if name not in ("id", "ranges", *PLACES)]
    text = pl.struct(fields).struct.json_encode() + pl.col("ranges").fill_null("")
    digest = polars_hash.col("text").chash.sha2_256().str.head(16)
    ids = data.select(text.alias("text")).select(id=digest).to_series()
    return data.with_columns(ids).select(STATEMENTS.names())
