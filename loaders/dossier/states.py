"""The states and territories that there are: their ids, and which one a wrong id is meant for."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import yaml

from accordgraph.loaders.dossier.suggestions import nearest

MISTAKEN = {"uk": "gb", "en": "gb", "el": "gr", "cs": "cz", "dd": "ddde", "su": "suhh", "yu": "yucs"}
"""Codes that people take for that of a state, and the id that is meant."""


@dataclass(frozen=True)
class State:
    """A state or territory. `now`: the id of the same state under its later name."""

    id: str
    names: dict[str, str]
    now: str | None = None


@cache
def states() -> dict[str, State]:
    """Those of ISO 3166-1 and `xk` by id."""
    return {identifier: State(identifier, entry) for identifier, entry in _list()["states"].items()}


@cache
def former_states() -> dict[str, State]:
    """Those that are no more, by the four letters of ISO 3166-3."""
    return {one: State(one, entry, entry.get("now")) for one, entry in _list()["former"].items()}


def is_state(identifier: str) -> bool:
    """Whether an id is that of a state, today's or a former one."""
    return identifier in states() or identifier in former_states()


def state_meant(text: str) -> State | None:
    """The state that a wrong id, code or name is probably meant for.

    >>> [state_meant(text).id for text in ("uk", "ukraine", "Estonia", "suhh")]
    ['gb', 'ua', 'ee', 'suhh']
    """
    every = {**former_states(), **states()}
    identifier = MISTAKEN.get(text.lower(), text.lower())
    if identifier in every or len(text) < 3:
        return every.get(identifier)
    names = {name: one for one in every.values() for language, name in one.names.items() if language in ("en", "uk")}
    near = nearest(text.replace("-", " "), names, NAME_LIKENESS)
    return names[near] if near else None


NAME_LIKENESS = 80.0
"""Of 100: `ukraina` and Ukraine have 86, `austria` and Australia 75."""


@cache
def _list() -> dict[str, dict[str, dict[str, str]]]:
    text = files("accordgraph.data").joinpath("states.yaml").read_text(encoding="utf-8")
    data: dict[str, dict[str, dict[str, str]]] = yaml.load(text, Loader=getattr(yaml, "CBaseLoader", yaml.BaseLoader))
    return data
