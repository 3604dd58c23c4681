"""A chart as a sheet to print: its drawing in pages, remarks, claims, notes, its table, and sources last."""

from __future__ import annotations

from accordgraph.diagrams.charts.charts import Chart
from accordgraph.diagrams.provenance import as_of
from accordgraph.diagrams.svg.elements import Painter, svg_document
from accordgraph.diagrams.svg.fonts import without_letters
from accordgraph.diagrams.svg.letters import UNKNOWN
from accordgraph.diagrams.svg.papers import SCALE, Paper
from accordgraph.diagrams.svg.printed import (
    Drawing,
    Part,
    notes_part,
    pictures,
    printed,
    sources_part,
    table_part,
)
from accordgraph.diagrams.svg.text_layout import Block
from accordgraph.diagrams.svg.timeline import hatches

HEAD_PX = 260.0
"""Of the first page, for the title and the legend above the drawing."""


def chart_pdf(chart: Chart, paper: Paper) -> bytes:
    """The bytes of a PDF: the same chart gives the same bytes."""
    words, painter = chart.words, Painter()
    width, most = paper.inner_width / SCALE, paper.inner_height / SCALE - HEAD_PX
    legend = chart.legend(painter, width)
    drawn = [Block(hatches(painter) + legend.drawn, legend.height), *chart.pieces(painter, width, most)]
    parts = [
        pictures([_drawing(chart, one, width) for one in drawn if one.height]),
        _facts(words["chart-remarks"], [list(one) for one in chart.remarks]),
        _facts(words["chart-claims"], [["–", text] for text in chart.claims]),
        _table(chart, paper),
        notes_part((*chart.notes, *_letters_note(chart)), chart.provenance, words),
        sources_part(chart.sources, words),
    ]
    lines = [chart.subtitle, as_of(chart.provenance, words)]
    return printed(chart.title, lines, parts, paper, words, chart.lang, chart.provenance)


def _letters_note(chart: Chart) -> list[str]:
    """A note where names have letters that the file has not."""
    cells = [cell for row in chart.table.rows for cell in row]
    is_lacking = without_letters("".join([chart.title, *cells]))
    return [chart.words.say("sheet-no-letters", names=UNKNOWN)] if is_lacking else []


def _drawing(chart: Chart, block: Block, width: float) -> Drawing:
    svg = svg_document(width, block.height, chart.title, "", block.drawn)
    return Drawing(svg, width * SCALE, block.height * SCALE)


def _facts(heading: str, rows: list[list[str]]) -> Part:
    return {"kind": "facts", "heading": heading, "rows": rows} if rows else {}


def _table(chart: Chart, paper: Paper) -> Part:
    if not chart.table.rows:
        return {}
    rows = [{"cells": list(row), "doubted": False} for row in chart.table.rows]
    return table_part(chart.table.title, chart.table.head, rows, paper)
