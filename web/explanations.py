"""Why links and participations are in the graph: what is derived without each source is kept by basis."""

from __future__ import annotations

import threading
from functools import lru_cache
from typing import TYPE_CHECKING

from accordgraph.queries.plans import basis_of

if TYPE_CHECKING:
    from accordgraph.graph.store.snapshot import Snapshot
    from accordgraph.queries.answers.removals import Derivations
    from accordgraph.queries.answers.tree import AnswerTree
    from accordgraph.queries.session import Session
    from accordgraph.web.context import Context

MOST_BASES = 32
"""Bases whose derivations are kept: an agreement with dozens of sources takes a second, and has dozens of links."""


class Explanations:
    """The derivations of the bases of one snapshot. One is made at a time; the others wait for it."""

    def __init__(self, snapshot: Snapshot) -> None:
        """Read the statements of the snapshot."""
        self._statements = snapshot.statements()
        self._lock = threading.Lock()
        self._of = lru_cache(MOST_BASES)(self._derive)

    def of(self, basis: str) -> Derivations:
        """What a basis is without each of its sources."""
        with self._lock:
            return self._of(basis)

    def _derive(self, basis: str) -> Derivations:
        from accordgraph.queries.answers.removals import derivations

        return derivations(self._statements, basis)


def explained(context: Context, session: Session, identifier: str) -> AnswerTree:
    """The answer of `accord why` about a link or a participation. What it takes is imported after the start."""
    from accordgraph.queries.answers.why import why

    snapshot = context.snapshot
    explanations: Explanations = snapshot.resource("explanations", lambda: Explanations(snapshot.snapshot))
    return why(session, explanations.of(basis_of(identifier)), identifier, context.today)
