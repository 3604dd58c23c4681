"""The statements behind a thing: who says what of it, when it was published, and of what time it speaks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from accordgraph.ontology.labels import labels
from accordgraph.ontology.messages import capitalised, message
from accordgraph.queries.answers.facts import read, with_sources
from accordgraph.queries.answers.wording.dates import edtf_words
from accordgraph.queries.answers.wording.voices import Voices
from accordgraph.web.addresses import thing
from accordgraph.web.row_table import Cell, RowTable, value_cell

if TYPE_CHECKING:
    from collections.abc import Sequence

    from accordgraph.queries.plans import Row
    from accordgraph.queries.session import Session


MOST_OPEN = 12
"""Statements that are shown at once: more would be pages of paper that nobody has asked for."""


def evidence_table(session: Session, rows: Sequence[Row], most: int) -> RowTable:
    """The rows of the question `evidence`, what is said of one thing together, the earliest publication first.

    Statements that read the same, such as one for each of several articles, are one line.
    """
    facts = with_sources(session, read(session, [], []), {str(row["source"]) for row in rows})
    voices, lang = Voices(session, facts), session.lang
    ordered = sorted(rows, key=_order)
    has_whom = any(row["actor"] for row in rows)
    columns = ("web-of-whom-said", "web-says", "web-who-says", "web-published", "web-speaks-of", "web-remarks")
    headings = tuple(message(key, lang) for key in columns)
    lines = list(dict.fromkeys(_line(session, voices, row) for row in ordered[:most]))
    cut = 0 if has_whom else 1
    more = message("web-more-rows", lang, count=len(rows) - most) if len(rows) > most else ""
    title = message("web-evidence", lang)
    cells = tuple(line[cut:] for line in lines)
    return RowTable(title, headings[cut:], cells, more, is_folded=len(cells) > MOST_OPEN)


def _order(row: Row) -> tuple[object, ...]:
    """Against a side before for it, before what is said of the whole; then by what is said."""
    said = (str(row["property"] or ""), str(row["value"] or ""))
    return (row["reading_order"], str(row["actor"] or ""), *said, str(row["published"] or "9"), str(row["statement"]))


def _line(session: Session, voices: Voices, row: Row) -> tuple[Cell, ...]:
    lang, source, actor = session.lang, str(row["source"]), row["actor"]
    whom = Cell(session.name(str(actor)), thing("Actor", str(actor))) if actor else Cell("")
    cited = voices.cite(1, source)
    published = next((part.text for part in cited.description if part.kind == "date"), "")
    is_of_another_day = row["as_of"] and row["as_of"] != row["published"]
    as_of = edtf_words(str(row["as_of"]), lang) if is_of_another_day else ""
    speaker = voices.speakers_alone([row]) or message("web-our-dossier", lang)
    who = Cell(f"{speaker}: {cited.title}", thing("Source", source))
    return whom, _said(session, row), who, Cell(published), Cell(as_of), Cell(_remarks(row, lang))


def _said(session: Session, row: Row) -> Cell:
    """The property with its value, and how it is known where it is not simply stated."""
    lang = session.lang
    value = value_cell(session.names, row, "value", lang)
    text = f"{capitalised(labels().heading(str(row['property']), lang))}: {value.text}"
    if row["stance"] != "asserts":
        text = f"{capitalised(labels().value('stance', str(row['stance']), lang))}: {text}"
    if row["how"] != "stated":
        text = f"{text} ({labels().value('how', str(row['how']), lang)})"
    return Cell(text, value.address)


def _remarks(row: Row, lang: str) -> str:
    """Where in the source it stands, and what was remarked on it."""
    paragraph = message("web-paragraph", lang, number=row["paragraph"]) if row["paragraph"] else ""
    return "; ".join(one for one in (paragraph, str(row["note"] or "")) if one)
