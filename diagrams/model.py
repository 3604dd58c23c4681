"""What a diagram shows, as plain data: actors, bases, the links between them, and the sources that speak of them."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal, TypeAlias

from accordgraph.graph.errors import InputError
from accordgraph.graph.visible import visible

View: TypeAlias = Literal["bases", "actors", "ego", "matrix"]
"""How links are drawn: `bases` draws participations, from an actor to a box; the others cooperations of two actors."""

ACTOR_KINDS = ("state", "agency", "international", "group", "other")
BASIS_KINDS = ("agreement", "operation", "assistance", "report")


@dataclass(frozen=True)
class Node:
    """An actor or a basis. `title` is its long name; `hop` is how far it is from what the picture is about."""

    id: str
    label: str
    kind: str
    title: str = ""
    hop: int = 0

    @property
    def is_basis(self) -> bool:
        """Whether this is drawn as a box that actors take part in."""
        return self.kind in BASIS_KINDS


@dataclass(frozen=True)
class When:
    """From when to when, as exactly as it is known: bounds are inclusive days, None where nothing is known.

    `since` is EDTF. `end_kind` is exit, term, during or none. `presumed_until` is told where one side has no end told
    and the other has. `firm`: the link is held and not disputed.
    """

    since: str | None
    since_earliest: datetime.date | None
    since_latest: datetime.date | None
    until_earliest: datetime.date | None
    until_latest: datetime.date | None
    end_kind: str
    presumed_until: datetime.date | None
    last_attested: datetime.date | None
    firm: bool


@dataclass(frozen=True)
class Source:
    """Who says so."""

    id: str
    title: str
    publisher: str | None
    published: str | None
    url: str | None
    kind: str


@dataclass(frozen=True)
class Evidence:
    """What one source says: `source` is its number in `Picture.sources`, from 1.

    `property` is a name of the vocabulary, `value` in words of the picture's language. `whom` names the one of a link's
    two sides that it speaks of, where it speaks of one only. `how` it is known: stated, computed or inferred.
    """

    source: int
    statement: str
    about: str
    property: str
    value: str
    stance: str
    paragraph: int | None = None
    char_start: int | None = None
    char_end: int | None = None
    note: str | None = None
    whom: str | None = None
    how: str = "stated"


@dataclass(frozen=True)
class Link:
    """One participation (from an actor to its basis) or one cooperation (from an actor to its partner).

    `standing` is how well it is attested, `held` our preferred reading, `why` tells in sentences which rule made it
    from which acts. `basis_label` is a short name of the basis, for lines that must say it.
    `role` is that of the start; `end_role` that of the partner, in a cooperation.
    """

    id: str
    start: str
    end: str
    basis: str
    basis_name: str
    basis_kind: str
    form: str | None
    start_name: str
    end_name: str
    role: str | None
    when: When
    standing: str
    since_standing: str | None
    until_standing: str | None
    held: bool
    evidence: tuple[Evidence, ...] = ()
    why: tuple[str, ...] = ()
    basis_label: str = ""
    end_role: str | None = None

    @property
    def ends(self) -> tuple[str, str]:
        """The ids of the two nodes that it joins."""
        return self.start, self.end


@dataclass(frozen=True)
class Provenance:
    """How the picture was made, so that it can be made again: `question` is the command, which names no path."""

    snapshot: str
    vocabulary: str
    version: str
    created_on: datetime.date
    question: str


@dataclass(frozen=True)
class Diagram:
    """All that one page shows. Links come sorted: by basis, the oldest first, then by date.

    `day` is the only day that is shown; `first` and `last` limit the days that can be chosen. Raises InputError if an
    id stands twice, or a link names a node or its evidence a source that is not there.
    """

    title: str
    subtitle: str
    view: View
    lang: str
    nodes: tuple[Node, ...]
    links: tuple[Link, ...]
    sources: tuple[Source, ...] = ()
    notes: tuple[str, ...] = ()
    provenance: Provenance | None = None
    day: datetime.date | None = None
    first: datetime.date | None = None
    last: datetime.date | None = None

    def __post_init__(self) -> None:
        """Refuse what cannot be drawn, before any work is done, and settle the order of the links."""
        _refuse_twice("nodes", (node.id for node in self.nodes))
        _refuse_twice("links", (link.id for link in self.links))
        known = {node.id for node in self.nodes}
        for link in self.links:
            for end in link.ends:
                if end not in known:
                    raise InputError(f"The link {visible(link.id)} names {visible(end)}, which is not among the nodes.")
            for told in link.evidence:
                if not 1 <= told.source <= len(self.sources):
                    raise InputError(
                        f"The link {visible(link.id)} names source {told.source}; there are {len(self.sources)}."
                    )
        object.__setattr__(self, "links", tuple(in_order(self.links)))


def _refuse_twice(what: str, ids: Iterable[str]) -> None:
    twice = sorted(name for name, count in Counter(ids).items() if count > 1)
    if twice:
        raise InputError(f"The picture has {what} with the same id: {', '.join(map(visible, twice))}.")


def in_order(links: Iterable[Link]) -> list[Link]:
    """Links as pictures number them, whatever order they come in: by basis, the oldest first, then by date."""
    links = list(links)
    oldest: dict[str, str] = {}
    for link in links:
        oldest[link.basis] = min(oldest.get(link.basis, "~"), _day(link))
    return sorted(links, key=lambda link: (oldest[link.basis], link.basis, _day(link), link.id))


def _day(link: Link) -> str:
    when = link.when
    day = when.since_earliest or when.since_latest
    return day.isoformat() if day else "~"
