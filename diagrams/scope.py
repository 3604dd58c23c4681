"""What of the graph a diagram can show: its questions are asked of that part alone, and not of the whole graph."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING

from accordgraph.queries.runner import run

if TYPE_CHECKING:
    from accordgraph.diagrams.request import DiagramRequest
    from accordgraph.queries.runner import Row
    from accordgraph.queries.session import Session

MAXIMUM_BASES = 1_000
"""Beyond it, one look at the whole graph takes no longer than many looks at parts of it."""


class Scope:
    """The rows of a diagram's questions, as far as they bear on what was requested.

    A link between nodes within reach is on a basis of an actor that is one step nearer. So all participations in those
    bases are enough, and where bases were requested, those in them.
    """

    def __init__(self, session: Session, request: DiagramRequest) -> None:
        """Find the bases; None stands for all of the graph."""
        self._session = session
        self._bases = _bases(session, request)

    def participations(self) -> dict[str, Row]:
        """Rows of `participations` by id; those in bases that make no links are complete, for a note names them."""
        rows = self.ask("participations")
        if self._bases is not None:
            rows = [*rows, *run(self._session, "participations", {"linked": False}).rows]
        return {str(row["participation"]): row for row in rows}

    def ask(self, question: str, more: Collection[str] = ()) -> list[Row]:
        """The rows of a question that takes bases, with those of more bases."""
        return self._rows(question, "bases", {*(self._bases or ()), *more})

    def kinds(self, participations: Iterable[Row]) -> dict[str, str]:
        """The kind of each actor in these rows, by id."""
        rows = self.actors({str(row["actor"]) for row in participations})
        return {actor: str(row["kind"]) for actor, row in rows.items()}

    def actors(self, actors: Iterable[str]) -> dict[str, Row]:
        """The rows of these actors by id."""
        wanted = set(actors)
        return {str(row["actor"]): row for row in self._rows("actors", "actors", wanted) if row["actor"] in wanted}

    def conflicts(self, bases: Iterable[str]) -> list[Row]:
        """The contradictions about these bases, where all of the graph is wanted about anything."""
        if self._bases is None:
            return run(self._session, "conflicts", {}).rows
        rows = [row for basis in sorted(bases) for row in run(self._session, "conflicts_of", {"id": basis}).rows]
        return list({(row["conflict"], row["value"], row["source"]): row for row in rows}.values())

    def sources(self, cited: Iterable[str]) -> list[Row]:
        """The rows of the sources with these ids."""
        return self._rows("sources", "sources", cited)

    def _rows(self, question: str, parameter: str, ids: Iterable[str]) -> list[Row]:
        """All rows of a question where all of the graph is wanted, else those of the things with these ids."""
        if self._bases is None:
            return run(self._session, question, {}).rows
        only = sorted(set(ids))
        return run(self._session, question, {parameter: only}).rows if only else []


def _bases(session: Session, request: DiagramRequest) -> list[str] | None:
    """The bases within reach, None for all of them."""
    if request.bases:
        return sorted(request.bases)
    if not request.about:
        return None
    rim, new, bases = set(request.about), set[str](), set[str]()
    for hop in range(request.hops):
        if hop:
            rim = {str(row["actor"]) for row in run(session, "participations", {"bases": sorted(new)}).rows}
        rows = run(session, "participations", {"actors": sorted(rim)}).rows
        new = {str(row["basis"]) for row in rows if row["linked"]} - bases
        bases |= new
        if len(bases) > MAXIMUM_BASES:
            return None
        if not new:
            break
    return sorted(bases)
