"""What a table remarks in the row of an agreement: shown in its own words wherever the agreement is answered."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from accordgraph.ontology.messages import in_each_language, message

if TYPE_CHECKING:
    from accordgraph.queries.plans import Row

SHEET = "sheet-"
"""With what the id of a source begins that is a sheet of a table. Notes of other sources are remarks of a dossier."""

UNNAMED = "unnamed-publisher"
"""Who published tables that name nobody."""


def table_of_nobody(row: Row, lang: str) -> str | None:
    """The name by which a table speaks that names no publisher, by its row among the sources; None of other sources."""
    if row["publisher"] != UNNAMED or not str(row["source"]).startswith(SHEET):
        return None
    return message("table-of-nobody", lang, name=str(row["title"] or row["source"]).split(": ")[0])


@dataclass
class Remark:
    """A remark of sheets: on whose acts, where these are of one actor, and which sheets have it."""

    text: str
    actors: set[str] = field(default_factory=set)
    sources: set[str] = field(default_factory=set)


def remarks_on(statements: Mapping[str, Sequence[Row]], things: Mapping[str, str | None]) -> list[Remark]:
    """The remarks of sheets behind acts and participations (`things`, each with its actor), in their order."""
    by_text: dict[str, Remark] = {}
    for thing, actor in things.items():
        for text, sources in of_sheets(statements.get(thing, ())).items():
            remark = by_text.setdefault(text, Remark(text))
            remark.actors |= {actor} if actor else set()
            remark.sources |= sources
    return [by_text[text] for text in sorted(by_text)]


def of_sheets(statements: Iterable[Row]) -> dict[str, set[str]]:
    """The remarks of sheets on some statements, with the sheets that have each, in the order of the remarks."""
    by_text: dict[str, set[str]] = {}
    for row in statements:
        if row["note"] and str(row["source"]).startswith(SHEET):
            by_text.setdefault(str(row["note"]), set()).add(str(row["source"]))
    return dict(sorted(by_text.items()))


def by_sheets(statements: Mapping[str, Sequence[Row]]) -> dict[str, list[Row]]:
    """Those of statements behind acts and participations that are made by sheets."""
    return {thing: [row for row in rows if str(row["source"]).startswith(SHEET)] for thing, rows in statements.items()}


def has_waiting_consent(note: str) -> bool:
    """Whether a remark has a consent that is not in force by its table."""
    return any(words in note for words in in_each_language("table-not-in-force"))
