"""Opening what a command reads: the current snapshot, or a session on it."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING

from accordgraph.commands.shared.output import report, write_note
from accordgraph.graph.errors import NotFoundError

if TYPE_CHECKING:
    from accordgraph.commands.shared.options import Options
    from accordgraph.graph.store.snapshot import Snapshot
    from accordgraph.queries.session import Session


@contextmanager
def session(options: Options) -> Iterator[Session]:
    """A session on the current snapshot, in the engine and the language of the options; its notes are written."""
    from accordgraph.ontology.messages import message
    from accordgraph.queries.session import open_session

    begun = time.monotonic()
    with open_session(snapshot(options), options.engine, options.lang) as opened:
        ready = time.monotonic()
        report(options, f"{opened.origin.engine} opened snapshot {opened.origin.snapshot} in {ready - begun:.2f} s.")
        for note in opened.origin.notes:
            write_note(note, options)
        try:
            yield replace(opened, cites_all=options.document is not None)
        except NotFoundError as error:
            error.add_note(message("scope-hint", opened.lang, command="accord coverage"))
            raise
        report(options, f"{opened.origin.engine} answered in {time.monotonic() - ready:.2f} s.")


@contextmanager
def chosen(options: Options) -> Iterator[Options]:
    """The options on the graph of the dossiers that they choose; as they are where they choose none."""
    if not options.only and not options.without:
        yield options
        return
    from accordgraph.graph.store.store import Store
    from accordgraph.queries import chosen_dossiers

    with chosen_dossiers.chosen(Store(options.store), options.engine, options.only, options.without) as part:
        yield replace(options, store=part.store.path, engine=part.engine)


def snapshot(options: Options) -> Snapshot:
    """The current snapshot of the store."""
    from accordgraph.graph.store.store import Store

    current = Store(options.store).snapshot()
    report(options, f"Snapshot {current.path.name} of {options.store}.")
    return current
