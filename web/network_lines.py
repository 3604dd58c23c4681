"""The lines of a network in words, each with its bar over the years and the answer for a day."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

from accordgraph.ontology.labels import labels
from accordgraph.queries.answers.wording.dates import DOUBT, start_in_cell
from accordgraph.queries.judging import judge
from accordgraph.web.addresses import thing
from accordgraph.web.bars import Bar, Years, bar, years_of
from accordgraph.web.certainty_key import KeyLine, certainty_key

if TYPE_CHECKING:
    from accordgraph.diagrams.facts import Link
    from accordgraph.queries.plans import Row
    from accordgraph.queries.session import Session


@dataclass(frozen=True)
class NetworkLine:
    """A line of the picture: its ends with their pages, since when, until when, and what holds on the day.

    `first` and `last` are the days between which it may have been in force, empty where nothing is known.
    """

    id: str
    start: tuple[str, str]
    end: tuple[str, str]
    address: str
    since: str
    is_since_disputed: bool
    is_since_read: bool
    until: str
    in_force: str
    standing: str
    held: bool
    bar: Bar
    first: str
    last: str


@dataclass(frozen=True)
class NetworkLines:
    """The lines in the order of the picture, over a range of years, on a day; `key` explains the words for that day."""

    lines: tuple[NetworkLine, ...]
    years: Years
    day: datetime.date
    key: tuple[KeyLine, ...]


def network_lines(session: Session, links: Iterable[Link], day: datetime.date) -> NetworkLines:
    """The links of a picture in words."""
    drawn = list(links)
    years = years_of(map(_row, drawn), day)
    lines = tuple(_line(session, link, years, day) for link in drawn)
    key = certainty_key({judge(link.when, day).in_force for link in drawn if link.held}, session.lang)
    return NetworkLines(lines, years, day, key)


def _row(link: Link) -> Row:
    """A link with the columns that bars read."""
    return asdict(link.when)


def _line(session: Session, link: Link, years: Years, day: datetime.date) -> NetworkLine:
    when, lang, is_part = link.when, session.lang, link.end == link.basis
    verdict = labels().value("in_force", judge(when, day).in_force, lang)
    is_read = link.since_standing == "reading"
    return NetworkLine(
        id=link.id,
        start=(thing("Actor", link.start), session.name(link.start)),
        end=(thing("Basis" if is_part else "Actor", link.end), session.name(link.end)),
        address=thing("Participation" if is_part else "Cooperation", link.id),
        since=start_in_cell(when.since, when.since_earliest, when.since_latest, lang, is_read=is_read),
        is_since_disputed=link.since_standing == "disputed",
        is_since_read=is_read and not DOUBT.search(when.since or ""),
        until=labels().value("end_kind", when.end_kind, lang),
        in_force=verdict,
        standing=labels().value("standing", link.standing, lang),
        held=link.held,
        bar=bar(_row(link), years),
        first=when.since_earliest.isoformat() if when.since_earliest else "",
        last=when.until_latest.isoformat() if when.until_latest else "",
    )
