"""Which links of the graph a picture shows: by kind, by time, by basis, and by steps from an actor."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from accordgraph.diagrams.facts import Link
from accordgraph.diagrams.in_force import judge, may_exist
from accordgraph.diagrams.request import DiagramRequest


def select(
    links: Sequence[Link], request: DiagramRequest, kinds: Mapping[str, str]
) -> tuple[list[Link], dict[str, int]]:
    """The links that are drawn, and how many steps each node is away from what the picture is about (0 without).

    `kinds` are the kinds of actors by id. Steps lead over held links only. A link that is not held is drawn where it
    begins at a node that the steps go on from, and of a basis that it is about all participations are drawn.
    """
    fitting = [link for link in links if fits(link, request, kinds)]
    if not request.about:
        return fitting, {end: 0 for link in fitting for end in link.ends}
    steps = _steps(fitting, request)
    own = {link.end for link in fitting if link.end == link.basis and link.start in request.about}
    far = request.hops
    drawn = [link for link in fitting if link.end in own or min(steps.get(end, far) for end in link.ends) < far]
    return drawn, {end: steps.get(end, far) for link in drawn for end in link.ends}


def fits(link: Link, request: DiagramRequest, kinds: Mapping[str, str]) -> bool:
    """Whether a link is of the kinds, the bases and the time that were asked for."""
    actors = [end for end in link.ends if end in kinds and end not in request.about]
    return (
        link.basis_kind in request.basis_kinds
        and all(kinds[actor] in request.actor_kinds for actor in actors)
        and (not request.bases or link.basis in request.bases)
        and (request.day is None or judge(link.when, request.day).in_force != "no")
        and may_exist(link.when, request.first, request.last)
    )


def _steps(links: Sequence[Link], request: DiagramRequest) -> dict[str, int]:
    """How many steps over held links each node is away; a basis is as near as the nearest of its actors."""
    near: dict[str, set[str]] = defaultdict(set)
    for link in links:
        if link.held:
            near[link.start].add(link.end)
            near[link.end].add(link.start)
    lines_a_step = 2 if request.view == "bases" else 1
    steps, rim = dict.fromkeys(request.about, 0), set(request.about)
    for line in range(1, request.hops * lines_a_step + 1):
        rim = {other for node in rim for other in near[node]} - steps.keys()
        steps |= dict.fromkeys(rim, line // lines_a_step)
    return steps
