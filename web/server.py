"""The server: a socket that is bound before anything is said, and processes that answer on it."""

from __future__ import annotations

import os
import socket
from collections.abc import Callable
from contextlib import suppress
from typing import Any

import uvicorn
from uvicorn.supervisors import Multiprocess

from accordgraph.graph.errors import UsageError
from accordgraph.web.app import SETTINGS_VARIABLE
from accordgraph.web.server_protocol import PatientProtocol
from accordgraph.web.settings import Settings

MOST_CONNECTIONS = 500
"""Of one process; whoever comes beyond them gets 503."""

KEEP_ALIVE_SECONDS = 10

STOP_SECONDS = 5
"""How long answers that have begun may go on when the server is stopped."""


def run(settings: Settings, ready: Callable[[str], None], *, is_verbose: bool = False) -> None:
    """Serve until the process is stopped; `ready` receives the address as soon as it is bound."""
    bound = _bind(settings)
    os.environ[SETTINGS_VARIABLE] = settings.as_text()
    config = uvicorn.Config(**_options(settings, is_verbose))
    ready(settings.public or _address(bound))
    with suppress(KeyboardInterrupt):  # the way to stop it
        if settings.workers > 1:
            Multiprocess(config, sockets=[bound]).run()
        else:
            uvicorn.Server(config).run(sockets=[bound])


def _options(settings: Settings, is_verbose: bool) -> dict[str, Any]:
    """No line is written for a request: neither addresses of readers nor what they ask are kept."""
    return {
        "app": "accordgraph.web.app:from_environment",
        "factory": True,
        "host": settings.host,
        "port": settings.port,
        "workers": settings.workers,
        "http": PatientProtocol,
        "ws": "none",
        "loop": "asyncio",
        "access_log": False,
        "log_level": "info" if is_verbose else "warning",
        "proxy_headers": False,
        "server_header": False,
        "limit_concurrency": MOST_CONNECTIONS,
        "timeout_keep_alive": KEEP_ALIVE_SECONDS,
        "timeout_graceful_shutdown": STOP_SECONDS,
        "h11_max_incomplete_event_size": 4 * settings.longest_address,
    }


def _bind(settings: Settings) -> socket.socket:
    """A socket that listens on the address of the settings: who comes early waits until there is somebody to answer.

    Raises UsageError where another program has it.
    """
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    bound = socket.socket(family)
    bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        bound.bind((settings.host, settings.port))
        bound.listen(MOST_CONNECTIONS)
    except OSError as error:
        bound.close()
        raise UsageError(
            f"Nothing can listen on {settings.host}, port {settings.port}: {error.strerror}.",
            "Name another port, or 0 for any that is free: --port 0",
        ) from error
    bound.set_inheritable(True)
    return bound


def _address(bound: socket.socket) -> str:
    host, port = bound.getsockname()[:2]
    return f"http://[{host}]:{port}/" if ":" in host else f"http://{host}:{port}/"
