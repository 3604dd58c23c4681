"""Words of a later version of a table for what is not in force: nothing is in force for want of such a word."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import polars as pl

from accordgraph.graph.errors import DossierError, Fault
from accordgraph.loaders.dossier.suggestions import quoted
from accordgraph.loaders.tables.absent_days import places
from accordgraph.loaders.tables.borne_out import borne_out
from accordgraph.loaders.tables.conditions import Condition
from accordgraph.loaders.tables.headings import says
from accordgraph.loaders.tables.mapping import Mapping
from accordgraph.loaders.tables.refusals import LINE, Refusals
from accordgraph.loaders.tables.rows import Rows
from accordgraph.loaders.tables.status_words import END, OVER, STATUS_PATTERN, has_end, part, stops
from accordgraph.loaders.tables.yaml_texts import yaml_list, yaml_text

MOST_LISTED = 20

WHY = "a word by which it is not in force, which `where` of the mapping does not have"
REMEDY = "correct the cell, or add the word to `where`, and load the table again"


@dataclass(frozen=True)
class NewWord:
    """A word in the column of a condition, its rows, and what would mend it."""

    condition: Condition
    word: str
    rows: pl.DataFrame
    remedy: str


def refuse_new_words(
    mapping: Mapping, rows: Rows, early: tuple[Condition, ...], refusals: Refusals, *, keep_going: bool
) -> None:
    """Raise DossierError where a table has such words; with `keep_going` refuse their cells and take out the rows."""
    new_words = [word for one in early for word in _of_condition(mapping, rows.frame, one)]
    if new_words and not keep_going:
        raise DossierError(tuple(_fault(mapping, word) for word in new_words[:MOST_LISTED]))
    for new in new_words:
        column = new.condition.column
        refusals.refuse(new.rows, column, column, pl.lit(WHY), pl.lit(REMEDY))
        rows.refused = pl.concat([rows.refused, new.rows], how="diagonal")
    if new_words:
        rows.frame = rows.frame.filter(~pl.col(LINE).is_in(rows.refused[LINE].implode()))


def _of_condition(mapping: Mapping, frame: pl.DataFrame, one: Condition) -> Iterator[NewWord]:
    if not one.negated or one.column not in frame.columns or not any(map(stops(one.column), one.values)):
        return
    bare = frame.filter(~borne_out(mapping, frame))
    present = sorted(distinct(bare[one.column]) - set(one.values))
    is_read = one.column in mapping.columns
    if is_read and mapping.columns[one.column].pattern == STATUS_PATTERN:
        present = _not_over(present)
    stopping = [*filter(stops(one.column), present)]
    ends = [] if is_read or says(one.column, "note") else _ends(present)
    remedies = dict.fromkeys(ends, _end_remedy(one)) | dict.fromkeys(stopping, _stop_remedy(one, stopping))
    for word, remedy in remedies.items():
        yield NewWord(one, word, bare.filter(pl.col(one.column).cast(pl.String) == word), remedy)


def _fault(mapping: Mapping, new: NewWord) -> Fault:
    one = new.condition
    what = (
        f"where: {one.column!r} is {quoted(new.word)} ({places(new.rows)}), and `not` has other words of this kind "
        f"only; {new.remedy}. To load all other rows: --keep-going"
    )
    return Fault(what, str(mapping.path), one.node.line, one.node.column)


def _stop_remedy(one: Condition, words: list[str]) -> str:
    """What to write so that such rows are left out, as it stands in the mapping."""
    line = f"{yaml_text(one.column)}: {{not: {yaml_list((*one.values, *words))}}}"
    return f"write there {line}, or name without `not` the words of all rows that are to be loaded"


def _end_remedy(one: Condition) -> str:
    """What to write so that the day of an end is read."""
    lines = f"{yaml_text(one.column)}: {{pattern: status}} and {END}: {{type: date}}"
    return f'the day of an end is read by {lines} under `columns`, and by until: "$({END})" in the act'


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
