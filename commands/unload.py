"""The command that takes dossiers out of a store."""

from __future__ import annotations

import click

from accordgraph.commands.load import warning, write_changes, write_preview
from accordgraph.commands.shared.command import command
from accordgraph.commands.shared.options import Options
from accordgraph.commands.shared.output import write_note
from accordgraph.commands.shared.progress import steps
from accordgraph.commands.shared.surroundings import check_addresses


@command(quiet=True)
@click.argument("dossiers", nargs=-1, required=True, metavar="DOSSIER...")
@click.option("--dry-run", is_flag=True, help="Change nothing; list the answers of other dossiers that would change.")
def unload(options: Options, dossiers: tuple[str, ...], dry_run: bool) -> None:
    """Take dossiers out of the graph.

    DOSSIER is the id that stands in the first line of the file; `accord status` lists those of the store. All that the
    dossier states is retracted, as of today: the log keeps it, and `accord rollback` brings it back. If another dossier
    refers to what it declares, nothing is changed. What changes in the answers of other dossiers is reported.

    \b
    Examples:
      accord unload my-agreements
      accord unload my-agreements --dry-run
    """
    from accordgraph.graph.store import manifest
    from accordgraph.graph.store.store import Store
    from accordgraph.loaders import loading

    store = Store(options.store)
    check_addresses()
    if dry_run:
        write_preview(loading.preview_unload(store, dossiers), options)
        return
    before = store.current_name()
    with steps(options) as progress:
        report = loading.unload(store, dossiers, lang=options.lang, note=warning(options), report=progress)
    write_changes(report, options)
    write_note(f"Undo this with: accord rollback {before}{manifest.at(options.store)}", options)


COMMANDS = (unload,)
