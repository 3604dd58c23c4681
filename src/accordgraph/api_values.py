"""What the library takes and gives beside rows: days, one name or several, answers with sentences."""

from __future__ import annotations

import datetime
import os
from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import TYPE_CHECKING, TypeAlias

from accordgraph.graph.errors import InputError

if TYPE_CHECKING:
    from accordgraph.graph.store.store import Snapshot
    from accordgraph.queries.answer import Answer
    from accordgraph.queries.answers.tree import AnswerTree

Place: TypeAlias = "str | os.PathLike[str]"
"""A file or folder."""

Day: TypeAlias = "datetime.date | str"
"""A day: a date, or text such as "2024-04-10"."""


def row_counts(snapshot: Snapshot) -> dict[str, int]:
    """How many actors, bases, cooperations and statements a snapshot has, by its manifest."""
    manifest = snapshot.manifest
    names = ("actors", "bases", "cooperations", "statements")
    return {name: int(manifest["rows"].get(name, manifest.get(name, 0))) for name in names}


def several(names: str | Iterable[str]) -> tuple[str, ...]:
    """One name or many, as many."""
    return (names,) if isinstance(names, str) else tuple(names)


def known_day(value: Day | None) -> datetime.date | None:
    """The day, None where none is asked about. Raises InputError for what is no day."""
    return None if value is None else to_day(value)


def held_only(answer: Answer, lang: str) -> Answer:
    """The answer without the links that we do not consider true, and a note that says how many there are."""
    from accordgraph.ontology.messages import message

    rows = [row for row in answer.rows if row["held"]]
    left_out = len(answer) - len(rows)
    notes = [message("left-out-refuted", lang, count=left_out, option="all=True")] if left_out else []
    return replace(answer, rows=rows, notes=[*answer.notes, *notes])


def with_words(answer: Answer, build: Callable[[], AnswerTree]) -> Answer:
    """The answer with its sentences, which are written when they are read."""
    from accordgraph.queries.answers.deferred import DeferredTree

    return replace(answer, in_words=DeferredTree(build))


def to_day(value: Day) -> datetime.date:
    """The day that is meant. Raises InputError for what is no day."""
    from accordgraph.queries.parameters import day

    date = day(value)
    if date is None:
        raise InputError(f"{value!r} is no day.", 'Write it as "2024-04-10", or give a datetime.date.')
    return date
