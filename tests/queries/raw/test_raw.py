"""Raw queries that are out for harm, and such that only look it; limits, and the process that keeps them apart."""

from __future__ import annotations

import contextlib
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from cases.hostile_queries import CYPHER_REFUSED, CYPHER_RUN, SPARQL_REFUSED, SPARQL_RUN
from real_servers.listener import listening

from accordgraph.graph.engines.protocol import Language
from accordgraph.graph.errors import EngineError, QueryError
from accordgraph.graph.store.store import Snapshot
from accordgraph.queries.raw import embedded, process
from accordgraph.queries.raw.embedded import Limits, RawAnswer
from accordgraph.queries.raw.pool import TABLES, Pool, RawQuery, never
from accordgraph.queries.raw.process import Job
from accordgraph.queries.raw.warm_worker import WarmWorker

CASES = [
    *(pytest.param("cypher", text, id=f"cypher {name}") for name, text in CYPHER_REFUSED.items()),
    *(pytest.param("sparql", text, id=f"sparql {name}") for name, text in SPARQL_REFUSED.items()),
]
RUN = [
    *(pytest.param("cypher", *case, id=f"cypher {name}") for name, case in CYPHER_RUN.items()),
    *(pytest.param("sparql", *case, id=f"sparql {name}") for name, case in SPARQL_RUN.items()),
]


@dataclass(frozen=True)
class Canary:
    """A folder in which nothing may appear, a file that nobody may read, and a port that nobody may call."""

    folder: Path
    secret: Path
    port: int
    calls: list[str]

    def fill(self, text: str) -> str:
        return text.format(file=self.folder / "out", secret=self.secret, url=f"http://127.0.0.1:{self.port}/")

    def check(self) -> None:
        assert [path.name for path in self.folder.iterdir()] == ["secret.csv"]
        assert self.secret.read_text(encoding="utf-8") == "secret\n"
        assert self.calls == []


@pytest.fixture
def canary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Canary]:
    folder = tmp_path / "canary"
    folder.mkdir()
    secret = folder / "secret.csv"
    secret.write_text("secret\n", encoding="utf-8")
    monkeypatch.chdir(folder)
    with listening() as listener:
        yield Canary(folder, secret, *listener)


@pytest.mark.parametrize(("language", "text"), CASES)
def test_what_does_more_than_read_is_refused(snapshot: Snapshot, canary: Canary, language: Language, text: str) -> None:
    with pytest.raises(QueryError) as caught:
        embedded.fetch(snapshot, language, canary.fill(text), limits=Limits(timeout_seconds=20))
    assert caught.value.message
    canary.check()


def test_there_are_enough_of_them() -> None:
    assert len(CASES) > 120 and len(RUN) > 45


@pytest.mark.parametrize(("language", "text"), [case for case in CASES if "{secret}" in str(case.values[1])])
def test_refused_before_a_process_is_started(
    snapshot: Snapshot, canary: Canary, language: Language, text: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "executable", "/nowhere/python")
    with pytest.raises(QueryError):
        embedded.fetch(snapshot, language, canary.fill(text))


@pytest.mark.parametrize(("language", "text", "expected"), RUN)
def test_what_only_looks_hostile_runs(
    snapshot: Snapshot, canary: Canary, language: Language, text: str, expected: list[tuple[Any, ...]]
) -> None:
    assert embedded.fetch(snapshot, language, text).rows == expected
    canary.check()


def test_a_process_that_answers_many_queries_refuses_and_runs_the_same(snapshot: Snapshot, canary: Canary) -> None:
    refused: list[tuple[Language, str]] = [("cypher", text) for text in CYPHER_REFUSED.values()]
    refused += [("sparql", text) for text in SPARQL_REFUSED.values()]
    run: list[tuple[Language, str, int]] = [("cypher", text, len(rows)) for text, rows in CYPHER_RUN.values()]
    run += [("sparql", text, len(rows)) for text, rows in SPARQL_RUN.values()]
    allowed = []
    with Pool() as pool:
        for language, text in refused:
            with contextlib.suppress(QueryError):
                pool.ask(snapshot, RawQuery(language, canary.fill(text)))
                allowed.append(text)
        rows = [pool.ask(snapshot, RawQuery(language, text)).rows for language, text, _ in run]
    assert allowed == [] and len(refused) > 120
    assert rows == [expected for _, _, expected in run]
    canary.check()


# ---------------------------------------------------------------- behind the guard
BEHIND = [
    ("ladybug", "COPY (MATCH (a:Actor) RETURN a.id) TO '{file}.csv'"),
    ("ladybug", "LOAD FROM '{secret}' RETURN *"),
    ("ladybug", "EXPORT DATABASE '{file}'"),
    ("ladybug", "ATTACH '{file}' AS x (dbtype lbug)"),
    ("ladybug", "INSTALL httpfs"),
    ("ladybug", "MATCH (a:Actor) SET a.name = 'x'"),
    ("ladybug", "CALL read_csv_serial('{secret}') RETURN *"),
    ("oxigraph", "SELECT * {{ SERVICE <{url}> {{ ?a ?b ?c }} }}"),
]


def ask_behind_the_guard(snapshot: Snapshot, engine: str, text: str) -> RawAnswer:
    return process.run(Job(engine, snapshot.path / engine, text, {}), Limits(timeout_seconds=20))


def ask_warm_behind_the_guard(snapshot: Snapshot, engine: str, text: str) -> object:
    limits = Limits(timeout_seconds=20)
    worker = WarmWorker(engine, snapshot.path / engine, limits)
    query = {"text": text, "forms": TABLES, "prefixes": {}, "parameters": {}, "max_rows": 10, "max_bytes": 1 << 20}
    try:
        return worker.ask(query, never)
    finally:
        worker.close()


@pytest.mark.skipif(sys.platform != "linux", reason="files and network are closed on Linux only: docs/security.md")
@pytest.mark.parametrize("ask", [ask_behind_the_guard, ask_warm_behind_the_guard])
@pytest.mark.parametrize(("engine", "text"), BEHIND)
def test_a_process_cannot_do_what_a_guard_let_pass(
    snapshot: Snapshot, canary: Canary, engine: str, text: str, ask: Callable[[Snapshot, str, str], object]
) -> None:
    with pytest.raises((QueryError, EngineError)) as caught:
        ask(snapshot, engine, canary.fill(text))
    assert "secret\n" not in str(caught.value)
    canary.check()


CONFINED = """
import errno, json, os, socket, sys, threading
from pathlib import Path
from accordgraph.queries.raw.confinement import confine
folder, secret, port = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])
confined = confine(folder, 60, os.getppid())
def tried(what, *arguments):
    try:
        what(*arguments)
    except OSError as error:
        return errno.errorcode[error.errno]
    return "done"
def connect(kind, address):
    with socket.socket(*kind) as one:
        one.connect(address)
attempts = {
    "read beside": tried(open, secret),
    "read within": tried(open, folder / "graph.lbug", "rb"),
    "write within": tried(open, folder / "graph.lbug", "r+b"),
    "create within": tried(open, folder / "new", "w"),
    "create beside": tried(open, secret + ".new", "w"),
    "remove": tried(os.unlink, secret),
    "rename": tried(os.rename, secret, secret + "2"),
    "make a folder": tried(os.mkdir, secret + "3"),
    "change a mode": tried(os.chmod, folder / "graph.lbug", 0o600),
    "tcp": tried(connect, (socket.AF_INET, socket.SOCK_STREAM), ("127.0.0.1", port)),
    "udp": tried(connect, (socket.AF_INET, socket.SOCK_DGRAM), ("127.0.0.1", port)),
    "unix": tried(connect, (socket.AF_UNIX, socket.SOCK_STREAM), "/run/x"),
    "fork": tried(os.fork),
    "exec": tried(os.execv, sys.executable, [sys.executable]),
    "signal": tried(os.kill, os.getppid(), 0),
}
from_thread = []
thread = threading.Thread(target=lambda: from_thread.append(tried(open, secret)))
thread.start()
thread.join()
print(json.dumps([confined, attempts, from_thread]))
"""


@pytest.mark.skipif(sys.platform != "linux", reason="the kernel of Linux is asked: docs/security.md")
def test_what_a_process_has_given_up(snapshot: Snapshot, canary: Canary) -> None:
    import json

    arguments = [str(snapshot.path / "ladybug"), str(canary.secret), str(canary.port)]
    done = subprocess.run(
        [sys.executable, "-I", "-c", CONFINED, *arguments], stdout=subprocess.PIPE, text=True, check=True
    )
    (limits, has_landlock, has_seccomp), refusals, from_thread = json.loads(done.stdout)
    if not (has_landlock and has_seccomp):
        pytest.skip("This kernel has no Landlock, or this machine is unknown: docs/security.md")
    assert limits
    assert {name: what for name, what in refusals.items() if what not in ("EPERM", "EACCES")} == {"read within": "done"}
    assert from_thread == ["EACCES"]
    canary.check()
