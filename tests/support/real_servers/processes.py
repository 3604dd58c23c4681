"""Servers as processes: started on loopback, watched, and ended for certain.

A server lives in a folder of its own. It can be stopped, killed and started again, and goes on with what it holds, at
the same address. Whatever ends the process that started it, even a kill, ends the server too.
"""

from __future__ import annotations

import atexit
import ctypes
import shutil
import signal
import socket
import subprocess
import sys
import time
from abc import ABC, abstractmethod
from pathlib import Path
from types import FrameType
from typing import IO, Self

from real_servers.jars import java

START_SECONDS = 120
"""A server starts in 3 to 10 seconds; a busy machine is no fault."""

STOP_SECONDS = 20
JAVA = ("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1")
"""As little memory, and as fast a start, as can be."""

PR_SET_PDEATHSIG = 1
RUNNING: set[Server] = set()


class Server(ABC):
    """A process that listens on loopback, in a `with` block or until this process ends."""

    def __init__(self, folder: Path, heap_mib: int = 512, usual_port: int = 0) -> None:
        """Choose a port; nothing is started yet."""
        self.folder = folder
        self.heap_mib = heap_mib
        self.port = free_port(usual_port)
        self.process: subprocess.Popen[bytes] | None = None
        folder.mkdir(parents=True, exist_ok=True)

    @abstractmethod
    def command(self) -> list[str]:
        """The program that is run, and its arguments."""

    @abstractmethod
    def is_ready(self) -> bool:
        """Whether it answers."""

    @property
    def log(self) -> Path:
        """What it says."""
        return self.folder / "server.log"

    def start(self) -> Self:
        """Start it, and wait until it answers."""
        with self.log.open("ab") as log:
            self.process = self.spawn(self.command(), log)
        RUNNING.add(self)
        deadline = time.monotonic() + START_SECONDS
        while not self.is_ready():
            if self.process.poll() is not None or time.monotonic() > deadline:
                self.kill()
                raise RuntimeError(f"{type(self).__name__} did not start:\n{self.log.read_text()[-3000:]}")
            time.sleep(0.1)
        return self

    def spawn(self, command: list[str], log: IO[bytes]) -> subprocess.Popen[bytes]:
        """A process that dies with this one, and that Ctrl-C does not reach before us."""
        return subprocess.Popen(
            command,
            cwd=self.folder,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            start_new_session=True,
            preexec_fn=die_with_parent if sys.platform == "linux" else None,
        )

    def java(self, *arguments: str) -> list[str]:
        """A command that runs Java with the memory of this server."""
        return [java(), f"-Xmx{self.heap_mib}m", *JAVA, *arguments]

    def stop(self) -> None:
        """Ask it to end, and see that it has."""
        self._end(signal.SIGTERM)

    def kill(self) -> None:
        """End it as a power cut would."""
        self._end(signal.SIGKILL)

    def _end(self, how: signal.Signals) -> None:
        process, self.process = self.process, None
        RUNNING.discard(self)
        if process is None:
            return
        process.send_signal(how)
        try:
            process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()

    def __enter__(self) -> Self:
        return self.start()

    def __exit__(self, *_: object) -> None:
        self.stop()


# ---------------------------------------------------------------- processes
def free_port(usual: int = 0) -> int:
    """A port on loopback that nobody uses: the usual one if it is free."""
    if usual and connects(usual):
        usual = 0
    with socket.create_server(("127.0.0.1", usual)) as server:
        return int(server.getsockname()[1])


def connects(port: int) -> bool:
    """Whether somebody listens there."""
    try:
        socket.create_connection(("127.0.0.1", port), timeout=1).close()
    except OSError:
        return False
    return True


def die_with_parent() -> None:
    """Ask Linux to kill this process when the one that started it is gone, however it went."""
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)


def stop_all() -> None:
    """Stop what still runs."""
    for server in list(RUNNING):
        server.stop()


def exit_on_sigterm(number: int, frame: FrameType | None) -> None:
    """End this process in the ordinary way, so that what is registered with `atexit` runs."""
    raise SystemExit(128 + number)


def stop_for_certain() -> None:
    """Stop all servers when this process ends by itself or by SIGTERM."""
    atexit.register(stop_all)
    if signal.getsignal(signal.SIGTERM) is signal.SIG_DFL:
        signal.signal(signal.SIGTERM, exit_on_sigterm)


def remove(server: Server) -> None:
    """Stop it, and take away its folder."""
    server.stop()
    shutil.rmtree(server.folder, ignore_errors=True)
