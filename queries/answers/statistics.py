"""Numbers that sources report, in words: by series and period, whose word they are, what adds up and what does not."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from accordgraph.ontology.messages import listing, message, number, texts
from accordgraph.queries.answers import limits, sums
from accordgraph.queries.answers.facts import Facts, with_sources
from accordgraph.queries.answers.tree import (
    AnswerTree,
    Entry,
    Group,
    GroupKind,
    Part,
    Sentence,
    joined,
    numbered,
    sentence,
)
from accordgraph.queries.answers.wording.dates import edtf_words, period_words
from accordgraph.queries.answers.wording.links import Wording
from accordgraph.queries.runner import run

if TYPE_CHECKING:
    from accordgraph.queries.plans import Row
    from accordgraph.queries.session import Session

MARKS = {"inferred": "*", "computed": "="}
"""What stands behind a number that no source states as it is."""

QUALIFIERS = {"about": "≈", "more-than": ">", "less-than": "<"}
"""What stands before a number that is not exact."""

HALF = re.compile(r"(\d{4})-(01|07)/\1-(06|12)")
"""The first or the second half of a year."""

BULLET = "•"
DASH = "-"


@dataclass(frozen=True)
class Statistics:
    """All numbers of a graph in the words of a session."""

    words: Wording
    rows: Sequence[Row]

    def tree(self) -> AnswerTree:
        """The answer: the series, what adds up and what does not, limits and sources."""
        words, names = self.words, self._series()
        if not names:
            title = words.say("statistics-none")
            return AnswerTree(words.lang, title, (), (limits.general(words),))
        entries = (*(self._entry(*name) for name in names), Entry(sentence(message("statistics-marks", words.lang))))
        tree = AnswerTree(
            lang=words.lang,
            title=words.say("statistics-title", count=len({series for series, _ in names})),
            summary=(self._origins(),),
            groups=(Group("", entries), *self._relations(), limits.general(words)),
            sources_title=message("heading-sources", words.lang),
        )
        return numbered(tree, words.voices.cite)

    def _series(self) -> list[tuple[str, str]]:
        """Series and measure, the series with the largest number first, what is a share of another after it."""
        largest: dict[str, float] = {}
        for row in self.rows:
            largest[str(row["series"])] = max(largest.get(str(row["series"]), 0.0), _value(row))
        pairs = {(str(row["series"]), str(row["measure"])) for row in self.rows}
        return sorted(pairs, key=lambda pair: (-largest[pair[0]], pair[0], pair[1] != sums.WHOLE, pair[1]))

    def _origins(self) -> Sentence:
        """Whose word the numbers are in the end."""
        words = self.words
        sources = {words.facts.voice(str(row["source"])): str(row["source"]) for row in self.rows}
        names = [words.voices.publisher(words.facts.root(source)) for _, source in sorted(sources.items())]
        key = "statistics-one-origin" if len(names) == 1 else "statistics-origins"
        return words.say(key, number=str(len(names)), names=listing(names, words.lang))

    # ---------------------------------------------------------------- numbers
    def _entry(self, series: str, measure: str) -> Entry:
        words = self.words
        own = [row for row in self.rows if (row["series"], row["measure"]) == (series, measure)]
        cited = words.voices.references({str(row["source"]) for row in own}, most=len(self.rows))
        head = sentence(self._name(series), ": ", self._measure(measure), " ", cited)
        return Entry(head, (Entry(joined(self._numbers(own), "; ")),), BULLET)

    def _numbers(self, rows: Sequence[Row]) -> Iterator[Sentence]:
        """Each period with its number, or its numbers where sources differ."""
        by_period: dict[str, dict[str, Row]] = {}
        for row in sorted(rows, key=lambda row: str(row["how"]) == "inferred"):
            by_period.setdefault(str(row["period"]), {}).setdefault(self._number(row), row)
        for period, numbers in sorted(by_period.items()):
            marked = {written: MARKS.get(str(row["how"]), "") for written, row in numbers.items()}
            values = " / ".join(f"{written}{mark}" for written, mark in marked.items())
            yield sentence(Part(f"{self._period(period)}: {values}", "date"))

    def _number(self, row: Row) -> str:
        return QUALIFIERS.get(str(row["qualifier"]), "") + self._written(_value(row))

    def _written(self, value: float) -> str:
        return number(value, self.words.lang, 0 if value % 1 == 0 else 1)

    def _period(self, period: str) -> str:
        lang = self.words.lang
        if half := HALF.fullmatch(period):
            return message("half-1" if half[2] == "01" else "half-2", lang, year=half[1])
        if re.fullmatch(r"\d{4}", period):
            return period
        if years := re.fullmatch(r"(\d{4})/(\d{4})", period):
            return f"{years[1]}\u2013{years[2]}"
        return period_words(period, lang) if "/" in period else edtf_words(period, lang)

    def _name(self, series: str) -> str:
        """What a series is called: by the catalogue, or else by its id with blanks."""
        key = f"series.{series}"
        return message(key, self.words.lang) if key in texts(self.words.lang) else series.replace("-", " ")

    def _measure(self, measure: str) -> str:
        key = f"measure.{measure}"
        return message(key, self.words.lang) if key in texts(self.words.lang) else measure.replace("-", " ")

    # ---------------------------------------------------------------- what adds up
    def _relations(self) -> Iterator[Group]:
        values = sums.values_of(
            ((str(row["series"]), str(row["measure"]), str(row["period"])), _value(row))
            for row in self.rows
            if row["qualifier"] in (None, "exact")
        )
        lines = [*self._sums(values), *self._equal(values), *self._shares(values), *self._differing(values)]
        if lines:
            kind: GroupKind = "facts"
            entries = tuple(Entry(sentence(one), (), DASH) for one in lines)
            yield Group(message("statistics-sums", self.words.lang), entries, kind)

    def _sums(self, values: dict[sums.Place, set[float]]) -> Iterator[Sentence]:
        for one in sums.sums(values):
            total = f"{self._written(one.total[1])} ({self._name(one.total[0])})"
            parts = " + ".join(f"{self._written(value)} ({self._name(series)})" for series, value in one.parts)
            key = "statistics-sum" if one.adds_up else "statistics-no-sum"
            added = self._written(sum(value for _, value in one.parts))
            yield self.words.say(key, period=self._period(one.period), total=total, parts=parts, added=added)

    def _equal(self, values: dict[sums.Place, set[float]]) -> Iterator[Sentence]:
        for one in sums.equal(values):
            yield self.words.say("statistics-equal", one=self._name(one.one), other=self._name(one.other))
            for series, period, value in one.only:
                yield self.words.say(
                    "statistics-only",
                    period=self._period(period),
                    value=self._written(value),
                    series=self._name(series),
                )

    def _shares(self, values: dict[sums.Place, set[float]]) -> Iterator[Sentence]:
        for one in sums.shares(values):
            texts_of = [self._share(*row) for row in one.values]
            yield self.words.say(
                "statistics-share",
                series=self._name(one.series),
                part=self._measure(sums.PART),
                whole=self._measure(sums.WHOLE),
                shares="; ".join(texts_of),
            )

    def _share(self, period: str, part: float, whole: float) -> str:
        percent = self._written(round(100 * part / whole)) if whole else "?"
        numbers = message("statistics-part", self.words.lang, part=self._written(part), whole=self._written(whole))
        return message(
            "statistics-one-share", self.words.lang, period=self._period(period), numbers=numbers, percent=percent
        )

    def _differing(self, values: dict[sums.Place, set[float]]) -> Iterator[Sentence]:
        for one in sums.differing(values):
            series, measure, period = one.place
            numbers = ", ".join(map(self._written, one.values))
            name = f"{self._name(series)}: {self._measure(measure)}"
            yield self.words.say("statistics-differ", name=name, period=self._period(period), numbers=numbers)


def statistics(session: Session, today: datetime.date) -> AnswerTree:
    """All numbers of the graph."""
    rows = [row for row in run(session, "statistics", {}).rows if isinstance(row["value"], int | float)]
    facts = with_sources(session, Facts({}, {}, {}, {}), {str(row["source"]) for row in rows})
    return Statistics(Wording(session, facts, today), rows).tree()


def _value(row: Row) -> float:
    return float(str(row["value"]))
