"""Any text survives every form that can hold it, and XML stays well-formed."""

from __future__ import annotations

import csv
import tempfile
from pathlib import Path
from xml.etree import ElementTree

import polars as pl
import pyoxigraph as ox
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from worlds.exporting import ENDINGS, HOSTILE, RDF_FORMATS, bare
from worlds.statement_builder import Story

from accordgraph.exports.formats import export
from accordgraph.exports.request import ExportRequest
from accordgraph.graph.store.store import Snapshot
from accordgraph.graph.visible import visible
from accordgraph.loaders.rdf.reader import read_graphs
from accordgraph.ontology.namespaces import NAMESPACE

GEXF = "{http://gexf.net/1.3}"
GRAPHML = "{http://graphml.graphdrawing.org/xmlns}"

texts = st.text(st.characters(exclude_categories=["Cs"]), min_size=1)
"""Whatever UTF-8 can hold; what it cannot, a lone surrogate, no column of a table can either."""


def telling(text: str) -> Story:
    """The text as a name, in two languages and in none, of an actor and of a basis, as a value, a note and a quote."""
    story = (
        Story().source("d", "editorial").source("page", title=text).actors("ua", "lt").basis("team", binds="signature")
    )
    for lang in ("en", "uk", "pl"):
        story.say("actor", "d", "name", text, thing="ua", lang=lang)
    story.say("actor", "d", "alias", text, thing="ua")
    story.say("basis", "d", "name", text, thing="team", basis="team", lang="en")
    for actor in ("ua", "lt"):
        story.act("team", actor, "founding", "2022-03-25", source="page", role="member")
    story.say("assessment", "page", "claim", text, thing="high", note=text, quote=text)
    return story


def names(path: Path, form: str) -> set[tuple[str, str | None]]:
    """Names and aliases of the actor, with their languages."""
    return {
        (quad.object.value, quad.object.language)
        for quad in ox.parse(path=str(path), format=RDF_FORMATS[form])
        if quad.subject == ox.NamedNode("https://w3id.org/accordgraph/id/actor/ua")
        and quad.predicate.value in (f"{NAMESPACE}name", f"{NAMESPACE}alias")
        and isinstance(quad.object, ox.Literal)
    }


def check_rdf(snapshot: Snapshot, statements: pl.DataFrame, text: str, folder: Path) -> None:
    for form, ending in ENDINGS.items():
        path = folder / f"g.{ending}"
        export(snapshot, ExportRequest(form, aligned=True), path)
        assert names(path, form) == {(text, "en"), (text, "uk"), (text, "pl"), (text, None)}, form
        assert read_graphs([path]).statements.drop("recorded_on").equals(statements), form


def check_tables(snapshot: Snapshot, text: str, folder: Path) -> None:
    for form in ("csv", "parquet"):
        export(snapshot, ExportRequest(form), folder / form)
    assert pl.read_parquet(folder / "parquet" / "assessments.parquet")["claim"].to_list() == [text]
    claims = pl.read_csv(folder / "csv" / "assessments.csv", infer_schema=False)
    assert claims["claim"].to_list() == [text]
    with (folder / "csv" / "assessments.csv").open(encoding="utf-8", newline="") as file:
        assert [row["claim"] for row in csv.DictReader(file)] == [text]


def check_networks(snapshot: Snapshot, text: str, folder: Path) -> None:
    escaped = visible(text).replace("\ufffe", "\\ufffe").replace("\uffff", "\\uffff")
    for form in ("gexf", "graphml"):
        export(snapshot, ExportRequest(form), folder / f"g.{form}")
    gexf = ElementTree.parse(folder / "g.gexf").getroot()
    assert [node.get("label") for node in gexf.iter(f"{GEXF}node") if node.get("id") == "ua"] == [escaped]
    assert [value.get("value") for value in gexf.iter(f"{GEXF}attvalue") if value.get("for") == "basis_name"] == [
        escaped
    ]
    graphml = ElementTree.parse(folder / "g.graphml").getroot()
    [label] = [node[0].text for node in graphml.iter(f"{GRAPHML}node") if node.get("id") == "ua"]
    assert label == escaped


@settings(max_examples=3)
@given(texts)
@example(HOSTILE)
@example("@none")
@example("en\tname")
@example('"}],"')
@example("{}")
@example("".join(map(chr, range(0x100))))
@example("\ud7ff\ue000\ufdd0\ufeff\U0001fffe\U0010ffff\u200d")
@example("=cmd|' /C calc'!A0")
def test_any_text(text: str) -> None:
    statements = telling(text).statements()
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        snapshot = bare(folder, statements)
        check_rdf(snapshot, statements, text, folder)
        check_tables(snapshot, text, folder)
        check_networks(snapshot, text, folder)


@pytest.mark.parametrize("form", ["turtle", "jsonld"])
def test_what_an_editor_would_hide_is_written_out_for_readers(tmp_path: Path, form: str) -> None:
    export(bare(tmp_path, telling(HOSTILE).statements()), ExportRequest(form), tmp_path / "graph")
    content = (tmp_path / "graph").read_text(encoding="utf-8")
    assert "\\u202Egnp.exe" in content
    assert [character for character in content if character != "\n" and not character.isprintable()] == []
