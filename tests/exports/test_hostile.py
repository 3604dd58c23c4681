"""Any text survives every form that can hold it, and XML stays well-formed."""

from __future__ import annotations

import csv
import tempfile
from collections.abc import Sequence
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


def telling(*texts: str) -> Story:
    """Each text as a name, in three languages and in none, of an actor and of a basis, as a value, a note and a quote.

    The n-th is that of the actor `ua-n`.
    """
    story = Story().source("d", "editorial").actors("lt")
    for number, text in enumerate(texts):
        actor, basis, page = f"ua-{number}", f"team-{number}", f"page-{number}"
        story.source(page, title=text).actors(actor).basis(basis, binds="signature")
        for lang in ("en", "uk", "pl"):
            story.say("actor", "d", "name", text, thing=actor, lang=lang)
        story.say("actor", "d", "alias", text, thing=actor)
        story.say("basis", "d", "name", text, thing=basis, basis=basis, lang="en")
        for one in (actor, "lt"):
            story.act(basis, one, "founding", "2022-03-25", source=page, role="member")
        story.say("assessment", page, "claim", text, thing=f"high-{number}", note=text, quote=text)
    return story


def names(path: Path, form: str) -> set[tuple[str, str, str | None]]:
    """Names and aliases of the actors, with their languages."""
    return {
        (quad.subject.value.rpartition("/")[2], quad.object.value, quad.object.language)
        for quad in ox.parse(path=str(path), format=RDF_FORMATS[form])
        if isinstance(quad.subject, ox.NamedNode)
        and quad.subject.value.startswith("https://w3id.org/accordgraph/id/actor/")
        and quad.predicate.value in (f"{NAMESPACE}name", f"{NAMESPACE}alias")
        and isinstance(quad.object, ox.Literal)
    }


def check_rdf(snapshot: Snapshot, statements: pl.DataFrame, texts: Sequence[str], folder: Path) -> None:
    expected = {(f"ua-{n}", text, lang) for n, text in enumerate(texts) for lang in ("en", "uk", "pl", None)}
    for form, ending in ENDINGS.items():
        path = folder / f"g.{ending}"
        export(snapshot, ExportRequest(form, aligned=True), path)
        assert names(path, form) == expected, form
        assert read_graphs([path]).statements.drop("recorded_on").equals(statements), form


def check_tables(snapshot: Snapshot, texts: Sequence[str], folder: Path) -> None:
    for form in ("csv", "parquet"):
        export(snapshot, ExportRequest(form), folder / form)
    expected = [{"id": f"high-{number}", "claim": text} for number, text in enumerate(texts)]
    frames = (
        pl.read_parquet(folder / "parquet" / "assessments.parquet"),
        pl.read_csv(folder / "csv" / "assessments.csv", infer_schema=False),
    )
    for claims in frames:
        assert claims.select("id", "claim").to_dicts() == expected
    with (folder / "csv" / "assessments.csv").open(encoding="utf-8", newline="") as file:
        assert [{name: row[name] for name in ("id", "claim")} for row in csv.DictReader(file)] == expected


def check_networks(snapshot: Snapshot, texts: Sequence[str], folder: Path) -> None:
    escaped = [visible(text).replace("\ufffe", "\\ufffe").replace("\uffff", "\\uffff") for text in texts]
    for form in ("gexf", "graphml"):
        export(snapshot, ExportRequest(form), folder / f"g.{form}")
    expected = {f"ua-{number}": text for number, text in enumerate(escaped)}
    gexf = ElementTree.parse(folder / "g.gexf").getroot()
    labels = {node.get("id"): node.get("label") for node in gexf.iter(f"{GEXF}node")}
    assert {one: label for one, label in labels.items() if one != "lt"} == expected
    bases = [value.get("value") for value in gexf.iter(f"{GEXF}attvalue") if value.get("for") == "basis_name"]
    assert sorted(map(str, bases)) == sorted(escaped)
    graphml = ElementTree.parse(folder / "g.graphml").getroot()
    labels = {node.get("id"): node[0].text for node in graphml.iter(f"{GRAPHML}node")}
    assert {one: label for one, label in labels.items() if one != "lt"} == expected


STRANGE = (
    HOSTILE,
    "@none",
    "en\tname",
    '"}],"',
    "{}",
    "".join(map(chr, range(0x100))),
    "\ud7ff\ue000\ufdd0\ufeff\U0001fffe\U0010ffff\u200d",
    "=cmd|' /C calc'!A0",
)


@settings(max_examples=2)
@given(st.tuples(texts))
@example(STRANGE)
def test_any_text(several: tuple[str, ...]) -> None:
    statements = telling(*several).statements()
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        snapshot = bare(folder, statements)
        check_rdf(snapshot, statements, several, folder)
        check_tables(snapshot, several, folder)
        check_networks(snapshot, several, folder)


@pytest.mark.parametrize("form", ["turtle", "jsonld"])
def test_what_an_editor_would_hide_is_written_out_for_readers(tmp_path: Path, form: str) -> None:
    export(bare(tmp_path, telling(HOSTILE).statements()), ExportRequest(form), tmp_path / "graph")
    content = (tmp_path / "graph").read_text(encoding="utf-8")
    assert "\\u202Egnp.exe" in content
    assert [character for character in content if character != "\n" and not character.isprintable()] == []
