"""Pushing to real servers: what arrives, what is left alone, and what the commands tell."""

from __future__ import annotations

import json
from pathlib import Path
from urllib.parse import urlencode

from programs.running import run
from real_servers.all_targets import GRAPH
from real_servers.java_servers import Neo4j
from real_servers.server_targets import HOSTILE, ID, NS, Place, differences, push
from worlds.small_store import DAY, batch
from worlds.statement_builder import Story

from accordgraph.graph.servers.push.diff import Counts
from accordgraph.graph.servers.push.push import Pushed, PushOptions
from accordgraph.graph.statements.log import Batch
from accordgraph.graph.store.store import Store


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
    planned = push(place, store, PushOptions(dry=True))
    assert planned.counts["Actor"] == Counts(1, 0, 1)
    assert planned.counts["Participation"] == Counts(1, 0, 1)
    assert differences(place, store) != []
    assert push(place, store).counts == planned.counts
    assert differences(place, store) == []


def test_things_are_found_by_their_aliases_too(on_neo4j: Place, tmp_path: Path) -> None:
    story = Story().source("d", "editorial").actors("ua", "lt", "plain")
    for thing, alias, lang in (("ua", "Ucraina", None), ("ua", "Urkaine", "en"), ("lt", "Литва", "uk")):
        story.say("actor", "d", "alias", alias, thing=thing, lang=lang)
    story.basis("team", binds="signature").say("basis", "d", "alias", "The team of 2022", thing="team")
    store = Store(tmp_path / "aliases")
    store.load([Batch("d", DAY, story.statements())])
    push(on_neo4j, store)
    text = "MATCH (n:AccordGraph) WHERE n:Actor OR n:Basis RETURN n.id AS id, n.aliases AS aliases ORDER BY id"
    assert [tuple(row) for row in on_neo4j.cypher(text)] == [
        ("lt", "Литва"),
        ("plain", None),
        ("team", "The team of 2022"),
        ("ua", "Ucraina; Urkaine"),
    ]
    assert differences(on_neo4j, store) == []


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
    assert changed(push(place, store, PushOptions(full=True))) != {}
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
    push(place, store, PushOptions(full=True))
    assert place.strangers() == before
    assert differences(place, store) == []


def test_a_node_that_others_point_to_is_let_go_and_not_torn_out(on_neo4j: Place, store: Store) -> None:
    push(on_neo4j, store)
    on_neo4j.cypher("MATCH (a:Actor {id: 'ee'}) CREATE (:Note {text: 'mine'})-[:ABOUT]->(a)")
    store.load([batch("lv")])
    push(on_neo4j, store)
    assert on_neo4j.cypher("MATCH (:Note)-[:ABOUT]->(a) RETURN labels(a), properties(a)") == [
        [["AccordGraphFormer"], {"id": "ee"}]
    ]
    assert differences(on_neo4j, store) == []


def test_a_node_that_others_wrote_on_is_let_go_with_what_they_wrote(on_neo4j: Place, store: Store) -> None:
    store.load([batch("lv", "sk")])
    push(on_neo4j, store)
    on_neo4j.cypher("MATCH (a:Actor {id: 'sk'}) SET a:Watch")
    on_neo4j.cypher("MATCH (a:Actor {id: 'lv'}) SET a.note = 'mine'")
    store.load([batch("ee")])
    push(on_neo4j, store)
    former = (
        "MATCH (a:AccordGraphFormer) "
        "RETURN [label IN labels(a) WHERE label <> 'AccordGraphFormer'], properties(a) ORDER BY a.id"
    )
    assert on_neo4j.cypher(former) == [[[], {"id": "lv", "note": "mine"}], [["Watch"], {"id": "sk"}]]
    assert differences(on_neo4j, store) == []


def test_nodes_of_others_with_our_labels_are_refused(on_neo4j: Place, store: Store) -> None:
    on_neo4j.cypher("CREATE (:Actor {id: 'ua', name: 'Uma'}), (:Source {id: 7})")
    done = run("push", on_neo4j.address, store=store.path)
    assert done.returncode == 3
    assert "not ours and bear our labels: 1 Actor (such as ua), 1 Source (such as 7)" in done.stderr
    assert on_neo4j.cypher("MATCH (n) RETURN count(n)") == [[2]]


def test_things_of_others_that_are_of_our_classes_are_refused(on_fuseki: Place, store: Store) -> None:
    on_fuseki.sparql(f"<http://e/uma> a <{NS}Actor>")
    done = run("push", on_fuseki.address, store=store.path)
    assert done.returncode == 3
    assert "not ours and are of our classes: 1 Actor (such as http://e/uma)" in done.stderr
    assert on_fuseki.select("?s ?p ?o", "?s ?p ?o") == [
        ["http://e/uma", "http://www.w3.org/1999/02/22-rdf-syntax-ns#type", f"{NS}Actor"]
    ]
    named = f"{on_fuseki.address}?{urlencode({'graph': GRAPH})}"
    assert run("push", named, store=store.path).returncode == 0


# ---------------------------------------------------------------- the command line
def test_the_commands_tell_what_they_did(place: Place, store: Store) -> None:
    dry = run("push", place.address, "--dry-run", "--format", "json", store=store.path)
    assert "Nothing was written" in dry.stderr
    assert run("pull", place.address, store=store.path).returncode == 3
    assert "Nothing was pushed there" in run("push", place.address, "--check", store=store.path).stderr
    done = run("push", place.address, "--format", "json", store=store.path)
    assert json.loads(done.stdout) == json.loads(dry.stdout)
    assert "has snapshot 000001; before, it had no accordgraph data" in done.stderr
    assert run("push", place.address, "--check", "--format", "csv", store=store.path).stdout == (
        "name,difference,thing,detail\n"
    )


def test_check_goes_with_nothing_that_writes(store: Store) -> None:
    done = run("push", "bolt://localhost", "--check", "--full", store=store.path)
    assert (done.returncode, "--check only reads" in done.stderr) == (2, True)


def test_check_names_what_differs(place: Place, store: Store, tmp_path: Path) -> None:
    push(place, store)
    store.load([batch("lv")])
    done = run("push", place.address, "--check", "--format", "json", store=store.path)
    assert done.returncode == 3
    assert "differs from the store in" in done.stderr
    named = {(row["name"], row["difference"], row["thing"]) for row in json.loads(done.stdout)}
    assert {("Actor", "missing", "lv"), ("Actor", "foreign", "ee")} <= named
    pulled = run("pull", place.address, "--format", "json", "-o", str(tmp_path / "tables"), store=store.path)
    assert pulled.returncode == 3
    actors = next(row for row in json.loads(pulled.stdout) if row["table"] == "actors")
    assert (actors["rows"], actors["there"], actors["missing"], actors["foreign"]) == (3, 3, 1, 1)
    assert (tmp_path / "tables" / "actors.parquet").exists()
