"""What an answer leaves out, in words: bases that make no links."""

from __future__ import annotations

import shlex
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
    names = [session.name(basis) for basis in sorted(bases)]
    return [_text(names, command(sides), session.lang)] if bases else []


def command(sides: list[list[str]]) -> str:
    """The command that lists the bases without links of some actors, or of one with another.

    >>> command([["nabu", "sapo"]]), command([["ua"], ["pl"]])
    ('accord ask unlinked_bases -p actors=nabu,sapo', 'accord ask shared_bases -p actor=ua -p partner=pl')
    """
    if [len(side) for side in sides] == [1, 1]:
        question, arguments = "shared_bases", {"actor": sides[0][0], "partner": sides[1][0]}
    else:
        actors = sorted({actor for side in sides for actor in side})
        question, arguments = "unlinked_bases", {"actors": ",".join(actors)}
    return " ".join(
        ["accord ask", question, *(f"-p {shlex.quote(f'{name}={value}')}" for name, value in arguments.items())]
    )


def _bases_of(rows: list[Row], side: list[str]) -> set[str]:
    return {str(row["basis"]) for row in rows if row["actor"] in side}


def _text(bases: list[str], listing: str, lang: str) -> str:
    more = [message("and-more", lang, count=len(bases) - MOST_NAMED)] if len(bases) > MOST_NAMED else []
    names = "; ".join([*bases[:MOST_NAMED], *more])
    return message("left-out-bases", lang, count=len(bases), names=names, command=listing)
