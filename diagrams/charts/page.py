"""A chart as one HTML page: the chart, its table, remarks and sources; no script at all, so it needs none."""

from __future__ import annotations

from string import ascii_letters, digits

from markupsafe import Markup

from accordgraph.diagrams.charts.charts import WIDTH, Chart, chart_svg
from accordgraph.diagrams.svg.elements import Painter
from accordgraph.diagrams.svg.fonts import style_with_letters
from accordgraph.diagrams.svg.page import cited, provenance_words
from accordgraph.diagrams.svg.styles import LIGHT, variables
from accordgraph.diagrams.texts import pieces
from accordgraph.diagrams.web_page import package_file, policy, template


def chart_page(chart: Chart) -> str:
    """The page as text. Its chart follows the reader's light or dark, and is set anew for narrow screens."""
    colours = {name: f"var(--{name})" for name in LIGHT}
    drawn, narrow = (
        chart_svg(chart, Painter(colours), WIDTH),
        chart_svg(chart, Painter(colours, "narrow-"), chart.narrow),
    )
    style = f"{style_with_letters(_texts(chart, drawn))}{variables()}{package_file('charts/chart.css')}"
    return template("charts/chart.html.j2").render(
        chart=chart,
        words=chart.words,
        policy=policy(style),
        style=Markup(style),
        drawn=Markup(drawn),
        narrow=Markup(narrow),
        sources=[pieces(cited(source)) for source in chart.sources],
        made=provenance_words(chart.provenance, chart.words) if chart.provenance else "",
    )


def _texts(chart: Chart, drawn: str) -> str:
    """All that the page says, for the letters that it brings."""
    words = [chart.title, chart.subtitle, drawn, chart.table.title, *chart.table.head, *chart.claims, *chart.notes]
    words += [cell for row in chart.table.rows for cell in row] + [text for remark in chart.remarks for text in remark]
    words += [cited(source) for source in chart.sources]
    words += [chart.words[f"chart-{name}"] for name in ("remarks", "claims")]
    words += [chart.words[f"sheet-{name}"] for name in ("notes", "sources")]
    origin = provenance_words(chart.provenance, chart.words) if chart.provenance else ""
    return "".join([ascii_letters, digits, origin, *words])
