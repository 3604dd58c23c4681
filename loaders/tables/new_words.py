"""Words of a later version of a table for what is not in force: nothing is in force for want of such a word."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import polars as pl

from accordgraph.graph.errors import DossierError, Fault
from accordgraph.loaders.dossier.suggestions import quoted
from accordgraph.loaders.tables.absent_days import places
from accordgraph.loaders.tables.borne_out import agreed_end_bears_out, borne_out, is_ending
from accordgraph.loaders.tables.conditions import Condition
from accordgraph.loaders.tables.headings import says
from accordgraph.loaders.tables.mapping import Mapping
from accordgraph.loaders.tables.references import entries
from accordgraph.loaders.tables.refusals import LINE, Refusals
from accordgraph.loaders.tables.rows import Rows
from accordgraph.loaders.tables.status_words import END, OVER, OVER_DAY, STATUS_PATTERN, has_end, part, stops
from accordgraph.loaders.tables.yaml_texts import yaml_list, yaml_text

MOST_LISTED = 20

WHY = "a word by which it is not in force, which `where` of the mapping does not have"
REMEDY = "correct the cell, or add the word to `where`, and load the table again"

OTHER_END = "a word by which it ended, beside an agreed end of another year"
REMEDY_OF_OTHER_END = "correct one of the two, or write the agreed end into the lists of the acts by which it ended"


@dataclass(frozen=True)
class NewWord:
    """A word in the column of a condition, its rows, what is wrong with it, and why its cells are refused."""

    condition: Condition
    word: str
    rows: pl.DataFrame
    fault: str
    why: str = WHY
    remedy: str = REMEDY


def refuse_new_words(
    mapping: Mapping, rows: Rows, early: tuple[Condition, ...], refusals: Refusals, *, keep_going: bool
) -> None:
    """Raise DossierError where a table has such words; with `keep_going` refuse their cells and take out the rows."""
    new_words = [word for one in early for word in _of_condition(mapping, rows.frame, one)]
    if new_words and not keep_going:
        raise DossierError(tuple(_fault(mapping, word) for word in new_words[:MOST_LISTED]))
    for new in new_words:
        column = new.condition.column
        refusals.refuse(new.rows, column, column, pl.lit(new.why), pl.lit(new.remedy))
        rows.refused = pl.concat([rows.refused, new.rows], how="diagonal")
    if new_words:
        rows.frame = rows.frame.filter(~pl.col(LINE).is_in(rows.refused[LINE].implode()))


def _of_condition(mapping: Mapping, frame: pl.DataFrame, one: Condition) -> Iterator[NewWord]:
    if not one.negated or one.column not in frame.columns or not any(map(stops(one.column), one.values)):
        return
    bare = frame.filter(~borne_out(mapping, frame, one.column))
    present = sorted(distinct(bare[one.column]) - set(one.values))
    is_read = one.column in mapping.columns
    if is_read and mapping.columns[one.column].pattern == STATUS_PATTERN:
        yield from _agreed_otherwise(mapping, frame, one)
        present = _not_over(present)
    stopping = [*filter(stops(one.column), present)]
    ends = [] if is_read or says(one.column, "note") else _ends(present)
    remedies = dict.fromkeys(ends, _end_remedy(one)) | dict.fromkeys(stopping, _stop_remedy(one, stopping))
    for word, remedy in remedies.items():
        fault = f"and `not` has other words of this kind only; {remedy}"
        yield NewWord(one, word, bare.filter(pl.col(one.column).cast(pl.String) == word), fault)


def _agreed_otherwise(mapping: Mapping, frame: pl.DataFrame, one: Condition) -> Iterator[NewWord]:
    """Words by which a row ended, beside an agreed end of another year that the mapping would take for theirs."""
    words = frame[one.column].cast(pl.String)
    data = frame.with_columns(part(words, name).alias(f"${name}") for name in (OVER, OVER_DAY))
    for column, known in _agreed_ends(mapping).items():
        if column in frame.columns:
            fits = agreed_end_bears_out(pl.col(column), pl.col(f"${OVER_DAY}")) | pl.col(column).is_in(known)
            for (word, day), rows in (
                data.filter(pl.col(f"${OVER}").is_not_null(), pl.col(column).is_not_null(), ~fits)
                .drop(f"${OVER}", f"${OVER_DAY}")
                .group_by(pl.col(one.column).cast(pl.String), column, maintain_order=True)
            ):
                yield NewWord(one, str(word), rows, _other_end(column, str(day)), OTHER_END, REMEDY_OF_OTHER_END)


def _agreed_ends(mapping: Mapping) -> dict[str, list[str]]:
    """The columns of agreed ends by which acts are dated that a status reports, with the cells that date none."""
    return {
        one.column: list(one.values)
        for entry in filter(is_ending, entries(mapping))
        if any(each.column == OVER for each in entry.when)
        for value in entry.of("effective")
        for one in entry.when
        if one.negated and one.column in value.template.columns
    }


def _fault(mapping: Mapping, new: NewWord) -> Fault:
    one = new.condition
    cell = f"where: {one.column!r} is {quoted(new.word)} ({places(new.rows)})"
    what = f"{cell}, {new.fault}. To load all other rows: --keep-going"
    return Fault(what, str(mapping.path), one.node.line, one.node.column)


def _stop_remedy(one: Condition, words: list[str]) -> str:
    """What to write so that such rows are left out, as it stands in the mapping."""
    line = f"{yaml_text(one.column)}: {{not: {yaml_list((*one.values, *words))}}}"
    return f"write there {line}, or name without `not` the words of all rows that are to be loaded"


def _end_remedy(one: Condition) -> str:
    """What to write so that the day of an end is read."""
    lines = f"{yaml_text(one.column)}: {{pattern: status}} and {END}: {{type: date}}"
    return f'the day of an end is read by {lines} under `columns`, and by until: "$({END})" in the act'


def _other_end(column: str, day: str) -> str:
    """What to write so that an agreed end of another year is not taken for the day on which it ended."""
    return (
        f"and {column!r} has {quoted(day)}, an end of another year: in the acts by which it ended, write "
        f"{yaml_text(day)} into each list of {column!r}"
    )


def _not_over(words: list[str]) -> list[str]:
    """Words of a status of which the mapping reads no end."""
    cells = pl.Series(words, dtype=pl.String)
    return cells.filter(part(cells, OVER).is_null()).to_list()


def _ends(words: list[str]) -> list[str]:
    """Words of a status that have the day of an end, which the mapping does not read."""
    cells = pl.Series(words, dtype=pl.String)
    return cells.filter(has_end(cells)).to_list()


def distinct(cells: pl.Series) -> set[str]:
    """The distinct texts of a column, empty for none."""
    return set(cells.unique().cast(pl.String).fill_null("").to_list())
