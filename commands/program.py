"""The group of all commands: its help by task, and what is said of words that are no command."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from typing import Any

import click
from click.shell_completion import CompletionItem

from accordgraph.commands.shared.command import command
from accordgraph.commands.shared.output import say

LIST = "accord help lists all commands."
LOAD = "accord load adds dossiers and RDF to the graph: accord load PATH..."
FIND = "accord find searches actors, agreements and sources by name: accord find TEXT"
RETRACT = (
    "To take an entry out, delete it from its dossier and load the file again: what a dossier no longer says is "
    "retracted.\n"
    "To take out all that a dossier says: accord unload DOSSIER\n"
    "accord rollback undoes the last load."
)
LIKELY_WORDS: Mapping[str, tuple[str, str]] = {
    **dict.fromkeys(("add", "import", "ingest", "insert"), ("load", LOAD)),
    **dict.fromkeys(("lookup", "search"), ("find", FIND)),
    **dict.fromkeys(("delete", "drop", "remove", "retract", "rm"), ("unload", RETRACT)),
    **dict.fromkeys(("undo", "revert"), ("rollback", "accord rollback returns to the previous snapshot.")),
}
"""For words that other programs have for a command: the command that does it here, and a line on how."""


class Program(click.Group):
    """Commands by task: `sections` holds, under the headings of the help, each command's name and its module here.

    A module is imported when one of its commands is asked for, so that a command does not pay for the others.
    """

    def __init__(self, *args: Any, sections: Mapping[str, Mapping[str, str]], **kwargs: Any) -> None:
        """Know all commands, and import none of them."""
        super().__init__(*args, **kwargs)
        self.sections = sections
        self.homes = {name: home for names in sections.values() for name, home in names.items()}

    def list_commands(self, ctx: click.Context) -> list[str]:
        """All names in the order of the sections."""
        return list(self.homes)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of this name, None where there is none."""
        if cmd_name not in self.homes:
            return None
        if cmd_name not in self.commands:
            home = import_module(f"accordgraph.commands.{self.homes[cmd_name]}")
            for each in home.COMMANDS:
                self.add_command(each)
        return self.commands[cmd_name]

    def all_commands(self) -> dict[str, click.Command]:
        """Every command by its name."""
        context = click.Context(self)
        return {name: each for name in self.homes if (each := self.get_command(context, name)) is not None}

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write a list of commands for each task, with the summaries in one column."""
        commands, longest = self.all_commands(), max(map(len, self.homes))
        for heading, names in self.sections.items():
            with formatter.section(heading):
                rows = [(name, commands[name].get_short_help_str(formatter.width - 6 - longest)) for name in names]
                formatter.write_dl([(name.ljust(longest), summary) for name, summary in rows])

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command that a line begins with. Raises click.UsageError for a word that is none, and names another."""
        if not ctx.resilient_parsing and args[0] not in self.homes and not args[0].startswith("-"):
            raise click.UsageError(self.unknown(args[0]), ctx)
        return super().resolve_command(ctx, args)

    def unknown(self, word: str) -> str:
        """What is said of a word that is no command: the nearest ones, or how that is done here.

        >>> print(Program(sections={}).unknown("search"))
        There is no command 'search'. Did you mean 'find'?
        accord find searches actors, agreements and sources by name: accord find TEXT
        """
        from difflib import get_close_matches

        near = get_close_matches(word.lower(), [*self.homes, *LIKELY_WORDS], n=3)
        likely = LIKELY_WORDS.get(near[0]) if near else None
        nearest = [likely[0]] if likely else [name for name in near if name in self.homes]
        meant = f" Did you mean {' or '.join(map(repr, nearest))}?" if nearest else ""
        return f"There is no command {word!r}.{meant}\n{likely[1] if likely else LIST}"


def _names(context: click.Context, _parameter: click.Parameter, begun: str) -> list[CompletionItem[str]]:
    program = context.find_root().command
    names = program.list_commands(context) if isinstance(program, Program) else []
    return [CompletionItem(name) for name in names if name.startswith(begun)]


@command(store=False, rows=False)
@click.argument("name", metavar="[COMMAND]", required=False, shell_complete=_names)
def help(_options: object, name: str | None) -> None:
    """Show the help of a command, or of the program.

    \b
    Examples:
      accord help
      accord help who
    """
    root = click.get_current_context().find_root()
    program = root.command
    assert isinstance(program, Program), program
    if name is None:
        say(program.get_help(root))
        return
    subject = program.get_command(root, name.lower())
    if subject is None:
        raise click.UsageError(program.unknown(name), root)
    with click.Context(subject, info_name=subject.name, parent=root) as context:
        say(subject.get_help(context))


COMMANDS = (help,)
