"""Rows of a question as a table whose cells lead to the pages of what they name."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from accordgraph.ontology.messages import message
from accordgraph.ontology.registry import registry
from accordgraph.queries.answers.wording.dates import bounds_words, edtf_words, period_words
from accordgraph.queries.answers.wording.voices import publisher_name
from accordgraph.queries.plans import day_of
from accordgraph.queries.rendering.formats import heading, worded
from accordgraph.web.addresses import thing
from accordgraph.web.certainty_key import KeyLine

if TYPE_CHECKING:
    from accordgraph.graph.names.index import Names
    from accordgraph.queries.header import Header
    from accordgraph.queries.plans import Row
    from accordgraph.queries.session import Session


PERIODS = ("during", "period")
"""Columns of dates that say how long something took."""


BOUNDED = {"since": ("since_earliest", "since_latest"), "start": ("start_earliest", "start_latest")}
"""Columns of a moment, with those of the days between which it lies: the first alone would say more than is known."""

EXACTLY = {"last_attested": "attested"}
"""Columns of a day, with those that have it as exactly as its source does: of a month, a day would say too much."""

TO_THINGS = ("part_of", "succeeds", "derived_from", "corrected_by", "publisher", "through", "with", "towards")
"""Properties beside the relations of bases whose values are ids of things."""


IN_ENGLISH = ("subtype",)
"""Columns of free words, which the data have in English alone: a page in another language leaves them out."""


class Cell(NamedTuple):
    """A text, and the page of the thing that it names."""

    text: str
    address: str | None = None


@dataclass(frozen=True)
class RowTable:
    """Rows as people read them, under one title; `more` says how many were left out, `key` what words of them mean.

    `is_folded`: only the title is shown, until a reader opens the table.
    """

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    more: str = ""
    key: tuple[KeyLine, ...] = ()
    is_folded: bool = False


def row_table(session: Session, header: Header, rows: Sequence[Row], most: int, title: str | None = None) -> RowTable:
    """The columns that a question shows, of `most` rows."""
    lang = session.lang
    columns = tuple(name for name in header.show if lang == "en" or name not in IN_ENGLISH)
    headings = tuple(heading(name, lang) for name in columns)
    cells = tuple(_cells(session, header, row, columns) for row in rows[:most])
    more = message("web-more-rows", lang, count=len(rows) - most) if len(rows) > most else ""
    return RowTable(title or header.summary_in(lang), headings, cells, more)


def _cells(session: Session, header: Header, row: Row, columns: Sequence[str]) -> tuple[Cell, ...]:
    names, lang = session.names, session.lang
    ids_of = {column.name: column.names for column in header.columns if column.names}
    types = {column.name: column.type for column in header.columns}
    return tuple(
        Cell(moment(row, column, lang))
        if types[column] in ("edtf", "date") and row[column]
        else value_cell(names, row, column, lang)
        if column in ("value", "preferred")
        else Cell(IN_WORDS[column](session, row))
        if column in IN_WORDS
        else _cell(names, row, column, ids_of.get(column) or (column if types[column] == "id" else None), lang)
        for column in columns
    )


def _acronym(session: Session, row: Row) -> str:
    """The acronym in the language of the page, or none."""
    if "actor" not in row:
        return str(row["acronym"] or "")
    actor = str(row["actor"])
    short = session.names.short_name(actor, session.lang)
    return "" if short == session.names.name(actor, session.lang) else short


def _publisher(session: Session, row: Row) -> str:
    return publisher_name(session, row) if "publisher_name_en" in row else str(row["publisher"] or "")


IN_WORDS: dict[str, Callable[[Session, Row], str]] = {"acronym": _acronym, "publisher": _publisher}
"""Columns whose rows hold an English acronym or the word for a publisher."""


def moment(row: Row, column: str, lang: str) -> str:
    """A date of a row in words: between its bounds where the row has them."""
    column = EXACTLY.get(column, column) if row.get(EXACTLY.get(column, column)) else column
    first, last = BOUNDED.get(column, ("", ""))
    if first in row and last in row:
        return bounds_words(day_of(row[first]), day_of(row[last]), lang, "cell")
    return _date(column, str(row[column]), lang)


def value_cell(names: Names, row: Row, column: str, lang: str) -> Cell:
    """What is stated of a property: a date in words, a thing by its name, a word by its label."""
    name, value = str(row.get("property") or ""), row[column]
    if value is None:
        return Cell("")
    if name in TO_THINGS or name in registry().basis_relations:
        class_ = names.class_of(str(value))
        return Cell(names.name(str(value), lang), thing(class_, str(value))) if class_ else Cell(str(value))
    if name in _dates():
        return Cell(_date(name, str(value), lang))
    return Cell(worded(row, column, lang))


@cache
def _dates() -> frozenset[str]:
    """Properties whose values are dates."""
    stated = registry().properties.values()
    return frozenset(one.name for properties in stated for one in properties.values() if one.compare == "date")


def _date(column: str, edtf: str, lang: str) -> str:
    """A date in words; as it stands where words would not say all of it."""
    words = period_words(edtf, lang) if column in PERIODS else edtf_words(edtf, lang)
    return edtf if ".." in words else words


def _cell(names: Names, row: Row, column: str, id_column: str | None, lang: str) -> Cell:
    identifier = None if id_column is None else row[id_column]
    if identifier is None:
        return Cell(worded(row, column, lang))
    class_ = names.class_of(str(identifier))
    is_named = class_ in ("Actor", "Basis", "Source")
    text = names.name(str(identifier), lang) if is_named and id_column == column else str(row[column])
    return Cell(text, thing(class_, str(identifier)) if class_ else None)
