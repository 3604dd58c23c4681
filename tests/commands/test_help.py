"""The help: commands by task, `accord help`, and what is said of words that are no command."""

from __future__ import annotations

import re

import pytest
from click.testing import CliRunner
from programs.running import run

from accordgraph import __version__, cli
from accordgraph.commands.program import LIKELY_WORDS

HEADINGS = ["Ask", "Add", "Draw", "Browse", "Take away", "Keep", "Program"]


def help_at(width: int, *words: str) -> str:
    return CliRunner().invoke(cli.accord, [*words], terminal_width=width).output


@pytest.mark.parametrize("width", [80, 120])
def test_commands_stand_by_task_each_once_with_a_complete_summary(width: int) -> None:
    text = help_at(width, "--help")
    assert re.findall(r"^([A-Z][a-z ]+):$", text, re.MULTILINE) == ["Options", *HEADINGS]
    listed = re.findall(r"^  ([a-z-]+) {2,}(\S.*)$", text, re.MULTILINE)
    assert [name for name, _ in listed] == cli.accord.list_commands(cli.accord.make_context("accord", ["status"]))
    assert sorted(name for name, _ in listed) == sorted(cli.accord.all_commands())
    assert [summary for _, summary in listed if summary.endswith("...")] == []


@pytest.mark.parametrize("name", sorted(cli.accord.all_commands()))
def test_help_of_a_command_is_what_the_command_says_itself(name: str) -> None:
    by_name, by_option = run("help", name), run(name, "--help")
    assert (by_name.returncode, by_name.stdout) == (0, by_option.stdout)
    prose = [line for line in help_at(80, name, "--help").splitlines() if not line.startswith("    accord ")]
    assert [line for line in prose if len(line) > 80] == []


def test_help_alone_is_that_of_the_program() -> None:
    assert run("help").stdout == run("--help").stdout
    assert run("help", "WHO").stdout == run("who", "--help").stdout


@pytest.mark.parametrize("words", [("brokrs",), ("help", "brokrs")])
def test_an_unknown_word_names_the_nearest_command(words: tuple[str, ...]) -> None:
    done = run(*words)
    assert (done.returncode, done.stdout) == (2, "")
    assert "There is no command 'brokrs'. Did you mean 'brokers'?" in done.stderr


@pytest.mark.parametrize(
    ("word", "command", "how"),
    [
        ("import", "load", "accord load PATH..."),
        ("add", "load", "accord load PATH..."),
        ("search", "find", "accord find TEXT"),
        ("delete", "unload", "what a dossier no longer says is retracted"),
        ("remove", "unload", "accord rollback undoes the last load"),
    ],
)
def test_a_likely_word_leads_on(word: str, command: str, how: str) -> None:
    done = run(word, "mine.yaml")
    assert (done.returncode, done.stdout) == (2, "")
    assert f"Did you mean '{command}'?" in done.stderr and how in done.stderr


def test_likely_words_are_no_commands_and_lead_to_some() -> None:
    assert not LIKELY_WORDS.keys() & cli.accord.all_commands().keys()
    assert {command for command, _ in LIKELY_WORDS.values()} <= cli.accord.all_commands().keys()


def test_a_word_like_no_command_leads_to_the_list() -> None:
    done = run("qqq")
    assert done.returncode == 2 and "Did you mean" not in done.stderr and "accord help lists" in done.stderr


def test_the_version() -> None:
    assert run("-V").stdout == run("--version").stdout == f"accord, version {__version__}\n"
