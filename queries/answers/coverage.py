"""What the graph does not know, in words: what dossiers leave out, bases without a day, single voices, old news."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import polars as pl

from accordgraph.graph.derivation.coverage import coverage_notes
from accordgraph.graph.names.order import alphabetical
from accordgraph.ontology.labels import LANGUAGES
from accordgraph.ontology.messages import message
from accordgraph.queries.answers.dossier_notes import NOTES
from accordgraph.queries.answers.facts import EDITORIAL, Facts, read
from accordgraph.queries.answers.tree import DASH, AnswerTree, Entry, Group, Sentence, joined, sentence
from accordgraph.queries.answers.wording.links import Wording

if TYPE_CHECKING:
    from accordgraph.graph.schemas import Tables
    from accordgraph.queries.session import Session

OLD_YEARS = 10
"""Years after which an attestation is called old: a table of a treaty has had a decade to change by then."""

ONE_VOICE = ("single", "reading")
"""Standings of what one voice alone says, or none but by our reading."""


@dataclass(frozen=True)
class Coverage:
    """The gaps of a graph in the words of a session."""

    words: Wording
    tables: Tables
    notes: pl.DataFrame

    def tree(self) -> AnswerTree:
        """The answer: a group for each kind of gap that there is."""
        groups = (self._notes(), self._undated(), self._one_voice(), self._old(), self._sources(), self._names())
        return AnswerTree(
            lang=self.words.lang,
            title=self.words.say("coverage-title"),
            summary=(self.words.say("limits-general"),),
            groups=tuple(group for group in groups if group.entries),
        )

    def _group(self, key: str, lines: Sequence[Sentence]) -> Group:
        entries = tuple(Entry(line, (), DASH) for line in lines)
        return Group(message(key, self.words.lang), entries, "limits")

    def _notes(self) -> Group:
        """What the dossiers say of themselves."""
        rows = self.notes.select("covers", "text", "actors").rows()
        return self._group("coverage-notes", [self._note(*row) for row in rows])

    def _note(self, kind: str, text: str, actors: str | None) -> Sentence:
        """A note, and in brackets on whom it is, where it is not on the whole dossier."""
        named = [self.words.short(one) for one in (actors or "").split("; ") if one]
        if not named:
            return self.words.say(NOTES[kind], text=text)
        return self.words.say(f"{NOTES[kind]}-on", text=text, names=joined(named, ", "))

    # ---------------------------------------------------------------- bases
    @property
    def _held(self) -> pl.DataFrame:
        return self.tables["participations"].filter("held")

    def _undated(self) -> Group:
        """Bases of which no source says since when anybody takes part."""
        dated = pl.col("start_earliest").is_not_null() | pl.col("start_latest").is_not_null()
        return self._group(
            "coverage-undated", self._bases(self._held.group_by("basis").agg((~dated).all().alias("is")))
        )

    def _one_voice(self) -> Group:
        """Bases of which every participation rests on one voice."""
        is_single = pl.col("standing").is_in(ONE_VOICE)
        return self._group(
            "coverage-one-voice", self._bases(self._held.group_by("basis").agg(is_single.all().alias("is")))
        )

    def _bases(self, marked: pl.DataFrame) -> list[Sentence]:
        names = [self.words.basis(basis) for basis in marked.filter("is")["basis"]]
        return [sentence(name) for name in sorted(names, key=lambda name: alphabetical(name.text))]

    def _old(self) -> Group:
        """Bases of which nobody's participation, without a reported end, was attested in the last `OLD_YEARS` years."""
        today = self.words.today
        before = datetime.date(today.year - OLD_YEARS, today.month, min(today.day, 28))
        going_on = self._held.filter(pl.col("end_kind") == "none").group_by("basis")
        latest = pl.struct("last_attested", "id").sort_by("last_attested", "id").last()
        old = going_on.agg(latest.alias("last")).unnest("last").filter(pl.col("last_attested") < before)
        rows = old.sort("last_attested", "basis").select("basis", "id").rows()
        words = replace(self.words, facts=read(self.words.session, {one.split("~")[1] for _, one in rows}, dict(rows)))
        lines = [
            words.say("coverage-last-attested", basis=words.basis(basis), date=date)
            for basis, one in rows
            if (date := words.attested(words.facts.participations[one], "plain"))
        ]
        return self._group("coverage-old", [*lines, self.words.say("limits-attested")] if lines else [])

    # ---------------------------------------------------------------- sources and actors
    def _sources(self) -> Group:
        """How many sources have no text in the store, and how many no day; those of strangers are counted apart."""
        named = self.tables["sources"].filter(pl.col("kind") != EDITORIAL)
        sources = named.filter(pl.col("stranger").is_null())
        counts = {
            "coverage-no-text": sources["sha256"].null_count(),
            "coverage-no-day": sources["published"].null_count(),
            "coverage-no-address": sources["url"].null_count(),
        }
        total = str(sources.height)
        lines = [self.words.say(key, number=str(count), total=total) for key, count in counts.items() if count]
        if apart := named.height - sources.height:
            lines.append(self.words.say("coverage-strangers", count=apart))
        return self._group("coverage-sources", lines)

    def _names(self) -> Group:
        """Actors that have no name in one of the languages."""
        return self._group("coverage-names", list(self._unnamed()))

    def _unnamed(self) -> Iterator[Sentence]:
        names = self.tables["names"].filter(pl.col("kind") == "name")
        for lang in LANGUAGES:
            named = names.filter(pl.col("lang") == lang)["thing"]
            missing = self.tables["actors"].filter(~pl.col("id").is_in(named.implode()))["id"]
            if len(missing):
                missing_names = joined([self.words.actor(one, with_acronym=False) for one in sorted(missing)], "; ")
                yield self.words.say(f"coverage-no-name-{lang}", names=missing_names)


def coverage(session: Session, tables: Tables, statements: pl.DataFrame, today: datetime.date) -> AnswerTree:
    """What the graph does not know, from its tables and the current statements (`STATEMENTS`)."""
    words = Wording(session, Facts({}, {}, {}, {}), today)
    return Coverage(words, tables, coverage_notes(statements, session.lang)).tree()
