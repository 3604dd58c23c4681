"""The charts by name: from the graph to a chart, and to the bytes of its file."""

from __future__ import annotations

import shlex
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from accordgraph.diagrams.builder import build_diagram
from accordgraph.diagrams.charts.charts import Chart, chart_sheet, statistics_chart, timeline_chart, years_chart
from accordgraph.diagrams.charts.statistics_rows import read
from accordgraph.diagrams.facts import Provenance
from accordgraph.diagrams.provenance import provenance_of
from accordgraph.diagrams.request import ENGINE, DiagramRequest
from accordgraph.diagrams.svg.papers import paper
from accordgraph.diagrams.svg.raster import Form, render
from accordgraph.diagrams.wording import words
from accordgraph.graph.errors import InputError, UsageError
from accordgraph.ontology.messages import listing, message

if TYPE_CHECKING:
    from accordgraph.graph.names.index import Names
    from accordgraph.queries.session import Session

KINDS = ("statistics", "actor", "years", "timeline")
FILES: tuple[Form, ...] = ("svg", "png")
FORMS = ("html", *FILES, "pdf")
CHARTS_OF_LINKS: Mapping[str, tuple[str, Callable[..., Chart]]] = {
    "actor": ("ego", timeline_chart),
    "timeline": ("bases", timeline_chart),
    "years": ("actors", years_chart),
}
"""For each chart of links: the view that its links are taken from, and what draws it."""


@dataclass(frozen=True)
class ChartRequest:
    """Which chart, and of what. Raises UsageError where an option means nothing to the chart."""

    kind: str
    diagram: DiagramRequest

    def __post_init__(self) -> None:
        """Reject contradictory options."""
        if self.kind == "actor" and not self.diagram.about:
            raise UsageError("The chart of an actor needs an actor.", "Say which one: --about ACTOR.")
        if self.kind == "statistics" and self.diagram != DiagramRequest(
            title=self.diagram.title, notes=self.diagram.notes
        ):
            raise UsageError(
                "Statistics are drawn whole: their numbers belong to no actor, basis or day.",
                "Leave out --about, --basis, --on, --from and --to.",
            )

    def command(self, lang: str, engine: str = ENGINE) -> str:
        """The command that asks for the same again; it names no file and no store."""
        options = self.diagram.command(lang, engine).removeprefix("accord draw")
        return f"accord chart {shlex.quote(self.kind)}{options}"


def chart(session: Session, request: ChartRequest) -> Chart:
    """The chart of a request. Raises InputError where the graph has nothing to draw it from."""
    links, origin = request.diagram.resolved(session.names), session.origin
    provenance = provenance_of(origin, replace(request, diagram=links).command(session.lang, origin.engine))
    if request.kind == "statistics":
        drawn = statistics_chart(read(session), provenance)
    else:
        # Without the notes of the session, which stand before all others.
        drawn = _of_links(replace(session, origin=origin._replace(notes=())), request.kind, links, provenance)
    if not drawn.table.rows:
        raise InputError("There is nothing to draw: the graph has no numbers or links that fit what was asked.")
    return replace(drawn, title=links.title or drawn.title, notes=(*origin.notes, *drawn.notes, *links.notes))


def content(drawn: Chart, form: str, paper_name: str = "a4") -> bytes:
    """The chart in a form, as it stands in a file; a PDF on that paper."""
    if form == "pdf":
        from accordgraph.diagrams.charts.printed import chart_pdf

        return chart_pdf(drawn, paper(paper_name))
    if form == "html":
        from accordgraph.diagrams.charts.page import chart_page

        return chart_page(drawn).encode()
    file_form = next((known for known in FILES if known == form), None)
    if file_form is None:
        raise UsageError(f"A chart has no form {form!r}.", f"Forms: {', '.join(FORMS)}.")
    return render(chart_sheet(drawn), file_form)


def _of_links(session: Session, kind: str, request: DiagramRequest, provenance: Provenance) -> Chart:
    view, draw = CHARTS_OF_LINKS[kind]
    diagram = build_diagram(session, replace(request, view=view, notes=()), provenance)
    return draw(replace(diagram, title=_title(session.names, kind, request, session.lang) or diagram.title))


def _title(names: Names, kind: str, request: DiagramRequest, lang: str) -> str | None:
    """What the chart is of; None where the title of its links says so."""
    chosen = listing([names.name(one, lang) for one in request.about or request.bases], lang)
    if kind == "years":
        return message("chart-years-of", lang, name=chosen) if chosen else words(lang)["chart-years"]
    if request.bases:
        return None
    return message("chart-timeline", lang, name=chosen) if chosen else words(lang)["sheet-since"]
