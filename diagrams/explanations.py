"""Why a link is drawn as it is: which acts it was made from, and by which rules, in sentences."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING

from accordgraph.ontology.labels import labels
from accordgraph.ontology.messages import capitalised, message
from accordgraph.queries.answers.wording.sides import SIGNED, rule_of_start
from accordgraph.queries.rendering.date_cells import since_words

if TYPE_CHECKING:
    from accordgraph.graph.names.index import Names
    from accordgraph.queries.answers.wording.links import Wording
    from accordgraph.queries.runner import Row

OWN = ("entry", "exit", "force")
"""Phases of acts of one actor that open, date or close its participation."""

OF_ALL = ("term", "end", "force")
"""Phases of acts of the whole that bear on every participation in it."""


@dataclass(frozen=True)
class Reasons:
    """Rows of `participations`, `acts` and `conflicts`, by the participation or basis that they bear on."""

    names: Names
    lang: str
    participations: Mapping[str, Row]
    own: Mapping[str, Sequence[Row]]
    whole: Mapping[str, Sequence[Row]]
    disputes: Mapping[str, str]
    words: Wording | None = None
    written: dict[str, list[str]] = field(default_factory=dict)
    """Sentences that were made already, by the id of the act or participation: many links rest on the same."""

    def of(self, made_from: Sequence[str]) -> tuple[str, ...]:
        """Sentences on a link: one participation, or the two that a cooperation was made from."""
        sentences = [
            *self._acts(made_from),
            *(sentence for one in made_from for sentence in self._once(one, partial(self._rules, one))),
        ]
        return tuple(sentences if len(made_from) == 1 else [*sentences, self._rule("why-link", "link:roles", "")])

    def _acts(self, made_from: Sequence[str]) -> list[str]:
        own = [act for one in made_from for act in self.own.get(one, ())]
        basis = str(self.participations[made_from[0]]["basis"])
        rows = (*own, *self.whole.get(basis, ()))
        return [sentence for row in rows for sentence in self._once(str(row["act"]), partial(self._act, row))]

    def _once(self, identifier: str, say_it: Callable[[], list[str]]) -> list[str]:
        if identifier not in self.written:
            self.written[identifier] = say_it()
        return self.written[identifier]

    def _act(self, row: Row) -> list[str]:
        lang = self.lang
        who = self.names.name(str(row["actor"]), lang) if row["actor"] else message("why-whole", lang)
        sentences = [labels().value("type", str(row["type"]), lang)]
        for column in ("done_on", "effective_on", "until"):
            if row[column]:
                sentences.append(message(f"why-{column}", lang, day=since_words(str(row[column]), lang)))
        if row["through"]:
            sentences.append(message("why-through", lang, name=self.names.name(str(row["through"]), lang)))
        if row["standing"] == "disputed":
            sentences.append(message("why-disputed-day", lang))
        return [message("why-act", lang, who=who, acts=", ".join(sentences))]

    def _rules(self, identifier: str) -> list[str]:
        row = self.participations[identifier]
        who = self.names.name(str(row["actor"]), self.lang)
        sentences = [
            self._start(identifier, who),
            self._rule("why-end", str(row["end_rule"]), who),
        ]
        if identifier in self.disputes:
            key = "why-held" if row["held"] else "why-not-held"
            sentences.append(self._rule(key, self.disputes[identifier], who))
        return sentences

    def _start(self, identifier: str, who: str) -> str:
        """By which rule it begins; of what binds by signature, in the words of the answers: an act need be none."""
        rule = str(self.participations[identifier]["start_rule"])
        if rule != SIGNED:
            return self._rule("why-start", rule, who)
        name, meaning = message("start-on-act", self.lang), ""
        if self.words is not None and identifier in self.words.facts.participations:
            name = rule_of_start(self.words, identifier)
            meaning = message(self.words.with_exactness("chain-signed", identifier), self.lang)
        return capitalised(message("why-start", self.lang, who=who, rule=name, meaning=meaning).strip())

    def _rule(self, key: str, rule: str, who: str) -> str:
        """One rule or several, each with what it means."""
        known = labels().words["rules"]
        parts = [known[name] for name in rule.split() if name in known]
        label = ", ".join(part.label[self.lang] for part in parts) or rule
        meaning = " ".join(f"{part.definition[self.lang]}." for part in parts)
        return capitalised(message(key, self.lang, who=who, rule=label, meaning=meaning).strip())


def reasons(
    names: Names,
    lang: str,
    participations: Mapping[str, Row],
    acts: Iterable[Row],
    conflicts: Iterable[Row],
    words: Wording | None,
) -> Reasons:
    """Sort the rows of the three questions; `words` say what the terminal says of a start, None of too many links."""
    own: dict[str, list[Row]] = defaultdict(list)
    whole: dict[str, list[Row]] = defaultdict(list)
    for row in acts:
        if row["actor"] is None and row["phase"] in OF_ALL:
            whole[str(row["basis"])].append(row)
        elif row["actor"] is not None and row["phase"] in OWN:
            own[f"{row['basis']}~{row['actor']}~{row['episode']}"].append(row)
    disputes = {str(row["about"]): str(row["rule"]) for row in conflicts if row["property"] == "existence"}
    return Reasons(names, lang, participations, own, whole, disputes, words)
