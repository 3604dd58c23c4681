"""Who claims that an actor takes part, and who speaks against it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from accordgraph.ontology.messages import message
from accordgraph.queries.answers.tree import Entry, Part, Sentence, joined, sentence
from accordgraph.queries.answers.wording.dates import edtf_words
from accordgraph.queries.answers.wording.ends import Ends

if TYPE_CHECKING:
    from accordgraph.queries.plans import Row


@dataclass(frozen=True)
class Claims(Ends):
    """Claims and denials in words."""

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
        by_lists = voices - {self.facts.voice(str(row["source"])) for row in self.facts.denying(participation)}
        key = "for-and-against-lists" if by_lists else "for-and-against"
        lines.append(self.say(key, fors=str(len(fors)), against=str(len(voices)), lists=str(len(by_lists))))
        return [Entry(line) for line in lines]

    def _against(self, participation: str) -> list[str]:
        rows = [*self.facts.denying(participation), *self.facts.lists_without(participation)]
        rows = [row for row in rows if row["how"] != "inferred"] or rows
        return self.facts.ranked({str(row["source"]) for row in rows})

    def _denial(self, rows: Sequence[Row]) -> Sentence:
        day = str(rows[0]["as_of"] or "")
        if not day:
            return sentence(self.voices.speakers(rows), f" ({message('undated', self.lang)})")
        date = Part(edtf_words(day, self.lang), "date")
        dated = [row for row in rows if self.facts.sources[str(row["source"])]["published"]]
        undated = [row for row in rows if row not in dated]
        said = []
        if dated:
            count = len(self.facts.ranked({str(row["source"]) for row in dated}))
            speaking = self.say("denial-of", count=count, date=date)
            said.append(sentence(self.voices.speakers(dated), " ", speaking))
        if undated:
            said.append(self.say("denial-undated", names=self.voices.speakers(undated), date=date))
        return joined(said, "; ")

    def _omission(self, rows: Sequence[Row]) -> Sentence:
        members = str(rows[0]["value"]).partition(": ")[2].split()
        day = edtf_words(str(rows[0]["as_of"] or ""), self.lang, "then" if self.lang == "en" else "plain")
        names = self.voices.speakers(rows)
        if not any(self.facts.sources[str(row["source"])]["published"] for row in rows):
            names = self.say("list-undated", names=names)
        return self.say("list-without", count=len(members), names=names, date=Part(day, "date"))


def _by_day(rows: Sequence[Row]) -> list[list[Row]]:
    """Statements that speak of the same day and say the same, together; in the order of the days on every engine."""
    groups: dict[tuple[str, str], list[Row]] = {}
    for row in rows:
        groups.setdefault((str(row["as_of"] or ""), str(row["value"])), []).append(row)
    return [groups[key] for key in sorted(groups)]
