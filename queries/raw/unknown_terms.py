"""Words of a query that the graph does not have, each with the nearest ones: SPARQL answers them with no rows."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache

from accordgraph.graph.engines.guards.sparql import TOKENS
from accordgraph.graph.engines.guards.tokens import scan
from accordgraph.graph.suggestions import POSSIBLE, nearest
from accordgraph.ontology.messages import message
from accordgraph.ontology.namespaces import NAMESPACE
from accordgraph.ontology.registry import registry

NAMED = ("id", "alias")
"""Properties that are no columns of the registry's classes."""

MISSING_TABLE = re.compile(r"Table (\w+) does not exist")
MISSING_PROPERTY = re.compile(r"Cannot find property (\w+) for")
"""How Ladybug says that there is no such label or relation, and no such property."""


def sparql_notes(text: str, lang: str = "en") -> list[str]:
    """A note for each class or property in our namespace that no triple has."""
    return [_note(term, lang) for term in dict.fromkeys(_terms(text)) if term not in _known()]


def cypher_remedy(complaint: str) -> str | None:
    """The nearest labels, relations or properties to one that Ladybug does not know.

    >>> cypher_remedy("Table Actors does not exist.")
    'Did you mean Actor or Act or AFFECTS?'
    """
    if match := MISSING_TABLE.search(complaint):
        if kind := _kinds().get(match[1]):
            return f"Write (b:Basis {{kind: '{kind}'}})."
        tables = (*registry().classes, *registry().relations)
        return _meant(match[1], tables) or f"There are {', '.join(tables)}."
    if match := MISSING_PROPERTY.search(complaint):
        columns = {column.name for node in registry().classes.values() for column in node.columns}
        return _meant(match[1], columns)
    return None


def _meant(word: str, known: Iterable[str]) -> str | None:
    likely = nearest(word, known, likeness=POSSIBLE, complete=True)
    return f"Did you mean {' or '.join(likely)}?" if likely else None


def _terms(text: str) -> Iterator[str]:
    """The local names of all words in our namespace, as they are written with a prefix or in full."""
    tokens = [token for token in scan(text, TOKENS) if token.kind not in ("blank", "comment")]
    ours = {
        name.text
        for keyword, name, address in zip(tokens, tokens[1:], tokens[2:], strict=False)
        if keyword.text.upper() == "PREFIX" and address.text == f"<{NAMESPACE}>"
    }
    for token in tokens:
        prefix, colon, local = token.text.partition(":")
        if token.kind == "name" and local and prefix + colon in ours:
            yield local
        elif token.kind == "iri" and token.text.startswith(f"<{NAMESPACE}") and token.text != f"<{NAMESPACE}>":
            yield token.text[len(NAMESPACE) + 1 : -1]


@cache
def _known() -> frozenset[str]:
    """All classes and properties that triples have."""
    words = registry()
    columns = {column.term for node in words.classes.values() for column in node.in_rdf}
    return frozenset({*words.classes, *columns, *(one.rdf for one in words.relations.values()), *NAMED})


def _kinds() -> dict[str, str]:
    """The kinds of a basis by the names that their classes have in the vocabulary."""
    return {word.fields["class"]: kind for kind, word in registry().words["basis_kinds"].items()}


def _note(term: str, lang: str) -> str:
    """What is said of one word: what to write in its place, as far as that can be known."""
    words = registry()
    inverses = {one.inverse: one.rdf for one in words.relations.values()}
    if term in _kinds():
        instead = f"a ag:Basis ; ag:kind '{_kinds()[term]}'"
    elif term in inverses:
        instead = f"^ag:{inverses[term]}"
    else:
        instead = ", ".join(f"ag:{one}" for one in nearest(term, _known(), likeness=POSSIBLE, complete=True))
    if instead:
        return message("sparql-unknown-instead", lang, term=f"ag:{term}", instead=instead)
    return message("sparql-unknown", lang, term=f"ag:{term}")
