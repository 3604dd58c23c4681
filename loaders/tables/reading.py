"""A mapping and its tables as one batch of statements, with what was refused, left out and not read."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from collections.abc import Mapping as Values
from dataclasses import dataclass, field
from pathlib import Path

import polars as pl

from accordgraph.graph.errors import DossierError, Fault
from accordgraph.loaders.dossier.suggestions import nearest, quoted
from accordgraph.loaders.tables.absent_days import places
from accordgraph.loaders.tables.build import Builder
from accordgraph.loaders.tables.cells.actors import Directory
from accordgraph.loaders.tables.cells.column_work import RAW, ColumnWork
from accordgraph.loaders.tables.columns import chosen, typed_rows, unread
from accordgraph.loaders.tables.conditions import Condition
from accordgraph.loaders.tables.declared import Known
from accordgraph.loaders.tables.locators import Locators
from accordgraph.loaders.tables.mapping import Mapping
from accordgraph.loaders.tables.new_words import distinct, refuse_new_words
from accordgraph.loaders.tables.newcomers import newcomers
from accordgraph.loaders.tables.references import conditions, derived, early_conditions
from accordgraph.loaders.tables.refusals import LINE, Refusals
from accordgraph.loaders.tables.rows import Rows, read_rows
from accordgraph.loaders.tables.statements import Statements

MOST_LISTED = 20

LEFT_BY_WHERE = "left out by `where` of the mapping"


@dataclass(frozen=True)
class StoreView:
    """What a store has that a table may refer to: names by class and id, folded names of actors, publishers by host."""

    known: Values[str, Values[str, str]] = field(default_factory=lambda: {"actor": {}, "basis": {}, "source": {}})
    names: pl.DataFrame = field(default_factory=lambda: pl.DataFrame(schema={"key": pl.String, "id": pl.String}))
    hosts: Values[str, str] = field(default_factory=dict)


@dataclass
class Reading:
    """What came of tables: `statements`, `refused` and `left` cells (`WHY`), and notes for whoever loads.

    `silent`: rows that tell nothing. `newcomers`: actors that no list and no dossier has (`NEWCOMERS`).
    """

    mapping: Mapping
    rows: Rows
    work: ColumnWork
    statements: pl.DataFrame
    refused: pl.DataFrame
    left: pl.DataFrame
    notes: list[str]
    silent: pl.DataFrame
    newcomers: pl.DataFrame


def read_tables(
    mapping: Mapping,
    paths: Sequence[Path],
    view: StoreView,
    refused: pl.DataFrame | None = None,
    report: Callable[[str], None] = lambda step: None,
    *,
    keep_going: bool = False,
) -> Reading:
    """Read tables by a mapping. Raises DossierError with all that is wrong with the files or the mapping itself; with
    `keep_going` new words for what is not in force are refused cells.

    Of a file of refused cells only those are read that are `refused` in the table now, where that is known. `report`
    receives each step.
    """
    rows = read_rows(mapping, paths, refused, report)
    report("Reading the cells")
    refusals = Refusals()
    excluded = _chosen_rows(mapping, rows, refusals, keep_going=keep_going or rows.is_correction)
    directory = Directory(view.names)
    work = typed_rows(mapping, rows, directory, refusals)
    late = tuple(one for one in mapping.where if one.column in derived(mapping))
    if late:
        work.frame = work.frame.filter(chosen(work.frame, late))
    unpivoted = (mapping.unpivot.cell, mapping.unpivot.heading) if mapping.unpivot else None
    statements = Statements(mapping.id, Locators(work, rows.positions, unpivoted))
    known = Known({name: dict(ids) for name, ids in view.known.items()}, dict(view.hosts))
    builder = Builder(mapping, work, known, directory, statements)
    report("Making statements of the rows")
    builder.build()
    if known.clashes:
        raise _clashes(mapping, known.clashes)
    refused = refusals.frame()
    builder.absent.leave(_silent(work, builder, refused, refusals.left_frame()), refusals)
    silent = _silent(work, builder, refused, refusals.left_frame())
    notes = [*rows.notes, *excluded, *_notes(mapping, rows, builder, silent)]
    whole, left = statements.frame(), refusals.left_frame()
    return Reading(mapping, rows, work, whole, refused, left, notes, silent, newcomers(directory, whole))


def _chosen_rows(mapping: Mapping, rows: Rows, refusals: Refusals, *, keep_going: bool) -> list[str]:
    """Keep the rows that `where` chooses. A value that never occurs loses rows in silence: that is an error."""
    early = early_conditions(mapping)
    if not rows.is_correction:
        _refuse_absent(mapping, rows, early)
    if not rows.left_out and early and all(one.column in rows.frame.columns for one in early):
        _choose(mapping, rows, early, refusals)
    refuse_new_words(mapping, rows, early, refusals, keep_going=keep_going)
    gone = rows.left_out
    if not gone or mapping.unpivot is not None:
        return []
    return [f"left out by `where`: {gone:,} of {gone + rows.frame.height:,} rows"]


def _choose(mapping: Mapping, rows: Rows, early: tuple[Condition, ...], refusals: Refusals) -> None:
    """Keep the rows that fit; of an unpivoted table each row is a cell, and those that are left out are listed."""
    before, fits = rows.frame.height, chosen(rows.frame, early)
    if mapping.unpivot is not None:
        cell = mapping.unpivot.cell
        refusals.leave(rows.frame.filter(~fits), cell, cell, LEFT_BY_WHERE)
    rows.frame = rows.frame.filter(fits)
    rows.left_out = before - rows.frame.height if mapping.unpivot is None else 0


def _refuse_absent(mapping: Mapping, rows: Rows, early: tuple[Condition, ...]) -> None:
    faults = []
    for one in early:
        if one.column not in rows.frame.columns or one.negated:
            continue
        present = rows.present.get(one.column) or distinct(rows.frame[one.column])
        for value in one.values:
            if value not in present:
                near = nearest(value, sorted(present)[:1000])
                meant = f"; did you mean {near!r}?" if near else "."
                what = f"where: no cell of {one.column!r} is {quoted(value)}{meant} Rows would be left out in silence."
                faults.append(Fault(what, str(mapping.path), one.node.line, one.node.column))
    if faults:
        raise DossierError(tuple(faults))


def _clashes(mapping: Mapping, clashes: list[str]) -> DossierError:
    remedy = "rows with one id must agree; tell them apart by `keys: [columns]`, which become part of the id"
    return DossierError(tuple(Fault(f"{clash}; {remedy}", str(mapping.path)) for clash in dict.fromkeys(clashes)))


def _silent(work: ColumnWork, builder: Builder, refused: pl.DataFrame, left: pl.DataFrame) -> pl.DataFrame:
    """Rows that tell nothing, and of which no cell was refused or left out with a reason."""
    counted = pl.concat([pl.Series([], dtype=pl.UInt32), *builder.telling]).unique()
    known = pl.concat([counted, refused[LINE], left[LINE]]).unique()
    return work.frame.filter(~pl.col(LINE).is_in(known.implode()))


def _notes(mapping: Mapping, rows: Rows, builder: Builder, silent: pl.DataFrame) -> list[str]:
    notes = [*builder.absent.notes()]
    for condition in conditions(mapping):
        if condition not in mapping.where and not rows.is_correction:
            notes += _never(builder.work, condition)
    if not silent.is_empty():
        verb = "1 row tells" if silent.height == 1 else f"{silent.height:,} rows tell"
        notes.append(f"{verb} nothing: {places(silent)}")
    nobody = unread(mapping, rows) if not rows.is_correction else []
    if nobody:
        named = ", ".join(map(repr, nobody[:MOST_LISTED])) + (
            f" and {len(nobody) - MOST_LISTED} more" if len(nobody) > MOST_LISTED else ""
        )
        notes.append(f"columns that nothing reads: {named}; `ignore: [...]` leaves them on purpose")
    return list(dict.fromkeys(notes))


def _never(work: ColumnWork, condition: Condition) -> list[str]:
    name = RAW + condition.column if RAW + condition.column in work.frame.columns else condition.column
    if isinstance(work.frame.schema[name], pl.List):
        return []
    present = distinct(work.frame[name])
    return [
        f"when: no cell of {condition.column!r} is {value!r}"
        for value in condition.values
        if value and value not in present
    ]
