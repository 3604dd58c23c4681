"""What a push needs of a target, of either kind."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, Protocol

from accordgraph.graph.schemas import Tables
from accordgraph.graph.servers.marker import Marker
from accordgraph.graph.servers.push.diff import Counts, Difference

Advance = Callable[[int], None]
"""Receives the number of changes written since its last call."""


class PushPlan(Protocol):
    """What a push is to do."""

    def differences(self) -> Iterator[Difference]:
        """The same seen from the target: what it lacks, has otherwise, or should not have."""

    @property
    def counts(self) -> dict[str, Counts]:
        """How many of each class, relation and kind of name."""

    @property
    def size(self) -> int:
        """The number of steps that `write` reports."""


class PushTarget(Protocol):
    """A target that is connected."""

    is_atomic: bool
    """Whether each write looks at the marker in the same step, so that none lands after a push was taken over."""

    def marker(self) -> Marker | None:
        """What the target says of its graph, None where nothing was pushed."""

    def take(self, marker: Marker, seen: Marker | None) -> bool:
        """Write the marker of a push that begins, unless another began since `seen` was read."""

    def settle(self, marker: Marker) -> bool:
        """Write the marker in its new state; False where the push was taken over."""

    def refuse_strangers(self) -> None:
        """Raise TargetError where others' data is in the way."""

    def prepare(self) -> None:
        """Make what the target needs before it is written to."""

    def counts(self) -> dict[str, int]:
        """How many things of each class the target has."""

    def plan(self, old: Tables | None, new: Tables) -> PushPlan:
        """What makes `new` of `old`, or of what is there where nobody knows it."""

    def write(self, plan: Any, marker: Marker, advance: Advance) -> None:
        """Do what `plan` gave. Raises LockedError where the push was taken over."""

    def tables(self) -> Tables:
        """The derived tables as far as the target has them; see `pulling`."""
