"""Cells that hold words, numbers, addresses or several things at once."""

from __future__ import annotations

from pathlib import Path

import polars as pl

from accordgraph.loaders.dossier.value_checks import NUMBER, OTHER_BOOLEANS, URL
from accordgraph.loaders.tables import templates
from accordgraph.loaders.tables.cells.column_work import BAD, LEFT, RAW, WHY, ColumnWork, refused
from accordgraph.loaders.tables.cells.state_lookup import keys, names
from accordgraph.loaders.tables.mapping import Column
from accordgraph.loaders.tables.readers.reading import read_table
from accordgraph.loaders.tables.readers.table import ROW, Dialect, refuse


def put_together(work: ColumnWork, column: Column) -> None:
    """Make a column of several, such as a date of year, month and day: by the first template whose cells all have
    something; what stands for an empty cell (`missingValues`) is nothing.
    """
    schema, missing = work.frame.schema, list(column.missing)
    values = (templates.value(each, schema) for each in column.of)
    text = pl.coalesce(pl.when(~value.is_in(missing)).then(value) for value in values)
    work.frame = work.frame.with_columns(text.alias(column.name), text.alias(RAW + column.name))
    names_ = (work.root(name) for each in column.of for name in each.columns)
    work.roots[column.name] = tuple(dict.fromkeys(names_))


def read_text(work: ColumnWork, column: Column) -> None:
    """Text as it stands; several where it is split."""
    data = work.frame.with_columns(refused(pl.lit(None), pl.lit(None)))
    if column.split:
        text = pl.col(column.name)
        for sign in column.split:
            text = text.str.replace_all(sign, "\x1f", literal=True)
        parts = text.str.split("\x1f").list.eval(
            pl.element().str.strip_chars().filter(pl.element().str.strip_chars() != "")
        )
        data = data.with_columns(parts.list.unique(maintain_order=True).alias(column.name))
    work.replace(column, data)


def read_parts(work: ColumnWork, column: Column) -> None:
    """Take a cell apart by a pattern: each named part becomes a column. What does not fit is refused."""
    text = pl.col(column.name)
    groups = work.frame.select(text.str.extract_groups(column.pattern or "").alias("$g")).unnest("$g")
    fits = text.str.contains(column.pattern or "")
    is_bad = text.is_not_null() & ~fits
    why = pl.when(is_bad).then(pl.lit("it does not have the shape that the mapping expects")).otherwise(None)
    remedy = (
        pl.when(is_bad)
        .then(pl.lit(f"correct the cell, or change `pattern` of {column.name!r}, or leave such cells out with `leave`"))
        .otherwise(None)
    )
    for name in groups.columns:
        work.roots[name] = work.roots.get(column.name, (column.name,))
    data = work.frame.drop(*(name for name in groups.columns if name in work.frame.columns)).hstack(groups)
    work.replace(column, data.with_columns(refused(why, remedy)))


def group_names(pattern: str) -> list[str]:
    """The names of the parts that a pattern makes."""
    return pl.Series([""]).str.extract_groups(pattern).struct.fields


def read_numbers(work: ColumnWork, column: Column) -> None:
    """Numbers with a point for decimals and no other signs."""
    text = pl.col(column.name)
    if column.group:
        text = text.str.replace_all(column.group, "", literal=True)
    text = text.str.replace_all(r"[\s\u00a0]", "").str.replace(column.decimal, ".", literal=True)
    _fitting(
        work,
        column,
        text,
        f"^(?:{NUMBER.pattern})$",
        "it is no number of 0 or more",
        "write digits, with a point for decimals; or say decimalChar and groupChar under the column",
    )


def read_addresses(work: ColumnWork, column: Column) -> None:
    """Addresses of the web."""
    _fitting(
        work,
        column,
        pl.col(column.name),
        f"^(?:{URL.pattern})$",
        "it is no address of the web",
        "write it in full, from http:// or https://",
    )


def read_booleans(work: ColumnWork, column: Column) -> None:
    """`true` and `false`, and what people write for them."""
    words = {**OTHER_BOOLEANS, "true": "true", "false": "false", "так": "true", "ні": "false"}
    text = pl.col(column.name).str.to_lowercase().replace_strict(words, default=pl.lit("?"), return_dtype=pl.String)
    text = pl.when(pl.col(column.name).is_null()).then(None).otherwise(text)
    _fitting(work, column, text, "^(true|false)$", "it is neither true nor false", "write true or false")


def read_countries(work: ColumnWork, column: Column) -> None:
    """Codes of ISO 3166-1, or names of states."""
    from accordgraph.loaders.tables.cells.state_lookup import folded

    codes = pl.concat([keys("iso-alpha-2"), keys("iso-alpha-3")])
    by_code = (
        pl.col(column.name)
        .str.to_uppercase()
        .replace_strict(codes["key"], codes["id"], default=None, return_dtype=pl.String)
    )
    table = names().unique("key", keep="none")
    by_name = folded(pl.col(column.name)).replace_strict(
        table["key"], table["id"], default=None, return_dtype=pl.String
    )
    matches = pl.coalesce(by_code, by_name).str.to_uppercase()
    text = pl.when(pl.col(column.name).is_null()).then(None).otherwise(pl.coalesce(matches, pl.lit("?")))
    _fitting(
        work, column, text, "^[A-Z]{2}$", "it is no country that is known", "write its code of ISO 3166-1, such as UA"
    )


def _fitting(work: ColumnWork, column: Column, text: pl.Expr, pattern: str, what: str, remedy: str) -> None:
    """Keep what fits a pattern and refuse the rest."""
    data = work.frame.with_columns(text.alias("$new"))
    is_bad = pl.col("$new").is_not_null() & ~pl.col("$new").str.contains(pattern)
    data = data.with_columns(
        refused(
            pl.when(is_bad).then(pl.lit(what)).otherwise(None), pl.when(is_bad).then(pl.lit(remedy)).otherwise(None)
        )
    )
    kept = pl.when(pl.col(WHY).is_null()).then("$new").otherwise(None)
    work.replace(column, data.with_columns(kept.alias(column.name)).drop("$new"))


def read_words(work: ColumnWork, column: Column, folder: Path, exempt: list[str]) -> None:
    """Words of ours for those of the cells: by `values`, or by a table whose last column has ours."""
    references = column.of or (templates.parse(f"$({column.name})"),)
    columns = [f"$k{number}" for number in range(len(references))]
    table = _words(column, folder, columns)
    schema = work.frame.schema
    data = work.frame.with_columns(
        templates.value(each, schema).fill_null("").alias(name) for each, name in zip(references, columns, strict=True)
    )
    if column.name not in work.roots and column.of:
        work.roots[column.name] = tuple(dict.fromkeys(work.root(name) for each in references for name in each.columns))
    data = data.join(table, on=columns, how="left", maintain_order="left")
    has_cell = (
        pl.col(columns[-1]) != "" if len(columns) == 1 else pl.any_horizontal(pl.col(name) != "" for name in columns)
    )
    roots = [work.raw(name) for each in references for name in each.columns]
    has_cell = has_cell & pl.all_horizontal(
        pl.col(name).is_not_null() for name in dict.fromkeys(roots) if name in data.columns
    )
    is_bad = has_cell & pl.col("$ours").is_null() & ~pl.col(columns[-1]).is_in(exempt)
    done_with = [pl.col(mark).fill_null(False) for mark in _marks(work, references)]
    if done_with:
        is_bad = is_bad & ~pl.any_horizontal(done_with)
    unknown = pl.concat_list(columns).list.eval(pl.element().filter(pl.element() != "")).list.join(" | ")
    for pattern, reason in column.leave.items() if column.of else ():
        is_left = is_bad & unknown.str.contains(pattern)
        work.refusals.leave(data.filter(is_left), work.root(column.name), work.raw(column.name), reason)
        is_bad = is_bad & ~unknown.str.contains(pattern)
    why = pl.when(is_bad).then(unknown + " is none of the words that the mapping knows").otherwise(None)
    known = table[columns[-1]].unique().sort().to_list()
    remedy = (
        pl.when(is_bad)
        .then(pl.lit(f"correct it, or add it under {column.name!r}, which has {', '.join(map(repr, known[:12]))}"))
        .otherwise(None)
    )
    data = data.with_columns(refused(why, remedy)).with_columns(pl.col("$ours").alias(column.name))
    work.replace(column, data.drop("$ours", *columns))


def _marks(work: ColumnWork, references: tuple[templates.Template, ...]) -> list[str]:
    """Columns that say whether what a word comes from was refused or left out already."""
    names = {inner for each in references for name in each.columns for inner in (name, *work.roots.get(name, ()))}
    return [mark + name for name in sorted(names) for mark in (BAD, LEFT) if mark + name in work.frame.columns]


def _words(column: Column, folder: Path, columns: list[str]) -> pl.DataFrame:
    if column.table is None:
        rows = [(*([""] * (len(columns) - 1)), theirs, ours) for theirs, ours in column.values.items()]
        return pl.DataFrame(rows, schema=dict.fromkeys([*columns, "$ours"], pl.String), orient="row")
    path = folder / column.table
    table = read_table(path, Dialect(header=1))
    names_ = [name for name in table.frame.columns if name != ROW]
    if len(names_) != len(columns) + 1:
        needs = f"the column {column.name!r} of the mapping needs {len(columns) + 1}: its words, and ours last"
        raise refuse(path, f"has {len(names_)} columns; {needs}", 1)
    return (
        table.texts()
        .select(
            *(pl.col(theirs).fill_null("").alias(ours) for theirs, ours in zip(names_, columns, strict=False)),
            pl.col(names_[-1]).alias("$ours"),
        )
        .unique(columns, keep="first")
    )
