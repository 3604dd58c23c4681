"""Commands that keep a store: its history, going back, looking for damage, mending it, backups."""

from __future__ import annotations

from pathlib import Path

import click

from accordgraph.commands.options import GivenPath, asking_options
from accordgraph.commands.output import say, write_rows
from accordgraph.commands.progress import steps


@click.command()
@asking_options
def log(store: Path, form: str | None, **_shared: str) -> None:
    """Every load of the store, and which can be gone back to.

    The oldest comes first. `is_current` marks the snapshot that counts, `is_kept` those that `accord rollback` can go
    back to. Times are in UTC, by the clock of the machine that loaded; the order is that of the numbers.

    \b
    Example:
      accord log
    """
    from accordgraph.graph.store.integrity import loads
    from accordgraph.graph.store.store import Store

    opened = Store(store)
    opened.pointer()
    rows = loads(opened)
    if not rows:
        opened.snapshot()
    columns = ("snapshot", "at", "action", "base", "dossiers", "added", "retracted", "statements")
    write_rows(rows, (*columns, "is_current", "is_kept"), form)


@click.command()
@click.argument("name", required=False, metavar="[SNAPSHOT]")
@asking_options
def rollback(name: str | None, store: Path, form: str | None, **_shared: str) -> None:
    """Go back to an earlier snapshot: by default, to the one before.

    Nothing is removed: the later snapshots stay until loads replace them, and `accord rollback` goes forward to them in
    the same way. The next load goes on from the snapshot that counts then.

    \b
    Examples:
      accord rollback
      accord rollback 3
    """
    from accordgraph.graph.store import recovery
    from accordgraph.graph.store.manifest import at
    from accordgraph.graph.store.store import Store

    done = recovery.rollback(Store(store), name)
    write_rows([{"snapshot": done.snapshot, "before": done.before}], ("snapshot", "before"), form)
    _note(recovery.told(done.undone, "No longer counts:"))
    if done.before is not None:
        _note([f"Undo this with: accord rollback {done.before}{at(store)}"])


@click.command()
@asking_options
def check(store: Path, form: str | None, **_shared: str) -> None:
    """Read the whole store and name every file that is damaged, missing, foreign or left over.

    Each file is compared with the checksum that was taken when it was written. Nothing is changed. The exit code is 0
    where all is well, and 3 where something must be mended; the message says how.

    \b
    Examples:
      accord check
      accord check --format json
    """
    from accordgraph.graph.store.integrity import check
    from accordgraph.graph.store.store import Store

    found = check(Store(store))
    rows = [{"file": str(flaw.file), "state": flaw.state, "says": flaw.says} for flaw in found.flaws]
    write_rows(rows, ("file", "state", "says"), form)
    whole = "" if found.flaws else ": all are as they were written"
    _note([f"{found.files} files were compared, {found.bytes:,} bytes{whole}."])
    if found.fault is not None:
        raise found.fault


@click.command()
@click.argument("name", required=False, metavar="[SNAPSHOT]")
@asking_options
def rebuild(name: str | None, store: Path, form: str | None, **_shared: str) -> None:
    """Make the graph again from its statements, under a new number.

    To be used where `accord check` finds damage, and after another version of accordgraph was installed. Without
    SNAPSHOT, the log of the one that counts is used; where that is damaged, nothing is done, and you are told from
    which one to go on and what you lose by it.

    \b
    Examples:
      accord rebuild
      accord rebuild 3
    """
    from accordgraph.graph.store import recovery
    from accordgraph.graph.store.store import Store

    with steps() as report:
        done = recovery.rebuild(Store(store), name, report=report)
    write_rows([{"snapshot": done.snapshot, "base": done.base}], ("snapshot", "base"), form)
    _note(recovery.told(done.lost, "Not in it:"))


@click.command()
@click.argument("file", type=GivenPath(dir_okay=False, path_type=Path))
@click.option("--force", is_flag=True, help="Overwrite the file where it exists. [default: refuse]")
@asking_options
def backup(file: Path, force: bool, store: Path, form: str | None, **_shared: str) -> None:
    """Write all statements of the store and its history into one file.

    The graph itself is not in it, for it is made again from the statements. The same store gives the same bytes.

    \b
    Examples:
      accord backup accord-2026-11.tar
      accord backup latest.tar --force
    """
    from accordgraph.graph.store.backup import backup
    from accordgraph.graph.store.store import Store

    done = backup(Store(store), file, force=force)
    write_rows([{"file": str(file), **done._asdict()}], ("file", "snapshot", "statements", "bytes"), form)


@click.command()
@click.argument("file", type=GivenPath(dir_okay=False, path_type=Path))
@asking_options
def restore(file: Path, store: Path, form: str | None, **_shared: str) -> None:
    """Make a store again from a backup, in a new folder.

    All of the file is verified before anything is written. The store has the same statements, the same history and the
    same graph as the one that was kept.

    \b
    Example:
      accord restore accord-2026-11.tar --store again
    """
    from accordgraph.graph.store.backup import restore
    from accordgraph.graph.store.store import Store

    with steps() as report:
        done = restore(file, Store(store), report=report)
    write_rows([{"store": str(store), **done._asdict()}], ("store", "snapshot", "statements"), form)


def _note(lines: list[str]) -> None:
    for line in lines:
        say(f"Note: {line}", err=True)


COMMANDS = (log, rollback, check, rebuild, backup, restore)
