"""What somebody who waits for many tables is shown: how far the reading has come, and the steps after it."""

from __future__ import annotations

from pathlib import Path

from accordgraph.loaders.tables.mapping_file import read_mapping
from accordgraph.loaders.tables.reading import StoreView, read_tables

MAPPING = """mapping: m
recorded: 2026-12-01
columns: {A: {type: actor, names: states}, B: {type: actor, names: states}, Day: {type: date}}
publishers: {office: {name: {en: Office}}}
sources: {list: {kind: dataset, publisher: office, title: List}}
bases:
  $(Name):
    kind: agreement
    binds: unknown
    name: {en: $(Name)}
    says: [{source: list, acts: [{by: [$(A), $(B)], type: signature, done: $(Day)}]}]
"""


def test_each_tenth_of_many_tables_is_a_step_and_one_alone_is_none(tmp_path: Path) -> None:
    (tmp_path / "m.yaml").write_text(MAPPING, encoding="utf-8")
    folder = tmp_path / "tables"
    folder.mkdir()
    for number in range(12):
        text = f"A,B,Name,Day\nUkraine,Poland,Pact {number},2020-01-01\n"
        (folder / f"{number:02}.csv").write_text(text, encoding="utf-8")
    mapping, steps = read_mapping(tmp_path / "m.yaml"), list[str]()
    read_tables(mapping, [folder], StoreView(), report=steps.append)
    later = ["Reading the cells", "Making statements of the rows"]
    assert steps == ["Reading tables: 1 of 12", "Reading tables: 11 of 12", *later]
    steps.clear()
    read_tables(mapping, [folder / "00.csv"], StoreView(), report=steps.append)
    assert steps == ["Reading the cells", "Making statements of the rows"]
