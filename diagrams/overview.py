"""The first screen of a page: whom it is about, in which country each body stands, and the answer in short."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from accordgraph.diagrams.facts import Link


@dataclass(frozen=True)
class Fact:
    """One line of the answer in short: what it is, the answer, and the id of the node that it is about."""

    label: str
    text: str
    node: str


@dataclass(frozen=True)
class Side:
    """A value that some sources give: in words, with the number of independent voices for it."""

    value: str
    votes: str
    voices: int
    is_kept: bool


@dataclass(frozen=True)
class Disagreement:
    """A question that sources answer differently, what is kept, and who says what. `node` is what it is about."""

    question: str
    node: str
    sides: tuple[Side, ...]
    kept: str
    lines: tuple[str, ...]

    @property
    def shares(self) -> list[tuple[float, float, str]]:
        """The voices for each value as shares of a bar: left, width, look."""
        total = sum(side.voices for side in self.sides)
        places, left = [], 0.0
        for side in self.sides:
            width = round(100 * side.voices / total, 2) if total else 0.0
            places.append((round(left, 2), width, "kept" if side.is_kept else "other"))
            left += width
        return [place for place in places if place[1]]


@dataclass(frozen=True)
class Country:
    """In which country or organisation an actor stands; its own id for one that stands alone."""

    actor: str
    country: str
    name: str


@dataclass(frozen=True)
class Overview:
    """The middle of the picture and what is said of it; nothing stands there where the picture is about bases, whose
    boxes do. `focus` are the actors asked about, all of the middle where
    none was named; `crowds` are bases of many parties; `partners` counts the partners of the focus;
    `cooperations` are the links between two actors, for a table of all pairs.
    """

    middle: tuple[str, ...]
    focus: tuple[str, ...]
    countries: tuple[Country, ...]
    crowds: tuple[str, ...]
    partners: int
    summary: tuple[str, ...]
    disputed: str
    lead: str
    facts: tuple[Fact, ...]
    disagreements: tuple[Disagreement, ...]
    left_out: tuple[str, ...]
    cooperations: tuple[Link, ...] = ()

    @property
    def middle_name(self) -> str:
        """The country in the middle; empty where nothing stands there."""
        return self.country_of[self.middle[0]].name if self.middle else ""

    @cached_property
    def country_of(self) -> Mapping[str, Country]:
        """The countries by the actors that stand in them."""
        return {one.actor: one for one in self.countries}
