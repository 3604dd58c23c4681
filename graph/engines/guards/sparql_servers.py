"""What a SPARQL query may ask of a server: nothing that servers add to SPARQL, as it may read files or reach out.

Virtuoso runs `<bif:http_get>(...)`, Jena loads the class that `<java:...>` names, as a function or as a property.
"""

from __future__ import annotations

import re

from accordgraph.graph.engines.guards.sparql import TOKENS, check_sparql
from accordgraph.graph.engines.guards.tokens import Token, fault, scan

XSD = "http://www.w3.org/2001/XMLSchema#"
CASTS = frozenset({"string", "boolean", "integer", "decimal", "float", "double", "dateTime", "date"})
"""The casts of SPARQL 1.1 and the one to days, the only functions that have an IRI here."""

MODIFIERS = frozenset({"GROUP", "HAVING", "ORDER"})
"""Words behind which a function may be called without parentheses around the call."""

ESCAPED = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")
CLASS_LOADER = re.compile(r"<\s*java:", re.IGNORECASE)


def check_sparql_of_server(text: str) -> str:
    """The text for a server. Raises QueryError where it is not one query that only reads, with SPARQL's own words."""
    checked = check_sparql(text)
    tokens = [token for token in scan(checked, TOKENS) if token.kind not in ("blank", "comment")]
    casts = _casts(tokens)
    patterns = _in_patterns(tokens)
    for at, (token, following) in enumerate(zip(tokens, [*tokens[1:], None], strict=True)):
        if token.kind == "iri" and _loads_class(token, tokens[at - 2] if at > 1 else None):
            raise fault(text, token.start, "An IRI must not begin with java:, which runs code.", "Leave it out.")
        is_called = token.kind in ("iri", "name") and following is not None and following.text == "("
        if is_called and token.text not in casts and at not in patterns:
            what = f"{token.text[:40]} is no function of SPARQL."
            remedy = f"Of functions with an IRI, there are the casts of <{XSD}>: {', '.join(sorted(CASTS))}."
            raise fault(text, token.start, what, remedy)
    return checked


def _loads_class(token: Token, before_name: Token | None) -> bool:
    """Whether an IRI names a class of Java's, or is a prefix with which a name can: `PREFIX j: <ja>`, `j:va:a.B`."""
    iri = ESCAPED.sub(_unescaped, token.text)
    is_prefix = before_name is not None and before_name.kind == "word" and before_name.text.upper() == "PREFIX"
    beginning = iri.strip("<> ").lower()
    return CLASS_LOADER.match(iri) is not None or (is_prefix and beginning != "" and "java:".startswith(beginning))


def _in_patterns(tokens: list[Token]) -> set[int]:
    """The tokens that stand in a triple, where parentheses after an IRI are a path or a list and no arguments.

    That is directly within braces or square brackets, not right behind FILTER, and not behind GROUP, HAVING or ORDER,
    with which the end of a subquery begins.
    """
    places: set[int] = set()
    opened: list[str] = []
    before = ""
    for at, token in enumerate(tokens):
        word = token.text.upper() if token.kind == "word" else ""
        if token.kind == "sign" and token.text in ("{", "[", "("):
            opened.append(token.text)
        elif token.kind == "sign" and token.text in ("}", "]", ")"):
            opened.pop()
        elif word in MODIFIERS and opened:
            opened[-1] = word
        elif opened and opened[-1] in ("{", "[") and before != "FILTER":
            places.add(at)
        before = word
    return places


def _casts(tokens: list[Token]) -> set[str]:
    """How the casts can be written with the prefixes of a query; one that is declared twice may mean either."""
    declared: dict[str, set[str]] = {}
    for word, name, iri in zip(tokens, tokens[1:], tokens[2:], strict=False):
        if word.kind == "word" and word.text.upper() == "PREFIX":
            declared.setdefault(name.text, set()).add(iri.text)
    prefixes = [name for name, iris in declared.items() if iris == {f"<{XSD}>"}]
    return {f"<{XSD}{cast}>" for cast in CASTS} | {f"{prefix}{cast}" for prefix in prefixes for cast in CASTS}


def _unescaped(escape: re.Match[str]) -> str:
    code = int(escape[1] or escape[2], 16)
    return chr(code) if code < 0x110000 else ""
