"""Readers who send byte by byte, hang up, never begin or take nothing: they are cut off, and nobody else waits."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from programs.served import served

from accordgraph.web import server_protocol
from accordgraph.web.settings import Settings

REQUEST = b"GET /healthz HTTP/1.1\r\nHost: localhost\r\n"


@pytest.fixture
def address(bundled_store: Path) -> Iterator[tuple[str, int]]:
    """Of an application that waits for a head as long as ever: a busy machine sends late too."""
    with served(Settings(bundled_store, body_seconds=0.3)) as url:
        parts = urlsplit(url)
        yield str(parts.hostname), int(str(parts.port))


@pytest.fixture
def hurry(monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """Called, it leaves hardly any time for heads, and for taking answers, from then on."""

    def hurried() -> None:
        for name in ("HEAD_SECONDS", "TAKING_SECONDS"):
            monkeypatch.setattr(server_protocol, name, 0.3)

    return hurried


def everything(connection: socket.socket) -> bytes:
    """What comes until the other side closes."""
    received = b""
    with suppress(ConnectionResetError):
        while part := connection.recv(65536):
            received += part
    return received


@pytest.mark.parametrize("sent", [b"", b"GET", REQUEST, REQUEST + b"X-Slow: "])
def test_a_head_that_does_not_end_is_cut_off(address: tuple[str, int], hurry: Callable[[], None], sent: bytes) -> None:
    hurry()
    with socket.create_connection(address) as connection:
        connection.sendall(sent)
        assert everything(connection) == b""


def test_a_second_head_on_a_connection_is_cut_off_too(address: tuple[str, int], hurry: Callable[[], None]) -> None:
    with socket.create_connection(address) as connection:
        connection.sendall(REQUEST + b"\r\n")
        assert connection.recv(65536).startswith(b"HTTP/1.1 200")
        hurry()
        connection.sendall(b"GET /slow")
        assert b"200" not in everything(connection)


def test_a_body_that_does_not_come_is_refused(address: tuple[str, int]) -> None:
    with socket.create_connection(address) as connection:
        connection.sendall(b"POST /sparql HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100\r\n\r\nhalf")
        assert everything(connection).startswith(b"HTTP/1.1 408")


def test_a_head_without_an_end_is_bounded_in_bytes(address: tuple[str, int]) -> None:
    with socket.create_connection(address) as connection:
        connection.sendall(b"GET /" + b"x" * 200_000 + b" HTTP/1.1\r\nHost: localhost\r\n\r\n")
        assert b" 200 " not in everything(connection)
    with socket.create_connection(address) as connection:
        connection.sendall(REQUEST + b"Connection: close\r\n\r\n")
        assert b'"ok"' in everything(connection)


def test_readers_who_hang_up_leave_nothing_behind(address: tuple[str, int]) -> None:
    for _ in range(30):
        with socket.create_connection(address) as connection:
            connection.sendall(b"GET /id/actor/nabu HTTP/1.1\r\nHost: localhost\r\nAccept: text/html\r\n\r\n")
    with socket.create_connection(address) as connection:
        connection.sendall(REQUEST + b"Connection: close\r\n\r\n")
        assert b'"ok"' in everything(connection)


def _asks_for_much() -> socket.socket:
    """A connection that can hold little of what comes."""
    connection = socket.socket()
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
    return connection


def test_a_reader_who_takes_nothing_is_cut_off(
    address: tuple[str, int], hurry: Callable[[], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    hurry()
    lost, ended = server_protocol.PatientProtocol.connection_lost, threading.Event()

    def lose(self: server_protocol.PatientProtocol, why: Exception | None) -> None:
        lost(self, why)
        ended.set()

    monkeypatch.setattr(server_protocol.PatientProtocol, "connection_lost", lose)
    with _asks_for_much() as connection:
        connection.connect(address)
        connection.sendall(b"GET /graph?default HTTP/1.1\r\nHost: localhost\r\n\r\n")
        assert connection.recv(200).startswith(b"HTTP/1.1 200")
        assert ended.wait(120), "the connection is still open"


def test_a_reader_who_takes_bit_by_bit_gets_all(
    address: tuple[str, int], hurry: Callable[[], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    hurry()
    monkeypatch.setattr(server_protocol, "LEAST_TAKEN_BYTES", 1)  # a busy machine takes little in so short a time
    with _asks_for_much() as connection:
        connection.connect(address)
        connection.sendall(b"GET /graph?default HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
        assert len(everything(connection)) > 100_000
