"""GEXF and GraphML: valid by their schemas, read by networkx, and honest about what is held and what is not known."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path
from typing import Any

import networkx as nx
import polars as pl
import pytest
import xmlschema
from worlds.exporting import exported

from accordgraph.exports.formats import export
from accordgraph.exports.network import Network
from accordgraph.exports.request import ExportRequest
from accordgraph.exports.snapshot_reader import SnapshotReader
from accordgraph.graph.store.store import Store
from accordgraph.ontology.registry import registry

SCHEMAS = Path(__file__).with_name("schemas")
DRAFT = (
    ('xmlns="http://gexf.net/1.3" version="1.3"', 'xmlns="http://www.gexf.net/1.2draft" version="1.2"'),
    (' timerepresentation="interval"', ""),
)
"""What makes a file of GEXF 1.2draft of ours."""


@pytest.fixture(params=["small", "bundled"])
def store(request: pytest.FixtureRequest, small: Store, bundled_store: Path) -> Store:
    return small if request.param == "small" else Store(bundled_store)


def edges(graph: nx.Graph[str]) -> dict[str, tuple[frozenset[str], dict[str, Any]]]:
    """The ends and attributes of each link of two actors, without what only one of the formats has."""
    own = ("id", "start", "end")
    return {
        attributes["cooperation"]: (
            frozenset((one, two)),
            {name: value for name, value in attributes.items() if name not in own},
        )
        for one, two, attributes in graph.edges(data=True)
        if "cooperation" in attributes
    }


def of_many(store: Store) -> set[tuple[str, str]]:
    """Who takes part in the conventions open to other states whose parties owe each other something, by hand."""
    parts = pl.read_parquet(store.snapshot().table_folder / "participations.parquet")
    held = parts.filter("held", pl.col("basis") == "uncac", pl.col("role") == "party")
    return set(held.select("actor", "basis").rows())


def links(store: Store) -> pl.DataFrame:
    return pl.read_parquet(store.snapshot().table_folder / "cooperations.parquet")


def test_the_schemas_are_those_that_the_readme_names() -> None:
    readme = (SCHEMAS / "README.md").read_text(encoding="utf-8")
    documented = dict(re.findall(r"`(\w+\.xsd)`.*`([0-9a-f]{64})`", readme))
    computed = {
        path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in (SCHEMAS / "jgrapht").glob("*.xsd")
    }
    assert len(computed) == 4
    assert documented == computed
    assert "Eclipse Public License" in (SCHEMAS / "jgrapht" / "LICENSE-EPL-2.0.md").read_text(encoding="utf-8")


def test_graphml_is_valid(store: Store, tmp_path: Path) -> None:
    schema = xmlschema.XMLSchema(SCHEMAS / "jgrapht" / "graphml.xsd")
    path = exported(store, "graphml", tmp_path)
    assert [str(error.reason) for error in schema.iter_errors(path)] == []
    path.write_text(path.read_text(encoding="utf-8").replace("<edge id=", "<edge ID="), encoding="utf-8")
    assert next(schema.iter_errors(path), None) is not None


def test_gexf_is_valid(store: Store, tmp_path: Path) -> None:
    path = exported(store, "gexf", tmp_path)
    text = path.read_text(encoding="utf-8")
    strict = xmlschema.XMLSchema(SCHEMAS / "gexf-1.3.xsd")
    assert [str(error.reason) for error in strict.iter_errors(text)] == []
    for ours, theirs in DRAFT:
        assert ours in text
        text = text.replace(ours, theirs)
    draft = xmlschema.XMLSchema(SCHEMAS / "jgrapht" / "gexf.xsd")
    assert [str(error.reason) for error in draft.iter_errors(text)] == []


@pytest.mark.parametrize(
    ("good", "bad"),
    [('start="2', 'start="x2'), ('target="', 'target="x'), ("<nodes>", "<nodes><knot/>"), (' mode="dynamic"', "")],
)
def test_our_schema_of_gexf_refuses(small: Store, tmp_path: Path, good: str, bad: str) -> None:
    text = exported(small, "gexf", tmp_path).read_text(encoding="utf-8")
    assert good in text
    strict = xmlschema.XMLSchema(SCHEMAS / "gexf-1.3.xsd")
    assert next(strict.iter_errors(text.replace(good, bad, 1)), None) is not None


@pytest.mark.parametrize("lang", ["en", "uk"])
def test_both_are_one_network_of_all_actors_and_held_links(store: Store, tmp_path: Path, lang: str) -> None:
    one = nx.read_gexf(exported(store, "gexf", tmp_path, lang=lang))
    two = nx.read_graphml(exported(store, "graphml", tmp_path, lang=lang))
    assert dict(one.nodes(data=True)) == dict(two.nodes(data=True))
    assert edges(one) == edges(two)
    assert not one.is_directed()
    held = links(store).filter("held")
    assert held.height < links(store).height
    assert {name: ends for name, (ends, _) in edges(one).items()} == {
        row["id"]: frozenset((row["actor_a"], row["actor_b"])) for row in held.to_dicts()
    }
    actors = pl.read_parquet(store.snapshot().table_folder / "actors.parquet")
    bases = {basis for name, basis in of_many(store)}
    assert set(one) == {*actors["id"], *bases}
    assert len(bases) == (0 if len(actors) < 10 else 1)


@pytest.mark.parametrize("form", ["gexf", "graphml"])
def test_a_basis_of_many_parties_is_a_node_with_an_edge_to_each(bundled_store: Path, tmp_path: Path, form: str) -> None:
    """Not the Optional Protocol, whose parties owe each other nothing under it."""
    store = Store(bundled_store)
    path = tmp_path / f"network.{form}"
    result = export(store.snapshot(), ExportRequest(form, lang="uk"), path)
    graph = nx.read_gexf(path) if form == "gexf" else nx.read_graphml(path)
    of_bases = [edge for edge in graph.edges(data=True) if "cooperation" not in edge[2]]
    assert {(one, two) for one, two, _ in of_bases} == of_many(store)
    assert len(of_bases) > 5
    assert graph.nodes["uncac"]["kind"] == "agreement"
    assert graph.nodes["uncac"]["label"] == "Конвенція Організації Об’єднаних Націй проти корупції"
    since = {one: edge["since"] for one, _, edge in of_bases}
    assert since["ua"] == "2010-01-01"
    assert {edge["basis_name"] for *_, edge in of_bases} == {graph.nodes["uncac"]["label"]}
    assert result.counts == {"nodes": len(graph), "edges": graph.number_of_edges()}
    assert result.notes == [
        "1 basis open to other states or of more than 50 participants is a node, with an edge to each party."
    ]


def test_attributes_are_those_of_the_table(bundled_store: Path, tmp_path: Path) -> None:
    store = Store(bundled_store)
    exported_edges = edges(nx.read_gexf(exported(store, "gexf", tmp_path)))
    names = {one.columns[0]: one.name for one in registry().relations["COOPERATES_WITH"].properties}
    for row in links(store).filter("held").select(list(names)).to_dicts():
        filled = {names[column]: value for column, value in row.items() if value is not None}
        plain = {name: value if isinstance(value, bool | int) else str(value) for name, value in filled.items()}
        assert exported_edges[row["id"]][1] == plain


def test_a_link_is_there_while_it_may_be_in_force_and_an_unknown_bound_is_open(store: Store, tmp_path: Path) -> None:
    graph = nx.read_gexf(exported(store, "gexf", tmp_path))
    spans = {
        link["cooperation"]: (link.get("start"), link.get("end"))
        for _, _, link in graph.edges(data=True)
        if "cooperation" in link
    }
    rows = links(store).filter("held").select("id", "since_earliest", "until_latest").rows()
    assert spans == {name: tuple(day and day.isoformat() for day in days) for name, *days in rows}
    assert None in {end for _, end in spans.values()}


def test_names_follow_the_language_and_fall_back_to_english(bundled_store: Path, tmp_path: Path) -> None:
    graph = nx.read_graphml(exported(Store(bundled_store), "graphml", tmp_path, lang="uk"))
    nabu = graph.nodes["nabu"]
    assert (nabu["label"], nabu["acronym"]) == ("Національне антикорупційне бюро України", "НАБУ")
    english = nx.read_graphml(exported(Store(bundled_store), "graphml", tmp_path)).nodes["nabu"]
    assert (english["label"], english["acronym"]) == ("National Anti-Corruption Bureau of Ukraine", "NABU")
    assert "Україн" in " ".join(link["basis_name"] for _, _, link in graph.edges(data=True))


def test_characters_that_xml_forbids_are_written_out_and_told_of(small: Store, tmp_path: Path) -> None:
    written = export(small.snapshot(), ExportRequest("graphml"), tmp_path / "g.graphml")
    label = nx.read_graphml(tmp_path / "g.graphml").nodes["nabu"]["label"]
    expected = (
        'Ο "office" \\ of  the  \\u202egnp.exe\\u202c \\u2028 <b>&amp;</b> \\u0001 \\ufffe \\u007f 😀 =1+1, d\'état'
    )
    assert label == expected
    assert [note.partition(" ")[0] for note in written.notes] == ["1"]
    assert Network(SnapshotReader(small.snapshot()), registry(), "uk").changed_names() == 1


def test_a_network_without_such_characters_has_no_note(bundled_store: Path, tmp_path: Path) -> None:
    notes = export(Store(bundled_store).snapshot(), ExportRequest("gexf"), tmp_path / "g.gexf").notes
    assert [note for note in notes if "characters" in note] == []
