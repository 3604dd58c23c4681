"""The charts that can be asked for by name: from the graph to a chart, and to the bytes of its file."""

from __future__ import annotations

import shlex
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from accordgraph.diagrams.builder import build_diagram
from accordgraph.diagrams.charts.charts import Chart, chart_sheet, statistics_chart, timeline_chart, years_chart
from accordgraph.diagrams.charts.statistics_rows import read
from accordgraph.diagrams.model import Provenance
from accordgraph.diagrams.provenance import provenance_of
from accordgraph.diagrams.request import ENGINE, DiagramRequest
from accordgraph.diagrams.svg.raster import Form, render
from accordgraph.diagrams.wording import listed, say, words
from accordgraph.graph.errors import InputError, UsageError

if TYPE_CHECKING:
    from accordgraph.graph.names.index import Names
    from accordgraph.queries.session import Session

KINDS = ("statistics", "actor", "years", "timeline")
FILES: tuple[Form, ...] = ("svg", "png", "pdf")
FORMS = ("html", *FILES)
SKETCHED: Mapping[str, tuple[str, Callable[..., Chart]]] = {
    "actor": ("ego", timeline_chart),
    "timeline": ("bases", timeline_chart),
    "years": ("actors", years_chart),
}
"""For each chart of links: the view that its links are taken from, and what draws it."""


@dataclass(frozen=True)
class Asked:
    """Which chart, and of what. Raises UsageError where an option says nothing to the chart."""

    kind: str
    wanted: DiagramRequest

    def __post_init__(self) -> None:
        """Refuse what nobody can mean."""
        if self.kind == "actor" and not self.wanted.about:
            raise UsageError("The chart of an actor needs an actor.", "Say which one: --about ACTOR.")
        if self.kind == "statistics" and self.wanted != DiagramRequest(
            title=self.wanted.title, notes=self.wanted.notes
        ):
            raise UsageError(
                "Statistics are drawn whole: their numbers belong to no actor, basis or day.",
                "Leave out --about, --basis, --on, --from and --to.",
            )

    def command(self, lang: str, engine: str = ENGINE) -> str:
        """The command that asks for the same again; it names no file and no store."""
        told = self.wanted.command(lang, engine).removeprefix("accord draw")
        return f"accord chart {shlex.quote(self.kind)}{told}"


def chart(session: Session, asked: Asked) -> Chart:
    """The chart that is asked for. Raises InputError where the graph has nothing to draw it from."""
    wanted, origin = asked.wanted.resolved(session.names), session.origin
    made = provenance_of(origin, replace(asked, wanted=wanted).command(session.lang, origin.engine))
    if asked.kind == "statistics":
        drawn = statistics_chart(read(session), session.lang, made)
    else:
        # Without the notes of the session, which stand before all others.
        drawn = _of_links(replace(session, origin=origin._replace(notes=())), asked.kind, wanted, made)
    if not drawn.table.rows:
        raise InputError("There is nothing to draw: the graph has no numbers or links that fit what was asked.")
    return replace(drawn, title=wanted.title or drawn.title, notes=(*origin.notes, *drawn.notes, *wanted.notes))


def content(drawn: Chart, form: str) -> bytes:
    """The chart in a form, as it stands in a file."""
    if form == "html":
        from accordgraph.diagrams.charts.page import chart_page

        return chart_page(drawn).encode()
    found = next((known for known in FILES if known == form), None)
    if found is None:
        raise UsageError(f"A chart has no form {form!r}.", f"Forms: {', '.join(FORMS)}.")
    return render(chart_sheet(drawn), found)


def _of_links(session: Session, kind: str, wanted: DiagramRequest, made: Provenance) -> Chart:
    view, draw = SKETCHED[kind]
    shown = build_diagram(session, replace(wanted, view=view, notes=()), made)
    return draw(replace(shown, title=_title(session.names, kind, wanted, session.lang) or shown.title))


def _title(names: Names, kind: str, wanted: DiagramRequest, lang: str) -> str | None:
    """What the chart is of; None where the title of its links says so."""
    chosen = listed([names.name(one, lang) for one in wanted.about or wanted.bases], lang)
    if kind == "years":
        return say("chart-years-of", lang, name=chosen) if chosen else words(lang)["chart-years"]
    if wanted.bases:
        return None
    return say("chart-timeline", lang, name=chosen) if chosen else words(lang)["sheet-since"]
