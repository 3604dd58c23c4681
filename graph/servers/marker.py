"""The marker of a target: which graph it holds, and whether it is whole or somebody is pushing.

One node (`AccordGraphMarker`), or the triples of one subject. Whoever pushes takes the marker first, by a token that
only they know; each batch is written only while the marker still has that token, so that of two pushes one is refused
and one that was taken over stops. It says `whole` only after all else was written.
"""

from __future__ import annotations

import os
import platform
import re
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Literal, Self

State = Literal["whole", "pushing", "cut-off"]
"""All is there; somebody is at work, or was when their machine died; a push gave up and said so."""

STATES: tuple[State, ...] = ("whole", "pushing", "cut-off")

QUIET_SECONDS = 600
"""Without a sign for so long, somebody who pushes is taken for dead. A batch takes seconds."""


PID = re.compile("[0-9]{1,18}")

AT_WORK: set[str] = set()
"""The tokens of the pushes that this process is at."""


@dataclass(frozen=True)
class Marker:
    """What a target says of the graph in it.

    `snapshot`, `graph` and `vocabulary` are the name, the fingerprint and the vocabulary of the snapshot that is there
    or is being pushed. `host` and `pid` tell who pushed, `life` which of all processes that ever had that number, where
    that is known; `since` says since when; `touched` is the last sign of life, by the
    clock of the server, and `silent_seconds` how long ago that was.
    """

    state: State
    snapshot: str
    graph: str
    vocabulary: str
    token: str
    host: str
    pid: int
    since: str
    life: str = ""
    touched: str | None = None
    silent_seconds: float = 0.0

    @classmethod
    def pushing(cls, snapshot: str, graph: str, vocabulary: str, since: str) -> Self:
        """The marker of a push that this process begins."""
        token = os.urandom(8).hex()
        return cls(
            "pushing", snapshot, graph, vocabulary, token, platform.node(), os.getpid(), since, life_of(os.getpid())
        )

    def with_state(self, state: State) -> Self:
        """The same in another state."""
        return replace(self, state=state)

    @property
    def is_whole(self) -> bool:
        """Whether the graph may be asked."""
        return self.state == "whole"

    @property
    def is_alive(self) -> bool:
        """Whether somebody is pushing: of a process of this machine we know; of others, by their last sign of life.

        The name of a machine is no proof that it is this one, and neither is a number of a process.
        """
        if self.state != "pushing":
            return False
        if self.token in AT_WORK:
            return True
        if self.host == platform.node() and self.life and _world(self.life) == _world(life_of(os.getpid())):
            return self.pid != os.getpid() and life_of(self.pid) == self.life
        return self.silent_seconds < QUIET_SECONDS

    def __str__(self) -> str:
        """Who pushed what, in words."""
        return (
            f"snapshot {self.snapshot}, process {self.pid} on {self.host or 'an unnamed machine'}, since {self.since}"
        )

    def values(self) -> dict[str, str | int]:
        """What is written at the target."""
        fields = asdict(self)
        return {name: fields[name] for name in WRITTEN}


WRITTEN = ("state", "snapshot", "graph", "vocabulary", "token", "host", "pid", "since", "life")


def marker_of(values: Mapping[str, object]) -> Marker | None:
    """The marker that was written with these values, None where they are none of ours."""
    texts = {name: _text(values.get(name)) for name in (*WRITTEN, "touched", "silent_seconds")}
    state = next((state for state in STATES if state == texts["state"]), None)
    if state is None or not PID.fullmatch(texts["pid"]):
        return None
    return Marker(
        state=state,
        snapshot=texts["snapshot"],
        graph=texts["graph"],
        vocabulary=texts["vocabulary"],
        token=texts["token"],
        host=texts["host"],
        pid=int(texts["pid"]),
        since=texts["since"],
        life=texts["life"],
        touched=texts["touched"] or None,
        silent_seconds=float(texts["silent_seconds"] or 0),
    )


@contextmanager
def at_work(marker: Marker) -> Iterator[None]:
    """Let this process know that it pushes, for as long as the block runs: one of its pushes may have failed before."""
    AT_WORK.add(marker.token)
    try:
        yield
    finally:
        AT_WORK.discard(marker.token)


def _text(value: object) -> str:
    return "" if value is None else str(value)


def life_of(pid: int) -> str:
    """What tells a process from all others, empty where it does not run or nobody can say.

    It is the start of the machine, the space in which numbers of processes count (that of a container, say), and when
    the process began in it. Only Linux tells all three.
    """
    if sys.platform != "linux":
        return ""
    try:
        boot = Path("/proc/sys/kernel/random/boot_id").read_text(encoding="ascii").strip()
        space = Path("/proc/self/ns/pid").stat().st_ino
        fields = Path(f"/proc/{pid}/stat").read_bytes().rpartition(b")")[2].split()  # the name before may hold anything
    except OSError:
        return ""
    state, began = fields[0], fields[19].decode()
    return "" if state in (b"Z", b"X") else f"{boot}/{space}/{began}"


def _world(life: str) -> str:
    """The part of a life that all processes have that see each other."""
    return life.rpartition("/")[0]
