"""Groups of actors that have more links among themselves than with others."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from accordgraph.ontology.messages import message, number
from accordgraph.queries.network import links
from accordgraph.queries.parameters import Bound
from accordgraph.queries.plans import Row

if TYPE_CHECKING:
    from accordgraph.queries.session import Session

SEED = 7


def answer(session: Session, values: Mapping[str, Bound]) -> tuple[list[Row], list[str]]:
    """A row for each actor with a link; notes say which links count, and how clear the division is."""
    network = links.read(session, values)
    groups, modularity = divide(len(network.actors), network.pairs)
    return rows(network, groups), [*network.notes, *_clarity(groups, modularity, session.lang)]


def rows(network: links.Network, groups: list[list[int]]) -> list[Row]:
    """A row for each actor, by the communities that hold the places of actors."""
    number_of = {place: number for number, group in enumerate(groups, 1) for place in group}
    inside = [
        sum(number_of[at] == number_of[place] for at in network.partners[place]) for place in range(len(number_of))
    ]
    return [
        {
            "community": number_of[place],
            "size": len(groups[number_of[place] - 1]),
            "actor": actor,
            "actor_name": None,
            "partners_inside": inside[place],
            "partners_outside": len(network.partners[place]) - inside[place],
        }
        for place, actor in enumerate(network.actors)
    ]


def divide(count: int, pairs: list[tuple[int, int]]) -> tuple[list[list[int]], float]:
    """Communities of the nodes 0, 1 ... by the Louvain method, the largest first, and the modularity of the division.

    Nodes are numbers, not texts: networkx keeps them in sets, and how texts are hashed differs from run to run.
    """
    import networkx as nx

    if not pairs:
        return [], 0.0
    graph: nx.Graph[int] = nx.Graph()
    graph.add_nodes_from(range(count))
    graph.add_edges_from(pairs)
    sets = [set(group) for group in nx.community.louvain_communities(graph, seed=SEED)]
    groups = sorted((sorted(group) for group in sets), key=lambda group: (-len(group), group))
    return groups, float(nx.community.modularity(graph, sets))


def _clarity(groups: list[list[int]], modularity: float, lang: str) -> list[str]:
    clarity = number(modularity, lang, decimals=3)
    return [message("communities-found", lang, count=len(groups), modularity=clarity)] if groups else []
