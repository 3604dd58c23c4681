"""In which year links and bases began: each is counted once, in the year in which it had begun at the latest."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from accordgraph.diagrams.facts import Link, When

LONGEST_GAP = 3  # years without anything; a longer gap is drawn as a break


@dataclass(frozen=True)
class Year:
    """What began in a year: `sure` within it, `vague` in it or earlier (or later, where no latest day is known)."""

    year: int
    sure: tuple[Link, ...]
    vague: tuple[Link, ...]

    @property
    def links(self) -> tuple[Link, ...]:
        """Both."""
        return self.sure + self.vague


def beginnings(links: Iterable[Link]) -> tuple[list[Year], list[Link]]:
    """The years in which something began, oldest first, and the links of which no year is known.

    Only links that are held are counted, and none of a stranger's dossier.
    """
    sure: dict[int, list[Link]] = defaultdict(list)
    vague: dict[int, list[Link]] = defaultdict(list)
    unknown = []
    for link in links:
        year = _year(link.when)
        if not link.is_counted:
            continue
        if year is None or _is_known_by_its_end(link.when):
            unknown.append(link)
        else:
            (sure if _is_sure(link.when) else vague)[year].append(link)
    years = sorted(sure.keys() | vague.keys())
    return [Year(year, tuple(sure[year]), tuple(vague[year])) for year in years], unknown


def first_links(links: Sequence[Link]) -> list[Link]:
    """Of each basis the link that began first: with it the basis began."""
    first: dict[str, Link] = {}
    for link in links:
        if link.is_counted and (link.basis not in first or _rank(link) < _rank(first[link.basis])):
            first[link.basis] = link
    return list(first.values())


def slots(years: Sequence[Year]) -> list[int | None]:
    """The years from the first to the last; None where more than three in a row without anything are left out."""
    places: list[int | None] = []
    before: int | None = None
    for one in years:
        if before is not None:
            gap = range(before + 1, one.year)
            places += [None] if len(gap) > LONGEST_GAP else list(gap)
        places.append(one.year)
        before = one.year
    return places


def _year(when: When) -> int | None:
    day = when.since_latest or when.since_earliest
    return day.year if day else None


def _is_sure(when: When) -> bool:
    first, last = when.since_earliest, when.since_latest
    return first is not None and last is not None and first.year == last.year


def _is_known_by_its_end(when: When) -> bool:
    """Whether the year by which it had begun is that of its suspension or of an exit, and so none of a beginning."""
    year, last = _year(when), when.until_latest if when.end_kind == "exit" else None
    stopped = [day.year for day in (when.paused_from_latest, last) if day is not None]
    return not _is_sure(when) and year is not None and bool(stopped) and min(stopped) <= year


def _rank(link: Link) -> tuple[int, str]:
    return _year(link.when) or 9999, link.id
