"""An actor with its parts, or with all that it is a part of: what a parameter with `with:` is expanded to."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from accordgraph.queries.header import Header
from accordgraph.queries.parameters import Bound
from accordgraph.queries.plans import ask

if TYPE_CHECKING:
    from accordgraph.graph.engines.protocol import Engine

Steps = dict[str, list[str]]
"""The actors that are one step away from each actor."""


def expand(engine: Engine, header: Header, values: Mapping[str, Bound]) -> dict[str, list[str]]:
    """The lists that the text of a question takes beside its parameters, such as `actors` of `actor`."""
    expanded = [one for one in header.parameters if one.expands == "wholes" or values.get("with_bodies") is True]
    expanded = [one for one in expanded if one.expands]
    if not expanded:
        return {}
    bodies, wholes = _steps(engine)
    return {
        f"{one.name}s": reach(str(values[one.name]), bodies if one.expands == "bodies" else wholes) for one in expanded
    }


def reach(start: str, steps: Mapping[str, list[str]]) -> list[str]:
    """The start and all that can be reached from it, sorted. A circle does no harm.

    >>> reach("ua", {"ua": ["pgo"], "pgo": ["unit", "ua"]})
    ['pgo', 'ua', 'unit']
    """
    reached, frontier = {start}, [start]
    while frontier:
        new = [actor for actor in steps.get(frontier.pop(), ()) if actor not in reached]
        reached.update(new)
        frontier.extend(new)
    return sorted(reached)


def _steps(engine: Engine) -> tuple[Steps, Steps]:
    bodies: Steps = {}
    wholes: Steps = {}
    for row in ask(engine, "parts", {}):
        actor, whole = str(row["actor"]), str(row["whole"])
        bodies.setdefault(whole, []).append(actor)
        wholes.setdefault(actor, []).append(whole)
    return bodies, wholes
