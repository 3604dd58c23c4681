"""A chart as one HTML page: the chart, its table, remarks and sources; no script at all, so it needs none."""

from __future__ import annotations

from markupsafe import Markup

from accordgraph.diagrams.charts.charts import WIDTH, Chart, chart_svg
from accordgraph.diagrams.svg.elements import Painter
from accordgraph.diagrams.svg.page import cited, provenance_words
from accordgraph.diagrams.svg.styles import LIGHT, variables
from accordgraph.diagrams.texts import pieces
from accordgraph.diagrams.web_page import package_file, policy, template


def chart_page(chart: Chart) -> str:
    """The page as text. Its chart follows the reader's light or dark, and is set anew for narrow screens."""
    colours = {name: f"var(--{name})" for name in LIGHT}
    style = f"{variables()}{package_file('charts/chart.css')}"
    return template("charts/chart.html.j2").render(
        chart=chart,
        words=chart.words,
        policy=policy(style),
        style=Markup(style),
        drawn=Markup(chart_svg(chart, Painter(colours), WIDTH)),
        narrow=Markup(chart_svg(chart, Painter(colours, "narrow-"), chart.narrow)),
        sources=[pieces(cited(source)) for source in chart.sources],
        made=provenance_words(chart.provenance, chart.words) if chart.provenance else "",
    )
