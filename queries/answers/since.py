"""Since when two actors work together, in words: the answer, the bases, and why that day."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from accordgraph.ontology.messages import message
from accordgraph.queries.answers import limits
from accordgraph.queries.answers.basis import signed_by_one
from accordgraph.queries.answers.bodies import between_bodies, common_whole, links_of_bodies, of_links
from accordgraph.queries.answers.common import Common, common_bases, first_end
from accordgraph.queries.answers.consents import table_notes, waits
from accordgraph.queries.answers.facts import of_operations, read, with_more
from accordgraph.queries.answers.tree import (
    BULLET,
    AnswerTree,
    Entry,
    Group,
    Part,
    Sentence,
    joined,
    numbered,
    sentence,
)
from accordgraph.queries.answers.wording.bonds import side_since
from accordgraph.queries.answers.wording.dates import bounds_words
from accordgraph.queries.answers.wording.links import UNKNOWN, Wording, first_known, participations_of
from accordgraph.queries.answers.wording.many import is_of_many
from accordgraph.queries.answers.wording.operations import operation
from accordgraph.queries.answers.wording.plainly import link_lines
from accordgraph.queries.answers.wording.remarks import by_sheets
from accordgraph.queries.answers.wording.sides import side
from accordgraph.queries.answers.wording.times import period_of
from accordgraph.queries.runner import run

if TYPE_CHECKING:
    from accordgraph.queries.plans import Row
    from accordgraph.queries.session import Session

PAUSED = {"suspended": "since-title-suspended", "excluded": "since-title-excluded"}
"""What the first line says where something stands between the two on the day of the answer."""

PASSING = ("operation", "report", "assistance")
"""Kinds of bases that are of their time only: they come after agreements."""

AGREED = (
    *("since-title", "since-title-ended", "since-title-lapsed", "since-title-followed"),
    *("since-title-weak", "since-title-stranger", "since-title-reading"),
)
"""First lines that say of a team what another says of a document."""

BESIDE = ("not-together", "same-side", "watching", "not-mutual")
"""Verdicts on a basis in which both take part, and which makes no link of the two."""


@dataclass(frozen=True)
class Since:
    """The links of two actors in the words of a session, the earliest first.

    `common` is what else both are in, `between` are links of their bodies, both are parts of `whole`, if of any,
    and `signed` are signatures that do not bind: where something links the two, those under what is of the two alone.
    """

    words: Wording
    pair: tuple[str, str]
    rows: Sequence[Row]
    common: Sequence[Common] = ()
    between: Sequence[Row] = ()
    whole: str | None = None
    signed: Sequence[Row] = ()

    def tree(self) -> AnswerTree:
        """The answer: in its first line the earliest link that we consider true."""
        lang = self.words.lang
        bodies = links_of_bodies(self.words, self.pair, self.between)
        groups = (*self._agreements(), *self._operations(), *self._beside(), *self._refuted(), *bodies)
        tree = AnswerTree(
            lang=lang,
            title=self._title(),
            summary=self._summary(),
            groups=(*groups, limits.of_actors(self.words, self.pair, is_attested=True)),
            sources_title=message("heading-sources", lang),
        )
        return numbered(tree, self.words.voices.cite)

    # ---------------------------------------------------------------- the answer
    @property
    def held(self) -> list[Row]:
        """The links that we consider true: what has begun, the specific first, then agreements, then what is sure and
        not over.
        """
        rows = [row for row in self.rows if row["held"]]
        return sorted(rows, key=self._order)

    @property
    def _general_rows(self) -> list[Row]:
        """The links by bases that are open to other states or have very many parties."""
        return [row for row in self.held if is_of_many(self.words.facts, row)]

    def _order(self, row: Row) -> tuple[bool, bool, bool, bool, bool, bool, str]:
        is_passing = row["kind"] in PASSING
        is_general = is_of_many(self.words.facts, row)
        doubts = (self._is_reading(row), self._is_weak(row), self._has_ended(row))
        return (self.words.is_to_come(row), is_general, is_passing, *doubts, first_known(row))

    def _has_ended(self, row: Row) -> bool:
        """Whether by what sources report it is over: such links come after those that go on."""
        row = self._in_last_role(row)
        last = row["until_latest"]
        is_past = isinstance(last, datetime.date) and last < self.words.today
        return is_past or self.words.has_lost_force(row, participations_of(row))

    def _in_last_role(self, row: Row) -> Row:
        """The link by the same basis in the last of several roles, where it ended only by a change of role."""
        if not self.words.changes_role(row, participations_of(row)):
            return row
        return max((one for one in self.rows if one["held"] and one["basis"] == row["basis"]), key=first_known)

    def _goes_on(self, row: Row) -> bool:
        """Whether it is a well stated agreement of few that is not over, and of which no reported end has passed."""
        sides = participations_of(row)
        is_specific = row["kind"] not in PASSING and not is_of_many(self.words.facts, row)
        is_over = self._has_ended(row) or self.words.has_lapsed(row, sides) or self.words.is_to_come(row)
        return is_specific and not is_over and self.words.is_well_stated(sides)

    def _is_reading(self, row: Row) -> bool:
        return not self.words.is_stated(participations_of(row))

    def _title(self) -> Sentence:
        words, (a, b) = self.words, map(self.words.titled, self.pair)
        if not self.held and not self.rows and self._together:
            return words.say("since-title-beside", count=len(self._together), a=a, b=b)
        if not self.held:
            return words.say("since-title-refuted" if self.rows else "since-title-none", a=a, b=b)
        row = self.held[0]
        if words.is_to_come(row):
            return self._to_come(row)
        if row["kind"] in PASSING:
            key = "since-title-once" if row["kind"] == "operation" else "since-title-report"
            return words.say(key, a=a, b=b, date=sentence(self._period(row), words.mark(row)))
        doubt = words.doubt(participations_of(row), row)
        if is_of_many(words.facts, row):
            basis = words.the_basis(str(row["basis"]))
            is_refuted = any(not one["held"] for one in self.rows)
            parts = [words.facts.participations[one] for one in participations_of(row)]
            if (ended := first_end(parts, words.today, words.lang)) and not is_refuted:
                return words.say(
                    "since-title-many-over", a=a, b=b, basis=basis, since=words.since(row), doubt=doubt, ended=ended
                )
            key = "since-title-many-refuted" if is_refuted else "since-title-many"
            return words.say(key, a=a, b=b, basis=basis, since=words.since(row), doubt=doubt)
        if words.is_paused(row):
            key = PAUSED[str(row["paused_kind"])]
            return words.say(key, a=a, b=b, since=words.since(row), doubt=doubt, paused=words.paused_since(row))
        key = self._key(row)
        if not self._is_by_document(row):
            return words.say(key, a=a, b=b, since=words.since(row), doubt=doubt, basis=words.basis(str(row["basis"])))
        form = words.form(words.facts.participations[participations_of(row)[0]])
        return words.say(f"{key}-agreed", a=a, b=b, form=form, since=words.since(row), doubt=doubt)

    def _to_come(self, row: Row) -> Sentence:
        """That nothing links the two yet, and what is to begin when."""
        words, (a, b) = self.words, map(self.words.titled, self.pair)
        ground = words.ground(participations_of(row))
        doubt = sentence(words.doubt(participations_of(row), row), *((ground,) if ground else ()))
        return words.say(
            "since-title-to-come", a=a, b=b, basis=words.basis(str(row["basis"])), since=words.since(row), doubt=doubt
        )

    def _is_by_document(self, row: Row) -> bool:
        """Whether the first line is of a document that both are in, which is less than work.

        It is not where that is a team, whose first line says so, or a treaty of which the line says that it binds.
        """
        form = self.words.facts.participations[participations_of(row)[0]]["form"]
        return form != "jit" and self._key(row) in AGREED

    def _summary(self) -> tuple[Sentence, ...]:
        """That the first line is of one basis among several; what it means that there is none."""
        if not self.rows:
            return (*self._signed(), *self._of_bodies(), limits.on_absence(self.words, self.pair))
        specific = {row["basis"] for row in self.held} - {row["basis"] for row in self._general_rows}
        lasting = {row["basis"] for row in self.held if row["kind"] != "operation"}
        count = len((specific & lasting) or specific or lasting)
        lines = [self.words.say("since-first-of", count=count)] if count > 1 else []
        lines += [*self._over_before(), *self._passing_before(), *self._gap(), *self._signed()]
        if self._is_only_signed:
            lines.append(self.words.say("since-only-signed"))
        if specific:
            lines += self._beside_specific()
        if self.held and self.whole is not None:
            lines.append(self.words.say("since-same-whole", whole=self.words.titled(self.whole)))
        return (*lines, *self._of_bodies())

    def _of_bodies(self) -> Iterator[Sentence]:
        """That bodies of the two have links, which the first line does not count."""
        if self.between:
            yield self.words.say("since-bodies-too", count=len(self.between))

    def _over_before(self) -> Iterator[Sentence]:
        """That the first line leaves out an agreement of the two which is over, and began earlier."""
        if not self.held or not self._goes_on(self.held[0]):
            return
        begun = first_known(self.held[0])
        for row in self.held[1:]:
            is_agreed = row["kind"] not in PASSING and not is_of_many(self.words.facts, row) and self._has_ended(row)
            if is_agreed and self.words.is_well_stated(participations_of(row)) and first_known(row) < begun:
                basis = self.words.basis(str(row["basis"]))
                yield self.words.say("since-over-before", basis=basis, since=self.words.marked(row))

    def _passing_before(self) -> Iterator[Sentence]:
        """What is no agreement and links the two before the day of the agreement that the first line is of."""
        first = self.held[0] if self.held else None
        if first is None or first["kind"] in PASSING or is_of_many(self.words.facts, first):
            return
        passing = [
            row for row in self.held if row["kind"] in PASSING and self.words.is_well_stated(participations_of(row))
        ]
        earlier = [row for row in passing if str(row["since_latest"] or UNKNOWN) < first_known(first)]
        if earlier:
            row = min(earlier, key=first_known)
            is_lasting = row["kind"] == "assistance"
            when = self.words.marked(row) if is_lasting else sentence(self._period(row), self.words.mark(row))
            yield self.words.say("since-passing-before", basis=self.words.basis(str(row["basis"])), when=when)

    def _gap(self) -> Iterator[Sentence]:
        """That the next basis begins after the end that is reported of the first, where it surely does."""
        first = self.held[0] if self.held else None
        if first is None or first["kind"] in PASSING or self._key(first) != "since-title-followed":
            return
        end = first["until_latest_reported"]
        going_on = sorted(filter(self._goes_on, self.held), key=lambda row: str(row["since_latest"] or "9999"))
        if end is not None and str(going_on[0]["since_latest"] or "") > str(end):
            basis = self.words.the_basis(str(going_on[0]["basis"]))
            yield self.words.say("since-gap", basis=basis, since=self.words.marked(going_on[0]))

    def _signed(self) -> Iterator[Sentence]:
        """That instruments are signed of which no consent is here: they make no link, and yet there is a document."""
        a, b = (limits.quoted(self.words.session.name(one)) for one in self.pair)
        command = Part(f"accord basis {a} {b}", "command")
        by_key: dict[str, list[Sentence]] = {}
        for basis in sorted({str(act["basis"]) for act in self.signed}):
            signers = [str(act["actor"]) for act in self.signed if act["basis"] == basis]
            is_waiting = any(waits(self.words, actor, basis) for actor in signers)
            is_of_both = len(set(signers)) > 1
            key = "since-signed-waits" if is_waiting else "since-signed-both" if is_of_both else "since-signed"
            by_key.setdefault(key, []).append(self._with_notes(basis, signers))
        for key, names in sorted(by_key.items()):
            yield self.words.say(key, names=joined(names, "; "), command=command)

    def _with_notes(self, basis: str, signers: Sequence[str]) -> Sentence:
        """The name of a basis, with what tables remark on the signatures of some."""
        notes = [(actor, note) for actor in signers for note in table_notes(self.words, actor, basis)]
        said = [sentence(self.words.short(actor), ": ", note) for actor, note in notes]
        name = self.words.basis(basis)
        return sentence(name, " (", joined(said, "; "), ")") if said else sentence(name)

    @property
    def _is_only_signed(self) -> bool:
        """Whether the first line is of a document, and nothing that the two did together is reported."""
        if not self.held or any(row["kind"] in PASSING for row in self.held):
            return False
        first = self.held[0]
        if self.words.is_to_come(first):
            return False
        is_doubted = self._is_reading(first) or self._is_weak(first) or self.words.is_paused(first)
        return not is_doubted and not is_of_many(self.words.facts, first) and self._is_by_document(first)

    def _beside_specific(self) -> Iterator[Sentence]:
        """That both are in treaties of very many too, which the first line leaves out, and since when."""
        if rows := sorted(self._general_rows, key=lambda row: str(row["since_earliest"] or "9999")):
            count = len({row["basis"] for row in rows})
            yield self.words.say("since-in-many-too", count=count, since=self.words.marked(rows[0]))

    def _key(self, row: Row) -> str:
        """What the first line says of how far one may rely on it, and of its end."""
        if self._is_reading(row):
            return "since-title-reading"
        if self._is_weak(row):
            return "since-title-stranger" if self.words.is_strange(participations_of(row)) else "since-title-weak"
        if self._has_ended(row):
            return "since-title-ended"
        last = self._in_last_role(row)
        if self.words.has_lapsed(last, participations_of(last)):
            return "since-title-followed" if any(map(self._goes_on, self.held)) else "since-title-lapsed"
        is_treaty = self.words.facts.participations[participations_of(row)[0]]["form"] == "treaty"
        if not is_treaty:
            return "since-title"
        if row["mode"] == "provisional":
            return "since-title-provisional"
        return "since-title-treaty-of-few" if self._is_in_many_before(row) else "since-title-treaty"

    def _is_in_many_before(self, row: Row) -> bool:
        """Whether both were in a treaty of very many before a link that is of few."""
        return any(str(one["since_earliest"] or "") < str(row["since_earliest"] or "") for one in self._general_rows)

    def _is_weak(self, row: Row) -> bool:
        return self.words.is_weak(participations_of(row))

    def _period(self, row: Row) -> Part:
        """On which day, or over which days: from the first to the last where the first is known."""
        first, last = row["since_earliest"], row["until_latest"]
        if first == row["since_latest"] and first != last:
            period = period_of(row, self.words.lang).text
            return Part(message("then-period", self.words.lang, date=period), "date")
        days = (first if isinstance(first, datetime.date) else None, last if isinstance(last, datetime.date) else None)
        return Part(bounds_words(*days, self.words.lang, "then"), "date")

    # ---------------------------------------------------------------- why
    def _agreements(self) -> Iterator[Group]:
        rows = [row for row in self.held if row["kind"] != "operation"]
        general = [row for row in self._general_rows if row in rows]
        specific = tuple(self._link(row) for row in rows if row not in general)
        if specific:
            yield Group(message("heading-why-day", self.words.lang), specific, "reliable")
        if general:
            entries = tuple(self._general(row) for row in general)
            yield Group(message("heading-with-many", self.words.lang), entries)

    def _general(self, row: Row) -> Entry:
        """A basis of very many: since when both, and each side with the rule of its start; more is asked of `basis`."""
        words, sides = self.words, participations_of(row)
        basis = words.basis_and_form(words.facts.participations[sides[0]])
        head = sentence(basis, ": ", words.marked(row))
        ends = [words.end(row, sides)] if row["end_kind"] != "none" else []
        return Entry(head, tuple(map(Entry, (*map(self._start, sides), *ends))), BULLET)

    def _start(self, participation: str) -> Sentence:
        words = self.words
        one = words.facts.participations[participation]
        return side_since(words, one, sentence(words.short(str(one["actor"])), words.role_beside(one)))

    def _link(self, row: Row) -> Entry:
        """One basis: since when, until when, and each side with the days that sources give for it."""
        words, sides = self.words, participations_of(row)
        head, *said = link_lines(words, row)
        lines = [*map(Entry, said)]
        lines += [side(words, one) for one in sides]
        later = [Entry(sentence(message("later-side", words.lang)))] if self._have_own_days(sides) else []
        return Entry(head, (*lines, *later), BULLET)

    def _have_own_days(self, sides: Sequence[str]) -> bool:
        starts = {self.words.facts.participations[one]["start"] for one in sides}
        return len(starts) > 1

    # ---------------------------------------------------------------- side by side
    @property
    def _is_specific(self) -> bool:
        """Whether something links just these two, and not all states or very many."""
        return len(self.held) > len(self._general_rows)

    @property
    def _together(self) -> list[Common]:
        """What both took part in and what makes no link of the two."""
        return [one for one in self.common if one.verdict() in BESIDE]

    def _beside(self) -> Iterator[Group]:
        """What both took part in side by side, with why it makes no link; not where something does link the two."""
        if self._together and not self._is_specific:
            entries = tuple(replace(one.entry(), mark=BULLET) for one in self._together)
            yield Group(message("heading-beside-each-other", self.words.lang), entries)

    # ---------------------------------------------------------------- bodies, once, and denied
    def _operations(self) -> Iterator[Group]:
        rows = [row for row in self.held if row["kind"] == "operation"]
        if rows:
            entries = tuple(operation(self.words, [row], self.pair[0]) for row in rows)
            yield Group(message("heading-once", self.words.lang), entries)

    def _refuted(self) -> Iterator[Group]:
        entries = [
            Entry(sentence(self.words.basis(str(row["basis"]))), tuple(self._dispute(row)), BULLET)
            for row in self.rows
            if not row["held"]
        ]
        if entries:
            yield Group(message("group-refuted", self.words.lang), tuple(entries), "refuted")

    def _dispute(self, row: Row) -> Iterator[Entry]:
        for one in participations_of(row):
            if not self.words.facts.participations[one]["held"]:
                yield from self.words.disputed(one)


def since(session: Session, rows: Sequence[Row], pair: tuple[str, str], today: datetime.date) -> AnswerTree:
    """The answer to the question `between` about two actors, from its rows."""
    known = {str(row["basis"]) for row in rows}
    beside = [row for row in common_bases(session, pair) if row["basis"] not in known]
    between = between_bodies(session, *pair)
    facts = read(session, pair, known | {str(row["basis"]) for row in beside})
    facts = with_more(with_more(facts, of_links(session, between)), of_operations(session, rows))
    signed = signed_by_one(session, pair, today, known)
    if rows:
        signed = _between_them(session, signed)
    if signed:
        more = read(session, pair, {str(act["basis"]) for act in signed})
        new = {thing: rows for thing, rows in by_sheets(more.statements).items() if thing not in facts.statements}
        facts = with_more(facts, replace(more, participations={}, statements=new))
    words = Wording(session, facts, today)
    common = [Common(words, pair, row, (), {}, None) for row in beside]
    return Since(words, pair, rows, common, between, common_whole(session, *pair), signed).tree()


def _between_them(session: Session, signed: Sequence[Row]) -> list[Row]:
    """Those signatures that both gave under what is not open to other states."""
    actors = {str(act["basis"]): {one["actor"] for one in signed if one["basis"] == act["basis"]} for act in signed}
    both = [basis for basis, signers in actors.items() if len(signers) > 1 and not _is_open(session, basis)]
    return [act for act in signed if act["basis"] in both]


def _is_open(session: Session, basis: str) -> bool:
    """Whether a source, or the dossier, says that any state may join it."""
    rows = run(session, "evidence", {"id": basis}).rows
    return any(row["property"] == "open" and row["value"] == "true" for row in rows)
