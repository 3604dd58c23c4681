"""Six loads while two processes answer: each answer is of one snapshot from its first byte to its last, tag and all."""

from __future__ import annotations

import json
import re
import threading
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from real_servers.web_server import WebServer
from worlds.small_store import batch

from accordgraph.graph.store.store import Store

ACTORS = ("ee", "lv", "pl", "ro", "sk", "cz", "fi")
"""Whoever joins, load by load; the first is there from the beginning."""

PATHS = ("/id/actor/ua", "/questions/partners.json?actor=ua", "/", "/network?about=ua")

pytestmark = pytest.mark.usefixtures("long_run")


class Reader:
    """Asks in a thread, each time by a new connection, and keeps what came."""

    def __init__(self, server: WebServer, is_over: threading.Event) -> None:
        self.server, self.is_over = server, is_over
        self.answers: list[tuple[str, str, bytes]] = []
        self.faults: list[str] = []
        self.thread = threading.Thread(target=self._ask)
        self.thread.start()

    def _ask(self) -> None:
        while not self.is_over.is_set():
            for path in PATHS:
                request = urllib.request.Request(self.server.base + path, headers={"Accept": "text/html"})
                try:
                    with urllib.request.urlopen(request, timeout=60) as answer:
                        self.answers.append((path, answer.headers["etag"], answer.read()))
                except OSError as error:
                    self.faults.append(f"{path}: {error}")

    def has_seen(self, number: int) -> bool:
        """Whether an answer of a snapshot came."""
        return any(snapshot_of(path, body) == number for path, _, body in self.answers[-40:])


def snapshot_of(path: str, body: bytes) -> int:
    """The number of the snapshot that an answer says it is of."""
    if ".json" in path:
        return int(json.loads(body)["snapshot"].split("-")[0])
    return int(re.findall(rb"<code>([0-9]{6})-", body)[-1])


def partners_of(path: str, body: bytes) -> set[str]:
    """Those with whom Ukraine works, as an answer has them."""
    if ".json" in path:
        rows: list[dict[str, Any]] = json.loads(body)["rows"]
        return {row["partner"] for row in rows}
    found = re.findall(rb'data-link="team~([a-z]+)~1~([a-z]+)~1"', body)
    return {end.decode() for pair in found for end in pair} - {"ua"}


def wait_for(readers: list[Reader], number: int, is_over: threading.Event) -> None:
    """Wait until each reader had an answer of a snapshot."""
    while not all(reader.has_seen(number) or not reader.thread.is_alive() for reader in readers):
        is_over.wait(0.2)


@pytest.fixture
def server(tmp_path: Path) -> Iterator[WebServer]:
    """Two processes over a store with one load."""
    Store(tmp_path / "accord-store").load([batch(ACTORS[0])])
    with WebServer(tmp_path / "served", tmp_path / "accord-store", "--workers", "2") as running:
        yield running


def test_six_loads_under_fire(server: WebServer, swift_threads: None) -> None:
    is_over = threading.Event()
    readers = [Reader(server, is_over) for _ in range(3)]
    store = Store(server.store)
    try:
        wait_for(readers, 1, is_over)
        for number in range(2, len(ACTORS) + 1):
            store.load([batch(*ACTORS[:number])])
            wait_for(readers, number, is_over)
    finally:
        is_over.set()
        for reader in readers:
            reader.thread.join()
    answers = [answer for reader in readers for answer in reader.answers]
    assert [fault for reader in readers for fault in reader.faults] == []
    assert {snapshot_of(path, body) for path, _, body in answers} == set(range(1, len(ACTORS) + 1))
    for path, _, body in answers:
        if "ua" in path and "network" not in path:
            assert partners_of(path, body) == {"lt", *ACTORS[: snapshot_of(path, body)]}, path
    by_tag: dict[str, set[bytes]] = {}
    for _, tag, body in answers:
        by_tag.setdefault(tag, set()).add(body)
    assert {len(bodies) for bodies in by_tag.values()} == {1}
    assert len(by_tag) == len({(path, snapshot_of(path, body)) for path, _, body in answers})
