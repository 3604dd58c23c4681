"""What an answer leaves out, in words: bases that make no links."""

from __future__ import annotations

from typing import TYPE_CHECKING

from accordgraph.ontology.messages import message
from accordgraph.queries.plans import Row, ask

if TYPE_CHECKING:
    from accordgraph.queries.session import Session

MOST_NAMED = 5
"""A note names so many bases: more would push the answer off the screen."""


def unlinked(session: Session, sides: list[list[str]]) -> list[str]:
    """A note on the bases without links in which at least one actor of each side takes part, or nothing."""
    actors = sorted({actor for side in sides for actor in side})
    rows = ask(session.engine, "unlinked_bases", {"actors": actors})
    bases = set.intersection(*(_bases_of(rows, side) for side in sides))
    return [_text([session.name(basis) for basis in sorted(bases)], session.lang)] if bases else []


def _bases_of(rows: list[Row], side: list[str]) -> set[str]:
    return {str(row["basis"]) for row in rows if row["actor"] in side}


def _text(bases: list[str], lang: str) -> str:
    more = [message("and-more", lang, count=len(bases) - MOST_NAMED)] if len(bases) > MOST_NAMED else []
    return message("left-out-bases", lang, count=len(bases), names="; ".join([*bases[:MOST_NAMED], *more]))
