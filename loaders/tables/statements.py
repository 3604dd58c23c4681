"""Statements from evaluated entries, a column at a time."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

import polars as pl

from accordgraph.graph.statements.statement import STATEMENTS, with_ids
from accordgraph.loaders.dossier.statements import UNKNOWN_ROLE
from accordgraph.loaders.tables.evaluation import Evaluated
from accordgraph.loaders.tables.locators import Locators
from accordgraph.loaders.tables.mapping import Entry, FieldValue
from accordgraph.loaders.tables.slugs import sha256

LOADER = "table"
ID_DIGITS = 16
NOT_HASHED = ("by", "of", "through", "at", "paragraph")
"""Keys that are no part of the hash that holds one telling together: whose it is says the actor."""

COMMON = ("about", "mention", "thing", "basis", "actor", "stance", "note", "as_of", "source")


@dataclass
class Statements:
    """Collects frames of statements of one mapping."""

    dossier: str
    locators: Locators
    frames: list[pl.DataFrame] = field(default_factory=list)

    def add(
        self,
        rows: pl.DataFrame,
        property_: str,
        value: pl.Expr,
        how: str,
        *,
        lang: pl.Expr | None = None,
        column: str | None = None,
        own: bool = False,
        as_row: bool = True,
    ) -> None:
        """Add a statement for each row that has a value. `column`: where it stands; `own`: the mapping says so."""
        missing = [name for name in COMMON if name not in rows.columns]
        places = [] if own else self.locators.of(column)
        if own or (column is None and not as_row):
            none = pl.lit(None, pl.String)
            places = [none.alias(name) for name in ("cell", "heading", "quote")]
        data = rows.select(
            *(
                pl.lit(None, pl.String).alias(name) if name in missing else pl.col(name).cast(pl.String)
                for name in COMMON
            ),
            pl.lit(property_).alias("property"),
            value.alias("value"),
            (lang if lang is not None else pl.lit(None, pl.String)).cast(pl.String).alias("lang"),
            pl.lit(how).alias("how"),
            *places,
        )
        if isinstance(data.schema["value"], pl.List):
            data = data.explode("value")
        data = data.drop_nulls("value").filter(pl.col("value") != "")
        if not data.is_empty():
            self.frames.append(data)

    def add_fields(
        self,
        rows: pl.DataFrame,
        entry: Entry,
        evaluated: Evaluated,
        *,
        own: bool = False,
        skip: tuple[str, ...] = (),
        renamed: Mapping[str, str] = MappingProxyType({}),
    ) -> None:
        """Add the values of all fields that become statements."""
        for number, value in enumerate(entry.values):
            name = value.field.property
            if name is None or value.field.key in skip:
                continue
            lang = pl.col(f"$k{number}") if value.key is not None and f"$k{number}" in rows.columns else None
            column = value.template.columns[0] if value.template.columns else None
            self.add(
                rows,
                renamed.get(name, name),
                pl.col(evaluated.names[number]),
                entry.how(value.field.key),
                lang=lang,
                column=column,
                own=own,
            )

    def frame(self) -> pl.DataFrame:
        """All statements with columns `STATEMENTS`, ids computed, each once, sorted by id."""
        if not self.frames:
            return STATEMENTS.to_frame()
        data = pl.concat(self.frames, how="diagonal_relaxed").with_columns(
            pl.col("stance").fill_null("asserts"), dossier=pl.lit(self.dossier), loader=pl.lit(LOADER)
        )
        absent = [
            pl.lit(None, dtype).alias(name)
            for name, dtype in STATEMENTS.items()
            if name not in data.columns and name != "id"
        ]
        data = (
            data.with_columns(absent)
            .select(name for name in STATEMENTS if name != "id")
            .cast({name: dtype for name, dtype in STATEMENTS.items() if name != "id"})
        )
        return with_ids(data).unique("id", keep="first", maintain_order=True).sort("id")


def mention(entry: Entry, evaluated: Evaluated, kind: str, dossier: str, through: pl.Expr | None = None) -> pl.Expr:
    """The hash that is the same for one telling, in whichever row it stands: of its values, source and actor."""
    parts: list[pl.Expr] = [pl.lit(f"{dossier}\x1f{kind}")]
    parts += [pl.col(name).fill_null("") for name in ("source", "basis", "actor")]
    order = sorted(range(len(entry.values)), key=lambda number: (entry.values[number].field.key, number))
    for number in order:
        value = entry.values[number]
        if value.field.key in NOT_HASHED:
            continue
        column = pl.col(evaluated.names[number])
        if isinstance(evaluated.frame.schema[evaluated.names[number]], pl.List):
            column = column.list.sort().list.join(" ")
        key = value.field.key if value.key is None else f"{value.field.key}.{value.key.text}"
        parts.append(pl.lit(key + "=") + column.cast(pl.String).fill_null(""))
    if through is not None:
        parts.append(pl.lit("through=") + through.fill_null(""))
    return sha256(pl.concat_str(parts, separator="\x1f")).str.head(ID_DIGITS)


def one(entry: Entry, evaluated: Evaluated, key: str) -> pl.Expr:
    """The value of a key that has one; null where the entry has none."""
    values = entry.of(key)
    return pl.col(evaluated.column(entry, values[0])) if values else pl.lit(None, pl.String)


def several(values: tuple[FieldValue, ...], entry: Entry, evaluated: Evaluated) -> pl.Expr:
    """All values of a key as one list, each once."""
    lists = []
    for value in values:
        name = evaluated.column(entry, value)
        column = pl.col(name)
        lists.append(
            column.fill_null([]) if isinstance(evaluated.frame.schema[name], pl.List) else pl.concat_list(column)
        )
    return pl.concat_list(lists).list.drop_nulls().list.unique(maintain_order=True)


UNKNOWN = UNKNOWN_ROLE
