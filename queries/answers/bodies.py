"""Bodies of an actor, or of two: their links are no links of the whole, and an answer on it names them apart."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import IntEnum
from functools import cached_property
from itertools import product
from typing import TYPE_CHECKING

from accordgraph.ontology.messages import listing, message
from accordgraph.queries.answers import limits
from accordgraph.queries.answers.facts import COMMENT_RANK, read
from accordgraph.queries.answers.tree import BULLET, Entry, Group, Part, Sentence, joined, sentence
from accordgraph.queries.answers.wording.links import Wording, first_known, participations_of
from accordgraph.queries.answers.wording.times import OF_TIME, READING, time_of
from accordgraph.queries.expansion import reach
from accordgraph.queries.plans import ask
from accordgraph.queries.runner import run

if TYPE_CHECKING:
    from accordgraph.queries.answers.facts import Facts
    from accordgraph.queries.plans import Row
    from accordgraph.queries.session import Session

MOST_LINKS = 5
"""Bases of links between bodies that an answer on the wholes names; the number of others follows."""


class Ground(IntEnum):
    """What makes two partners: the best of all that does counts."""

    LASTING = 1
    ONCE = 2
    DOUBTED = 3


LESS = {Ground.ONCE: "bodies-once", Ground.DOUBTED: "bodies-doubted"}
"""What is said of partners by what was done once, and by what a column, a comment or our reading alone has."""

MOST_NAMED = 3
"""Bodies that a sentence names; the number of others follows."""


@dataclass(frozen=True)
class Bodies:
    """The bodies of one actor that have partners of their own, on the day if any."""

    words: Wording
    actor: str
    day: datetime.date | None

    @cached_property
    def partners(self) -> list[tuple[str, Counter[Ground]]]:
        """Each body with how many partners it has on what ground, the one with the most first; by trusted dossiers."""
        if not bodies_of(self.words.session, self.actor):
            return []
        question, on = ("partners", {}) if self.day is None else ("partners_on", {"day": self.day})
        rows = run(self.words.session, question, {"actor": self.actor, "with_bodies": True, **on}).rows
        best: dict[str, dict[str, Ground]] = {}
        for row in rows:
            if row["held"] and row["stranger"] is None and row["actor"] != self.actor:
                of_body, partner = best.setdefault(str(row["actor"]), {}), str(row["partner"])
                of_body[partner] = min(_ground(row), of_body.get(partner, Ground.DOUBTED))
        counted = [(body, Counter(grounds.values())) for body, grounds in best.items()]
        return sorted(counted, key=lambda one: (-one[1].total(), one[0]))

    def apart(self) -> Iterator[Sentence]:
        """That there are such bodies, which an answer on the actor itself leaves out: the first few, and a command."""
        if self.partners:
            words, count = self.words, len(self.partners)
            named = self._lines(self.partners[:MOST_NAMED])
            if more := count - len(named):
                named.append(words.say("more-bodies", count=more))
            yield words.say("bodies-apart", count=count, names=joined(named, "; "), command=self.command)

    def summary(self) -> Sentence:
        """That the actor itself has no partners, and how many of its bodies have."""
        return self.words.say("bodies-summary", count=len(self.partners), actor=self.words.short(self.actor))

    def groups(self) -> Iterator[Group]:
        """Each body with the number of its partners."""
        if self.partners:
            entries = [Entry(line, (), BULLET) for line in self._lines(self.partners)]
            following = Entry(self.words.say("bodies-next", command=self.command))
            yield Group(message("bodies-group", self.words.lang), (*entries, following))

    def _lines(self, partners: Sequence[tuple[str, Counter[Ground]]]) -> list[Sentence]:
        """Each body with how many partners it has, and how many of them by less than an agreement or lasting help."""
        return [self._line(body, grounds) for body, grounds in partners]

    def _line(self, body: str, grounds: Counter[Ground]) -> Sentence:
        words, total = self.words, grounds.total()
        line = words.say("bodies-line", count=total, actor=words.actor(body))
        less = [
            message(f"{key}-all" if grounds[one] == total else key, words.lang, number=str(grounds[one]))
            for one, key in LESS.items()
            if grounds[one]
        ]
        return sentence(line, f" ({', '.join(less)})") if less else line

    @property
    def command(self) -> Part:
        """What lists their partners."""
        return _all_of(self.words, self.actor, "" if self.day is None else f" --on {self.day}")


def _ground(row: Row) -> Ground:
    if row["standing"] == READING or int(str(row["rank"] or 0)) <= COMMENT_RANK:
        return Ground.DOUBTED
    return Ground.ONCE if row["kind"] == "operation" else Ground.LASTING


def of_links(session: Session, links: Sequence[Row]) -> Facts:
    """The facts on both sides of some links."""
    actors = {str(row[side]) for row in links for side in ("actor", "partner")}
    return read(session, actors, {str(row["basis"]) for row in links})


def links_of_bodies(words: Wording, pair: tuple[str, str], links: Sequence[Row]) -> Iterator[Group]:
    """Links between bodies of two actors, which are none of the two: the first few bases, and how to see all."""
    alike: dict[tuple[str, str], list[Row]] = {}
    for row in sorted(links, key=_order):
        alike.setdefault((str(row["basis"]), words.ground(participations_of(row))), []).append(row)
    entries = [Entry(_by_basis(words, rows, doubt), (), BULLET) for (_, doubt), rows in alike.items()]
    if len(entries) > MOST_LINKS:
        more = words.say("bodies-more", count=len(entries) - MOST_LINKS, command=_all_of(words, pair[0]))
        entries = [*entries[:MOST_LINKS], Entry(more, (), BULLET)]
    if entries:
        yield Group(message("heading-bodies-between", words.lang), tuple(entries))


def _order(row: Row) -> tuple[bool, bool, str, str]:
    """What a dossier says that nobody has trusted comes last; agreements before what was done once, by the days."""
    return row["stranger"] is not None, row["kind"] in OF_TIME, first_known(row), str(row["cooperation"])


def _by_basis(words: Wording, rows: Sequence[Row], doubt: str) -> Sentence:
    """One basis, with the bodies that it links and since when."""
    named = [[words.short(str(row[side])).text for side in ("actor", "partner")] for row in rows]
    pairs = Part("; ".join(listing(names, words.lang) for names in named), "actor")
    basis = words.basis(str(rows[0]["basis"]), is_short=True)
    since = time_of(rows[0], words.lang) if rows[0]["kind"] in OF_TIME else words.marked(rows[0])
    command = Part(f"accord show {limits.quoted(basis.text)}", "command")
    return words.say("bodies-between", pairs=pairs, since=since, basis=basis, doubt=doubt, command=command)


def _all_of(words: Wording, actor: str, on: str = "") -> Part:
    """The command that lists the partners of an actor's bodies."""
    name = words.session.names.short_name(actor, words.lang)
    return Part(f"accord who {limits.quoted(name)}{on} --with-bodies", "command")


def bodies_of(session: Session, actor: str) -> list[str]:
    """All that is part of an actor, or part of a part of it."""
    parts: dict[str, list[str]] = {}
    for part in ask(session.engine, "parts", {}):
        parts.setdefault(str(part["whole"]), []).append(str(part["actor"]))
    return [one for one in reach(actor, parts) if one != actor]


def between_bodies(session: Session, a: str, b: str) -> list[Row]:
    """The links that we consider true between a body of one actor and the other, or a body of it."""
    rows = run(session, "partners", {"actor": a, "with_bodies": True}).rows
    if not any(row["actor"] != a or row["partner"] != b for row in rows):
        return []
    bodies = {b, *bodies_of(session, b)}
    return [
        row for row in rows if row["held"] and row["partner"] in bodies and (row["actor"], row["partner"]) != (a, b)
    ]


def between_wholes(session: Session, a: str, b: str) -> list[Row]:
    """The links that we consider true between two actors or what each is a part of, without those of the two."""
    wholes = _wholes(session)
    pairs = [pair for pair in product(reach(a, wholes), reach(b, wholes)) if pair != (a, b) and pair[0] != pair[1]]
    links = [row for one, other in pairs for row in ask(session.engine, "between", {"actor": one, "partner": other})]
    return sorted((row for row in links if row["held"] and row["stranger"] is None), key=_order)


def _wholes(session: Session) -> dict[str, list[str]]:
    """What each actor is a part of."""
    wholes: dict[str, list[str]] = {}
    for part in ask(session.engine, "parts", {}):
        wholes.setdefault(str(part["actor"]), []).append(str(part["whole"]))
    return wholes


def common_whole(session: Session, a: str, b: str) -> str | None:
    """What both are parts of, the nearest first; None where there is nothing, or one of them is a part of the other."""
    wholes = _wholes(session)
    of_b = reach(b, wholes)
    return next((one for one in reach(a, wholes) if one in of_b and one not in (a, b)), None)
