"""Taking dossiers out of a store: all that they state is retracted, by a load that the log and a rollback know."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

from accordgraph.graph import suggestions
from accordgraph.graph.errors import InputError
from accordgraph.graph.store import manifest
from accordgraph.graph.store.store import LoadReport, Report, Store, silent

if TYPE_CHECKING:
    from accordgraph.graph.statements.log import Batch, Change, Log


def unload(store: Store, dossiers: Sequence[str], today: datetime.date, report: Report = silent) -> LoadReport:
    """Retract all that the dossiers state, on this day or, where that is later, the last that the log has of them.

    Raises InputError where the store has no such dossier, or where another one refers to what they declare; nothing
    is changed then.
    """
    batches = _batches(store, dossiers, today)
    with _explained():
        return store.load(batches, report)


def without(store: Store, dossiers: Sequence[str], today: datetime.date) -> tuple[Log, dict[str, Change]]:
    """The log as it would be without the dossiers, and the change of each; nothing is written. Raises the same."""
    batches = _batches(store, dossiers, today)
    with _explained():
        return store.recorded(batches)


def _batches(store: Store, dossiers: Sequence[str], today: datetime.date) -> list[Batch]:
    """The dossiers without a statement."""
    from accordgraph.graph.statements.log import Batch, last_day
    from accordgraph.graph.statements.statement import STATEMENTS

    store.snapshot()
    current = store.standing()["dossier"].unique().to_list()
    for dossier in dossiers:
        if dossier not in current:
            raise unknown_dossier(store, dossier, current)
    log = store.log()
    days = {dossier: last_day(log, dossier) or today for dossier in dossiers}
    return [Batch(dossier, max(today, day), STATEMENTS.to_frame()) for dossier, day in days.items()]


@contextmanager
def _explained() -> Iterator[None]:
    try:
        yield
    except InputError as error:
        remedy = "Unload what refers to it as well, or declare it in another dossier first. Nothing was changed."
        raise InputError(error.message, remedy) from error


def unknown_dossier(store: Store, dossier: str, current: list[str]) -> InputError:
    """That a store has no such dossier, with those that are meant or that there are."""
    likely = suggestions.nearest(dossier, current, likeness=suggestions.POSSIBLE)
    known = f"Its dossiers: {', '.join(sorted(current))}." if current else "It holds none."
    remedy = f"Did you mean {', '.join(likely)}?" if likely else known
    listing = f"The dossiers are listed by: accord status{manifest.at(store.path)}"
    return InputError(f"The store has no dossier {dossier[:80]!r}.", f"{remedy}\n{listing}")
