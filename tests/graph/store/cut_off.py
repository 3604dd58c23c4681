"""Run `accord` and end it, as a power cut would, just before its n-th use of a file below a folder.

python cut_off.py N FOLDER TOLD ARGUMENT...

Whatever Python itself opens, renames or removes is counted: from the start, or with +N from the moment at which the
snapshot that was built gets its name. With 0 nothing is cut off, and TOLD has a line for each use afterwards.
"""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path

WATCHED = {"open", "os.rename", "os.mkdir", "os.remove", "os.rmdir", "sqlite3.connect"}


BUILT = "os.rename", "snapshots/building-"


def watch(moment: str, folder: str, log: Path) -> None:
    number, counts = int(moment), not moment.startswith("+")
    seen: list[str] = []

    def hook(event: str, arguments: tuple[object, ...]) -> None:
        nonlocal counts
        if event not in WATCHED or folder not in str(arguments[0]):
            return
        counts = counts or (event == BUILT[0] and BUILT[1] in str(arguments[0]))
        if not counts:
            return
        seen.append(f"{event} {arguments[0]}")
        if len(seen) == number:
            os.kill(os.getpid(), signal.SIGKILL)
        if number == 0:
            told_file.write(f"{seen[-1]}\n")

    told_file = log.open("w", encoding="utf-8", buffering=1)
    sys.addaudithook(hook)


if __name__ == "__main__":
    watch(sys.argv[1], sys.argv[2], Path(sys.argv[3]))
    from accordgraph.cli import run

    sys.exit(run(sys.argv[4:]))
