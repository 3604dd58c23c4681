"""Processor time of a program and all that it started: on a machine with other work it says more than a clock."""

from __future__ import annotations

import os
import resource
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path


def cpu_seconds(*programs: int) -> float:
    """Seconds of processors that processes and their descendants have used, those that have ended too."""
    parents, times = {}, {}
    for path in Path("/proc").glob("[0-9]*"):
        try:
            fields = (path / "stat").read_text().rpartition(")")[2].split()
        except OSError:
            continue
        parents[int(path.name)], times[int(path.name)] = int(fields[1]), sum(map(int, fields[11:15]))
    chain = list(programs)
    for pid in chain:
        chain += [child for child, parent in parents.items() if parent == pid]
    return sum(times.get(pid, 0) for pid in chain) / os.sysconf("SC_CLK_TCK")


def cpu_seconds_of(
    command: Sequence[str], *, folder: Path | None = None, environment: Mapping[str, str] | None = None
) -> tuple[float, bytes]:
    """Seconds of processors that a command takes with all that it starts and waits for, and what it writes.

    Raises CalledProcessError where it fails.
    """
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run(command, cwd=folder, env=environment, check=True, capture_output=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, done.stdout
