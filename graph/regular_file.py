"""Files that are read: regular ones only, and not larger than is said. Both are seen before anything is read.

Opening a named pipe waits until somebody writes to it, so a program that opens one hangs; a file with a hole of four
gigabytes takes no room on a disk, and all of it in memory.
"""

from __future__ import annotations

import errno
import os
import stat
from io import BufferedReader
from pathlib import Path

FLAGS = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)
"""Without waiting, should a pipe take the place of the file after it was looked at."""

NOT_REGULAR = "not a regular file"

MOST_BYTES = 64_000_000
"""Of a file that is read as a whole and for which nothing else is said: a history of 200,000 loads."""


def require(path: Path, most_bytes: int | None = None) -> None:
    """Raise OSError where a path leads to no file, to something that is no regular file, or to a larger one."""
    _check(path.stat(), path, most_bytes)


def open_binary(path: Path, most_bytes: int | None = None) -> BufferedReader:
    """Open a regular file for reading bytes. Raises OSError for anything else or larger, and never waits."""
    require(path, most_bytes)
    handle = os.open(path, FLAGS)
    try:
        _check(os.fstat(handle), path, most_bytes)
    except OSError:
        os.close(handle)
        raise
    return os.fdopen(handle, "rb")


def read_bytes(path: Path, most_bytes: int = MOST_BYTES) -> bytes:
    """All bytes of a regular file. Raises OSError for anything else or larger, and never waits."""
    with open_binary(path, most_bytes) as file:
        content = file.read(most_bytes + 1)
    if len(content) > most_bytes:  # it has grown since it was measured
        raise _too_large(path, most_bytes)
    return content


def _check(status: os.stat_result, path: Path, most_bytes: int | None) -> None:
    if stat.S_ISDIR(status.st_mode):
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(path))
    if not stat.S_ISREG(status.st_mode):
        raise OSError(errno.EINVAL, NOT_REGULAR, str(path))
    if most_bytes is not None and status.st_size > most_bytes:
        raise _too_large(path, most_bytes)


def _too_large(path: Path, most_bytes: int) -> OSError:
    return OSError(errno.EFBIG, f"larger than {round(most_bytes / 1e6):,} MB", str(path))
