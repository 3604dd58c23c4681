"""Commands that fill a store and say what it holds."""

from __future__ import annotations

import shlex
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import click

from accordgraph.commands.shared.command import command
from accordgraph.commands.shared.opening import session, snapshot
from accordgraph.commands.shared.options import NonEmptyPath, Options, OutputPath, max_links_option
from accordgraph.commands.shared.output import left_out, row_format, say, write_note, write_rows, write_words
from accordgraph.commands.shared.progress import steps
from accordgraph.commands.shared.surroundings import check_addresses
from accordgraph.graph.dates.today import today
from accordgraph.graph.errors import InputError

if TYPE_CHECKING:
    import polars as pl

    from accordgraph.graph.store.store import LoadReport
    from accordgraph.queries.answer import Answer
    from accordgraph.queries.answers.tree import AnswerTree
    from accordgraph.queries.session import Session


@command(engine=True, quiet=True, words=True, document=False, dossiers=False)
@click.option(
    "--out",
    type=OutputPath(file_okay=False, path_type=Path),
    default=".",
    show_default=True,
    help="The folder that the diagram is written to.",
)
def demo(options: Options, out: Path) -> None:
    """Build the bundled graph, ask it, and draw it.

    \b
    Example:
      accord demo --store accord-store --out .
    """
    from accordgraph.loaders.bundled import bundled
    from accordgraph.ontology.messages import message

    check_addresses()
    with bundled() as paths:
        _load(options, paths, Loading(replace=True), lambda line: None)
    with session(options) as opened:
        for command_line, tree, rows in _demo_answers(opened):
            _write_in_short(f"{command_line}{_store_hint(options.store)}", tree, rows, options)
        path = _draw(opened, out)
        hint = _store_hint(options.store)
        who, serve = f"accord who NABU --on 2024-04-10 --short{hint}", f"accord serve --open{hint}"
        text = message("demo-next", opened.lang, graph=options.store, diagram=path, command=who, serve=serve)
        say(f"\n{text}")


def _demo_answers(opened: Session) -> Iterator[tuple[str, AnswerTree, Answer]]:
    """Two questions that a reader can take in at a glance: each as a command, in sentences and in rows."""
    from accordgraph.queries.answers.since import since
    from accordgraph.queries.answers.who import who
    from accordgraph.queries.runner import run

    between = run(opened, "between", {"actor": "nabu", "partner": "eppo"})
    yield "accord since NABU EPPO", since(opened, between.rows, ("nabu", "eppo"), today()), between
    partners = run(opened, "partners", {"actor": "eppo"})
    yield "accord who EPPO", who(opened, "eppo", partners.rows, None, today()), partners


def _write_in_short(command_line: str, tree: AnswerTree, answer: Answer, options: Options) -> None:
    from accordgraph.queries.answers.shortening import shortened

    language = "" if options.lang == "en" else f" --lang {options.lang}"
    say(f"\n$ {command_line}{language}\n")
    if options.form in (None, "text"):
        write_words(shortened(tree, f"{command_line}{language}"))
        return
    write_rows([row for row in answer.rows if row["held"]], answer.header.show, options)
    for note in [*left_out(answer, options), *answer.notes]:
        write_note(note, options, err=False)


def _draw(opened: Session, folder: Path) -> Path:
    from accordgraph.diagrams.builder import ALL, build_diagram, build_translation
    from accordgraph.diagrams.formats import write
    from accordgraph.diagrams.provenance import provenance_of

    origin, path = opened.origin, folder / "accord-demo.html"
    diagram = build_diagram(opened, ALL, provenance_of(origin, ALL.command(opened.lang, origin.engine)))
    _make_folder(folder)
    write(diagram, path, other=build_translation(opened, ALL, diagram))
    return path


def _store_hint(store: Path) -> str:
    return "" if str(store) == "accord-store" else f" --store {shlex.quote(str(store))}"


def _make_folder(path: Path) -> None:
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise InputError(
            f"The folder {path} cannot be created: {error.strerror}.", "Choose another with --out."
        ) from error


@command(quiet=True)
@click.argument("paths", nargs=-1, required=True, type=NonEmptyPath(path_type=Path), metavar="PATH...")
@click.option(
    "--keep-going", is_flag=True, help="Load the valid entries and report the faulty ones. [default: load nothing]"
)
@click.option("--replace", is_flag=True, help="Let a dossier take back more than a tenth of what it said.")
@click.option("--amend", is_flag=True, help="Let a dossier change fields of the dossiers that it says it amends.")
@click.option(
    "--as-stranger",
    is_flag=True,
    help="Take the dossiers as a stranger's: marked, as opinions, and without a voice in what others declare.",
)
@click.option(
    "--mapping",
    metavar="FILE",
    help="Load tables by this mapping: a file, or the name of a bundled one (un-treaties). Refused cells go to "
    "NAME.refused.csv beside the table, and the rest is loaded.",
)
@max_links_option
@click.option("--dry-run", is_flag=True, help="Load nothing; list the answers of other dossiers that would change.")
def load(
    options: Options,
    paths: tuple[Path, ...],
    keep_going: bool,
    replace: bool,
    amend: bool,
    as_stranger: bool,
    mapping: str | None,
    max_links: int,
    dry_run: bool,
) -> None:
    """Load dossiers into the graph, RDF from an export, or tables.

    PATH is a dossier (a YAML file), a folder of dossiers, or RDF that `accord export` wrote (.nq, .nt, .ttl, .jsonld);
    with --mapping a table (CSV, TSV, xlsx, xls, ods, Parquet, JSON, JSON lines) or a folder of tables. Of a plain table
    the mapping is made, said in words and written beside it; what it cannot know is asked.
    What a dossier said before and no longer says is retracted; loading it twice changes nothing. If anything in the
    files is wrong, all errors are reported with file, line and column, and nothing is loaded.

    RDF is loaded completely or not at all, with the days on which its statements were recorded.

    What a dossier declares is its own: another one adds statements by sources, and changes its fields only if it says
    `amends: [dossier]` and --amend is given.

    With --as-stranger the dossiers are marked in every answer, count as opinions, and change no answer of others, until
    `accord trust` lets them count.

    What changes in the answers of dossiers that are not loaded is reported, with the source that changes it.

    \b
    Examples:
      accord load my-agreements.yaml
      accord load graph.nq
      accord load dossiers/ --keep-going
      accord load my-agreements.yaml --dry-run
      accord load corrections.yaml --amend
      accord load somebodys.yaml --as-stranger
      accord load agreements.xlsx
      accord load agreements.xlsx --mapping agreements.mapping.yaml
      accord load --mapping un-treaties un-treaties/
    """
    check_addresses()
    how = Loading(keep_going, replace, amend, as_stranger, mapping or _mapping_of(options, paths), max_links)
    if dry_run:
        _preview(options, paths, how)
    else:
        write_changes(_load(options, paths, how, warning(options)), options)


def _mapping_of(options: Options, paths: Sequence[Path]) -> str | None:
    """The mapping of a table that was given without one; None where the paths are no tables."""
    from accordgraph.commands.mapping import ask
    from accordgraph.graph.store.store import Store
    from accordgraph.loaders.tables.readers.reading import is_table

    if not any(is_table(path) or path.is_dir() for path in paths):
        return None
    from accordgraph.loaders.tables.plain_case import mapping_for

    mapping = mapping_for(Store(options.store), paths, lambda guess: ask(guess, options), today())
    if mapping and not options.is_quiet:
        warning(options)(f"By the mapping {mapping}.")
    return mapping


class Loading(NamedTuple):
    """How files are loaded, as the options say."""

    keep_going: bool = False
    replace: bool = False
    amend: bool = False
    as_stranger: bool = False
    mapping: str | None = None
    max_links: int = 2_000_000


def _preview(options: Options, paths: Sequence[Path], how: Loading) -> None:
    from accordgraph.graph.store.store import Store
    from accordgraph.loaders import loading

    write_preview(loading.preview(Store(options.store), paths, **how._asdict(), note=warning(options)), options)


def write_preview(changed: pl.DataFrame, options: Options) -> None:
    """What a load or an unloading would change in answers of others: a row for each change, in a table in words."""
    from accordgraph.loaders.changed_answers import COLUMNS
    from accordgraph.loaders.changed_words import in_words
    from accordgraph.ontology.messages import message

    rows = changed.to_dicts()
    if row_format(options) == "table":
        sides = ("value", "value_now")
        rows = [
            row | {side: row[side] and in_words(row["change"], row[side], options.lang) for side in sides}
            for row in rows
        ]
    write_rows(rows, COLUMNS, options, {"sources": message("sources", options.lang)})


def write_changes(report: LoadReport, options: Options) -> None:
    """What a load changed: a row for each dossier."""
    rows = [
        {"snapshot": report.snapshot, "is_new": report.is_new, "dossier": dossier, **change._asdict()}
        for dossier, change in sorted(report.changes.items())
    ]
    write_rows(rows, ("snapshot", "is_new", "dossier", "added", "retracted"), options)


def _load(options: Options, paths: Sequence[Path], how: Loading, note: Callable[[str], None]) -> LoadReport:
    from accordgraph.graph.store.store import Store
    from accordgraph.loaders import loading

    with steps(options) as report:
        store = Store(options.store)
        return loading.load(store, paths, **how._asdict(), lang=options.lang, note=note, report=report)


def warning(options: Options) -> Callable[[str], None]:
    """What notes of a load go through: to standard error, in the language that was asked for."""
    from accordgraph.queries.rendering.error_texts import in_language

    return lambda line: say(in_language(line, options.lang), err=True)


@command()
def status(options: Options) -> None:
    """What the store holds.

    Its snapshot, its dossiers, and the number of things of each class.

    \b
    Example:
      accord status
    """
    opened = snapshot(options)
    manifest, counts = opened.manifest, opened.counts
    tables = ("sources", "actors", "bases", "acts", "participations", "cooperations", "conflicts")
    row = {name: manifest[name] for name in ("snapshot", "vocabulary", "statements")}
    row |= {"dossiers": ", ".join(manifest["dossiers"])} | {name: counts[name] for name in tables}
    write_rows([row], list(row), options)


COMMANDS = (demo, load, status)
