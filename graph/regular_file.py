"""Files that are read: regular ones only. A named pipe, a device or a socket is refused before it is opened.

Opening a named pipe waits until somebody writes to it, so a program that opens one hangs.
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


def require(path: Path) -> None:
    """Raise OSError where a path leads to no file, or to something that is no regular file."""
    _check(path.stat().st_mode, path)


def open_binary(path: Path) -> BufferedReader:
    """Open a regular file for reading bytes. Raises OSError for anything else, and never waits."""
    require(path)
    handle = os.open(path, FLAGS)
    try:
        _check(os.fstat(handle).st_mode, path)
    except OSError:
        os.close(handle)
        raise
    return os.fdopen(handle, "rb")


def read_bytes(path: Path) -> bytes:
    """All bytes of a regular file. Raises OSError for anything else, and never waits."""
    with open_binary(path) as file:
        return file.read()


def _check(mode: int, path: Path) -> None:
    if stat.S_ISDIR(mode):
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(path))
    if not stat.S_ISREG(mode):
        raise OSError(errno.EINVAL, NOT_REGULAR, str(path))
