"""Which sources give the start of a participation, by which of its days, and how exactly."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from accordgraph.queries.answers.facts import MOST_BASES
from accordgraph.queries.answers.wording.bounds import Day, read_bounds, relation_of
from accordgraph.queries.answers.wording.citations import Citations
from accordgraph.queries.plans import ask, day_of

CONSENT = "start:consent+effect-rule"
"""The rule by which a consent takes effect when the treaty says so."""

SIGNATURES = ("signature", "definitive-signature")
"""Types of acts that are signatures."""

EFFECT = "start:effective-reported"
"""The rule by which a source gives the day from which an act had effect."""


APPLIED = "start:provisional"
"""The rule by which a treaty is applied before it is in force."""

DURING = "start:during"
"""The rule by which what is of its time begins with it: no list bounds that."""


@dataclass(frozen=True)
class Datings(Citations):
    """The days that sources give for a start."""

    def dated_by(self, participation: str) -> Literal["done_on", "effective_on"]:
        """Which day of its acts a participation begins with: that of the act itself, or that of its effect."""
        return "effective_on" if self._is_by_effect(participation) else "done_on"

    def is_by_consent(self, participation: str) -> bool:
        """Whether a start is reckoned from the consent to be bound, and no source reports that very day."""
        rule = str(self.facts.participations[participation]["start_rule"])
        return rule.startswith(CONSENT) and not self.is_reported_too(participation)

    def is_reported_too(self, participation: str) -> bool:
        """Whether a source reports the very day that is reckoned from a consent: its word goes before our reckoning."""
        if not str(self.facts.participations[participation]["start_rule"]).startswith(CONSENT):
            return False
        first, last = self._start(participation)
        rows = self.facts.days(participation, "effective_on").get(first.isoformat(), []) if first else []
        return first == last and any(one["how"] != "inferred" for one in rows)

    def _is_by_effect(self, participation: str) -> bool:
        rule = str(self.facts.participations[participation]["start_rule"])
        if rule == APPLIED:
            return bool(self.facts.days(participation, "effective_on"))
        return rule.startswith(EFFECT) or self.is_reported_too(participation)

    def is_bounded_only(self, participation: str) -> bool:
        """Whether the only day of an entry is our reading, and the start has wider bounds than that day."""
        row, days = self.facts.participations[participation], self.facts.dates(participation)
        is_reading = bool(days) and all(one["how"] == "inferred" for rows in days.values() for one in rows)
        bounds = (row["start_earliest"], row["start_latest"])
        return is_reading and all(read_bounds(value) != bounds for value in days)

    def with_exactness(self, key: str, participation: str) -> str:
        """The key of a text on the day of a signature, or of an act that is reported and called no signature: as it is
        where a source states that day and none another, or of a day on which sources differ, or of one that none gives
        more exactly.
        """
        row, days = self.facts.participations[participation], self.facts.dates(participation)
        is_signed = self.is_signed(participation)
        if row["start_standing"] == "disputed":
            return f"{key}-disputed-day" if is_signed else f"{key}-act-disputed-day"
        first, last = day_of(row["start_earliest"]), day_of(row["start_latest"])
        said = [] if first is None or first != last else days.get(first.isoformat(), [])
        if any(one["how"] != "inferred" for one in said):
            return key if is_signed else f"{key}-act"
        return f"{key}-some-day" if is_signed else f"{key}-act-some-day"

    def is_signed(self, participation: str) -> bool:
        """Whether an act by which a participation began is reported to be a signature."""
        return any(self.facts.acts[act]["type"] in SIGNATURES for act in self.facts.entries.get(participation, ()))

    def behind(self, participation: str) -> list[str]:
        """The sources behind a start as it is given: those that give its day, or that of the consent from which it is
        reckoned; where none does, those whose lists bound it, and else those that name the actor in its role.
        """
        return self.dating(participation) or self._bounding(participation) or self.in_role(participation)

    def dating(self, participation: str) -> list[str]:
        """The sources that give the day of the start, or of the consent, as exactly as it is shown."""
        by_value = self.facts.days(participation, self.dated_by(participation))
        bounds = (
            self._consent_bounds(participation) if self.is_by_consent(participation) else self._start(participation)
        )
        exact = [rows for value, rows in by_value.items() if relation_of(value, *bounds) == "same"]
        return self.facts.ranked({str(one["source"]) for rows in exact for one in rows if one["how"] != "inferred"})

    def _bounding(self, participation: str) -> list[str]:
        """The sources whose lists bound a start: it lies by the day of the list at the latest."""
        if str(self.facts.participations[participation]["start_rule"]).startswith(DURING):
            return []
        latest = self._start(participation)[1]
        by_value = self.facts.days(participation, "as_of")
        bounding = [rows for value, rows in by_value.items() if latest is not None and read_bounds(value)[1] == latest]
        return self.facts.ranked({str(one["source"]) for rows in bounding for one in rows if one["how"] != "inferred"})

    def in_role(self, participation: str) -> list[str]:
        """The sources that name an actor in the role that it has; where none gives one, those that name it."""
        role = str(self.facts.participations[participation]["role"])
        rows = self.facts.roles(participation).get(role, [])
        return self.facts.ranked({str(one["source"]) for one in rows if one["how"] != "inferred"}) or (
            self.facts.asserting(participation)
        )

    @cached_property
    def _inferred_rules(self) -> frozenset[str]:
        """The bases whose rule on how long after a consent they bind is only inferred by us."""
        parts = self.facts.participations.values()
        bases = sorted({str(row["basis"]) for row in parts if str(row["start_rule"]).startswith(CONSENT)})
        several = [bases[start : start + MOST_BASES] for start in range(0, len(bases), MOST_BASES)]
        rows = [row for some in several for row in ask(self.session.engine, "effect_rules", {"bases": some})]
        stated = {str(row["basis"]) for row in rows if row["how"] != "inferred"}
        return frozenset(str(row["basis"]) for row in rows) - stated

    def by_consent_key(self, key: str, participation: str) -> str:
        """The key of a text on a start that is reckoned from a consent: by the treaty's own rule, or by one of ours."""
        is_ours = str(self.facts.participations[participation]["basis"]) in self._inferred_rules
        return f"{key}-ours" if is_ours else key

    def _start(self, participation: str) -> tuple[Day, Day]:
        row = self.facts.participations[participation]
        return day_of(row["start_earliest"]), day_of(row["start_latest"])

    def _consent_bounds(self, participation: str) -> tuple[Day, Day]:
        """The bounds of the day of the consent from which a start is reckoned."""
        acts = [self.facts.acts[act] for act in self.facts.entries.get(participation, ())]
        done = next((str(act["done_on"]) for act in acts if act["phase"] == "entry" and act["done_on"]), "")
        return read_bounds(done) if done else (None, None)

    def named_together(self, participations: Sequence[str]) -> list[tuple[list[str], list[str]]]:
        """Participations in groups, each with the sources that are behind the start of every one of its group: what is
        cited for several names all of them. What no source states stands alone.
        """
        return _together({one: self.behind(one) for one in participations})

    def in_roles_together(self, participations: Sequence[str]) -> list[tuple[list[str], list[str]]]:
        """The same with the sources that name each in its role, whatever they say of its start."""
        return _together({one: self.in_role(one) for one in participations})


def _together(sources: Mapping[str, list[str]]) -> list[tuple[list[str], list[str]]]:
    groups: list[tuple[list[str], list[str]]] = []
    for participation, own in sources.items():
        for number, (members, shared) in enumerate(groups):
            if common := [source for source in shared if source in own]:
                groups[number] = ([*members, participation], common)
                break
        else:
            groups.append(([participation], own))
    return groups
