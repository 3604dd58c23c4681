"""`accord serve`: it listens where it says, keeps no record of readers, and stops when asked to."""

from __future__ import annotations

import signal
import socket
import subprocess
import sys
import urllib.error
import urllib.request
from pathlib import Path

import pytest
from programs.running import run

READY = "The application is at "


def started(store: Path, *options: str) -> tuple[subprocess.Popen[str], str]:
    """A process that serves, and its address."""
    command = [sys.executable, "-m", "accordgraph", "serve", "--store", str(store), "--port", "0", *options]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    assert process.stdout is not None
    line = process.stdout.readline()
    assert line.startswith(READY), line
    return process, line.removeprefix(READY).partition(" ")[0]


@pytest.mark.parametrize("options", [(), ("--workers", "2")])
def test_it_serves_until_it_is_stopped_and_writes_down_nothing_of_readers(
    bundled_store: Path, options: tuple[str, ...]
) -> None:
    process, address = started(bundled_store, *options)
    try:
        for path in ("", "id/actor/nabu", "find?q=secret-name", "nothing"):
            request = urllib.request.Request(address + path, headers={"Accept": "text/html"})
            try:
                with urllib.request.urlopen(request) as answer:
                    assert answer.status == 200
            except urllib.error.HTTPError as error:
                assert (path, error.code) == ("nothing", 404)
    finally:
        process.send_signal(signal.SIGINT)
        printed, errors = process.communicate()
    assert process.returncode == 0, errors
    assert not any(word in printed + errors for word in ("nabu", "secret-name", "127.0.0.1:5", "GET"))


def test_another_address_needs_a_public_one(bundled_store: Path) -> None:
    done = run("serve", "--host", "0.0.0.0", store=bundled_store)
    assert done.returncode == 2
    assert "--public" in done.stderr


def test_a_port_that_is_taken_is_named(bundled_store: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        done = run("serve", "--port", str(port), store=bundled_store)
    assert done.returncode == 2
    assert f"port {port}" in done.stderr
    assert "--port 0" in done.stderr


def test_a_store_without_a_graph_is_said_before_anything_listens(tmp_path: Path) -> None:
    done = run("serve", store=tmp_path / "nothing")
    assert done.returncode == 3
    assert "accord demo" in done.stderr


@pytest.mark.parametrize("proxies", ["10.0.0", "10.0.0.0/99", "proxy.example.org"])
def test_what_is_no_proxy_is_refused(bundled_store: Path, proxies: str) -> None:
    done = run("serve", "--trusted-proxies", proxies, store=bundled_store)
    assert done.returncode == 2
    assert "--trusted-proxies" in done.stderr
