"""The history of a store: every load, for as long as the store lives, though only the last snapshots stay.

It lies beside the log of each snapshot as JSON, one line a load, so that it can be read without any program.
"""

from __future__ import annotations

import json
import time
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Literal, NamedTuple

from accordgraph.graph import regular_file
from accordgraph.graph.store.pointer import NUMBER

FILE = "history.jsonl"

Action = Literal["load", "rebuild", "restore"]
"""What made a snapshot."""


class Load(NamedTuple):
    """How a snapshot came about.

    `base` is the snapshot that it went on from (None: from nothing), `at` the time in UTC by the machine's clock, which
    may be wrong: the order is that of the numbers. `changes` has for each dossier the statements added and retracted,
    `statements` counts those that stand.
    """

    snapshot: str
    base: str | None
    action: Action
    at: str
    statements: int
    changes: dict[str, tuple[int, int]]


def now() -> str:
    """The time in UTC, to the second."""
    return time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime())


def write(path: Path, loads: Iterable[Load]) -> None:
    """Write a history, one load a line."""
    lines = (json.dumps(load._asdict(), ensure_ascii=False) + "\n" for load in loads)
    path.write_text("".join(lines), encoding="utf-8", newline="\n")


def read(path: Path) -> list[Load]:
    """The loads that a file lists; damaged lines are passed over, as `check` reports the file."""
    try:
        return parse(regular_file.read_bytes(path).decode("utf-8", errors="replace"))
    except OSError:
        return []


def parse(text: str) -> list[Load]:
    """The loads of which a text tells, one a line."""
    lines = text.split("\n")
    return [load for line in lines if (load := _load(line)) is not None]


def _load(line: str) -> Load | None:
    try:
        record = json.loads(line)
        changes = {str(name): (int(added), int(gone)) for name, (added, gone) in record["changes"].items()}
        base = None if record["base"] is None else str(record["base"])
        if not NUMBER.fullmatch(record["snapshot"]):
            return None
        return Load(
            snapshot=record["snapshot"],
            base=base,
            action=record["action"] if "action" in record else record["deed"],  # as 0.1.0 called it
            at=str(record["at"]),
            statements=int(record["statements"]),
            changes=changes,
        )
    except (ValueError, TypeError, KeyError, AttributeError, OverflowError, RecursionError):
        return None


def merged(histories: Iterable[Iterable[Load]]) -> dict[str, Load]:
    """All loads of several histories by their snapshot, in the order of the numbers."""
    loads = {load.snapshot: load for history in histories for load in history}
    return {name: loads[name] for name in sorted(loads, key=int)}


class Age(NamedTuple):
    """The numbers of the first load that brought a dossier, and of the last that added anything to it."""

    first: int
    last: int


def ages(loads: Iterable[Load]) -> dict[str, Age]:
    """Of each dossier between which loads what it says was added."""
    known: dict[str, Age] = {}
    for load in sorted(loads, key=lambda load: int(load.snapshot)):
        for dossier, (added, _) in load.changes.items():
            number = int(load.snapshot)
            age = known.setdefault(dossier, Age(number, number))
            known[dossier] = Age(age.first, number) if added else age
    return known


def oldest(loads: Mapping[str, Load], name: str, count: int) -> str | None:
    """The oldest of the kept snapshots that led to one; None where fewer are known, and nothing may be called old."""
    recent = chain(loads, name)[:count]
    return recent[-1] if len(recent) == count else None


def chain(loads: Mapping[str, Load], name: str) -> list[str]:
    """A snapshot, the one that it went on from, the one before that, and so on, as far as is known."""
    names = [name]
    while (load := loads.get(names[-1])) is not None and load.base is not None and load.base not in names:
        names.append(load.base)
    return names
