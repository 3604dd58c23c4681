"""A process gives up what a query does not need: other files, the network, new processes, and more than its share.

What holds on which platform is in docs/security.md. It must be called while there is one thread only.
"""

from __future__ import annotations

import ctypes
import os
import signal
import sys
from pathlib import Path
from typing import NamedTuple

PR_SET_PDEATHSIG = 1
OPEN_FILES = 256
"""Oxigraph asks for 96 at least."""

SPARE_BYTES = 512 << 20
"""Of addresses, beyond the memory that is allowed: stacks and arenas of threads, which are reserved and not used."""


class Confined(NamedTuple):
    """What was given up: by resource limits, by Landlock, by the filter of system calls."""

    limits: bool
    landlock: bool
    seccomp: bool


def confine(folder: Path, cpu_seconds: int, parent: int) -> Confined:
    """Give up all that this platform lets a process give up. `parent` is the process to end with.

    Raises OSError where something that should work does not.
    """
    if sys.platform == "win32":
        return Confined(limits=False, landlock=False, seccomp=False)
    _limit(cpu_seconds)
    if sys.platform != "linux":
        return Confined(limits=True, landlock=False, seccomp=False)
    return Confined(True, *_confine_on_linux(folder, parent))


def _limit(cpu_seconds: int) -> None:
    import resource

    for kind, most in (
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_NOFILE, OPEN_FILES),
        (resource.RLIMIT_CPU, cpu_seconds),
    ):
        _, hard = resource.getrlimit(kind)
        lowered = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(kind, (lowered, lowered))


def _confine_on_linux(folder: Path, parent: int) -> tuple[bool, bool]:
    from accordgraph.queries.raw import landlock, seccomp

    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, int(signal.SIGKILL), 0, 0, 0)
    if os.getppid() != parent:
        os.kill(os.getpid(), signal.SIGKILL)
    landlock.no_new_privileges()
    has_landlock = landlock.version() > 0
    if has_landlock:
        landlock.restrict_to(folder)
    if seccomp.is_known():
        seccomp.restrict()
    return has_landlock, seccomp.is_known()


def limit_processor_time(seconds: int) -> None:
    """End this process after `seconds` more of processor time; what `confine` allowed in all stays the most."""
    if sys.platform == "win32":
        return
    import resource

    usage = resource.getrusage(resource.RUSAGE_SELF)
    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    most = int(usage.ru_utime + usage.ru_stime) + 1 + seconds
    resource.setrlimit(resource.RLIMIT_CPU, (most if hard == resource.RLIM_INFINITY else min(most, hard), hard))


def limit_addresses(reserved: int, memory_bytes: int) -> None:
    """On Linux: no more addresses than those reserved by now and those that the query may use."""
    if sys.platform != "linux":
        return
    import resource

    most = reserved + memory_bytes + SPARE_BYTES
    resource.setrlimit(resource.RLIMIT_AS, (most, most))
