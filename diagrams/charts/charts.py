"""Charts: each a drawing with its table, its remarks, its sources and words that can be read out in its stead."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from accordgraph.diagrams.charts.data_tables import Table, links_table, numbers_table, years_table
from accordgraph.diagrams.charts.statistics import (
    Statistics,
    letter,
    letters,
    remarks,
    series_word,
    value_word,
)
from accordgraph.diagrams.charts.statistics_svg import Panels, keys
from accordgraph.diagrams.charts.years import Year, beginnings, first_links, slots
from accordgraph.diagrams.charts.years_svg import LEAST_SLOT_PX, YearBars
from accordgraph.diagrams.charts.years_svg import keys as year_keys
from accordgraph.diagrams.citations import only
from accordgraph.diagrams.layout.text_width import text_width
from accordgraph.diagrams.model import Diagram, Link, Provenance, Source
from accordgraph.diagrams.svg.elements import Painter, svg_document
from accordgraph.diagrams.svg.legends import Key, Legends
from accordgraph.diagrams.svg.page import cited, framed, inset, made, numbered, page, timeline_block
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
from accordgraph.diagrams.wording import say, times_words, words
from accordgraph.ontology.messages import number

WIDTH = 1160.0
INSET = 20.0


@dataclass(frozen=True)
class Chart:
    """A chart before it is drawn. `remarks` are (letter, text); `alternative` is read out in its stead."""

    title: str
    subtitle: str
    alternative: str
    lang: str
    body: Callable[[Painter, float], Block]
    legend: Callable[[Painter, float], Block]
    table: Table
    sources: tuple[Source, ...]
    provenance: Provenance | None
    remarks: tuple[tuple[str, str], ...] = ()
    claims: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    narrow: float = 354.0
    """The width at which it is drawn for a phone."""


def statistics_chart(told: Statistics, lang: str, provenance: Provenance | None) -> Chart:
    """Requests by year and the shares executed, as small multiples, with what does not fit marked by letters."""
    found = remarks(told, lang)
    marks = letters(found)
    known = words(lang)
    counted = say(
        "chart-statistics-about",
        lang,
        series=say("series-count", lang, count=len(told.series())),
        numbers=say("number-count", lang, count=len(told.counts)),
        sources=say("source-count", lang, count=len(told.sources)),
    )
    return Chart(
        title=known["chart-statistics"],
        subtitle=counted,
        alternative=f"{counted} {_spoken(told, lang)}",
        lang=lang,
        body=lambda painter, width: Panels(told, marks, lang, painter).set(width),
        legend=lambda painter, width: key_row(keys(painter, lang, told), painter, width),
        table=numbers_table(told, lang, marks),
        remarks=tuple((letter(index), remark.text) for index, remark in enumerate(found)),
        claims=tuple(say("chart-of-source", lang, text=text, number=number) for text, number in told.claims),
        sources=told.sources,
        provenance=provenance,
    )


def years_chart(diagram: Diagram) -> Chart:
    """New links by year, and the bases that they rest on. The picture's links must be of two actors."""
    _, unknown = beginnings(diagram.links)
    counted, sources = only([link for link in diagram.links if link.held and link not in unknown], diagram.sources)
    years, _ = beginnings(counted)
    bases, _ = beginnings(first_links(counted))
    known, lang = words(diagram.lang), diagram.lang
    spoken = "; ".join(f"{one.year}: {len(one.links)}" for one in years)
    left_out = {"chart-years-none": sum(not link.held for link in diagram.links), "chart-years-unknown": len(unknown)}
    in_time = [known["chart-years-times"]] if diagram.day or diagram.first or diagram.last else []
    return Chart(
        title=diagram.title,
        subtitle=_counted(diagram, counted),
        alternative=f"{known['chart-new-links']}: {spoken}.",
        lang=lang,
        body=lambda painter, width: _two_panels(
            (known["chart-new-links"], years), (known["chart-new-bases"], bases), width, painter
        ),
        legend=lambda painter, width: key_row(year_keys(painter, lang), painter, width),
        table=years_table(years, bases, lang),
        sources=sources,
        notes=(*in_time, *(say(key, lang, count=count) for key, count in left_out.items() if count), *diagram.notes),
        provenance=diagram.provenance,
    )


def _counted(diagram: Diagram, counted: Sequence[Link]) -> str:
    """How much the bars hold, as they add up; of how many links, where some are left out."""
    lang, links = diagram.lang, len(counted)
    is_whole = links == len(diagram.links)
    parts = [
        say("actors", lang, count=len({end for link in counted for end in link.ends})),
        say("bases", lang, count=len({link.basis for link in counted})),
        say("links", lang, count=links)
        if is_whole
        else say("of-links", lang, shown=number(links, lang), count=len(diagram.links)),
        times_words(diagram.day, diagram.first, diagram.last, lang),
    ]
    return ", ".join(filter(None, parts))


def timeline_chart(diagram: Diagram) -> Chart:
    """Since when and until when, link by link."""
    known = words(diagram.lang)
    spoken = "; ".join(f"{row[0]}: {row[2]} – {row[3]}" for row in links_table(diagram).rows)
    return Chart(
        title=diagram.title,
        subtitle=diagram.subtitle,
        alternative=f"{known['sheet-since']}. {spoken}.",
        lang=diagram.lang,
        body=lambda painter, width: timeline_block(diagram, painter, width),
        legend=lambda painter, width: Legends(diagram, painter).of_timeline(width),
        table=links_table(diagram),
        sources=diagram.sources,
        notes=diagram.notes,
        provenance=diagram.provenance,
    )


def chart_svg(chart: Chart, painter: Painter, width: float = WIDTH) -> str:
    """The drawing alone, for a page that has the words around it."""
    body = stack([chart.legend(painter, width), chart.body(painter, width)], 14.0)
    return svg_document(width, body.height, chart.title, chart.alternative, body.drawn)


def chart_sheet(chart: Chart, width: float = WIDTH) -> str:
    """The chart as one page in SVG: legend, drawing, remarks, table, sources."""
    painter, known = Painter(), words(chart.lang)
    told = [paragraph(text, column_width(width), painter, bullet=mark) for mark, text in chart.remarks]
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
        _listed(known["chart-remarks"], told, width, painter),
        _listed(known["chart-claims"], claims, width, painter),
        _listed(
            known["sheet-notes"],
            [paragraph(note, column_width(width), painter) for note in chart.notes],
            width,
            painter,
        ),
        stack([heading(chart.table.title, painter), rows], 4.0) if chart.table.rows else rows,
        numbered(known["sheet-sources"], [cited(source) for source in chart.sources], width, painter),
        made(chart.provenance, chart.lang, width, painter),
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


def _spoken(told: Statistics, lang: str) -> str:
    """The numbers as sentences."""
    parts = []
    for name in told.series():
        numbers = ", ".join(f"{count.period}: {value_word(count)}" for count in told.of(name, "sent"))
        parts.append(f"{series_word(name, lang)}: {numbers}.")
        shares = ", ".join(f"{count.period}: {share:.0%}" for count, share in told.shares(name) if share is not None)
        if shares:
            parts.append(f"{words(lang)['chart-shares']}: {shares}.")
    return " ".join(parts)


def _two_panels(one: tuple[str, list[Year]], other: tuple[str, list[Year]], width: float, painter: Painter) -> Block:
    """Side by side where there is room for all years, else one below the other."""
    half = (width - 40) / 2
    if len(slots(one[1])) * LEAST_SLOT_PX > half:
        return stack([YearBars(*panel, width, painter).draw() for panel in (one, other)], 20.0)
    left, right = (YearBars(*panel, half, painter).draw() for panel in (one, other))
    return Block(left.drawn + shifted(right, half + 40, 0), max(left.height, right.height))
