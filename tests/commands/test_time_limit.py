"""Work of our own process ends at its time too, and nothing rings later."""

from __future__ import annotations

import concurrent.futures
import itertools
import signal
import time

import pytest

from accordgraph.commands.shared.time_limit import ended_at

LATE = ValueError("too late")
has_timers = pytest.mark.skipif(not hasattr(signal, "setitimer"), reason="Windows has no such timers")


@has_timers
@pytest.mark.parametrize("left_seconds", [-10, 0, 0.1])
def test_what_would_go_on_for_ever_is_ended(left_seconds: float) -> None:
    before = signal.getsignal(signal.SIGALRM)
    with pytest.raises(ValueError, match="too late"), ended_at(time.monotonic() + left_seconds, LATE):
        for _ in itertools.count():
            pass
    assert (signal.getitimer(signal.ITIMER_REAL), signal.getsignal(signal.SIGALRM)) == ((0, 0), before)


@has_timers
def test_what_ends_in_time_is_not_ended_later() -> None:
    before = signal.getsignal(signal.SIGALRM)
    with ended_at(time.monotonic() + 60, LATE):
        assert signal.getitimer(signal.ITIMER_REAL)[0] > 0
    assert (signal.getitimer(signal.ITIMER_REAL), signal.getsignal(signal.SIGALRM)) == ((0, 0), before)


def test_in_another_thread_it_is_said_at_the_end() -> None:
    def work(left_seconds: float) -> str:
        with ended_at(time.monotonic() + left_seconds, LATE):
            return "done"
        return "ended"

    with concurrent.futures.ThreadPoolExecutor() as pool:
        assert pool.submit(work, 60).result() == "done"
        with pytest.raises(ValueError, match="too late"):
            pool.submit(work, -1).result()
