"""An engine that remembers, for as long as one page is made: its sentences and its tables ask for the same rows."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from accordgraph.graph.closing import Closing

if TYPE_CHECKING:
    from accordgraph.graph.engines.protocol import EmbeddedEngine, Language, Parameter, Rows


class Remembering(Closing):
    """An engine whose answers are kept by the text and the parameters of the query."""

    def __init__(self, engine: EmbeddedEngine) -> None:
        """Begin with nothing; the engine stays open when this is closed."""
        self._engine = engine
        self._answers: dict[tuple[str, str], Rows] = {}
        self.name: str = engine.name
        self.language: Language = engine.language

    def query(self, text: str, parameters: Mapping[str, Parameter]) -> Rows:
        """The rows of a query, which nobody changes: rows of answers are made anew from them."""
        key = text, repr(sorted(parameters.items()))
        if key not in self._answers:
            self._answers[key] = self._engine.query(text, parameters)
        return self._answers[key]

    def close(self) -> None:
        """Forget all answers."""
        self._answers.clear()
