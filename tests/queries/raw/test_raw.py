"""Raw queries that are out for harm, and such that only look it; limits, and the process that keeps them apart."""

from __future__ import annotations

import concurrent.futures
import datetime
import hashlib
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from cases.hostile_queries import CYPHER_REFUSED, CYPHER_RUN, SPARQL_REFUSED, SPARQL_RUN
from real_servers.listener import listening

from accordgraph.graph.engines.protocol import Language
from accordgraph.graph.errors import EngineError, QueryError
from accordgraph.graph.store.store import Snapshot, Store
from accordgraph.queries.raw import embedded, process
from accordgraph.queries.raw.embedded import Limits, RawAnswer
from accordgraph.queries.raw.process import Job

CASES = [
    *(pytest.param("cypher", text, id=f"cypher {name}") for name, text in CYPHER_REFUSED.items()),
    *(pytest.param("sparql", text, id=f"sparql {name}") for name, text in SPARQL_REFUSED.items()),
]
RUN = [
    *(pytest.param("cypher", *case, id=f"cypher {name}") for name, case in CYPHER_RUN.items()),
    *(pytest.param("sparql", *case, id=f"sparql {name}") for name, case in SPARQL_RUN.items()),
]


@pytest.fixture(scope="module")
def snapshot(bundled_store: Path) -> Iterator[Snapshot]:
    """The bundled graph, which must be the same, byte for byte, when all is over."""
    current = Store(bundled_store).snapshot()
    before = digest(current.path)
    yield current
    assert digest(current.path) == before


def digest(folder: Path) -> dict[str, str]:
    files = [path for path in sorted(folder.rglob("*")) if path.is_file()]
    return {str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


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


@pytest.mark.skipif(sys.platform != "linux", reason="files and network are closed on Linux only: docs/security.md")
@pytest.mark.parametrize(("engine", "text"), BEHIND)
def test_a_process_cannot_do_what_a_guard_let_pass(snapshot: Snapshot, canary: Canary, engine: str, text: str) -> None:
    with pytest.raises((QueryError, EngineError)) as caught:
        ask_behind_the_guard(snapshot, engine, canary.fill(text))
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


# ---------------------------------------------------------------- limits
ENDLESS = (
    "UNWIND range(1, 1000) AS a UNWIND range(1, 1000) AS b UNWIND range(1, 1000) AS c UNWIND range(1, 1000) AS d"
    " WITH a + b + c + d AS s WHERE s < 0 RETURN count(*)"
)
"""It would take hours, and hardly any memory: nothing but the clock ends it."""

ENDLESS_SPARQL = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"


def processes(parent: int) -> set[int]:
    """The processes of queries that this one has started and that are alive."""
    running = set()
    for path in Path("/proc").glob("[0-9]*"):
        try:
            is_child = int((path / "stat").read_text().rpartition(")")[2].split()[1]) == parent
            if is_child and is_sandbox(int(path.name)):
                running.add(int(path.name))
        except OSError:
            continue
    return running


def is_sandbox(pid: int) -> bool:
    try:
        return b"accordgraph.queries.raw.sandbox" in Path(f"/proc/{pid}/cmdline").read_bytes()
    except OSError:
        return False


@pytest.mark.parametrize(("language", "text"), [("cypher", ENDLESS), ("sparql", ENDLESS_SPARQL)])
def test_a_query_past_its_time_is_ended(snapshot: Snapshot, language: Language, text: str) -> None:
    began = time.monotonic()
    with pytest.raises(QueryError, match=r"took more than 1.5 seconds"):
        embedded.fetch(snapshot, language, text, limits=Limits(timeout_seconds=1.5))
    assert 1.5 <= time.monotonic() - began < 20
    assert processes(os.getpid()) == set()


MEMORY_BOMBS = {
    "a string": ("cypher", "RETURN repeat('x', 2000000000) AS x"),
    "a string of strings": (
        "cypher",
        "WITH repeat('x', 30000000) AS s UNWIND range(1, 60) AS n RETURN concat(s, CAST(n AS STRING)) AS x",
    ),
    "a list": ("cypher", "UNWIND range(1, 100000) AS x UNWIND range(1, 100000) AS y RETURN collect(x * y) AS l"),
    "a cross product": ("cypher", "MATCH (a), (b), (c) RETURN a.id AS x, b.id, c.id ORDER BY x, c.id"),
    "a range": ("cypher", "RETURN range(1, 1000000000) AS x"),
    "a sorted product": ("sparql", "SELECT * { ?a ?b ?c . ?d ?e ?f } ORDER BY ?c ?f"),
}


@pytest.mark.skipif(sys.platform != "linux", reason="memory is watched on Linux only: docs/security.md")
@pytest.mark.parametrize(("language", "text"), MEMORY_BOMBS.values(), ids=list(MEMORY_BOMBS))
def test_a_query_past_its_memory_is_ended(snapshot: Snapshot, language: Language, text: str) -> None:
    with pytest.raises(QueryError, match="needs more than 256 MiB"):
        embedded.fetch(snapshot, language, text, limits=Limits(timeout_seconds=60, memory_mib=256, max_rows=10**9))
    assert processes(os.getpid()) == set()


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("cypher", "UNWIND range(1, 11) AS x RETURN x"),
        ("cypher", "UNWIND range(1, 10000000) AS x RETURN x"),
        ("sparql", "SELECT * { ?a ?b ?c . ?d ?e ?f }"),
    ],
)
def test_an_answer_with_too_many_rows_is_an_error(snapshot: Snapshot, language: Language, text: str) -> None:
    with pytest.raises(QueryError, match="more than 10 rows"):
        embedded.fetch(snapshot, language, text, limits=Limits(max_rows=10))


def test_as_many_rows_as_allowed_are_all_given(snapshot: Snapshot) -> None:
    answer = embedded.fetch(snapshot, "cypher", "UNWIND range(1, 1234) AS x RETURN x", limits=Limits(max_rows=1234))
    assert answer.rows == [(number,) for number in range(1, 1235)]


# ---------------------------------------------------------------- processes
@pytest.mark.skipif(sys.platform != "linux", reason="it looks for the process in /proc")
@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGSEGV])
def test_a_process_that_dies_is_told(snapshot: Snapshot, number: signal.Signals) -> None:
    def kill() -> None:
        while not (mine := processes(os.getpid())):
            time.sleep(0.01)
        time.sleep(0.5)
        os.kill(mine.pop(), number)

    thread = threading.Thread(target=kill)
    thread.start()
    with pytest.raises(EngineError, match=f"ended by signal {number.name}"):
        embedded.fetch(snapshot, "cypher", ENDLESS)
    thread.join()


@pytest.mark.skipif(sys.platform != "linux", reason="it looks for the process in /proc")
def test_a_query_has_nothing_of_the_environment(snapshot: Snapshot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NEO4J_PASSWORD", "hunter2")
    monkeypatch.setenv("HTTPS_PROXY", "http://me:hunter2@127.0.0.1:9/")
    environments: list[bytes] = []

    def look() -> None:
        while not (mine := processes(os.getpid())):
            time.sleep(0.01)
        environments.append(Path(f"/proc/{mine.pop()}/environ").read_bytes())

    thread = threading.Thread(target=look)
    thread.start()
    with pytest.raises(QueryError, match="took more than"):
        embedded.fetch(snapshot, "cypher", ENDLESS, limits=Limits(timeout_seconds=3))
    thread.join()
    assert len(environments) == 1 and b"hunter2" not in environments[0] and b"PATH=" not in environments[0]


def test_a_python_that_is_not_there_is_told(snapshot: Snapshot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", "/nowhere/python")
    with pytest.raises(EngineError, match="cannot be started"):
        embedded.fetch(snapshot, "cypher", "RETURN 1")


STOPPED = """
import sys
from pathlib import Path
from accordgraph.graph.store.store import Snapshot
from accordgraph.queries.raw import embedded
print("ready", flush=True)
embedded.fetch(Snapshot(Path(sys.argv[1])), "cypher", sys.argv[2])
"""


@pytest.mark.skipif(sys.platform != "linux", reason="it looks for the process in /proc")
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGKILL])
def test_nothing_goes_on_when_the_asker_is_stopped(snapshot: Snapshot, number: signal.Signals) -> None:
    command = [sys.executable, "-c", STOPPED, str(snapshot.path), ENDLESS]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as asker:
        assert asker.stdout is not None and asker.stdout.readline() == b"ready\n"
        while not (mine := processes(asker.pid)):
            time.sleep(0.01)
        time.sleep(0.5)
        asker.send_signal(number)
        asker.wait(30)
    deadline = time.monotonic() + 10  # long before its share of processor time is over
    while any(map(is_sandbox, mine)) and time.monotonic() < deadline:
        time.sleep(0.02)
    assert not any(map(is_sandbox, mine))


def test_twenty_at_once(snapshot: Snapshot) -> None:
    def ask(number: int) -> list[tuple[Any, ...]]:
        if number % 2:
            return embedded.fetch(snapshot, "sparql", f"SELECT ({number} AS ?x) {{}}").rows
        return embedded.fetch(snapshot, "cypher", f"MATCH (a:Actor {{id: 'nabu'}}) RETURN {number} AS x").rows

    with concurrent.futures.ThreadPoolExecutor(20) as pool:
        assert list(pool.map(ask, range(20))) == [[(number,)] for number in range(20)]


# ---------------------------------------------------------------- answers and errors
def test_nodes_edges_and_parameters(snapshot: Snapshot) -> None:
    text = "MATCH (a:Actor {id: $id})-[r:PART_OF]->(b) RETURN a, r, b.id, b.id, $day AS day"
    answer = embedded.fetch(snapshot, "cypher", text, {"id": "nabu", "day": datetime.date(2022, 5, 30)})
    assert answer.columns == ("a", "r", "b.id", "b.id_2", "day")
    [(node, edge, whole, again, day)] = answer.rows
    assert list(node) == sorted(node) and node["id"] == "nabu" and node["_LABEL"] == "Actor" and "_ID" not in node
    assert edge == {"_LABEL": "PART_OF"} and whole == again == "ua" and day == datetime.date(2022, 5, 30)


def test_an_answer_has_types_and_text_only(snapshot: Snapshot) -> None:
    answer = embedded.query(snapshot, "cypher", "RETURN 1 AS n, ['x', 'y'] AS l, true AS t")
    assert [column.type for column in answer.header.columns] == ["integer", "text", "boolean"]
    assert answer.rows == [{"n": 1, "l": '["x", "y"]', "t": True}]


@pytest.mark.parametrize(
    ("language", "text", "line", "column", "words"),
    [
        ("cypher", "MATCH (a:Actor)\nRETURN a.nosuch", 2, 10, "nosuch"),
        ("cypher", "MATCH (a:Nobody) RETURN a", 1, 10, "Nobody"),
        ("cypher", "RETURN 1 AS x,\n  y", 2, 3, "not in scope"),
        ("cypher", "RETURN 1 < 2 < 3", 1, 8, "Non-binary comparison"),
        ("cypher", "RETURN 1 +\n\n  LOAD FROM 'x'", 3, 8, "FROM"),
        ("cypher", "MATCH (a)\n  DELETE a", 2, 3, "DELETE is not allowed"),
        ("cypher", "RETURN summ(1)", 1, 8, "Did you mean SUM"),
        ("cypher", "RETURN 1 — 2", 1, 10, "EM DASH"),
        ("cypher", "RETURN /* a\n b */ $x", 2, 7, r"\$x has no value"),
        ("cypher", "RETURN 'a''b' AS x", 1, 11, "A blank is missing"),
        ("cypher", "RETURN 1a", 1, 9, "A blank is missing"),
        ("sparql", "ASK {\n  SERVICE <x:x> {} }", 2, 3, "must not use SERVICE"),
        ("sparql", "ASK { FILTER(?a<?b&&?c>?d) }", 1, 16, "an IRI or a comparison"),
        ("sparql", "ASK {}\nASK {}", 2, 1, "one statement"),
        ("sparql", "ASK {}; ASK {}", 1, 7, "one statement"),
        ("sparql", "ASK { ?s e:x ?o }", 1, 10, "e: is not declared"),
        ("sparql", "ASK {\n ( }", 2, 4, "closes nothing"),
        ("sparql", "ASK { FILTER(CONTAIN('a', 'b')) }", 1, 14, "Did you mean CONTAINS"),
    ],
)
def test_errors_name_the_place(
    snapshot: Snapshot, language: Language, text: str, line: int, column: int, words: str
) -> None:
    with pytest.raises(QueryError, match=words) as caught:
        embedded.fetch(snapshot, language, text)
    assert (caught.value.line, caught.value.column) == (line, column)


def test_errors_of_oxigraph_name_a_place_of_the_text(snapshot: Snapshot) -> None:
    with pytest.raises(QueryError, match="cannot be read here, or shortly before") as caught:
        embedded.fetch(snapshot, "sparql", "ASK {\n ?s ?p . }")
    assert caught.value.line == 2 and caught.value.column is not None and caught.value.column <= 12


def test_a_runtime_error_is_told_in_our_words(snapshot: Snapshot) -> None:
    with pytest.raises(QueryError) as caught:
        embedded.fetch(snapshot, "cypher", "RETURN 1 / 0")
    assert str(caught.value) == "Divide by zero."


def test_a_graph_that_is_gone_is_the_stores_fault(tmp_path: Path) -> None:
    with pytest.raises(EngineError):
        embedded.fetch(Snapshot(tmp_path), "cypher", "RETURN 1")
