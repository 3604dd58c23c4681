"""The network of all links that are held, or of those that may have been in force on a day."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from accordgraph.ontology.messages import message, number
from accordgraph.queries.answers.wording.dates import day_words
from accordgraph.queries.catalogue import header
from accordgraph.queries.network import many
from accordgraph.queries.plans import Row, ask

if TYPE_CHECKING:
    import networkx as nx

    from accordgraph.graph.engines.protocol import Engine
    from accordgraph.queries.parameters import Bound
    from accordgraph.queries.session import Session

OF_THE_EDGE = frozenset({"cooperation", "actor", "partner", "partner_name"})
"""Columns of a link that its key and its ends say already."""

OF_THE_NODE = ("name", "acronym", "kind", "subtype", "jurisdiction")
"""Columns of an actor that a node of `graph` has."""


class Link(NamedTuple):
    """Two actors, the one whose id comes first before the other, and what their link rests on."""

    actor: str
    partner: str
    basis: str


@dataclass(frozen=True)
class Network:
    """Links in the order of the engine, and notes that say what they are."""

    links: list[Link]
    notes: tuple[str, ...] = ()

    @cached_property
    def actors(self) -> list[str]:
        """Those that have a link, by id."""
        return sorted({actor for link in self.links for actor in (link.actor, link.partner)})

    @cached_property
    def pairs(self) -> list[tuple[int, int]]:
        """Two actors that share at least one link, by their places in `actors`; each pair once, sorted."""
        place = {actor: number for number, actor in enumerate(self.actors)}
        return sorted({(place[link.actor], place[link.partner]) for link in self.links})

    @cached_property
    def partners(self) -> list[list[int]]:
        """The places of the partners of each actor."""
        partners: list[list[int]] = [[] for _ in self.actors]
        for a, b in self.pairs:
            partners[a].append(b)
            partners[b].append(a)
        return partners


def read(session: Session, values: Mapping[str, Bound]) -> Network:
    """The network that the parameter `day` asks for: of all times where it is missing.

    Each two parties of a basis that makes no links count as linked, as if the links were written out. A link that only
    a stranger's dossier makes is not in it: rows of counts could not say whose it is.
    """
    on, rows, strange = _trusted(session, values)
    computed = [Link(*pair) for pair in many.held_pairs(session.engine, on)]
    notes = list(_notes(session.lang, on, rows, strange))
    if general := len({link.basis for link in computed}):
        notes.append(message("network-of-many", session.lang, count=general))
    return Network([*_links(rows), *computed], tuple(notes))


def read_own(session: Session, values: Mapping[str, Bound]) -> Network:
    """The same without bases that make no links: being in one makes no partners, and answers on an actor count none."""
    on, trusted, strange = _trusted(session, values)
    general = many.bases(session.engine)
    rows = [row for row in trusted if row["basis"] not in general]
    notes = list(_notes(session.lang, on, rows, strange))
    if general:
        notes.append(message("network-without-many", session.lang, count=len(general)))
    return Network(_links(rows), tuple(notes))


def _trusted(session: Session, values: Mapping[str, Bound]) -> tuple[datetime.date | None, list[Row], int]:
    """The day that is asked for, the written links that count, and how many are of strangers alone."""
    day = values.get("day")
    on = day if isinstance(day, datetime.date) else None
    held = ask(session.engine, "links", {}) if on is None else _held_on(session.engine, on)
    rows = [row for row in held if row["stranger"] is None]
    return on, rows, len(held) - len(rows)


def _held_on(engine: Engine, day: datetime.date) -> list[Row]:
    return [row for row in ask(engine, "in_force", {"day": day}) if row["held"]]


def _notes(lang: str, day: datetime.date | None, rows: list[Row], strange: int) -> Iterator[str]:
    """Which written links count, and how many of strangers do not."""
    if day is None:
        yield message("links-of-all-dates", lang, count=len(rows))
    else:
        possible = number(sum(row["in_force"] == "possibly" for row in rows), lang)
        yield message("links-on-day", lang, day=day_words(day, lang), count=len(rows), possible=possible)
    if strange:
        yield message("links-of-strangers", lang, count=strange)


def ranks(scores: list[float]) -> list[int]:
    """The place of each score, the highest first; equal scores share a place, and the next place is left free.

    >>> ranks([1, 5, 5, 0])
    [3, 1, 1, 4]
    """
    places: dict[float, int] = {}
    for place, score in enumerate(sorted(scores, reverse=True), 1):
        places.setdefault(score, place)
    return [places[score] for score in scores]


def graph(session: Session, day: datetime.date | None, *, held_only: bool) -> nx.MultiGraph[str]:
    """A networkx graph with an edge for each link, keyed by its id; nodes and edges by id.

    Each two parties of a basis that makes no links have an edge too, as if the link were written out.
    """
    import networkx as nx

    links = sorted(_cooperations(session.engine, day, held_only=held_only), key=lambda row: str(row["cooperation"]))
    ends = {str(link[side]) for link in links for side in ("actor", "partner")}
    actors = ask(session.engine, "actors", {})
    network: nx.MultiGraph[str] = nx.MultiGraph()
    for row in sorted((row for row in actors if row["actor"] in ends), key=lambda row: str(row["actor"])):
        named = {**row, "name": session.name(str(row["actor"]))}
        network.add_node(str(row["actor"]), **{column: named[column] for column in OF_THE_NODE})
    for link in links:
        link["basis_name"] = session.name(str(link["basis"]))
        attributes = {column: value for column, value in link.items() if column not in OF_THE_EDGE}
        network.add_edge(str(link["actor"]), str(link["partner"]), key=str(link["cooperation"]), **attributes)
    return network


def _cooperations(engine: Engine, day: datetime.date | None, *, held_only: bool) -> list[Row]:
    written = _written_links(engine, day, held_only=held_only)
    columns = [column.name for column in header("cooperations").columns]
    columns += [] if day is None else ["in_force", "why_possible"]
    computed = many.links(engine, day, held_only=held_only)
    return [*written, *({name: row.get(name) for name in columns} for row in computed)]


def _written_links(engine: Engine, day: datetime.date | None, *, held_only: bool) -> list[Row]:
    links = ask(engine, "cooperations", {})
    if held_only:
        links = [link for link in links if link["held"]]
    if day is None:
        return links
    rows = ask(engine, "in_force", {"day": day})
    judged = {row["cooperation"]: {key: row[key] for key in ("in_force", "why_possible")} for row in rows}
    return [{**link, **judged[link["cooperation"]]} for link in links if link["cooperation"] in judged]


def _links(rows: list[Row]) -> list[Link]:
    return [Link(str(row["actor"]), str(row["partner"]), str(row["basis"])) for row in rows]
