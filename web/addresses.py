"""Addresses within the application: of things, and of what a command of the program would answer."""

from __future__ import annotations

import shlex
from collections.abc import Callable
from functools import lru_cache
from typing import NamedTuple
from urllib.parse import quote

from accordgraph.ontology.namespaces import ID_NAMESPACE


class Command(NamedTuple):
    """A command of the program: its name, what it is given, and its options by name."""

    name: str
    given_words: tuple[str, ...]
    options: dict[str, str]


@lru_cache(maxsize=20_000)
def thing(class_: str, identifier: str) -> str:
    """The page of a thing, which mirrors its IRI.

    >>> thing("Actor", "nabu")
    '/id/actor/nabu'
    """
    return f"/id/{class_.lower()}/{quote(identifier, safe='~')}"


def iri(class_: str, identifier: str) -> str:
    """What a thing is called everywhere, whoever serves it."""
    return f"{ID_NAMESPACE}{class_.lower()}/{identifier}"


def of_command(text: str) -> str | None:
    """The page that answers what a command would; None where there is none.

    >>> of_command('accord since Ukraine "United States"'), of_command("accord rebuild")
    ('/pair/Ukraine/United%20States', None)
    """
    command = _read(text)
    build = _PAGES.get(command.name) if command else None
    return build(command) if command and build else None


def _read(text: str) -> Command | None:
    try:
        program, name, *words = shlex.split(text)
    except ValueError:
        return None
    if program != "accord":
        return None
    options = {word: after for word, after in zip(words, [*words[1:], ""], strict=False) if word.startswith("--")}
    taken = {after for word, after in options.items() if word != "--with-bodies"}
    return Command(name, tuple(word for word in words if not word.startswith("--") and word not in taken), options)


def _who(command: Command) -> str | None:
    if not command.given_words or "--with-bodies" in command.options:
        return None
    if basis := command.options.get("--basis"):
        return thing("Basis", basis)
    return thing("Actor", command.given_words[0])


def _pair(command: Command) -> str | None:
    if len(command.given_words) != 2:
        return None
    day = command.options.get("--on")
    return f"/pair/{'/'.join(quote(word, safe='~') for word in command.given_words)}{f'?on={day}' if day else ''}"


def _find(command: Command) -> str | None:
    return f"/find?q={quote(command.given_words[0])}" if command.given_words else None


def _show(command: Command) -> str | None:
    return thing("Basis", command.given_words[0]) if command.given_words else None


_PAGES: dict[str, Callable[[Command], str | None]] = {
    "who": _who,
    "since": _pair,
    "basis": _pair,
    "path": _pair,
    "show": _show,
    "find": _find,
}
