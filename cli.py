"""The program: its group of commands, its exit codes, and what it says when something goes wrong."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping, Sequence
from typing import NoReturn

import click

from accordgraph.commands import completion
from accordgraph.commands.program import Program
from accordgraph.commands.shared import stops, surroundings
from accordgraph.commands.shared.output import say
from accordgraph.graph.errors import AccordError
from accordgraph.version import __version__

EXIT_CODES = """\b
Exit codes: 0 success, 1 wrong input or data, 2 wrong usage or an ambiguous
name, 3 a fault of the store, an engine or a server."""

SECTIONS: Mapping[str, Mapping[str, str]] = {
    "Ask": {
        **dict.fromkeys(("who", "since", "basis", "show", "path", "ask", "questions"), "ask"),
        **dict.fromkeys(("why", "why-not", "conflicts", "statistics"), "explain"),
        "find": "find",
        "coverage": "coverage",
        **dict.fromkeys(("brokers", "communities", "degrees"), "network"),
        **dict.fromkeys(("sparql", "cypher"), "raw"),
    },
    "Add": {
        **dict.fromkeys(("demo", "load"), "load"),
        **{name: name for name in ("mapping", "draft", "unload", "trust")},
    },
    "Draw": {"draw": "draw", "chart": "chart"},
    "Browse": {"serve": "serve"},
    "Take away": {"export": "export", **dict.fromkeys(("push", "pull"), "push")},
    "Keep": {"status": "load", **dict.fromkeys(("log", "rollback", "check", "rebuild", "backup", "restore"), "store")},
    "Program": {"vocabulary": "vocabulary", "completion": "completion", "help": "program"},
}
"""The commands by task, as `accord --help` lists them, each with its module in `commands/`."""


def main() -> NoReturn:
    """Run `accord` and end the process with its exit code."""
    if completion.is_asked():
        sys.exit(completion.answer(accord))
    try:
        with stops.handled():
            code = run(sys.argv[1:])
            if sys.stdout is not None:
                sys.stdout.flush()
    except KeyboardInterrupt:
        # A second one, while the first was being answered.
        code = 130
        _silence()
    except BrokenPipeError:
        # The reader of our output has gone (`accord who NABU | head`): nobody is left to report it to.
        code = 0
        _silence()
    except OSError as error:
        code = 1
        _silence()
        say(f"Error: The output cannot be written: {error.strerror or error}.", err=True)
    sys.exit(code)


def _silence() -> None:
    """Let what is still to be flushed at the end go nowhere."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def run(arguments: Sequence[str]) -> int:
    """Run one command and give its exit code; errors are reported on standard error."""
    try:
        surroundings.check()
        # Not `accord.main`: it takes a reader that has gone for a failure.
        with accord.make_context("accord", list(arguments)) as context:
            accord.invoke(context)
    except click.exceptions.Exit as stop:
        return stop.exit_code
    except (click.Abort, KeyboardInterrupt):
        say("Stopped.", err=True)
        return 130
    except click.ClickException as error:
        from accordgraph.commands.shared.error_texts import language, worded_usage

        say(worded_usage(error, language(arguments)), err=True)
        return error.exit_code
    except AccordError as error:
        return _report(error, arguments)
    except BaseException as error:
        if (known := surroundings.explained(error)) is None:
            raise
        # What cannot write letters of one alphabet has those of English.
        return _report(known, ["--lang", "en"] if isinstance(error, UnicodeEncodeError) else arguments)
    return 0


def _report(error: AccordError, arguments: Sequence[str]) -> int:
    from accordgraph.commands.shared.error_texts import language, worded

    say(worded(error, language(arguments)), err=True)
    return error.exit_code


@click.group(
    cls=Program,
    sections=SECTIONS,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog=EXIT_CODES,
)
@click.version_option(__version__, "-V", "--version", prog_name="accord")
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
