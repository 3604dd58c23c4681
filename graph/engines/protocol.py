"""What every engine offers: a question in its language and the rows that answer it."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from typing import Literal, NamedTuple, Protocol

from accordgraph.graph.closing import Closing

Value = str | int | float | bool | datetime.date | None
"""What a cell of an answer holds; None stands for what is unknown or unbound."""

Parameter = Value | Sequence[str]
"""What a question may be given: a value or a list of ids. Days are `datetime.date`, never text."""

Language = Literal["sparql", "cypher"]
"""The language of a query."""


class Rows(NamedTuple):
    """An answer: the names of its columns, and its rows in the order in which the engine gave them."""

    columns: tuple[str, ...]
    rows: list[tuple[Value, ...]]


class Engine(Closing, Protocol):
    """A graph that is open for reading. Close it, or use it in a `with` block."""

    name: str
    language: Language

    def query(self, text: str, parameters: Mapping[str, Parameter]) -> Rows:
        """The rows that answer a query of ours: nothing checks it here. Raises EngineError with the engine's words.

        What a user wrote goes through `queries.raw`, whose guards refuse all that does more than read this graph.
        """


class EmbeddedEngine(Engine, Protocol):
    """An engine of ours, whose files several threads may read at once, each by its own object."""

    def another(self) -> EmbeddedEngine:
        """The same graph for another thread; close it before the one that it came from."""
