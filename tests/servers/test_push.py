"""Pushing to real servers: what arrives, what is left alone, and what becomes of a push that is cut off."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from urllib.parse import urlencode

import pytest
from commands import run
from places import GRAPH, HOSTILE, ID, NS, Place, differences, dying, push
from servers import Fuseki, Neo4j
from small_store import DAY, batch
from telling import Story

from accordgraph.graph.errors import LockedError, TargetError
from accordgraph.graph.log import Batch
from accordgraph.graph.push import sparql
from accordgraph.graph.push.changes import Counts
from accordgraph.graph.push.marker import Marker
from accordgraph.graph.push.opening import opened
from accordgraph.graph.push.pushing import Pushed, Wish
from accordgraph.graph.push.sides import Advance, Side
from accordgraph.graph.store import Store
from accordgraph.graph.targets import connect, resolve
from accordgraph.graph.targets.web import SparqlConnection
from accordgraph.queries.opening import open_engine
from accordgraph.queries.plans import fetch, plan


@pytest.fixture(params=["neo4j", "default graph", "named graph", "named graph of a union"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Place:
    server: Neo4j | Fuseki = request.getfixturevalue("neo4j" if request.param == "neo4j" else "fuseki")
    named = f"?{urlencode({'graph': GRAPH})}"
    if isinstance(server, Neo4j):
        address = server.url
    else:
        endings = {"default graph": "", "named graph": named, "named graph of a union": named}
        address = server.url("union" if "union" in request.param else "ds") + endings[request.param]
    return Place(server, resolve(address, tmp_path), address)


@pytest.fixture
def store(tmp_path: Path) -> Store:
    """A team of Ukraine, Lithuania and Estonia."""
    store = Store(tmp_path / "store")
    store.load([batch("ee")])
    return store


def changed(done: Pushed) -> dict[str, Counts]:
    return {name: counts for name, counts in done.counts.items() if any(counts)}


# ---------------------------------------------------------------- what arrives
def test_all_arrives_and_a_second_push_changes_nothing(place: Place, store: Store) -> None:
    first = push(place, store)
    assert (first.snapshot, first.before, first.counts["Actor"]) == ("000001", None, Counts(3, 0, 0))
    assert differences(place, store) == []
    again = push(place, store)
    assert (again.before, changed(again)) == ("000001", {})


def test_only_the_difference_is_written(place: Place, store: Store) -> None:
    push(place, store)
    store.load([batch("lv")])
    told = push(place, store, Wish(dry=True))
    assert told.counts["Actor"] == Counts(1, 0, 1)
    assert told.counts["Participation"] == Counts(1, 0, 1)
    assert differences(place, store) != []
    assert push(place, store).counts == told.counts
    assert differences(place, store) == []


def test_what_is_there_is_read_back_where_the_store_no_longer_has_it(
    place: Place, store: Store, tmp_path: Path
) -> None:
    push(place, store)
    other = Store(tmp_path / "other")
    other.load([batch("lv", "sk")])
    done = push(place, other)
    assert done.counts["Actor"] == Counts(2, 0, 1)
    assert differences(place, other) == []


def test_a_full_push_mends_what_somebody_has_changed(place: Place, store: Store) -> None:
    push(place, store)
    if isinstance(place.server, Neo4j):
        place.cypher(
            "MATCH (a:Actor {id: 'ua'}) SET a.kind = 'agency' WITH a MATCH (a)-[e:PARTICIPATES_IN]->() DELETE e"
        )
        place.cypher(
            "MATCH (a:Actor {id: 'lt'})-[e:PARTICIPATES_IN]->(b) CREATE (a)-[f:PARTICIPATES_IN]->(b) SET f = e"
        )
    else:
        place.sparql(f'<{ID}actor/ua> <{NS}kind> "agency" . <{ID}actor/lt> <{NS}partOf> <{ID}actor/ua> ')
    assert differences(place, store) != []
    assert changed(push(place, store)) == {}  # by the marker, all is there
    assert changed(push(place, store, Wish(full=True))) != {}
    assert differences(place, store) == []


def test_hostile_texts_arrive_as_they_are(place: Place, tmp_path: Path) -> None:
    story = Story().source("d", "editorial").source("page")
    for number, text in enumerate(HOSTILE):
        story.actors(f"a{number}").say("actor", "d", "name", text or " ", thing=f"a{number}", lang="en")
        story.say("actor", "d", "alias", f"{text} too", thing=f"a{number}")
    store = Store(tmp_path / "store")
    store.load([Batch("d", DAY, story.statements())])
    push(place, store)
    assert differences(place, store) == []
    done = run("pull", place.address, store=store.path)
    assert (done.returncode, done.stderr.count("has the graph of the store")) == (0, 1)


# ---------------------------------------------------------------- what is left alone
def test_what_is_not_ours_survives(place: Place, store: Store) -> None:
    push(place, store)
    place.strange()
    before = place.strangers()
    assert len(before) >= 2
    store.load([batch("lv")])
    push(place, store)
    assert place.strangers() == before
    push(place, store, Wish(full=True))
    assert place.strangers() == before
    assert differences(place, store) == []


def test_a_node_that_others_point_to_is_let_go_and_not_torn_out(neo4j: Neo4j, store: Store, tmp_path: Path) -> None:
    place = Place(neo4j, resolve(neo4j.url, tmp_path), neo4j.url)
    push(place, store)
    place.cypher("MATCH (a:Actor {id: 'ee'}) CREATE (:Note {text: 'mine'})-[:ABOUT]->(a)")
    store.load([batch("lv")])
    push(place, store)
    assert place.cypher("MATCH (:Note)-[:ABOUT]->(a) RETURN labels(a), properties(a)") == [
        [["AccordGraphFormer"], {"id": "ee"}]
    ]
    assert differences(place, store) == []


def test_a_node_that_others_wrote_on_is_let_go_with_what_they_wrote(neo4j: Neo4j, store: Store, tmp_path: Path) -> None:
    place = Place(neo4j, resolve(neo4j.url, tmp_path), neo4j.url)
    store.load([batch("lv", "sk")])
    push(place, store)
    place.cypher("MATCH (a:Actor {id: 'sk'}) SET a:Watch")
    place.cypher("MATCH (a:Actor {id: 'lv'}) SET a.note = 'mine'")
    store.load([batch("ee")])
    push(place, store)
    former = (
        "MATCH (a:AccordGraphFormer) "
        "RETURN [label IN labels(a) WHERE label <> 'AccordGraphFormer'], properties(a) ORDER BY a.id"
    )
    assert place.cypher(former) == [[[], {"id": "lv", "note": "mine"}], [["Watch"], {"id": "sk"}]]
    assert differences(place, store) == []


def test_nodes_of_others_with_our_labels_are_refused(neo4j: Neo4j, store: Store, tmp_path: Path) -> None:
    place = Place(neo4j, resolve(neo4j.url, tmp_path), neo4j.url)
    place.cypher("CREATE (:Actor {id: 'ua', name: 'Uma'}), (:Source {id: 7})")
    done = run("push", neo4j.url, store=store.path)
    assert done.returncode == 3
    assert "not ours and bear our labels: 1 Actor (such as ua), 1 Source (such as 7)" in done.stderr
    assert place.cypher("MATCH (n) RETURN count(n)") == [[2]]


def test_things_of_others_that_are_of_our_classes_are_refused(fuseki: Fuseki, store: Store, tmp_path: Path) -> None:
    place = Place(fuseki, resolve(fuseki.url(), tmp_path), fuseki.url())
    place.sparql(f"<http://e/uma> a <{NS}Actor>")
    done = run("push", fuseki.url(), store=store.path)
    assert done.returncode == 3
    assert "not ours and are of our classes: 1 Actor (such as http://e/uma)" in done.stderr
    assert place.select("?s ?p ?o", "?s ?p ?o") == [
        ["http://e/uma", "http://www.w3.org/1999/02/22-rdf-syntax-ns#type", f"{NS}Actor"]
    ]
    named = f"{fuseki.url()}?{urlencode({'graph': GRAPH})}"
    assert run("push", named, store=store.path).returncode == 0


# ---------------------------------------------------------------- cut off
def test_a_server_that_is_killed_in_the_middle_has_exactly_the_graph_after_the_next_push(
    place: Place, store: Store
) -> None:
    server = place.server
    assert server is not None
    after = 5 if isinstance(server, Neo4j) else 1  # a graph as small as this is a single request
    with pytest.raises(TargetError):
        push(place, store, progress=dying(server.kill, after))
    server.start()
    with opened(place.target) as side:
        marker = side.marker()
    assert marker is not None
    assert marker.state == "pushing"
    push(place, store)
    assert differences(place, store) == []


def test_a_push_that_is_killed_is_taken_over_by_the_next_one(place: Place, store: Store) -> None:
    program = (
        "import os, signal, sys\n"
        "from places import Place, dying, push\n"
        "from pathlib import Path\n"
        "from accordgraph.graph.store import Store\n"
        "from accordgraph.graph.targets import resolve\n"
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
    with opened(place.target) as side:
        marker = side.marker()
    assert marker is not None
    assert (marker.state, marker.is_alive) == ("pushing", False)
    assert run("pull", place.address, store=store.path).returncode == 3
    push(place, store)
    assert differences(place, store) == []


def test_a_push_that_fails_says_so_at_the_target(place: Place, store: Store) -> None:
    def stop() -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        push(place, store, progress=dying(stop, 1))
    with opened(place.target) as side:
        marker = side.marker()
    assert marker is not None
    assert marker.state == "cut-off"
    push(place, store)
    assert differences(place, store) == []


def test_a_push_that_finds_something_missing_lets_nobody_ask_what_is_left(place: Place, store: Store) -> None:
    push(place, store)
    if isinstance(place.server, Neo4j):
        place.cypher("MATCH (a:Actor {id: 'ee'}) DETACH DELETE a")
    else:
        place.unsay(f"<{ID}actor/ee> ?p ?o")
    done = run("push", place.address, store=store.path)
    assert (done.returncode, "2 of 3 Actor" in done.stderr) == (3, True)
    asked = run("who", "lt", "--engine", place.address, store=store.path)
    assert (asked.returncode, asked.stdout) == (3, "")
    assert "was cut off" in asked.stderr
    push(place, store)
    assert differences(place, store) == []


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
def begin(side: Side, store: Store) -> Marker:
    """A push of another machine that has just begun."""
    manifest = store.snapshot().manifest
    marker = replace(Marker.pushing("000001", "other", manifest["vocabulary"], "now"), host="elsewhere")
    assert side.take(marker, side.marker())
    return marker


def test_of_two_pushes_at_once_one_is_refused_unless_it_takes_over(place: Place, store: Store) -> None:
    with opened(place.target) as side:
        begin(side, store)
        with pytest.raises(LockedError, match="on elsewhere, since now"):
            push(place, store)
        done = run("push", place.address, store=store.path)
        assert (done.returncode, "--take-over" in done.stderr) == (3, True)
        assert run("push", place.address, "--take-over", store=store.path).returncode == 0
    assert differences(place, store) == []


def test_one_that_was_taken_over_stops_and_spoils_nothing(place: Place, store: Store) -> None:
    def rob() -> None:
        with opened(place.target) as side:
            begin(side, store)

    with pytest.raises(LockedError, match=r"taken over|at work"):
        push(place, store, progress=dying(rob, 1))
    with opened(place.target) as side:
        marker = side.marker()
        assert marker is not None
        assert (marker.host, marker.state) == ("elsewhere", "pushing")


def test_what_lands_late_of_one_that_was_taken_over_is_not_called_whole(
    fuseki: Fuseki, store: Store, tmp_path: Path
) -> None:
    place = Place(fuseki, resolve(fuseki.url(), tmp_path), fuseki.url())
    with opened(place.target) as side:
        begin(side, store)
    late = f"<{ID}actor/lt> <{NS}partOf> <{ID}actor/ua> "
    with pytest.raises(TargetError, match="1 things are otherwise"):
        push(place, store, Wish(take_over=True), dying(lambda: place.sparql(late), 1))
    with opened(place.target) as side:
        marker = side.marker()
    assert marker is not None
    assert marker.state == "cut-off"
    push(place, store)
    assert differences(place, store) == []


def test_what_is_taken_away_or_added_by_update_depends_on_the_marker(
    fuseki: Fuseki, store: Store, tmp_path: Path
) -> None:
    place = Place(fuseki, resolve(fuseki.url(), tmp_path), fuseki.url())
    push(place, store)
    mine, more = f"<{ID}actor/lt> a <{NS}Actor> .", f"<{ID}actor/lt> <{NS}partOf> <{ID}actor/ua> ."
    with opened(place.target) as side, connect(place.target) as connection:
        marker = side.marker()
        assert marker is not None and isinstance(connection, SparqlConnection)
        for text in (sparql.delete(mine, None, "another"), sparql.insert(more, None, "another")):
            connection.update(text)
        assert differences(place, store) == []
        for text in (sparql.delete(mine, None, marker.token), sparql.insert(more, None, marker.token)):
            connection.update(text)
        assert len(differences(place, store)) > 1


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


def test_of_two_that_begin_at_the_same_moment_one_wins(place: Place, store: Store) -> None:
    with opened(place.target) as one, opened(place.target) as other:
        seen = other.marker()
        begin(one, store)
        mine = Marker.pushing("000001", "x", "y", "now")
        assert not other.take(mine, seen)
        assert not other.settle(mine.with_state("whole"))


# ---------------------------------------------------------------- the command line
def test_the_commands_tell_what_they_did(place: Place, store: Store) -> None:
    dry = run("push", place.address, "--dry-run", "--format", "json", store=store.path)
    assert "Nothing was written" in dry.stderr
    assert run("pull", place.address, store=store.path).returncode == 3
    assert "Nothing was pushed there" in run("push", place.address, "--check", store=store.path).stderr
    done = run("push", place.address, "--format", "json", store=store.path)
    assert json.loads(done.stdout) == json.loads(dry.stdout)
    assert "has snapshot 000001; before, it had nothing of ours" in done.stderr
    assert run("push", place.address, "--check", "--format", "csv", store=store.path).stdout == (
        "name,difference,thing,detail\n"
    )


def test_check_goes_with_nothing_that_writes(store: Store) -> None:
    done = run("push", "bolt://localhost", "--check", "--full", store=store.path)
    assert (done.returncode, "--check only reads" in done.stderr) == (2, True)


def test_check_names_what_differs(place: Place, store: Store, tmp_path: Path) -> None:
    push(place, store)
    store.load([batch("lv")])
    found = run("push", place.address, "--check", "--format", "json", store=store.path)
    assert found.returncode == 3
    assert "differs from the store in" in found.stderr
    named = {(row["name"], row["difference"], row["thing"]) for row in json.loads(found.stdout)}
    assert {("Actor", "missing", "lv"), ("Actor", "foreign", "ee")} <= named
    pulled = run("pull", place.address, "--format", "json", "-o", str(tmp_path / "tables"), store=store.path)
    assert pulled.returncode == 3
    actors = next(row for row in json.loads(pulled.stdout) if row["table"] == "actors")
    assert (actors["rows"], actors["there"], actors["missing"], actors["foreign"]) == (3, 3, 1, 1)
    assert (tmp_path / "tables" / "actors.parquet").exists()
