"""What every engine offers: a question in its language and the rows that answer it."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from types import TracebackType
from typing import Literal, NamedTuple, Protocol, Self

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


class Engine(Protocol):
    """A graph that is open for reading. Close it, or use it in a `with` block."""

    name: str
    language: Language

    def query(self, text: str, parameters: Mapping[str, Parameter]) -> Rows:
        """The rows that answer a query. It must only read; raises EngineError with the engine's words."""

    def close(self) -> None:
        """Let go of the files."""

    def __enter__(self) -> Self:
        """The engine itself."""

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close it."""
