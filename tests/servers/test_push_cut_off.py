"""Pushes to real servers that are cut off, and two at once: what is there is told truly, and the next push mends it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from programs.running import run
from real_servers.java_servers import Neo4j
from real_servers.server_targets import ID, NS, Place, differences, dying, marker_of, push
from worlds.small_store import batch

from accordgraph.graph.errors import LockedError, TargetError
from accordgraph.graph.servers import connect
from accordgraph.graph.servers.http_connection import SparqlConnection
from accordgraph.graph.servers.marker import Marker
from accordgraph.graph.servers.push import sparql_updates
from accordgraph.graph.servers.push.connect import opened
from accordgraph.graph.servers.push.protocol import Advance, PushTarget
from accordgraph.graph.servers.push.push import PushOptions
from accordgraph.graph.store.store import Store
from accordgraph.queries.plans import fetch, plan
from accordgraph.queries.session import open_engine

WRITING = pytest.mark.parametrize("place", ["neo4j", "default graph", "named graph"], indirect=True)
"""Where pushes are cut off: a dataset whose default graph is the union of all differs only in what queries see."""


# ---------------------------------------------------------------- cut off
@WRITING
def test_a_server_that_is_killed_in_the_middle_has_exactly_the_graph_after_the_next_push(
    place: Place, store: Store
) -> None:
    server = place.server
    assert server is not None
    after = 5 if isinstance(server, Neo4j) else 1  # a graph as small as this is a single request
    with pytest.raises(TargetError):
        push(place, store, progress=dying(server.kill, after))
    server.start()
    assert marker_of(place).state == "pushing"
    push(place, store)
    assert differences(place, store) == []


@WRITING
def test_a_push_that_is_killed_is_taken_over_by_the_next_one(place: Place, store: Store) -> None:
    program = (
        "import os, signal, sys\n"
        "from real_servers.server_targets import Place, dying, push\n"
        "from pathlib import Path\n"
        "from accordgraph.graph.store.store import Store\n"
        "from accordgraph.graph.servers import resolve\n"
        "target = resolve(sys.argv[1], Path())\n"
        "kill = lambda: os.kill(os.getpid(), signal.SIGKILL)\n"
        "push(Place(None, target, ''), Store(Path(sys.argv[2])), progress=dying(kill, 1))\n"
    )
    died = subprocess.run(
        [sys.executable, "-c", program, place.address, str(store.path)],
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parent.parent / "support")},
        check=False,
        capture_output=True,
        text=True,
    )
    assert died.returncode == -signal.SIGKILL, died.stderr
    marker = marker_of(place)
    assert (marker.state, marker.is_alive) == ("pushing", False)
    assert run("pull", place.address, store=store.path).returncode == 3
    push(place, store)
    assert differences(place, store) == []


@WRITING
def test_a_push_that_fails_says_so_at_the_target(place: Place, store: Store) -> None:
    def stop() -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        push(place, store, progress=dying(stop, 1))
    assert marker_of(place).state == "cut-off"
    push(place, store)
    assert differences(place, store) == []


@WRITING
def test_a_push_that_finds_something_missing_lets_nobody_ask_what_is_left(place: Place, store: Store) -> None:
    push(place, store)
    if isinstance(place.server, Neo4j):
        place.cypher("MATCH (a:Actor {id: 'ee'}) DETACH DELETE a")
    else:
        place.unsay(f"<{ID}actor/ee> ?p ?o")
    done = run("push", place.address, store=store.path)
    assert (done.returncode, "2 of 3 Actor" in done.stderr) == (3, True)
    done = run("who", "lt", "--engine", place.address, store=store.path)
    assert (done.returncode, done.stdout) == (3, "")
    assert "was cut off" in done.stderr
    push(place, store)
    assert differences(place, store) == []


@WRITING
def test_a_first_push_that_is_stopped_while_it_compares_writes_nothing(place: Place, store: Store) -> None:
    @contextmanager
    def stopping(total: int | None, what: str) -> Iterator[Advance]:
        if what == "Comparing":
            raise KeyboardInterrupt
        yield lambda steps: None

    with pytest.raises(KeyboardInterrupt):
        push(place, store, progress=stopping)
    with opened(place.target) as side:
        assert side.marker() is None


# ---------------------------------------------------------------- two at once
def begin(side: PushTarget, store: Store) -> Marker:
    """A push of another machine that has just begun."""
    manifest = store.snapshot().manifest
    marker = replace(Marker.pushing("000001", "other", manifest["vocabulary"], "now"), host="elsewhere")
    assert side.take(marker, side.marker())
    return marker


@WRITING
def test_of_two_pushes_at_once_one_is_refused_unless_it_takes_over(place: Place, store: Store) -> None:
    with opened(place.target) as side:
        begin(side, store)
        with pytest.raises(LockedError, match="on elsewhere, since now"):
            push(place, store)
        done = run("push", place.address, store=store.path)
        assert (done.returncode, "--take-over" in done.stderr) == (3, True)
        assert run("push", place.address, "--take-over", store=store.path).returncode == 0
    assert differences(place, store) == []


@WRITING
def test_one_that_was_taken_over_stops_and_spoils_nothing(place: Place, store: Store) -> None:
    def rob() -> None:
        with opened(place.target) as side:
            begin(side, store)

    with pytest.raises(LockedError, match=r"taken over|at work"):
        push(place, store, progress=dying(rob, 1))
    marker = marker_of(place)
    assert (marker.host, marker.state) == ("elsewhere", "pushing")


def test_what_lands_late_of_one_that_was_taken_over_is_not_called_whole(on_fuseki: Place, store: Store) -> None:
    with opened(on_fuseki.target) as side:
        begin(side, store)
    late = f"<{ID}actor/lt> <{NS}partOf> <{ID}actor/ua> "
    with pytest.raises(TargetError, match="1 things are otherwise"):
        push(on_fuseki, store, PushOptions(take_over=True), dying(lambda: on_fuseki.sparql(late), 1))
    assert marker_of(on_fuseki).state == "cut-off"
    push(on_fuseki, store)
    assert differences(on_fuseki, store) == []


def test_what_is_taken_away_or_added_by_update_depends_on_the_marker(on_fuseki: Place, store: Store) -> None:
    push(on_fuseki, store)
    mine, more = f"<{ID}actor/lt> a <{NS}Actor> .", f"<{ID}actor/lt> <{NS}partOf> <{ID}actor/ua> ."
    with opened(on_fuseki.target) as side, connect(on_fuseki.target) as connection:
        marker = side.marker()
        assert marker is not None and isinstance(connection, SparqlConnection)
        for text in (sparql_updates.delete(mine, None, "another"), sparql_updates.insert(more, None, "another")):
            connection.update(text)
        assert differences(on_fuseki, store) == []
        for text in (sparql_updates.delete(mine, None, marker.token), sparql_updates.insert(more, None, marker.token)):
            connection.update(text)
        assert len(differences(on_fuseki, store)) > 1


def test_a_question_that_a_push_overtakes_is_not_answered(place: Place, store: Store) -> None:
    push(place, store)
    with open_engine(store.snapshot(), place.address).engine as engine:
        text = plan("actors", {}, engine.language)
        assert len(fetch(engine, text)) == 3
        push(place, store)  # which changes nothing
        assert len(fetch(engine, text)) == 3
        store.load([batch("lv")])
        push(place, store)
        with pytest.raises(TargetError, match="was pushed to while it was asked"):
            fetch(engine, text)


@WRITING
def test_of_two_that_begin_at_the_same_moment_one_wins(place: Place, store: Store) -> None:
    with opened(place.target) as one, opened(place.target) as other:
        seen = other.marker()
        begin(one, store)
        mine = Marker.pushing("000001", "x", "y", "now")
        assert not other.take(mine, seen)
        assert not other.settle(mine.with_state("whole"))
