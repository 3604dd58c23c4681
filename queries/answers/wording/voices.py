"""Who says so: independent voices by name, what retells them, and the lines of the list of sources."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from accordgraph.ontology.labels import labels
from accordgraph.ontology.messages import listing, message
from accordgraph.queries.answers.facts import Facts
from accordgraph.queries.answers.tree import CitedSource, Part, Sentence, Value, joined, reference, sentence
from accordgraph.queries.answers.wording.dates import edtf_words
from accordgraph.queries.answers.wording.remarks import table_of_nobody
from accordgraph.queries.answers.wording.sentences import say

if TYPE_CHECKING:
    from accordgraph.queries.plans import Row
    from accordgraph.queries.session import Session

WHOLE = {"reprint", "translation"}
"""How a source repeats another in its own words."""

RETOLD = {
    (True, False): "also-retold",
    (False, True): "also-retold-by-reading",
    (True, True): "also-retold-and-by-reading",
}
"""What is said of sources that retell a voice, and of those that do so by our reading."""

MOST_CITED = 3
"""References that one line names where it only says on what it rests; the number of others follows."""


class Step(NamedTuple):
    """A step on the way of a voice: through which publisher, in which words, and whether only our reading says so."""

    name: str
    kind: str
    is_read: bool


class Heard(NamedTuple):
    """Sources by voice, these voices in words, and the publishers through which alone several of them are heard."""

    groups: list[list[str]]
    names: Sentence
    outlets: dict[str, list[Sequence[str]]]


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
        return [self._voice(group) for group in self._by_voice(sources)]

    def say(self, sources: Collection[str], key: str = "voices") -> Sentence:
        """How many independent voices say something, and whose they are."""
        return self.counted(sources, key)

    def counted(self, sources: Collection[str], key: str, **values: Part | Sentence | str) -> Sentence:
        """A text of the catalogue with the voices of sources; where all came through one publisher it says so."""
        groups, names, outlets = self._heard_of(tuple(sources))
        shared = max(outlets, key=lambda name: len(outlets[name]), default="")
        if shared and len(outlets[shared]) == len(groups):
            return self.filled(f"{key}-one-outlet", count=len(groups), names=names, outlet=shared, **values)
        line = self.filled(key, count=len(groups), names=names, **values)
        through = [self.filled("through-outlet", count=len(outlets[name]), outlet=name) for name in outlets]
        return joined((line, *through))

    def _heard_of(self, sources: tuple[str, ...]) -> Heard:
        """The voices of sources, which an answer has again and again: many sides rest on the same."""
        if sources not in self._known:
            groups = self._by_voice(sources)
            names = joined(map(self._voice, groups), "; ")
            self._known[sources] = Heard(groups, names, self._shared_outlets(groups))
        return self._known[sources]

    @cached_property
    def _known(self) -> dict[tuple[str, ...], Heard]:
        return {}

    def references(self, sources: Collection[str], most: int = MOST_CITED) -> Sentence:
        """References to the best of some sources; of the others, how many there are. All, if the session cites all."""
        ranked = self.facts.ranked(sources)
        most = len(ranked) if self.session.cites_all else most
        cited = sentence(*map(reference, ranked[:most]))
        more = len(ranked) - most
        return sentence(cited, " ", message("more-sources", self.session.lang, count=more)) if more > 0 else cited

    def of_one_voice(self, sources: Collection[str]) -> Sentence:
        """In brackets, that several sources are one voice, and whose; empty for more voices, and for one source."""
        groups = self._by_voice(sources)
        if len(groups) != 1 or len(groups[0]) == 1:
            return ()
        name = self.publisher(self.facts.root(groups[0][0]))
        is_read = any(map(self.facts.is_origin_read, groups[0]))
        key = "sources-of-one-voice-by-reading" if is_read else "sources-of-one-voice"
        return sentence(" ", self.filled(key, count=len(groups[0]), name=name))

    def speakers(self, rows: Sequence[Row]) -> Sentence:
        """Who gives a value: publishers, each with what it retells or reprints."""
        by_speaker: dict[str, list[str]] = {}
        for source in self.facts.ranked({str(row["source"]) for row in rows}):
            by_speaker.setdefault(self._speaker(source), []).append(source)
        return joined((sentence(name, " ", *map(reference, group)) for name, group in by_speaker.items()), "; ")

    def speakers_marked(self, rows: Sequence[Row]) -> Sentence:
        """The same, those of whom only our reading has the value last, and marked so."""
        stated = [row for row in rows if row.get("how") != "inferred"]
        known = {str(row["source"]) for row in stated}
        read = [row for row in rows if str(row["source"]) not in known]
        if not read:
            return self.speakers(stated)
        mark = sentence(" ", message("chain-as-read", self.session.lang))
        each = [sentence(self.speakers([row]), mark) for row in read]
        return joined(([self.speakers(stated)] if stated else []) + each, "; ")

    def speakers_alone(self, rows: Sequence[Row]) -> str:
        """Who gives a value, without references."""
        return "; ".join(self.names_of_speakers(rows))

    def names_of_speakers(self, rows: Sequence[Row]) -> list[str]:
        """The publishers that give a value, each once."""
        sources = self.facts.ranked({str(row["source"]) for row in rows})
        return list(dict.fromkeys(map(self._speaker, sources)))

    def cite(self, number: int, source: str) -> CitedSource:
        """The line of the list of sources."""
        return cited(self.session, self.facts, number, source)

    def filled(self, key: str, *, count: int | None = None, **values: Part | Sentence | str) -> Sentence:
        """A text of the catalogue with parts in its places."""
        return say(key, self.session.lang, count=count, **values)

    def _by_voice(self, sources: Collection[str]) -> list[list[str]]:
        """Sources of the same voice together, the best first."""
        groups: dict[str, list[str]] = {}
        for source in self.facts.ranked(sources):
            groups.setdefault(self.facts.voice(source), []).append(source)
        return list(groups.values())

    def _shared_outlets(self, groups: Sequence[Sequence[str]]) -> dict[str, list[Sequence[str]]]:
        """Publishers through which alone two or more voices are heard, each with these voices."""
        outlets: dict[str, list[Sequence[str]]] = {}
        for group in groups:
            first, *others = map(self._carriers, group)
            for name in first:
                if all(name in more for more in others):
                    outlets.setdefault(name, []).append(group)
        return {name: heard for name, heard in outlets.items() if len(heard) > 1}

    def _carriers(self, source: str) -> list[str]:
        """The publishers of a source and of all that it repeats."""
        return list(dict.fromkeys(map(self.publisher, self.facts.chain(source))))

    def _voice(self, sources: Sequence[str]) -> Sentence:
        """One voice: what is the publisher's own before what columns and comments say that it printed."""
        comments = [source for source in sources if self.facts.is_comment(self.facts.root(source))]
        said = [source for source in sources if source not in comments]
        name = self.publisher(self.facts.root(sources[0]))
        if not said:
            return self._heard(self._comment(name), comments)
        heard = self._heard(name, said)
        if not comments:
            return heard
        return sentence(heard, " ", self.filled("also-comment", sources=sentence(*map(reference, comments))))

    def _heard(self, name: str, sources: Sequence[str]) -> Sentence:
        """A voice with its references: its own words first, then what retells them."""
        own = [source for source in sources if not self.facts.sources[source]["derived_from"]]
        read = list(filter(self.facts.is_origin_read, sources))
        other = [source for source in sources if source not in own and source not in read]
        first, *later = [group for group in (own, other, read) if group]
        heard = [sentence(name if first is own else self._through(name, first), " ", *map(reference, first))]
        if later:
            heard.append(self._retold(*(group if group in later else [] for group in (other, read))))
        return joined(heard)

    def _comment(self, name: str) -> str:
        """A column or comment, which speaks for its authors and not for the publisher."""
        return message("a-comment", self.session.lang, name=name)

    def _through(self, name: str, sources: Sequence[str]) -> str:
        """A voice that is heard through others only, and whose words those are: a reprint may be another's. Where it
        came to a source by a chain, every link of that is named.
        """
        ways = list(dict.fromkeys(filter(None, map(self._way, sources))))
        if not ways:
            return name
        direct, longer = [way[0] for way in ways if len(way) == 1], [way for way in ways if len(way) > 1]
        heard = [self._clause(direct)] if direct else []
        heard += [", ".join(self._clause([step]) for step in way) for way in longer]
        if not longer and _kind_of(direct) == "translation":
            return f"{name}, {heard[0]}"
        return f"{name} ({'; '.join(heard)})"

    def _way(self, source: str) -> tuple[Step, ...]:
        """The way on which a voice came to a source, from the origin on; what a publisher repeats of itself is none."""
        facts, steps = self.facts, list[Step]()
        chain = facts.chain(source)[::-1]
        last = self.publisher(chain[0])
        for one in chain[1:]:
            row, name = facts.sources[one], self.publisher(one)
            if name != last:
                steps.append(Step(name, str(row["derived_as"] or "summary"), row["derived_how"] == "inferred"))
            last = name
        return tuple(steps)

    def _clause(self, steps: Sequence[Step]) -> str:
        """Through whom a voice is heard, and how these repeat it."""
        names = listing(list(dict.fromkeys(step.name for step in steps)), self.session.lang)
        by = self._marked(names, is_read=all(step.is_read for step in steps))
        return message(f"heard-{_kind_of(steps)}", self.session.lang, by=by)

    def _retold(self, sources: Sequence[str], read: Sequence[str]) -> Sentence:
        """In one bracket, what retells a voice, and what does so by our reading only."""
        key = RETOLD[bool(sources), bool(read)]
        return self.filled(key, sources=sentence(*map(reference, sources)), read=sentence(*map(reference, read)))

    def _marked(self, text: str, *, is_read: bool) -> str:
        """A text with the mark that it is our reading, where it is."""
        return message("by-our-reading", self.session.lang, text=text) if is_read else text

    def _speaker(self, source: str) -> str:
        """The publisher of a source, with what it repeats, link by link."""
        name, chain = self.publisher(source), self.facts.chain(source)
        if len(chain) == 1:
            return self._comment(name) if self.facts.is_comment(source) else name
        repeated = [self._repeats(one, other) for one, other in pairwise(chain)]
        ways = ", ".join(filter(None, repeated))
        return f"{name} ({ways})" if ways else name

    def _repeats(self, source: str, origin: str) -> str:
        """How a source repeats another; empty where both are of one publisher."""
        row, name = self.facts.sources[source], self.publisher(origin)
        if name == self.publisher(source):
            return ""
        is_root = not self.facts.sources[origin]["derived_from"]
        original = self._comment(name) if is_root and self.facts.is_comment(origin) else name
        original = self._marked(original, is_read=row["derived_how"] == "inferred")
        return message(f"as-{row['derived_as'] or 'summary'}", self.session.lang, original=original)


def _kind_of(steps: Sequence[Step]) -> str:
    """How several steps repeat what they repeat: as a whole only where all do."""
    kinds = {step.kind for step in steps}
    return "translation" if kinds == {"translation"} else "reprint" if kinds <= WHOLE else "summary"


def publisher_name(session: Session, row: Row) -> str:
    """A publisher by its name: that of the actor that it is, or the one that a dossier gives; else the word for it. A
    table that names none speaks under its own name.

    Where only a dossier that nobody has trusted says that it published something, the name says so.
    """
    publisher = str(row["publisher"] or "")
    if table := table_of_nobody(row, session.lang):
        return table
    if row["stranger"] is None and session.names.class_of(publisher) == "Actor":
        return session.names.short_name(publisher, session.lang)
    name = row.get(f"publisher_name_{session.lang}") or row.get("publisher_name_en") or publisher
    return str(name) or message("no-publisher", session.lang)


def cited(session: Session, facts: Facts, number: int, source: str) -> CitedSource:
    """A source in the list: publisher; day, or that of its original; kind; what it repeats."""
    known, lang = facts.sources, session.lang
    row = known[source]
    published = Part(_published(known, row, lang), "date")
    parts: list[Value] = [publisher_name(session, row), published, labels().value("kind", str(row["kind"]), lang)]
    if row["derived_from"] and str(row["derived_from"]) in known:
        parent = known[str(row["derived_from"])]
        original = publisher_name(session, parent)
        original = message("a-comment", lang, name=original) if facts.is_comment(str(parent["source"])) else original
        repeated = message(f"repeats-{row['derived_as'] or 'summary'}", lang, name=original)
        is_read = row["derived_how"] == "inferred"
        parts.append(message("by-our-reading", lang, text=repeated) if is_read else repeated)
    url = None if row["url"] is None else str(row["url"])
    return CitedSource(number, source, joined(parts, "; "), str(row["title"] or source), url)


def _published(known: Mapping[str, Row], row: Row, lang: str) -> str:
    if row["published"]:
        return edtf_words(str(row["published"]), lang, doubter="ours")
    parent = known.get(str(row["derived_from"]))
    if parent and parent["published"]:
        return message("original-of", lang, date=edtf_words(str(parent["published"]), lang, doubter="ours"))
    return message("undated", lang)
