"""Commands that fill a store and tell what it holds."""

from __future__ import annotations

import shlex
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from accordgraph.commands.options import GivenPath, asking, asking_options, snapshot
from accordgraph.commands.output import left_out, say, write_note, write_rows
from accordgraph.commands.progress import steps
from accordgraph.graph.errors import InputError

if TYPE_CHECKING:
    from accordgraph.graph.store.store import LoadReport


@click.command()
@click.option(
    "--out",
    type=GivenPath(file_okay=False, path_type=Path),
    default=".",
    show_default=True,
    help="The folder that the diagram is written to.",
)
@asking_options
def demo(out: Path, store: Path, form: str | None, engine_name: str, lang: str) -> None:
    """Build the bundled graph, ask it, and draw it.

    \b
    Example:
      accord demo --store accord-store --out .
    """
    from accordgraph.loaders.bundled import bundled

    with bundled() as paths:
        _load(store, paths, keep_going=False)
    with asking(store, engine_name, lang) as session:
        from accordgraph.diagrams.builder import build_diagram
        from accordgraph.diagrams.html.network import write
        from accordgraph.graph.visible import visible
        from accordgraph.ontology.messages import message
        from accordgraph.queries.runner import run

        for actor in ("nabu", "ua"):
            say(f"\n{message('title-about', lang, name=visible(session.name(actor)))}\n")
            answer = run(session, "partners", {"actor": actor})
            held = [row for row in answer.rows if row["held"]]
            write_rows(held, answer.header.show, form or "table")
            for note in [*left_out(answer), *answer.notes]:
                write_note(note, err=False)
        picture = build_diagram(session)
        path = out / "accord-demo.html"
        _make_folder(out)
        write(picture, path)
        command = f"accord who NABU --on 2024-04-10{_store_hint(store)}"
        say(f"\n{message('demo-next', lang, graph=store, diagram=path, command=command)}")


def _store_hint(store: Path) -> str:
    return "" if str(store) == "accord-store" else f" --store {shlex.quote(str(store))}"


def _make_folder(path: Path) -> None:
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise InputError(
            f"The folder {path} cannot be made: {error.strerror}.", "Choose another with --out."
        ) from error


@click.command()
@click.argument("paths", nargs=-1, required=True, type=GivenPath(path_type=Path), metavar="PATH...")
@click.option("--keep-going", is_flag=True, help="Load what is right and tell of the rest. [default: load nothing]")
@asking_options
def load(paths: tuple[Path, ...], keep_going: bool, store: Path, form: str | None, **_shared: str) -> None:
    """Load dossiers: YAML files, or folders of them; or RDF that `accord export` wrote (.nq, .nt, .ttl, .jsonld).

    What a dossier said before and no longer says is retracted; loading it twice changes nothing. If anything in the
    files is wrong, every fault is told with file, line and column, and nothing of them is kept.

    RDF is loaded whole or not at all, with the days on which its statements were recorded.

    \b
    Examples:
      accord load my-agreements.yaml
      accord load graph.nq
      accord load dossiers/ --keep-going
    """
    report = _load(store, paths, keep_going=keep_going)
    rows = [
        {"snapshot": report.snapshot, "is_new": report.is_new, "dossier": dossier, **change._asdict()}
        for dossier, change in sorted(report.changes.items())
    ]
    write_rows(rows, ("snapshot", "is_new", "dossier", "added", "retracted"), form)


def _load(store: Path, paths: Sequence[Path], *, keep_going: bool) -> LoadReport:
    from accordgraph.graph.store.store import Store
    from accordgraph.loaders import loading

    with steps() as report:
        return loading.load(
            Store(store), paths, keep_going=keep_going, note=lambda line: say(line, err=True), report=report
        )


@click.command()
@asking_options
def status(store: Path, form: str | None, **_shared: str) -> None:
    """What the store holds.

    Its snapshot, its dossiers, and how many of each thing.

    \b
    Example:
      accord status
    """
    manifest = snapshot(store).manifest
    shown = ("sources", "actors", "bases", "acts", "participations", "cooperations", "conflicts")
    row = {name: manifest[name] for name in ("snapshot", "vocabulary", "statements")}
    row |= {"dossiers": ", ".join(manifest["dossiers"])} | {name: manifest["rows"][name] for name in shown}
    write_rows([row], list(row), form)


COMMANDS = (demo, load, status)
