"""What a diagram shows, as plain data: actors, bases, the participations between them."""

from __future__ import annotations

from dataclasses import dataclass

from accordgraph.graph.errors import InputError
from accordgraph.graph.visible import visible

ACTOR_KINDS = ("state", "agency", "international", "group", "other")
BASIS_KINDS = ("agreement", "operation", "assistance", "report")


@dataclass(frozen=True)
class Node:
    """An actor or a basis. `title` is its long name, shown in the details."""

    id: str
    label: str
    kind: str
    title: str = ""

    @property
    def is_basis(self) -> bool:
        """Whether this is drawn as a box that actors take part in."""
        return self.kind in BASIS_KINDS


@dataclass(frozen=True)
class Edge:
    """One participation of an actor in a basis: since when, in which role, how well established."""

    actor: str
    basis: str
    since: str
    until: str | None
    role: str | None
    standing: str
    held: bool
    in_force: str | None
    why_possible: str | None
    basis_name: str
    actor_name: str
    sources: tuple[str, ...] = ()


@dataclass(frozen=True)
class Picture:
    """All that one page shows. Raises InputError if an id stands twice or a link names no node."""

    title: str
    subtitle: str
    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    notes: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        """Refuse what cannot be drawn, before any work is done."""
        ids = [node.id for node in self.nodes]
        if len(set(ids)) != len(ids):
            twice = sorted({name for name in ids if ids.count(name) > 1})
            raise InputError(f"The picture has nodes with the same id: {', '.join(map(visible, twice))}.")
        known = set(ids)
        for edge in self.edges:
            for end in (edge.actor, edge.basis):
                if end not in known:
                    raise InputError(
                        f"A link of {visible(edge.actor)} to {visible(edge.basis)} names {visible(end)}, "
                        "which is not among the nodes."
                    )

    def links(self) -> list[Edge]:
        """The links as the page numbers them, whatever order they came in: by basis, the oldest first, then by date."""
        first: dict[str, str] = {}
        for edge in self.edges:
            first[edge.basis] = min(first.get(edge.basis, "~"), _day(edge))
        return sorted(self.edges, key=lambda edge: (first[edge.basis], edge.basis, _day(edge), edge.actor, repr(edge)))


def _day(edge: Edge) -> str:
    return edge.since.lstrip("[.") or "~"
