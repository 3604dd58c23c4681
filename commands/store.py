"""Commands that maintain a store: its history, rollback, integrity checks, repair, backups."""

from __future__ import annotations

from pathlib import Path

import click

from accordgraph.commands.shared.command import command
from accordgraph.commands.shared.options import NonEmptyPath, Options, OutputPath, max_links_option
from accordgraph.commands.shared.output import write_note, write_rows
from accordgraph.commands.shared.progress import steps
from accordgraph.commands.shared.surroundings import check_addresses


@command()
def log(options: Options) -> None:
    """List all loads and show which snapshots you can roll back to.

    The oldest comes first. `is_current` marks the current snapshot, `is_kept` those that `accord rollback` can return
    to. Times are in UTC, by the clock of the machine that loaded; the order is that of the numbers.

    \b
    Example:
      accord log
    """
    from accordgraph.graph.store.integrity import loads
    from accordgraph.graph.store.store import Store

    store = Store(options.store)
    store.pointer()
    rows = loads(store)
    if not rows:
        store.snapshot()
    columns = ("snapshot", "at", "action", "base", "dossiers", "added", "retracted", "statements")
    write_rows(rows, (*columns, "is_current", "is_kept"), options)


@command(quiet=True)
@click.argument("name", required=False, metavar="[SNAPSHOT]")
def rollback(options: Options, name: str | None) -> None:
    """Roll back to an earlier snapshot, by default the previous one.

    Nothing is deleted: the later snapshots stay until loads replace them, and `accord rollback` returns to them in the
    same way. The next load builds on the snapshot that is current then.

    \b
    Examples:
      accord rollback
      accord rollback 3
    """
    from accordgraph.graph.store import recovery
    from accordgraph.graph.store.manifest import at
    from accordgraph.graph.store.store import Store

    result = recovery.rollback(Store(options.store), name)
    write_rows([{"snapshot": result.snapshot, "before": result.before}], ("snapshot", "before"), options)
    _write_notes(recovery.load_lines(result.undone, "Undone:"), options)
    if result.before is not None:
        write_note(f"Undo this with: accord rollback {result.before}{at(options.store)}", options)


@command(quiet=True)
def check(options: Options) -> None:
    """Check all files of the store for damage.

    Lists every file that is damaged, missing, foreign or left over. Each file is compared with the checksum that was
    taken when it was written. Nothing is changed. The exit code is 0 where the store is intact, and 3 where something
    must be repaired; the message says how.

    \b
    Examples:
      accord check
      accord check --format json
    """
    from accordgraph.graph.store.integrity import check
    from accordgraph.graph.store.store import Store

    result = check(Store(options.store))
    rows = [{"file": str(flaw.file), "state": flaw.state, "says": flaw.says} for flaw in result.flaws]
    write_rows(rows, ("file", "state", "says"), options)
    intact = "" if result.flaws else ": all are as they were written"
    write_note(f"{result.files} files were compared, {result.bytes:,} bytes{intact}.", options)
    if result.fault is not None:
        raise result.fault


@command(quiet=True)
@click.argument("name", required=False, metavar="[SNAPSHOT]")
def rebuild(options: Options, name: str | None) -> None:
    """Rebuild the graph from its statements, under a new number.

    Use it where `accord check` finds damage, and after you have installed another version of accordgraph. Without
    SNAPSHOT, the log of the current one is used; where that is damaged, nothing is done, and the message names the
    snapshot to rebuild from and what is lost by it.

    \b
    Examples:
      accord rebuild
      accord rebuild 3
    """
    from accordgraph.graph.store import recovery
    from accordgraph.graph.store.store import Store

    with steps(options) as report:
        check_addresses()
        result = recovery.rebuild(Store(options.store), name, report=report)
    write_rows([{"snapshot": result.snapshot, "base": result.base}], ("snapshot", "base"), options)
    _write_notes(recovery.load_lines(result.lost, "Not in it:"), options)


@command()
@click.argument("file", type=OutputPath(dir_okay=False, path_type=Path))
@click.option("--force", is_flag=True, help="Overwrite the file where it exists. [default: refuse]")
def backup(options: Options, file: Path, force: bool) -> None:
    """Write all statements and the history into one file.

    The graph itself is not in it: `accord restore` rebuilds it from the statements. The same store gives the same
    bytes.

    \b
    Examples:
      accord backup accord-2026-11.tar
      accord backup latest.tar --force
    """
    from accordgraph.graph.store.backup import backup
    from accordgraph.graph.store.store import Store

    result = backup(Store(options.store), file, force=force)
    write_rows([{"file": str(file), **result._asdict()}], ("file", "snapshot", "statements", "bytes"), options)


@command(quiet=True)
@click.argument("file", type=NonEmptyPath(dir_okay=False, path_type=Path))
@max_links_option
def restore(options: Options, file: Path, max_links: int) -> None:
    """Restore a store from a backup, in a new folder.

    The complete file is verified before anything is written, and its statements by the rules for what is loaded. The
    store has the same statements, the same history and the same graph as the one that was backed up.

    \b
    Example:
      accord restore accord-2026-11.tar --store again
    """
    from accordgraph.graph.store.backup import restore
    from accordgraph.graph.store.store import Store
    from accordgraph.loaders.restored import check_log

    with steps(options) as report:
        check_addresses()
        result = restore(file, Store(options.store), report, check=check_log, max_links=max_links)
    write_rows([{"store": str(options.store), **result._asdict()}], ("store", "snapshot", "statements"), options)


def _write_notes(notes: list[str], options: Options) -> None:
    for note in notes:
        write_note(note, options)


COMMANDS = (log, rollback, check, rebuild, backup, restore)
