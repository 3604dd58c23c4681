"""The command that says whose dossiers count."""

from __future__ import annotations

import click

from accordgraph.commands.load import warning, write_changes
from accordgraph.commands.shared.command import command
from accordgraph.commands.shared.options import Options
from accordgraph.commands.shared.output import write_rows
from accordgraph.commands.shared.progress import steps


@command(quiet=True)
@click.argument("dossiers", nargs=-1, metavar="[DOSSIER]...")
@click.option("--take-back", is_flag=True, help="Trust these dossiers no more: they count as a stranger's again.")
def trust(options: Options, dossiers: tuple[str, ...], take_back: bool) -> None:
    """Let dossiers count that were loaded as a stranger's.

    DOSSIER is the id that stands in the first line of the file; without one, all dossiers are listed with whether they
    are trusted. What changes in the answers of other dossiers is reported.

    \b
    Examples:
      accord trust
      accord trust my-agreements
      accord trust my-agreements --take-back
    """
    from accordgraph.graph.store.store import Store
    from accordgraph.loaders import loading, trust

    store = Store(options.store)
    if not dossiers:
        store.snapshot()
        write_rows(trust.listed(store), ("dossier", "trusted", "statements"), options)
        return
    with steps(options) as report:
        loaded = loading.trust(
            store, dossiers, trusted=not take_back, lang=options.lang, note=warning(options), report=report
        )
    write_changes(loaded, options)


COMMANDS = (trust,)
