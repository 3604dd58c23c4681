"""Sentences about one link or participation: since when, why that day, by what, until when, and who says so."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Literal

from accordgraph.graph.dates.edtf import read as read_edtf
from accordgraph.ontology.labels import labels
from accordgraph.ontology.messages import message
from accordgraph.queries.answers.dossier_notes import Note, read_notes
from accordgraph.queries.answers.facts import Facts, sides
from accordgraph.queries.answers.tree import Entry, Part, Sentence, joined, sentence
from accordgraph.queries.answers.wording.dates import Form, bounds_words, day_words, edtf_words, one_of_two_words
from accordgraph.queries.answers.wording.sentences import say
from accordgraph.queries.answers.wording.voices import Voices
from accordgraph.queries.plans import day_of

if TYPE_CHECKING:
    from accordgraph.queries.plans import Row
    from accordgraph.queries.session import Session

Side = Literal["since", "start"]
"""Columns of a link, or of a participation."""

Relation = Literal["same", "coarser", "other"]
"""How a reported day lies to the day that is shown: the same bounds, wider ones, or days outside of them."""

ENDS = {"exit": "end-exit", "during": "end-during", "unreported": "end-unreported", "denied": "end-denied"}
"""What is said of each kind of end that has a day."""

ARTICLED_ENDS = frozenset(
    {"Republic", "States", "Kingdom", "Federation", "Netherlands", "Emirates", "Islands", "Union", "Philippines"}
)
ARTICLED_BEGINNINGS = frozenset({"Republic", "Kingdom", "State", "Principality", "Commonwealth", "Federation"})
"""Words at the end or the beginning of English names of states that take an article."""

STEM = 4
"""Letters of a Ukrainian noun that its cases have in common, as far as kinds of bases go."""

PAUSES = {"suspended": ("suspended-since", "suspended-period"), "excluded": ("excluded-since", "excluded-period")}
"""What is said of a pause whose end is not reported, and of one that ended."""

UNSTATED = {"inferred": "as-read", "computed": "reckoned"}
"""The last word of the key of a text on an end that no source states, by how it came about; else it is `stated`."""

CONSENT = "start:consent+effect-rule"
"""The rule by which a consent takes effect when the treaty says so."""

EFFECT = "start:effective-reported"
"""The rule by which a source gives the day from which an act had effect."""

PARTICIPATION_TILDES = 2
"""Of the id of a participation; that of a link has four."""

UNKNOWN = "9999"
"""What stands for a day that is not known, after all days."""

DOUBTED = frozenset("?~%")
"""Marks of a date of which its source is not sure."""


@dataclass(frozen=True)
class Wording:
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
        label = f"{short} ({name})" if has_both else name
        return Part(f"the {label}" if self.lang == "en" and _takes_article(name) else label, "actor", identifier)

    def actor(self, identifier: str, *, with_acronym: bool = True) -> Part:
        """An actor by its name, and by the acronym that it has beside the name."""
        name = self.session.name(identifier)
        short = self.session.names.short_name(identifier, self.lang)
        has_both = with_acronym and short != name and len(short) < len(name) and short not in name
        return Part(f"{name} ({short})" if has_both else name, "actor", identifier)

    def short(self, identifier: str) -> Part:
        """An actor by its acronym, or else by its name."""
        return Part(self.session.names.short_name(identifier, self.lang), "actor", identifier)

    def basis(self, identifier: str, *, is_short: bool = False) -> Part:
        """A basis by its name, or by its acronym where that is enough."""
        name = self.session.names.short_name if is_short else self.session.names.name
        return Part(name(identifier, self.lang), "basis", identifier)

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

    def signed_first(self, basis: str) -> Part | None:
        """When a basis was first signed, as far as acts of those whom the answer names have it."""
        days = [
            str(act["done_on"])
            for act in self.facts.acts.values()
            if act["basis"] == basis and act["phase"] == "sign" and act["done_on"]
        ]
        return Part(edtf_words(min(days), self.lang, "then"), "date") if days else None

    def role(self, row: Row) -> str:
        """In what role an actor takes part; that none is reported, where sources only name it."""
        if not self.facts.is_role_reported(str(row["participation"])):
            return message("role-not-reported", self.lang)
        return labels().value("role", str(row["role"]), self.lang)

    def role_dispute(self, participation: str) -> Sentence:
        """In what roles sources name an actor, where they differ: the accepted one first; empty where they agree."""
        row = self.facts.participations[participation]
        if row["role_standing"] != "disputed":
            return ()
        by_role = self.facts.roles(participation)
        roles = sorted(by_role, key=lambda role: (role != row["role"], role))
        said = [self._said_role(role, by_role[role]) for role in roles]
        return self.say("roles-differ", roles=joined(said, "; "))

    def _said_role(self, role: str, rows: Sequence[Row]) -> Sentence:
        return sentence(labels().value("role", role, self.lang), ": ", self.voices.speakers(rows))

    # ---------------------------------------------------------------- since when
    def since(self, row: Row, side: Side = "since") -> Part:
        """Since when, by the bounds of a link (`since`) or of a participation (`start`)."""
        if row["kind"] != "report":
            return self.begun(row, side, "since")
        period = bounds_words(*_bounds_of(row, side), self.lang)
        return Part(message("reported-for", self.lang, date=period), "date")

    def begun(self, row: Row, side: Side, form: Form) -> Part:
        """When it began, by the same bounds, in a form of a date."""
        bounds = _bounds_of(row, side)
        if rivals := self._rival_days(row, side):
            return Part(one_of_two_words(*rivals, self.lang, form), "date")
        words, stated = bounds_words(*bounds, self.lang, form), str(row[side] or "")
        if set(stated) & DOUBTED:
            margin = bounds_words(*bounds, self.lang)
            words = message("with-margin", self.lang, date=edtf_words(stated, self.lang, form), margin=margin)
        return Part(words, "date")

    def _rival_days(self, row: Row, side: Side) -> tuple[datetime.date, datetime.date] | None:
        """The two days on one of which something began, as sources that differ have it; None where days between them
        may be meant too, such as those of a month.
        """
        earliest, latest = _bounds_of(row, side)
        if row[f"{side}_standing"] != "disputed" or earliest is None or latest is None:
            return None
        begun = [one for one in _sides_of(row) if self._begins(one, earliest, latest)]
        values = {value for one in begun for value in self.facts.days(one, self.dated_by(one))}
        within = {_bounds(value) for value in values if _relation(value, earliest, latest) == "same"}
        is_one_of_two = within - {(earliest, latest)} == {(earliest, earliest), (latest, latest)}
        return (earliest, latest) if is_one_of_two else None

    def other_days(self, participations: Sequence[str], row: Row) -> Iterator[tuple[Relation, str, Sequence[Row]]]:
        """The days that sources give for the start of a link, beside the one shown, each with its statements."""
        earliest, latest = day_of(row["since_earliest"]), day_of(row["since_latest"])
        deciding = [one for one in participations if self._begins(one, earliest, latest)] or list(participations)[:1]
        seen: set[str] = set()
        for participation in deciding:
            for value, rows in sorted(self.facts.days(participation, self.dated_by(participation)).items()):
                if value not in seen and (relation := _relation(value, earliest, latest)):
                    seen.add(value)
                    yield relation, value, rows

    def doubt(self, participations: Sequence[str], row: Row) -> Sentence:
        """In brackets, that a start is our reading, and what else is reported of its day; empty where nothing is."""
        as_read = sentence(" ", self.say("chain-as-read")) if row["since_standing"] == "reading" else ()
        return sentence(as_read, self._also_reported(participations, row))

    def doubt_of_side(self, row: Row) -> Sentence:
        """The same of the start of one participation, a row of `participations`."""
        bounds = {f"since_{part}": row[f"start_{part}"] for part in ("earliest", "latest", "standing")}
        return self.doubt((str(row["participation"]),), {**row, **bounds})

    def _also_reported(self, participations: Sequence[str], row: Row) -> Sentence:
        days = list(self.other_days(participations, row))
        if voice := self._one_voice_gives_all(days, row):
            return sentence(" ", self.say("both-days", name=voice))
        others = [(value, rows) for relation, value, rows in days if relation == "other"]
        if self._rival_days(row, "since"):
            other = [self._other_day(value, rows) for relation, value, rows in days if relation in ("same", "other")]
        elif self._is_reckoned(participations, row):
            other = [self._consent(value, rows) for value, rows in others]
        else:
            agreeing = self._giving_the_start(participations, row)
            apart = [(value, [one for one in rows if str(one["source"]) not in agreeing]) for value, rows in others]
            other = [self._other_day(value, rows) for value, rows in apart if rows]
        return sentence(" (", joined(other, "; "), ")") if other else ()

    def _giving_the_start(self, participations: Sequence[str], row: Row) -> set[str]:
        """The sources that give the start as the day of effect: the day on which they say it was done is no other."""
        earliest, latest = day_of(row["since_earliest"]), day_of(row["since_latest"])
        return {
            str(one["source"])
            for participation in participations
            for value, rows in self.facts.days(participation, "effective_on").items()
            if _relation(value, earliest, latest) != "other"
            for one in rows
        }

    def _is_reckoned(self, participations: Sequence[str], row: Row) -> bool:
        """Whether the start of a link is reckoned from a consent, whose day is no other day of the start."""
        first, last = day_of(row["since_earliest"]), day_of(row["since_latest"])
        deciding = [one for one in participations if self._begins(one, first, last)]
        return bool(deciding) and all(map(self.is_by_consent, deciding))

    def is_bounded_only(self, participation: str) -> bool:
        """Whether the only day of an entry is our reading, and the start has wider bounds than that day."""
        row, days = self.facts.participations[participation], self.facts.dates(participation)
        is_reading = bool(days) and all(one["how"] == "inferred" for rows in days.values() for one in rows)
        bounds = (row["start_earliest"], row["start_latest"])
        return is_reading and all(_bounds(value) != bounds for value in days)

    def with_exactness(self, key: str, participation: str) -> str:
        """The key of a text on the day of a signature: as it is where a source states that day and none another, or
        of a day on which sources differ, or of one that none gives more exactly.
        """
        row, days = self.facts.participations[participation], self.facts.dates(participation)
        if row["start_standing"] == "disputed":
            return f"{key}-disputed-day"
        first, last = day_of(row["start_earliest"]), day_of(row["start_latest"])
        said = [] if first is None or first != last else days.get(first.isoformat(), [])
        return key if any(one["how"] != "inferred" for one in said) else f"{key}-some-day"

    def behind(self, participation: str) -> list[str]:
        """The sources behind a start as it is given: those that state its day, or that of the consent from which it is
        reckoned; where none does, those that state that the actor takes part.
        """
        row = self.facts.participations[participation]
        bounds = day_of(row["start_earliest"]), day_of(row["start_latest"])
        is_reckoned = self.is_by_consent(participation)
        days = self.facts.days(participation, self.dated_by(participation))
        dating = [rows for value, rows in days.items() if is_reckoned or _relation(value, *bounds) == "same"]
        stated = {str(one["source"]) for rows in dating for one in rows if one["how"] != "inferred"}
        return self.facts.ranked(stated) or self.facts.asserting(participation)

    def named_together(self, participations: Sequence[str]) -> list[tuple[list[str], list[str]]]:
        """Participations in groups, each with the sources that are behind every one of its group: what is cited for
        several names all of them. What no source states stands alone.
        """
        groups: list[tuple[list[str], list[str]]] = []
        for participation in participations:
            own = self.behind(participation)
            for number, (members, shared) in enumerate(groups):
                if common := [source for source in shared if source in own]:
                    groups[number] = ([*members, participation], common)
                    break
            else:
                groups.append(([participation], own))
        return groups

    def dated_by(self, participation: str) -> Literal["done_on", "effective_on"]:
        """Which day of its acts a participation begins with: that of the act itself, or that of its effect."""
        is_by_effect = str(self.facts.participations[participation]["start_rule"]).startswith(EFFECT)
        return "effective_on" if is_by_effect else "done_on"

    def is_by_consent(self, participation: str) -> bool:
        """Whether a participation begins by a treaty's own rule some time after the consent to be bound."""
        return str(self.facts.participations[participation]["start_rule"]).startswith(CONSENT)

    def _consent(self, value: str, rows: Sequence[Row]) -> Sentence:
        cited = self.voices.references({str(row["source"]) for row in rows})
        actor = self.short(str(self.facts.acts[str(rows[0]["thing"])]["actor"]))
        return self.say("consent-deposited", actor=actor, date=Part(edtf_words(value, self.lang), "date"), cited=cited)

    def coarser(self, participations: Sequence[str], row: Row) -> Sentence:
        """Which sources give only the month or the year of a start; empty where none does."""
        lines = [
            self.say("only-coarse", name=self.voices.speakers(rows), date=edtf_words(value, self.lang))
            for relation, value, rows in self.other_days(participations, row)
            if relation == "coarser"
        ]
        return joined(lines) if lines else ()

    def _begins(self, participation: str, earliest: datetime.date | None, latest: datetime.date | None) -> bool:
        row = self.facts.participations.get(participation)
        return row is not None and (row["start_earliest"], row["start_latest"]) == (earliest, latest)

    def _other_day(self, value: str, rows: Sequence[Row]) -> Sentence:
        """Who gives another day; where no source states it, it is called our reading of them."""
        stated = [row for row in rows if row["how"] != "inferred"]
        speakers = stated or rows
        names = self.voices.speakers_alone(speakers)
        cited = self.voices.references({str(row["source"]) for row in speakers})
        key = "has-day" if stated else "has-day-reading"
        return self.say(key, name=names, date=Part(edtf_words(value, self.lang), "date"), cited=cited)

    def _one_voice_gives_all(self, days: Sequence[tuple[Relation, str, Sequence[Row]]], row: Row) -> str:
        """The voice that itself gives both of two days; empty where it is not so."""
        earliest, latest = day_of(row["since_earliest"]), day_of(row["since_latest"])
        if earliest is None or latest is None or (latest - earliest).days != 1:
            return ""
        single = [rows for _, value, rows in days if value in (earliest.isoformat(), latest.isoformat())]
        voices = [{self.facts.voice(str(one["source"])) for one in rows if one["how"] != "inferred"} for rows in single]
        common = set.intersection(*voices) if len(voices) > 1 else set()
        sources = (str(one["source"]) for rows in single[:1] for one in rows)
        source = next((one for one in sources if self.facts.voice(one) in common), "")
        return self.voices.publisher(self.facts.root(source)) if source else ""

    # ---------------------------------------------------------------- until when
    def end(self, row: Row, participations: Sequence[str]) -> Sentence:
        """How it ended, or the last end that is reported, or that none is; and what held it up meanwhile."""
        return joined((self._end(row, participations), *self._interruptions(row)))

    def end_of_side(self, row: Row, participations: Sequence[str] = ()) -> Sentence:
        """The same of one participation, a row of `participations`; in a link also by what is said of the other."""
        bounds = {f"until_{part}": row[f"end_{part}"] for part in ("earliest", "latest")}
        return self.end({**row, **bounds}, participations or (str(row["participation"]),))

    def _interruptions(self, row: Row) -> Iterator[Sentence]:
        """Pauses, disputes, provisional application and later instruments, as far as a link has them."""
        if row.get("paused_kind"):
            first, last = day_of(row["paused_to_earliest"]), day_of(row["paused_to_latest"])
            texts = PAUSES[str(row["paused_kind"])]
            until = Part(bounds_words(first, last, self.lang), "date")
            begun = self.paused_since(row)
            yield self.say(texts[1], since=begun, until=until) if last else self.say(texts[0], since=begun)
        if row["standing"] == "disputed" and row["held"]:
            yield sentence(message("held-though-disputed", self.lang))
        if row.get("mode") == "provisional":
            yield sentence(message("applied-provisionally", self.lang))
        if row.get("replacement"):
            yield self.say("may-be-replaced", basis=self.basis(str(row["replacement"])))

    def paused_since(self, row: Row) -> Part:
        """Since when something stands between the two."""
        first, last = day_of(row["paused_from_earliest"]), day_of(row["paused_from_latest"])
        return Part(bounds_words(first, last, self.lang, "since"), "date")

    def is_paused(self, row: Row) -> bool:
        """Whether a suspension or an objection may stand between the two on the day of the answer."""
        if not row.get("paused_kind"):
            return False
        first, last = day_of(row["paused_from_earliest"]), day_of(row["paused_to_latest"])
        return (first is None or first <= self.today) and (last is None or self.today <= last)

    def _end(self, row: Row, participations: Sequence[str]) -> Sentence:
        kind = str(row["end_kind"])
        if kind == "term":
            return self._term(row, participations)
        if kind == "none":
            return self._no_end(row)
        if row["kind"] == "report":
            return sentence(message("end-report", self.lang))
        first, last = day_of(row["until_earliest"]), day_of(row["until_latest"])
        return self.say(ENDS[kind], date=Part(bounds_words(first, last, self.lang, "then"), "date"))

    def _no_end(self, row: Row) -> Sentence:
        attested = self.attested(row, "then")
        return self.say("no-end-reported", attested=attested) if attested else self.say("no-end-unattested")

    def attested(self, row: Row, form: Form) -> Part | None:
        """When a link or a participation was last attested; None where it never was on a day that is known."""
        stated = row.get("attested") or row["last_attested"]
        if not stated:
            return None
        rivals = self._rival_days(row, "since" if "since_standing" in row else "start")
        if rivals is not None and _bounds(str(stated)) == rivals:
            return Part(one_of_two_words(*rivals, self.lang, form), "date")
        return Part(edtf_words(str(stated), self.lang, form), "date")

    def _term(self, row: Row, participations: Sequence[str]) -> Sentence:
        """The last end that is reported, whether it is our reading, and whether it has passed."""
        value, rows, latest = self._last_term(row, participations)
        if not value:
            return self._no_end(row)
        hows = {str(one["how"]) for one in rows}
        cited = self.voices.references({str(one["source"]) for one in rows}) if rows else ()
        line = self.say(f"last-end-{how_stated(hows)}", date=Part(edtf_words(value, self.lang), "date"), cited=cited)
        if not latest or latest >= self.today:
            return line
        further = self._extended_without_end(row, participations, latest)
        return sentence(line, " ", further or self.say("has-passed", date=day_part(self.today, self.lang)))

    def _extended_without_end(self, row: Row, participations: Sequence[str], last: datetime.date) -> Sentence:
        """That it was extended after the last end that is reported, where no source says until when."""
        acts = [one for one in self.facts.acts.values() if one["type"] == "extension" and not one["until"]]
        later = [one for one in acts if self._bears_on(one, row, participations) and _is_after(one, last)]
        if not later:
            return ()
        act = max(later, key=lambda one: str(one["done_latest"]))
        rows = self.facts.statements.get(str(act["act"]), ())
        cited = self.voices.references({str(one["source"]) for one in rows if one["property"] == "done_on"})
        done = Part(edtf_words(str(act["done_on"]), self.lang, "then"), "date")
        return self.say("extended-without-end", date=done, cited=cited)

    def has_lapsed(self, row: Row, participations: Sequence[str]) -> bool:
        """Whether the last reported end of a link has passed."""
        latest = self._last_term(row, participations)[2] if row["end_kind"] == "term" else None
        return latest is not None and latest < self.today

    def _last_term(self, row: Row, participations: Sequence[str]) -> tuple[str, list[Row], datetime.date | None]:
        """The last reported end of a link: its value, who gives it, and the last day that it can mean."""
        terms = [act for act in self.facts.acts.values() if act["until"] and self._bears_on(act, row, participations)]
        value = str(row.get("until") or "")
        if not value and terms:
            value = str(max(terms, key=lambda act: str(act["until_latest"] or ""))["until"])
        behind = [one for act in terms for one in self.facts.statements.get(str(act["act"]), ())]
        rows = [one for one in behind if one["property"] == "until" and one["value"] == value]
        return value, rows, _last_day(value)

    def _bears_on(self, act: Row, row: Row, participations: Sequence[str]) -> bool:
        actors = {str(self.facts.participations[one]["actor"]) for one in participations}
        return act["basis"] == row["basis"] and (act["actor"] is None or act["actor"] in actors)

    # ---------------------------------------------------------------- who says so
    def said_of_link(self, participations: Sequence[str], row: Row | None = None) -> Sentence:
        """The independent voices that name both sides; where none does, those for each side. With the row of a link,
        how many of the former give the day of its start, where not all do.
        """
        named = [self.facts.asserting(one) for one in participations]
        if both := self.names_both(participations):
            said = self.voices.say(both, "voices" if named[0] == named[-1] else "voices-of-both")
            return joined((said, *self._giving_the_day(both, participations, row))) if row else said
        return joined(self.said_of_side(one) for one in participations)

    def _giving_the_day(self, sources: Sequence[str], participations: Sequence[str], row: Row) -> Iterator[Sentence]:
        """How many of the voices give the one day of a start; nothing where all do or none does."""
        first, last = day_of(row["since_earliest"]), day_of(row["since_latest"])
        begun = [one for one in participations if self._begins(one, first, last)]
        if first is None or first != last or any(map(self.is_by_consent, begun)):
            return
        statements = {one: self.facts.days(one, self.dated_by(one)).get(first.isoformat(), []) for one in begun}
        voices = {
            self.facts.voice(str(one["source"])) for rows in statements.values() for one in rows if _is_stated(one)
        }
        named = set(map(self.facts.voice, sources))
        if voices & named and named - voices:
            yield self.say("voices-on-day", count=len(voices & named))

    def is_stated(self, participations: Sequence[str]) -> bool:
        """Whether sources state of each side that it takes part: of what none states it is our reading."""
        return all(map(self.facts.asserting, participations))

    def is_weak(self, participations: Sequence[str]) -> bool:
        """Whether only columns or comments state that the two sides take part."""
        sources = {source for one in participations for source in self.facts.asserting(one)}
        return self.is_stated(participations) and all(map(self.facts.is_comment, sources))

    def is_well_stated(self, participations: Sequence[str]) -> bool:
        """Whether more than columns, comments and our reading stand behind both sides."""
        return self.is_stated(participations) and not self.is_weak(participations)

    def ground(self, participations: Sequence[str]) -> str:
        """In brackets, that a link rests on a column or a comment alone, or on our reading; empty otherwise."""
        if not self.is_stated(participations):
            return " " + message("bodies-as-read", self.lang)
        return " " + message("bodies-weak", self.lang) if self.is_weak(participations) else ""

    def names_both(self, participations: Sequence[str]) -> list[str]:
        """The sources that state of each of the participations that it is so."""
        first, *others = (self.facts.asserting(one) for one in participations)
        return [source for source in first if all(source in more for more in others)]

    def as_read(self, participation: str) -> Sentence:
        """That no source states outright that an actor takes part, and of which sources it is our reading."""
        names = self.voices.names(self.facts.reading(participation))
        return self.say("as-read-of", names=joined(names, "; ")) if names else self.say("as-entered")

    def said_of_side(self, participation: str) -> Sentence:
        """The independent voices that say that an actor takes part."""
        actor = self.short(str(self.facts.participations[participation]["actor"]))
        sources = self.facts.asserting(participation)
        if not sources:
            return self.say("readings", actor=actor, reading=self.as_read(participation))
        return self.voices.counted(sources, "voices-of-one", actor=actor)

    # ---------------------------------------------------------------- claimed and denied
    def disputed(self, participation: str) -> list[Entry]:
        """Who claims that an actor takes part, and who speaks against it."""
        claims = self.facts.asserting(participation) or self.facts.reading(participation)
        against = [self._denial(rows) for rows in _by_day(self.facts.denying(participation))]
        against += [self._omission(rows) for rows in _by_day(self.facts.lists_without(participation))]
        voices = {self.facts.voice(source) for source in self._against(participation)}
        lines = [self.say("claimed-by", names=joined(self.voices.names(claims), "; "))]
        if against:
            lines.append(self.say("denied-by", names=joined(against, "; ")))
        fors = {*map(self.facts.voice, claims)}
        lines.append(self.say("for-and-against", fors=str(len(fors)), against=str(len(voices))))
        return [Entry(line) for line in lines]

    def _against(self, participation: str) -> list[str]:
        rows = [*self.facts.denying(participation), *self.facts.lists_without(participation)]
        rows = [row for row in rows if row["how"] != "inferred"] or rows
        return self.facts.ranked({str(row["source"]) for row in rows})

    def _denial(self, rows: Sequence[Row]) -> Sentence:
        day = str(rows[0]["as_of"] or "")
        if not day:
            return sentence(self.voices.speakers(rows), f" ({message('undated', self.lang)})")
        said = self.say("denial-of", date=Part(edtf_words(day, self.lang), "date"))
        return sentence(self.voices.speakers(rows), " ", said)

    def _omission(self, rows: Sequence[Row]) -> Sentence:
        members = str(rows[0]["value"]).partition(": ")[2].split()
        day = edtf_words(str(rows[0]["as_of"] or ""), self.lang, "then" if self.lang == "en" else "plain")
        names = self.voices.speakers(rows)
        if not any(self.facts.sources[str(row["source"])]["published"] for row in rows):
            names = self.say("list-undated", names=names)
        return self.say("list-without", count=len(members), names=names, date=Part(day, "date"))


def _is_stated(row: Row) -> bool:
    """Whether a source says it, and it is no reading of ours."""
    return bool(row["how"] != "inferred")


def _takes_article(name: str) -> bool:
    """Whether an English name stands with "the" in a sentence: those of states that say what they are.

    >>> [_takes_article(name) for name in ("Czech Republic", "Republic of Korea", "Ukraine", "Warsaw Police")]
    [True, True, False, False]
    """
    words = name.split()
    return words[-1] in ARTICLED_ENDS or words[0] in ARTICLED_BEGINNINGS


def participations_of(row: Row) -> tuple[str, str]:
    """The two participations of a link, that of the actor who is asked about first."""
    first, second = sides(str(row["cooperation"]))
    return (first, second) if first.split("~")[1] == row["actor"] else (second, first)


def how_stated(hows: Collection[str]) -> str:
    """The last word of the key of a text on an end, by how the statements of it came about.

    >>> how_stated({"computed"}), how_stated({"computed", "stated"}), how_stated(set())
    ('reckoned', 'stated', 'stated')
    """
    return UNSTATED.get(next(iter(hows)), "stated") if len(hows) == 1 else "stated"


def first_known(row: Row) -> str:
    """The first day on which a link can have begun, for the order of links; where that is unknown, the last one.

    A link of which no day is known stands after all others.
    """
    return str(row["since_earliest"] or row["since_latest"] or UNKNOWN)


def _sides_of(row: Row) -> tuple[str, ...]:
    """The participations of a row of any kind: of a link, of a participation, or of either as derivation gives it."""
    identifier = str(row.get("cooperation") or row.get("participation") or row["id"])
    return sides(identifier) if identifier.count("~") > PARTICIPATION_TILDES else (identifier,)


def day_part(day: datetime.date, lang: str, form: Literal["plain", "then", "since"] = "plain") -> Part:
    """A day as a part of a sentence."""
    return Part(day_words(day, lang, form), "date")


def _by_day(rows: Sequence[Row]) -> list[list[Row]]:
    """Statements that speak of the same day and say the same, together; in the order of the days on every engine."""
    groups: dict[tuple[str, str], list[Row]] = {}
    for row in rows:
        groups.setdefault((str(row["as_of"] or ""), str(row["value"])), []).append(row)
    return [groups[key] for key in sorted(groups)]


def _relation(value: str, earliest: datetime.date | None, latest: datetime.date | None) -> Relation | None:
    low, high = _bounds(value)
    if (low, high) == (earliest, latest):
        return "same"
    if low and high and earliest and latest:
        if low <= earliest and latest <= high:
            return "coarser"
        is_within, overlaps = earliest <= low and high <= latest, low <= latest and earliest <= high
        return "same" if is_within else "coarser" if overlaps else "other"
    return None


def _bounds_of(row: Row, side: Side) -> tuple[datetime.date | None, datetime.date | None]:
    return day_of(row[f"{side}_earliest"]), day_of(row[f"{side}_latest"])


def _bounds(value: str) -> tuple[datetime.date | None, datetime.date | None]:
    reading = read_edtf(value)
    return reading.start[0], reading.end[1]


def _is_after(act: Row, last: datetime.date) -> bool:
    done = day_of(act["done_earliest"])
    return done is not None and done > last


def _last_day(value: str) -> datetime.date | None:
    return _bounds(value)[1] if value else None
