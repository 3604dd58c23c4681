"""Who says so: independent voices by name, what retells them, and the lines of the list of sources."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from accordgraph.ontology.labels import labels
from accordgraph.ontology.messages import listing, message
from accordgraph.queries.answers.facts import Facts
from accordgraph.queries.answers.tree import CitedSource, Part, Sentence, Value, joined, reference, sentence
from accordgraph.queries.answers.wording.dates import edtf_words
from accordgraph.queries.answers.wording.sentences import say

if TYPE_CHECKING:
    from accordgraph.queries.plans import Row
    from accordgraph.queries.session import Session

MOST_CITED = 3
"""References that one line names where it only says on what it rests; the number of others follows."""


@dataclass(frozen=True)
class Voices:
    """The sources of some facts, in the words of one language."""

    session: Session
    facts: Facts

    def publisher(self, source: str) -> str:
        """Who publishes a source, by name."""
        row = self.facts.sources[source]
        return publisher_name(self.session, row)

    def names(self, sources: Collection[str]) -> list[Sentence]:
        """The independent voices of sources, each with its references and those of what only retells it."""
        by_voice: dict[str, list[str]] = {}
        for source in self.facts.ranked(sources):
            by_voice.setdefault(self.facts.voice(source), []).append(source)
        return [self._voice(group) for group in by_voice.values()]

    def say(self, sources: Collection[str], key: str = "voices") -> Sentence:
        """How many independent voices say something, and whose they are."""
        names = self.names(sources)
        return self.filled(key, count=len(names), names=joined(names, "; "))

    def references(self, sources: Collection[str], most: int = MOST_CITED) -> Sentence:
        """References to the best of some sources; of the others, how many there are."""
        ranked = self.facts.ranked(sources)
        cited = sentence(*map(reference, ranked[:most]))
        more = len(ranked) - most
        return sentence(cited, " ", message("more-sources", self.session.lang, count=more)) if more > 0 else cited

    def speakers(self, rows: Sequence[Row]) -> Sentence:
        """Who gives a value: publishers, each with what it retells or reprints."""
        by_speaker: dict[str, list[str]] = {}
        for source in self.facts.ranked({str(row["source"]) for row in rows}):
            by_speaker.setdefault(self._speaker(source), []).append(source)
        return joined((sentence(name, " ", *map(reference, group)) for name, group in by_speaker.items()), "; ")

    def speakers_alone(self, rows: Sequence[Row]) -> str:
        """Who gives a value, without references."""
        sources = self.facts.ranked({str(row["source"]) for row in rows})
        return "; ".join(dict.fromkeys(map(self._speaker, sources)))

    def cite(self, number: int, source: str) -> CitedSource:
        """The line of the list of sources."""
        return cited(self.session, self.facts.sources, number, source)

    def filled(self, key: str, *, count: int | None = None, **values: Part | Sentence | str) -> Sentence:
        """A text of the catalogue with parts in its places."""
        return say(key, self.session.lang, count=count, **values)

    def _voice(self, sources: Sequence[str]) -> Sentence:
        own = [source for source in sources if not self.facts.sources[source]["derived_from"]]
        other = [source for source in sources if source not in own]
        root = self.facts.root(sources[0])
        name = self.publisher(root)
        if all(map(self.facts.is_comment, sources)):
            name = message("a-comment", self.session.lang, name=name)
        if own:
            cited = sentence(name, " ", *map(reference, own))
            return sentence(cited, " ", self._retold(other)) if other else cited
        return sentence(self._through(name, other), " ", *map(reference, other))

    def _through(self, name: str, sources: Sequence[str]) -> str:
        """A voice that is heard through others only, and whose words those are: a reprint may be another's."""
        whole = all(map(self._repeats_whole, sources))
        by = list(dict.fromkeys(map(self.publisher, sources)))
        if by == [name] or (whole and any(self.facts.sources[one]["derived_as"] == "translation" for one in sources)):
            return name
        key = "reprinted-by" if whole else "reported-by"
        return message(key, self.session.lang, name=name, by=listing(by, self.session.lang))

    def _retold(self, sources: Sequence[str]) -> Sentence:
        return self.filled("also-retold", sources=sentence(*map(reference, sources)))

    def _repeats_whole(self, source: str) -> bool:
        """Whether a source is a copy or translation, so that it gives the voice its own words."""
        return self.facts.sources[source]["derived_as"] in ("reprint", "translation")

    def _speaker(self, source: str) -> str:
        row, name = self.facts.sources[source], self.publisher(source)
        if not row["derived_from"]:
            return message("a-comment", self.session.lang, name=name) if self.facts.is_comment(source) else name
        root = self.publisher(self.facts.root(source))
        return (
            name
            if root == name
            else message(f"as-{row['derived_as'] or 'summary'}", self.session.lang, name=name, original=root)
        )


def publisher_name(session: Session, row: Row) -> str:
    """A publisher by its name: that of the actor that it is, or the one that a dossier gives; else the word for it."""
    publisher = str(row["publisher"] or "")
    if session.names.class_of(publisher) == "Actor":
        return session.names.short_name(publisher, session.lang)
    name = row.get(f"publisher_name_{session.lang}") or row.get("publisher_name_en") or publisher
    return str(name) or message("no-publisher", session.lang)


def cited(session: Session, known: Mapping[str, Row], number: int, source: str) -> CitedSource:
    """A source in the list: publisher; day, or that of its original; kind; what it repeats."""
    row, lang = known[source], session.lang
    published = Part(_published(known, row, lang), "date")
    parts: list[Value] = [publisher_name(session, row), published, labels().value("kind", str(row["kind"]), lang)]
    if row["derived_from"] and str(row["derived_from"]) in known:
        original = publisher_name(session, known[str(row["derived_from"])])
        parts.append(message(f"repeats-{row['derived_as'] or 'summary'}", lang, name=original))
    url = None if row["url"] is None else str(row["url"])
    return CitedSource(number, source, joined(parts, "; "), str(row["title"] or source), url)


def _published(known: Mapping[str, Row], row: Row, lang: str) -> str:
    if row["published"]:
        return edtf_words(str(row["published"]), lang)
    parent = known.get(str(row["derived_from"]))
    if parent and parent["published"]:
        return message("original-of", lang, date=edtf_words(str(parent["published"]), lang))
    return message("undated", lang)
