"""Limits of a raw query, the life of its process, and its answers and errors."""

from __future__ import annotations

import concurrent.futures
import contextlib
import datetime
import os
import re
import shutil
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import Any

import pytest

from accordgraph.graph.engines.protocol import Language
from accordgraph.graph.errors import EngineError, QueryError, StoreError
from accordgraph.graph.store.store import Snapshot
from accordgraph.queries.raw import embedded
from accordgraph.queries.raw.embedded import Limits
from accordgraph.queries.raw.process import MIB, HeldMemory, memory_bytes

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
    with pytest.raises(QueryError, match=r"took more than 1.5 seconds"):
        embedded.fetch(snapshot, language, text, limits=Limits(timeout_seconds=1.5))
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


@pytest.mark.skipif(sys.platform != "linux", reason="the kernel bounds addresses on Linux only: docs/security.md")
@pytest.mark.parametrize(("language", "text"), [("cypher", ENDLESS), ("sparql", ENDLESS_SPARQL)])
def test_the_kernel_bounds_memory_before_the_engine_runs(snapshot: Snapshot, language: Language, text: str) -> None:
    bounds: list[int] = []

    def look() -> None:
        while not bounds and not is_over.is_set():
            for pid in processes(os.getpid()):
                with contextlib.suppress(OSError, ValueError):
                    limits = Path(f"/proc/{pid}/limits").read_text().splitlines()
                    bounds.extend(int(line.split()[3]) for line in limits if line.startswith("Max address space"))
                    os.kill(pid, signal.SIGKILL)
            time.sleep(0.02)

    is_over = threading.Event()
    looking = threading.Thread(target=look)
    looking.start()
    with pytest.raises(EngineError, match="SIGKILL"):
        embedded.fetch(snapshot, language, text, limits=Limits(memory_mib=256))
    is_over.set()
    looking.join()
    assert len(bounds) == 1 and bounds[0] < 8 << 30


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
@pytest.mark.timeout(120)
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
    assert environments[0].split(b"\0") == [b"GLIBC_TUNABLES=glibc.malloc.tcache_count=1000", b""]


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
limits = embedded.Limits(timeout_seconds=3600)  # its share of processor time ends it as late
embedded.fetch(Snapshot(Path(sys.argv[1])), "cypher", sys.argv[2], limits=limits)
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
    while any(map(is_sandbox, mine)):
        time.sleep(0.02)


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


@pytest.mark.parametrize(
    ("text", "remedy"),
    [
        ("MATCH (:Actor)-[r:COOPERATE_WITH]-() RETURN r.since", "Did you mean COOPERATES_WITH"),
        ("MATCH ()-[r:ZZZ]-() RETURN r.since", "There are .*Actor, .*COOPERATES_WITH"),
        ("MATCH (a:Agreement) RETURN a.name", r"Basis \{kind: 'agreement'\}"),
        ("MATCH (a:Actor) RETURN a.nam", "Did you mean name"),
    ],
)
def test_what_cypher_does_not_know_leads_to_the_nearest(snapshot: Snapshot, text: str, remedy: str) -> None:
    with pytest.raises(QueryError) as caught:
        embedded.fetch(snapshot, "cypher", text)
    assert re.search(remedy, str(caught.value.remedy))


@pytest.mark.parametrize(
    ("pattern", "note"),
    [
        ("?x a ag:Agreement", "Write: a ag:Basis ; ag:kind 'agreement'"),
        ("?x ag:hasPart ?y", "Write: ^ag:partOf"),
        ("?x <https://w3id.org/accordgraph/ns#sinceEarlist> ?y", "Write: ag:sinceEarliest"),
        ("?x a ag:Basis ; ag:kind 'agreement' ; ag:name ?y", None),
    ],
)
def test_what_sparql_would_not_find_is_noted(snapshot: Snapshot, pattern: str, note: str | None) -> None:
    prefix = "PREFIX ag: <https://w3id.org/accordgraph/ns#>"
    notes = embedded.query(snapshot, "sparql", f"{prefix} SELECT ?x {{ {pattern} }}").notes
    assert len(notes) == (note is not None) and all(str(note) in one for one in notes)


def test_a_forgotten_prefix_is_given_in_full(snapshot: Snapshot) -> None:
    with pytest.raises(QueryError) as caught:
        embedded.fetch(snapshot, "sparql", "ASK { ?s ag:kind ?o }")
    assert caught.value.remedy == "Begin the query with PREFIX ag: <https://w3id.org/accordgraph/ns#>"


def test_errors_of_oxigraph_name_a_place_of_the_text(snapshot: Snapshot) -> None:
    with pytest.raises(QueryError, match="cannot be read here, or shortly before") as caught:
        embedded.fetch(snapshot, "sparql", "ASK {\n ?s ?p . }")
    assert caught.value.line == 2 and caught.value.column is not None and caught.value.column <= 12


def test_a_runtime_error_is_told_in_our_words(snapshot: Snapshot) -> None:
    with pytest.raises(QueryError) as caught:
        embedded.fetch(snapshot, "cypher", "RETURN 1 / 0")
    assert str(caught.value) == "Divide by zero."


def test_a_graph_that_is_gone_is_the_stores_fault(tmp_path: Path) -> None:
    with pytest.raises(StoreError):
        embedded.fetch(Snapshot(tmp_path), "cypher", "RETURN 1")


@pytest.mark.parametrize(
    "value",
    [
        "date('9999-12-31') + interval('1 day')",
        "date('0001-01-01') - 1",
        "date('10000-01-01')",
        "make_date(20000, 1, 1)",
        "timestamp('9999-12-31 23:59:59') + interval('1 day')",
        "[date('9999-12-31') + 1]",
        "{a: date('9999-12-31') + 1}",
        "interval('9999999 years')",
    ],
)
def test_a_day_beyond_the_years_is_the_fault_of_the_query(snapshot: Snapshot, value: str) -> None:
    with pytest.raises(QueryError, match="beyond the years 1 to 9999"):
        embedded.fetch(snapshot, "cypher", f"RETURN {value} AS day")
    answer = embedded.fetch(snapshot, "cypher", f"RETURN CAST({value} AS STRING) AS day")
    assert len(answer.rows) == 1


@pytest.mark.parametrize(
    "text",
    [
        "UNWIND range(1, 90000) AS x RETURN x, x + 1, x + 2, x + 3, x + 4, x + 5, x + 6",
        f"UNWIND range(1, 500) AS x RETURN {', '.join(f'x + {place}' for place in range(1000))}",
        "UNWIND range(1, 40000) AS x RETURN lpad('', 1000, 'x') AS text",
        "UNWIND range(1, 300) AS x RETURN range(1, 30000) AS list",
    ],
    ids=["rows", "columns", "texts", "lists"],
)
def test_those_who_ask_hold_no_more_than_is_allowed(snapshot: Snapshot, text: str) -> None:
    with pytest.raises(QueryError, match="MiB of memory"):
        embedded.fetch(snapshot, "cypher", text, limits=Limits(memory_mib=96))


@pytest.mark.timeout(30)
@pytest.mark.parametrize("names", [["a.id"] * 20_000, [f"a_{place % 7}" for place in range(20_000)]])
def test_columns_are_numbered_in_little_time(names: list[str]) -> None:
    numbered = embedded.distinct(tuple(names))
    assert len(set(numbered)) == len(names)
    assert numbered[0] == names[0]


def test_a_number_that_a_column_bears_already_is_passed_over() -> None:
    assert embedded.distinct(("a", "a_2", "a", "a", "a_2")) == ("a", "a_2", "a_3", "a_4", "a_2_2")


@pytest.mark.parametrize(("language", "name"), [("cypher", "ladybug/graph.lbug"), ("sparql", "oxigraph/CURRENT")])
def test_no_answer_comes_from_a_file_whose_bytes_changed(
    snapshot: Snapshot, tmp_path: Path, language: Language, name: str
) -> None:
    copy = Snapshot(tmp_path / "store" / "snapshots" / snapshot.path.name)
    shutil.copytree(snapshot.path, copy.path)
    path = copy.path / name
    content = path.read_bytes()
    path.write_bytes(content[:-1] + bytes([content[-1] ^ 1]))
    with pytest.raises(StoreError, match="other bytes than when it was written"):
        embedded.fetch(copy, language, "RETURN 1" if language == "cypher" else "ASK { ?s ?p ?o }")


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells what a process holds")
def test_what_a_process_holds_is_told_as_long_as_it_runs() -> None:
    program = "import sys; held = bytearray(64 << 20); print(flush=True); sys.stdin.read()"
    pipe = subprocess.PIPE
    with (
        subprocess.Popen([sys.executable, "-c", program], stdin=pipe, stdout=pipe) as child,
        HeldMemory(child.pid) as held,
    ):
        assert child.stdout is not None and child.stdin is not None
        child.stdout.readline()
        assert held.bytes > 64 * MIB
        child.stdin.close()
        child.wait()
        assert held.bytes == 0
        held.close()
        assert held.bytes == 0
    assert memory_bytes(child.pid) == 0
