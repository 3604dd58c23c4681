"""The questions that there are, read from the files beside this one."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from accordgraph.graph.engines.protocol import Language
from accordgraph.graph.errors import NotFoundError
from accordgraph.queries.header import Header, parse, split

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
    entries = (entry.name for entry in files(__package__).iterdir())
    return tuple(sorted(entry.removesuffix(".rq") for entry in entries if entry.endswith(".rq")))


@cache
def question(name: str, language: Language) -> Question:
    """The question of this name. Raises NotFoundError with the names that come nearest."""
    if name not in names():
        raise NotFoundError("question", name, nearest(name))
    text = files(__package__).joinpath(name + SUFFIXES[language]).read_text(encoding="utf-8")
    head, body = split(text, language)
    return Question(parse(name, head), body, language)


def nearest(name: str) -> tuple[str, ...]:
    """Names of questions that look like this one, the most alike first."""
    from rapidfuzz import process, utils

    found = process.extract(name, names(), processor=utils.default_process, limit=3, score_cutoff=60)
    return tuple(match for match, _, _ in found)


def questions() -> list[dict[str, Any]]:
    """What there is to ask, as plain values: name, summary, description, parameters, columns, show, tags, internal.

    `internal` questions serve drawing, paths and notes; they may be asked too, but few will want to.
    """
    return [_plain(question(name, "sparql").header) for name in names()]


def _plain(header: Header) -> dict[str, Any]:
    return {
        "name": header.name,
        "summary": header.summary,
        "description": header.description,
        "parameters": [
            {key: getattr(parameter, key) for key in ("name", "type", "definition", "example", "default")}
            for parameter in header.parameters
        ],
        "columns": [asdict(column) for column in header.columns],
        "show": list(header.show),
        "tags": list(header.tags),
        "internal": "internal" in header.tags,
    }
