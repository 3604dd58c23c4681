"""Actors, bases and sources by any of their names, however somebody writes it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from accordgraph.graph.errors import InputError
from accordgraph.graph.names.folding import fold
from accordgraph.graph.names.search import LONGEST
from accordgraph.ontology.messages import message
from accordgraph.queries.header import Header, build
from accordgraph.queries.plans import Row
from accordgraph.queries.runner import Answer, finish

if TYPE_CHECKING:
    from accordgraph.graph.names.index import Names
    from accordgraph.graph.names.matching import Match

CLASSES = ("Actor", "Basis", "Source")
"""The classes whose things have names."""

LIMIT = 10
"""Default number of rows."""

HEADER: Header = build(
    "find",
    {
        "summary": "Actors, agreements and sources by name",
        "description": (
            "One row for each thing, by the name that matches best. Case, accents, apostrophes and punctuation do not "
            "count. Identical names come first, then those that sound the same in another script, then the same words "
            "in another order, then names that share words or differ by typing errors."
        ),
        "parameters": {"text": {"type": "text", "is": "A name, or a part of one", "example": "NABU"}},
        "columns": {
            "rank": {"type": "integer", "sort": "true", "is": "Rank of the match, from 1"},
            "id": {"type": "id", "is": "Id of the thing"},
            "class": {"type": "text", "is": "Its class: Actor, Basis or Source"},
            "name": {"type": "text", "names": "id", "is": "Its name"},
            "matched": {"type": "text", "is": "The name that matches best"},
            "lang": {"type": "text", "is": "Language of that name, where it is known"},
            "kind": {"type": "text", "is": "Kind of that name: name, acronym, alias, id or publisher"},
            "score": {"type": "integer", "is": "How well it matches; 100 is identical"},
            "why": {"type": "text", "is": "Why it matches"},
        },
        "show": ["rank", "id", "class", "name", "matched", "why"],
        "tags": ["names"],
    },
)
"""The description of the answer, as a question has one."""


def find(names: Names, text: str, class_: str | None = None, limit: int = LIMIT, lang: str = "en") -> Answer:
    """The things of a class (one of `CLASSES`; None: of all) whose names match the text, the best match first.

    `why` is in `lang`. Where nothing matches, or more than `limit`, a note says so. Raises InputError for a text that
    is longer than any name.
    """
    if len(text) > LONGEST:
        raise InputError(
            f"A name of {len(text):,} characters is looked for.", f"Give a few words, {LONGEST} characters at most."
        )
    matches = names.find(text, class_)
    if len(matches) > limit:
        matches = sorted(matches, key=lambda match: names.is_strange(match.thing))
    rows = [_row(rank, match, lang) for rank, match in enumerate(matches[:limit], 1)]
    return finish(HEADER, rows, names, lang, _notes(text, len(matches), limit, lang))


def _row(rank: int, match: Match, lang: str) -> Row:
    return {
        "rank": rank,
        "id": match.thing,
        "class": match.class_,
        "name": None,
        "matched": match.text,
        "lang": match.lang,
        "kind": match.kind,
        "score": match.score,
        "why": why(match, lang),
    }


def why(match: Match, lang: str = "en") -> str:
    """Why a name matches, in a few words.

    >>> from accordgraph.graph.names.matching import Match
    >>> why(Match("nabu", "Actor", "acronym", "uk", "НАБУ", 97, is_transliterated=True))
    'its acronym, in Ukrainian, as transliterated'
    """
    reasons = [message(f"part-of-{match.kind}" if match.is_part else f"of-{match.kind}", lang)]
    if match.lang in ("en", "uk") and match.lang != lang:
        reasons.append(message(f"in-{match.lang}", lang))
    if match.is_transliterated:
        reasons.append(message("transliterated", lang))
    if match.is_reordered:
        reasons.append(message("reordered", lang))
    if match.letters:
        reasons.append(message("letters-differ", lang, count=match.letters))
    if match.missing:
        reasons.append(message("without-words", lang, words=", ".join(match.missing)))
    return ", ".join(reasons)


def _notes(text: str, count: int, limit: int, lang: str) -> list[str]:
    if not count:
        return [
            message("no-match" if fold(text) else "no-letters", lang, text=f"«{text}»" if lang == "uk" else repr(text))
        ]
    return [message("more-matches", lang, count=count - limit, total=count)] if count > limit else []
