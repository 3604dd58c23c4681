"""Since when: by the bounds of a link or a participation, with what else sources report of that day."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from accordgraph.graph.dates.today import today
from accordgraph.ontology.messages import listing, message
from accordgraph.queries.answers.tree import Part, Sentence, joined, sentence
from accordgraph.queries.answers.wording.bounds import Relation, Side, bounds_of, read_bounds, relation_of, sides_of
from accordgraph.queries.answers.wording.dates import DOUBT, Form, bounds_words, edtf_words, one_of_two_words
from accordgraph.queries.answers.wording.dating import Datings
from accordgraph.queries.answers.wording.times import OF_TIME, READING, mark_of
from accordgraph.queries.plans import day_of

if TYPE_CHECKING:
    from accordgraph.queries.plans import Row

NEAR = re.compile(r"[~%]")
"""Marks of a date that is near, not that one."""

UNSURE = re.compile(r"[?%]")
"""Marks of a date that may be wrong."""


@dataclass(frozen=True)
class Starts(Datings):
    """Starts in words."""

    def since(self, row: Row, side: Side = "since") -> Part:
        """Since when, by the bounds of a link (`since`) or of a participation (`start`)."""
        if row["kind"] != "report":
            return self.begun(row, side, "since")
        period = bounds_words(*bounds_of(row, side), self.lang)
        return Part(message("reported-for", self.lang, date=period), "date")

    def marked(self, row: Row, side: Side = "since") -> Sentence:
        """Since when, with the mark of our reading, which goes with a date into every list."""
        return sentence(self.since(row, side), self.mark(row, side))

    def mark(self, row: Row, side: Side = "since") -> str:
        """In brackets after a blank, that a start is our reading, and whether we are sure of it; of what is of its time
        only, also that sources differ on when it was. Empty where a source states it; of other starts `doubt` says who
        gives which day.
        """
        if row.get(f"{side}_standing") == READING and UNSURE.search(str(row.get(side) or "")):
            return f" {message('as-read-unsure', self.lang)}"
        return mark_of(row.get(f"{side}_standing"), self.lang, is_of_time=row.get("kind") in OF_TIME)

    def as_read_mark(self, standing: object) -> str:
        """The same of anything by its standing."""
        return mark_of(standing, self.lang, is_of_time=False)

    def is_to_come(self, row: Row, side: Side = "since") -> bool:
        """Whether it begins on a day that has not come, whichever day the answer is of."""
        first = bounds_of(row, side)[0]
        return first is not None and first > self.today and first > today()

    def begun(self, row: Row, side: Side, form: Form) -> Part:
        """When it began, by the same bounds, in a form of a date."""
        bounds = bounds_of(row, side)
        if form == "since" and self.is_to_come(row, side):
            return Part(message("since-to-come", self.lang, date=bounds_words(*bounds, self.lang)), "date")
        if rivals := self._rival_days(row, side):
            return Part(one_of_two_words(*rivals, self.lang, form), "date")
        words, stated = bounds_words(*bounds, self.lang, form), str(row[side] or "")
        if DOUBT.search(stated):
            words = self._with_margin(stated, bounds_words(*bounds, self.lang), form, row[f"{side}_standing"])
        return Part(words, "date")

    def _with_margin(self, stated: str, margin: str, form: Form, standing: object) -> str:
        """A doubtful date with the days that it can mean, and whose doubt it is."""
        if standing == READING:
            return self._about(stated, margin, form)
        return message("with-margin", self.lang, date=edtf_words(stated, self.lang, form), margin=margin)

    def _about(self, stated: str, margin: str, form: Form) -> str:
        """A date that we read with doubt, without the days by which the graph reckons: about then where it is said to
        be near, else that date; `mark` says that we are not sure of it.
        """
        bare = DOUBT.sub("", stated)
        if not re.fullmatch(r"[\d-]+", bare):
            return message("with-margin-ours", self.lang, date=edtf_words(bare, self.lang, form), margin=margin)
        return edtf_words(f"{bare}~" if NEAR.search(stated) else bare, self.lang, form)

    def _rival_days(self, row: Row, side: Side) -> tuple[datetime.date, datetime.date] | None:
        """The two days on one of which something began, as sources that differ have it; None where days between them
        may be meant too, such as those of a month.
        """
        earliest, latest = bounds_of(row, side)
        if row[f"{side}_standing"] != "disputed" or earliest is None or latest is None:
            return None
        begun = [one for one in sides_of(row) if self._begins(one, earliest, latest)]
        values = {value for one in begun for value in self.facts.days(one, self.dated_by(one))}
        within = {read_bounds(value) for value in values if relation_of(value, earliest, latest) == "same"}
        is_one_of_two = within - {(earliest, latest)} == {(earliest, earliest), (latest, latest)}
        return (earliest, latest) if is_one_of_two else None

    def other_days(self, participations: Sequence[str], row: Row) -> Iterator[tuple[Relation, str, Sequence[Row]]]:
        """The days that sources give for the start of a link, beside the one shown, each with its statements."""
        earliest, latest = day_of(row["since_earliest"]), day_of(row["since_latest"])
        deciding = [one for one in participations if self._begins(one, earliest, latest)] or list(participations)[:1]
        seen: set[str] = set()
        for participation in deciding:
            for value, rows in sorted(self.facts.days(participation, self.dated_by(participation)).items()):
                if value not in seen and (relation := relation_of(value, earliest, latest)):
                    seen.add(value)
                    yield relation, value, rows

    def contrary(self, act: Row, name: str) -> Sentence:
        """In brackets after a blank, the other values that sources give for a date of an act; empty where none does."""
        return self.others_than(str(act[name]), self.statements(str(act["act"]), name))

    def others_than(self, value: str, statements: Sequence[Row]) -> Sentence:
        """In brackets after a blank, the values that statements give which exclude a date; empty where none does."""
        bounds = read_bounds(value)
        by_value: dict[str, list[Row]] = {}
        of_two_minds = {str(one["source"]) for one in statements if relation_of(str(one["value"]), *bounds) != "other"}
        for row in statements:
            if relation_of(str(row["value"]), *bounds) == "other":
                by_value.setdefault(str(row["value"]), []).append(row)
        others = [
            self._of_two_minds(value, rows)
            if {str(one["source"]) for one in rows} <= of_two_minds
            else self._other_day(value, rows)
            for value, rows in sorted(by_value.items())
        ]
        return sentence(" (", joined(others, "; "), ")") if others else ()

    def _of_two_minds(self, value: str, rows: Sequence[Row]) -> Sentence:
        """Who contradicts itself, with the other day that it gives; of a day that it states, as of any other."""
        if any(row["how"] != "inferred" for row in rows):
            return self._other_day(value, rows)
        name = listing(self.voices.names_of_speakers(rows), self.lang)
        cited = self.voices.references({str(row["source"]) for row in rows})
        return self.say("has-day-self", name=name, date=Part(edtf_words(value, self.lang), "date"), cited=cited)

    def doubt(self, participations: Sequence[str], row: Row) -> Sentence:
        """In brackets, that a start is our reading, and what else is reported of its day; empty where nothing is."""
        return sentence(self.mark(row), self._read_from(participations, row), self._also_reported(participations, row))

    def _read_from(self, participations: Sequence[str], row: Row) -> Sentence:
        """After a blank, the sources of which a start is our reading; empty where it is none."""
        if row["since_standing"] != READING:
            return ()
        days = self.other_days(participations, row)
        read = {str(one["source"]) for relation, _, rows in days if relation == "same" for one in rows}
        return sentence(" ", self.voices.references(read)) if read else ()

    def doubt_of_side(self, row: Row) -> Sentence:
        """The same of the start of one participation, a row of `participations`."""
        bounds = {f"since_{part}": row[f"start_{part}"] for part in ("earliest", "latest", "standing")}
        return self.doubt((str(row["participation"]),), {**row, **bounds, "since": row.get("start")})

    def _also_reported(self, participations: Sequence[str], row: Row) -> Sentence:
        days = list(self.other_days(participations, row))
        if voice := self._one_voice_gives_all(days, row):
            return sentence(" ", self.say("both-days", name=voice))
        others = [(value, rows) for relation, value, rows in days if relation == "other"]
        others = [(value, rows) for value, rows in others if not self._is_before_other(value, rows, participations)]
        if rivals := self._rival_days(row, "since"):
            single = [(value, rows) for _, value, rows in days if read_bounds(value) != rivals]
            other = [self._other_day(value, rows) for value, rows in single if not self._covers(value, rivals)]
        elif not others:
            return ()
        elif self._is_reckoned(participations, row):
            other = [self._consent(value, rows) for value, rows in others]
        else:
            agreeing = self._giving_the_start(participations, row)
            apart = [(value, [one for one in rows if str(one["source"]) not in agreeing]) for value, rows in others]
            other = [self._other_day(value, rows) for value, rows in apart if rows]
        return sentence(" (", joined(other, "; "), ")") if other else ()

    def _is_before_other(self, value: str, rows: Sequence[Row], participations: Sequence[str]) -> bool:
        """Whether a day is only our reading of when one side began, and the other surely began later: it is no day on
        which a link of the two can have begun.
        """
        last = read_bounds(value)[1]
        if last is None or any(row["how"] != "inferred" for row in rows):
            return False
        acts = {str(row["thing"]) for row in rows}
        others = [one for one in participations if acts.isdisjoint(self.facts.entries.get(one, ()))]
        starts = [day_of(self.facts.participations[one]["start_earliest"]) for one in others]
        return any(first is not None and first > last for first in starts)

    def _giving_the_start(self, participations: Sequence[str], row: Row) -> set[str]:
        """The sources that give the start as the day of effect: the day on which they say it was done is no other."""
        earliest, latest = day_of(row["since_earliest"]), day_of(row["since_latest"])
        return {
            str(one["source"])
            for participation in participations
            for value, rows in self.facts.days(participation, "effective_on").items()
            if relation_of(value, earliest, latest) != "other"
            for one in rows
        }

    def _is_reckoned(self, participations: Sequence[str], row: Row) -> bool:
        """Whether the start of a link is reckoned from a consent, whose day is no other day of the start."""
        first, last = day_of(row["since_earliest"]), day_of(row["since_latest"])
        deciding = [one for one in participations if self._begins(one, first, last)]
        return bool(deciding) and all(map(self.is_by_consent, deciding))

    def _consent(self, value: str, rows: Sequence[Row]) -> Sentence:
        cited = self.voices.references({str(row["source"]) for row in rows})
        act = self.facts.acts[str(rows[0]["thing"])]
        key = self.by_consent_key("consent-deposited", f"{act['basis']}~{act['actor']}~{act['episode']}")
        date = Part(edtf_words(value, self.lang), "date")
        return self.say(key, actor=self.short(str(act["actor"])), date=date, cited=cited)

    def coarser(self, participations: Sequence[str], row: Row) -> Sentence:
        """Which sources give only the month or the year of a start; empty where none does."""
        lines = [
            self.say("only-coarse", name=self.voices.speakers(rows), date=edtf_words(value, self.lang))
            for relation, value, of_value in self.other_days(participations, row)
            if relation == "coarser" and (rows := [one for one in of_value if one["how"] != "inferred"])
        ]
        return joined(lines) if lines else ()

    def _begins(self, participation: str, earliest: datetime.date | None, latest: datetime.date | None) -> bool:
        row = self.facts.participations.get(participation)
        return row is not None and (row["start_earliest"], row["start_latest"]) == (earliest, latest)

    def _other_day(self, value: str, rows: Sequence[Row]) -> Sentence:
        """Who gives another day; where no source states it, it is called our reading of them."""
        stated = [row for row in rows if row["how"] != "inferred"]
        speakers = stated or rows
        names = self.voices.names_of_speakers(speakers)
        cited = self.voices.references({str(row["source"]) for row in speakers})
        key = "has-day" if stated else "has-day-reading"
        date = Part(edtf_words(value, self.lang), "date")
        count = len(names) if stated else None
        return self.voices.filled(key, count=count, name=listing(names, self.lang), date=date, cited=cited)

    def _covers(self, value: str, days: tuple[datetime.date, datetime.date]) -> bool:
        """Whether a reported date can mean either of two days, such as a month or a year."""
        return relation_of(value, *days) == "coarser"

    def _is_own_word(self, row: Row) -> bool:
        """Whether a source states something in its own words, and repeats nobody's."""
        return row["how"] != "inferred" and not self.facts.sources[str(row["source"])]["derived_from"]

    def _one_voice_gives_all(self, days: Sequence[tuple[Relation, str, Sequence[Row]]], row: Row) -> str:
        """The voice that gives both of two days on pages of its own; empty where it is not so."""
        earliest, latest = day_of(row["since_earliest"]), day_of(row["since_latest"])
        if earliest is None or latest is None or (latest - earliest).days != 1:
            return ""
        single = [rows for _, value, rows in days if value in (earliest.isoformat(), latest.isoformat())]
        voices = [{self.facts.voice(str(one["source"])) for one in rows if self._is_own_word(one)} for rows in single]
        common = set.intersection(*voices) if len(voices) > 1 else set()
        sources = (str(one["source"]) for rows in single[:1] for one in rows)
        source = next((one for one in sources if self.facts.voice(one) in common), "")
        return self.voices.publisher(self.facts.root(source)) if source else ""
