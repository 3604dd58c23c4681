"""What must hold between the values of one act, by the rules of dossiers: judged once for each combination that
occurs.
"""

from __future__ import annotations

from dataclasses import replace

import polars as pl

from accordgraph.graph.dates.columns import parse_instants
from accordgraph.graph.dates.today import today
from accordgraph.loaders.dossier.date_values import Days
from accordgraph.loaders.dossier.declarations import Declarations
from accordgraph.loaders.dossier.entry_checks import DONE_BY_THEN, check_act
from accordgraph.loaders.dossier.records import Reader, Record, Value
from accordgraph.loaders.dossier.yaml_nodes import MappingNode, ScalarNode
from accordgraph.loaders.tables import templates
from accordgraph.loaders.tables.cells.column_work import ColumnWork
from accordgraph.loaders.tables.evaluation import Evaluated, refuse
from accordgraph.loaders.tables.mapping import Entry, FieldValue, Says
from accordgraph.ontology.registry import registry

JUDGED = ("type", "stance", "subject_to", "role")
"""Keys whose words matter; of the others it matters only whether they are there."""

DONE_TYPES = tuple(
    name for name, type_ in registry().act_types.items() if not set(DONE_BY_THEN).isdisjoint(type_.phase.values())
)
"""Types of acts that one does on a day, and reports only after it."""

LIMITS = ("entry-into-force", "termination", "expiry", "exit")
"""Types of acts by which the whole, or one participation, begins or ends."""


def limits(says: Says) -> list[str]:
    """Columns of starts and ends: a row without them would tell that it is in force."""
    acts = [entry for about, entry in says.entries if about == "act"]
    dated = [entry for entry in acts if any(value.template.text in LIMITS for value in entry.of("type"))]
    return [name for entry in dated for value in entry.of("effective") for name in value.template.columns]


def with_day_of_term(entry: Entry) -> Entry:
    """An act; one with a start and an end and no day on which they were agreed was agreed by the day of its start."""
    starts = entry.of("effective")
    if not entry.of("until") or entry.of("done") or len(starts) != 1:
        return entry
    done = next(each for each in entry.form.fields if each.key == "done")
    template = templates.parse(f"[..{starts[0].template.text}]")
    value = FieldValue(done, None, template, starts[0].node)
    return replace(entry, values=(*entry.values, value), hows={**entry.hows, "done": "inferred"})


def refuse_by_rules(entry: Entry, evaluated: Evaluated, work: ColumnWork) -> pl.DataFrame:
    """The rows whose values go together; of the others a cell is refused, with the reason."""
    rows = evaluated.frame
    keys = sorted({value.field.key for value in entry.values})
    words = [
        pl.coalesce([pl.col(evaluated.column(entry, value)).cast(pl.String) for value in entry.of(key)])
        if key in JUDGED
        else _is_there(entry, evaluated, key)
        for key in keys
    ]
    combined = rows.with_columns(word.alias(f"$w{key}") for word, key in zip(words, keys, strict=True))
    names = [f"$w{key}" for key in keys]
    combinations = combined.select(names).unique(maintain_order=True)
    reasons = [_reason(dict(zip(keys, row, strict=True))) for row in combinations.rows()]
    judged = combined.join(
        combinations.with_columns(pl.Series("$reason", reasons, dtype=pl.String)),
        on=names,
        how="left",
        maintain_order="left",
        nulls_equal=True,
    )
    judged = _ordered(entry, evaluated, judged)
    bad = judged.filter(pl.col("$reason").is_not_null())
    culprit = _culprit(entry)
    if culprit is not None:
        refuse(work, bad, culprit, pl.col("$reason"), pl.lit("correct the cell, or the act in the mapping"))
    kept = judged.filter(pl.col("$reason").is_null()).drop("$reason")
    return _without_days_to_come(entry, evaluated, work, kept).drop(names)


def _without_days_to_come(entry: Entry, evaluated: Evaluated, work: ColumnWork, rows: pl.DataFrame) -> pl.DataFrame:
    """The rows of acts that can have been done: a signature on a day that has not come is refused."""
    if not entry.of("type"):
        return rows
    is_done = rows["$wtype"].is_in(DONE_TYPES)
    for value in (each for each in entry.of("done") if each.template.columns):
        begins = parse_instants(rows[evaluated.column(entry, value)])["earliest"]
        is_to_come = (is_done & (begins > today())).fill_null(value=False)
        reason = pl.lit("nobody has signed, or been bound, on a day that has not come")
        refuse(work, rows.filter(is_to_come), value, reason, pl.lit("correct the day, or leave the cell empty"))
        rows, is_done = rows.filter(~is_to_come), is_done.filter(~is_to_come)
    return rows


def _is_there(entry: Entry, evaluated: Evaluated, key: str) -> pl.Expr:
    there = []
    for value in entry.of(key):
        name = evaluated.column(entry, value)
        column = pl.col(name)
        there.append(
            column.list.len() > 0 if isinstance(evaluated.frame.schema[name], pl.List) else column.is_not_null()
        )
    return pl.when(pl.any_horizontal(there)).then(pl.lit("x")).otherwise(None)


def _reason(words: dict[str, str | None]) -> str | None:
    """What a dossier says of an act with these words, where it takes it not."""
    present = {key: word for key, word in words.items() if word is not None}
    node = ScalarNode(1, 1, "")
    root = MappingNode(1, 1, entries=dict.fromkeys(present, (node, node)))
    values = {key: [Value(word, None, node)] for key, word in present.items() if key in JUDGED}
    reader = Reader("", Declarations({"actor": {}, "basis": {}, "source": {}}), Days(()))
    check_act(reader, Record(root, values, {}, True))
    return reader.faults[0].message if reader.faults else None


def _ordered(entry: Entry, evaluated: Evaluated, rows: pl.DataFrame) -> pl.DataFrame:
    """An act that ends before it begins is refused."""
    ends = entry.of("until")
    for key in ("done", "effective"):
        for start in entry.of(key):
            for end in ends:
                begins = parse_instants(rows[evaluated.column(entry, start)])["earliest"]
                latest = parse_instants(rows[evaluated.column(entry, end)])["latest"]
                wrong = pl.Series("$wrong", latest < begins).fill_null(False)
                rows = (
                    rows.with_columns(wrong)
                    .with_columns(
                        pl.when("$wrong").then(pl.lit(f"until lies before {key}")).otherwise("$reason").alias("$reason")
                    )
                    .drop("$wrong")
                )
    return rows


def _culprit(entry: Entry) -> FieldValue | None:
    """The value whose cell is refused: the type, the end, or the first that comes from a cell."""
    from_cells = [value for value in entry.values if not value.template.is_constant]
    order = ("type", "until", "subject_to", "done")
    return min(
        from_cells,
        key=lambda value: order.index(value.field.key) if value.field.key in order else len(order),
        default=None,
    )
