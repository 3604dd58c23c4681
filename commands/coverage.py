"""The command that says what the graph does not know."""

from __future__ import annotations

import click

from accordgraph.commands.shared.command import command
from accordgraph.commands.shared.opening import session, snapshot
from accordgraph.commands.shared.options import Options
from accordgraph.commands.shared.output import wants_words, write_rows, write_words
from accordgraph.graph.dates.today import today

COVERS = ("dossier", "covers", "actors", "text")


@command(words=True, dossiers=True)
@click.option("--sources", "of_sources", is_flag=True, help="Pairs of sources that may be one voice. [default: notes]")
def coverage(options: Options, of_sources: bool) -> None:
    """What the graph does not know.

    In words: what dossiers set out to hold, what was looked for and not found, what is known and left out; agreements
    without a day, with one voice only, or last attested long ago; sources without a text or a day; actors without a
    name in a language. As rows: the notes of the dossiers.

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
    from accordgraph.queries.answers.coverage import coverage as in_words

    current = snapshot(options)
    if of_sources:
        write_rows(voice_pairs(tables(current)).to_dicts(), COLUMNS, options)
        return
    statements = Store(current.store_folder).standing()
    if wants_words(options):
        with session(options) as opened:
            write_words(in_words(opened, tables(current), statements, today()))
    else:
        write_rows(coverage_notes(statements, options.lang).to_dicts(), COVERS, options)


COMMANDS = (coverage,)
