"""Targets that are broken on purpose: a campaign that finds nothing in them would find nothing anywhere."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable
from pathlib import Path

from accordgraph.graph.errors import InputError
from fuzzing.inputs import Corpus
from fuzzing.targets import Take, Target

BAD = b"9"
CORPUS = Corpus((b"a b c d e f g h i 9 j k l m n o p q r s",), ("x", "y"))
"""Most inputs have the sign at which these targets fail, and some have lost it."""


class Panic(BaseException):
    """What Rust raises where it is at fault: no Exception."""


def corpus() -> Corpus:
    return CORPUS


def _fail() -> None:
    raise ZeroDivisionError("nine")


def _panic() -> None:
    raise Panic("nine")


def _repeat() -> None:
    raise InputError("x" * 5_000)


def _say_nothing() -> None:
    raise InputError("")


def _die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def _hang() -> None:
    time.sleep(3600)


def _swell() -> None:
    kept = [os.urandom(1 << 20) * 100 for _ in range(8)]
    time.sleep(len(kept) * 3600)


def _crawl() -> None:
    until = time.process_time() + 0.2
    while time.process_time() < until:
        pass


def _planted(name: str, deed: Callable[[], None]) -> Target:
    return Target(name, "broken on purpose", 0, corpus, Opened(deed))


class Opened:
    """Opens a target that does a bad deed at inputs that have the sign, and takes all others."""

    def __init__(self, deed: Callable[[], None]) -> None:
        self.deed = deed

    def __call__(self, folder: Path) -> Take:
        def take(data: bytes) -> None:
            if BAD in data:
                self.deed()

        return take


PLANTED = {
    target.name: target
    for target in (
        _planted("fails", _fail),
        _planted("panics", _panic),
        _planted("repeats", _repeat),
        _planted("mute", _say_nothing),
        _planted("dies", _die),
        _planted("hangs", _hang),
        _planted("swells", _swell),
        _planted("slow", _crawl),
    )
}
