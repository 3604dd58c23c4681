"""The tables of charts: the same numbers and links as in the drawing, as words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from accordgraph.diagrams.charts.statistics import Count, Place, Statistics, measure_word, series_word, value_word
from accordgraph.diagrams.charts.years import Year
from accordgraph.diagrams.model import Diagram
from accordgraph.diagrams.svg.page import sources_of
from accordgraph.diagrams.svg.timeline import row_name, rows_of
from accordgraph.diagrams.wording import end_words, standing_words, start_words, words


@dataclass(frozen=True)
class Table:
    """Rows of words under a head."""

    title: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def numbers_table(told: Statistics, lang: str, marks: Mapping[Place, str]) -> Table:
    """All numbers of all sources, with the letters of the remarks on them."""
    known = words(lang)
    names = ("series", "measure", "period", "number", "share", "remark", "source", "note")
    order = {name: place for place, name in enumerate(told.series())}
    rows = [
        (
            series_word(count.series, lang),
            measure_word(count.measure, lang),
            count.period,
            value_word(count),
            _share(told, count),
            marks.get(count.place, ""),
            str(count.source),
            count.note or "",
        )
        for count in sorted(
            told.counts, key=lambda one: (order[one.series], one.measure != "sent", one.place, one.source)
        )
    ]
    return Table(known["chart-table"], tuple(known[f"chart-{name}"] for name in names), tuple(rows))


def _share(told: Statistics, count: Count) -> str:
    """The share of what was sent, beside a number executed whose source tells both."""
    share = told.share(count) if count.measure == "executed" and told.tells_both(count) else None
    return "" if share is None else f"{share:.0%}"


def years_table(years: Sequence[Year], bases: Sequence[Year], lang: str) -> Table:
    """What began in each year."""
    known = words(lang)
    began = {one.year: one.links for one in bases}
    rows = [
        (
            str(one.year),
            str(len(one.links)),
            str(len(one.vague)),
            str(len(began.get(one.year, ()))),
            "; ".join(sorted({link.basis_name or link.basis for link in began.get(one.year, ())})),
            sources_of(one.links),
        )
        for one in years
    ]
    head = ("year", "links", "vague-links", "bases", "names", "source")
    return Table(known["chart-years-table"], tuple(known[f"chart-{name}"] for name in head), tuple(rows))


def links_table(diagram: Diagram) -> Table:
    """All links, in the order of their bars."""
    known, lang, about = words(diagram.lang), diagram.lang, rows_of(diagram)
    rows = [
        (
            row_name(link, about),
            link.basis_name or link.basis,
            start_words(link, lang),
            end_words(link, lang),
            standing_words(link, lang),
            sources_of([link]),
        )
        for link in diagram.links
    ]
    head = ("who" if about == "end" else "actor", "basis", "since", "until", "standing", "source")
    return Table(known["chart-links-table"], tuple(known[f"chart-{name}"] for name in head), tuple(rows))
