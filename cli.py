"""The command line: `accord`. Thin: it opens a store, asks, and writes what comes back."""

from __future__ import annotations

import datetime
import functools
import os
import shlex
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import click

import accordgraph
from accordgraph.graph.engines import LANGUAGES
from accordgraph.graph.errors import AccordError, InputError, UsageError
from accordgraph.queries.output import FORMATS

if TYPE_CHECKING:
    from accordgraph.graph.engines.protocol import Engine
    from accordgraph.graph.index import Names
    from accordgraph.graph.store import LoadReport, Snapshot
    from accordgraph.queries.runner import Answer

Command = Callable[..., Any]

EXIT_CODES = """\b
Exit codes: 0 it worked, 1 input or data are at fault, 2 the command was put
wrongly or a name fits several things, 3 the store or an engine is at fault."""


def main() -> NoReturn:
    """Run `accord` and end the process with its exit code."""
    try:
        code = run(sys.argv[1:])
        if sys.stdout is not None:
            sys.stdout.flush()
    except BrokenPipeError:
        # The reader of our output has gone (`accord who NABU | head`): nobody is left to tell.
        code = 0
        _silence()
    except OSError as error:
        code = 1
        _silence()
        click.echo(f"Error: The output cannot be written: {error.strerror or error}.", err=True)
    sys.exit(code)


def _silence() -> None:
    """Let what is still to be flushed at the end go nowhere."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def run(arguments: Sequence[str]) -> int:
    """Run one command and give its exit code; errors of ours are told on stderr."""
    try:
        # Not `accord.main`: it takes a reader that has gone for a failure.
        with accord.make_context("accord", list(arguments)) as context:
            accord.invoke(context)
    except click.exceptions.Exit as stop:
        return stop.exit_code
    except (click.Abort, KeyboardInterrupt):
        click.echo("Stopped.", err=True)
        return 130
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except AccordError as error:
        from accordgraph.graph.visible import visible

        lines = str(error).splitlines()
        click.echo("\n".join(["Error: " + visible(lines[0]), *map(visible, lines[1:])]), err=True)
        return error.exit_code
    return 0


class GivenPath(click.Path):
    """A path that says something: an empty one, as from a variable that is not set, would be the current folder."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """The path, or a usage error where it is empty."""
        if not os.fspath(value):
            self.fail("the path is empty.", param, ctx)
        return super().convert(value, param, ctx)


class Day(click.ParamType[datetime.date]):
    """A day, written 2024-04-10."""

    name = "day"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> datetime.date:
        """The day as a date, or a usage error that shows how to write one."""
        if isinstance(value, datetime.date):
            return value
        try:
            return datetime.datetime.strptime(value, "%Y-%m-%d").date()
        except ValueError:
            self.fail(f"{value!r} is no day; write it as 2024-04-10.", param, ctx)


def _store_option(command: Command) -> Command:
    return click.option(
        "--store",
        type=GivenPath(file_okay=False, path_type=Path),
        default="accord-store",
        envvar="ACCORD_STORE",
        show_default=True,
        show_envvar=True,
        help="The folder with the graph.",
    )(command)


def _format_option(command: Command) -> Command:
    return click.option(
        "--format",
        "form",
        type=click.Choice(FORMATS),
        help="How to write rows. [default: table on a terminal, json when piped]",
    )(command)


def _asking_options(command: Command) -> Command:
    """What all commands have in common, so that scripts may give it to any; who asks nothing takes no heed of it."""
    options = [
        _store_option,
        _format_option,
        click.option(
            "--engine",
            "engine_name",
            type=click.Choice(list(LANGUAGES)),
            default="ladybug",
            show_default=True,
            help="Which engine answers: Ladybug in Cypher, or Oxigraph in SPARQL. The rows are the same.",
        ),
        click.option(
            "--lang",
            type=click.Choice(["en", "uk"]),
            default="en",
            show_default=True,
            help="Language of names, English where one is missing.",
        ),
    ]
    return functools.reduce(lambda wrapped, option: option(wrapped), reversed(options), command)


@contextmanager
def _asking(store: Path, engine_name: str) -> Iterator[tuple[Engine, Names]]:
    snapshot = _snapshot(store)
    with snapshot.engine(engine_name) as engine, snapshot.names() as names:
        yield engine, names


def _snapshot(store: Path) -> Snapshot:
    from accordgraph.graph.store import Store

    return Store(store).snapshot()


def _write(rows: Sequence[Mapping[str, Any]], columns: Sequence[str], form: str | None) -> None:
    from accordgraph.queries.output import write

    click.echo(write(rows, columns, _form(form), _width()), nl=False)


def _form(form: str | None) -> str:
    return form or ("table" if _on_terminal() else "json")


def _on_terminal() -> bool:
    return sys.stdout is not None and sys.stdout.isatty()


def _width() -> int | None:
    return os.get_terminal_size().columns if _on_terminal() else None


def _write_answer(answer: Answer, form: str | None, extra: Sequence[str] = ()) -> None:
    is_table = _form(form) == "table"
    columns = [*answer.header.show, *extra] if is_table else answer.columns
    _write(answer.rows, columns, form)
    for note in answer.notes:
        click.echo(f"Note: {note}", err=True)


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100}, epilog=EXIT_CODES)
@click.version_option(accordgraph.__version__, prog_name="accord")
def accord() -> None:
    """Who cooperates with whom, since when, on what basis, and who says so.

    \b
    Begin with the bundled graph:
      accord demo
      accord who NABU
      accord who Ukraine --on 2022-07-01
      accord since Estonia Ukraine
      accord draw --about NABU -o nabu.html
    """


@accord.command()
@click.option(
    "--out",
    type=GivenPath(file_okay=False, path_type=Path),
    default=".",
    show_default=True,
    help="The folder that the diagram is written to.",
)
@_asking_options
def demo(out: Path, store: Path, form: str | None, engine_name: str, lang: str) -> None:
    """Build the bundled graph, ask it, and draw it.

    \b
    Example:
      accord demo --store accord-store --out .
    """
    from accordgraph.loaders.bundled import bundled

    with bundled() as paths:
        _load(store, paths, keep_going=False)
    with _asking(store, engine_name) as (engine, names):
        from accordgraph.diagrams.network import write
        from accordgraph.diagrams.sketch import sketch
        from accordgraph.queries.runner import run

        for actor in ("nabu", "ua"):
            click.echo(f"\nWho cooperates with {names.name(actor, lang)}\n")
            answer = run(engine, names, "partners", {"actor": actor}, lang)
            held = [row for row in answer.rows if row["held"]]
            _write(held, answer.header.show, form or "table")
            for note in [*_left_out(answer), *answer.notes]:
                click.echo(f"Note: {note}")
        picture = sketch(engine, names, lang=lang)
        path = out / "accord-demo.html"
        _make_folder(out)
        write(picture, path)
    click.echo(
        f"\nThe graph: {store}\nThe diagram: {path}\nGo on with: accord who NABU --on 2024-04-10{_store_hint(store)}"
    )


def _store_hint(store: Path) -> str:
    return "" if str(store) == "accord-store" else f" --store {shlex.quote(str(store))}"


def _left_out(answer: Answer) -> list[str]:
    count = sum(not row["held"] for row in answer.rows)
    links = "1 link that is" if count == 1 else f"{count} links that are"
    return [f"{links} told but not held: shown with --all."] if count else []


def _make_folder(path: Path) -> None:
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise InputError(
            f"The folder {path} cannot be made: {error.strerror}.", "Choose another with --out."
        ) from error


@accord.command()
@click.argument("paths", nargs=-1, required=True, type=GivenPath(path_type=Path), metavar="PATH...")
@click.option("--keep-going", is_flag=True, help="Load what is right and tell of the rest. [default: load nothing]")
@_asking_options
def load(paths: tuple[Path, ...], keep_going: bool, store: Path, form: str | None, **_shared: str) -> None:
    """Load dossiers: YAML files, or folders of them.

    What a dossier said before and no longer says is retracted; loading it twice changes nothing. If anything in the
    files is wrong, every fault is told with file, line and column, and nothing of them is kept.

    \b
    Examples:
      accord load my-agreements.yaml
      accord load dossiers/ --keep-going
    """
    report = _load(store, paths, keep_going=keep_going)
    rows = [
        {"snapshot": report.snapshot, "is_new": report.is_new, "dossier": dossier, **change._asdict()}
        for dossier, change in sorted(report.changes.items())
    ]
    _write(rows, ("snapshot", "is_new", "dossier", "added", "retracted"), form)


def _load(store: Path, paths: Sequence[Path], *, keep_going: bool) -> LoadReport:
    from accordgraph.graph.log import Batch
    from accordgraph.graph.statements import frame
    from accordgraph.graph.store import Store
    from accordgraph.loaders.dossier import read_dossiers
    from accordgraph.loaders.known import known

    dossiers = read_dossiers(paths, **known(Store(store), paths), keep_going=keep_going)
    for dossier in dossiers:
        for fault in dossier.faults:
            click.echo(str(fault), err=True)
    batches = [Batch(dossier.id, dossier.recorded, frame(dossier.statements)) for dossier in dossiers]
    return Store(store).load(batches, report=_tell)


def _tell(step: str) -> None:
    if sys.stderr.isatty():
        click.echo(f"{step} ...", err=True)


@accord.command()
@_asking_options
def status(store: Path, form: str | None, **_shared: str) -> None:
    """What the store holds.

    Its snapshot, its dossiers, and how many of each thing.

    \b
    Example:
      accord status
    """
    manifest = _snapshot(store).manifest
    shown = ("sources", "actors", "bases", "acts", "participations", "cooperations", "conflicts")
    row = {name: manifest[name] for name in ("snapshot", "vocabulary", "statements")}
    row |= {"dossiers": ", ".join(manifest["dossiers"])} | {name: manifest["rows"][name] for name in shown}
    _write([row], list(row), form)


@accord.command()
@click.argument("actor")
@click.option("--on", "day", type=Day(), help="Only what may have been in force on this day, and how surely.")
@click.option("--all", "with_all", is_flag=True, help="Also links that are told but that we do not hold to be so.")
@click.option(
    "--with-bodies", is_flag=True, help="Also the links of all parts of the actor, such as agencies of a state."
)
@_asking_options
def who(
    actor: str,
    day: datetime.date | None,
    with_all: bool,
    with_bodies: bool,
    store: Path,
    form: str | None,
    engine_name: str,
    lang: str,
) -> None:
    """Who cooperates with ACTOR, since when and on what basis.

    ACTOR is an id, a name, an acronym or an alias in any language.

    \b
    Examples:
      accord who NABU
      accord who "НАБУ" --lang uk
      accord who Ukraine --on 2022-07-01 --all
    """
    from accordgraph.queries.runner import run

    given: dict[str, Any] = {"actor": actor, "with_bodies": with_bodies}
    if day is not None:
        given["day"] = day
    with _asking(store, engine_name) as (engine, names):
        answer = run(engine, names, "partners" if day is None else "partners_on", given, lang)
    if not with_all:
        answer.notes.extend(_left_out(answer))
        answer.rows[:] = [row for row in answer.rows if row["held"]]
    extra = [name for name, wanted in (("actor", with_bodies), ("held", with_all)) if wanted]
    _write_answer(answer, form, extra)


@accord.command()
@click.argument("a")
@click.argument("b")
@_asking_options
def since(a: str, b: str, store: Path, form: str | None, engine_name: str, lang: str) -> None:
    """Since when A and B cooperate.

    Each of their links, the earliest first.

    \b
    Example:
      accord since Estonia Ukraine
    """
    from accordgraph.queries.runner import run

    with _asking(store, engine_name) as (engine, names):
        _write_answer(run(engine, names, "between", {"actor": a, "partner": b}, lang), form, extra=("held",))


@accord.command()
@click.argument("identifier", metavar="ID")
@_asking_options
def show(identifier: str, store: Path, form: str | None, engine_name: str, lang: str) -> None:
    """One thing in full, and who says so.

    What is known of it, what contradicts, and every statement behind it.

    ID is any id that an answer gives, or the name of an actor, a basis or a source.

    \b
    Examples:
      accord show jit-ukraine-2022~cz~1
      accord show NABU
    """
    from accordgraph.queries import show as showing

    with _asking(store, engine_name) as (engine, names):
        shown = showing.show(engine, names, identifier, lang)
    if _form(form) != "table":
        answers = {name: answer.rows for name, answer in shown.answers.items()}
        row = {"id": shown.id, "class": shown.class_, "name": shown.name, **answers}
        _write([row], list(row), form)
        return
    click.echo(f"{shown.name}\n{shown.class_} {shown.id}")
    for answer in shown.answers.values():
        if answer.rows:
            click.echo(f"\n{answer.header.summary}\n")
            _write_answer(answer, form)


@accord.command()
@click.argument("a")
@click.argument("b")
@_asking_options
def path(a: str, b: str, store: Path, form: str | None, engine_name: str, lang: str) -> None:
    """The shortest way from A to B, step by step.

    It goes over links that are held only.

    \b
    Example:
      accord path JICA EPPO
    """
    from accordgraph.queries import path as paths

    with _asking(store, engine_name) as (engine, names):
        _write_answer(paths.path(engine, names, a, b, lang), form)


@accord.command()
@click.argument("question")
@click.option(
    "-p", "--parameter", "parameters", multiple=True, metavar="NAME=VALUE", help="A parameter, may be repeated."
)
@_asking_options
def ask(question: str, parameters: tuple[str, ...], store: Path, form: str | None, engine_name: str, lang: str) -> None:
    """Ask one of the questions by its name.

    `accord questions` lists them with their parameters and columns.

    \b
    Examples:
      accord ask in_force -p day=2024-04-10
      accord ask evidence -p id=jit-ukraine-2022~ee~1~ua~1
      accord ask statistics --engine oxigraph
    """
    from accordgraph.queries.runner import run

    given = dict(map(_parameter, parameters))
    if len(given) < len(parameters):
        raise UsageError("A parameter is given twice.", "Give each NAME=VALUE once.")
    with _asking(store, engine_name) as (engine, names):
        _write_answer(run(engine, names, question, given, lang), form)


def _parameter(text: str) -> tuple[str, str]:
    name, sign, value = text.partition("=")
    if not sign or not name:
        raise UsageError(f"{text!r} is no parameter.", "Write it as NAME=VALUE, such as -p day=2024-04-10.")
    return name, value


@accord.command()
@_asking_options
def questions(form: str | None, **_shared: object) -> None:
    """All questions, as JSON.

    Name, summary, parameters with name, type and example, columns. JSON is the
    default on a terminal too; --format table lists names and summaries.

    \b
    Example:
      accord questions
    """
    from accordgraph.queries import catalogue, output

    rows = catalogue.questions()
    columns = ("name", "summary") if form == "table" else list(rows[0])
    click.echo(output.write(rows, columns, form or "json", _width()), nl=False)


@accord.command()
@click.option("--about", metavar="ACTOR", help="Only this actor and all that it works with. [default: the whole graph]")
@click.option("--on", "day", type=Day(), help="Only what may have been in force on this day. [default: all times]")
@click.option("-o", "--output", required=True, type=GivenPath(dir_okay=False, path_type=Path), help="The HTML file.")
@_asking_options
def draw(
    about: str | None,
    day: datetime.date | None,
    output: Path,
    store: Path,
    form: str | None,
    engine_name: str,
    lang: str,
) -> None:
    """Draw the network as one HTML file.

    The file needs nothing but a browser: it asks for nothing from the network.

    \b
    Examples:
      accord draw -o network.html
      accord draw --about NABU --on 2024-04-10 -o nabu.html
    """
    from accordgraph.diagrams.network import write
    from accordgraph.diagrams.sketch import sketch

    with _asking(store, engine_name) as (engine, names):
        actor = None if about is None else names.resolve(about, "Actor")
        picture = sketch(engine, names, actor, day, lang)
    try:
        write(picture, output)
    except OSError as error:
        raise InputError(f"{output} cannot be written: {error.strerror}.", "Choose another file with -o.") from error
    row = {"path": str(output), "nodes": len(picture.nodes), "edges": len(picture.edges)}
    _write([row], list(row), form)
