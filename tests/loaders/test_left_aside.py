"""What lies in a folder that is loaded and is not loaded with it is said, in both languages."""

from __future__ import annotations

from pathlib import Path

import pytest

from accordgraph.graph.store.store import Store
from accordgraph.loaders.loading import load, preview
from accordgraph.queries.rendering.error_sentences import translated

DOSSIER = """\
dossier: {name}
recorded: 2026-01-05
sources:
  {name}-page: {{kind: official, publisher: office, published: 2023-07-05}}
actors:
  {name}-a: {{kind: agency, name: Bureau of {name}}}
"""
MAPPING = """mapping: m
recorded: 2026-12-01
PATHcolumns: {A: {type: actor, names: states}, B: {type: actor, names: states}, Day: {type: date}}
publishers: {office: {name: {en: Office}}}
sources: {list: {kind: dataset, publisher: office, title: List}}
bases:
  $(Name):
    kind: agreement
    binds: unknown
    name: {en: $(Name)}
    says: [{source: list, acts: [{by: [$(A), $(B)], type: signature, done: $(Day)}]}]
"""
TABLE = "A,B,Name,Day\nUkraine,Poland,Pact {},2020-01-01\n"


def write(folder: Path, *files: str) -> None:
    for file in files:
        path = folder / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(DOSSIER.format(name=path.stem), encoding="utf-8")


def said(tmp_path: Path, folder: Path, *more: Path) -> list[str]:
    lines: list[str] = []
    load(Store(tmp_path / "store"), [folder, *more], note=lines.append)
    return [line for line in lines if "folder" in line]


@pytest.mark.parametrize(
    ("file", "named"),
    [
        ("below/b.yaml", "below/"),
        ("below/further/b.yml", "below/"),
        ("b.nq", "b.nq"),
        ("b.CSV", "b.CSV"),
        ("below/b.xlsx", "below/"),
        ("states.yaml", "states.yaml"),
    ],
)
def test_what_could_be_loaded_and_is_not_is_named(tmp_path: Path, file: str, named: str) -> None:
    folder = tmp_path / "dossiers"
    write(folder, "a.yaml", file)
    [line] = said(tmp_path, folder)
    assert line.startswith(f"Note: not loaded of the folder {folder}: {named}. Of a folder the dossiers are loaded")
    assert translated(line).startswith(f"Примітка: З теки {folder} не завантажено: {named}. З теки завантажуються")
    lines: list[str] = []
    preview(Store(tmp_path / "store"), [folder], note=lines.append)
    assert line in lines


@pytest.mark.parametrize("file", ["texts/b.txt", "below/b.pdf", ".hidden/b.yaml", "b.refused.csv", "notes.txt"])
def test_what_is_nothing_to_load_is_not_named(tmp_path: Path, file: str) -> None:
    write(tmp_path / "dossiers", "a.yaml", file)
    assert said(tmp_path, tmp_path / "dossiers") == []


def test_what_is_given_by_itself_is_not_named_and_many_are_counted(tmp_path: Path) -> None:
    folder = tmp_path / "dossiers"
    write(folder, "a.yaml", *(f"f{number}/b{number}.yaml" for number in range(7)))
    [line] = said(tmp_path, folder, folder / "f0")
    assert "f0/" not in line and ": f1/, f2/, f3/, f4/, f5/ and 1 more." in line
    assert "f5/ і ще 1." in translated(line)


def test_a_list_of_states_is_no_dossier(tmp_path: Path) -> None:
    write(tmp_path / "dossiers", "a.yaml")
    (tmp_path / "dossiers" / "states.yaml").write_text("ua: {name: Ukraine}\n", encoding="utf-8")
    assert said(tmp_path, tmp_path / "dossiers") == []


@pytest.mark.parametrize(("pattern", "count"), [("", 1), ("table: {path: '*.csv'}\n", 0)])
def test_tables_below_a_folder_of_tables_are_named_where_no_pattern_chooses(
    tmp_path: Path, pattern: str, count: int
) -> None:
    (tmp_path / "m.yaml").write_text(MAPPING.replace("PATH", pattern), encoding="utf-8")
    (tmp_path / "tables" / "below").mkdir(parents=True)
    (tmp_path / "tables" / "texts").mkdir()
    for name in ("a.csv", "below/b.csv", "texts/b.txt"):
        (tmp_path / "tables" / name).write_text(TABLE.format(name[-5]), encoding="utf-8")
    lines: list[str] = []
    load(Store(tmp_path / "store"), [tmp_path / "tables"], mapping=str(tmp_path / "m.yaml"), note=lines.append)
    named = [line for line in lines if line.startswith("Note: not loaded")]
    assert len(named) == count
    assert all(": below/." in line and ": below/." in translated(line) for line in named)
