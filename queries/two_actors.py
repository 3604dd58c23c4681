"""Two actors by name, which a question about a pair needs: one named twice is no pair."""

from __future__ import annotations

from typing import TYPE_CHECKING

from accordgraph.graph.errors import InputError
from accordgraph.ontology.messages import message

if TYPE_CHECKING:
    from accordgraph.queries.session import Session


def two_actors(session: Session, a: str, b: str) -> tuple[str, str]:
    """The ids of two actors that are given by id, name, acronym or alias.

    Raises NotFoundError and AmbiguousError for names, and InputError where both are the same actor.
    """
    pair = session.names.resolve(a, "Actor"), session.names.resolve(b, "Actor")
    if pair[0] == pair[1]:
        lang, name = session.lang, session.name(pair[0])
        raise InputError(message("same-actor", lang, a=a, b=b, name=name), message("same-actor-hint", lang, a=a))
    return pair
