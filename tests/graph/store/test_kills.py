"""A load that is killed at any moment leaves the store as it was before, or as it is after: never between.

ACCORD_KILLS says how many kills there are; `make faults` asks for 300. Two of three come just before a use of a file
by Python, spread over all of them and with those among them that make the new snapshot count; the others at any moment
of the work, which catches the engines while they write.
"""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from dataclasses import dataclass
from itertools import cycle, islice
from pathlib import Path

import pytest
from worlds.small_store import answers, names_in, write_dossier

from accordgraph.graph.statements.log import Batch
from accordgraph.graph.statements.statement import frame
from accordgraph.graph.store.integrity import HARMLESS, check
from accordgraph.graph.store.store import Store
from accordgraph.loaders.dossier.reader import read_dossiers

KILLS = int(os.environ.get("ACCORD_KILLS", "12"))
FRESH_ONE_IN = 6
CHANGING = 8
"""Uses of files from the naming of the new snapshot until the pointer has moved, and some more."""

CUT_OFF = Path(__file__).with_name("cut_off.py")

pytestmark = [
    pytest.mark.skipif(os.name == "nt", reason="Windows has no SIGKILL"),
    pytest.mark.usefixtures("long_run"),
]


@dataclass
class Loading:
    """A load in a process of its own, and how to end it."""

    store: Path
    dossier: Path
    progress_file: Path

    def start(self, moment: str = "0") -> subprocess.Popen[bytes]:
        load = ["load", str(self.dossier), "--store", str(self.store)]
        command = [sys.executable, str(CUT_OFF), moment, str(self.store), str(self.progress_file), *load]
        return subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

    def uses(self) -> list[str]:
        """What Python does with files in the whole load."""
        assert self.start().wait() == 0
        return self.progress_file.read_text(encoding="utf-8").splitlines()

    def cut_before(self, moment: str) -> int:
        return self.start(moment).wait()

    def cut_after(self, seconds: float) -> int:
        """Kill so long after the work on the store began."""
        process = self.start()
        while process.poll() is None and not (self.store / "writer.json").exists():
            time.sleep(0.001)
        time.sleep(seconds)
        process.send_signal(signal.SIGKILL)
        return process.wait()


def load(store: Path, dossier: Path) -> None:
    [read] = read_dossiers([dossier])
    Store(store).load([Batch(read.id, read.recorded, frame(read.statements))])


def expected(actor: str) -> list[object]:
    return ["~".join(["team", *sorted([f"{actor}~1", "ua~1"])])]


def moments(uses: list[str], count: int) -> list[str]:
    """Which uses of files to be cut off before: first those where the old becomes the new, then any."""
    changing = [f"+{number}" for number in range(1, CHANGING + 1)]
    others = random.Random(7).sample(range(1, len(uses) + 1), len(uses))
    return list(islice(cycle([*changing, *map(str, others)]), count))


def seconds_of_work(loading: Loading) -> float:
    process = loading.start()
    while not (loading.store / "writer.json").exists():
        time.sleep(0.001)
    start = time.perf_counter()
    assert process.wait() == 0
    return time.perf_counter() - start


def test_a_load_that_is_killed_leaves_the_store_as_before_or_as_after(tmp_path: Path) -> None:
    progress_file = tmp_path / "told.txt"
    dossiers = {actor: write_dossier(tmp_path, actor) for actor in ("lt", "pl")}
    load(tmp_path / "counted", dossiers["pl"])
    uses = Loading(tmp_path / "counted", dossiers["lt"], progress_file).uses()
    work = seconds_of_work(Loading(tmp_path / "timed", dossiers["lt"], progress_file))
    by_use = moments(uses, KILLS * 2 // 3)
    by_time = [random.Random(number).uniform(0, work) for number in range(KILLS - len(by_use))]
    store, before, turns = tmp_path / "store 0", None, cycle(("lt", "pl"))
    outcomes: Counter[str] = Counter()
    plan: list[str | float] = [*by_use, *by_time]
    random.Random(1).shuffle(plan)
    for turn, moment in enumerate(islice(cycle(plan), KILLS * 2)):
        if turn % FRESH_ONE_IN == 0:
            store, before = tmp_path / f"store {turn}", None
        after = next(turns)
        loading = Loading(store, dossiers[after], progress_file)
        code = loading.cut_before(moment) if isinstance(moment, str) else loading.cut_after(moment)
        outcomes[outcome(store, before, after, code)] += 1
        load(store, dossiers[after])
        assert answers(Store(store)) == expected(after)
        assert not check(Store(store)).flaws, "nothing is left over"
        before = after
        if sum(count for how, count in outcomes.items() if how.startswith("killed")) == KILLS:
            break
    print(f"\n{KILLS} kills of a load ({len(uses)} uses of files, {work:.2f} s): {dict(sorted(outcomes.items()))}")
    assert outcomes["killed, as before"] + outcomes["killed, as after"] == KILLS, (
        "the others were done before their time"
    )
    assert outcomes["killed, as before"] > 0
    assert outcomes["killed, as after"] > 0


def outcome(store: Path, before: str | None, after: str, code: int) -> str:
    """How the store is found: the same for both engines and the index, and no file worse than left over."""
    how = "killed" if code == -signal.SIGKILL else "was done already"
    assert code in (0, -signal.SIGKILL)
    opened = Store(store)
    if opened.current_name() is None:
        assert before is None
        return f"{how}, as before"
    states = {flaw.state for flaw in check(opened).flaws}
    assert states <= set(HARMLESS)
    links = answers(opened)
    if links == expected(after):
        return f"{how}, as after"
    assert before is not None
    assert links == expected(before)
    return f"{how}, as before"


def test_what_a_killed_load_left_is_told_and_goes_with_the_next(tmp_path: Path) -> None:
    first, second = write_dossier(tmp_path, "lt"), write_dossier(tmp_path, "pl")
    load(tmp_path / "store", first)
    loading = Loading(tmp_path / "store", second, tmp_path / "told.txt")
    uses = Loading(tmp_path / "other", second, tmp_path / "told.txt").uses()
    [last] = [number for number, use in enumerate(uses, 1) if "os.rename" in use and "building" in use][-1:]
    assert loading.cut_before(str(last)) == -signal.SIGKILL
    states = {flaw.file.name: flaw.state for flaw in check(Store(tmp_path / "store")).flaws}
    assert states == {"building-000002": "left over", "000002": "left over", "writer.json": "left over"}
    load(tmp_path / "store", second)
    assert names_in(tmp_path / "store" / "snapshots") == names_in(tmp_path / "store" / "log") == ["000001", "000002"]
