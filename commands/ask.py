"""Commands that ask."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import Any

import click

from accordgraph.commands import completion
from accordgraph.commands.completion import names_of
from accordgraph.commands.options import Day, asking, asking_options
from accordgraph.commands.output import chosen, left_out, say, write_answer, write_rows
from accordgraph.graph.errors import UsageError


@click.command()
@click.argument("actor", shell_complete=names_of("Actor"))
@click.option("--on", "day", type=Day(), help="Only what may have been in force on this day, and how surely.")
@click.option("--all", "with_all", is_flag=True, help="Also links that are told but that we do not hold to be so.")
@click.option(
    "--with-bodies", is_flag=True, help="Also the links of all parts of the actor, such as agencies of a state."
)
@asking_options
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
    with asking(store, engine_name, lang) as session:
        answer = run(session, "partners" if day is None else "partners_on", given)
    if not with_all:
        answer.notes.extend(left_out(answer))
        answer.rows[:] = [row for row in answer.rows if row["held"]]
    extra = [name for name, wanted in (("actor", with_bodies), ("held", with_all)) if wanted]
    write_answer(answer, form, extra)


@click.command()
@click.argument("a", shell_complete=names_of("Actor"))
@click.argument("b", shell_complete=names_of("Actor"))
@asking_options
def since(a: str, b: str, store: Path, form: str | None, engine_name: str, lang: str) -> None:
    """Since when A and B cooperate.

    Each of their links, the earliest first.

    \b
    Example:
      accord since Estonia Ukraine
    """
    from accordgraph.queries.runner import run

    with asking(store, engine_name, lang) as session:
        write_answer(run(session, "between", {"actor": a, "partner": b}), form, extra=("held",))


@click.command()
@click.argument("identifier", metavar="ID", shell_complete=names_of(None))
@asking_options
def show(identifier: str, store: Path, form: str | None, engine_name: str, lang: str) -> None:
    """One thing in full, and who says so.

    What is known of it, what contradicts, and every statement behind it.

    ID is any id that an answer gives, or the name of an actor, a basis or a source.

    \b
    Examples:
      accord show jit-ukraine-2022~cz~1
      accord show NABU
    """
    from accordgraph.graph.visible import visible
    from accordgraph.queries import show as showing
    from accordgraph.queries.rendering.formats import worded

    with asking(store, engine_name, lang) as session:
        shown = showing.show(session, identifier)
    if chosen(form) != "table":
        answers = {name: answer.rows for name, answer in shown.answers.items()}
        row = {"id": shown.id, "class": shown.class_, "name": shown.name, **answers}
        write_rows([row], list(row), form)
        return
    say(f"{visible(shown.name)}\n{worded({'class': shown.class_}, 'class', lang)} {shown.id}")
    for answer in shown.answers.values():
        if answer.rows:
            say(f"\n{answer.header.summary_in(lang)}\n")
            write_answer(answer, form)


@click.command()
@click.argument("a", shell_complete=names_of("Actor"))
@click.argument("b", shell_complete=names_of("Actor"))
@asking_options
def path(a: str, b: str, store: Path, form: str | None, engine_name: str, lang: str) -> None:
    """The shortest way from A to B, step by step.

    It goes over links that are held only.

    \b
    Example:
      accord path JICA EPPO
    """
    from accordgraph.queries.runner import run

    with asking(store, engine_name, lang) as session:
        write_answer(run(session, "path", {"actor": a, "partner": b}), form)


@click.command()
@click.argument("question", shell_complete=completion.questions)
@click.option(
    "-p",
    "--parameter",
    "parameters",
    multiple=True,
    shell_complete=completion.parameters,
    metavar="NAME=VALUE",
    help="A parameter, may be repeated.",
)
@asking_options
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
    with asking(store, engine_name, lang) as session:
        write_answer(run(session, question, given), form)


def _parameter(text: str) -> tuple[str, str]:
    name, sign, value = text.partition("=")
    if not sign or not name:
        raise UsageError(f"{text!r} is no parameter.", "Write it as NAME=VALUE, such as -p day=2024-04-10.")
    return name, value


@click.command()
@asking_options
def questions(form: str | None, lang: str, **_shared: object) -> None:
    """All questions, as JSON.

    Name, summary, parameters with name, type and example, columns. JSON is the
    default on a terminal too; --format table lists names and summaries.

    \b
    Example:
      accord questions
    """
    from accordgraph.queries import catalogue

    rows = catalogue.questions()
    columns = ("name", "summary") if form == "table" else list(rows[0])
    if form == "table":
        rows = [{**row, "summary": catalogue.header(row["name"]).summary_in(lang)} for row in rows]
    write_rows(rows, columns, form or "json")


COMMANDS = (who, since, show, path, ask, questions)
