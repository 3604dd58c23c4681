"""A port on loopback that hears whoever calls it."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import NamedTuple


class Listener(NamedTuple):
    """Its port, and an entry for each call so far."""

    port: int
    calls: list[str]


@contextmanager
def listening() -> Iterator[Listener]:
    """A port that is open while the block runs."""
    calls: list[str] = []
    with socket.create_server(("127.0.0.1", 0)) as server:
        threading.Thread(target=_listen, args=(server, calls), daemon=True).start()
        yield Listener(server.getsockname()[1], calls)


def _listen(server: socket.socket, calls: list[str]) -> None:
    try:
        while True:
            connection, _ = server.accept()
            calls.append("called")
            connection.close()
    except OSError:
        return
