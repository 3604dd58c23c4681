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
"""Rows that are given where nobody asks for more."""

HEADER: Header = build(
    "find",
    {
        "summary": "What is called so, or nearly so",
        "description": (
            "One row a thing, by the name of it that fits best. Case, accents, apostrophes and punctuation do not "
            "count. Names that are the same come first, then what sounds the same in another script, then the same "
            "words in another order, then what shares words or is near but for typing errors."
        ),
        "parameters": {"text": {"type": "text", "is": "A name, or some of it", "example": "NABU"}},
        "columns": {
            "rank": {"type": "integer", "sort": "true", "is": "Place among what fits, from 1"},
            "id": {"type": "id", "is": "What it is"},
            "class": {"type": "text", "is": "Its class: Actor, Basis or Source"},
            "name": {"type": "text", "names": "id", "is": "Its name"},
            "matched": {"type": "text", "is": "The name of it that fits best"},
            "lang": {"type": "text", "is": "Language of that name, where it is known"},
            "kind": {"type": "text", "is": "Kind of that name: name, acronym, alias, id or publisher"},
            "score": {"type": "integer", "is": "How well it fits, 100 if it is the same"},
            "why": {"type": "text", "is": "Why it fits"},
        },
        "show": ["rank", "id", "class", "name", "matched", "why"],
        "tags": ["names"],
    },
)
"""What is said of the answer, as of that of a question."""


def find(names: Names, text: str, class_: str | None = None, limit: int = LIMIT, lang: str = "en") -> Answer:
    """The things of a class (one of `CLASSES`; None: of all) that the text may mean, best first.

    `why` is told in `lang`. Where nothing fits, or more than `limit`, a note says so. Raises InputError for a text
    that is longer than any name.
    """
    if len(text) > LONGEST:
        raise InputError(
            f"A name of {len(text):,} characters is looked for.", f"Give a few words, {LONGEST} characters at most."
        )
    matches = names.find(text, class_)
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
    """In a few words, why a name fits.

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
        return [message("no-match" if fold(text) else "no-letters", lang, text=repr(text))]
    return [message("more-matches", lang, count=count - limit, total=count)] if count > limit else []
