"""SPARQL terms: how a value stands in a query, so that no value can ever be read as a part of the query."""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping

from accordgraph.graph.errors import InputError
from accordgraph.graph.ids import ID
from accordgraph.ontology.namespaces import ID_NAMESPACE

TOKEN = re.compile(r"\$([a-z][a-z_]*)")
"""Where a parameter goes in a text, in either language."""

_XSD = "http://www.w3.org/2001/XMLSchema#"
_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t", "\b": "\\b", "\f": "\\f"}


def iri(class_: str, identifier: str) -> str:
    """The term of a thing. Raises InputError for what is no id.

    >>> iri("Actor", "ua")
    '<https://w3id.org/accordgraph/id/actor/ua>'
    """
    if ID.fullmatch(identifier) is None:
        raise InputError(f"{identifier!r} is not an id.", "Ids are words of a-z, 0-9 and - joined by ~.")
    return f"<{ID_NAMESPACE}{class_.lower()}/{identifier}>"


def iris(class_: str, identifiers: list[str]) -> str:
    """The terms of several things, as VALUES takes them."""
    return " ".join(iri(class_, identifier) for identifier in identifiers)


def literal(value: str | bool | datetime.date) -> str:
    r"""The term of a value (SPARQL 1.1, 19.8: ECHAR, and codepoint escapes for other control characters).

    >>> print(literal('say "no" }'), literal(True), literal(datetime.date(2024, 4, 10)))
    "say \"no\" }" true "2024-04-10"^^<http://www.w3.org/2001/XMLSchema#date>
    """
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, datetime.date):
        return f'"{value.isoformat()}"^^<{_XSD}date>'
    return '"' + "".join(_escape(character) for character in value) + '"'


def replace(text: str, terms: Mapping[str, str]) -> str:
    """Put each term in the place of its token. What a term holds is not looked at again."""
    return TOKEN.sub(lambda match: terms[match[1]], text)


def tokens(text: str) -> frozenset[str]:
    """The parameters that a text names."""
    return frozenset(TOKEN.findall(text))


def _escape(character: str) -> str:
    if character in _ESCAPES:
        return _ESCAPES[character]
    if 0xD800 <= ord(character) <= 0xDFFF or character == "\0":
        raise InputError(f"A text holds the character U+{ord(character):04X}, which no engine can hold.")
    return f"\\u{ord(character):04X}" if ord(character) < 0x20 or ord(character) == 0x7F else character
