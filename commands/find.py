"""The command that finds things by their names."""

from __future__ import annotations

import click

from accordgraph.commands.shared.command import command
from accordgraph.commands.shared.opening import snapshot
from accordgraph.commands.shared.options import Options
from accordgraph.commands.shared.output import row_format, wants_words, write_answer, write_words

LIMIT = 10
"""Rows that fit on a screen."""


@command(quiet=True, words=True, dossiers=True)
@click.argument("text")
@click.option("--limit", type=click.IntRange(min=1), default=LIMIT, show_default=True, help="Maximum number of rows.")
@click.option(
    "--class",
    "class_",
    type=click.Choice(["actor", "basis", "source"]),
    help="Only actors, only bases or only sources. [default: all]",
)
def find(options: Options, text: str, limit: int, class_: str | None) -> None:
    """Search actors, agreements and sources by name.

    TEXT is a name, an acronym, an id or a publisher, complete or in part, in any language or transliterated; words may
    be in another order, and typing errors are forgiven. Each row says why it matches; the best match comes first.

    \b
    Examples:
      accord find "Derzhavne biuro rozsliduvan"
      accord find euopol --class actor
      accord find "memorandum nabu" --limit 3
    """
    from accordgraph.queries import find as finding

    with snapshot(options).names(options.lang) as names:
        answer = finding.find(names, text, class_ and class_.capitalize(), limit, options.lang)
        if wants_words(options):
            from accordgraph.queries.answers.finding import find as in_words

            write_words(in_words(names, text, answer, options.lang))
            return
    if row_format(options) == "table":
        # What matches is mostly the name itself: it need not be read twice.
        answer.rows[:] = [
            {**row, "matched": None if row["matched"] == row["name"] else row["matched"]} for row in answer
        ]
    write_answer(answer, options)


COMMANDS = (find,)
