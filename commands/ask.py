"""Commands that ask questions."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import click

from accordgraph.commands import completion
from accordgraph.commands.completion import names_of
from accordgraph.commands.shared.command import command
from accordgraph.commands.shared.opening import session
from accordgraph.commands.shared.options import Day, Options
from accordgraph.commands.shared.output import (
    left_out,
    row_format,
    say,
    wants_words,
    write_answer,
    write_rows,
    write_words,
)
from accordgraph.graph.dates.today import today
from accordgraph.graph.errors import UsageError

if TYPE_CHECKING:
    from accordgraph.queries.answer import Answer
    from accordgraph.queries.show import Thing


@command(engine=True, quiet=True, words=True)
@click.argument("actor", shell_complete=names_of("Actor"))
@click.option(
    "--on",
    "day",
    type=Day(),
    help="Only links that may have been in force on this day, with a certainty for each.",
)
@click.option("--all", "with_all", is_flag=True, help="Include links that are reported but that we consider refuted.")
@click.option(
    "--with-bodies", is_flag=True, help="Include the links of all parts of the actor, such as agencies of a state."
)
@click.option(
    "--basis",
    shell_complete=names_of("Basis"),
    help="Only by this agreement or other basis, party by party also where it has very many parties.",
)
def who(
    options: Options, actor: str, day: datetime.date | None, with_all: bool, with_bodies: bool, basis: str | None
) -> None:
    """Who cooperates with ACTOR, since when and on what basis.

    ACTOR is an id, a name, an acronym or an alias in any language. Treaties open to
    other states or of more than 50 parties are named once; --basis lists their parties.

    \b
    Examples:
      accord who NABU
      accord who "НАБУ" --lang uk
      accord who Ukraine --on 2022-07-01 --all
      accord who Ukraine --basis UNCAC
      accord who NABU --without my-agreements
    """
    from accordgraph.queries.by_basis import partners_by
    from accordgraph.queries.runner import run

    arguments: dict[str, Any] = {"actor": actor, "with_bodies": with_bodies}
    if day is not None:
        arguments["day"] = day
    with session(options) as opened:
        question = "partners" if day is None else "partners_on"
        answer = partners_by(opened, arguments, basis) if basis else run(opened, question, arguments)
        if wants_words(options):
            from accordgraph.queries.answers.who import who as in_words

            write_words(in_words(opened, actor, answer.rows, day, today(), basis), options, opened)
            return
    if not with_all:
        _leave_refuted_out(answer, options)
    write_answer(answer, options, [name for name, wanted in (("actor", with_bodies), ("held", with_all)) if wanted])


@command(engine=True, quiet=True, words=True)
@click.argument("a", shell_complete=names_of("Actor"))
@click.argument("b", shell_complete=names_of("Actor"))
@click.option("--all", "with_all", is_flag=True, help="Include links that are reported but that we consider refuted.")
def since(options: Options, a: str, b: str, with_all: bool) -> None:
    """Since when A and B cooperate.

    One row for each of their links, the earliest first.

    \b
    Examples:
      accord since Estonia Ukraine
      accord since Czechia Ukraine --all
      accord since EPPO NABU --only eppo-ukraine
    """
    from accordgraph.queries.runner import run
    from accordgraph.queries.two_actors import two_actors

    with session(options) as opened:
        pair = two_actors(opened, a, b)
        answer = run(opened, "between", {"actor": a, "partner": b})
        if wants_words(options):
            from accordgraph.queries.answers.since import since as in_words

            write_words(in_words(opened, answer.rows, pair, today()), options, opened)
            return
    if not with_all:
        _leave_refuted_out(answer, options)
    write_answer(answer, options, ("held",) if with_all else ())


def _leave_refuted_out(answer: Answer, options: Options) -> None:
    """Keep the links that we consider true; a note counts the others."""
    answer.notes.extend(left_out(answer, options))
    answer.rows[:] = [row for row in answer.rows if row["held"]]


@command(engine=True, quiet=True, words=True)
@click.argument("a", shell_complete=names_of("Actor"))
@click.argument("b", shell_complete=names_of("Actor"))
@click.option("--on", "day", type=Day(), help="The day that the answer is of. [default: today]")
def basis(options: Options, a: str, b: str, day: datetime.date | None) -> None:
    """What binds A and B towards each other on a day.

    Agreements, arrangements and treaties of both, each with the start of either side
    and the rule that gives it; what is no bond between the two stands apart.

    \b
    Examples:
      accord basis Ukraine Poland --on 2024-04-10
      accord basis NABU "Warsaw Metropolitan Police"
    """
    from accordgraph.queries.runner import run
    from accordgraph.queries.two_actors import two_actors

    asked_on = today()
    with session(options) as opened:
        pair = two_actors(opened, a, b)
        if not wants_words(options):
            arguments: dict[str, Any] = {"actor": a, "partner": b, "day": day or asked_on}
            write_answer(run(opened, "bases_between", arguments), options)
            return
        from accordgraph.queries.answers.basis import basis as in_words

        write_words(in_words(opened, pair, day or asked_on, asked_on), options, opened)


@command(engine=True, quiet=True, words=True)
@click.argument("identifier", metavar="ID", shell_complete=names_of(None))
def show(options: Options, identifier: str) -> None:
    """All details of one thing, and who says so.

    What is known about it, what contradicts it, and every statement behind it.

    ID is any id from an answer, or the name of an actor, an agreement or a source.

    \b
    Examples:
      accord show jit-ukraine-2022~cz~1
      accord show NABU
    """
    from accordgraph.queries import show as showing

    with session(options) as opened:
        if wants_words(options):
            from accordgraph.queries.answers.show import show as in_words

            resolved, class_ = showing.identify(opened, identifier)
            tree = in_words(opened, resolved, class_, today())
            if tree is not None:
                write_words(tree, options, opened)
                return
            if options.document is not None:
                raise UsageError(f"Of {identifier} there is only a table.", "Leave out -o.")
        thing = showing.show(opened, identifier)
    if row_format(options) == "table":
        _write_tables(thing, options)
    else:
        answers = {name: answer.rows for name, answer in thing.answers.items()}
        row = {"id": thing.id, "class": thing.class_, "name": thing.name, **answers}
        write_rows([row], list(row), options)


def _write_tables(thing: Thing, options: Options) -> None:
    from accordgraph.graph.visible import visible
    from accordgraph.queries.rendering.formats import worded

    say(f"{visible(thing.name)}\n{worded({'class': thing.class_}, 'class', options.lang)} {thing.id}")
    for answer in thing.answers.values():
        if answer.rows:
            say(f"\n{answer.header.summary_in(options.lang)}\n")
            write_answer(answer, options)


@command(engine=True, quiet=True, words=True)
@click.argument("a", shell_complete=names_of("Actor"))
@click.argument("b", shell_complete=names_of("Actor"))
def path(options: Options, a: str, b: str) -> None:
    """The shortest path from A to B, step by step.

    It follows only links that we consider true.

    \b
    Example:
      accord path JICA EPPO
    """
    from accordgraph.queries.runner import run

    with session(options) as opened:
        answer = run(opened, "path", {"actor": a, "partner": b})
        if not wants_words(options):
            write_answer(answer, options)
            return
        from accordgraph.queries.answers.finding import path as in_words

        pair = opened.names.resolve(a, "Actor"), opened.names.resolve(b, "Actor")
        write_words(in_words(opened, answer.rows, pair, today()), options, opened)


@command(engine=True, quiet=True)
@click.argument("question", shell_complete=completion.questions)
@click.option(
    "-p",
    "--parameter",
    "parameters",
    multiple=True,
    shell_complete=completion.parameters,
    metavar="NAME=VALUE",
    help="A parameter of the question; may be repeated.",
)
def ask(options: Options, question: str, parameters: tuple[str, ...]) -> None:
    """Ask one of the bundled questions by name.

    `accord questions` lists them with their parameters and columns.

    \b
    Examples:
      accord ask in_force -p day=2024-04-10
      accord ask evidence -p id=jit-ukraine-2022~ee~1~ua~1
      accord ask statistics --engine oxigraph
    """
    from accordgraph.queries.runner import run

    arguments = dict(map(_parameter, parameters))
    if len(arguments) < len(parameters):
        raise UsageError("A parameter is given twice.", "Give each NAME=VALUE once.")
    with session(options) as opened:
        write_answer(run(opened, question, arguments), options)


def _parameter(text: str) -> tuple[str, str]:
    name, sign, value = text.partition("=")
    if not sign or not name:
        raise UsageError(f"{text!r} is not a parameter.", "Write it as NAME=VALUE, such as -p day=2024-04-10.")
    return name, value


@command(store=False)
@click.argument("name", required=False, shell_complete=completion.questions)
def questions(options: Options, name: str | None) -> None:
    """List all questions, or describe the question NAME.

    As a table, each question with what it answers and what must be given. With NAME, or as JSON: summary, parameters
    with name, type and example, and columns.

    \b
    Examples:
      accord questions
      accord questions partners_on
      accord questions --json
    """
    from accordgraph.queries import catalogue

    if name is not None:
        catalogue.header(name)
        rows = [row for row in catalogue.questions() if row["name"] == name]
        write_rows(rows, list(rows[0]), replace(options, form=options.form or "json"))
    elif row_format(options) == "table":
        _list_questions(options)
    else:
        rows = catalogue.questions()
        write_rows(rows, list(rows[0]), options)


def _list_questions(options: Options) -> None:
    """Names, summaries and what must be given, of the questions that serve people."""
    from accordgraph.ontology.messages import message
    from accordgraph.queries import catalogue

    columns = ("name", "summary", "given")
    rows = [
        {
            "name": question["name"],
            "summary": catalogue.header(question["name"]).summary_in(options.lang),
            "given": ", ".join(each["name"] for each in question["parameters"] if _is_needed(each)),
        }
        for question in catalogue.questions()
        if not question["internal"]
    ]
    titles = {column: message(f"questions-{column}", options.lang) for column in columns}
    hint = message("questions-more", options.lang, one="accord questions partners_on", all="accord questions --json")
    write_rows(rows, columns, options, titles, after=hint)


def _is_needed(parameter: Mapping[str, Any]) -> bool:
    return parameter["default"] is None and not parameter["optional"]


COMMANDS = (who, since, basis, show, path, ask, questions)
