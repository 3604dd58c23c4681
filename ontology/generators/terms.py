"""The properties of the RDF graph, gathered from the columns of all classes and from the relations."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import NamedTuple

from accordgraph.ontology.registry import Column, Registry, camel

NAMED_BY_STATEMENTS = ("source", "actor", "basis", "observation", "challenge", "assessment")
SUBJECTS_OF_STATEMENTS = (*NAMED_BY_STATEMENTS, "publisher")
"""Statements give a publisher its name; nothing else in the graph is of that class."""
"""The kinds of things with ids of their own: `ag:thing` of a statement leads to one of these."""


@dataclass(frozen=True)
class Term:
    """A property: `name` in small letters, `ranges` literal types or classes, `word_lists` that its words come from.

    `text` (in a language or in none) is a literal type here too.
    """

    name: str
    domains: tuple[str, ...]
    ranges: tuple[str, ...]
    is_object: bool
    is_functional: bool
    is_symmetric: bool = False
    inverse: str | None = None
    word_lists: tuple[str, ...] = ()

    @property
    def rdf(self) -> str:
        """Its name in RDF."""
        return camel(self.name)


class _Use(NamedTuple):
    name: str
    class_: str
    range: str
    is_object: bool
    is_functional: bool
    word_list: str | None


def terms(vocabulary: Registry) -> list[Term]:
    """All properties that the graph can have, and the inverses of relations, by name."""
    uses = sorted(_uses(vocabulary), key=lambda use: use.name)
    columns = [_merged(name, list(group)) for name, group in groupby(uses, key=lambda use: use.name)]
    return sorted([*columns, *_relations(vocabulary)], key=lambda term: term.name)


def _uses(vocabulary: Registry) -> Iterator[_Use]:
    for node in vocabulary.classes.values():
        yield _Use("id", node.name, "text", False, True, None)
        if any(column.base == "name" for column in node.columns):
            yield _Use("alias", node.name, "language text", False, False, None)
        for column in node.in_rdf:
            yield _use(column, node.name, vocabulary)
    for column in vocabulary.statement_record:
        if column.name == "thing":
            yield from (_Use("thing", "Statement", kind.capitalize(), True, True, None) for kind in NAMED_BY_STATEMENTS)
        else:
            yield _use(column, "Statement", vocabulary)


def _use(column: Column, class_: str, vocabulary: Registry) -> _Use:
    kind = "language text" if column.language else column.type
    is_functional = len(column.columns) == 1 and not column.language
    word_list = vocabulary.word_list(column.name, class_)
    return _Use(column.base or column.name, class_, kind, column.is_reference, is_functional, word_list)


def _merged(name: str, uses: list[_Use]) -> Term:
    ranges = {use.range for use in uses}
    return Term(
        name=name,
        domains=tuple(sorted({use.class_ for use in uses})),
        ranges=tuple(sorted({"text", *ranges} if "language text" in ranges else ranges)),
        is_object=uses[0].is_object,
        is_functional=all(use.is_functional for use in uses),
        word_lists=tuple(sorted({use.word_list for use in uses if use.word_list})),
    )


def _relations(vocabulary: Registry) -> Iterator[Term]:
    classes = tuple(sorted(vocabulary.classes))
    for relation in vocabulary.relations.values():
        ends = [classes if name == "*" else (name,) for name in (relation.source[0], relation.target[0])]
        name, inverse = snake(relation.rdf), relation.inverse
        yield Term(name, ends[0], ends[1], True, False, relation.symmetric, inverse)
        if inverse:
            yield Term(snake(inverse), ends[1], ends[0], True, False, inverse=relation.rdf)


def snake(name: str) -> str:
    """The name of a property in answers, from the one in RDF.

    >>> snake("participatesIn")
    'participates_in'
    """
    return "".join(f"_{letter.lower()}" if letter.isupper() else letter for letter in name)
