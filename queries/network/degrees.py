"""How many partners, links and bases each actor has."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from typing import TYPE_CHECKING

from accordgraph.queries.network.links import Network, ranks, read_own
from accordgraph.queries.parameters import Bound
from accordgraph.queries.plans import Row

if TYPE_CHECKING:
    from accordgraph.queries.session import Session


def answer(session: Session, values: Mapping[str, Bound]) -> tuple[list[Row], list[str]]:
    """A row for each actor with a link, and notes on which links count: parties of one open treaty are no partners."""
    network = read_own(session, values)
    return rows(network), list(network.notes)


def rows(network: Network) -> list[Row]:
    """A row for each actor of the network."""
    links: Counter[str] = Counter()
    bases: defaultdict[str, set[str]] = defaultdict(set)
    for link in network.links:
        for actor in (link.actor, link.partner):
            links[actor] += 1
            bases[actor].add(link.basis)
    partners = [len(others) for others in network.partners]
    ranked = zip(ranks([float(count) for count in partners]), network.actors, partners, strict=True)
    return [
        {
            "rank": rank,
            "actor": actor,
            "actor_name": None,
            "partners": count,
            "links": links[actor],
            "bases": len(bases[actor]),
        }
        for rank, actor, count in ranked
    ]
