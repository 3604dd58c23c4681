"""What dossiers say of themselves: what they set out to hold, what was looked for and not found, what was left out."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from accordgraph.ontology.messages import message
from accordgraph.queries.plans import ask

if TYPE_CHECKING:
    from accordgraph.queries.plans import Row
    from accordgraph.queries.session import Session

NOTES = {"covers": "limits-scope", "not_found": "limits-not-found", "left_out": "limits-left-out"}
"""What is said of each kind of note, in this order."""

Key: TypeAlias = "tuple[str, str, bool]"
"""Kind and text of a note, and whether its dossier is trusted."""


class Note(NamedTuple):
    """What a dossier says of itself: its kind, its text, whom it names, which dossiers say it, and whether these are
    trusted. The text of a stranger's note says whose it is.
    """

    what: str
    text: str
    named: frozenset[str]
    dossiers: frozenset[str]
    is_trusted: bool


def read_notes(session: Session) -> list[Note]:
    """All notes of all dossiers in the language of the session, in the order of their kinds."""
    about: dict[Key, list[Row]] = {}
    for row in ask(session.engine, "coverage_notes", {}):
        if row["lang"] == session.lang and row["what"] in NOTES:
            about.setdefault((str(row["what"]), _text(row, session.lang), row["stranger"] is None), []).append(row)
    order = list(NOTES)
    return sorted((_note(key, rows) for key, rows in about.items()), key=lambda note: order.index(note.what))


def _text(row: Row, lang: str) -> str:
    text = str(row["text"])
    return text if row["stranger"] is None else f"{text} {message('mark-stranger', lang, dossier=row['stranger'])}"


def _note(key: Key, rows: list[Row]) -> Note:
    what, text, is_trusted = key
    named = frozenset(str(row["actor"]) for row in rows if row["actor"] is not None)
    return Note(what, text, named, frozenset(str(row["dossier"]) for row in rows), is_trusted)
