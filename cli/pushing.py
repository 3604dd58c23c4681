"""Commands that bring the graph to a server, and read it back."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from accordgraph.cli.options import asking_options
from accordgraph.cli.progress import progress, steps
from accordgraph.cli.writing import write_note, write_rows

if TYPE_CHECKING:
    from accordgraph.graph.push.pushing import Pushed
    from accordgraph.graph.targets import Target


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
    from accordgraph.graph.push.opening import opened
    from accordgraph.graph.push.pushing import Wish
    from accordgraph.graph.push.pushing import push as bring
    from accordgraph.graph.store import Store
    from accordgraph.graph.targets import resolve

    wish = Wish(full=full, take_over=take_over, dry=dry_run)
    found = resolve(target, store)
    with opened(found) as side, steps() as report:
        done = bring(side, Store(store), wish, report, lambda total: progress(total, "Pushing"))
    _tell(done, found, form, dry=dry_run)


def _tell(done: Pushed, target: Target, form: str | None, *, dry: bool) -> None:
    rows = [{"name": name, **counts._asdict()} for name, counts in done.counts.items()]
    write_rows(rows, ("name", "added", "changed", "removed"), form)
    before = "nothing of ours" if done.before is None else f"snapshot {done.before}"
    if dry:
        write_note(f"Nothing was written. {target.shown} has {before}; this is what {done.snapshot} would change.")
    else:
        write_note(f"{target.shown} has snapshot {done.snapshot}; before, it had {before}.")


COMMANDS = (push,)
