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
from accordgraph.diagrams.svg.elements import Pen, picture
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

WIDTH = 1160.0
INSET = 20.0


@dataclass(frozen=True)
class Chart:
    """A chart before it is drawn. `remarks` are (letter, text); `alternative` is read out in its stead."""

    title: str
    subtitle: str
    alternative: str
    lang: str
    body: Callable[[Pen, float], Block]
    legend: Callable[[Pen, float], Block]
    table: Table
    sources: tuple[Source, ...]
    making: Provenance | None
    remarks: tuple[tuple[str, str], ...] = ()
    claims: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    narrow: float = 354.0
    """The width at which it is drawn for a phone."""


def statistics_chart(told: Statistics, lang: str, making: Provenance | None) -> Chart:
    """Requests by year and the shares executed, as small multiples, with what does not fit marked by letters."""
    found = remarks(told, lang)
    marks = letters(found)
    known = words(lang)
    counted = say(
        "chart-statistics-about",
        lang,
        series=len(told.series()),
        numbers=len(told.counts),
        sources=len(told.sources),
    )
    return Chart(
        title=known["chart-statistics"],
        subtitle=counted,
        alternative=f"{counted} {_spoken(told, lang)}",
        lang=lang,
        body=lambda pen, width: Panels(told, marks, lang, pen).set(width),
        legend=lambda pen, width: key_row(keys(pen, lang, told), pen, width),
        table=numbers_table(told, lang, marks),
        remarks=tuple((letter(index), remark.text) for index, remark in enumerate(found)),
        claims=tuple(say("chart-of-source", lang, text=text, number=number) for text, number in told.claims),
        sources=told.sources,
        making=making,
    )


def years_chart(shown: Diagram) -> Chart:
    """New links by year, and the bases that they rest on. The picture's links must be of two actors."""
    _, unknown = beginnings(shown.links)
    counted, sources = only([link for link in shown.links if link.held and link not in unknown], shown.sources)
    years, _ = beginnings(counted)
    bases, _ = beginnings(first_links(counted))
    known, lang = words(shown.lang), shown.lang
    spoken = "; ".join(f"{one.year}: {len(one.links)}" for one in years)
    left_out = {"chart-years-none": sum(not link.held for link in shown.links), "chart-years-unknown": len(unknown)}
    in_time = [known["chart-years-times"]] if shown.day or shown.first or shown.last else []
    return Chart(
        title=shown.title,
        subtitle=_counted(shown, counted),
        alternative=f"{known['chart-new-links']}: {spoken}.",
        lang=lang,
        body=lambda pen, width: _two_panels(
            (known["chart-new-links"], years), (known["chart-new-bases"], bases), width, pen
        ),
        legend=lambda pen, width: key_row(year_keys(pen, lang), pen, width),
        table=years_table(years, bases, lang),
        sources=sources,
        notes=(*in_time, *(say(key, lang, count=count) for key, count in left_out.items() if count), *shown.notes),
        making=shown.making,
    )


def _counted(shown: Diagram, counted: Sequence[Link]) -> str:
    """How much the bars hold, as they add up; of how many links, where some are left out."""
    lang, links = shown.lang, len(counted)
    is_whole = links == len(shown.links)
    parts = [
        say("actors", lang, count=len({end for link in counted for end in link.ends})),
        say("bases", lang, count=len({link.basis for link in counted})),
        say("links", lang, count=links)
        if is_whole
        else say("chart-years-counted", lang, count=links, all=len(shown.links)),
        times_words(shown.day, shown.first, shown.last, lang),
    ]
    return ", ".join(filter(None, parts))


def timeline_chart(shown: Diagram) -> Chart:
    """Since when and until when, link by link."""
    known = words(shown.lang)
    spoken = "; ".join(f"{row[0]}: {row[2]} – {row[3]}" for row in links_table(shown).rows)
    return Chart(
        title=shown.title,
        subtitle=shown.subtitle,
        alternative=f"{known['sheet-since']}. {spoken}.",
        lang=shown.lang,
        body=lambda pen, width: timeline_block(shown, pen, width),
        legend=lambda pen, width: Legends(shown, pen).of_timeline(width),
        table=links_table(shown),
        sources=shown.sources,
        notes=shown.notes,
        making=shown.making,
    )


def chart_svg(chart: Chart, pen: Pen, width: float = WIDTH) -> str:
    """The drawing alone, for a page that has the words around it."""
    body = stack([chart.legend(pen, width), chart.body(pen, width)], 14.0)
    return picture(width, body.height, chart.title, chart.alternative, body.drawn)


def chart_sheet(chart: Chart, width: float = WIDTH) -> str:
    """The chart as one page in SVG: legend, drawing, remarks, table, sources."""
    pen, known = Pen(), words(chart.lang)
    told = [paragraph(text, column_width(width), pen, mark=mark) for mark, text in chart.remarks]
    claims = [paragraph(text, column_width(width), pen, mark="–") for text in chart.claims]
    rows = table(chart.table.head, chart.table.rows, width, pen)
    blocks = [
        stack(
            [paragraph(chart.title, width, pen, "word-title"), paragraph(chart.subtitle, width, pen, "word-subtitle")]
        ),
        chart.legend(pen, width),
        framed(inset(chart.body(pen, width - 2 * INSET), INSET), width, pen),
        _listed(known["chart-remarks"], told, width, pen),
        _listed(known["chart-claims"], claims, width, pen),
        _listed(known["sheet-notes"], [paragraph(note, column_width(width), pen) for note in chart.notes], width, pen),
        stack([heading(chart.table.title, pen), rows], 4.0) if chart.table.rows else rows,
        numbered(known["sheet-sources"], [cited(source) for source in chart.sources], width, pen),
        made(chart.making, chart.lang, width, pen),
    ]
    return page(chart.title, chart.alternative, blocks, width, pen)


def key_row(signs: list[Key], pen: Pen, width: float) -> Block:
    """The signs of a legend side by side."""
    items = [(key.sign + pen.text(key.width + 7, 18, key.meaning, "word-small"), _wide(key)) for key in signs]
    return row(items, width, 26.0, 20.0)


def _wide(key: Key) -> float:
    return key.width + 7 + text_width(key.meaning, 13)


def _listed(title: str, items: list[Block], width: float, pen: Pen) -> Block:
    return stack([heading(title, pen), columns(items, width)], 4.0) if items else Block("", 0.0)


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


def _two_panels(one: tuple[str, list[Year]], other: tuple[str, list[Year]], width: float, pen: Pen) -> Block:
    """Side by side where there is room for all years, else one below the other."""
    half = (width - 40) / 2
    if len(slots(one[1])) * LEAST_SLOT_PX > half:
        return stack([YearBars(*panel, width, pen).draw() for panel in (one, other)], 20.0)
    left, right = (YearBars(*panel, half, pen).draw() for panel in (one, other))
    return Block(left.drawn + shifted(right, half + 40, 0), max(left.height, right.height))
