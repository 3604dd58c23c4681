"""How many partners, links and bases each actor has."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from typing import TYPE_CHECKING

from accordgraph.queries.network import links as network
from accordgraph.queries.parameters import Bound
from accordgraph.queries.plans import Row

if TYPE_CHECKING:
    from accordgraph.graph.engines.protocol import Engine
    from accordgraph.graph.names.index import Names


def answer(engine: Engine, names: Names, values: Mapping[str, Bound], lang: str) -> tuple[list[Row], list[str]]:
    """A row for each actor with a link, and a note that says which links count."""
    found = network.read(engine, values, lang)
    return rows(found), [found.note]


def rows(found: network.Network) -> list[Row]:
    """A row for each actor of the network."""
    links: Counter[str] = Counter()
    bases: defaultdict[str, set[str]] = defaultdict(set)
    for link in found.links:
        for actor in (link.actor, link.partner):
            links[actor] += 1
            bases[actor].add(link.basis)
    partners = [len(others) for others in found.partners]
    told = zip(network.ranks([float(count) for count in partners]), found.actors, partners, strict=True)
    return [
        {
            "rank": rank,
            "actor": actor,
            "actor_name": None,
            "partners": count,
            "links": links[actor],
            "bases": len(bases[actor]),
        }
        for rank, actor, count in told
    ]
