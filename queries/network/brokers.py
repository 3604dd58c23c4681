"""Who stands between others: betweenness centrality."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from accordgraph.ontology.messages import message, number
from accordgraph.queries.network import betweenness, links
from accordgraph.queries.parameters import Bound
from accordgraph.queries.plans import Row

if TYPE_CHECKING:
    from accordgraph.queries.session import Session


def answer(session: Session, values: Mapping[str, Bound]) -> tuple[list[Row], list[str]]:
    """A row for each actor with a link; notes say which links count, and that scores are estimated, if so."""
    network = links.read(session, values)
    return rows(network), [*network.notes, *_estimate(len(network.actors), session.lang)]


def rows(network: links.Network) -> list[Row]:
    """A row for each actor of the network."""
    count = len(network.actors)
    scores = betweenness.pairs_between(count, network.pairs)
    others = max((count - 1) * (count - 2) / 2, 1)
    scored = zip(links.ranks(scores), network.actors, scores, network.partners, strict=True)
    return [
        {
            "rank": rank,
            "actor": actor,
            "actor_name": None,
            "betweenness": score / others,
            "pairs": score,
            "partners": len(partners),
        }
        for rank, actor, score, partners in scored
    ]


def _estimate(count: int, lang: str) -> list[str]:
    starts = len(betweenness.drawn(count))
    if starts == count:
        return []
    return [message("estimated-paths", lang, starts=number(starts, lang), count=count)]
