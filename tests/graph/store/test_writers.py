"""Two processes at one store: who waits, who is told what, and who goes on reading."""

from __future__ import annotations

import json
import os
import platform
import re
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest
from worlds.small_store import answers, batch, links, write_dossier

from accordgraph.graph.errors import LockedError
from accordgraph.graph.store import store as stores
from accordgraph.graph.store.integrity import check
from accordgraph.graph.store.recovery import rollback
from accordgraph.graph.store.store import Store

pytestmark = pytest.mark.skipif(os.name == "nt", reason="Windows has no SIGKILL")

HOLD = """
import sys, time
from pathlib import Path
from accordgraph.graph.store.store import Store
with Store(Path(sys.argv[1])).writing():
    print("held", flush=True)
    time.sleep(600)
"""


@pytest.fixture
def store(tmp_path: Path) -> Store:
    store = Store(tmp_path / "store")
    store.load([batch()])
    return store


def hold(store: Store) -> subprocess.Popen[str]:
    """Another process that has begun to write."""
    process = subprocess.Popen([sys.executable, "-c", HOLD, str(store.path)], stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    assert process.stdout.readline() == "held\n"
    return process


def end(process: subprocess.Popen[str]) -> None:
    process.kill()
    process.communicate()


def test_a_second_writer_is_told_who_writes_where_and_since_when(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stores, "LOCK_TIMEOUT_SECONDS", 0.2)
    process = hold(store)
    messages: list[str] = []
    try:
        with pytest.raises(LockedError) as raised:
            store.load([batch("ee")], report=messages.append)
        with pytest.raises(LockedError):
            rollback(store, "1")
        assert check(store).flaws == [], "what another process is building is not left over"
    finally:
        end(process)
    who = rf"process {process.pid} on {re.escape(platform.node())}, since \d\d\d\d-\d\d-\d\dT\d\d:\d\d:\d\dZ"
    assert re.search(who, str(raised.value))
    assert re.fullmatch(f"Waiting for {who}", messages[0])
    assert answers(store) == ["team~lt~1~ua~1"]


def test_the_lock_of_a_process_that_died_is_free_and_the_process_is_told_of(store: Store) -> None:
    process = hold(store)
    end(process)
    [flaw] = check(store).flaws
    assert (flaw.file.name, flaw.state) == ("writer.json", "left over")
    assert f"process {process.pid}" in flaw.says
    messages: list[str] = []
    store.load([batch("ee")], report=messages.append)
    assert [message for message in messages if "Waiting" in message] == []
    assert check(store).flaws == []
    assert len(answers(store)) == 3


def test_a_second_load_waits_for_the_first_and_both_are_kept(tmp_path: Path) -> None:
    for actor in ("lt", "pl"):
        path = write_dossier(tmp_path, actor)
        text = path.read_text(encoding="utf-8").replace("dossier: d", f"dossier: d-{actor}")
        path.write_text(text.replace("team:", f"team-{actor}:").replace("page", f"page-{actor}"), encoding="utf-8")
    command = [sys.executable, "-m", "accordgraph", "load", "--store", "store", "--format", "json"]
    both = [
        subprocess.Popen([*command, f"{actor}.yaml"], cwd=tmp_path, stdout=subprocess.PIPE) for actor in ("lt", "pl")
    ]
    out = [json.loads(process.communicate()[0]) for process in both]
    assert [process.returncode for process in both] == [0, 0]
    assert sorted(row["snapshot"] for [row] in out) == ["000001", "000002"]
    assert links(Store(tmp_path / "store")) == ["team-lt~lt~1~ua~1", "team-pl~pl~1~ua~1"]


def test_readers_see_the_old_or_the_new_and_never_an_error(store: Store, swift_threads: None) -> None:
    """Loads go on while a reader asks twenty times a second, each time opening the store anew."""
    expected = {("team~lt~1~ua~1",)} | {
        tuple(sorted(["team~lt~1~ua~1", *(f"team~{a}~1~{b}~1" for a, b in pairs)]))
        for pairs in ([("ee", "lt"), ("ee", "ua")], [("lt", "pl"), ("pl", "ua")])
    }
    seen: list[tuple[object, ...]] = []
    done = threading.Event()

    def work() -> None:
        try:
            for turn in range(3):
                store.load([batch("ee" if turn % 2 else "pl")])
                reads = len(seen)
                # The second of them began after this load, however slow the machine.
                while len(seen) < reads + 2 and not done.is_set():
                    time.sleep(0.001)
        finally:
            done.set()

    writer = threading.Thread(target=work)
    writer.start()
    try:
        while not done.is_set():
            seen.append(tuple(links(store)))
            done.wait(0.05)
    finally:
        done.set()  # nobody waits for a reader that an error has ended
        writer.join()
    assert set(seen) == expected


def test_ctrl_c_leaves_nothing_and_ends_with_130(store: Store, tmp_path: Path) -> None:
    dossier = write_dossier(tmp_path, "pl")
    command = [sys.executable, "-m", "accordgraph", "load", "--replace", str(dossier), "--store", str(store.path)]
    process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
    while process.poll() is None and not list((store.path / "snapshots").glob("building-*/tables")):
        time.sleep(0.001)
    process.send_signal(signal.SIGINT)
    assert process.communicate()[1].splitlines()[-1] == "Stopped."
    assert process.returncode == 130
    assert check(store).flaws == []
    assert answers(store) == ["team~lt~1~ua~1"]
