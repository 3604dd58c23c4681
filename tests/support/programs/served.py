"""A server of the application in a thread of this process, for real browsers and real clients."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import uvicorn

from accordgraph.web.app import create_app
from accordgraph.web.server_protocol import PatientProtocol
from accordgraph.web.settings import Settings


@contextmanager
def served(settings: Settings) -> Iterator[str]:
    """Its address, without a slash at the end, until the block ends."""
    bound = socket.socket()
    bound.bind(("127.0.0.1", 0))
    config = uvicorn.Config(create_app(settings), http=PatientProtocol, ws="none", log_level="critical", lifespan="on")
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, kwargs={"sockets": [bound]})
    thread.start()
    try:
        while not server.started and thread.is_alive():
            thread.join(0.05)
        assert server.started
        yield f"http://127.0.0.1:{bound.getsockname()[1]}"
    finally:
        server.should_exit = True
        thread.join()
        bound.close()
