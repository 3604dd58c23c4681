"""Several parties in one cell where nobody is known: taken apart, or refused with what to write."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest
from programs.running import Done, rows, run

from accordgraph.loaders.tables.cells.lists import seeming_lists
from accordgraph.queries.rendering.error_texts import in_language


def load(folder: Path, *partners: str) -> Done:
    lines = [f'SBI,"{partner}",Memo {number},2016-01-01' for number, partner in enumerate(partners)]
    (folder / "t.csv").write_text("\n".join(["Our side,Partner,Title,Signed", *lines, ""]), encoding="utf-8")
    return run("load", "t.csv", store=folder / "store")


def partners(folder: Path) -> set[str]:
    found = rows("ask", "cooperations", store=folder / "store")
    return {str(row[side]) for row in found for side in ("actor", "partner")} - {"sbi"}


def test_parties_that_stand_alone_elsewhere_in_the_column_are_taken_apart(folder: Path) -> None:
    load(folder, "Alpha Bureau; Latvia", "Alpha Bureau and Europol")
    assert partners(folder) == {"alpha-bureau", "europol", "lv"}


def test_a_list_of_nobody_known_is_refused_with_what_to_write(folder: Path) -> None:
    one = "Ministry of Foreign Affairs and Trade"
    done = load(folder, "Alpha Bureau / Beta", "Gamma Institute and Delta Police", one)
    lines = [line for line in done.stderr.splitlines() if "is refused" in line]
    assert [line.split(" is refused")[0].rpartition(": ")[2] for line in lines] == [
        "'Alpha Bureau / Beta'",
        "'Gamma Institute and Delta Police'",
    ]
    assert "seems to name several actors, of whom none is known. Remedy: if these are several actors, write" in lines[0]
    assert 'split: ["/"], or put a semicolon between them in the file of refused cells; if it is one, ' in lines[0]
    assert "схоже, що Alpha Bureau / Beta називає кількох учасників" in in_language(lines[0], "uk")
    assert partners(folder) == {"ministry-of-foreign-affairs-and-trade"}


def test_a_corrected_cell_may_have_several_actors_with_a_semicolon(folder: Path) -> None:
    done = load(folder, "Mongolia", "Peoples Republic of China, Mongolia")
    assert 'split: [","]' in done.stderr and "{'Peoples Republic of China, Mongolia': cn}" not in done.stderr
    path = folder / "t.refused.csv"
    text = path.read_text(encoding="utf-8-sig").replace('"Peoples Republic of China, Mongolia"', "China; Mongolia", 1)
    path.write_text(text, encoding="utf-8")
    done = run("load", "t.refused.csv", store=folder / "store")
    assert "0 cells refused" in done.stderr, done.stderr
    assert partners(folder) == {"cn", "mn"}


@pytest.mark.parametrize(
    "name",
    [
        "Ministry of Foreign Affairs and Trade",
        "Bosnia and Herzegovina",
        "Science/X",
        "Department of Health and Life",
    ],
)
def test_one_name_is_no_list(name: str) -> None:
    assert seeming_lists(pl.Series([name])).is_empty()


def test_a_state_is_written_into_a_mapping_by_its_code(folder: Path) -> None:
    (folder / "t.csv").write_text("Сторона,Назва угоди,Дата підписання\nПольща,Про дані,2020-02-03\n", encoding="utf-8")
    run("load", "t.csv", store=folder / "store")
    mapping = folder / "t.mapping.yaml"
    text = mapping.read_text(encoding="utf-8").replace('by: ["$(Сторона)"]', 'by: ["$(Сторона)", ua]')
    mapping.write_text(text, encoding="utf-8")
    done = run("load", "t.csv", store=folder / "store")
    assert done.returncode == 0, done.stderr
    [link] = rows("since", "Україна", "Польща", "--lang", "uk", store=folder / "store")
    assert link["since_earliest"] == "2020-02-03"


def test_a_start_and_an_end_need_no_day_on_which_they_were_agreed(folder: Path) -> None:
    (folder / "t.csv").write_text("A,B,Name,From,To\nUkraine,Poland,Pact,2019-01-01,2024-12-31\n", encoding="utf-8")
    (folder / "m.yaml").write_text(
        """mapping: m
recorded: 2026-12-01
columns: {A: {type: actor, names: states}, B: {type: actor, names: states}, From: {type: date}, To: {type: date}}
publishers: {office: {name: {en: Office}}}
sources: {list: {kind: dataset, publisher: office, title: List}}
bases:
  $(Name):
    kind: agreement
    binds: unknown
    name: {en: $(Name)}
    says:
    - {source: list, acts: [{by: [$(A), $(B)], type: signature, effective: $(From), until: $(To)}]}
""",
        encoding="utf-8",
    )
    done = run("load", "t.csv", "--mapping", "m.yaml", store=folder / "store")
    assert done.returncode == 0, done.stderr
    [link] = rows("since", "ua", "pl", store=folder / "store")
    assert (link["since"], link["until"]) == ("2019-01-01", "2024-12-31")
