"""The command that takes dossiers out of a store."""

from __future__ import annotations

import datetime

import click

from accordgraph.commands.load import write_changes
from accordgraph.commands.shared.command import command
from accordgraph.commands.shared.options import Options
from accordgraph.commands.shared.output import write_note
from accordgraph.commands.shared.progress import steps
from accordgraph.commands.shared.surroundings import check_addresses


@command(quiet=True)
@click.argument("dossiers", nargs=-1, required=True, metavar="DOSSIER...")
def unload(options: Options, dossiers: tuple[str, ...]) -> None:
    """Take dossiers out of the graph.

    DOSSIER is the id that stands in the first line of the file; `accord status` lists those of the store. All that the
    dossier states is retracted, as of today: the log keeps it, and `accord rollback` brings it back. If another dossier
    refers to what it declares, nothing is changed.

    \b
    Example:
      accord unload my-agreements
    """
    from accordgraph.graph.store import manifest
    from accordgraph.graph.store.store import Store
    from accordgraph.graph.store.unloading import unload

    store = Store(options.store)
    before = store.current_name()
    check_addresses()
    with steps(options) as progress:
        report = unload(store, dossiers, datetime.date.today(), progress)
    write_changes(report, options)
    write_note(f"Undo this with: accord rollback {before}{manifest.at(options.store)}", options)


COMMANDS = (unload,)
