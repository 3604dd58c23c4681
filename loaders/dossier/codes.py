"""Codes of languages and of states, and which one a wrong code is meant for."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from accordgraph.graph.names.states import Entry, state_list
from accordgraph.loaders.dossier.suggestions import nearest

_LANGUAGES = (
    "aa ab ae af ak am an ar as av ay az ba be bg bh bi bm bn bo br bs ca ce ch co cr cs cu cv cy da de dv dz ee el en "
    "eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id ie ig ii ik io is it iu ja jv "
    "ka kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg li ln lo lt lu lv mg mh mi mk ml mn mr ms mt my na nb nd ne "
    "ng nl nn no nr nv ny oc oj om or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg sh si sk sl sm sn so sq sr ss "
    "st su sv sw ta te tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo za zh zu"
)

LANGUAGES = frozenset(_LANGUAGES.split())
"""Languages of two letters (ISO 639-1). Those of three letters are too many to list and are taken as they are."""

MISTAKEN_LANGUAGES = {
    "ua": "uk",
    "ukr": "uk",
    "cz": "cs",
    "dk": "da",
    "gr": "el",
    "jp": "ja",
    "cn": "zh",
    "gb": "en",
    "us": "en",
    "at": "de",
    "rs": "sr",
    "md": "ro",
    "by": "be",
    "english": "en",
    "ukrainian": "uk",
    "russian": "ru",
    "polish": "pl",
    "german": "de",
    "french": "fr",
}
"""What is written for a language and is none, with the language that was meant."""

MISTAKEN_STATES = {"uk": "gb", "en": "gb", "el": "gr", "cs": "cz", "dd": "ddde", "su": "suhh", "yu": "yucs"}
"""Codes that people take for that of a state, and the id that is meant."""


@dataclass(frozen=True)
class State:
    """A state or territory. `now`: the id of the same state under its later name."""

    id: str
    names: dict[str, str]
    now: str | None = None


def _state(identifier: str, entry: Entry) -> State:
    texts = {key: value for key, value in entry.items() if isinstance(value, str)}
    return State(identifier, {key: texts[key] for key in ("en", "uk")}, texts.get("now"))


@cache
def states() -> dict[str, State]:
    """Those of ISO 3166-1 and `xk` by id."""
    return {identifier: _state(identifier, entry) for identifier, entry in state_list()["states"].items()}


@cache
def former_states() -> dict[str, State]:
    """Those that are no more, by the four letters of ISO 3166-3."""
    return {one: _state(one, entry) for one, entry in state_list()["former"].items()}


def is_state(identifier: str) -> bool:
    """Whether an id is that of a state, today's or a former one."""
    return identifier in states() or identifier in former_states()


def state_meant(text: str) -> State | None:
    """The state that a wrong id, code or name is probably meant for.

    >>> [state_meant(text).id for text in ("uk", "ukraine", "Estonia", "suhh")]
    ['gb', 'ua', 'ee', 'suhh']
    """
    every = {**former_states(), **states()}
    identifier = MISTAKEN_STATES.get(text.lower(), text.lower())
    if identifier in every or len(text) < 3:
        return every.get(identifier)
    names = {name: one for one in every.values() for name in one.names.values()}
    near = nearest(text.replace("-", " "), names, NAME_LIKENESS)
    return names[near] if near else None


NAME_LIKENESS = 80.0
"""Of 100: `ukraina` and Ukraine have 86, `austria` and Australia 75."""
