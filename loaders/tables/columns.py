"""All columns of a mapping, from text to values, in the order in which one needs the other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

import polars as pl

from accordgraph.graph.errors import DossierError, Fault
from accordgraph.loaders.dossier.suggestions import nearest, quoted
from accordgraph.loaders.dossier.yaml_nodes import Node
from accordgraph.loaders.tables.cells import plain
from accordgraph.loaders.tables.cells.actors import Directory, checked_spellings, read_actors
from accordgraph.loaders.tables.cells.column_work import BAD, LEFT, RAW, ColumnWork
from accordgraph.loaders.tables.cells.dates import read_dates
from accordgraph.loaders.tables.conditions import Condition
from accordgraph.loaders.tables.mapping import Column, Mapping
from accordgraph.loaders.tables.readers.table import ADDRESS, ROW
from accordgraph.loaders.tables.references import derived, exempted, is_read, matching, references
from accordgraph.loaders.tables.refusals import LINE, Refusals
from accordgraph.loaders.tables.rows import Rows
from accordgraph.loaders.tables.templates import BUILT_IN

MOST_NAMED = 20


def typed_rows(mapping: Mapping, rows: Rows, directory: Directory, refusals: Refusals) -> ColumnWork:
    """Read all cells by the mapping. Raises DossierError where it names columns that no table has."""
    _refuse_unknown(mapping, rows)
    _leave_headings(mapping, rows, refusals)
    work = ColumnWork(rows.frame, refusals)
    _keep_raw(work, mapping, rows)
    _refuse_unreadable(work, rows)
    waiting = [_with_semicolon(column, rows) for column in _expanded(mapping, rows)]
    while waiting:
        ready = [one for one in waiting if _inputs(one) <= set(work.frame.columns)]
        for column in ready:
            _read(work, column, mapping, directory, rows.has_real_dates)
        waiting = [one for one in waiting if one not in ready]
        if not ready:
            break
    for name in mapping.columns:
        if "*" in name and name not in work.frame.columns:
            _gather(work, name, matching(rows.columns, name))
    return work


def _leave_headings(mapping: Mapping, rows: Rows, refusals: Refusals) -> None:
    """Of an unpivoted table, take out the columns whose heading is left out with a reason: each of their cells is
    listed.
    """
    heading = mapping.columns.get(mapping.unpivot.heading) if mapping.unpivot else None
    if heading is None or mapping.unpivot is None or heading.name not in rows.frame.columns:
        return
    for pattern, why in heading.leave.items():
        fits = pl.col(heading.name).str.contains(pattern).fill_null(False)
        refusals.leave(rows.frame.filter(fits), mapping.unpivot.cell, mapping.unpivot.cell, why)
        rows.frame = rows.frame.filter(~fits)


def _expanded(mapping: Mapping, rows: Rows) -> Iterator[Column]:
    """The columns of the mapping; one name with `*` stands for several."""
    for name, column in mapping.columns.items():
        if "*" in name and name not in rows.columns:
            yield from (replace(column, name=each) for each in matching(rows.columns, name))
        else:
            yield column


def _with_semicolon(column: Column, rows: Rows) -> Column:
    """The column; corrected by hand, a cell may have several actors with semicolons between them."""
    is_open = rows.is_correction and column.type == "actor" and ";" not in column.split
    return replace(column, split=(*column.split, ";")) if is_open else column


def _inputs(column: Column) -> set[str]:
    return {name for each in column.of for name in each.columns} or {column.name}


def _keep_raw(work: ColumnWork, mapping: Mapping, rows: Rows) -> None:
    names = [column.name for column in _expanded(mapping, rows) if column.name in rows.frame.columns]
    work.frame = work.frame.with_columns(pl.col(name).alias(RAW + name) for name in names)


def _refuse_unreadable(work: ColumnWork, rows: Rows) -> None:
    """Cells of a spreadsheet that hold an error, or a formula without a value."""
    for name in rows.unreadable["column"].unique().sort().to_list():
        cells = rows.unreadable.filter(pl.col("column") == name).select(ADDRESS, ROW, "why")
        cells = cells.cast({ROW: rows.frame.schema[ROW]})
        if name not in work.frame.columns:
            continue
        data = work.frame.join(cells, on=[ADDRESS, ROW], how="inner", maintain_order="left")
        remedy = pl.lit("write the value itself into the cell, or open the workbook in a spreadsheet and save it")
        work.refusals.refuse(data, name, name, pl.col("why"), remedy)
        bad = pl.col(LINE).is_in(data[LINE].implode())
        work.frame = work.frame.with_columns(bad.alias(BAD + name))


def _read(work: ColumnWork, column: Column, mapping: Mapping, directory: Directory, has_real_dates: bool) -> None:
    name = column.name
    if name in work.frame.columns:
        work.frame = work.frame.with_columns(pl.col(name).cast(pl.String))
    _leave_out(work, column)
    exempt = list(exempted(mapping, name))
    if column.of and not (column.values or column.table):
        plain.put_together(work, column)
    if column.values or column.table:
        plain.read_words(work, column, mapping.folder, exempt)
    elif column.type == "actor":
        read_actors(work, column, directory)
    elif column.type == "date":
        read_dates(work, column, exempt, has_real_dates)
    elif column.type == "parts":
        plain.read_parts(work, column)
    else:
        READ.get(column.type, plain.read_text)(work, column)


READ = {
    "number": plain.read_numbers,
    "url": plain.read_addresses,
    "boolean": plain.read_booleans,
    "country": plain.read_countries,
}


def _leave_out(work: ColumnWork, column: Column) -> None:
    """Empty the cells that stand for nothing, and those that the mapping leaves out with a reason."""
    if column.name not in work.frame.columns or column.of:
        return
    text, left = pl.col(column.name), pl.lit(False)
    empty = text.is_in(list(column.missing)) if column.missing else pl.lit(False)
    for pattern, why in column.leave.items():
        fits = text.str.contains(pattern)
        work.refusals.leave(work.frame.filter(fits), work.root(column.name), work.raw(column.name), why)
        left = left | fits.fill_null(False)
    value = pl.when(empty | left).then(None).otherwise(text)
    work.frame = work.frame.with_columns(value.alias(column.name), left.alias(LEFT + column.name))


def _gather(work: ColumnWork, name: str, columns: list[str]) -> None:
    """Numbered columns as one that holds several values."""
    lists = [pl.col(each) if isinstance(work.frame.schema[each], pl.List) else pl.concat_list(each) for each in columns]
    values = pl.concat_list([one.fill_null([]) for one in lists]).list.drop_nulls().list.unique(maintain_order=True)
    bad = [pl.col(BAD + each) for each in columns if BAD + each in work.frame.columns]
    work.frame = work.frame.with_columns(
        values.alias(name), (pl.any_horizontal(bad) if bad else pl.lit(False)).alias(BAD + name)
    )
    work.roots[name] = tuple(columns)


def _refuse_unknown(mapping: Mapping, rows: Rows) -> None:
    known = [*rows.columns, *rows.headings, *derived(mapping)]
    faults = []
    for name, node in (*references(mapping), *_named(mapping)):
        if name in known or ("*" in name and matching(rows.headings, name)):
            continue
        near = nearest(name, known)
        meant = f"; did you mean {near!r}?" if near else "."
        listed = ", ".join(map(repr, rows.headings[:MOST_NAMED]))
        what = f"the table has no column {quoted(name)}{meant} It has {listed}"
        faults.append(Fault(what, str(mapping.path), node.line if node else None, node.column if node else None))
    for column in mapping.columns.values():
        for identifier in checked_spellings(column):
            what = f"spelled: {quoted(identifier)} cannot be an id; expected small letters a-z, digits and hyphens"
            faults.append(Fault(what, str(mapping.path), column.node.line, column.node.column))
    if faults:
        raise DossierError(tuple(dict.fromkeys(faults)))


def _named(mapping: Mapping) -> Iterator[tuple[str, Node]]:
    """The columns that `columns` describes, but for those that are made of others."""
    derived_names = derived(mapping)
    for name, column in mapping.columns.items():
        if not column.of and name not in derived_names:
            yield name, column.node


def unread(mapping: Mapping, rows: Rows) -> list[str]:
    """Columns of the tables that nothing in the mapping reads."""
    reads = is_read(mapping)
    known = (*mapping.ignore, *BUILT_IN)
    return [name for name in rows.headings if name not in known and not reads(name)]


def chosen(frame: pl.DataFrame, wanted: Iterable[Condition]) -> pl.Expr:
    """Whether a row fits all conditions, by its cells as they stood."""
    expression = pl.lit(True)
    for condition in wanted:
        name = RAW + condition.column if RAW + condition.column in frame.columns else condition.column
        column = pl.col(name)
        if isinstance(frame.schema[name], pl.List):
            column = column.list.join(" ")
        fits = column.cast(pl.String).fill_null("").is_in(list(condition.values))
        expression = expression & (~fits if condition.negated else fits)
    return expression
