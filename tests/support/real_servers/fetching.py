"""Fetches what the tests of servers need, and says what this machine lacks: `python -m real_servers.fetching`."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from real_servers.jars import LackingError, jars
from real_servers.node_packages import node_packages


def _said(fetch: Callable[[], Path]) -> str:
    try:
        return f"{fetch()} is there."
    except LackingError as error:
        return str(error)


if __name__ == "__main__":
    with ThreadPoolExecutor() as both:
        print(*both.map(_said, (jars, node_packages)), sep="\n")
