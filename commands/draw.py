"""Commands that draw."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from accordgraph.commands.options import GivenPath, asking, asking_options
from accordgraph.commands.output import write_note, write_rows, write_text
from accordgraph.commands.part_options import part_options

if TYPE_CHECKING:
    from accordgraph.diagrams.model import Diagram
    from accordgraph.diagrams.request import DiagramRequest

VIEWS = ("bases", "actors", "ego", "matrix")  # of diagrams.wanted, which need not be imported to show help
FORMS = ("html", "svg", "png", "pdf", "mermaid", "dot", "cytoscape")  # of diagrams.output, likewise


@click.command()
@part_options
@click.option(
    "--view",
    type=click.Choice(VIEWS),
    default="bases",
    show_default=True,
    help="bases: actors and boxes for what they take part in. actors: links straight between actors, one per "
    "basis. ego: the same around --about. matrix: actors by actors, for dense graphs.",
)
@click.option("--hops", type=int, default=1, show_default=True, help="Steps over held links from --about.")
@click.option(
    "--kinds",
    metavar="KIND,...",
    help="Only these kinds of actors (state, agency, international, group, other) and of bases (agreement, "
    "operation, assistance, report). [default: all]",
)
@click.option(
    "--as",
    "asked",
    type=click.Choice(FORMS),
    help="The form of the file. [default: by the ending of the file]",
)
@click.option(
    "-o",
    "--output",
    required=True,
    type=GivenPath(dir_okay=False, allow_dash=True, path_type=Path),
    help="The file: .html, .svg, .png, .pdf, .mmd, .dot or .cyjs; - writes a text form to standard output.",
)
@asking_options
def draw(
    about: tuple[str, ...],
    bases: tuple[str, ...],
    hops: int,
    day: datetime.date | None,
    first: datetime.date | None,
    last: datetime.date | None,
    kinds: str | None,
    view: str,
    title: str | None,
    notes: tuple[str, ...],
    asked: str | None,
    output: Path,
    store: Path,
    form: str | None,
    engine_name: str,
    lang: str,
) -> None:
    """Draw the network as one file to hand over.

    An HTML file needs nothing but a browser: it asks for nothing from the network, and has the picture, a timeline, a
    table and numbered sources in it. SVG, PNG and PDF are the same picture on one page. Mermaid, DOT and Cytoscape are
    for those who go on elsewhere.

    Links that are told but disputed or not held are drawn, and look so. Without a day the page has a slider over all
    days on which something changes.

    \b
    Examples:
      accord draw -o network.html
      accord draw --about NABU --on 2024-04-10 -o nabu.html
      accord draw --about Ukraine --about Poland --view actors --from 2022-01-01 -o both.pdf
      accord draw --basis jit-ukraine-2022 --view matrix --lang uk -o team.html
      accord draw --kinds agency,international,agreement --as dot -o -
    """
    from accordgraph.diagrams.formats import PAGES, content, form_of
    from accordgraph.diagrams.request import DiagramRequest

    chosen_form = form_of(str(output), asked, PAGES if view == "matrix" else FORMS)
    chosen_kinds = () if kinds is None else tuple(kind.strip() for kind in kinds.split(","))
    wanted = DiagramRequest(view, about, bases, hops, day, first, last, chosen_kinds, title, notes)
    picture = _sketch(wanted, store, engine_name, lang)
    written = content(picture, chosen_form)
    if str(output) == "-":
        write_text(written.decode())
    else:
        from accordgraph.diagrams.svg.raster import replace

        replace(output, written)
        row = {"path": str(output), "form": chosen_form, "nodes": len(picture.nodes), "edges": len(picture.links)}
        write_rows([row], list(row), form)
    if not picture.links:
        write_note(picture.notes[-1 - len(notes)])


def _sketch(wanted: DiagramRequest, store: Path, engine_name: str, lang: str) -> Diagram:
    from accordgraph.diagrams.builder import build_diagram
    from accordgraph.diagrams.provenance import provenance_of

    with asking(store, engine_name, lang) as session:
        wanted, origin = wanted.resolved(session.names), session.origin
        return build_diagram(session, wanted, provenance_of(origin, wanted.command(lang, origin.engine)))


COMMANDS = (draw,)
