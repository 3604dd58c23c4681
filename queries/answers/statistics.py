"""Numbers that sources report, in words: by series and period, whose word they are, what adds up and what does not."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from accordgraph.ontology.messages import capitalised, listing, message
from accordgraph.queries.answers import limits, sums
from accordgraph.queries.answers.facts import Facts, with_sources
from accordgraph.queries.answers.statistics_sums import COLON, Sums, by_dossier, conflicting, counted
from accordgraph.queries.answers.tree import (
    DASH,
    AnswerTree,
    Entry,
    Grid,
    GridRow,
    Group,
    Part,
    Sentence,
    capital,
    numbered,
    sentence,
)
from accordgraph.queries.answers.wording.links import Wording
from accordgraph.queries.answers.wording.number_cells import LEGEND, cell, marks, value, with_doubts
from accordgraph.queries.answers.wording.numbers import (
    QUALIFIERS,
    column_words,
    has_column,
    measure_name,
    reported_period,
    series_name,
)
from accordgraph.queries.runner import run

if TYPE_CHECKING:
    from accordgraph.queries.plans import Row
    from accordgraph.queries.session import Session


@dataclass(frozen=True)
class Statistics:
    """All numbers of a graph in the words of a session."""

    words: Wording
    rows: Sequence[Row]

    def tree(self) -> AnswerTree:
        """The answer: a grid for each subject, what adds up and what does not, limits and sources."""
        words = self.words
        if not self.rows:
            title = words.say("statistics-none")
            return AnswerTree(words.lang, title, (), (limits.general(words),))
        tree = AnswerTree(
            lang=words.lang,
            title=words.say("statistics-title", count=len({row["series"] for row in self.rows})),
            summary=(self._origins(), *self._legend()),
            groups=(*self._grids(), *self._relations(), limits.of_dossiers(words, self._dossiers())),
            sources_title=message("heading-sources", words.lang),
        )
        return numbered(tree, words.voices.cite)

    def _dossiers(self) -> set[str]:
        return {str(row["dossier"]) for row in self.rows if row.get("dossier")}

    def _series(self) -> list[tuple[str, str]]:
        """Series and measure, the series with the largest number first, what is a share of another after it."""
        largest: dict[str, float] = {}
        for row in self.rows:
            largest[str(row["series"])] = max(largest.get(str(row["series"]), 0.0), value(row))
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
    def _grids(self) -> Iterator[Group]:
        """The series of each subject: a grid by year; below it numbers of other periods."""
        subjects: dict[str, list[tuple[str, str]]] = {}
        for series, measure in self._series():
            subject, colon, _ = series_name(series, self.words.lang).partition(COLON)
            subjects.setdefault(subject if colon else "", []).append((series, measure))
        for subject, pairs in subjects.items():
            yield Group(subject, tuple(self._other_periods(pairs)), "facts", self._grid(pairs))

    def _own(self, pair: tuple[str, str]) -> list[Row]:
        return [row for row in self.rows if (row["series"], row["measure"]) == pair]

    def _grid(self, pairs: Sequence[tuple[str, str]]) -> Grid | None:
        own = {pair: [row for row in self._own(pair) if has_column(str(row["period"]))] for pair in pairs}
        periods = sorted({str(row["period"]) for rows in own.values() for row in rows})
        rows = tuple(
            GridRow(self._head(pair, several), tuple(self._cell(several, period) for period in periods))
            for pair, several in own.items()
            if several
        )
        return Grid(tuple(column_words(one, self.words.lang) for one in periods), rows) if rows else None

    def _head(self, pair: tuple[str, str], rows: Sequence[Row]) -> Sentence:
        """What is counted, and the sources."""
        cited = self.words.voices.references({str(row["source"]) for row in rows}, most=len(self.rows))
        series = counted(series_name(pair[0], self.words.lang))
        return sentence(capitalised(f"{series}, {measure_name(pair[1], self.words.lang)} "), cited)

    def _cell(self, rows: Iterable[Row], period: str) -> str:
        return cell(rows, period, self.words.lang)

    def _other_periods(self, pairs: Sequence[tuple[str, str]]) -> Iterator[Entry]:
        """Numbers of periods that are no column, such as the average of several years."""
        for pair in pairs:
            own = [row for row in self._own(pair) if not has_column(str(row["period"]))]
            for period in sorted({str(row["period"]) for row in own}):
                head = self._head(pair, [row for row in own if row["period"] == period])
                values = f", {self._period(period)}: {self._cell(own, period)}"
                yield Entry(sentence(head, values), (), DASH)

    def _legend(self) -> Iterator[Sentence]:
        """What the marks mean, and the words that stand before a number which is not exact: said once for all."""
        seen = marks(self.rows)
        lines = [message(key, self.words.lang) for mark, key in LEGEND.items() if mark in seen]
        yield capital(sentence("; ".join((*lines, message("statistics-nothing", self.words.lang)))))
        if any(row["qualifier"] in QUALIFIERS for row in self.rows):
            yield self.words.say("statistics-inexact")
        if sums.differing(conflicting(self._trusted)):
            yield self.words.say("statistics-stroke")

    def _period(self, period: str) -> str:
        return reported_period(period, self.words.lang)

    # ---------------------------------------------------------------- what adds up
    @cached_property
    def _trusted(self) -> list[Row]:
        return [row for row in self.rows if row["stranger"] is None]

    def _relations(self) -> Iterator[Group]:
        """Among the numbers of each dossier and of its sources; what sources differ on stands beside."""
        relations = [Sums(self.words, own, self._trusted) for own in by_dossier(self._trusted)]
        lines = dict.fromkeys(one for each in relations for one in each.adding_up())
        entries = [Entry(capital(one), (), DASH) for one in lines]
        if shares := [Entry(capital(one), (), DASH) for one in self._shares(relations)]:
            entries.append(Entry(self.words.say("statistics-shares"), tuple(shares), DASH))
        differing = Sums(self.words, self._trusted, self._trusted).differing()
        entries += [Entry(capital(one), (), DASH) for one in differing]
        if entries:
            yield Group(message("statistics-sums", self.words.lang), tuple(entries))

    def _shares(self, relations: Sequence[Sums]) -> Iterator[Sentence]:
        """What was executed and what was sent in the same period: a line for each series."""
        by_series: dict[str, dict[str, str]] = {}
        for each in relations:
            for series, texts in each.shares().items():
                by_series.setdefault(series, {}).update(texts)
        for series, texts in by_series.items():
            yield self.words.say(
                "statistics-share", series=series, shares="; ".join(texts[one] for one in sorted(texts))
            )
            yield from self._on_executed(series)

    def _on_executed(self, name: str) -> Iterator[Sentence]:
        """What dossiers remark on numbers of a series that tell how what was sent was answered."""
        words = self.words
        for row in self._trusted:
            own = series_name(str(row["series"]), words.lang)
            is_own = name in (own, counted(own))
            if is_own and row["note"] and row["measure"] != sums.WHOLE:
                yield words.say(
                    "statistics-note",
                    series=name,
                    measure=measure_name(str(row["measure"]), words.lang),
                    period=self._period(str(row["period"])),
                    text=Part(str(row["note"]), "name"),
                    cited=words.voices.references({str(row["source"])}),
                )


def statistics(session: Session, today: datetime.date) -> AnswerTree:
    """All numbers of the graph."""
    rows = [row for row in run(session, "statistics", {}).rows if isinstance(row["value"], int | float)]
    facts = with_sources(session, Facts({}, {}, {}, {}), {str(row["source"]) for row in rows})
    return Statistics(Wording(session, facts, today), with_doubts(rows, facts.is_comment)).tree()
