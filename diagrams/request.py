"""A diagram request, validated before any query runs."""

from __future__ import annotations

import datetime
import shlex
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, get_args

from accordgraph.diagrams.facts import ACTOR_KINDS, BASIS_KINDS, View
from accordgraph.graph.errors import InputError, UsageError
from accordgraph.graph.suggestions import POSSIBLE, nearest

if TYPE_CHECKING:
    from accordgraph.graph.names.index import Names

VIEWS: tuple[str, ...] = get_args(View)
ENGINE = "ladybug"
"""The engine that answers where none is named."""

KINDS = (*ACTOR_KINDS, *BASIS_KINDS)


@dataclass(frozen=True)
class DiagramRequest:
    """Which part of the graph is drawn, and how. Actors and bases are named by id.

    `hops`: how many steps over held links away from what it is `about`. `day` fixes the diagram to one day; `first` and
    `last` keep what may have been in force on some day of the range. `kinds` are kinds of actors, of bases, or both;
    what it is about stays, whatever its kind. Raises UsageError where these contradict each other, InputError for a
    kind that does not exist.
    """

    view: str = "bases"
    about: tuple[str, ...] = ()
    bases: tuple[str, ...] = ()
    hops: int = 1
    day: datetime.date | None = None
    first: datetime.date | None = None
    last: datetime.date | None = None
    kinds: tuple[str, ...] = ()
    title: str | None = None
    notes: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        """Reject contradictory options."""
        if self.view not in VIEWS:
            raise UsageError(f"There is no view {self.view!r}.", f"Views: {', '.join(VIEWS)}.")
        if self.view == "ego" and not self.about:
            raise UsageError("The view ego is drawn around an actor.", "Say which one: --about ACTOR.")
        if self.hops < 1:
            raise UsageError(f"{self.hops} steps lead nowhere.", "Ask for 1 or more: --hops 1.")
        if self.hops > 1 and not self.about:
            raise UsageError("Steps are counted from an actor.", "Say from which one: --about ACTOR.")
        if self.day and (self.first or self.last):
            raise UsageError("A picture is of one day or of a range.", "Give --on DAY, or --from DAY and --to DAY.")
        if self.first and self.last and self.first > self.last:
            raise UsageError(f"The range ends on {self.last}, before it begins on {self.first}.", "Exchange the two.")
        for kind in self.kinds:
            if kind not in KINDS:
                raise InputError(f"There is no kind {kind!r} of actors or bases.", _kinds_like(kind))

    def resolved(self, names: Names) -> DiagramRequest:
        """The same, with actors and bases by id that were named by name, acronym or alias; each once."""
        about = dict.fromkeys(names.resolve(actor, "Actor") for actor in self.about)
        bases = dict.fromkeys(names.resolve(basis, "Basis") for basis in self.bases)
        return replace(self, about=tuple(about), bases=tuple(bases))

    @property
    def actor_kinds(self) -> frozenset[str]:
        """The kinds of actors that are drawn; all where none is named."""
        return frozenset(self.kinds) & frozenset(ACTOR_KINDS) or frozenset(ACTOR_KINDS)

    @property
    def basis_kinds(self) -> frozenset[str]:
        """The kinds of bases that are drawn; all where none is named."""
        return frozenset(self.kinds) & frozenset(BASIS_KINDS) or frozenset(BASIS_KINDS)

    def command(self, lang: str, engine: str = ENGINE) -> str:
        """The command that asks for the same again; it names no file and no store.

        >>> DiagramRequest(about=("nabu",), day=datetime.date(2024, 4, 10)).command("en")
        'accord draw --about nabu --on 2024-04-10'
        """
        options: list[tuple[str, object]] = [
            ("--view", self.view if self.view != "bases" else None),
            *(("--about", actor) for actor in self.about),
            *(("--basis", basis) for basis in self.bases),
            ("--hops", self.hops if self.hops > 1 else None),
            ("--on", self.day),
            ("--from", self.first),
            ("--to", self.last),
            ("--kinds", ",".join(self.kinds) or None),
            ("--title", self.title),
            *(("--note", note) for note in self.notes),
            ("--engine", engine if engine != ENGINE else None),
            ("--lang", lang if lang != "en" else None),
        ]
        words = [f"{name} {shlex.quote(str(value))}" for name, value in options if value is not None]
        return " ".join(["accord draw", *words])


def _kinds_like(kind: str) -> str:
    near = nearest(kind, KINDS, limit=1, likeness=POSSIBLE)
    start = f"Did you mean {near[0]}? " if near else ""
    return f"{start}Kinds of actors: {', '.join(ACTOR_KINDS)}; of bases: {', '.join(BASIS_KINDS)}."
