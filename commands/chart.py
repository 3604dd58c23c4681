"""The command that draws charts."""

from __future__ import annotations

import datetime
from pathlib import Path

import click

from accordgraph.commands.options import GivenPath, asking, asking_options
from accordgraph.commands.output import write_rows, write_text
from accordgraph.commands.part_options import part_options

KINDS = ("statistics", "actor", "years", "timeline")  # of diagrams.chart_kinds, not imported to show help
FORMS = ("html", "svg", "png", "pdf")


@click.command()
@click.argument("kind", type=click.Choice(KINDS))
@part_options
@click.option("--as", "asked", type=click.Choice(FORMS), help="The form of the file. [default: by its ending]")
@click.option(
    "-o",
    "--output",
    required=True,
    type=GivenPath(dir_okay=False, allow_dash=True, path_type=Path),
    help="The file: .html, .svg, .png or .pdf; - with --as html or svg writes to standard output.",
)
@asking_options
def chart(
    kind: str,
    about: tuple[str, ...],
    bases: tuple[str, ...],
    day: datetime.date | None,
    first: datetime.date | None,
    last: datetime.date | None,
    title: str | None,
    notes: tuple[str, ...],
    asked: str | None,
    output: Path,
    store: Path,
    form: str | None,
    engine_name: str,
    lang: str,
) -> None:
    """Draw a chart as one file, with its table and its sources.

    statistics: the numbers that sources give, a panel for each series, and the shares executed. What does not fit among
    the numbers is marked by a letter and told below.

    \b
    actor: since when and until when an actor works with others (needs --about).
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
    from accordgraph.diagrams.charts.request import Asked, content
    from accordgraph.diagrams.charts.request import chart as make
    from accordgraph.diagrams.formats import form_of
    from accordgraph.diagrams.request import DiagramRequest
    from accordgraph.diagrams.svg.raster import replace

    chosen = form_of(str(output), asked, FORMS)
    request = Asked(
        kind, DiagramRequest(about=about, bases=bases, day=day, first=first, last=last, title=title, notes=notes)
    )
    with asking(store, engine_name, lang) as session:
        drawn = make(session, request)
    written = content(drawn, chosen)
    if str(output) == "-":
        write_text(written.decode())  # only forms that are text go here
        return
    replace(output, written)
    row = {"path": str(output), "chart": kind, "form": chosen, "rows": len(drawn.table.rows)}
    write_rows([row], list(row), form)


COMMANDS = (chart,)
