"""Entries of a mapping over all rows at once: the values that templates give, and those that are refused."""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from accordgraph.graph.dates.columns import parse_extents, parse_instants
from accordgraph.graph.redaction import SUSPECT
from accordgraph.loaders.dossier import value_checks
from accordgraph.loaders.dossier.date_values import Days
from accordgraph.loaders.dossier.declarations import Declarations
from accordgraph.loaders.dossier.records import Check, Reader
from accordgraph.loaders.dossier.yaml_nodes import ScalarNode
from accordgraph.loaders.tables import templates
from accordgraph.loaders.tables.cells.column_work import BAD, RAW, ColumnWork
from accordgraph.loaders.tables.columns import chosen
from accordgraph.loaders.tables.conditions import Condition
from accordgraph.loaders.tables.forms import own_check
from accordgraph.loaders.tables.mapping import Entry, FieldValue
from accordgraph.loaders.tables.readers.table import ADDRESS, ROW
from accordgraph.loaders.tables.refusals import LINE
from accordgraph.loaders.tables.rows import POSITION

REFERENCES = (value_checks.actor, value_checks.basis, value_checks.source)
"""Checks of values that are ids of other things; whether these are declared is seen when all are read."""

DATES: dict[Check, bool] = {value_checks.instant: True, value_checks.extent: False}

SAFE = (value_checks.text,)
"""Checks that pass whatever holds no address."""

META = (LINE, ADDRESS, ROW, POSITION)
CONCERNS = "judged by the rules of a dossier"


@dataclass(frozen=True)
class Evaluated:
    """The rows that make an entry: `frame` with a column for each value, `names` of the columns by value."""

    frame: pl.DataFrame
    names: dict[int, str]

    def column(self, entry: Entry, value: FieldValue) -> str:
        """The column that has the values of a field."""
        return self.names[entry.values.index(value)]


def value_of(value: FieldValue, work: ColumnWork) -> pl.Expr:
    """What a template gives for each row: a text, an id, or a list of them."""
    template, schema = value.template, work.frame.schema
    is_reference = own_check(value.field) in REFERENCES
    if template.is_constant:
        return pl.lit(template.text)
    if template.is_plain_reference:
        column = template.columns[0]
        if isinstance(schema[column], pl.List):
            return pl.col(column)
        is_id = BAD + column in schema and RAW + column in schema and is_reference
        return pl.col(column).cast(pl.String) if is_id or not is_reference else templates.identifier(template, schema)
    return templates.identifier(template, schema) if is_reference else templates.value(template, schema)


def evaluate(
    entry: Entry,
    work: ColumnWork,
    when: tuple[Condition, ...],
    also: dict[str, pl.Expr],
    needed: tuple[str, ...] = (),
    *,
    partial: bool = False,
) -> Evaluated:
    """Values of an entry for the rows that its conditions choose.

    `also` are further columns; `needed` columns of the table that they come from. Rows with a refused cell in any
    value are left out, with `partial` the value alone. What a check of dossiers does not take is refused here.
    """
    frame = work.frame
    if when:
        frame = frame.filter(chosen(frame, when))
    names = {number: f"$v{number}" for number in range(len(entry.values))}
    columns = {name for value in entry.values for name in value.template.columns}
    columns |= {name for value in entry.values for name in (value.key.columns if value.key else ())} | set(needed)
    if not partial:
        frame = frame.filter(~_is_bad(work, sorted(columns)))
    elif needed:
        frame = frame.filter(~_is_bad(work, sorted(needed)))
    columns |= {condition.column for condition in when if RAW + condition.column in frame.columns}
    keys = {
        f"$k{number}": templates.identifier(value.key, frame.schema)
        for number, value in enumerate(entry.values)
        if value.key
    }
    kept = [name for name in frame.columns if name in META or name in _raws(work, columns)]
    values = [value_of(value, work).alias(names[number]) for number, value in enumerate(entry.values)]
    result = frame.select(*kept, *values, *(expression.alias(name) for name, expression in (also | keys).items()))
    return Evaluated(_judged(entry, work, result, names, partial=partial), names)


def _raws(work: ColumnWork, columns: set[str]) -> set[str]:
    return (
        {work.raw(name) for name in columns}
        | {work.cited(name) for name in columns}
        | {work.root(name) for name in columns}
        | {"heading"}
    )


def _is_suspect(cells: pl.Series) -> bool:
    """Whether any of the cells may hold an address with a password."""
    texts = cells.explode() if isinstance(cells.dtype, pl.List) else cells
    return bool(texts.str.contains(SUSPECT).any())


def _is_bad(work: ColumnWork, columns: list[str]) -> pl.Expr:
    names = {BAD + each for name in columns for each in (name, *work.roots.get(name, ()))}
    known = [pl.col(name).fill_null(False) for name in sorted(names) if name in work.frame.columns]
    return pl.any_horizontal(known) if known else pl.lit(False)


def _judged(
    entry: Entry, work: ColumnWork, frame: pl.DataFrame, names: dict[int, str], *, partial: bool
) -> pl.DataFrame:
    """The rows whose values pass the checks of a dossier; what does not is refused, cell by cell."""
    for number, value in enumerate(entry.values):
        check = own_check(value.field)
        if value.template.is_constant or check in REFERENCES:
            continue
        name = names[number]
        if check in SAFE and not _is_suspect(frame[name]):
            continue
        unique = frame.select(pl.col(name).explode() if isinstance(frame.schema[name], pl.List) else pl.col(name))
        verdicts = _verdicts(unique.to_series().drop_nulls().unique().sort(), value, check)
        wrong = verdicts.filter(pl.col("why").is_not_null())
        if wrong.is_empty():
            continue
        bad = (
            pl.col(name).list.set_intersection(wrong["value"].to_list()).list.len() > 0
            if isinstance(frame.schema[name], pl.List)
            else pl.col(name).is_in(wrong["value"].implode())
        )
        why = pl.col(name).list.first() if isinstance(frame.schema[name], pl.List) else pl.col(name)
        reasons = why.replace_strict(
            wrong["value"], wrong["why"], default="it is not what the dossier's form takes", return_dtype=pl.String
        )
        refuse(
            work, frame.filter(bad), value, reasons, pl.lit(f"correct the cell, or {value.field.key} in the mapping")
        )
        frame = (
            frame.with_columns(pl.when(bad).then(None).otherwise(pl.col(name)).alias(name))
            if partial
            else frame.filter(~bad.fill_null(False))
        )
    return frame


def refuse(work: ColumnWork, rows: pl.DataFrame, value: FieldValue, why: pl.Expr, remedy: pl.Expr) -> None:
    """Refuse the cells that a value comes from."""
    column = value.template.columns[-1]
    raw = work.raw(column)
    work.refusals.refuse(rows, work.root(column), raw if raw in rows.columns else LINE, why, remedy)


def _verdicts(values: pl.Series, value: FieldValue, check: Check) -> pl.DataFrame:
    """`value` and `why` it does not pass the check of a dossier."""
    if check in DATES:
        parsed = (parse_instants if DATES[check] else parse_extents)(values)
        return pl.DataFrame({"value": values, "why": parsed["error"]})
    if check is value_checks.url:
        is_plain = values.str.contains(f"^(?:{value_checks.URL.pattern})$") & ~values.str.contains(r"[@?&;#\\]")
        values = values.filter(~is_plain)  # what may hold a password or a key is judged one by one
    reader = Reader("", Declarations({"actor": {}, "basis": {}, "source": {}}), Days(()))
    why: list[str | None] = []
    for text in values:  # distinct words, not rows
        kept = check(reader, ScalarNode(1, 1, text), value.field.key, text)
        why.append(None if kept is not None else reader.faults[-1].message)
    return pl.DataFrame({"value": values, "why": pl.Series(why, dtype=pl.String)})
