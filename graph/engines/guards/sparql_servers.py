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

ESCAPED = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")
CLASS_LOADER = re.compile(r"<\s*java:", re.IGNORECASE)


def check_sparql_of_server(text: str) -> str:
    """The text for a server. Raises QueryError where it is not one query that only reads, with SPARQL's own words."""
    checked = check_sparql(text)
    tokens = [token for token in scan(checked, TOKENS) if token.kind not in ("blank", "comment")]
    casts = _casts(tokens)
    for token, following in zip(tokens, [*tokens[1:], None], strict=True):
        if token.kind == "iri" and CLASS_LOADER.match(ESCAPED.sub(_unescaped, token.text)):
            raise fault(text, token.start, "An IRI must not begin with java:, which runs code.", "Leave it out.")
        is_called = token.kind in ("iri", "name") and following is not None and following.text == "("
        if is_called and token.text not in casts:
            what = f"{token.text[:40]} is no function of SPARQL."
            remedy = f"Of functions with an IRI, there are the casts of <{XSD}>: {', '.join(sorted(CASTS))}."
            raise fault(text, token.start, what, remedy)
    return checked


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
