"""What a network shows of some opened marks: they and their neighbours, all links among these, and what is left out.

In the view `bases` the neighbours of an actor are the bases that it takes part in, and those of a basis its parties; in
the view `actors` those of an actor are its partners. A link stands for every row that the questions give.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from accordgraph.diagrams import rows
from accordgraph.diagrams.facts import Link
from accordgraph.diagrams.in_force import judge
from accordgraph.queries.runner import run

if TYPE_CHECKING:
    import datetime

    from accordgraph.queries.plans import Row
    from accordgraph.queries.session import Session

MOST_NEW = 60
"""Neighbours of a mark that are shown at once; how many are left is said."""

MOST_MARKS = 150
"""Marks that are laid out at a stranger's request."""


@dataclass(frozen=True)
class OpenedNetwork:
    """The marks by id, the links among them, and of each mark how many neighbours are not shown."""

    actors: frozenset[str]
    bases: frozenset[str]
    links: tuple[Link, ...]
    hidden: Mapping[str, int]


def open_network(session: Session, opened: Collection[str], view: str, day: datetime.date | None) -> OpenedNetwork:
    """The network of some opened actors and bases. On a day only what may have been in force on it is there."""
    return (_of_bases if view == "bases" else _of_actors)(session, opened, day)


def _of_bases(session: Session, opened: Collection[str], day: datetime.date | None) -> OpenedNetwork:
    classes = {one: session.names.class_of(one) for one in opened}
    actors = {one for one, class_ in classes.items() if class_ == "Actor"}
    bases = {one for one, class_ in classes.items() if class_ == "Basis"}
    around_actors = _sides(session, "actors", actors, day)
    around_bases = _sides(session, "bases", bases, day)
    bases |= _nearest(around_actors, "actor", "basis", actors)
    actors |= _nearest(around_bases, "basis", "actor", _of_class(classes, "Basis"))
    of_actors, of_bases = _sides(session, "actors", actors, day), _sides(session, "bases", bases, day)
    links = [rows.participation(row) for row in of_bases if row["actor"] in actors]
    hidden = {
        **_hidden(of_actors, "actor", "basis", actors, bases),
        **_hidden(of_bases, "basis", "actor", bases, actors),
    }
    return OpenedNetwork(frozenset(actors), frozenset(bases), tuple(links), hidden)


def _sides(session: Session, parameter: str, ids: Collection[str], day: datetime.date | None) -> list[Row]:
    """Participations in bases that make links, of some actors or in some bases."""
    if not ids:
        return []
    answered = run(session, "participations", {parameter: sorted(ids), "linked": True}).rows
    return [row for row in answered if day is None or judge(rows.participation(row).when, day).in_force != "no"]


def _of_actors(session: Session, opened: Collection[str], day: datetime.date | None) -> OpenedNetwork:
    chosen = {one for one in opened if session.names.class_of(one) == "Actor"}
    around = {one: _partners(session, one, day) for one in sorted(chosen)}
    actors = chosen | {partner for partners in around.values() for partner in _first(partners)}
    drawn: dict[str, Link] = {}
    hidden: dict[str, int] = {}
    for actor in sorted(actors):
        partners = around.get(actor) or _partners(session, actor, day)
        hidden[actor] = len(partners.keys() - actors)
        for links in (partners[partner] for partner in partners.keys() & actors):
            drawn |= {link.id: link for link in links}
    return OpenedNetwork(frozenset(actors), frozenset(), tuple(drawn[one] for one in sorted(drawn)), hidden)


def _first(partners: Mapping[str, Sequence[Link]]) -> list[str]:
    """The partners that are laid out, those last whom only a dossier names that nobody has trusted."""
    ordered = sorted(partners, key=lambda one: (all(link.stranger for link in partners[one]), one))
    return ordered[:MOST_NEW]


def _partners(session: Session, actor: str, day: datetime.date | None) -> dict[str, list[Link]]:
    """The partners of an actor, with the links to each."""
    question = ("partners", {"actor": actor}) if day is None else ("partners_on", {"actor": actor, "day": day})
    by_partner: dict[str, list[Link]] = {}
    for row in run(session, *question).rows:
        by_partner.setdefault(str(row["partner"]), []).append(_link(session, row))
    return by_partner


def _link(session: Session, row: Row) -> Link:
    """A row of `partners` as a link, always from the actor whose id comes first."""
    side = ("actor", "partner") if str(row["actor"]) < str(row["partner"]) else ("partner", "actor")
    start, end = (str(row[one]) for one in side)
    missing = dict.fromkeys(("presumed_until", "form"), None)
    both = rows.sides(str(row["cooperation"]))
    named = {**missing, **row, "firm": row["held"], "actor": start, "partner": end, "partner_name": session.name(end)}
    return rows.cooperation(named, {one: {"role": None, "form": None} for one in both}, session.names, session.lang)


def _of_class(classes: Mapping[str, str | None], class_: str) -> set[str]:
    return {one for one, known in classes.items() if known == class_}


def _nearest(around: Sequence[Row], near: str, far: str, opened: Iterable[str]) -> set[str]:
    """The neighbours of opened marks, of each at most as many as are shown at once; a stranger's after all others."""
    shown_marks: set[str] = set()
    for one in opened:
        neighbours = sorted((row["stranger"] is not None, str(row[far])) for row in around if row[near] == one)
        shown_marks |= set(list(dict.fromkeys(name for _, name in neighbours))[:MOST_NEW])
    return shown_marks


def _hidden(
    around: Sequence[Row], near: str, far: str, marks: Collection[str], others: Collection[str]
) -> dict[str, int]:
    """Of each mark, how many of its neighbours are not among the others that are shown."""
    left: dict[str, set[str]] = {one: set() for one in marks}
    for row in around:
        if row[near] in left and row[far] not in others:
            left[str(row[near])].add(str(row[far]))
    return {one: len(neighbours) for one, neighbours in left.items()}
