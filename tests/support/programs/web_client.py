"""Asks an application in this process, as a browser on this machine would."""

from __future__ import annotations

from starlette.testclient import TestClient

from accordgraph.web.answering import Running
from accordgraph.web.app import create_app
from accordgraph.web.security import Security
from accordgraph.web.settings import Settings


def web_client(settings: Settings) -> TestClient:
    """A client of a new application; use it in a `with` block, which starts and stops the application."""
    app = create_app(settings)
    return TestClient(app, base_url="http://localhost", client=("127.0.0.1", 50000), follow_redirects=False)


def running(client: TestClient) -> Running:
    """What the application of a client holds."""
    assert isinstance(client.app, Security)
    held: Running = client.app.app.state.running  # type: ignore[attr-defined]
    return held
