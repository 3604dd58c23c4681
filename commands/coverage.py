"""The command that says what the graph does not know."""

from __future__ import annotations

import click

from accordgraph.commands.command import command
from accordgraph.commands.opening import snapshot
from accordgraph.commands.options import Options
from accordgraph.commands.output import write_rows

COVERS = ("dossier", "covers", "actors", "text")


@command()
@click.option("--sources", "of_sources", is_flag=True, help="Pairs of sources that may be one voice. [default: notes]")
def coverage(options: Options, of_sources: bool) -> None:
    """List what dossiers say that they do not hold.

    Notes on what they set out to hold, what was looked for and not found, and what is known and left out.

    With --sources: pairs of sources that alone carry a value, so that it counts as confirmed, were published within two
    days of each other or bear no date, and declare nothing. Read both: where one retells the other or both retell a
    third, write derived_from; where they are two voices, independent: true.

    \b
    Examples:
      accord coverage
      accord coverage --sources
    """
    from accordgraph.graph.derivation.coverage import coverage_notes
    from accordgraph.graph.derivation.voice_pairs import COLUMNS, voice_pairs
    from accordgraph.graph.store.snapshot_tables import tables
    from accordgraph.graph.store.store import Store

    if of_sources:
        write_rows(voice_pairs(tables(snapshot(options))).to_dicts(), COLUMNS, options)
    else:
        statements = Store(snapshot(options).store_folder).standing()
        write_rows(coverage_notes(statements, options.lang).to_dicts(), COVERS, options)


COMMANDS = (coverage,)
