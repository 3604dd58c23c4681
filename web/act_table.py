"""What was done under a basis, act by act: signatures, consents, reservations, extensions, and who says so."""

from __future__ import annotations

from typing import TYPE_CHECKING

from accordgraph.ontology.labels import labels
from accordgraph.ontology.messages import capitalised, message
from accordgraph.queries.answers.facts import read
from accordgraph.queries.answers.wording.dates import edtf_words
from accordgraph.queries.answers.wording.voices import Voices
from accordgraph.queries.plans import basis_of
from accordgraph.queries.runner import run
from accordgraph.web.addresses import thing
from accordgraph.web.row_table import Cell, RowTable

if TYPE_CHECKING:
    from accordgraph.queries.plans import Row
    from accordgraph.queries.session import Session

COLUMNS = ("web-done", "web-who", "web-act", "web-takes-effect", "web-who-says", "heading.standing")


def act_table(session: Session, basis: str, most: int, act: str | None = None) -> RowTable:
    """The acts of a basis by date, or one of them; each leads to its page."""
    of_basis = run(session, "acts_of_basis", {"basis": basis}).rows
    rows = sorted((row for row in of_basis if act in (None, row["act"])), key=_order)
    facts = read(session, {str(row["actor"]) for row in rows if row["actor"]}, [basis])
    voices, lang = Voices(session, facts), session.lang
    lines = tuple(_line(session, voices, row) for row in rows[:most])
    more = message("web-more-rows", lang, count=len(rows) - most) if len(rows) > most else ""
    return RowTable(message("web-acts", lang), tuple(message(key, lang) for key in COLUMNS), lines, more)


def act_name(session: Session, act: str) -> str:
    """What an act is called: its type, whose it is, and under what; its id where it is not known."""
    rows = run(session, "acts_of_basis", {"basis": basis_of(act)}).rows
    row = next((one for one in rows if one["act"] == act), None)
    if row is None:
        return act
    kind = capitalised(labels().value("type", str(row["type"]), session.lang))
    return f"{kind}: {_who(session, row).text}, {session.name(basis_of(act))}"


def _order(row: Row) -> tuple[str, str]:
    return str(row["done_earliest"] or "9"), str(row["act"])


def _line(session: Session, voices: Voices, row: Row) -> tuple[Cell, ...]:
    lang, act = session.lang, str(row["act"])
    return (
        Cell(edtf_words(str(row["done_on"]), lang) if row["done_on"] else message("web-no-day", lang)),
        _who(session, row),
        Cell(labels().value("type", str(row["type"]), lang), thing("Act", act)),
        Cell(edtf_words(str(row["effective_on"]), lang) if row["effective_on"] else ""),
        Cell(voices.speakers_alone(voices.facts.statements.get(act, ()))),
        Cell(labels().value("standing", str(row["standing"]), lang)),
    )


def _who(session: Session, row: Row) -> Cell:
    if not row["actor"]:
        return Cell(message("web-whole", session.lang))
    actor = str(row["actor"])
    return Cell(session.name(actor), thing("Actor", actor))
