"""Options of all that is drawn: which part of the graph, and what is written above and below."""

from __future__ import annotations

import functools

import click

from accordgraph.commands.completion import names_of
from accordgraph.commands.shared.options import Day, Function

PAPERS = ("a4", "a4-landscape", "letter", "letter-landscape")  # of diagrams.svg.papers, which help need not import


def part_options(function: Function) -> Function:
    """Which part of the graph is drawn, and what is written above and below it; named as in `DiagramRequest`."""
    options = [
        click.option(
            "--about",
            metavar="ACTOR",
            multiple=True,
            shell_complete=names_of("Actor"),
            help="Only this actor and everybody that it cooperates with; may be repeated. [default: all]",
        ),
        click.option(
            "--basis",
            "bases",
            metavar="ID",
            multiple=True,
            shell_complete=names_of("Basis"),
            help="Only what rests on this basis; may be repeated. [default: all]",
        ),
        click.option("--on", "day", type=Day(), help="Only what may have been in force on this day. [default: all]"),
        click.option("--from", "first", type=Day(), help="Only what may have been in force on this day or later."),
        click.option("--to", "last", type=Day(), help="Only what may have been in force on this day or earlier."),
        click.option("--title", help="The title. [default: says what is drawn]"),
        click.option("--note", "notes", metavar="TEXT", multiple=True, help="A note below; may be repeated."),
    ]
    return functools.reduce(lambda wrapped, option: option(wrapped), reversed(options), function)


def paper_option(function: Function) -> Function:
    """On which paper a PDF is, as `paper_name`."""
    option = click.option(
        "--paper",
        "paper_name",
        type=click.Choice(PAPERS),
        default="a4",
        show_default=True,
        help="The paper of a PDF: pages to print, with letters of 9 points and more.",
    )
    return option(function)
