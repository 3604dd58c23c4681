"""Until when: how something ended, the last end that is reported, or that none is."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from accordgraph.ontology.labels import labels
from accordgraph.ontology.messages import message
from accordgraph.queries.answers.tree import Part, Sentence, joined, sentence
from accordgraph.queries.answers.wording.bounds import Day, Side, bounds_of, read_bounds
from accordgraph.queries.answers.wording.dates import DOUBT, Form, bounds_words, day_words, edtf_words, one_of_two_words
from accordgraph.queries.answers.wording.pauses import Pauses
from accordgraph.queries.answers.wording.remarks import Remark, remarks_on
from accordgraph.queries.answers.wording.times import READING
from accordgraph.queries.plans import day_of

if TYPE_CHECKING:
    from accordgraph.queries.plans import Row

ENDS = {"exit": "end-exit", "during": "end-during", "unreported": "end-unreported", "denied": "end-denied"}
"""What is said of each kind of end that has a day."""

ROLE_CHANGED = "end:role-changed"
"""The rule by which a role ends on the eve of the next one of the same actor."""

ENDING = ("exit", "end")
"""Phases of acts that end a participation or the whole."""

UNSTATED = {"inferred": "as-read", "computed": "reckoned"}
"""The last word of the key of a text on an end that no source states, by how it came about; else it is `stated`."""


@dataclass(frozen=True)
class Ends(Pauses):
    """Ends in words."""

    def end(self, row: Row, participations: Sequence[str], towards: Sentence = ()) -> Sentence:
        """How it ended, or the last end that is reported, or that none is; and what held it up meanwhile. Where it is
        the same of several partners, `towards` names them.
        """
        interruptions = self._interruptions(row, participations, towards)
        return joined((self._end(row, participations), *interruptions, *self.remarks(row, participations)))

    def remarks(self, row: Row, participations: Sequence[str]) -> Iterator[Sentence]:
        """What tables remark on a link or a participation, in their own words."""
        actors = {str(self.facts.participations[one]["actor"]) for one in participations}
        for one in self._remarks(row, participations):
            yield self.remark(one, actors)

    def remark(self, one: Remark, actors: Collection[str]) -> Sentence:
        """A remark of a table; with those whose row it stands in, where these are not all `actors`."""
        text, cited = Part(one.text, "name"), self.voices.references(one.sources)
        if not one.actors or one.actors == {*actors}:
            return self.say("table-remarks", text=text, cited=cited)
        named = joined(map(self.short, sorted(one.actors)), ", ")
        return self.say("table-remarks-of", actors=named, text=text, cited=cited)

    def _remarks(self, row: Row, participations: Sequence[str]) -> list[Remark]:
        if not self.facts.is_remarked:
            return []
        acts = self._bearing_on(row, participations)
        things = {str(act["act"]): None if act["actor"] is None else str(act["actor"]) for act in acts}
        sides = {one: str(self.facts.participations[one]["actor"]) for one in participations}
        return remarks_on(self.facts.statements, {**things, **sides})

    def end_of_side(self, row: Row, participations: Sequence[str] = ()) -> Sentence:
        """The same of one participation, a row of `participations`; in a link also by what is said of the other."""
        bounds = {f"until_{part}": row[f"end_{part}"] for part in ("earliest", "latest")}
        return self.end({**row, **bounds}, participations or (str(row["participation"]),))

    def _interruptions(self, row: Row, participations: Sequence[str], towards: Sentence) -> Iterator[Sentence]:
        """Pauses, disputes, provisional application and later instruments, as far as a link has them."""
        if row.get("paused_kind"):
            yield self.pause(row, participations, towards)
        if row["standing"] == "disputed" and row["held"]:
            yield sentence(message("held-though-disputed", self.lang))
        if row.get("mode") == "provisional":
            yield sentence(message("applied-provisionally", self.lang))
        if row.get("replacement"):
            yield self.say("may-be-replaced", basis=self.basis(str(row["replacement"])))

    def _end(self, row: Row, participations: Sequence[str]) -> Sentence:
        kind = str(row["end_kind"])
        if kind == "term":
            return self._term(row, participations)
        if kind == "none":
            return self._no_end(row, participations)
        if row["kind"] == "report":
            return sentence(message("end-report", self.lang))
        first, last = _ended_between(row)
        if self.changes_role(row, participations):
            return self.say("end-role-changed", date=Part(bounds_words(first, last, self.lang, "then"), "date"))
        act = self._ending(row, participations, last) if kind == "exit" else None
        undated = self._undated(row, participations) if kind == "exit" and first is None else None
        if undated:
            return self._lost_force(undated, last)
        if act and last:
            return self._ended(act, last)
        cited = self.exit_cited(row, participations) if kind in ("exit", "denied") else ()
        if kind == "denied" and (exited := self._exit_after(row, participations)):
            ended = Part(edtf_words(exited, self.lang, "then"), "date")
            certain = Part(bounds_words(first, last, self.lang, "then"), "date")
            return self.say(
                "end-denied-by-exit", ended=ended, cited=sentence(" ", cited) if cited else (), date=certain
            )
        return self._over(kind, first, last, sentence(" ", cited) if cited else ())

    def _exit_after(self, row: Row, participations: Sequence[str]) -> str:
        """The day on which a source has it end after all days of which others speak; empty where none does."""
        attested = day_of(row["last_attested"])
        for act in self._bearing_on(row, participations):
            if act["phase"] in ENDING and (value := str(act["effective_on"] or act["done_on"] or "")):
                first = read_bounds(value)[0]
                return value if first and attested and attested < first else ""
        return ""

    def changes_role(self, row: Row, participations: Sequence[str]) -> bool:
        """Whether it ended only as one of the two went on in another role."""
        parts = [self.facts.participations[one] for one in participations]
        last = day_of(row["until_latest"])
        return any(one["end_rule"] == ROLE_CHANGED and day_of(one["end_latest"]) == last for one in parts)

    def exit_cited(self, row: Row, participations: Sequence[str]) -> Sentence:
        """References for the day on which a participation or the whole ended by an act; empty where none did."""
        acts = [act for act in self._bearing_on(row, participations) if act["phase"] in ENDING]
        for act in acts:
            name = "effective_on" if act["effective_on"] else "done_on"
            if act[name]:
                return self.cited(str(act["act"]), name, str(act[name]))
        return ()

    def part_ended(self, row: Row) -> Sentence:
        """How and when one actor left, a row of `participations`, with who says so."""
        if row["end_rule"] == ROLE_CHANGED:
            return self.end_of_side(row)
        return self.say("side-ended", ended=self.when_ended(row))

    def when_ended(self, row: Row) -> Sentence:
        """The day on which the part of one actor ended, with who says so, or from when what ended it has effect."""
        last = day_of(row["end_latest"])
        act = self._ending(row, (str(row["participation"]),), last)
        if act and last:
            return self._by_effect("ended-before-effect", act, last)
        undated = self._undated(row, (str(row["participation"]),)) if row["end_kind"] == "exit" else None
        is_by_reading = undated is not None and self.is_day_of_reading(undated, "done_on")
        days = (None, None) if is_by_reading else (day_of(row["end_earliest"]), day_of(row["end_latest"]))
        ended = bounds_words(*days, self.lang, "then")
        cited = self.exit_cited(row, (str(row["participation"]),))
        return sentence(Part(ended, "date"), *((" ", cited) if cited else ()))

    def _undated(self, row: Row, participations: Sequence[str]) -> Row | None:
        """The act that ended it, where no source gives its day."""
        acts = self._bearing_on(row, participations)
        own = [act for act in acts if act["phase"] in ENDING and not act["effective_on"]]
        stated = [one for act in own for one in self.statements(str(act["act"]), "done_on") if one["how"] == "stated"]
        return own[0] if own and not stated else None

    def _lost_force(self, act: Row, last: Day) -> Sentence:
        """That it has lost force on a day that no source gives, and by when it had."""
        own = self.facts.statements.get(str(act["act"]), ())
        cited = self.voices.references({str(one["source"]) for one in own})
        if last is None or self.is_day_of_reading(act, "done_on"):
            return self.say("end-without-day", cited=cited)
        return self.say(
            "end-without-day-by", cited=cited, date=Part(bounds_words(None, last, self.lang, "then"), "date")
        )

    def _over(self, kind: str, first: Day, last: Day, cited: Sentence) -> Sentence:
        key = "end-to-come" if kind == "during" and first and first > self.today else ENDS[kind]
        return self.say(key, date=Part(bounds_words(first, last, self.lang, "then"), "date"), cited=cited)

    def _ending(self, row: Row, participations: Sequence[str], last: Day) -> Row | None:
        """The act of leaving or ending whose reported effect sets in on the day after the last one."""
        acts = self._bearing_on(row, participations)
        own = [act for act in acts if act["phase"] in ENDING and act["effective_on"]]
        return next((act for act in own if last and read_bounds(str(act["effective_on"])) == (morrow(last),) * 2), None)

    def _ended(self, act: Row, last: datetime.date) -> Sentence:
        """On what day it ended, and from what day which act has effect, with the sources of that day."""
        if act["actor"] is not None and self._is_of_many(act):
            return self._by_effect("end-of-one", act, last, actor=self.short(str(act["actor"])))
        return self._by_effect("end-exit-reported", act, last)

    def _by_effect(self, key: str, act: Row, last: datetime.date, **more: Part) -> Sentence:
        """A text on the last day, the act, and from what day it has effect, with the sources of that day."""
        value = str(act["effective_on"])
        effective, cited = (
            Part(edtf_words(value, self.lang), "date"),
            self.cited(str(act["act"]), "effective_on", value),
        )
        kind, date = labels().value("type", str(act["type"]), self.lang), day_part(last, self.lang, "then")
        return self.say(key, count=None, date=date, act=kind, effective=effective, cited=cited, **more)

    def _is_of_many(self, act: Row) -> bool:
        """Whether an act is of one party of a basis that is open to other states or has very many parties."""
        own = self.facts.participations.get(f"{act['basis']}~{act['actor']}~{act['episode']}")
        return own is not None and own["linked"] is False

    def _no_end(self, row: Row, participations: Sequence[str]) -> Sentence:
        """That no end is reported; of a table with remarks, which may speak of one, only that none is read from it."""
        stated, key = row.get("attested"), "read" if self._remarks(row, participations) else "reported"
        is_open = bool(stated) and read_bounds(str(stated))[1] is None
        attested = None if is_open else self.attested(row, "then")
        return self.say(f"no-end-{key}", attested=attested) if attested else self.say(f"no-end-{key}-unattested")

    def attested(self, row: Row, form: Form) -> Part | None:
        """When a link or a participation was last attested; None where it never was on a day on which it had begun,
        or has not begun yet.
        """
        stated = row.get("attested") or row["last_attested"]
        side: Side = "since" if "since_standing" in row else "start"
        if not stated or self.is_to_come(row, side) or _is_before(read_bounds(str(stated))[1], bounds_of(row, side)[1]):
            return None
        if self._is_start_in_doubt(str(stated), row, side):
            return self.begun(row, side, form)
        rivals = self._rival_days(row, side)
        if rivals is not None and read_bounds(str(stated)) == rivals:
            return Part(one_of_two_words(*rivals, self.lang, form), "date")
        return Part(edtf_words(str(stated), self.lang, form), "date")

    def _is_start_in_doubt(self, stated: str, row: Row, side: Side) -> bool:
        """Whether something was last attested at its start, which we read with doubt."""
        is_doubted = row[f"{side}_standing"] == READING and DOUBT.search(str(row[side] or ""))
        return bool(is_doubted) and read_bounds(stated) == bounds_of(row, side)

    def _term(self, row: Row, participations: Sequence[str]) -> Sentence:
        """The last end that is reported, whether it is our reading, and whether it has passed."""
        value, rows, latest = self._last_term(row, participations)
        if not value:
            return self._no_end(row, participations)
        hows = {str(one["how"]) for one in rows}
        cited = self.voices.references({str(one["source"]) for one in rows}) if rows else ()
        line = self.say(f"last-end-{how_stated(hows)}", date=Part(edtf_words(value, self.lang), "date"), cited=cited)
        if rows and all(self.facts.is_comment(str(one["source"])) for one in rows):
            line = sentence(line, " ", message("end-weak", self.lang))
        if not latest or latest >= self.today:
            return line
        further = self._extended_without_end(row, participations, latest)
        is_remarked = row.get("replacement") or self._remarks(row, participations)
        key = "has-passed-replaced" if is_remarked else "has-passed"
        return sentence(line, " ", further or self.say(key, date=day_part(self.today, self.lang)))

    def _extended_without_end(self, row: Row, participations: Sequence[str], last: datetime.date) -> Sentence:
        """That it was extended after the last end that is reported, where no source says until when."""
        acts = self._bearing_on(row, participations)
        extensions = [one for one in acts if one["type"] == "extension" and not one["until"]]
        later = [one for one in extensions if _is_after(one, last)]
        if not later:
            return ()
        act = max(later, key=lambda one: str(one["done_latest"]))
        cited = self.cited(str(act["act"]), "done_on", str(act["done_on"]))
        done = Part(edtf_words(str(act["done_on"]), self.lang, "then"), "date")
        return self.say("extended-without-end", date=done, cited=cited)

    def has_lapsed(self, row: Row, participations: Sequence[str]) -> bool:
        """Whether the last reported end of a link has passed."""
        latest = self._last_term(row, participations)[2] if row["end_kind"] == "term" else None
        return latest is not None and latest < self.today

    def has_lost_force(self, row: Row, participations: Sequence[str]) -> bool:
        """Whether a link is reported to be over, on a day that no source gives."""
        is_open = row["end_kind"] == "exit" and day_of(row["until_earliest"]) is None
        return is_open and self._undated(row, participations) is not None

    def _last_term(self, row: Row, participations: Sequence[str]) -> tuple[str, list[Row], datetime.date | None]:
        """The last reported end of a link: its value, who gives it, and the last day that it can mean."""
        terms = [act for act in self._bearing_on(row, participations) if act["until"]]
        value = str(row.get("until") or "")
        if not value and terms:
            value = str(max(terms, key=lambda act: str(act["until_latest"] or ""))["until"])
        behind = [one for act in terms for one in self.facts.statements.get(str(act["act"]), ())]
        rows = [one for one in behind if one["property"] == "until" and one["value"] == value]
        return value, rows, _last_day(value)

    def _bearing_on(self, row: Row, participations: Sequence[str]) -> list[Row]:
        """The acts of the basis of a row as a whole, and those of who takes part."""
        actors = {None, *(str(self.facts.participations[one]["actor"]) for one in participations)}
        return [act for act in self.facts.acts_by_basis.get(row["basis"], ()) if act["actor"] in actors]


def _ended_between(row: Row) -> tuple[Day, Day]:
    """The bounds of an end. Of a link whose other side has none, an exit is put no earlier than the day reported of it:
    that the other was last attested before that ended nothing.
    """
    first, last = day_of(row["until_earliest"]), day_of(row["until_latest"])
    reported = read_bounds(str(row["until"]))[0] if row["end_kind"] == "exit" and row.get("until") else None
    return max(first, reported) if first and reported else first, last


def how_stated(hows: Collection[str]) -> str:
    """The last word of the key of a text on an end, by how the statements of it came about.

    >>> how_stated({"computed"}), how_stated({"computed", "stated"}), how_stated(set())
    ('reckoned', 'stated', 'stated')
    """
    return UNSTATED.get(next(iter(hows)), "stated") if len(hows) == 1 else "stated"


def day_part(day: datetime.date, lang: str, form: Literal["plain", "then", "since"] = "plain") -> Part:
    """A day as a part of a sentence."""
    return Part(day_words(day, lang, form), "date")


def morrow(day: datetime.date) -> datetime.date:
    """The day after a day."""
    return day + datetime.timedelta(days=1)


def _is_before(attested: Day, begun: Day) -> bool:
    """Whether the last day of an attestation lies before the last one on which something can have begun."""
    return attested is not None and begun is not None and attested < begun


def _is_after(act: Row, last: datetime.date) -> bool:
    done = day_of(act["done_earliest"])
    return done is not None and done > last


def _last_day(value: str) -> datetime.date | None:
    return read_bounds(value)[1] if value else None
