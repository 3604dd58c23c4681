"""Bodies of two actors: links between them, which are no links of the two themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING

from accordgraph.queries.expansion import reach
from accordgraph.queries.plans import ask
from accordgraph.queries.runner import run

if TYPE_CHECKING:
    from accordgraph.queries.plans import Row
    from accordgraph.queries.session import Session


def bodies_of(session: Session, actor: str) -> list[str]:
    """All that is part of an actor, or part of a part of it."""
    parts: dict[str, list[str]] = {}
    for part in ask(session.engine, "parts", {}):
        parts.setdefault(str(part["whole"]), []).append(str(part["actor"]))
    return [one for one in reach(actor, parts) if one != actor]


def between_bodies(session: Session, a: str, b: str) -> list[Row]:
    """The links that we consider true between a body of one actor and the other, or a body of it."""
    rows = run(session, "partners", {"actor": a, "with_bodies": True}).rows
    if not any(row["actor"] != a or row["partner"] != b for row in rows):
        return []
    bodies = {b, *bodies_of(session, b)}
    return [
        row for row in rows if row["held"] and row["partner"] in bodies and (row["actor"], row["partner"]) != (a, b)
    ]
