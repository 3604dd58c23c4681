"""The tables of charts: the same numbers and links as in the chart, as words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from accordgraph.diagrams.charts.statistics import Count, Place, Statistics, value_word
from accordgraph.diagrams.charts.years import Year
from accordgraph.diagrams.model import Diagram
from accordgraph.diagrams.svg.page import sources_of
from accordgraph.diagrams.svg.timeline import row_name, rows_of
from accordgraph.diagrams.texts import Phrases
from accordgraph.queries.answers.wording.numbers import reported_period


@dataclass(frozen=True)
class Table:
    """Rows of words under a head."""

    title: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def numbers_table(statistics: Statistics, letters: Mapping[Place, str]) -> Table:
    """All numbers of all sources, with the letters of the remarks on them."""
    words = statistics.words
    names = ("series", "measure", "period", "number", "share", "remark", "source", "note")
    order = {name: place for place, name in enumerate(statistics.series())}
    rows = [
        (
            count.series_words,
            count.measure_words,
            reported_period(count.period, statistics.lang),
            value_word(count),
            _share(statistics, count),
            letters.get(count.place, ""),
            str(count.source),
            count.note or "",
        )
        for count in sorted(
            statistics.counts, key=lambda one: (order[one.series], one.measure != "sent", one.place, one.source)
        )
    ]
    return Table(words["chart-table"], tuple(words[f"chart-{name}"] for name in names), tuple(rows))


def _share(statistics: Statistics, count: Count) -> str:
    """The share of what was sent, beside a number executed whose source has both."""
    share = statistics.share(count) if count.measure == "executed" and statistics.tells_both(count) else None
    return "" if share is None else f"{share:.0%}"


def years_table(years: Sequence[Year], bases: Sequence[Year], words: Phrases) -> Table:
    """What began in each year."""
    began = {one.year: one.links for one in bases}
    rows = [
        (
            str(one.year),
            str(len(one.links)),
            str(len(one.vague)),
            str(len(began.get(one.year, ()))),
            "; ".join(sorted({link.basis_name for link in began.get(one.year, ())})),
            sources_of(one.links),
        )
        for one in years
    ]
    head = ("year", "links", "vague-links", "bases", "names", "source")
    return Table(words["chart-years-table"], tuple(words[f"chart-{name}"] for name in head), tuple(rows))


def links_table(diagram: Diagram) -> Table:
    """All links, in the order of their bars."""
    words, about = diagram.words, rows_of(diagram)
    rows = [
        (
            row_name(link, about),
            link.basis_name,
            link.words.since,
            link.words.until,
            link.words.standing,
            sources_of([link]),
        )
        for link in diagram.links
    ]
    head = ("who" if about == "end" else "actor", "basis", "since", "until", "standing", "source")
    return Table(words["chart-links-table"], tuple(words[f"chart-{name}"] for name in head), tuple(rows))
