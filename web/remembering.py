"""An engine that remembers, for as long as one page is made: its sentences and its tables ask for the same rows.

What every page asks, whatever it is about, is remembered as long as the snapshot is open.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import TYPE_CHECKING

from accordgraph.graph.closing import Closing
from accordgraph.queries.plans import plan

if TYPE_CHECKING:
    from accordgraph.graph.engines.protocol import EmbeddedEngine, Language, Parameter, Rows


OF_ALL_PAGES = ("coverage_notes", "parts")
"""The questions that nearly every page asks with the same answer."""


class Remembering(Closing):
    """An engine whose answers are kept by the text and the parameters of the query."""

    def __init__(self, engine: EmbeddedEngine, common: dict[str, Rows]) -> None:
        """Begin with what is common to all pages of the snapshot; the engine stays open when this is closed."""
        self._engine, self._common = engine, common
        self._answers: dict[tuple[str, str], Rows] = {}
        self.name: str = engine.name
        self.language: Language = engine.language

    def query(self, text: str, parameters: Mapping[str, Parameter]) -> Rows:
        """The rows of a query, which nobody changes: rows of answers are made anew from them."""
        if text in common_texts(self.language):
            if text not in self._common:
                self._common[text] = self._engine.query(text, parameters)
            return self._common[text]
        key = text, repr(sorted(parameters.items()))
        if key not in self._answers:
            self._answers[key] = self._engine.query(text, parameters)
        return self._answers[key]

    def close(self) -> None:
        """Forget all answers."""
        self._answers.clear()


@cache
def common_texts(language: Language) -> frozenset[str]:
    """The texts of the questions of all pages, in a language."""
    return frozenset(plan(name, {}, language).text for name in OF_ALL_PAGES)
