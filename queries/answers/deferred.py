"""An answer in sentences that is written when somebody reads it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from accordgraph.queries.answers.rendering import html, terminal
from accordgraph.queries.answers.tree import AnswerTree


@dataclass(frozen=True)
class DeferredTree:
    """Writes the sentences each time they are asked for; the graph must be open. See `queries.answer.Sentences`."""

    build: Callable[[], AnswerTree]

    def text(self, width: int) -> str:
        """The sentences in lines of at most `width` columns."""
        return terminal.text(self.build(), width)

    def html(self) -> str:
        """The sentences as a fragment of HTML."""
        return html.fragment(self.build())
