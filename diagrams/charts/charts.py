"""Charts: each a drawing with its table, its remarks, its sources and words that can be read out in its stead."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from accordgraph.diagrams.charts.data_tables import Table, links_table, numbers_table, years_table
from accordgraph.diagrams.charts.statistics import (
    Statistics,
    letter,
    letters,
    remarks,
    value_word,
)
from accordgraph.diagrams.charts.statistics_svg import GAP, Panels, keys
from accordgraph.diagrams.charts.years import Year, beginnings, first_links, slots
from accordgraph.diagrams.charts.years_svg import LEAST_SLOT_PX, YearBars
from accordgraph.diagrams.charts.years_svg import keys as year_keys
from accordgraph.diagrams.citations import only
from accordgraph.diagrams.facts import Link, Provenance, Source
from accordgraph.diagrams.layout.text_width import text_width
from accordgraph.diagrams.model import Diagram
from accordgraph.diagrams.svg.elements import Painter, svg_document
from accordgraph.diagrams.svg.legends import Key, Legends
from accordgraph.diagrams.svg.page import cited, framed, inset, numbered, page, provenance_block, timeline_block
from accordgraph.diagrams.svg.text_layout import (
    Block,
    column_width,
    columns,
    heading,
    paragraph,
    row,
    shifted,
    stack,
    table,
)
from accordgraph.diagrams.svg.timeline import Timeline
from accordgraph.diagrams.texts import Phrases, phrases, safe
from accordgraph.queries.answers.wording.numbers import reported_period

WIDTH = 1160.0
INSET = 20.0


@dataclass(frozen=True)
class Chart:
    """A chart before it is drawn, every text safe to look at.

    `remarks` are (letter, text); `alternative` is read out in its stead; `pieces` draws for paper: of that width, and
    none higher than that.
    """

    title: str
    subtitle: str
    alternative: str
    lang: str
    body: Callable[[Painter, float], Block]
    legend: Callable[[Painter, float], Block]
    pieces: Callable[[Painter, float, float], list[Block]]
    table: Table
    sources: tuple[Source, ...]
    provenance: Provenance | None
    remarks: tuple[tuple[str, str], ...] = ()
    claims: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    narrow: float = 354.0
    """The width at which it is drawn for a phone."""

    def __post_init__(self) -> None:
        """Make the texts safe that it is given beside those of the graph."""
        for name in ("title", "subtitle", "notes", "provenance"):
            object.__setattr__(self, name, safe(getattr(self, name)))

    @property
    def words(self) -> Phrases:
        """The words of its language."""
        return phrases(self.lang)


def statistics_chart(statistics: Statistics, provenance: Provenance | None) -> Chart:
    """Requests by year and the shares executed, as small multiples, with what does not fit marked by letters."""
    words, numbered_remarks = statistics.words, remarks(statistics)
    by_place = letters(numbered_remarks)
    counted = words.say(
        "chart-statistics-about",
        series=words.say("series-count", count=len(statistics.series())),
        numbers=words.say("number-count", count=len(statistics.counts)),
        sources=words.say("source-count", count=len(statistics.sources)),
    )
    return Chart(
        title=words["chart-statistics"],
        subtitle=counted,
        alternative=f"{counted} {_spoken(statistics)}",
        lang=statistics.lang,
        body=lambda painter, width: _panels(Panels(statistics, by_place, painter), width),
        legend=lambda painter, width: key_row(keys(painter, statistics), painter, width),
        pieces=lambda painter, width, most: _paged(Panels(statistics, by_place, painter), width, most),
        table=numbers_table(statistics, by_place),
        remarks=tuple((letter(index), remark.text) for index, remark in enumerate(numbered_remarks)),
        notes=(*_no_rates(statistics), *_only_in_table(statistics)),
        claims=tuple(words.say("chart-of-source", text=text, number=number) for text, number in statistics.claims),
        sources=statistics.sources,
        provenance=provenance,
    )


def _panels(panels: Panels, width: float) -> Block:
    """The panels, with a word about years that are pressed together."""
    pressed, words = panels.axis().pressed_until, panels.statistics.words
    note = [paragraph(words.say("sheet-pressed", day=words.day(pressed)), width, panels.painter)] if pressed else []
    return stack([panels.set(width), *note], 10.0)


def _paged(panels: Panels, width: float, most: float) -> list[Block]:
    """The rows of panels, as many together as there is room for."""
    rows = replace(panels, panel=min(panels.panel, (width - GAP) / 2)).rows(width)
    count = max(int((most + GAP) // (rows[0].height + GAP)), 1) if rows else 1
    return [stack(rows[first : first + count], GAP) for first in range(0, len(rows), count)]


def _no_rates(statistics: Statistics) -> tuple[str, ...]:
    """What is executed in a period need not have been sent in it."""
    has_shares = any(share is not None for name in statistics.series() for _, share in statistics.shares(name))
    return (statistics.words["chart-no-rates"],) if has_shares else ()


def _only_in_table(statistics: Statistics) -> tuple[str, ...]:
    """How many numbers have no bar."""
    drawn = {count.place for name in statistics.drawn_series() for count in statistics.drawn(name)}
    count = len({count.place for count in statistics.counts} - drawn)
    return (statistics.words.say("chart-not-drawn", count=count),) if count else ()


def years_chart(diagram: Diagram) -> Chart:
    """New links by year, and the bases that they rest on. The diagram's links must be of two actors."""
    _, unknown = beginnings(diagram.links)
    counted, sources = only(
        [link for link in diagram.links if link.is_counted and link not in unknown], diagram.sources
    )
    years, _ = beginnings(counted)
    bases, _ = beginnings(first_links(counted))
    words = diagram.words
    spoken = "; ".join(f"{one.year}: {len(one.links)}" for one in years)
    left_out = {
        "chart-years-none": sum(not link.held for link in diagram.links),
        "links-of-strangers": sum(link.held and not link.is_counted for link in diagram.links),
        "chart-years-unknown": len(unknown),
    }
    in_time = [words["chart-years-times"]] if diagram.day or diagram.first or diagram.last else []
    return Chart(
        title=diagram.title,
        subtitle=_counted(diagram, counted),
        alternative=f"{words['chart-new-links']}: {spoken}.",
        lang=diagram.lang,
        body=lambda painter, width: _two_panels(
            (words["chart-new-links"], years), (words["chart-new-bases"], bases), width, painter
        ),
        legend=lambda painter, width: key_row(year_keys(painter, words), painter, width),
        pieces=lambda painter, width, most: [
            YearBars(*panel, width, painter).draw()
            for panel in ((words["chart-new-links"], years), (words["chart-new-bases"], bases))
        ],
        table=years_table(years, bases, words),
        sources=sources,
        notes=(*in_time, *(words.say(key, count=count) for key, count in left_out.items() if count), *diagram.notes),
        provenance=diagram.provenance,
    )


def _counted(diagram: Diagram, counted: Sequence[Link]) -> str:
    """How much the bars hold, as they add up; of how many links, where some are left out."""
    words, links = diagram.words, len(counted)
    is_whole = links == len(diagram.links)
    parts = [
        words.say("actors", count=len({end for link in counted for end in link.ends})),
        words.say("bases", count=len({link.basis for link in counted})),
        words.say("links", count=links)
        if is_whole
        else words.say("of-links", shown=words.number(links), count=len(diagram.links)),
        words.times(diagram.day, diagram.first, diagram.last),
    ]
    return ", ".join(filter(None, parts))


def timeline_chart(diagram: Diagram) -> Chart:
    """Since when and until when, link by link."""
    spoken = "; ".join(f"{row[0]}: {row[2]} – {row[3]}" for row in links_table(diagram).rows)
    return Chart(
        title=diagram.title,
        subtitle=diagram.subtitle,
        alternative=f"{diagram.words['sheet-since']}. {spoken}.",
        lang=diagram.lang,
        body=lambda painter, width: timeline_block(diagram, painter, width),
        legend=lambda painter, width: Legends(diagram, painter).of_timeline(width),
        pieces=lambda painter, width, most: [
            Block(one.draw(), one.height) for one in Timeline(diagram, painter, width).pages(most)
        ],
        table=links_table(diagram),
        sources=diagram.sources,
        notes=diagram.notes,
        provenance=diagram.provenance,
    )


def chart_svg(chart: Chart, painter: Painter, width: float = WIDTH) -> str:
    """The chart alone, for a page that has the words around it."""
    body = stack([chart.legend(painter, width), chart.body(painter, width)], 14.0)
    return svg_document(width, body.height, chart.title, chart.alternative, body.drawn)


def chart_sheet(chart: Chart, width: float = WIDTH) -> str:
    """The chart as one page in SVG: legend, drawing, remarks, table, sources."""
    painter, words = Painter(), chart.words
    remark_items = [paragraph(text, column_width(width), painter, bullet=sign) for sign, text in chart.remarks]
    claims = [paragraph(text, column_width(width), painter, bullet="–") for text in chart.claims]
    rows = table(chart.table.head, chart.table.rows, width, painter)
    blocks = [
        stack(
            [
                paragraph(chart.title, width, painter, "word-title"),
                paragraph(chart.subtitle, width, painter, "word-subtitle"),
            ]
        ),
        chart.legend(painter, width),
        framed(inset(chart.body(painter, width - 2 * INSET), INSET), width, painter),
        _listed(words["chart-remarks"], remark_items, width, painter),
        _listed(words["chart-claims"], claims, width, painter),
        _listed(
            words["sheet-notes"],
            [paragraph(note, column_width(width), painter) for note in chart.notes],
            width,
            painter,
        ),
        stack([heading(chart.table.title, painter), rows], 4.0) if chart.table.rows else rows,
        numbered(words["sheet-sources"], [cited(source) for source in chart.sources], width, painter),
        provenance_block(chart.provenance, words, width, painter),
    ]
    return page(chart.title, chart.alternative, blocks, width, painter)


def key_row(signs: list[Key], painter: Painter, width: float) -> Block:
    """The signs of a legend side by side."""
    items = [(key.sign + painter.text(key.width + 7, 18, key.meaning, "word-small"), _wide(key)) for key in signs]
    return row(items, width, 26.0, 20.0)


def _wide(key: Key) -> float:
    return key.width + 7 + text_width(key.meaning, 13)


def _listed(title: str, items: list[Block], width: float, painter: Painter) -> Block:
    return stack([heading(title, painter), columns(items, width)], 4.0) if items else Block("", 0.0)


def _spoken(statistics: Statistics) -> str:
    """The numbers as sentences."""
    parts = []
    for name in statistics.series():
        numbers = [(count, value_word(count)) for count in statistics.of(name, "sent")]
        shares = [(count, f"{share:.0%}") for count, share in statistics.shares(name) if share is not None]
        for title, said in ((statistics.name(name), numbers), (statistics.words["chart-shares"], shares)):
            if said:
                listed = ", ".join(f"{reported_period(count.period, statistics.lang)}: {text}" for count, text in said)
                parts.append(f"{title}: {listed}.")
    return " ".join(parts)


def _two_panels(one: tuple[str, list[Year]], other: tuple[str, list[Year]], width: float, painter: Painter) -> Block:
    """Side by side where there is room for all years, else one below the other."""
    half = (width - 40) / 2
    if len(slots(one[1])) * LEAST_SLOT_PX > half:
        return stack([YearBars(*panel, width, painter).draw() for panel in (one, other)], 20.0)
    left, right = (YearBars(*panel, half, painter).draw() for panel in (one, other))
    return Block(left.drawn + shifted(right, half + 40, 0), max(left.height, right.height))
