"""The command that finds things by their names."""

from __future__ import annotations

from pathlib import Path

import click

from accordgraph.commands.options import asking_options, snapshot
from accordgraph.commands.output import chosen, write_answer

LIMIT = 10
"""Rows that fit on a screen."""


@click.command()
@click.argument("text")
@click.option(
    "--limit", type=click.IntRange(min=1), default=LIMIT, show_default=True, help="How many to show, the best first."
)
@click.option(
    "--class",
    "class_",
    type=click.Choice(["actor", "basis", "source"]),
    help="Only actors, only bases or only sources. [default: all]",
)
@asking_options
def find(text: str, limit: int, class_: str | None, store: Path, form: str | None, lang: str, **_shared: str) -> None:
    """What is called TEXT, or nearly so: actors, bases and sources.

    TEXT is a name, an acronym, an id or a publisher, whole or in part, in any language or transliterated; words may
    be in another order and typing errors in them. Each row says why it fits.

    \b
    Examples:
      accord find "Derzhavne biuro rozsliduvan"
      accord find euopol --class actor
      accord find "memorandum nabu" --limit 3
    """
    from accordgraph.queries import find as finding

    with snapshot(store).names(lang) as names:
        answer = finding.find(names, text, class_ and class_.capitalize(), limit, lang)
    if chosen(form) == "table":
        # What is matched is mostly the name itself: it need not be read twice.
        answer.rows[:] = [
            {**row, "matched": None if row["matched"] == row["name"] else row["matched"]} for row in answer
        ]
    write_answer(answer, form)


COMMANDS = (find,)
