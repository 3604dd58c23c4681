"""Completion by the shell: `accord completion bash` prints the script, and what it calls is answered here.

The words come from the store: actors, bases and sources by id and acronym, questions and their parameters by name.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import Any

import click
from click.shell_completion import CompletionItem, get_completion_class, shell_complete

from accordgraph.commands.shared.command import command
from accordgraph.commands.shared.options import Options
from accordgraph.graph.errors import AccordError
from accordgraph.graph.visible import visible

VARIABLE = "_ACCORD_COMPLETE"
"""The environment variable by which the shell's script asks."""

SHELLS = ("bash", "zsh", "fish")

SCRIPT = {"complete_func": "_accord_completion", "complete_var": VARIABLE, "prog_name": "accord"}
"""What click's scripts are filled with. Not by its `source()`, which runs bash to see its version."""

MAX_WORDS = 200
"""More words than anybody reads."""

Complete = Callable[[click.Context, click.Parameter, str], list[CompletionItem[Any]]]


def is_asked() -> bool:
    """Whether a shell asks for words, rather than a person for an answer."""
    return VARIABLE in os.environ


def answer(program: click.Command) -> int:
    """Write the words that the shell asked for, and give the exit code."""
    return shell_complete(program, {}, "accord", VARIABLE, os.environ[VARIABLE])


def names_of(class_: str | None) -> Complete:
    """Completes ids and acronyms of the things of a class (None: of any) that the store holds."""

    def complete(context: click.Context, _parameter: click.Parameter, begun: str) -> list[CompletionItem[Any]]:
        from accordgraph.graph.store.store import Store

        try:
            with Store(context.params["store"]).snapshot().names() as names:
                words = names.beginning(begun, class_, MAX_WORDS)
        except AccordError:
            # The command itself will say that the store is missing.
            return []
        # A word that a terminal would show as another one cannot be chosen.
        return [CompletionItem(word, help=visible(name)) for word, name in words if visible(word) == word]

    return complete


def questions(_context: click.Context, _parameter: click.Parameter, begun: str) -> list[CompletionItem[Any]]:
    """Completes the names of questions."""
    from accordgraph.queries import catalogue

    rows = [row for row in catalogue.questions() if not row["internal"]]
    return [CompletionItem(row["name"], help=row["summary"]) for row in rows if row["name"].startswith(begun)]


def parameters(context: click.Context, _parameter: click.Parameter, begun: str) -> list[CompletionItem[Any]]:
    """Completes `NAME=` for the question that stands before it on the line."""
    from accordgraph.queries import catalogue

    # Where the value of an option is still open, click leaves what stands before it in `args`.
    question = context.params.get("question") or next(iter(context.args), None)
    rows = [row for row in catalogue.questions() if row["name"] == question]
    known = [parameter for row in rows for parameter in row["parameters"]]
    words = [(f"{parameter['name']}=", parameter["definition"]) for parameter in known]
    return [CompletionItem(word, help=definition) for word, definition in words if word.startswith(begun)]


@command(store=False, rows=False)
@click.argument("shell", type=click.Choice(SHELLS))
def completion(_options: Options, shell: str) -> None:
    """Print the completion script of your shell.

    With it the shell completes commands, names and ids.

    \b
    Examples:
      accord completion bash > ~/.local/share/bash-completion/completions/accord
      accord completion zsh > ~/.zfunc/_accord
      accord completion fish > ~/.config/fish/completions/accord.fish
    """
    known = get_completion_class(shell)
    assert known is not None, shell  # SHELLS are those that click knows
    click.echo(known.source_template % SCRIPT, nl=False)


COMMANDS = (completion,)
