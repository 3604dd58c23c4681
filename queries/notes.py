"""What an answer names in one line for all: bases that make no links, with how many others each binds an actor to."""

from __future__ import annotations

import datetime
import shlex
from typing import TYPE_CHECKING

from accordgraph.ontology.messages import message
from accordgraph.queries.many import Crowd, crowds

if TYPE_CHECKING:
    from accordgraph.queries.session import Session

MOST_NAMED = 5
"""Maximum number of bases in a note: more would push the answer off the screen."""


def unlinked(session: Session, actors: list[str], day: datetime.date | None = None) -> list[str]:
    """A note on the bases without links that the actors take part in, on the day if one is asked about, or nothing."""
    crowded = crowds(session, actors, day)
    return [_text(session, crowded)] if crowded else []


def command(actor: str, basis: str) -> str:
    """The command that lists all parties of a basis without links, as partners of an actor.

    >>> command("ua", "uncac")
    'accord who ua --basis uncac'
    """
    return f"accord who {shlex.quote(actor)} --basis {shlex.quote(basis)}"


def _text(session: Session, crowded: list[Crowd]) -> str:
    lang = session.lang
    by_basis = {one.basis: one for one in sorted(crowded, key=lambda one: one.others)}
    ordered = sorted(by_basis.values(), key=lambda one: (one.own["stranger"] is not None, one.basis))
    more = [message("and-more", lang, count=len(ordered) - MOST_NAMED)] if len(ordered) > MOST_NAMED else []
    names = "; ".join([*(_named(session, one) for one in ordered[:MOST_NAMED]), *more])
    first = next((one for one in ordered if one.is_mutual), ordered[0])
    return message("left-out-bases", lang, count=len(ordered), names=names, command=command(first.actor, first.basis))


def _named(session: Session, crowd: Crowd) -> str:
    name = session.name(crowd.basis)
    if not crowd.is_mutual:
        return message("many-not-mutual", session.lang, name=name)
    return message("basis-of-many", session.lang, name=name, count=crowd.others)
