"""The licence of each dossier is kept, and leaves with the graph: in RDF, and in what describes a folder of tables."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from accordgraph.exports.formats import export
from accordgraph.exports.request import ExportRequest
from accordgraph.exports.snapshot_reader import SnapshotReader
from accordgraph.graph.statements.log import Batch, empty_log
from accordgraph.graph.statements.statement import frame
from accordgraph.graph.store.backup import backup, restore
from accordgraph.graph.store.store import Store
from accordgraph.loaders.dossier.reader import read_dossiers
from accordgraph.loaders.rdf.reader import read_graphs, replay

LICENCES = {
    "by-identifier": "CC-BY-4.0",
    "by-address": "https://example.org/terms",
    "by-words": "Free for research, ask for the rest",
    "in-ukrainian": "Вільне використання",
    "same-identifier": "CC-BY-4.0",
    "without-one": None,
}
DOSSIER = """\
dossier: {dossier}
recorded: 2026-01-05
{licence}
actors:
  body-{dossier}: {{kind: agency, name: Body}}
"""
FORMS = {"nquads": "graph.nq", "turtle": "graph.ttl", "jsonld": "graph.jsonld"}


@pytest.fixture(scope="module")
def licensed(tmp_path_factory: pytest.TempPathFactory) -> Store:
    folder = tmp_path_factory.mktemp("licensed")
    for dossier, licence in LICENCES.items():
        line = "" if licence is None else f"licence: {json.dumps(licence)}"
        (folder / f"{dossier}.yaml").write_text(DOSSIER.format(dossier=dossier, licence=line), encoding="utf-8")
    store = Store(folder / "store")
    store.load([Batch(one.id, one.recorded, frame(one.statements)) for one in read_dossiers([folder])])
    return store


def test_the_store_knows_the_licence_of_each_dossier(licensed: Store) -> None:
    assert SnapshotReader(licensed.snapshot()).licences() == LICENCES


@pytest.mark.parametrize("form", ["csv", "parquet"])
def test_tables_are_described_with_the_licences(licensed: Store, tmp_path: Path, form: str) -> None:
    folder = tmp_path / "tables"
    export(licensed.snapshot(), ExportRequest(form), folder)
    package = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    assert [(one.get("name"), one.get("path"), one["title"]) for one in package["licenses"]] == [
        (None, "https://example.org/terms", "https://example.org/terms: of by-address"),
        ("CC-BY-4.0", None, "CC-BY-4.0: of by-identifier, same-identifier"),
        ("other", None, "Free for research, ask for the rest: of by-words"),
        ("other", None, "Вільне використання: of in-ukrainian"),
        ("not-stated", None, "no licence stated: of without-one"),
    ]
    page = (folder / "README.md").read_text(encoding="utf-8")
    rows = [f"| {dossier} | {licence or 'not stated'} |" for dossier, licence in sorted(LICENCES.items())]
    assert "\n".join(rows) in page


@pytest.mark.parametrize(("form", "name"), FORMS.items())
def test_a_graph_that_is_read_back_has_them(licensed: Store, tmp_path: Path, form: str, name: str) -> None:
    export(licensed.snapshot(), ExportRequest(form), tmp_path / name)
    again = Store(tmp_path / "again")
    again.load(replay(read_graphs([tmp_path / name]).statements, empty_log()))
    assert SnapshotReader(again.snapshot()).licences() == LICENCES


def test_words_of_dublin_core_have_them_too(licensed: Store, tmp_path: Path) -> None:
    export(licensed.snapshot(), ExportRequest("turtle", aligned=True), tmp_path / "graph.ttl")
    text = (tmp_path / "graph.ttl").read_text(encoding="utf-8")
    assert [f'dc:rights "{licence}"' in text for licence in LICENCES.values() if licence] == [True] * 5


def test_a_backup_keeps_them(licensed: Store, tmp_path: Path) -> None:
    backup(licensed, tmp_path / "kept.tar")
    restored = Store(tmp_path / "restored")
    restore(tmp_path / "kept.tar", restored)
    assert SnapshotReader(restored.snapshot()).licences() == LICENCES
