"""Some of the dossiers alone: the graph is derived anew from the statements of the store, also for a server.

A server holds the graph of all, and no log of who said what when: what some dossiers alone say can only be derived
where that log is.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import NamedTuple

from accordgraph.graph.engines import LANGUAGES
from accordgraph.graph.errors import TargetError
from accordgraph.graph.store.store import Store
from accordgraph.graph.store.views import view
from accordgraph.queries.session import open_engine


class Part(NamedTuple):
    """A store with the graph that is asked, and the engine that answers."""

    store: Store
    engine: str


@contextmanager
def chosen(store: Store, engine: str, only: Sequence[str], without: Sequence[str]) -> Iterator[Part]:
    """The store and the engine as they are, or those of the chosen dossiers, gone after the block.

    Where the engine is a server, the embedded engine of its language answers in its place, if the server holds the
    graph of the store. Raises TargetError where it holds another one, and what `view` and `open_engine` raise.
    """
    if not only and not without:
        yield Part(store, engine)
        return
    server, local = (None, engine) if engine in LANGUAGES else _in_place_of(store, engine)
    with view(store, only, without, server) as part:
        yield Part(part, local)


def _in_place_of(store: Store, name: str) -> tuple[str, str]:
    """What a server calls itself, and the embedded engine of its language."""
    opened = open_engine(store.snapshot(), name)
    with opened.engine as engine:
        if opened.origin.notes:
            problem = "The server holds another graph than the store, from which dossiers are chosen."
            raise TargetError(problem, f"Bring the graph there: accord push {name}")
        local = next(one for one, language in LANGUAGES.items() if language == engine.language)
        return name, local
