"""What keeps a basis from applying between two parties for a time: since when, until when, and who says so."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from accordgraph.ontology.messages import message
from accordgraph.queries.answers.tree import Part, Sentence, sentence
from accordgraph.queries.answers.wording.bounds import read_bounds
from accordgraph.queries.answers.wording.dates import Form, bounds_words
from accordgraph.queries.answers.wording.starts import Starts
from accordgraph.queries.plans import day_of

if TYPE_CHECKING:
    from accordgraph.queries.plans import Row

PAUSES: Mapping[str, Mapping[str, str]] = {
    "suspended": {"since": "suspended-since", "end": "suspended-until-end", "period": "suspended-period"},
    "excluded": {"since": "excluded-since", "end": "excluded-until-end", "period": "excluded-period"},
}
"""What is said of a pause that goes on as far as is known, of one that the end of the link cut off, and of one that
ended before.
"""

OF_PAUSES = ("pause", "objection")
"""Phases of acts by which a basis does not apply between two parties."""


@dataclass(frozen=True)
class Pauses(Starts):
    """Suspensions and objections in words."""

    def pause(self, row: Row, participations: Sequence[str], towards: Sentence) -> Sentence:
        """That a suspension or an objection stands between the two, or stood until its own end or that of the link;
        where a line is of several partners, `towards` names them.
        """
        first, last = day_of(row["paused_to_earliest"]), day_of(row["paused_to_latest"])
        is_over = row["end_kind"] == "exit" and row["until_latest"] is not None
        shape = "period" if last else "end" if is_over else "since"
        between = self.say("pause-towards", names=towards) if towards else sentence(message("pause-two", self.lang))
        return self.say(
            PAUSES[str(row["paused_kind"])][shape],
            between=between,
            begun=self.paused_since(row, "since" if shape == "since" else "then"),
            until=Part(bounds_words(first, last, self.lang), "date") if last else "",
            cited=self._on_pause(row, participations),
        )

    def paused_since(self, row: Row, form: Form = "since") -> Part:
        """Since when something stands between the two."""
        first, last = day_of(row["paused_from_earliest"]), day_of(row["paused_from_latest"])
        return Part(bounds_words(first, last, self.lang, form), "date")

    def is_paused(self, row: Row) -> bool:
        """Whether a suspension or an objection may stand between the two on the day of the answer."""
        if not row.get("paused_kind"):
            return False
        first, last = day_of(row["paused_from_earliest"]), day_of(row["paused_to_latest"])
        return (first is None or first <= self.today) and (last is None or self.today <= last)

    def _on_pause(self, row: Row, participations: Sequence[str]) -> Sentence:
        """References for the day from which it stands, after a blank; marked where that day is our reading."""
        actors = {str(self.facts.participations[one]["actor"]) for one in participations}
        acts = [one for one in self.facts.acts_by_basis.get(row["basis"], ()) if one["actor"] in actors]
        days = [
            (str(act["act"]), name, str(act[name]))
            for act in acts
            for name in ("effective_on", "done_on")
            if act["phase"] in OF_PAUSES and act[name]
        ]
        first = day_of(row["paused_from_earliest"])
        begun = next((one for one in days if read_bounds(one[2])[0] == first), None)
        return sentence(" ", self.cited(*begun)) if begun else ()
