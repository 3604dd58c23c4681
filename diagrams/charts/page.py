"""A chart as one HTML page: the drawing, its table, remarks and sources; no script at all, so it needs none."""

from __future__ import annotations

import base64
import hashlib
import re
from importlib.resources import files

from jinja2 import Environment, StrictUndefined
from markupsafe import Markup

from accordgraph.diagrams.charts.charts import WIDTH, Chart, chart_svg
from accordgraph.diagrams.svg.elements import Painter
from accordgraph.diagrams.svg.page import cited, made_words
from accordgraph.diagrams.svg.palette import LIGHT, variables
from accordgraph.diagrams.wording import words
from accordgraph.graph.visible import visible

_ADDRESS = re.compile(r"(https?://[^\s<>\"]+[^\s<>\".,;:)\]])")


def chart_page(chart: Chart) -> str:
    """The page as text. Its drawing follows the reader's light or dark, and is set anew for narrow screens."""
    colours = {name: f"var(--{name})" for name in LIGHT}
    style = f"{variables()}{_file('chart.css')}"
    return (
        _environment()
        .from_string(_file("chart.html.j2"))
        .render(
            chart=chart,
            words=words(chart.lang),
            policy=f"default-src 'none'; style-src {_hash(style)}; img-src data:; base-uri 'none'; form-action 'none'",
            style=Markup(style),
            drawn=Markup(chart_svg(chart, Painter(colours), WIDTH)),
            narrow=Markup(chart_svg(chart, Painter(colours, "narrow-"), chart.narrow)),
            sources=[_linked(cited(source)) for source in chart.sources],
            made=made_words(chart.provenance, chart.lang) if chart.provenance else "",
        )
    )


def _linked(text: str) -> list[tuple[str, bool]]:
    """A text in pieces: those that are web addresses become links."""
    return [(visible(piece), index % 2 == 1) for index, piece in enumerate(_ADDRESS.split(text)) if piece]


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def _environment() -> Environment:
    environment = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    environment.filters["visible"] = visible
    return environment


def _file(name: str) -> str:
    return files("accordgraph.diagrams.charts").joinpath(name).read_text(encoding="utf-8")
