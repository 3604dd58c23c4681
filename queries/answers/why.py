"""Why an answer is given, in words: from the statements to the link, rule by rule, and what would change it."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from accordgraph.graph.errors import InputError, NotFoundError
from accordgraph.ontology.labels import labels
from accordgraph.ontology.messages import message
from accordgraph.queries.answers import limits
from accordgraph.queries.answers.common import is_past
from accordgraph.queries.answers.facts import read, sides, with_sources
from accordgraph.queries.answers.removals import Derivations, Removal, Removals, removals
from accordgraph.queries.answers.since import Since
from accordgraph.queries.answers.tree import (
    DASH,
    AnswerTree,
    Entry,
    Group,
    Part,
    Sentence,
    capitalised,
    joined,
    numbered,
    reference,
    sentence,
)
from accordgraph.queries.answers.wording.dates import edtf_words
from accordgraph.queries.answers.wording.links import Wording
from accordgraph.queries.answers.wording.sides import chosen_by, days_of_entry
from accordgraph.queries.answers.wording.times import OF_TIME, time_of
from accordgraph.queries.answers.wording.vocabulary import definition
from accordgraph.queries.plans import basis_of
from accordgraph.queries.runner import run
from accordgraph.queries.two_actors import two_actors

if TYPE_CHECKING:
    from accordgraph.queries.plans import Row
    from accordgraph.queries.session import Session

SIGNED = "start:binds-on-signature"
"""The rule by which who signs takes part from that day."""

NO_END = "end:none"
"""The rule by which something goes on of which no end is reported: it says nothing beside an end of the other side."""

OF_MANY: Mapping[str, str] = {
    "chain-title": "chain-title-many",
    "chain-link": "chain-link-many",
    "chain-same-start": "chain-same-start-many",
    "chain-both-starts": "chain-both-starts-many",
    "chain-later-start": "chain-later-start-many",
    "chain-gone": "chain-gone-many",
}
"""What is said instead where the basis makes no partners: it is open to other states or has very many parties."""

OVER: Mapping[str, str] = {"chain-title": "chain-title-over", "chain-title-many": "chain-title-many-over"}
"""Titles of what is over by what is reported."""

OF_ENTRY = {SIGNED, "start:act-reported"}
"""Rules by which the day of the entry is the day of the start, so that another day of entry contradicts it."""


@dataclass(frozen=True)
class Why:
    """The chain behind a link or a participation, in the words of a session."""

    words: Wording
    id: str
    parts: tuple[str, ...]
    removals: Removals

    def tree(self) -> AnswerTree:
        """The answer: the steps, what would change it, limits and sources."""
        lang, actors = self.words.lang, [str(self._part(one)["actor"]) for one in self.parts]
        tree = AnswerTree(
            lang=lang,
            title=capitalised(self._title()),
            summary=(),
            groups=(self._steps(), self._changes(), limits.of_actors(self.words, actors, is_attested=True)),
            sources_title=message("heading-sources", lang),
        )
        return numbered(tree, self.words.voices.cite)

    # ---------------------------------------------------------------- head
    @property
    def _row(self) -> Row:
        """The row that the derivation gives, with the columns that sentences on a link read."""
        return self._as_link(self.removals.row)

    def _as_link(self, row: Row) -> Row:
        """A participation as the row of a link; a link as it is; both with the kind of their basis."""
        named = {**row, "kind": self._part(self.parts[0])["kind"]}
        starts = {f"since{part}": f"start{part}" for part in ("", "_earliest", "_latest", "_standing")}
        ends = {"until_earliest": "end_earliest", "until_latest": "end_latest"}
        return named if "since_earliest" in row else named | {new: row[old] for new, old in (starts | ends).items()}

    @property
    def _is_of_time(self) -> bool:
        return self._part(self.parts[0])["kind"] in OF_TIME

    def _part(self, participation: str) -> Row:
        return self.words.facts.participations[participation]

    def _title(self) -> Sentence:
        words, row = self.words, self._row
        names = [words.titled(str(self._part(one)["actor"])) for one in self.parts]
        basis, since = words.basis(str(row["basis"]), is_short=True), self._since_with_doubt()
        if len(names) == 1:
            return words.say(self._title_key("chain-title-part"), actor=names[0], basis=basis, since=since)
        if self._is_of_many:
            basis = words.the_basis(str(row["basis"]))
        return words.say(self._title_key("chain-title"), a=names[0], b=names[1], basis=basis, since=since)

    def _title_key(self, key: str) -> str:
        """The key of the title for what is refuted, or of its time only, or neither."""
        if not self._row["held"]:
            return f"{key}-refuted"
        kind = str(self._row["kind"])
        if kind in OF_TIME:
            return {"operation": f"{key}-once", "report": f"{key}-report"}[kind]
        if len(self.parts) == 1:
            return key
        key = self._of_link(key)
        return OVER[key] if is_past(self._row["until_latest"], self.words.today) else key

    @property
    def _is_of_many(self) -> bool:
        """Whether it is of a basis that makes no partners."""
        return self._part(self.parts[0])["linked"] is False

    def _of_link(self, key: str) -> str:
        """The key of a text on a link, or of what is said instead where the basis makes no partners."""
        return OF_MANY[key] if self._is_of_many else key

    def _since_with_doubt(self) -> Sentence:
        """Since when, with other days that sources give: not where the days are of a consent that binds later."""
        row = self._row
        rules = {str(self.removals.parts[one]["start_rule"]) for one in self.parts}
        doubt = self.words.doubt(self.parts, row) if rules <= OF_ENTRY else ()
        return sentence(self.words.since(row), doubt)

    # ---------------------------------------------------------------- steps
    def _steps(self) -> Group:
        steps = [*map(self._side, self.parts), *self._link()]
        steps += [self._end()] if self._row["held"] else []
        return Group("", tuple(replace(one, mark=f"{number}.") for number, one in enumerate(steps, 1)))

    def _side(self, participation: str) -> Entry:
        """One side: that it takes part, who says so, since what day, and by what rule."""
        words, row = self.words, self._part(participation)
        role = words.role(row)
        actor, basis = words.actor(str(row["actor"])), words.basis_and_form(row)
        key = "chain-side" if row["held"] else "chain-side-claimed"
        head = words.say(key, actor=actor, basis=basis, role=role)
        lines = [Entry(one) for one in self._reckoned(participation)]
        return Entry(head, (*self._existence(participation), *self._entry(participation), *lines))

    def _existence(self, participation: str) -> Iterator[Entry]:
        words = self.words
        if self._part(participation)["held"]:
            yield Entry(words.said_of_side(participation))
            yield from (Entry(one) for one in (words.role_dispute(participation),) if one)
            return
        yield from words.disputed(participation)
        rows = run(words.session, "conflicts_of", {"id": participation}).rows
        for rule in sorted({str(row["rule"]) for row in rows if row["property"] == "existence"}):
            yield Entry(sentence(definition("rules", rule, words.lang)))

    def _entry(self, participation: str) -> Iterator[Entry]:
        days = list(days_of_entry(self.words, participation))
        if days:
            yield Entry(
                sentence(message("chain-days", self.words.lang)), (*days, *chosen_by(self.words, participation))
            )

    def _reckoned(self, participation: str) -> Iterator[Sentence]:
        """The rule that the start comes from, and the rules that narrowed it."""
        words, row, part = self.words, self.removals.parts[participation], self._part(participation)
        if self._is_of_time:
            yield words.say("chain-reckoned-once", date=time_of(row, words.lang, "start"))
            return
        rule = definition("rules", str(row["start_rule"]), words.lang)
        if row["start_rule"] == SIGNED:
            rule = message(words.with_exactness("chain-signed", participation), words.lang)
        key = "chain-reckoned" if row["held"] else "chain-reckoned-claimed"
        yield words.say(key, rule=rule, since=words.marked(part, "start"))
        for narrowing in str(row["narrowed"] or "").split():
            yield sentence(definition("rules", narrowing, words.lang))

    def _link(self) -> Iterator[Entry]:
        """What makes a link of the two sides, and since when."""
        if len(self.parts) == 1:
            return
        words = self.words
        if not self._row["held"]:
            yield Entry(sentence(message("chain-link-refuted", words.lang)))
            return
        key = "chain-link-once" if self._row["kind"] == "operation" else self._of_link("chain-link")
        yield Entry(sentence(message(key, words.lang)))
        if not self._is_of_time:
            yield Entry(self._later())

    def _later(self) -> Sentence:
        """Which of the two came later, so that they work together from its day on."""
        words, row = self.words, self._row
        starts = {part: self._start(part) for part in self.parts}
        if len(set(starts.values())) == 1:
            return words.say(self._of_link("chain-same-start"), since=words.marked(row))
        later = [part for part, start in starts.items() if start == (row["since_earliest"], row["since_latest"])]
        if not later:
            return words.say(self._of_link("chain-both-starts"), since=words.marked(row))
        actor = words.short(str(self._part(later[0])["actor"]))
        return words.say(self._of_link("chain-later-start"), actor=actor, since=words.marked(row))

    def _start(self, participation: str) -> tuple[object, object]:
        row = self._part(participation)
        return row["start_earliest"], row["start_latest"]

    def _end(self) -> Entry:
        """The end, every end that is reported, and the rule."""
        words, row = self.words, self._row
        rules = dict.fromkeys(str(self.removals.parts[one]["end_rule"]) for one in self.parts if not self._is_of_time)
        ends = [rule for rule in rules if rule != NO_END] or rules
        lines = [Entry(sentence(definition("rules", rule, words.lang))) for rule in ends]
        return Entry(words.end(row, self.parts), (*self._ends(), *lines))

    def _ends(self) -> Iterator[Entry]:
        """The ends that sources give, where there are several."""
        words = self.words
        by_value: dict[str, list[Row]] = {}
        actors = {str(self._part(one)["actor"]) for one in self.parts}
        for act, row in words.facts.acts.items():
            if row["basis"] == self._row["basis"] and (row["actor"] is None or row["actor"] in actors):
                for one in words.facts.statements.get(act, ()):
                    if one["property"] == "until" and one["stance"] == "asserts":
                        by_value.setdefault(str(one["value"]), []).append(one)
        for value, rows in sorted(by_value.items()) if len(by_value) > 1 else ():
            is_reading = all(one["how"] == "inferred" for one in rows)
            line = sentence(Part(edtf_words(value, words.lang), "date"), ": ", words.voices.speakers(rows))
            yield Entry(sentence(line, " ", message("chain-as-read", words.lang)) if is_reading else line, (), DASH)

    # ---------------------------------------------------------------- what would change it
    def _changes(self) -> Group:
        words, changed = self.words, self.removals.changed()
        by_effect: dict[Sentence, list[str]] = {}
        for removal, keys in changed:
            effect = joined((self._effect(key, removal) for key in keys), "; ")
            by_effect.setdefault(effect, []).append(removal.source)
        entries = [self._without(sources, effect) for effect, sources in by_effect.items()]
        entries += self._the_rest(len(self.removals.without) - len(changed), bool(changed))
        return Group(message("chain-changes", words.lang), tuple(entries))

    def _without(self, sources: Sequence[str], effect: Sentence) -> Entry:
        words = self.words
        named = [sentence(words.voices.speakers_alone([{"source": one}]), " ", reference(one)) for one in sources]
        key = "chain-without" if len(sources) == 1 else "chain-without-any"
        return Entry(words.say(key, names=joined(named, "; "), effect=effect), (), DASH)

    def _the_rest(self, count: int, has_changes: bool) -> Iterator[Entry]:
        if count:
            key = "chain-other-sources" if has_changes else "chain-no-source"
            yield Entry(self.words.say(key, number=str(count)), (), DASH)

    def _effect(self, key: str, removal: Removal) -> Sentence:
        words, row = self.words, removal.row
        if row is None:
            key = self._of_link("chain-gone") if len(self.parts) > 1 else "chain-part-gone"
            return sentence(message(key, words.lang))
        link = self._as_link(row)
        if key == "since":
            return sentence(words.since(link))
        if key == "end":
            return self._other_end(link)
        if key == "standing":
            return sentence(message(f"chain-standing-{row['standing']}", words.lang))
        if key == "role":
            return joined(self._other_roles(removal), "; ")
        return sentence(message(f"chain-{key}", words.lang))

    def _other_end(self, row: Row) -> Sentence:
        words = self.words
        if row["end_kind"] == "none" or not row["until"]:
            return sentence(message("chain-no-end", words.lang))
        return words.say("chain-other-end", date=Part(edtf_words(str(row["until"]), words.lang), "date"))

    def _other_roles(self, removal: Removal) -> Iterator[Sentence]:
        words = self.words
        for part, row in removal.parts.items():
            if row["role"] != self.removals.parts[part]["role"]:
                role = labels().value("role", str(row["role"]), words.lang)
                yield words.say("chain-other-role", actor=words.short(str(row["actor"])), role=role)


def why(session: Session, derivations: Derivations, identifier: str, today: datetime.date) -> AnswerTree:
    """Why a link or a participation is in the graph, by its id.

    `derivations` are those of its basis. Raises NotFoundError for an id that is neither.
    """
    parts = parts_of(identifier)
    actors = [part.split("~")[1] for part in parts]
    facts = read(session, actors, [basis_of(identifier)])
    missing = [part for part in parts if part not in facts.participations]
    if missing:
        raise NotFoundError("link or participation", identifier, ())
    removed = removals(derivations, identifier, parts)
    changing = {one.source for one, _ in removed.changed()}
    words = Wording(session, with_sources(session, facts, changing), today)
    return Why(words, identifier, parts, removed).tree()


def link_between(session: Session, a: str, b: str, today: datetime.date, basis: str | None = None) -> str:
    """The id of the link that the answer to `since` gives first, or of that by one basis. Raises InputError where
    there is none.
    """
    two_actors(session, a, b)
    rows = run(session, "between", {"actor": a, "partner": b}).rows
    if basis is not None:
        wanted = session.names.resolve(basis, "Basis")
        rows = [row for row in rows if row["basis"] == wanted]
    if not rows:
        text = message("chain-no-link", session.lang, a=a, b=b)
        raise InputError(text, message("chain-ask-why-not", session.lang, a=limits.quoted(a), b=limits.quoted(b)))
    pair = str(rows[0]["actor"]), str(rows[0]["partner"])
    words = Wording(session, read(session, pair, {str(row["basis"]) for row in rows}), today)
    return str((Since(words, pair, rows).held or rows)[0]["cooperation"])


def link_named(session: Session, identifier: str) -> str:
    """The id of a link or a participation, as it was given. Raises InputError where one actor or one basis is named
    instead, NotFoundError or AmbiguousError where the name means nothing or several things.
    """
    if "~" not in identifier:
        session.names.resolve(identifier)
        text = message("chain-one-name", session.lang, name=identifier)
        raise InputError(text, message("chain-name-both", session.lang, name=limits.quoted(identifier)))
    return identifier


def parts_of(identifier: str) -> tuple[str, ...]:
    """The participations of a link, or a participation alone. Raises NotFoundError for any other id.

    >>> parts_of("jit-ukraine-2022~ee~1")
    ('jit-ukraine-2022~ee~1',)
    """
    pieces = identifier.split("~")
    if len(pieces) == 5:
        return sides(identifier)
    if len(pieces) == 3:
        return (identifier,)
    raise NotFoundError("link or participation", identifier, ())
