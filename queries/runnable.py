"""The text of a question with its values in it, as a reader runs it alone: no parameter is left to be filled."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING

from accordgraph.queries import catalogue, parameters, sparql_terms
from accordgraph.queries.expansion import expand
from accordgraph.queries.plans import plan

if TYPE_CHECKING:
    from accordgraph.graph.engines.protocol import Language
    from accordgraph.queries.parameters import Argument, Bound
    from accordgraph.queries.session import Session

ESCAPES = str.maketrans({"\\": "\\\\", "'": "\\'", "\n": "\\n", "\r": "\\r", "\t": "\\t"})


def runnable(session: Session, name: str, arguments: Mapping[str, Argument], language: Language) -> str:
    """The text that asks a question of these values. Raises what asking it raises."""
    header = catalogue.header(name)
    values = parameters.resolve(header, parameters.read(header, arguments), session.names)
    ready = plan(name, values, language, expand(session.engine, header, values))
    terms = {token: cypher_literal(value) for token, value in ready.parameters.items()}
    return sparql_terms.replace(ready.text, terms).strip()


def cypher_literal(value: Bound) -> str:
    r"""A value as it stands in a query of Cypher.

    >>> print(cypher_literal(["ua", "it's"]), cypher_literal(True), cypher_literal(datetime.date(2024, 4, 10)))
    ['ua', 'it\'s'] true date('2024-04-10')
    """
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, datetime.date):
        return f"date('{value.isoformat()}')"
    if isinstance(value, list):
        return f"[{', '.join(map(cypher_literal, value))}]"
    return f"'{value.translate(ESCAPES)}'"
