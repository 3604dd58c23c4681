"""The Python API as somebody uses it in a notebook, on the bundled graph."""

from __future__ import annotations

import datetime
import gc
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import networkx as nx
import polars as pl
import pytest

import accordgraph
from accordgraph import Answer, Graph
from accordgraph.graph.errors import DossierError, EngineError, QueryError
from accordgraph.graph.store.store import Store

FIRST_DAY = datetime.date(2023, 7, 3)
CZECH = "jit-ukraine-2022~cz~1~ua~1"


@pytest.fixture(scope="module", params=["ladybug", "oxigraph"])
def graph(request: pytest.FixtureRequest, bundled_store: Path) -> Iterator[Graph]:
    with accordgraph.open(bundled_store, engine=request.param) as opened:
        yield opened


# ---------------------------------------------------------------- who, since when
def test_who_gives_held_links_and_says_what_it_left_out(graph: Graph) -> None:
    answer = graph.who("Ukraine")
    assert {row["held"] for row in answer} == {True}
    everything = graph.who("Ukraine", all=True)
    assert len(everything) - len(answer) == 1
    assert answer.notes[-1] == "1 link is reported, but we do not consider it true; all=True includes it."
    assert everything.notes == answer.notes[:-1]


def test_who_on_a_day_takes_a_date_or_text(graph: Graph) -> None:
    by_text = graph.who("NABU", on="2024-04-10")
    assert by_text == graph.who("NABU", on=datetime.date(2024, 4, 10))
    assert [(row["partner"], row["in_force"]) for row in by_text] == [("eppo", "presumably"), ("jica", "possibly")]


def test_with_bodies_asks_for_parts_too(graph: Graph) -> None:
    assert len(graph.who("Ukraine", with_bodies=True)) > len(graph.who("Ukraine"))


def test_since_and_show_tell_of_the_link_that_is_denied(graph: Graph) -> None:
    by_treaty, link = graph.since("Czech Republic", "Ukraine")
    assert (by_treaty["basis"], by_treaty["held"]) == ("uncac", True)
    assert (link["cooperation"], link["held"], link["standing"]) == (CZECH, False, "disputed")
    about_link = graph.show(CZECH)
    assert (about_link.id, about_link.class_) == (CZECH, "Cooperation")
    assert {row["stance"] for row in about_link.answers["evidence"]} == {"asserts", "denies"}


def test_names_follow_the_language(bundled_store: Path) -> None:
    with accordgraph.open(bundled_store, lang="uk") as graph:
        assert "Європейська прокуратура" in graph.who("NABU")["partner_name"]
        assert graph.network().nodes["ua"]["name"] == "Україна"
        assert graph.find("Європейська прокуратура")[0]["id"] == "eppo"


# ---------------------------------------------------------------- networks
def test_computed_questions_are_methods_too(graph: Graph) -> None:
    assert graph.path("JICA", "EPPO") == graph.ask("path", actor="jica", partner="eppo")
    assert graph.brokers() == graph.ask("brokers")
    assert graph.communities(on="2024-04-10") == graph.ask("communities", day="2024-04-10")
    assert graph.degrees(on="2024-04-10") == graph.ask("degrees", day=datetime.date(2024, 4, 10))
    assert min(map(len, (graph.brokers(), graph.communities(), graph.degrees(), graph.path("JICA", "EPPO")))) >= 2


def test_network_has_an_edge_for_each_link_with_dates_and_standing(graph: Graph) -> None:
    network = graph.network()
    assert isinstance(network, nx.MultiGraph)
    held = {row["cooperation"] for row in graph.ask("cooperations") if row["held"]}
    keys = {key for _, _, key in network.edges(keys=True)}
    assert {key for key in keys if not key.startswith("uncac~")} == held
    assert {"ua", "pl"} <= {end for a, b, key in network.edges(keys=True) if key not in held for end in (a, b)}
    assert len(held) > 50
    assert network.nodes["nabu"] == {
        "name": "National Anti-Corruption Bureau of Ukraine",
        "acronym": "NABU",
        "kind": "agency",
        "subtype": network.nodes["nabu"]["subtype"],
        "jurisdiction": "UA",
    }
    edge = network["nabu"]["eppo"]["eppo-nabu-2023~eppo~1~nabu~1"]
    assert (edge["since"], edge["since_earliest"], edge["until_latest"]) == ("2023-07-03", FIRST_DAY, None)
    assert (edge["basis"], edge["kind"], edge["standing"], edge["held"]) == (
        "eppo-nabu-2023",
        "agreement",
        "confirmed",
        True,
    )
    assert "in_force" not in edge
    kinds: set[frozenset[str]] = {frozenset(attributes) for _, _, attributes in network.edges(data=True)}
    assert len(kinds) == 1


def test_network_is_what_the_questions_are_asked_of(graph: Graph) -> None:
    simple = nx.Graph(graph.network())
    scores = nx.betweenness_centrality(simple)
    assert {row["actor"]: row["betweenness"] for row in graph.brokers()} == pytest.approx(scores, rel=5e-4)
    links = {str(row["actor"]): int(str(row["links"])) for row in graph.degrees()}
    edges = [(a, b) for a, b, edge in graph.network().edges(data=True) if edge["basis"] not in ("uncac",)]
    assert links == dict(nx.MultiGraph(edges).degree)
    assert len(graph.who("ua", basis="uncac")) > 5


def test_network_on_a_day_says_how_sure_each_link_is(graph: Graph) -> None:
    network = graph.network(on="2024-04-10")
    of_network = {key: edge["in_force"] for _, _, key, edge in network.edges(keys=True, data=True)}
    answer = graph.ask("in_force", day="2024-04-10")
    written = {row["cooperation"]: row["in_force"] for row in answer if row["held"]}
    convention = {row["cooperation"]: row["in_force"] for row in graph.who("ua", on="2024-04-10", basis="uncac")}
    assert len(convention) > 5
    assert {key: of_network[key] for key in (written | convention)} == written | convention
    assert all(key.startswith("uncac~") for key in of_network if key not in written)
    assert set(of_network.values()) == {"certainly", "presumably", "possibly"}
    assert set(network.nodes) <= set(graph.brokers(on="2024-04-10")["actor"])


def test_network_may_have_what_is_not_held(graph: Graph) -> None:
    everything = graph.network(held_only=False)
    keys = {key for _, _, key in everything.edges(keys=True)}
    assert {row["cooperation"] for row in graph.ask("cooperations")} == {one for one in keys if "uncac" not in one}
    assert everything["ua"]["cz"][CZECH]["held"] is False
    assert CZECH not in graph.network()["ua"]["cz"]


def test_network_is_the_same_on_both_engines(bundled_store: Path) -> None:
    with accordgraph.open(bundled_store) as one, accordgraph.open(bundled_store, engine="oxigraph") as other:
        networks = [graph.network(on="2024-04-10", held_only=False) for graph in (one, other)]
    assert list(networks[0].nodes(data=True)) == list(networks[1].nodes(data=True))
    assert list(networks[0].edges(keys=True, data=True)) == list(networks[1].edges(keys=True, data=True))


def test_draw_writes_one_file_and_gives_its_path(graph: Graph, tmp_path: Path) -> None:
    drawn = graph.draw(tmp_path / "nabu.html", about="NABU", on="2024-04-10")
    assert "European Public Prosecutor" in drawn.read_text(encoding="utf-8")
    with pytest.raises(accordgraph.InputError, match="cannot be written"):
        graph.draw(tmp_path / "no" / "folder.html")


# ---------------------------------------------------------------- any question, any query
def test_questions_show_what_ask_takes(graph: Graph) -> None:
    rows = {row["name"]: row for row in graph.questions()}
    assert rows["partners_on"]["parameters"] == "actor=nabu, day=2024-04-10, [with_bodies=true]"
    assert rows["brokers"]["parameters"] == "[day=2024-04-10]"
    assert str(rows["brokers"]["columns"]).startswith("rank, actor, ")
    assert "neighbours" not in rows


def test_both_languages_can_be_asked_whatever_the_engine(graph: Graph) -> None:
    by_cypher = graph.cypher(
        "MATCH (a:Actor)-[c:COOPERATES_WITH]-(p:Actor) WHERE a.id = $id AND c.held "
        "RETURN p.id AS partner, c.since_earliest AS first_day, c.held AS held ORDER BY partner",
        {"id": "nabu"},
    )
    by_sparql = graph.sparql(
        "PREFIX ag: <https://w3id.org/accordgraph/ns#> PREFIX actor: <https://w3id.org/accordgraph/id/actor/> "
        "SELECT (STRAFTER(STR(?p), STR(actor:)) AS ?partner) ?first_day ?held { ?c ag:party actor:nabu , ?p ; ag:held "
        "?held . OPTIONAL { ?c ag:sinceEarliest ?first_day } FILTER(?held && ?p != actor:nabu) } ORDER BY ?partner"
    )
    assert by_cypher.rows == by_sparql.rows
    assert by_cypher[0] == {"partner": "eppo", "first_day": FIRST_DAY, "held": True}
    types = [column.type for column in by_sparql.header.columns]
    assert types == ["text", "date", "boolean"]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("cypher", "CREATE (:Actor {id: 'x'})"),
        ("cypher", "MATCH (a:Actor) DELETE a"),
        ("cypher", "COPY (MATCH (a:Actor) RETURN a.id) TO 'out.csv'"),
        ("sparql", "SELECT * { SERVICE <http://localhost/> { ?a ?b ?c } }"),
        ("sparql", "INSERT DATA { <a:a> <a:a> <a:a> }"),
        ("cypher", "MATCH (a:Actor {id: $id}) RETURN a.id"),
        ("sparql", "SELECT"),
    ],
)
def test_what_writes_or_is_wrong_is_refused(graph: Graph, language: str, text: str) -> None:
    with pytest.raises((QueryError, EngineError)):
        getattr(graph, language)(text)
    assert len(graph.who("NABU")) == 3


def test_limits_can_be_set(graph: Graph) -> None:
    text = "MATCH (a:Actor) RETURN a.id AS id"
    assert len(graph.cypher(text)) > 40
    with pytest.raises(accordgraph.QueryError, match="more than 3 rows"):
        graph.cypher(text, limits=accordgraph.Limits(max_rows=3))


def test_an_empty_raw_answer_has_its_columns(graph: Graph) -> None:
    answer = graph.cypher("MATCH (a:Actor {id: 'nobody'}) RETURN a.id AS id")
    assert (answer.columns, len(answer)) == (("id",), 0)
    assert dict(answer.to_polars().schema) == {"id": pl.String}


# ---------------------------------------------------------------- errors
@pytest.mark.parametrize(
    ("call", "error", "words"),
    [
        (lambda graph: graph.who("NABUU"), accordgraph.NotFoundError, "Did you mean"),
        (lambda graph: graph.ask("brokrs"), accordgraph.NotFoundError, "brokers"),
        (lambda graph: graph.ask("partners"), accordgraph.UsageError, "needs actor"),
        (lambda graph: graph.ask("partners", aktor="ua"), accordgraph.UsageError, "no parameter aktor"),
        (lambda graph: graph.who("NABU", on="04/10/2024"), accordgraph.InputError, "2024-04-10"),
        (lambda graph: graph.network(on="04/10/2024"), accordgraph.InputError, "2024-04-10"),
        (lambda graph: graph.brokers(on=2024), accordgraph.InputError, "2024-04-10"),
        (lambda graph: graph.show("nothing"), accordgraph.NotFoundError, "nothing"),
    ],
)
def test_errors_are_of_one_tree_and_say_what_to_do(graph: Graph, call: Any, error: type[Exception], words: str) -> None:
    with pytest.raises(error, match=words):
        call(graph)
    assert issubclass(error, accordgraph.AccordError)


def test_a_store_that_is_not_there_is_not_made(tmp_path: Path) -> None:
    with pytest.raises(accordgraph.StoreError, match="There is no graph"):
        accordgraph.open(tmp_path / "none")
    assert not (tmp_path / "none").exists()


@pytest.mark.parametrize("options", [{"engine": "neo5j"}, {"lang": "de"}])
def test_another_engine_or_language_is_refused(bundled_store: Path, options: dict[str, str]) -> None:
    with pytest.raises(accordgraph.UsageError, match="There "):
        accordgraph.open(bundled_store, **options)


# ---------------------------------------------------------------- open and closed
def test_a_closed_graph_answers_no_more(bundled_store: Path) -> None:
    with accordgraph.open(bundled_store) as graph:
        assert len(graph.who("NABU")) == 3
    graph.close()
    for ask in (lambda: graph.who("NABU"), lambda: graph.find("NABU"), lambda: graph.sparql("ASK {}"), graph.network):
        with pytest.raises(accordgraph.StoreError, match="closed"):
            ask()
    assert repr(graph).startswith("<Graph snapshot 000001, ladybug, closed: 4")


def test_who_forgets_to_close_leaves_no_files_open(bundled_store: Path) -> None:
    graph = accordgraph.open(bundled_store)
    engine = graph._session.engine
    assert len(engine.query("MATCH (a:Actor) RETURN a.id LIMIT 1", {}).rows) == 1
    del graph
    gc.collect()
    with pytest.raises(EngineError, match="closed"):
        engine.query("MATCH (a:Actor) RETURN a.id LIMIT 1", {})


def test_a_graph_says_what_it_holds(graph: Graph) -> None:
    assert repr(graph).startswith("<Graph snapshot 000001, ")
    count = f"{len(graph.ask('cooperations'))} cooperations"
    assert count in repr(graph)
    assert count in graph._repr_html_()


# ---------------------------------------------------------------- loading
MINE = """
dossier: mine
recorded: 2026-01-01
sources:
  page: {kind: official, publisher: me, published: 2025-01-01}
actors:
  a: {kind: agency, name: {en: A}}
  b: {kind: agency, name: {en: B}}
bases:
  deal: {kind: agreement, form: memorandum, binds: signature, name: {en: Deal},
    says: [{source: page, acts: [{by: [a, b], type: signature, done: 2025-01-01}]}]}
"""


def test_load_takes_one_file_or_many_or_the_bundled_ones(tmp_path: Path) -> None:
    (tmp_path / "mine.yaml").write_text(MINE, encoding="utf-8")
    report = accordgraph.load(tmp_path / "mine.yaml", tmp_path / "store")
    assert (report.snapshot, report.is_new, list(report.changes)) == ("000001", True, ["mine"])
    with accordgraph.open(tmp_path / "store") as graph:
        assert graph.since("A", "B")["since"] == ["2025-01-01"]
        again = accordgraph.load([str(tmp_path / "mine.yaml")], tmp_path / "store")
        assert (again.snapshot, again.is_new) == ("000001", False)
        assert accordgraph.load(store=tmp_path / "store").snapshot == "000002"
        with pytest.raises(accordgraph.NotFoundError):
            graph.who("NABU")
    with accordgraph.open(tmp_path / "store") as graph:
        assert len(graph.who("NABU")) > 3


def test_load_of_a_bad_dossier_tells_every_fault_and_keeps_nothing(tmp_path: Path) -> None:
    (tmp_path / "bad.yaml").write_text(MINE.replace("kind: agency", "kynd: agency"), encoding="utf-8")
    with pytest.raises(DossierError) as caught:
        accordgraph.load(tmp_path / "bad.yaml", tmp_path / "store")
    assert len(caught.value.faults) >= 2
    assert Store(tmp_path / "store").current_name() is None


def test_what_is_wrong_is_warned_of_where_the_rest_is_loaded(tmp_path: Path) -> None:
    (tmp_path / "bad.yaml").write_text(MINE.replace("b: {kind: agency", "b: {kynd: 1, kind: agency"), encoding="utf-8")
    with pytest.warns(UserWarning, match="kynd") as caught:
        accordgraph.load(tmp_path / "bad.yaml", tmp_path / "store", keep_going=True)
    assert {Path(one.filename).name for one in caught} == {"test_graph.py"}
    with accordgraph.open(tmp_path / "store") as graph:
        assert len(graph.since("A", "B")) == 1


# ---------------------------------------------------------------- the package
def test_the_package_starts_light_and_lists_its_names() -> None:
    program = (
        "import sys, accordgraph\n"
        "names = set(dir(accordgraph))\n"
        "assert {'open', 'load', 'Graph', 'Answer', 'NotFoundError', '__version__'} <= names, names\n"
        "print(len(sys.modules), 'accordgraph.api' in sys.modules)\n"
        "accordgraph.open\n"
        "heavy = {'polars', 'networkx', 'rdflib', 'numpy', 'pandas', 'scipy', 'ladybug', 'pyoxigraph', 'rich'}\n"
        "print(sorted(heavy & set(sys.modules)))\n"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[0].endswith("False")
    assert done.stdout.splitlines()[1] == "[]"


def test_a_star_import_leaves_the_open_of_python_alone() -> None:
    names: dict[str, Any] = {}
    exec("from accordgraph import *", names)
    assert names["Answer"] is Answer
    assert "open" not in names
    with pytest.raises(AttributeError, match="no attribute 'opne'"):
        _ = accordgraph.opne  # type: ignore[attr-defined]
