"""Oxigraph as a server: a third implementation of SPARQL over HTTP, with one address for each of its protocols."""

from __future__ import annotations

import sys
import urllib.request
from pathlib import Path

from real_servers.processes import Server, connects


class OxigraphServer(Server):
    """The server of the package `oxigraph`, which comes with the tests' other packages."""

    @property
    def base(self) -> str:
        """Where it listens."""
        return f"http://127.0.0.1:{self.port}"

    def command(self) -> list[str]:
        """The program lies beside that of Python."""
        program = Path(sys.executable).with_name("oxigraph")
        return [str(program), "serve", "--location", str(self.folder / "data"), "--bind", f"127.0.0.1:{self.port}"]

    def is_ready(self) -> bool:
        """Whether it listens."""
        return connects(self.port)

    def wipe(self) -> None:
        """Take away all triples and graphs."""
        headers = {"Content-Type": "application/sparql-update"}
        request = urllib.request.Request(f"{self.base}/update", b"CLEAR ALL", headers)
        urllib.request.urlopen(request, timeout=60).close()
