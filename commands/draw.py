"""The command that draws the network."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from accordgraph.commands.part_options import paper_option, part_options
from accordgraph.commands.shared.command import command
from accordgraph.commands.shared.opening import session
from accordgraph.commands.shared.options import Options, OutputPath
from accordgraph.commands.shared.output import write_note, write_rows, write_text

if TYPE_CHECKING:
    from accordgraph.diagrams.model import Diagram
    from accordgraph.diagrams.request import DiagramRequest

VIEWS = ("bases", "actors", "ego", "matrix")  # of diagrams.request, which need not be imported to show help
FORMS = ("html", "svg", "png", "pdf", "mermaid", "dot", "cytoscape")  # of diagrams.formats, likewise


LARGEST_FILE = 40_000_000
"""Bytes of a file that is written without a question."""


@command(engine=True, quiet=True)
@part_options
@click.option(
    "--view",
    type=click.Choice(VIEWS),
    default="bases",
    show_default=True,
    help="bases: actors and boxes for what they take part in. actors: links straight between actors, one per "
    "basis. ego: the same around --about. matrix: actors by actors, for dense graphs.",
)
@click.option("--hops", type=int, default=1, show_default=True, help="Steps from --about, over links considered true.")
@click.option(
    "--kinds",
    metavar="KIND,...",
    help="Only these kinds of actors (state, agency, international, group, other) and of bases (agreement, "
    "operation, assistance, report). [default: all]",
)
@click.option(
    "--as",
    "file_form",
    type=click.Choice(FORMS),
    help="The format of the file. [default: by the ending of the file]",
)
@click.option(
    "--embed",
    is_flag=True,
    help="Write a page for a frame: the picture first, nothing around it; the <iframe> line is printed.",
)
@paper_option
@click.option(
    "-o",
    "--output",
    required=True,
    type=OutputPath(dir_okay=False, allow_dash=True, path_type=Path),
    help="The file: .html, .svg, .png, .pdf, .mmd, .dot or .cyjs; - writes a text format to standard output.",
)
def draw(
    options: Options,
    view: str,
    hops: int,
    kinds: str | None,
    file_form: str | None,
    embed: bool,
    paper_name: str,
    output: Path,
    **part: Any,
) -> None:
    """Draw the network as one file to hand over.

    An HTML file needs nothing but a browser: it loads nothing from the internet, and holds the diagram, a timeline, a
    table and numbered sources. SVG and PNG are the same diagram as one image, PDF is for paper. Mermaid, DOT and
    Cytoscape are for further work in other programs.

    Disputed and refuted links are drawn too, in their own line style. Without a day the page has a slider over all days
    on which something changes.

    \b
    Examples:
      accord draw -o network.html
      accord draw --about NABU --on 2024-04-10 -o nabu.html
      accord draw --about Ukraine --about Poland --view actors --from 2022-01-01 -o both.pdf
      accord draw --basis jit-ukraine-2022 --view matrix --lang uk -o team.html
      accord draw --kinds agency,international,agreement --as dot -o -
      accord draw --about NABU --embed -o frame.html
    """
    from accordgraph.diagrams.formats import PAGES, content, form_of
    from accordgraph.diagrams.request import DiagramRequest
    from accordgraph.diagrams.svg.raster import require_folder
    from accordgraph.graph.errors import UsageError

    form = form_of(str(output), file_form, PAGES if view == "matrix" else FORMS)
    if embed and form != "html":
        raise UsageError("Only a page can be shown in a frame.", "Write HTML: -o picture.html, or leave out --embed.")
    if str(output) == "-":
        options.refuse_rows("the diagram goes to standard output")
    else:
        require_folder(output)
    chosen = () if kinds is None else tuple(kind.strip() for kind in kinds.split(","))
    request = DiagramRequest(view=view, hops=hops, kinds=chosen, **part)
    diagram, other = _build(request, options, in_both=form == "html" and not embed)
    text = content(diagram, form, other, embedded=embed, paper_name=paper_name)
    _ask_whether_large(len(text))
    _write(diagram, text, form, output, options, embedded=embed)
    if not diagram.links:
        write_note(diagram.notes[-1 - len(part["notes"])], options)


def _build(request: DiagramRequest, options: Options, *, in_both: bool) -> tuple[Diagram, Diagram | None]:
    """The diagram, and the same in the other language for a page that shows both."""
    from accordgraph.diagrams.builder import build_diagram, build_translation
    from accordgraph.diagrams.provenance import provenance_of

    with session(options) as opened:
        request, origin = request.resolved(opened.names), opened.origin
        provenance = provenance_of(origin, request.command(opened.lang, origin.engine))
        diagram = build_diagram(opened, request, provenance)
        return diagram, build_translation(opened, request, diagram) if in_both else None


def _ask_whether_large(size: int) -> None:
    """Ask whether a file is wanted that few browsers open and no mail takes; where nobody answers, it is refused."""
    from accordgraph.graph.errors import UsageError

    if size <= LARGEST_FILE:
        return
    large = f"The file would have {size / 1e6:.0f} MB."
    try:
        is_wanted = click.confirm(f"{large} Write it?", err=True)
    except click.Abort:
        is_wanted = False
    if not is_wanted:
        raise UsageError(large, "Draw a part (--about ACTOR, --basis ID), or say yes when asked.")


def _write(diagram: Diagram, text: bytes, form: str, output: Path, options: Options, *, embedded: bool) -> None:
    from accordgraph.diagrams.formats import frame_line
    from accordgraph.diagrams.svg.raster import replace

    if str(output) == "-":
        write_text(text.decode())
        return
    replace(output, text)
    row = {"path": str(output), "form": form, "nodes": len(diagram.nodes), "edges": len(diagram.links)}
    if embedded:
        write_note(frame_line(output, diagram.title), options)
    write_rows([row], list(row), options)


COMMANDS = (draw,)
