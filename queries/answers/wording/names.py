"""Actors, bases and roles by name, in the words and articles of a sentence."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from accordgraph.ontology.labels import labels
from accordgraph.ontology.messages import message
from accordgraph.queries.answers.dossier_notes import Note, read_notes
from accordgraph.queries.answers.facts import Facts, party_of
from accordgraph.queries.answers.tree import Part, Sentence, joined, sentence
from accordgraph.queries.answers.wording.articles import of_state, with_article
from accordgraph.queries.answers.wording.dates import bounds_words
from accordgraph.queries.answers.wording.sentences import say
from accordgraph.queries.answers.wording.voices import Voices
from accordgraph.queries.plans import day_of
from accordgraph.queries.runner import run

if TYPE_CHECKING:
    from accordgraph.queries.plans import Row
    from accordgraph.queries.session import Session

FULL_ROLES = ("member", "party", "side-a", "side-b", "unknown")
"""Roles that need no word: what one expects of who takes part in an agreement."""

STEM = 4
"""Letters of a Ukrainian noun that its cases have in common, as far as kinds of bases go."""


@dataclass(frozen=True)
class Names:
    """What sentences are made with: the session, the facts, and the day that the answer is of."""

    session: Session
    facts: Facts
    today: datetime.date

    @property
    def lang(self) -> str:
        """The language of the answer."""
        return self.session.lang

    @cached_property
    def voices(self) -> Voices:
        """The sources of the facts in words."""
        return Voices(self.session, self.facts)

    @cached_property
    def notes(self) -> list[Note]:
        """What dossiers say of what they hold and do not hold, read once for an answer."""
        return read_notes(self.session)

    def say(self, key: str, *, count: int | None = None, **values: Part | Sentence | str) -> Sentence:
        """A text of the catalogue with parts in its places."""
        return say(key, self.lang, count=count, **values)

    def titled(self, identifier: str) -> Part:
        """An actor in a title: by its acronym, with the name in brackets, which takes no article in English."""
        name, short = self.session.name(identifier), self.session.names.short_name(identifier, self.lang)
        has_both = short != name and short not in name
        if not has_both:
            return Part(with_article(name, self.lang), "actor", identifier)
        label = f"{short} ({name})"
        return Part(f"the {label}" if self.lang == "en" and of_state(name) else label, "actor", identifier)

    def actor(self, identifier: str, *, with_acronym: bool = True) -> Part:
        """An actor by its name, and by the acronym that it has beside the name."""
        name = self.session.name(identifier)
        short = self.session.names.short_name(identifier, self.lang)
        has_both = with_acronym and short != name and len(short) < len(name) and short not in name
        return Part(f"{name} ({short})" if has_both else name, "actor", identifier)

    def short(self, identifier: str) -> Part:
        """An actor by its acronym, or else by its name."""
        return Part(self.session.names.short_name(identifier, self.lang), "actor", identifier)

    def in_sentence(self, identifier: str) -> Part:
        """The same within a sentence, with the article that it takes in English."""
        return Part(with_article(self.short(identifier).text, self.lang), "actor", identifier)

    def basis(self, identifier: str, *, is_short: bool = False) -> Part:
        """A basis by its name, or by its acronym where that is enough."""
        name = self.session.names.short_name if is_short else self.session.names.name
        return Part(name(identifier, self.lang), "basis", identifier)

    def the_basis(self, identifier: str) -> Part:
        """A basis by its name within a sentence, with the article that it takes in English."""
        return Part(with_article(self.basis(identifier).text, self.lang), "basis", identifier)

    def basis_and_form(self, row: Row, *, is_short: bool = False) -> Sentence:
        """A basis by its name, and what it is where the name does not say so: its form, or else its kind."""
        basis, word = self.basis(str(row["basis"]), is_short=is_short), self._form(row)
        said = word if self.lang == "en" else word.split()[-1][:STEM]
        if said.casefold() in basis.text.casefold():
            return (basis,)
        return sentence(basis, ", ", self.form(row))

    def form(self, row: Row) -> str:
        """What a basis is: its form, or else its kind; with the article that a sentence needs."""
        word = self._form(row)
        article = "" if self.lang != "en" or word.endswith("s") else "an " if word[0] in "aeiou" else "a "
        return f"{article}{word}"

    def _form(self, row: Row) -> str:
        word = labels().value("form", str(row["form"]), self.lang) if row["form"] else ""
        return word or labels().value("kind", str(row["kind"]), self.lang)

    def role(self, row: Row) -> str:
        """In what role an actor takes part; that none is reported, where sources only name it."""
        if not self.facts.is_role_reported(str(row["participation"])):
            return message("role-not-reported", self.lang)
        return labels().value("role", str(row["role"]), self.lang)

    def role_beside(self, row: Row) -> Sentence:
        """A role in brackets after a blank, where it is another than one expects of who takes part, or where the actor
        had another one before; else empty.
        """
        earlier = self._role_before(row)
        is_plain = row["role"] in FULL_ROLES and row["role_standing"] != "disputed"
        if row["role"] is None or (is_plain and earlier is None):
            return ()
        role = self.role_name(row)
        if earlier is not None:
            since = bounds_words(day_of(earlier["start_earliest"]), day_of(earlier["start_latest"]), self.lang, "since")
            role = message("role-after", self.lang, role=role, earlier=self.role(earlier), since=since)
        return sentence(" ", self.say("as-role", role=role))

    def role_among_several(self, row: Row) -> Sentence:
        """After a blank, in which of several roles, one after another, an actor took part; empty where it had one."""
        if all(one["role"] == row["role"] for one in self._stints(row)):
            return ()
        return sentence(" ", self.say("in-this-role", actor=self.short(str(row["actor"])), role=self.role(row)))

    def _role_before(self, row: Row) -> Row | None:
        """The participation by which the actor came in, where that was in another role, and earlier."""
        first = min(self._stints(row), key=lambda one: str(one["start_latest"] or "9999"), default=row)
        is_before = str(first["start_latest"] or "9999") < str(row["start_latest"] or "9999")
        return first if is_before and first["role"] != row["role"] else None

    def _stints(self, row: Row) -> Sequence[Row]:
        return self.facts.stints.get(party_of(str(row["participation"])), ())

    def role_name(self, row: Row) -> str:
        """A role, and that sources differ on it where they do."""
        role = self.role(row)
        return message("role-disputed", self.lang, role=role) if row["role_standing"] == "disputed" else role

    def role_dispute(self, participation: str) -> Sentence:
        """In what roles sources name an actor, where they differ: the accepted one first; empty where they agree."""
        row = self.facts.participations[participation]
        if row["role_standing"] != "disputed":
            return ()
        by_role = self._disputed_roles(participation)
        roles = sorted(by_role, key=lambda role: (role != row["role"], role))
        said = [self._said_role(role, by_role[role]) for role in roles]
        remark = self.dossier_remark([row for rows in by_role.values() for row in rows])
        line = self.say("roles-differ", roles=joined(said, "; "))
        return joined((line, remark)) if remark else line

    def dossier_remark(self, rows: Sequence[Row]) -> Sentence:
        """What the dossier remarks on some statements, each remark with its source where there are several; empty where
        it remarks on none.
        """
        by_note: dict[str, set[str]] = {}
        for row in rows:
            if row["note"]:
                by_note.setdefault(str(row["note"]), set()).add(str(row["source"]))
        if not by_note:
            return ()
        notes = [
            sentence(Part(note, "name"), *((" ", self.voices.references(sources)) if len(by_note) > 1 else ()))
            for note, sources in sorted(by_note.items())
        ]
        return self.say("dossier-remark", text=joined(notes, "; "))

    def _disputed_roles(self, participation: str) -> dict[str, list[Row]]:
        """The statements on a role, without those on another role that the actor had at another time."""
        by_role = self.facts.roles(participation)
        rows = run(self.session, "conflicts_of", {"id": participation}).rows
        said = {(row["value"], row["source"]) for row in rows if row["property"] == "role"}
        own = {role: [one for one in rows if (role, one["source"]) in said] for role, rows in by_role.items()}
        return {role: rows for role, rows in own.items() if rows} or by_role

    def _said_role(self, role: str, rows: Sequence[Row]) -> Sentence:
        return sentence(labels().value("role", role, self.lang), ": ", self.voices.speakers(rows))
