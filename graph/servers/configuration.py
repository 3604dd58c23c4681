"""Names for targets: `accord.toml` beside the store, else in the platform's folder for configuration.

[targets.work]
url = "neo4j+s://graph.example.org"
database = "cooperation"                        # Neo4j; by default the server's own
user = "reader"
password_command = ["pass", "show", "graph"]    # its first line is the password; no shell reads it

[targets.triples]
url = "sparql+https://triples.example.org/ds"
graph = "https://example.org/cooperation"       # by default the server's default graph
query = "https://triples.example.org/query"     # where the three differ from `url`
update = "https://triples.example.org/update"
graph_store = "https://triples.example.org/store"
"""

from __future__ import annotations

import os
import stat
import tomllib
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any, NamedTuple

from accordgraph.graph import regular_file
from accordgraph.graph.engines import LANGUAGES
from accordgraph.graph.errors import InputError, UsageError
from accordgraph.graph.servers.address import BoltTarget, Target, checked_graph, is_address, parse, split
from accordgraph.graph.suggestions import nearest

FILE = "accord.toml"
BOLT_KEYS = ("url", "database", "user", "password_command")
SPARQL_KEYS = ("url", "query", "update", "graph_store", "graph", "user", "password_command")
ADDRESSES = ("query", "update", "graph_store")


class Place(NamedTuple):
    """What a message names: the file, and the target in it."""

    file: Path
    target: str

    def __str__(self) -> str:
        return f"{self.file}, [targets.{self.target}]"


def resolve(text: str, store: Path) -> Target:
    """The target that an address or a name means. Raises UsageError, and InputError for a faulty file."""
    if is_address(text):
        return parse(text)
    files = [file for file in places(store) if file.is_file()]
    known: list[str] = []
    for file in files:
        targets = _read(file)
        if text in targets:
            return _target(Place(file, text), targets[text])
        known += targets
    raise UsageError(f"There is no target {text!r}.", _remedy(text, known, store))


def names(store: Path) -> list[str]:
    """All names, sorted, for a shell that completes words: a file that cannot be read has none."""
    defined: set[str] = set()
    for file in places(store):
        if file.is_file():
            with suppress(InputError):
                defined.update(_read(file))
    return sorted(defined)


def places(store: Path) -> tuple[Path, Path]:
    """Where names are looked for, in this order: beside the store, and in the folder of the user."""
    import platformdirs

    return store.absolute().parent / FILE, Path(platformdirs.user_config_dir("accordgraph", appauthor=False)) / FILE


def _remedy(text: str, known: list[str], store: Path) -> str:
    beside, own = places(store)
    near = nearest(text, {*known, *LANGUAGES}, limit=1)
    meant = f"; did you mean {near[0]}?" if near else "."
    listed = f"Targets: {', '.join(sorted(set(known)))}. " if known else ""
    engines = f"Engines: {', '.join(LANGUAGES)}{meant}"
    return f"{listed}{engines} Or give an address such as neo4j://host, or name it in {beside} or {own}."


def _read(file: Path) -> Mapping[str, Any]:
    try:
        content = tomllib.loads(regular_file.read_bytes(file).decode("utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise InputError(f"{file} cannot be read: {error}.", "It is TOML; see Targets in the documentation.") from error
    unknown = sorted(set(content) - {"targets"})
    if unknown:
        raise InputError(f"{file} has an unknown key {unknown[0]!r}.", "Targets are tables: [targets.work].")
    targets = content.get("targets", {})
    if not isinstance(targets, dict) or not all(isinstance(target, dict) for target in targets.values()):
        raise InputError(f"{file}: targets are tables.", "Write [targets.work], then a line url = ...")
    return targets


def _target(place: Place, settings: Mapping[str, Any]) -> Target:
    url = settings.get("url")
    if not isinstance(url, str):
        raise InputError(f"{place} needs a url.", 'Write one: url = "neo4j+s://host".')
    target = parse(url)
    keys = BOLT_KEYS if isinstance(target, BoltTarget) else SPARQL_KEYS
    unknown = sorted(set(settings) - set(keys))
    if unknown:
        raise InputError(f"{place} has an unknown key {unknown[0]!r}.", f"Keys: {', '.join(keys)}.")
    fields: dict[str, Any] = {key: _text(place, key, value) for key, value in settings.items() if key in keys[1:-1]}
    if "password_command" in settings:
        fields["password_command"] = _command(place, settings["password_command"])
    for key in fields.keys() & set(ADDRESSES):
        split(fields[key], ("http", "https"))
    if "graph" in fields:
        checked_graph(fields["graph"])
    return replace(target, name=place.target, **fields)


def _text(place: Place, key: str, value: object) -> str:
    if not isinstance(value, str) or not value:
        raise InputError(f"{place}: {key} is not a text.", f'Write {key} = "...".')
    return value


def _command(place: Place, value: object) -> tuple[str, ...]:
    if not isinstance(value, list) or not value or not all(isinstance(word, str) for word in value):
        remedy = 'Write password_command = ["pass", "show", "graph"]; no shell reads it.'
        raise InputError(f"{place}: password_command is not a list of words.", remedy)
    for path, what in ((place.file, "the file"), (place.file.parent, "its folder")):
        if _is_of_others(path):
            raise InputError(
                f"{place} holds a password_command, and others may write {what}.",
                f"It would run as you. Take {what} for your own: chmod go-w {path}",
            )
    return tuple(value)


def _is_of_others(path: Path) -> bool:
    """Whether somebody else could have written a file, or put it into a folder; on Windows it is taken for ours.

    In a folder with the sticky bit, as /tmp, nobody takes the place of a file that is not theirs.
    """
    if os.name != "posix":
        return False
    status = path.stat()
    is_open = status.st_mode & (stat.S_IWGRP | stat.S_IWOTH) and not status.st_mode & stat.S_ISVTX
    return bool(is_open) or status.st_uid not in (0, os.getuid())
