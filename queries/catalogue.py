"""The bundled questions, read from the files in `questions/`.

A question is asked in a text (`partners.rq`, with the header, and `partners.cypher`) or computed in Python from what
such texts answer (`brokers.yaml`, which is the header alone, and `answer` in `network/brokers.py`).
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path
from typing import Any

from accordgraph.graph import suggestions
from accordgraph.graph.engines.protocol import Language
from accordgraph.graph.errors import NotFoundError
from accordgraph.queries.header import Header, build, split

FOLDER = Path(__file__).resolve().with_name("questions")

HEADERS = "headers.json"
"""Made by `queries.header_file` from the headers in the texts."""

SUFFIXES: dict[Language, str] = {"sparql": ".rq", "cypher": ".cypher"}
"""What the name of a text ends with, for each language."""


@dataclass(frozen=True)
class Question:
    """A question in one language: its header, and the text with `$name` where a parameter goes."""

    header: Header
    text: str
    language: Language


@cache
def names() -> tuple[str, ...]:
    """The names of all questions, in the order of the alphabet."""
    return tuple(sorted((*texts(), *computed())))


@cache
def texts() -> tuple[str, ...]:
    """The names of the questions that are asked in a text."""
    return _named(SUFFIXES["sparql"])


@cache
def computed() -> tuple[str, ...]:
    """The names of the questions that are computed; each is the name of the module here with `answer`."""
    return _named(".yaml")


@cache
def header(name: str) -> Header:
    """The description of a question, computed or not. Raises NotFoundError with the names that come nearest."""
    if name not in _headers():
        raise NotFoundError("question", name, nearest(name))
    return build(name, _headers()[name])


@cache
def question(name: str, language: Language) -> Question:
    """The question that is asked in a text. Raises NotFoundError with the names that come nearest."""
    return Question(header(name), split(_text(name, language))[1], language)


@cache
def _headers() -> dict[str, dict[str, Any]]:
    """All headers, copied from the texts in which they stand, since reading YAML takes longer than an answer."""
    headers: dict[str, dict[str, Any]] = json.loads(FOLDER.joinpath(HEADERS).read_text(encoding="utf-8"))
    return headers


def _text(name: str, language: Language) -> str:
    if name not in texts():
        raise NotFoundError("question", name, nearest(name))
    return FOLDER.joinpath(name + SUFFIXES[language]).read_text(encoding="utf-8")


def nearest(name: str, known: Iterable[str] | None = None) -> tuple[str, ...]:
    """Names of questions that look like this one, the most alike first: of those that are known, or of all."""
    return suggestions.nearest(name, names() if known is None else known, likeness=suggestions.POSSIBLE)


def questions() -> list[dict[str, Any]]:
    """What there is to ask, as plain values: name, summary, description, parameters, columns, show, tags, internal.

    `internal` questions serve drawing, paths and notes; `accord ask` takes them too, but few will want to.
    """
    return [_plain(header(name)) for name in names()]


def _named(suffix: str) -> tuple[str, ...]:
    entries = (entry.name for entry in FOLDER.iterdir())
    return tuple(sorted(entry.removesuffix(suffix) for entry in entries if entry.endswith(suffix)))


def _plain(header: Header) -> dict[str, Any]:
    keys = ("name", "type", "definition", "example", "default", "optional")
    return {
        "name": header.name,
        "summary": header.summary,
        "description": header.description,
        "parameters": [{key: getattr(parameter, key) for key in keys} for parameter in header.parameters],
        "columns": [asdict(column) for column in header.columns],
        "show": list(header.show),
        "tags": list(header.tags),
        "internal": "internal" in header.tags,
    }
