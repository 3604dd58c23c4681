"""Commands that draw."""

from __future__ import annotations

import datetime
from pathlib import Path

import click

from accordgraph.cli.completion import names_of
from accordgraph.cli.options import Day, GivenPath, asking, asking_options
from accordgraph.cli.writing import write_rows


@click.command()
@click.option(
    "--about",
    metavar="ACTOR",
    shell_complete=names_of("Actor"),
    help="Only this actor and all that it works with. [default: the whole graph]",
)
@click.option("--on", "day", type=Day(), help="Only what may have been in force on this day. [default: all times]")
@click.option("-o", "--output", required=True, type=GivenPath(dir_okay=False, path_type=Path), help="The HTML file.")
@asking_options
def draw(
    about: str | None,
    day: datetime.date | None,
    output: Path,
    store: Path,
    form: str | None,
    engine_name: str,
    lang: str,
) -> None:
    """Draw the network as one HTML file.

    The file needs nothing but a browser: it asks for nothing from the network.

    \b
    Examples:
      accord draw -o network.html
      accord draw --about NABU --on 2024-04-10 -o nabu.html
    """
    from accordgraph.diagrams.network import write
    from accordgraph.diagrams.sketch import sketch

    with asking(store, engine_name, lang) as (engine, names):
        actor = None if about is None else names.resolve(about, "Actor")
        picture = sketch(engine, names, Wanted(about=(actor,) if actor else (), day=day), lang)
    write(picture, output)
    row = {"path": str(output), "nodes": len(picture.nodes), "edges": len(picture.links)}
    write_rows([row], list(row), form)


COMMANDS = (draw,)
