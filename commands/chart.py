"""The command that draws charts."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from accordgraph.commands.part_options import paper_option, part_options
from accordgraph.commands.shared.command import command
from accordgraph.commands.shared.opening import session
from accordgraph.commands.shared.options import Options, OutputPath
from accordgraph.commands.shared.output import write_rows, write_text

KINDS = ("statistics", "actor", "years", "timeline")  # of diagrams.charts.request, not imported to show help
FORMS = ("html", "svg", "png", "pdf")


@command(engine=True, quiet=True)
@click.argument("kind", type=click.Choice(KINDS))
@part_options
@click.option("--as", "file_form", type=click.Choice(FORMS), help="The format of the file. [default: by its ending]")
@paper_option
@click.option(
    "-o",
    "--output",
    required=True,
    type=OutputPath(dir_okay=False, allow_dash=True, path_type=Path),
    help="The file: .html, .svg, .png or .pdf; - with --as html or svg writes to standard output.",
)
def chart(options: Options, kind: str, file_form: str | None, paper_name: str, output: Path, **part: Any) -> None:
    """Draw a chart as one file, with its table and its sources.

    statistics: the numbers that sources give, a panel for each series, and the shares executed. A number that does not
    fit among the others is marked by a letter and explained below.

    \b
    actor: since when and until when an actor cooperates (needs --about).
    years: new links by year, and the bases that they rest on.
    timeline: since when and until when everybody takes part in what.

    Bars of a timeline are solid where a link was certainly in force, lighter where presumably, hatched where possibly.

    \b
    Examples:
      accord chart statistics -o requests.html
      accord chart actor --about NABU -o nabu.pdf
      accord chart years --lang uk -o years.png
      accord chart timeline --basis jit-ukraine-2022 -o team.svg
    """
    from accordgraph.diagrams.charts.request import ChartRequest, content
    from accordgraph.diagrams.charts.request import chart as draw
    from accordgraph.diagrams.formats import form_of
    from accordgraph.diagrams.request import DiagramRequest
    from accordgraph.diagrams.svg.raster import replace, require_folder

    form = form_of(str(output), file_form, FORMS)
    if str(output) == "-":
        options.refuse_rows("the chart goes to standard output")
    else:
        require_folder(output)
    request = ChartRequest(kind, DiagramRequest(**part))
    with session(options) as opened:
        drawing = draw(opened, request)
    file = content(drawing, form, paper_name)
    if str(output) == "-":
        write_text(file.decode())  # only formats that are text go here
        return
    replace(output, file)
    row = {"path": str(output), "chart": kind, "form": form, "rows": len(drawing.table.rows)}
    write_rows([row], list(row), options)


COMMANDS = (chart,)
