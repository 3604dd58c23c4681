"""Bases that make no links among all of their parties, in a diagram: a box with a count, or a note.

Such a basis is open to other states or has more than 50 participants. Its box has lines of those parties alone that are
in the diagram anyway, or that were asked for with it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING

from accordgraph.diagrams import rows
from accordgraph.diagrams.selection import fits
from accordgraph.ontology.messages import message
from accordgraph.queries import many
from accordgraph.queries.pairing import directed

if TYPE_CHECKING:
    from accordgraph.diagrams.facts import Link
    from accordgraph.diagrams.request import DiagramRequest
    from accordgraph.queries.runner import Row
    from accordgraph.queries.session import Session


class Crowds:
    """Who takes part in bases without links, as far as a request fits it: by basis."""

    def __init__(self, request: DiagramRequest, participations: Mapping[str, Row], kinds: Mapping[str, str]) -> None:
        """Sort the participations by their bases."""
        self._request = request
        self._by_basis: defaultdict[str, list[Link]] = defaultdict(list)
        for row in participations.values():
            line = rows.participation(row)
            if not row["linked"] and fits(line, request, kinds):
                self._by_basis[line.basis].append(line)

    def lines(self, drawn: Collection[str]) -> list[Link]:
        """The lines from actors to boxes: of actors that are drawn, and of all where the basis was asked for."""
        wanted = set(self._request.bases)
        return [
            line
            for basis, lines in self._by_basis.items()
            for line in lines
            if basis in wanted or (line.start in drawn and self._concerns(lines))
        ]

    def _concerns(self, lines: Collection[Link]) -> bool:
        """Whether one of those that the diagram is about takes part: what their partners have with others is not of
        them, unless the steps from partner to partner were asked for.
        """
        about = self._request.about
        return not about or self._request.hops > 1 or any(line.start in about for line in lines)

    def parties(self, basis: str) -> int:
        """How many actors are held to take part in a basis, whether they are drawn or not."""
        return len({line.start for line in self._by_basis[basis] if line.held})

    def notes(self, drawn: Collection[str], lang: str, *, in_boxes: bool) -> list[str]:
        """What is not drawn of the bases that drawn actors take part in."""
        names = [
            message("basis-of-parties", lang, name=lines[0].basis_name, count=self.parties(basis))
            for basis, lines in sorted(self._by_basis.items())
            if any(line.start in drawn for line in lines) and not (in_boxes and self._is_complete(basis, lines, drawn))
        ]
        key = "note-boxes-of-many" if in_boxes else "note-unlinked"
        return [message(key, lang, names="; ".join(names))] if names else []

    def _is_complete(self, basis: str, lines: Collection[Link], drawn: Collection[str]) -> bool:
        """Whether no box lacks a line: all parties are drawn, or there is no box."""
        is_box = basis in self._request.bases or self._concerns(lines)
        return not is_box or all(line.start in drawn for line in lines)


def links(session: Session, request: DiagramRequest, participations: Mapping[str, Row]) -> list[Link]:
    """The links of the actors that a diagram is about with all parties of the bases that were asked for.

    Only of bases that make none by themselves; a link that is written out all the same is not given again.
    """
    unlinked = {str(row["basis"]) for row in participations.values() if row["linked"] is False}
    computed = [
        directed(row)
        for basis in request.bases
        if basis in unlinked and request.about
        for row in many.partners(session.engine, request.about, basis)
    ]
    named = [{**row, "partner_name": session.name(str(row["partner"]))} for row in computed]
    return [rows.cooperation(row, participations, session.names, session.lang) for row in named]
