"""What dossiers say of themselves: what they set out to hold, what was looked for and not found, what was left out."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from accordgraph.queries.plans import ask

if TYPE_CHECKING:
    from accordgraph.queries.plans import Row
    from accordgraph.queries.session import Session

NOTES = {"covers": "limits-scope", "not_found": "limits-not-found", "left_out": "limits-left-out"}
"""What is said of each kind of note, in this order."""


class Note(NamedTuple):
    """What a dossier says of itself: its kind, its text, whom it names, and which dossiers say it."""

    what: str
    text: str
    named: frozenset[str]
    dossiers: frozenset[str]


def read_notes(session: Session) -> list[Note]:
    """All notes of all dossiers in the language of the session, in the order of their kinds."""
    about: dict[tuple[str, str], list[Row]] = {}
    for row in ask(session.engine, "coverage_notes", {}):
        if row["lang"] == session.lang and row["what"] in NOTES:
            about.setdefault((str(row["what"]), str(row["text"])), []).append(row)
    notes = [
        Note(
            *key,
            frozenset(str(row["actor"]) for row in rows if row["actor"] is not None),
            frozenset(str(row["dossier"]) for row in rows),
        )
        for key, rows in about.items()
    ]
    order = list(NOTES)
    return sorted(notes, key=lambda note: order.index(note.what))
