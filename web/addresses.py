"""Addresses within the application: of things, and of what a command of the program would answer."""

from __future__ import annotations

import re
import shlex
from collections.abc import Callable
from functools import lru_cache, partial
from typing import NamedTuple
from urllib.parse import quote, urlencode

from accordgraph.ontology.namespaces import ID_NAMESPACE

PLAIN = re.compile("[a-z0-9~-]+")
"""Ids as dossiers have them, which stand in an address as they are."""


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
    return f"/id/{class_.lower()}/{_quoted(identifier)}"


def _quoted(identifier: str) -> str:
    """An id as it stands in an address: most have nothing that must be escaped."""
    return identifier if PLAIN.fullmatch(identifier) else quote(identifier, safe="~")


def pair(a: str, b: str) -> str:
    """The page of two actors by their ids.

    >>> pair("nabu", "eppo")
    '/pair/nabu/eppo'
    """
    return f"/pair/{_quoted(a)}/{_quoted(b)}"


def iri(class_: str, identifier: str) -> str:
    """What a thing is called everywhere, whoever serves it."""
    return f"{ID_NAMESPACE}{class_.lower()}/{identifier}"


def of_command(text: str) -> str | None:
    """The page that answers what a command would; None where there is none.

    >>> of_command('accord since Ukraine "United States"'), of_command("accord rebuild")
    ('/pair/Ukraine/United%20States#since', None)
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
    if not command.given_words:
        return None
    actor, day = command.given_words[0], command.options.get("--on")
    if basis := command.options.get("--basis"):
        return thing("Basis", basis)
    if "--with-bodies" in command.options:
        parameters = {"actor": actor, "with_bodies": "true", **({"day": day} if day else {})}
        return f"/questions/{'partners_on' if day else 'partners'}?{urlencode(parameters)}"
    return thing("Actor", actor) + (f"?on={day}" if day else "")


def _part_of_pair(part: str, command: Command) -> str | None:
    if len(command.given_words) != 2:
        return None
    day = command.options.get("--on")
    return f"{pair(*command.given_words)}{f'?on={day}' if day else ''}#{part}"


def _find(command: Command) -> str | None:
    return f"/find?q={quote(command.given_words[0])}" if command.given_words else None


def _show(command: Command) -> str | None:
    return thing("Basis", command.given_words[0]) if command.given_words else None


_PAGES: dict[str, Callable[[Command], str | None]] = {
    "who": _who,
    "since": partial(_part_of_pair, "since"),
    "basis": partial(_part_of_pair, "bonds"),
    "path": partial(_part_of_pair, "way"),
    "show": _show,
    "find": _find,
}
