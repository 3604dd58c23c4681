"""Stints: actors that had several roles in a basis, one after another, each of its own time."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from accordgraph.queries.answers.facts import participations_in, party_of, stints_of
from accordgraph.queries.answers.wording.dates import bounds_words, period_words
from accordgraph.queries.plans import day_of

if TYPE_CHECKING:
    from accordgraph.queries.plans import Row
    from accordgraph.queries.session import Session


@dataclass(frozen=True)
class Stints:
    """The participations, by basis and actor, of those that had several roles."""

    by_party: Mapping[str, Sequence[Row]] = field(default_factory=dict)

    def own(self, participation: str | None) -> Row | None:
        """The stint of this id; None where its actor had one role only."""
        return next((row for row in self._of(participation) if row["participation"] == participation), None)

    def of_role(self, participation: str | None, role: str) -> Row | None:
        """Another stint of the same actor, in this role."""
        rows = self._of(participation)
        return next((row for row in rows if row["role"] == role and row["participation"] != participation), None)

    def _of(self, participation: str | None) -> Sequence[Row]:
        return self.by_party.get(party_of(participation or ""), ())


def read_stints(session: Session, participations: Collection[str]) -> Stints:
    """The stints of the actors of some participations."""
    if not participations:
        return Stints()
    bases, actors = (sorted({one.split("~")[place] for one in participations}) for place in (0, 1))
    by_party = stints_of(participations_in(session, actors, bases))
    return Stints({party: rows for party, rows in by_party.items() if len({row["role"] for row in rows}) > 1})


def time_of_stint(row: Row, lang: str) -> str:
    """From when to when a stint was; since when, where no end is known."""
    first, latest, last = (day_of(row[name]) for name in ("start_earliest", "start_latest", "end_latest"))
    if first is not None and first == latest and last is not None:
        return period_words(f"{first}/{last}", lang)
    return bounds_words(first, latest, lang, "since")
