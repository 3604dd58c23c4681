"""Commands that bring the graph to a server, and read it back."""

from __future__ import annotations

from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

import click

from accordgraph.commands.options import GivenPath, asking_options
from accordgraph.commands.output import write_note, write_rows
from accordgraph.commands.progress import progress, steps
from accordgraph.graph.errors import InputError, TargetError, UsageError

if TYPE_CHECKING:
    from accordgraph.graph.schemas import Tables
    from accordgraph.graph.servers import Target
    from accordgraph.graph.servers.push.diff import Difference
    from accordgraph.graph.servers.push.push import Pushed

MOST_SHOWN = 10_000
"""Differences that are named: nobody reads more."""


@click.command()
@click.argument("target")
@click.option("--full", is_flag=True, help="Compare with all that is there. [default: with the snapshot that is there]")
@click.option("--dry-run", is_flag=True, help="Write nothing; say how many would be added, changed and removed.")
@click.option("--check", is_flag=True, help="Write nothing; read back all that is there and name what differs.")
@click.option("--take-over", is_flag=True, help="Push although another push seems to be at work. [default: refuse]")
@asking_options
def push(
    target: str,
    full: bool,
    dry_run: bool,
    check: bool,
    take_over: bool,
    store: Path,
    form: str | None,
    **_shared: str,
) -> None:
    """Bring the graph to a server: Neo4j, or any that speaks SPARQL 1.1.

    TARGET is an address, or a name from accord.toml. Only what differs from the snapshot that is there is written; what
    is no longer in the graph is taken away, and what is not ours is never touched. A push that was cut off is mended by
    the next one. User and password come from ACCORD_USER and ACCORD_PASSWORD, from the password_command of accord.toml,
    or you are asked.

    \b
    Examples:
      accord push bolt://localhost
      accord push work --dry-run
      accord push sparql+http://localhost:3030/ds --check
    """
    from accordgraph.graph.servers import resolve
    from accordgraph.graph.servers.push.connect import opened
    from accordgraph.graph.servers.push.push import PushOptions
    from accordgraph.graph.servers.push.push import check as compare
    from accordgraph.graph.servers.push.push import push as bring
    from accordgraph.graph.store.store import Store

    if check and (full or dry_run or take_over):
        raise UsageError("--check only reads.", "Leave out --full, --dry-run and --take-over.")
    found = resolve(target, store)
    if check:
        with opened(found) as side, steps() as report:
            report("Reading back")
            differences = list(islice(compare(side, Store(store)), MOST_SHOWN + 1))
        _tell_differences(differences, found, form)
        return
    wish = PushOptions(full=full, take_over=take_over, dry=dry_run)
    with opened(found) as side:
        done = bring(side, Store(store), wish, progress)
    _tell(done, found, form, dry=dry_run)


def _tell(done: Pushed, target: Target, form: str | None, *, dry: bool) -> None:
    rows = [{"name": name, **counts._asdict()} for name, counts in done.counts.items()]
    write_rows(rows, ("name", "added", "changed", "removed"), form)
    before = "nothing of ours" if done.before is None else f"snapshot {done.before}"
    if dry:
        write_note(f"Nothing was written. {target.shown} has {before}; this is what {done.snapshot} would change.")
    else:
        write_note(f"{target.shown} has snapshot {done.snapshot}; before, it had {before}.")


def _tell_differences(differences: list[Difference], target: Target, form: str | None) -> None:
    shown = differences[:MOST_SHOWN]
    write_rows([found._asdict() for found in shown], ("name", "difference", "thing", "detail"), form)
    if not differences:
        write_note(f"{target.shown} has the graph of the store, and nothing else of ours.")
        return
    count = f"{len(shown):,} things" if len(shown) == len(differences) else f"more than {len(shown):,} things"
    raise TargetError(f"{target.shown} differs from the store in {count}.", "Mend it: accord push --full TARGET")


@click.command()
@click.argument("target")
@click.option(
    "-o",
    "--output",
    type=GivenPath(file_okay=False, path_type=Path),
    help="A new folder for the tables, as Parquet. [default: only compare]",
)
@asking_options
def pull(target: str, output: Path | None, store: Path, form: str | None, **_shared: str) -> None:
    """Read the graph back from a server, and compare its tables with those of the store.

    The rows say, for each table, how many rows the store and the target have, and how many of them are missing, foreign
    or changed at the target. Neo4j does not hold the table of names, and RDF not the columns of names: these are not
    compared. `accord push --check` names each difference. The exit code is 3 where a table differs.

    \b
    Examples:
      accord pull bolt://localhost
      accord pull work -o tables
    """
    from accordgraph.graph.servers import resolve
    from accordgraph.graph.servers.push import pull as pulling
    from accordgraph.graph.servers.push import push as pushing
    from accordgraph.graph.servers.push.connect import opened
    from accordgraph.graph.store import snapshot_tables
    from accordgraph.graph.store.store import Store

    found = resolve(target, store)
    with opened(found) as side, steps() as report:
        report("Reading back")
        tables = pushing.pull(side)
    if output is not None:
        _write(tables, output)
    compared = pulling.compare(snapshot_tables.tables(Store(store).snapshot()), tables)
    write_rows([table._asdict() for table in compared], pulling.Compared._fields, form)
    differ = [table.table for table in compared if not table.is_equal]
    if differ:
        raise TargetError(
            f"{found.shown} differs from the store in the tables {', '.join(differ)}.",
            "See each difference: accord push --check TARGET",
        )
    write_note(f"{found.shown} has the graph of the store.")


def _write(tables: Tables, folder: Path) -> None:
    try:
        folder.mkdir()
        for name, table in tables.items():
            table.write_parquet(folder / f"{name}.parquet")
    except OSError as error:
        raise InputError(f"{folder} cannot be made: {error.strerror}.", "Name a new folder with -o.") from error


COMMANDS = (push, pull)
