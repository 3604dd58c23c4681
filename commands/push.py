"""Commands that push the graph to a server, and read it back."""

from __future__ import annotations

from functools import partial
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

import click

from accordgraph.commands.shared.command import command
from accordgraph.commands.shared.options import Options, OutputPath
from accordgraph.commands.shared.output import write_note, write_rows
from accordgraph.commands.shared.progress import progress, steps
from accordgraph.graph.errors import InputError, TargetError, UsageError

if TYPE_CHECKING:
    from accordgraph.graph.schemas import Tables
    from accordgraph.graph.servers import Target
    from accordgraph.graph.servers.push.diff import Difference
    from accordgraph.graph.servers.push.push import Pushed

MAX_DIFFERENCES = 10_000
"""Differences that are listed: nobody reads more."""


@command(quiet=True)
@click.argument("target")
@click.option(
    "--full", is_flag=True, help="Compare with all data on the server. [default: with the snapshot that was pushed]"
)
@click.option("--dry-run", is_flag=True, help="Write nothing; count what would be added, changed and removed.")
@click.option("--check", is_flag=True, help="Write nothing; read the server back and list all differences.")
@click.option("--take-over", is_flag=True, help="Push although another push seems to be running. [default: refuse]")
def push(
    options: Options,
    target: str,
    full: bool,
    dry_run: bool,
    check: bool,
    take_over: bool,
) -> None:
    """Push the graph to Neo4j or to a SPARQL 1.1 server.

    TARGET is an address, or a name from accord.toml. Only the difference is written: stale data of ours is deleted,
    data of others is left alone. The next push repairs one that was interrupted. User and password come from
    ACCORD_USER and ACCORD_PASSWORD, from the password_command of accord.toml, or you are asked.

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
    from accordgraph.graph.servers.push.push import push as send
    from accordgraph.graph.store.store import Store

    if check and (full or dry_run or take_over):
        raise UsageError("--check only reads.", "Leave out --full, --dry-run and --take-over.")
    server, store = resolve(target, options.store), Store(options.store)
    if check:
        with opened(server) as side, steps(options) as report:
            report("Reading back")
            differences = list(islice(compare(side, store), MAX_DIFFERENCES + 1))
        _write_differences(differences, server, options)
        return
    how = PushOptions(full=full, take_over=take_over, dry=dry_run)
    with opened(server) as side:
        pushed = send(side, store, how, partial(progress, options))
    _write_counts(pushed, server, options, dry=dry_run)


def _write_counts(pushed: Pushed, server: Target, options: Options, *, dry: bool) -> None:
    rows = [{"name": name, **counts._asdict()} for name, counts in pushed.counts.items()]
    write_rows(rows, ("name", "added", "changed", "removed"), options)
    before = "no accordgraph data" if pushed.before is None else f"snapshot {pushed.before}"
    if dry:
        note = f"Nothing was written. {server.display_name} has {before}; this is what {pushed.snapshot} would change."
    else:
        note = f"{server.display_name} has snapshot {pushed.snapshot}; before, it had {before}."
    write_note(note, options)


def _write_differences(differences: list[Difference], server: Target, options: Options) -> None:
    listed = differences[:MAX_DIFFERENCES]
    write_rows([each._asdict() for each in listed], ("name", "difference", "thing", "detail"), options)
    if not differences:
        write_note(f"{server.display_name} has the graph of the store, and no other accordgraph data.", options)
        return
    count = f"{len(listed):,} things" if len(listed) == len(differences) else f"more than {len(listed):,} things"
    raise TargetError(
        f"{server.display_name} differs from the store in {count}.", "Repair it: accord push --full TARGET"
    )


@command(quiet=True)
@click.argument("target")
@click.option(
    "-o",
    "--output",
    type=OutputPath(file_okay=False, path_type=Path),
    help="A new folder for the tables, as Parquet. [default: only compare]",
)
def pull(options: Options, target: str, output: Path | None) -> None:
    """Read the graph back from a server and compare it.

    Its tables are compared with those of the store.

    For each table, the number of rows in the store and on the server, and how many of them are missing, foreign or
    changed on the server. Neo4j does not hold the table of names, and RDF not the columns of names: these are not
    compared. `accord push --check` lists each difference. The exit code is 3 where a table differs.

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

    server = resolve(target, options.store)
    with opened(server) as side, steps(options) as report:
        report("Reading back")
        tables = pushing.pull(side)
    if output is not None:
        _write(tables, output)
    compared = pulling.compare(snapshot_tables.tables(Store(options.store).snapshot()), tables)
    write_rows([table._asdict() for table in compared], pulling.Compared._fields, options)
    differ = [table.table for table in compared if not table.is_equal]
    if differ:
        raise TargetError(
            f"{server.display_name} differs from the store in the tables {', '.join(differ)}.",
            "See each difference: accord push --check TARGET",
        )
    write_note(f"{server.display_name} has the graph of the store.", options)


def _write(tables: Tables, folder: Path) -> None:
    try:
        folder.mkdir()
        for name, table in tables.items():
            table.write_parquet(folder / f"{name}.parquet")
    except OSError as error:
        raise InputError(f"{folder} cannot be created: {error.strerror}.", "Name a new folder with -o.") from error


COMMANDS = (push, pull)
