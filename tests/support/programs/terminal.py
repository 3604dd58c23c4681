"""Commands as a reader of a page types them: in a terminal of 100 columns, with `accord` answering in this process.

Standard error is no terminal here and comes after the output: what a load tells of its steps is left out.
"""

from __future__ import annotations

import contextlib
import fcntl
import os
import re
import shlex
import struct
import subprocess
import sys
import tempfile
import termios
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple
from unittest import mock

from accordgraph import cli

COLUMNS = 100
"""What a page of the site shows without scrolling."""

SHELL = re.compile(r"[|<>;&$`*(]")
"""What a shell has to read."""


class Done(NamedTuple):
    """How commands ended, and all that stood in the terminal."""

    code: int
    output: str


def type_in(commands: str) -> Done:
    """Run commands line by line in the current folder, up to the first that fails."""
    output = ""
    code = 0
    for line in commands.replace("\\\n", " ").splitlines():
        if code or not line.strip() or line.startswith("#"):
            continue
        code, said = _line(line)
        output += said
    return Done(code, output)


def _line(line: str) -> Done:
    words = shlex.split(line)
    if words[0] == "accord" and not SHELL.search(line):
        with _terminal() as said:
            code = cli.run(words[1:])
        return Done(code, "".join(said))
    return _shell(line)


def _shell(line: str) -> Done:
    accord = f"accord() {{ '{sys.executable}' -m accordgraph \"$@\"; }}; "
    path = os.pathsep.join((str(Path(sys.executable).parent), os.environ["PATH"]))
    done = subprocess.run(
        ["bash", "-c", accord + line],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
        check=False,
        env={**os.environ, "PATH": path, "PYTHONUTF8": "1", "NO_COLOR": "1"},
    )
    return Done(done.returncode, done.stdout)


@contextlib.contextmanager
def _terminal() -> Iterator[list[str]]:
    """Standard output goes to a terminal, standard error to a file; the list holds both in the end."""
    main, sub = os.openpty()
    fcntl.ioctl(sub, termios.TIOCSWINSZ, struct.pack("HHHH", 24, COLUMNS, 0, 0))
    said: list[str] = []
    reader = threading.Thread(target=lambda: said.append(_read(main)))
    reader.start()
    with tempfile.TemporaryFile() as file:
        try:
            plain = mock.patch.dict(os.environ, {"NO_COLOR": "1", "PAGER": "cat"})  # pages show text
            with plain, _in_place_of(1, sub), _in_place_of(2, file.fileno()), _streams():
                yield said
        finally:
            os.close(sub)  # the reader ends when nobody can write any more
            reader.join()
            os.close(main)
        file.seek(0)
        said.append(file.read().decode())


def _read(main: int) -> str:
    data = b""
    with contextlib.suppress(OSError):  # a terminal that nobody writes to any more ends with an error
        while more := os.read(main, 65536):
            data += more
    return data.decode().replace("\r\n", "\n")


@contextlib.contextmanager
def _in_place_of(number: int, other: int) -> Iterator[None]:
    kept = os.dup(number)
    os.dup2(other, number)
    try:
        yield
    finally:
        os.dup2(kept, number)
        os.close(kept)


@contextlib.contextmanager
def _streams() -> Iterator[None]:
    with (
        os.fdopen(os.dup(1), "w", encoding="utf-8") as out,
        os.fdopen(os.dup(2), "w", encoding="utf-8") as err,
        contextlib.redirect_stdout(out),
        contextlib.redirect_stderr(err),
    ):
        yield
