"""A program run at a real terminal: what somebody sees who watches it, and answers what it asks."""

from __future__ import annotations

import os
import pty
import subprocess
from collections.abc import Mapping, Sequence
from typing import NamedTuple


class Watched(NamedTuple):
    """How it ended, what it wrote to standard output, and what was on the screen besides."""

    code: int
    output: str
    screen: str


def watch(command: Sequence[str], typed: Sequence[str] = (), env: Mapping[str, str] | None = None) -> Watched:
    """Run a program whose input and errors are a terminal; each line is typed after the next colon and blank."""
    ours, theirs = pty.openpty()
    child = subprocess.Popen(
        command, stdin=theirs, stdout=subprocess.PIPE, stderr=theirs, env=env, start_new_session=True
    )
    os.close(theirs)
    screen, answers = b"", list(typed)
    while piece := _read(ours):
        screen += piece
        if answers and screen.endswith(b": "):
            os.write(ours, answers.pop(0).encode())
    os.close(ours)
    output, _ = child.communicate(timeout=60)
    return Watched(child.returncode, output.decode(), screen.decode())


def _read(terminal: int) -> bytes:
    """What comes next, nothing at the end. A program that fills its terminal waits until somebody reads."""
    try:
        return os.read(terminal, 4096)
    except OSError:  # what Linux says when the last program has closed a terminal
        return b""
