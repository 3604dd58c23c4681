"""Who stands between others: betweenness centrality."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from accordgraph.queries.network import betweenness, links
from accordgraph.queries.parameters import Bound
from accordgraph.queries.phrases import phrase
from accordgraph.queries.plans import Row

if TYPE_CHECKING:
    from accordgraph.graph.engines.protocol import Engine
    from accordgraph.graph.names.index import Names


def answer(engine: Engine, names: Names, values: Mapping[str, Bound], lang: str) -> tuple[list[Row], list[str]]:
    """A row for each actor with a link; a note says which links count, another that scores are estimated, if so."""
    found = links.read(engine, values, lang)
    return rows(found), [found.note, *_estimate(len(found.actors), lang)]


def rows(found: links.Network) -> list[Row]:
    """A row for each actor of the network."""
    count = len(found.actors)
    scores = betweenness.pairs_between(count, found.pairs)
    others = max((count - 1) * (count - 2) / 2, 1)
    told = zip(links.ranks(scores), found.actors, scores, found.partners, strict=True)
    return [
        {
            "rank": rank,
            "actor": actor,
            "actor_name": None,
            "betweenness": betweenness.rounded(score / others),
            "pairs": score,
            "partners": len(partners),
        }
        for rank, actor, score, partners in told
    ]


def _estimate(count: int, lang: str) -> list[str]:
    starts = len(betweenness.drawn(count))
    if starts == count:
        return []
    return [phrase("estimated", lang, starts=starts, count=count)]
