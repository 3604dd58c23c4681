"""What is known beside a signature that does not bind: an approval at home, and whether a consent was looked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from accordgraph.ontology.messages import message
from accordgraph.queries.answers.tree import Part, Sentence, joined, sentence
from accordgraph.queries.answers.wording.dates import edtf_words
from accordgraph.queries.answers.wording.links import Wording
from accordgraph.queries.answers.wording.remarks import has_waiting_consent, of_sheets
from accordgraph.queries.answers.wording.sentences import say
from accordgraph.queries.runner import run
from accordgraph.queries.signed import is_by

if TYPE_CHECKING:
    from accordgraph.queries.plans import Row

APPROVAL = "domestic"
"""The phase of an act by which an actor approves an instrument at home, such as a law of ratification."""


def signature(words: Wording, key: str, actor: str, basis: str, /, **values: Part | Sentence | str) -> Sentence:
    """A text on a signature that does not bind, with what is known of a consent; another for one approved at home."""
    if approved := approval(words, actor, basis):
        return say(f"{key}-approved", words.lang, count=None, approved=approved, **values)
    consent = joined([on_consent(words, actor, basis), *filter(None, [remarks(words, actor, basis)])], "; ")
    return say(key, words.lang, count=None, consent=consent, **values)


def only_signed(words: Wording, basis: str) -> list[Sentence]:
    """Of an instrument in which nobody takes part: who signed it, when, by which sources, and what is known of a
    consent.
    """
    acts = [one for one in words.facts.acts_by_basis.get(basis, ()) if one["phase"] == "sign"]
    signed = [act for act in acts if act["actor"]]
    return [_signed(words, act) for act in sorted(signed, key=lambda act: (str(act["done_on"]), str(act["actor"])))]


def _signed(words: Wording, act: Row) -> Sentence:
    actor, basis, day = str(act["actor"]), str(act["basis"]), None if act["done_on"] is None else str(act["done_on"])
    date = sentence(Part(edtf_words(day, words.lang, "then"), "date"))
    if day:
        date = sentence(date, " ", words.cited(str(act["act"]), "done_on", day))
    return signature(words, "signed-by", actor, basis, actor=words.short(actor), date=date)


def remarks(words: Wording, actor: str, basis: str) -> Sentence:
    """What a dossier remarks on a signature of an actor; empty where it remarks nothing."""
    facts = words.facts
    own = [one for one in facts.acts_by_basis.get(basis, ()) if one["actor"] == actor]
    behind = [row for act in own if act["phase"] == "sign" for row in facts.statements.get(str(act["act"]), ())]
    notes = sorted({str(row["note"]) for row in behind if row["note"]} - of_sheets(behind).keys())
    said = [words.say("dossier-note", text=Part(note, "name")) for note in notes]
    said += table_notes(words, actor, basis)
    return joined(said, "; ") if said else ()


def table_notes(words: Wording, actor: str, basis: str) -> list[Sentence]:
    """What tables remark on the acts of an actor."""
    return [
        words.say("table-note", text=Part(note, "name"), cited=words.voices.references(sources))
        for note, sources in _notes_of(words, actor, basis).items()
    ]


def waits(words: Wording, actor: str, basis: str) -> bool:
    """Whether a table has a consent of an actor that is not in force by it."""
    return any(map(has_waiting_consent, _notes_of(words, actor, basis)))


def _notes_of(words: Wording, actor: str, basis: str) -> dict[str, set[str]]:
    own = (act for act in words.facts.acts_by_basis.get(basis, ()) if act["actor"] == actor)
    return of_sheets(row for act in own for row in words.facts.statements.get(str(act["act"]), ()))


def approval(words: Wording, actor: str, basis: str) -> Sentence:
    """The day on which an actor approved an instrument at home, by the day of the answer, and who says so; empty where
    no source states it.
    """
    facts = words.facts
    own = [row for row in facts.acts_by_basis.get(basis, ()) if row["actor"] == actor]
    by_then = [row for row in own if row["phase"] == APPROVAL and is_by(row, words.today)]
    stated = [
        row for row in by_then if any(one["how"] != "inferred" for one in facts.statements.get(str(row["act"]), ()))
    ]
    if not stated:
        return ()
    dated = [
        (str(row["act"]), name, str(row[name])) for name in ("done_on", "effective_on") for row in stated if row[name]
    ]
    if not dated:
        sources = {str(one["source"]) for row in stated for one in facts.statements[str(row["act"])]}
        return sentence(Part(edtf_words(None, words.lang), "date"), " ", words.voices.references(sources))
    return sentence(Part(edtf_words(dated[0][2], words.lang), "date"), " ", words.cited(*dated[0]))


def has_left(words: Wording, actor: str, basis: str) -> bool:
    """Whether an actor is reported to have left an instrument, whatever is known of its consent."""
    own = (row for row in words.facts.acts_by_basis.get(basis, ()) if row["actor"] == actor)
    return any(row["phase"] == "exit" for row in own)


def on_consent(words: Wording, actor: str, basis: str) -> str:
    """What it means that no consent of an actor to a basis is here: one waits by a table, none was found where it was
    looked for, consents are left out, or neither.
    """
    if waits(words, actor, basis):
        return message("consent-waits", words.lang)
    rows = (row for thing, rows in words.facts.statements.items() if thing.startswith(f"{basis}~") for row in rows)
    behind = {str(row["dossier"]) for row in rows}
    notes = [note for note in words.notes if note.is_trusted and actor in note.named]
    if any(len(note.named) > 1 for note in notes):
        acts = run(words.session, "acts_of_basis", {"basis": basis}).rows
        signers = {str(act["actor"]) for act in acts if act["actor"]}
        notes = [note for note in notes if note.named in ({actor}, signers)]
    if any(note.what == "left_out" for note in notes):
        return message("consent-not-gathered", words.lang)
    is_sought = any(note.what == "not_found" and note.dossiers & behind for note in notes)
    return message("consent-not-found" if is_sought else "consent-not-here", words.lang)
