"""The graph as objects of other libraries, used as their own documentation teaches, and what is loaded from Python."""

from __future__ import annotations

import datetime
import json
import warnings
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import networkx as nx
import pandas as pd
import polars as pl
import pytest
from playwright.sync_api import Browser
from pyvis.network import Network
from rdflib import RDF, URIRef

import accordgraph
from accordgraph.diagrams.svg.styles import DASHES
from accordgraph.graph.errors import DossierError, InputError, UsageError
from accordgraph.graph.statements.statement import STATEMENTS

NS = "https://w3id.org/accordgraph/ns#"
ID = "https://w3id.org/accordgraph/id/"
DOSSIER: dict[str, Any] = {
    "dossier": "mine",
    "recorded": datetime.date(2026, 1, 31),
    "sources": {"news": {"kind": "official", "publisher": "one", "published": "2018-09-28"}},
    "actors": {"one": {"kind": "agency", "name": {"en": "One\u202e </script>"}}, "two": {"kind": "agency"}},
    "bases": {
        "memo": {
            "kind": "agreement",
            "form": "memorandum",
            "binds": "signature",
            "name": {"en": "Memorandum with an href=x"},
            "says": [{"source": "news", "acts": [{"by": ("one", "two"), "type": "signature", "done": "2018-09"}]}],
        }
    },
}


@pytest.fixture(scope="module")
def graph(bundled_store: Path) -> Iterator[accordgraph.Graph]:
    with accordgraph.open(bundled_store) as opened:
        yield opened


@pytest.fixture(scope="module")
def mine(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with the dossier, loaded from a dictionary."""
    store = tmp_path_factory.mktemp("mine") / "store"
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        accordgraph.load(DOSSIER, store)
    return store


# ---------------------------------------------------------------- networkx
@pytest.mark.parametrize("on", [None, "2024-04-10"])
def test_every_writer_of_networkx_takes_the_plain_network(
    graph: accordgraph.Graph, tmp_path: Path, on: str | None
) -> None:
    network = graph.network(plain=True, on=on)
    assert len(network) > 20
    for write, read in (
        (nx.write_gexf, nx.read_gexf),
        (nx.write_graphml, nx.read_graphml),
        (nx.write_gml, nx.read_gml),
    ):
        path = tmp_path / "network"
        write(network, path)
        again = read(path)
        assert len(again) == len(network) and again.number_of_edges() == network.number_of_edges()
    text = json.dumps(nx.node_link_data(network, edges="links"))
    again = nx.node_link_graph(json.loads(text), edges="links")
    assert again.nodes["nabu"]["label"] == "National Anti-Corruption Bureau of Ukraine"
    assert list(again.nodes(data=True)) == list(network.nodes(data=True))


def test_plain_attributes_are_those_of_the_network(graph: accordgraph.Graph) -> None:
    network, plain = graph.network(held_only=False), graph.network(held_only=False, plain=True)
    edges = {key: attributes for _, _, key, attributes in plain.edges(keys=True, data=True)}
    assert len(edges) == network.number_of_edges() > 50
    for _, _, key, attributes in network.edges(keys=True, data=True):
        known = {name: value for name, value in attributes.items() if value is not None}
        texts = {n: v.isoformat() if isinstance(v, datetime.date) else v for n, v in known.items()}
        assert edges[key] == {"label": attributes["basis_name"], **texts}


def test_characters_that_xml_forbids_are_written_out(mine: Path, tmp_path: Path) -> None:
    with accordgraph.open(mine) as graph:
        nx.write_gexf(graph.network(plain=True), tmp_path / "a.gexf")
    assert nx.read_gexf(tmp_path / "a.gexf").nodes["one"]["label"] == "One\\u202e </script>"


def test_pyvis_takes_the_plain_network(graph: accordgraph.Graph) -> None:
    drawn = Network()
    drawn.from_nx(graph.network(plain=True))
    assert "nabu" in drawn.get_nodes() and len(drawn.edges) > 20


# ---------------------------------------------------------------- pyvis
def test_pyvis_has_every_link_and_takes_its_own_calls(graph: accordgraph.Graph, tmp_path: Path) -> None:
    drawn = graph.pyvis()
    assert isinstance(drawn, Network)
    assert len(drawn.edges) == graph.network().number_of_edges() > 50
    drawn.add_node("me", label="My institute")
    drawn.add_edge("me", "nabu", title="mine")
    drawn.barnes_hut(gravity=-5000)
    drawn.toggle_physics(False)
    drawn.write_html(str(tmp_path / "network.html"))
    page = (tmp_path / "network.html").read_text(encoding="utf-8")
    assert "My institute" in page and "-5000" in page
    assert [part for part in ("http://", "https://") if f'src="{part}' in page or f'href="{part}' in page] == []


def test_links_look_and_speak_as_in_our_own_pictures(graph: accordgraph.Graph) -> None:
    links = graph.picture(view="actors").diagram.links
    ours = Counter((link.look, link.words.since, link.words.standing) for link in links if link.held)
    dashes = {str(DASHES[look]): look for look in DASHES}
    drawn = [(dashes[str(edge["dashes"])], edge["title"].split("\n")) for edge in graph.pyvis().edges]
    assert {look for look, _ in drawn} >= {look for look, _, _ in ours} > {"held"}
    said = Counter((look, lines[1].partition(": ")[2], lines[-1].partition(": ")[2]) for look, lines in drawn)
    assert not ours - said


def test_a_disputed_link_looks_otherwise_and_says_so(graph: accordgraph.Graph) -> None:
    standings = {edge["title"].splitlines()[-1]: edge["dashes"] for edge in graph.pyvis(held_only=False).edges}
    assert [words for words in standings if "disputed" in words]
    assert all(dashes for words, dashes in standings.items() if "disputed" in words)


def test_the_page_of_pyvis_works_in_a_browser(browser: Browser, mine: Path, tmp_path: Path) -> None:
    with accordgraph.open(mine) as graph:
        drawn = graph.pyvis()
    drawn.add_node("me", label="My institute")
    drawn.add_edge("me", "one")
    drawn.toggle_physics(False)
    drawn.write_html(str(tmp_path / "network.html"))
    context = browser.new_context(offline=True)
    page, errors, requests = context.new_page(), [], []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on("request", lambda request: requests.append(request.url))
    page.goto((tmp_path / "network.html").as_uri())
    page.wait_for_function("typeof network === 'object' && network.getPositions().me !== undefined", timeout=60_000)
    assert page.evaluate("[nodes.get('me').label, nodes.length, edges.length]") == ["My institute", 3, 2]
    assert page.evaluate("nodes.get('one').title").startswith("One\\u202e </script>")
    assert (errors, [url for url in requests if not url.startswith("file:")]) == ([], [])
    context.close()


STAND = "Object.entries(network.getPositions()).sort().map(([id, at]) => [id, Math.round(at.x), Math.round(at.y)])"
"""Where the nodes of a page of pyvis are."""


def test_a_page_of_pyvis_shows_all_nodes_in_their_places_at_once(
    browser: Browser, graph: accordgraph.Graph, tmp_path: Path
) -> None:
    drawn = graph.pyvis()
    drawn.write_html(str(tmp_path / "network.html"))
    context = browser.new_context(offline=True)
    page = context.new_page()
    page.goto((tmp_path / "network.html").as_uri())
    page.evaluate("() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")
    assert page.evaluate(STAND) == sorted([node["id"], node["x"], node["y"]] for node in drawn.nodes)
    inside = "network.getScale() > 0.1 && Object.values(network.getPositions()).map(at => network.canvasToDOM(at))"
    size = "[document.getElementById('mynetwork').clientWidth, document.getElementById('mynetwork').clientHeight]"
    wide, high = page.evaluate(size)
    assert [at for at in page.evaluate(inside) if not (0 < at["x"] < wide and 0 < at["y"] < high)] == []
    context.close()


def test_nodes_of_pyvis_that_move_are_seen_from_the_first(
    browser: Browser, graph: accordgraph.Graph, tmp_path: Path
) -> None:
    drawn = graph.pyvis()
    for number in range(100):  # above 100 nodes pyvis lays a veil over the picture
        drawn.add_node(f"more-{number}", x=20 * number, y=0)
    drawn.toggle_physics(True)
    drawn.write_html(str(tmp_path / "network.html"))
    context = browser.new_context(offline=True)
    page = context.new_page()
    page.goto((tmp_path / "network.html").as_uri())
    page.evaluate("() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")
    assert page.locator("#mynetwork canvas").is_visible()
    assert page.locator("#loadingBar").is_hidden()
    drawn.toggle_stabilization(True)
    assert 'id="loadingBar" hidden' not in drawn.generate_html()
    context.close()


def test_links_of_one_pair_are_bent_apart(graph: accordgraph.Graph) -> None:
    bends: dict[frozenset[str], list[float]] = {}
    for edge in graph.pyvis().edges:
        turned = "curvedCW" if edge["from"] < edge["to"] else "curvedCCW"
        smooth = edge["smooth"]
        aside = smooth["roundness"] * (1 if smooth["type"] == turned else -1) if smooth["enabled"] else 0.0
        bends.setdefault(frozenset((edge["from"], edge["to"])), []).append(aside)
    assert max(map(len, bends.values())) > 2
    assert all(len(set(own)) == len(own) for own in bends.values())


# ---------------------------------------------------------------- rdflib
def test_rdflib_has_every_triple_and_answers_as_the_engine(graph: accordgraph.Graph, tmp_path: Path) -> None:
    dataset = graph.rdf()
    assert len(dataset) == graph.export(tmp_path / "a.nq").counts["triples"] > 10_000
    assert (URIRef(f"{ID}actor/nabu"), RDF.type, URIRef(f"{NS}Actor")) in dataset
    text = f"SELECT ?actor {{ ?actor a <{NS}Actor> ; <{NS}kind> ?kind }} ORDER BY ?actor"
    assert [str(row[0]) for row in dataset.query(text)] == graph.sparql(text)["actor"]  # type: ignore[index]


def test_rdf_may_have_other_vocabularies(mine: Path) -> None:
    with accordgraph.open(mine) as graph:
        assert len(graph.rdf(aligned=True)) > len(graph.rdf())


# ---------------------------------------------------------------- files
def test_the_ending_says_the_form(mine: Path, tmp_path: Path) -> None:
    with accordgraph.open(mine) as graph:
        assert graph.export(tmp_path / "a.graphml").counts == {"nodes": 2, "edges": 1}
        assert graph.export(tmp_path / "tables", "csv").counts["tables"] > 5
        with pytest.raises(UsageError, match="names no form"):
            graph.export(tmp_path / "tables")
        with pytest.raises(UsageError, match="'pptx' is no form"):
            graph.export(tmp_path / "a", "pptx")


def test_an_embedded_engine_has_no_driver(graph: accordgraph.Graph) -> None:
    with pytest.raises(UsageError, match="no driver for ladybug"):
        graph.driver()


# ---------------------------------------------------------------- loading
def test_a_dictionary_is_loaded_as_the_file_would_be(mine: Path) -> None:
    with accordgraph.open(mine) as graph:
        assert [(row["partner"], row["since"]) for row in graph.who("one")] == [("two", "2018-09")]


def test_faults_of_a_dictionary_name_it(tmp_path: Path) -> None:
    with pytest.raises(DossierError) as caught:
        accordgraph.load(DOSSIER | {"actors": {"one": {"kind": "spy"}}}, tmp_path / "store")
    assert {fault.file for fault in caught.value.faults} == {"mine (1).yaml"}
    assert not (tmp_path / "store" / "current").exists()


def test_what_is_no_dossier_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="int cannot be loaded"):
        accordgraph.load(7, tmp_path / "store")  # type: ignore[arg-type]
    with pytest.raises(InputError, match="cannot be read"):
        accordgraph.load({"dossier": "a", "actors": object()}, tmp_path / "store")


@pytest.mark.parametrize("library", ["polars", "pandas"])
def test_a_frame_of_statements_makes_the_same_graph(mine: Path, tmp_path: Path, library: str) -> None:
    with accordgraph.open(mine) as graph:
        graph.export(tmp_path / "tables", "parquet")
        before = graph.who("one").rows
    statements = pl.read_parquet(tmp_path / "tables" / "statements.parquet")
    accordgraph.load(
        statements if library == "polars" else pd.DataFrame(statements.to_dict(as_series=False)), tmp_path / "store"
    )
    with accordgraph.open(tmp_path / "store") as graph:
        assert graph.who("one").rows == before
    assert accordgraph.load(statements.drop("id"), tmp_path / "store").is_new is False


def test_a_faulty_frame_is_refused(mine: Path, tmp_path: Path) -> None:
    with accordgraph.open(mine) as graph:
        graph.export(tmp_path / "tables", "parquet")
    statements = pl.read_parquet(tmp_path / "tables" / "statements.parquet")
    for change, message in (
        (statements.drop("value"), "has no column value"),
        (statements.with_columns(property=pl.lit("colour")), "the vocabulary does not know"),
        (statements.with_columns(note=pl.lit("x")), "is not the hash of it"),
        (statements.with_columns(source=pl.lit(None, pl.String)), "has no source"),
        (statements.with_columns(paragraph=pl.lit("x")), "cannot be read"),
    ):
        with pytest.raises(InputError, match=message):
            accordgraph.load(change, tmp_path / "store")
    assert set(STATEMENTS) <= set(statements.columns)
