"""The file to hand over: the picture of a part of the graph as HTML, SVG, PNG or PDF."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.routing import Route

from accordgraph.graph.errors import InputError
from accordgraph.web.answering import endpoint
from accordgraph.web.opened_network import MOST_MARKS
from accordgraph.web.page import Page

if TYPE_CHECKING:
    from collections.abc import Sequence

    from accordgraph.diagrams.model import Diagram
    from accordgraph.diagrams.request import DiagramRequest
    from accordgraph.queries.session import Session
    from accordgraph.web.context import Context

FORMS = {
    "html": "text/html; charset=utf-8",
    "svg": "image/svg+xml",
    "png": "image/png",
    "pdf": "application/pdf",
}

MOST_THINGS = 20
"""Actors and bases that a picture may be about."""

MOST_LINKS = 600

DRAWING = "drawing"
"""The part of a picture that a page shows."""

LONGEST_NAME = 120
"""Characters of the name of a file."""

SEALED = (
    "sandbox allow-scripts allow-popups; default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; "
    "img-src data:; font-src data:"
)
"""Of a page that is a file by itself: it runs, and reaches nothing, not even this application."""


def build(context: Context) -> Page:
    """The picture of `about`, on a day if one is asked about."""
    form = context.path.rpartition(".")[2]
    with context.session() as session:
        request = _request(context, session)
        content = _content(session, request, form, is_bare=form == "svg" and context.text("part") == DRAWING)
    headers = {
        "content-security-policy": SEALED if form in ("html", "svg") else "default-src 'none'",
        "content-disposition": f'inline; filename="{_file_name(request, form)}"',
    }
    return Page(content, FORMS[form], headers=headers)


def pictures(context: Context, about: Sequence[str]) -> list[tuple[str, str]]:
    """The forms of the picture of some things, each with its address."""
    return [(form.upper(), context.url(f"/draw.{form}", about=",".join(about), on=context.day)) for form in FORMS]


def _file_name(request: DiagramRequest, form: str) -> str:
    """What a picture is kept as: whom it is about, and on which day."""
    parts = ("accordgraph", *request.about, *request.bases, *([str(request.day)] if request.day else []))
    return f"{'-'.join(parts)[:LONGEST_NAME]}.{form}"


def _request(context: Context, session: Session) -> DiagramRequest:
    from accordgraph.diagrams.request import DiagramRequest

    names = context.ids("about", MOST_THINGS)
    if not names:
        raise InputError("about is missing.", "Say what the picture is about: /draw.svg?about=nabu")
    ids = [session.names.resolve(name, None) for name in names]
    actors = tuple(one for one in ids if session.names.class_of(one) == "Actor")
    bases = tuple(one for one in ids if session.names.class_of(one) == "Basis")
    view = context.text("view") or ("ego" if actors else "bases")
    return DiagramRequest(view, about=actors, bases=bases if not actors else (), day=context.day)


def _content(session: Session, request: DiagramRequest, form: str, *, is_bare: bool) -> bytes:
    from accordgraph.diagrams.builder import build_diagram
    from accordgraph.diagrams.formats import content
    from accordgraph.diagrams.provenance import provenance_of

    origin = session.origin
    diagram = build_diagram(session, request, provenance_of(origin, request.command(session.lang, origin.engine)))
    if len(diagram.nodes) > MOST_MARKS or len(diagram.links) > MOST_LINKS:
        raise InputError(
            f"The picture would have {len(diagram.nodes)} marks and {len(diagram.links)} links.",
            f"Ask for less, such as one day; {MOST_MARKS} marks and {MOST_LINKS} links are drawn here at most.",
        )
    return _drawing(diagram) if is_bare else content(diagram, form)


def _drawing(diagram: Diagram) -> bytes:
    """The drawing without its title, legend and sources, which the page around it has."""
    from accordgraph.diagrams.layout.laid_out import lay_out
    from accordgraph.diagrams.svg.letters import printable
    from accordgraph.diagrams.svg.network import network_svg
    from accordgraph.diagrams.svg.raster import render

    return render(network_svg(lay_out(printable(diagram))), "svg")


ROUTES = [Route(f"/draw.{form}", endpoint(build, is_drawing=True), methods=["GET"]) for form in FORMS]
