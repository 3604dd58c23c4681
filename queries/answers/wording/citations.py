"""Which sources give a value of an act as exactly as an answer shows it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import TYPE_CHECKING

from accordgraph.queries.answers.tree import Part, Sentence, joined
from accordgraph.queries.answers.wording.bounds import read_bounds, relation_of
from accordgraph.queries.answers.wording.dates import edtf_words
from accordgraph.queries.answers.wording.names import Names

if TYPE_CHECKING:
    from accordgraph.queries.plans import Row


@dataclass(frozen=True)
class Citations(Names):
    """References for one value of an act, and what is said of a signature with them."""

    def statements(self, act: str, name: str) -> list[Row]:
        """What sources assert of one property of an act."""
        rows = self.facts.statements.get(act, ())
        return [one for one in rows if one["property"] == name and one["stance"] == "asserts"]

    def cited(self, act: str, name: str, value: str) -> Sentence:
        """References for a day of an act: first the sources of that very day, then apart those that give only its month
        or its year; where no source gives it, those of which it is our reading.
        """
        by_kind: dict[str | None, set[str]] = {}
        for one in self.statements(act, name):
            kind = "read" if one["how"] == "inferred" else relation_of(str(one["value"]), *read_bounds(value))
            by_kind.setdefault(kind, set()).add(str(one["source"]))
        is_stated = not by_kind.keys().isdisjoint(("same", "coarser"))
        keys = {"same": "", "coarser": "coarser-cited"} if is_stated else {"read": "read-cited"}
        cited = {key: self.voices.references(by_kind[kind]) for kind, key in keys.items() if kind in by_kind}
        return joined(self.say(key, cited=one) if key else one for key, one in cited.items())

    def is_day_of_reading(self, act: Row, name: str) -> bool:
        """Whether the only bound of a day is when we read pages that bear no date, so it is no day of the act."""
        rows = self.statements(str(act["act"]), name)
        first, last = read_bounds(str(act[name] or ""))
        is_ours = all(one["how"] == "inferred" and not self._published(one) for one in rows)
        return bool(rows) and is_ours and first is None and last is not None

    def _published(self, row: Row) -> object:
        return self.facts.sources[str(row["source"])]["published"]

    def signatures(self, basis: str, actors: Collection[str]) -> Sentence:
        """The day on which all of some actors signed a basis, or else the first of their signatures that a source
        reports and whose it is; empty where none is.
        """
        acts = [one for one in self.facts.acts_by_basis.get(basis, ()) if one["actor"] in actors]
        signed = [act for act in acts if act["phase"] == "sign" and act["done_on"]]
        if not signed:
            return ()
        first = min(str(act["done_on"]) for act in signed)
        alike = [act for act in signed if act["done_on"] == first]
        cited = self.cited(str(alike[0]["act"]), "done_on", first)
        date = Part(edtf_words(first, self.lang, "then"), "date")
        if {act["actor"] for act in alike} == set(actors):
            return self.say("signed-by-all", date=date, cited=cited)
        return self.say("signed-first", date=date, cited=cited)
