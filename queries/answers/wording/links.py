"""Sentences about one link or participation: who says so, beside since when, until when, and who denies it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from accordgraph.ontology.messages import message
from accordgraph.queries.answers.facts import sides
from accordgraph.queries.answers.tree import Sentence, joined, sentence
from accordgraph.queries.answers.wording.bounds import relation_of
from accordgraph.queries.answers.wording.claims import Claims
from accordgraph.queries.answers.wording.times import READING
from accordgraph.queries.plans import day_of

if TYPE_CHECKING:
    from accordgraph.queries.plans import Row

NO_DAY = "none"
"""What is said of a voice that gives no day."""

READ_DAY = "read"
"""What is said of a voice that states no day, where we read one from it."""

ON_DAY = {
    "same": "",
    "coarser": "voices-less-exactly",
    "other": "voices-on-other-day",
    READ_DAY: "voices-on-read-day",
    NO_DAY: "voices-on-no-day",
}
"""What is said of voices by how the days that they give lie to the one that is shown."""

UNKNOWN = "9999"
"""What stands for a day that is not known, after all days."""


@dataclass(frozen=True)
class Wording(Claims):
    """Links and participations in words."""

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
        """How many voices give the one day of a start, and what the others do; nothing where all give it, or none."""
        first, last = day_of(row["since_earliest"]), day_of(row["since_latest"])
        begun = [one for one in participations if self._begins(one, first, last)]
        if first is None or first != last or any(map(self.is_by_consent, begun)):
            return
        relations: dict[str, set[str]] = {}
        for one in begun:
            for value, rows in self.facts.days(one, self.dated_by(one)).items():
                for said in rows:
                    how = (relation_of(value, first, last) or NO_DAY) if _is_stated(said) else READ_DAY
                    relations.setdefault(self.facts.voice(str(said["source"])), set()).add(how)
        counts = Counter(
            min(relations.get(voice, {NO_DAY}), key=list(ON_DAY).index) for voice in set(map(self.facts.voice, sources))
        )
        if counts["same"] and len(counts) > 1:
            others = [
                message(key, self.lang, count=counts[said]) for said, key in ON_DAY.items() if key and counts[said]
            ]
            yield self.say("voices-on-day", count=counts["same"], others=", ".join(others))

    def behind_link(self, participations: Sequence[str], row: Row) -> Sentence:
        """References for the start of a link: of the side that begins with it. Empty where it is our reading, whose
        sources `doubt` names.
        """
        if row["since_standing"] == READING:
            return ()
        first, last = day_of(row["since_earliest"]), day_of(row["since_latest"])
        begun = [one for one in participations if self._begins(one, first, last)] or participations
        return self.voices.references({source for one in begun for source in self.behind(one)})

    def is_stated(self, participations: Sequence[str]) -> bool:
        """Whether sources state of each side that it takes part: of what none states it is our reading."""
        return all(map(self.facts.asserting, participations))

    def is_weak(self, participations: Sequence[str]) -> bool:
        """Whether only columns, comments or dossiers that nobody has trusted state that the two sides take part."""
        return self.is_strange(participations) or self._is_all(participations, self.facts.is_comment)

    def is_strange(self, participations: Sequence[str]) -> bool:
        """Whether only dossiers that nobody has trusted state that the two sides take part."""
        return self._is_all(participations, self.facts.is_strange)

    def _is_all(self, participations: Sequence[str], is_so: Callable[[str], bool]) -> bool:
        """Whether all sources are so that state that the two sides take part."""
        sources = {source for one in participations for source in self.facts.asserting(one)}
        return self.is_stated(participations) and all(map(is_so, sources))

    def is_well_stated(self, participations: Sequence[str]) -> bool:
        """Whether more than columns, comments and our reading stand behind both sides."""
        return self.is_stated(participations) and not self.is_weak(participations)

    def ground(self, participations: Sequence[str]) -> str:
        """In brackets, that a link rests on a column or a comment alone, or on our reading; empty otherwise."""
        ground = self.ground_alone(participations)
        return f" ({ground})" if ground else ""

    def ground_alone(self, participations: Sequence[str]) -> str:
        """The same without brackets."""
        if not self.is_stated(participations):
            return message("ground-as-read", self.lang)
        if self.is_strange(participations):
            return message("ground-stranger", self.lang)
        return message("ground-weak", self.lang) if self.is_weak(participations) else ""

    def ground_of_start(self, participation: str) -> str:
        """The same of one side; or that a column or a comment alone gives the day that its start goes by."""
        dating = self.behind(participation)
        is_by_comment = bool(dating) and all(map(self.facts.is_comment, dating))
        return self.ground_alone((participation,)) or (message("ground-weak-day", self.lang) if is_by_comment else "")

    def from_start(self, participation: str) -> Sentence:
        """References for the start of one side; where no source states that it takes part, for our reading."""
        return self.voices.references(self.behind(participation) or self.facts.reading(participation))

    def weak_ground(self, participations: Sequence[str]) -> Sentence:
        """Why one should not rely on a link of which `is_weak` holds."""
        is_strange = self.is_strange(participations)
        return sentence(message("stranger-ground" if is_strange else "weak-ground", self.lang))

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
        if participation not in self._of_sides:
            self._of_sides[participation] = self._said_of_side(participation)
        return self._of_sides[participation]

    @cached_property
    def _of_sides(self) -> dict[str, Sentence]:
        """What `said_of_side` has said: the side of who is asked about comes with each of its partners."""
        return {}

    def _said_of_side(self, participation: str) -> Sentence:
        actor = self.in_sentence(str(self.facts.participations[participation]["actor"]))
        sources = self.facts.asserting(participation)
        if not sources:
            return self.say("readings", actor=actor, reading=self.as_read(participation))
        return self.voices.counted(sources, "voices-of-one", actor=actor)


def _is_stated(row: Row) -> bool:
    """Whether a source says it, and it is no reading of ours."""
    return bool(row["how"] != "inferred")


def participations_of(row: Row) -> tuple[str, str]:
    """The two participations of a link, that of the actor who is asked about first."""
    first, second = sides(str(row["cooperation"]))
    return (first, second) if first.split("~")[1] == row["actor"] else (second, first)


def begun_by(row: Row) -> tuple[str, str]:
    """The day by which a link had begun, and the first on which it can have, for the order of a list; where no last day
    is known, the first stands for it.
    """
    first = first_known(row)
    return str(row["since_latest"] or first), first


def first_known(row: Row) -> str:
    """The first day on which a link can have begun, for the order of links; where that is unknown, the last one.

    A link of which no day is known stands after all others.
    """
    return str(row["since_earliest"] or row["since_latest"] or UNKNOWN)
