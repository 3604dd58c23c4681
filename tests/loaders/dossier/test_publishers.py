"""What publishers are called: declared by the word that their sources have, used wherever they are named."""

from __future__ import annotations

from pathlib import Path

import pytest

from accordgraph.graph.derivation.tables import build
from accordgraph.graph.errors import DossierError
from accordgraph.graph.statements.statement import frame
from accordgraph.loaders.dossier.reader import read_dossiers

DOSSIER = """
dossier: d
recorded: 2026-11-22
publishers: {{{publishers}}}
sources:
  s: {{kind: press, publisher: some-paper}}
  t: {{kind: official, publisher: nabu}}
  u: {{kind: press, publisher: nameless}}
actors:
  nabu: {{kind: agency, name: {{en: NABU, uk: НАБУ}}}}
"""


def write(folder: Path, publishers: str) -> Path:
    path = folder / "d.yaml"
    path.write_text(DOSSIER.format(publishers=publishers), encoding="utf-8")
    return path


def test_names_of_dossiers_names_of_actors_and_bare_words(tmp_path: Path) -> None:
    path = write(tmp_path, "some-paper: {name: {en: Some Paper, uk: Якась газета}}")
    sources = build(frame(read_dossiers([path])[0].statements))["sources"]
    rows = sources.select("publisher", "publisher_name_en", "publisher_name_uk").rows()
    assert ("some-paper", "Some Paper", "Якась газета") in rows
    assert ("nabu", "NABU", "НАБУ") in rows
    assert ("nameless", "nameless", None) in rows


@pytest.mark.parametrize(
    ("publishers", "said"),
    [
        ("some-papr: {name: Some Paper}", "did you mean 'some-paper'?"),
        ("nabu: {name: Bureau}", "'nabu' is an actor"),
        ("some-paper: {}", "'name' is missing"),
    ],
)
def test_what_names_nobody_is_refused(tmp_path: Path, publishers: str, said: str) -> None:
    with pytest.raises(DossierError, match=said.replace("?", r"\?")):
        read_dossiers([write(tmp_path, publishers)])


def test_a_publisher_of_other_dossiers_may_be_named(tmp_path: Path) -> None:
    assert read_dossiers([write(tmp_path, "quite-another: {name: Quite Another}")])[0].faults == ()
