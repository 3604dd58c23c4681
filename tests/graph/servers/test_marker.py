"""Whether somebody who pushes is alive, as far as the marker tells."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace

import pytest

from accordgraph.graph.servers.marker import QUIET_SECONDS, Marker, at_work, life_of, marker_of

MINE = Marker.pushing("000001", "graph", "vocabulary", "now")

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="Only Linux tells one process from another.")


@pytest.fixture
def other() -> Iterator[Marker]:
    """The marker of another process of this machine, which lives."""
    with subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE) as process:
        yield replace(MINE, pid=process.pid, life=life_of(process.pid), silent_seconds=QUIET_SECONDS + 1)
        process.kill()


def test_this_process_knows_its_own_pushes() -> None:
    assert not MINE.is_alive
    with at_work(MINE):
        assert MINE.is_alive


def test_a_process_of_this_machine_is_looked_for(other: Marker) -> None:
    assert other.is_alive
    os.kill(other.pid, 9)
    os.waitpid(other.pid, 0)
    assert not other.is_alive


def test_a_number_that_another_process_has_now_proves_nothing(other: Marker) -> None:
    began = other.life.rpartition("/")[0] + "/1"
    assert not replace(other, life=began, silent_seconds=0).is_alive


@pytest.mark.parametrize("life", ["", "another start/1/2", f"{life_of(os.getpid()).partition('/')[0]}/0/2"])
def test_a_machine_or_container_of_the_same_name_is_judged_by_its_silence(other: Marker, life: str) -> None:
    for pid in (other.pid, os.getpid(), 10**9):
        far = replace(other, pid=pid, life=life)
        assert replace(far, silent_seconds=QUIET_SECONDS - 1).is_alive
        assert not replace(far, silent_seconds=QUIET_SECONDS + 1).is_alive


@pytest.mark.parametrize("pid", ["9" * 18, "9" * 20, "9" * 5000, "-1", "x", ""])
def test_a_number_that_no_process_can_have_does_no_harm(pid: str) -> None:
    marker = marker_of({**MINE.values(), "pid": pid})
    assert marker is None or not marker.is_alive


def test_what_is_written_is_read() -> None:
    assert marker_of(MINE.values()) == MINE
