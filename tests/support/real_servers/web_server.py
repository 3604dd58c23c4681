"""The web application as a process of its own, as `accord serve` starts it."""

from __future__ import annotations

import sys
from pathlib import Path

from real_servers.processes import Server, connects


class WebServer(Server):
    """`accord serve` over a store; `options` are further ones of the command."""

    def __init__(self, folder: Path, store: Path, *options: str) -> None:
        """Choose a port; nothing is started yet."""
        super().__init__(folder)
        self.store, self.options = store, options

    @property
    def base(self) -> str:
        """Where it listens."""
        return f"http://127.0.0.1:{self.port}"

    def command(self) -> list[str]:
        """The command."""
        command = [sys.executable, "-m", "accordgraph", "serve", "--store", str(self.store), "--port", str(self.port)]
        return [*command, *self.options]

    def is_ready(self) -> bool:
        """Whether it listens."""
        return connects(self.port)
