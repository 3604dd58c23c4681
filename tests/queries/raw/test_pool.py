"""Processes that answer many queries: what comes back, when they are used again, and what ends them."""

from __future__ import annotations

import json
import os
import shutil
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import pytest

from accordgraph.graph.errors import BusyError, QueryError, StoreError
from accordgraph.graph.store.store import Snapshot
from accordgraph.queries.raw import warm_worker
from accordgraph.queries.raw.embedded import Limits
from accordgraph.queries.raw.pool import HungUpError, Pool, PoolLimits, RawQuery, WarmAnswer

AG = "PREFIX ag: <https://w3id.org/accordgraph/ns#> "
ONE = RawQuery("sparql", "SELECT (1 AS ?x) {}")
ENDLESS = RawQuery("sparql", "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }")
ENDLESS_CYPHER = RawQuery("cypher", "MATCH (a), (b), (c), (d) WHERE a.id + b.id + c.id = d.id + 'x' RETURN count(*)")
LIMITS = PoolLimits(workers=2, waiting=1, waiting_seconds=0.3, query=Limits(timeout_seconds=60, memory_mib=256))


@pytest.fixture
def pool() -> Iterator[Pool]:
    with Pool(LIMITS) as opened:
        yield opened


def pid_of(pool: Pool) -> int:
    """The one process that waits for a query."""
    [worker] = pool.idle
    return worker.pid


def values(answer: WarmAnswer) -> list[list[object]]:
    rows: list[list[object]] = json.loads(answer.content)["rows"]
    return rows


def test_sparql_keeps_languages_and_datatypes(snapshot: Snapshot, pool: Pool) -> None:
    text = f"{AG} SELECT ?name ?since {{ ?a ag:id 'nabu' ; ag:name ?name }} ORDER BY ?name"
    forms = {"solutions": "application/sparql-results+json"}
    answer = pool.ask(snapshot, RawQuery("sparql", text, forms))
    bindings = json.loads(answer.content)["results"]["bindings"]
    assert {row["name"]["xml:lang"] for row in bindings} == {"en", "uk"}
    typed = pool.ask(snapshot, RawQuery("sparql", "SELECT (1.5 AS ?x) {}"))
    decimal = "http://www.w3.org/2001/XMLSchema#decimal"
    assert values(typed) == [[{"type": "literal", "value": "1.5", "datatype": decimal}]]


def test_a_kind_of_result_that_nobody_wants_is_not_written(snapshot: Snapshot, pool: Pool) -> None:
    answer = pool.ask(snapshot, RawQuery("sparql", "ASK {}", {"triples": "text/turtle"}))
    assert (answer.kind, answer.content, answer.is_acceptable) == ("boolean", b"", False)
    triples = pool.ask(snapshot, RawQuery("sparql", "DESCRIBE <x:y>", {"triples": "text/turtle"}))
    assert (triples.kind, triples.is_acceptable) == ("triples", True)


def test_edges_know_their_ends_also_where_these_are_not_in_the_answer(snapshot: Snapshot, pool: Pool) -> None:
    text = "MATCH (a:Actor {id: 'nabu'})-[r:PART_OF]->(b) RETURN r, [r] AS list, {_SRC: 1, _DST: 2} AS forged"
    [[edge, listed, forged]] = values(pool.ask(snapshot, RawQuery("cypher", text, has_ends=True)))
    assert edge == {"_LABEL": "PART_OF", "_source": "nabu", "_target": "ua"}
    assert listed == [edge] and forged == {"_DST": 2, "_SRC": 1}


# ---------------------------------------------------------------- used again, and not
def test_a_process_is_used_again_and_retired(snapshot: Snapshot, pool: Pool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(warm_worker, "USES", 3)
    pids = []
    for _ in range(2):
        pool.ask(snapshot, ONE)
        pids.append(pid_of(pool))
    pool.ask(snapshot, ONE)
    assert len(set(pids)) == 1 and pool.idle == ()


def test_a_process_that_grows_is_retired(snapshot: Snapshot, pool: Pool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(warm_worker, "GROWTH_BYTES", -(1 << 40))
    pool.ask(snapshot, ONE)
    assert pool.idle == ()


def test_a_mistake_in_a_query_costs_no_process_and_names_its_place(snapshot: Snapshot, pool: Pool) -> None:
    pool.ask(snapshot, ONE)
    first = pid_of(pool)
    with pytest.raises(QueryError) as caught:
        pool.ask(snapshot, RawQuery("sparql", "ASK {\n ?s ?p . }"))
    assert caught.value.line == 2 and pid_of(pool) == first


@pytest.mark.parametrize(
    ("query", "seconds", "words"),
    [
        (ENDLESS, 1, "took more than 1 seconds"),
        (ENDLESS_CYPHER, 1, "took more than 1 seconds"),
        (RawQuery("sparql", "SELECT * { ?a ?b ?c . ?d ?e ?f } ORDER BY ?c ?f"), 1, "needs more than 96 MiB|took more"),
        (RawQuery("cypher", "UNWIND range(1, 11) AS x RETURN x"), 60, "more than 10 rows"),
        (RawQuery("sparql", "SELECT * { ?a ?b ?c } LIMIT 11"), 60, "more than 10 rows"),
        (RawQuery("sparql", "SELECT * { ?a ?b ?c . ?d ?e ?f }", {"solutions": "text/csv"}), 60, "more than 1 MiB"),
    ],
)
def test_past_a_limit_nothing_comes_and_the_process_ends(
    snapshot: Snapshot, query: RawQuery, seconds: float, words: str
) -> None:
    limits = replace(LIMITS, query=Limits(timeout_seconds=seconds, max_rows=10, memory_mib=96), max_bytes=1 << 20)
    with Pool(limits) as pool:
        with pytest.raises(QueryError, match=words):
            pool.ask(snapshot, query)
        assert pool.idle == ()


def test_a_day_beyond_the_years_is_the_fault_of_the_query(snapshot: Snapshot, pool: Pool) -> None:
    with pytest.raises(QueryError, match="beyond the years 1 to 9999"):
        pool.ask(snapshot, RawQuery("cypher", "RETURN date('10000-01-01') AS day"))
    assert pool.ask(snapshot, RawQuery("cypher", "RETURN 1 AS x")).rows == 1


@pytest.mark.skipif(sys.platform != "linux", reason="signals end processes of Linux")
def test_a_process_that_died_is_replaced(snapshot: Snapshot, pool: Pool) -> None:
    pool.ask(snapshot, ONE)
    os.kill(pid_of(pool), signal.SIGKILL)
    while pool.idle[0].is_alive:
        time.sleep(0.01)
    assert pool.ask(snapshot, ONE).rows == 1


def test_it_asks_the_snapshot_of_the_request(snapshot: Snapshot, pool: Pool, tmp_path: Path) -> None:
    with pytest.raises(StoreError):
        pool.ask(Snapshot(tmp_path), ONE)
    copy = tmp_path / "snapshots" / "000009"
    copy.mkdir(parents=True)
    (copy / "oxigraph").symlink_to(snapshot.path / "oxigraph")
    shutil.copy(snapshot.path / "manifest.json", copy)
    pool.ask(snapshot, ONE)
    pool.ask(Snapshot(copy), ONE)
    assert [worker.folder.parent for worker in pool.idle] == [copy]


def test_the_time_that_a_process_takes_to_start_is_not_that_of_the_query(
    snapshot: Snapshot, pool: Pool, monkeypatch: pytest.MonkeyPatch
) -> None:
    opening, passed = warm_worker.WarmWorker._open, [0.0]

    def open_late(worker: warm_worker.WarmWorker, is_gone: Callable[[], bool]) -> None:
        opening(worker, is_gone)
        passed[0] = LIMITS.query.timeout_seconds + 1

    looks = iter([False, True])
    monkeypatch.setattr(warm_worker, "time", SimpleNamespace(monotonic=lambda: time.monotonic() + passed[0]))
    monkeypatch.setattr(warm_worker.WarmWorker, "_open", open_late)
    with pytest.raises(HungUpError):
        pool.ask(snapshot, ENDLESS, lambda: passed[0] > 0 and next(looks))


# ---------------------------------------------------------------- many at once
class Asker:
    """Whoever asks: the query has `begun` once somebody looks whether they are gone, and ends when they are `gone`."""

    def __init__(self) -> None:
        self.begun, self.gone = threading.Event(), threading.Event()

    def is_gone(self) -> bool:
        self.begun.set()
        return self.gone.is_set()


def test_whoever_hangs_up_frees_the_process_at_once(snapshot: Snapshot, pool: Pool) -> None:
    asker = Asker()
    with ThreadPoolExecutor(1) as threads:
        asked = threads.submit(pool.ask, snapshot, ENDLESS, asker.is_gone)
        asker.begun.wait()
        asker.gone.set()
        with pytest.raises(HungUpError):
            asked.result()
    assert pool.idle == ()


def test_a_surplus_is_refused_and_the_others_are_answered(snapshot: Snapshot, pool: Pool) -> None:
    askers = [Asker() for _ in range(LIMITS.workers)]
    with ThreadPoolExecutor(4) as threads:
        endless = [threads.submit(pool.ask, snapshot, ENDLESS, asker.is_gone) for asker in askers]
        for asker in askers:
            asker.begun.wait()
        with pytest.raises(BusyError):
            pool.ask(snapshot, ONE)
        for asker in askers:
            asker.gone.set()
        assert {type(one.exception()) for one in endless} == {HungUpError}
    assert pool.ask(snapshot, ONE).rows == 1


def test_twenty_at_once_wait_for_their_turn(snapshot: Snapshot) -> None:
    with Pool(replace(LIMITS, waiting=20, waiting_seconds=300)) as pool, ThreadPoolExecutor(20) as threads:
        answers = list(threads.map(lambda number: pool.ask(snapshot, numbered(number)), range(20)))
        assert [values(answer)[0][0] for answer in answers] == list(range(20))
        assert len(pool.idle) <= LIMITS.workers


def numbered(number: int) -> RawQuery:
    return RawQuery("cypher", "RETURN $number AS x", parameters={"number": number})
