"""A table in its next version: corrections fall where a cell stands otherwise, and no new end is passed over."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
import xlsxwriter
from programs.running import Done, load_table, rows, run

from accordgraph.queries.rendering.error_texts import in_language

HEAD = "Party A,Party B,Agreement,Signed,Valid until,Status\n"
ROWS = {
    "pl": "Ukraine,Poland,On data,2017-01-01,5 years,in force\n",
    "fi": "Ukraine,Finland,On tax,2018-01-01,5 years,in force\n",
    "es": "Ukraine,Spain,On roads,2016-01-01,2030-05-01,in force\n",
    **{code: f"Ukraine,{name},On {name},2016-01-01,,in force\n" for code, name in (("no", "Norway"), ("fr", "France"))},
}


def load(folder: Path, table: dict[str, str], *options: str) -> Done:
    if not options:
        return load_table(folder, "t.csv", HEAD + "".join(table.values()))
    (folder / "t.csv").write_text(HEAD + "".join(table.values()), encoding="utf-8")
    return run("load", "t.csv", *options, store=folder / "store")


def since(folder: Path, partner: str) -> list[dict[str, object]]:
    return rows("since", "ua", partner, store=folder / "store")


@pytest.fixture(scope="module")
def corrected_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with a table and its two corrected cells."""
    folder = tmp_path_factory.mktemp("corrected")
    with pytest.MonkeyPatch.context() as monkeypatch:
        monkeypatch.chdir(folder)
        correct(folder)
    return folder


@pytest.fixture
def corrected(corrected_once: Path, folder: Path) -> Path:
    """A copy of it, which a test may change."""
    shutil.copytree(corrected_once, folder, dirs_exist_ok=True)
    return folder


def correct(folder: Path) -> None:
    load(folder, ROWS)
    path = folder / "t.refused.csv"
    first, *cells = path.read_text(encoding="utf-8-sig").splitlines(keepends=True)
    days = ("2022-01-31", "2024-01-31")
    cells = [cell.replace("until,5 years,", f"until,{day},") for cell, day in zip(cells, days, strict=True)]
    path.write_text(first + "".join(cells), encoding="utf-8")
    assert run("load", "t.refused.csv", store=folder / "store").returncode == 0


def test_a_correction_falls_with_its_row_and_where_its_cell_is_mended(corrected: Path) -> None:
    assert [row["until"] for row in since(corrected, "fi")] == ["2024-01-31"]
    mended = ROWS["pl"].replace("5 years", "2030-01-31")
    done = load(corrected, {key: row for key, row in {**ROWS, "pl": mended}.items() if key != "fi"}, "--replace")
    lines = [line for line in done.stderr.splitlines() if "no longer counts" in line]
    assert lines == [
        f"Note: the correction '{day}' of column 'Valid until' (t.csv:{row}) no longer counts: the table has no such "
        "cell any more, and what stands in the table goes before it."
        for row, day in ((2, "2022-01-31"), (3, "2024-01-31"))
    ]
    assert "більше не враховується" in in_language(lines[0], "uk") and "t.csv:2" in in_language(lines[0], "uk")
    assert "fi" not in {row["actor"] for row in rows("ask", "cooperations", store=corrected / "store")}
    assert [row["until"] for row in since(corrected, "pl")] == ["2030-01-31"]
    again = run("load", "t.refused.csv", store=corrected / "store")
    assert "no longer counts" in again.stderr
    assert "fi" not in {row["actor"] for row in rows("ask", "cooperations", store=corrected / "store")}


def test_a_row_at_the_top_and_another_load_change_no_correction_and_write_no_other_file(corrected: Path) -> None:
    done = load(corrected, {"ie": "Ukraine,Ireland,On water,2015-01-01,,in force\n", **ROWS})
    assert "of corrected cells" in done.stderr and "no longer counts" not in done.stderr
    assert [row["until"] for row in since(corrected, "fi")] == ["2024-01-31"]
    assert [path.name for path in corrected.glob("*refused*")] == ["t.refused.csv"]
    text = (corrected / "t.refused.csv").read_text(encoding="utf-8-sig")
    assert "t.csv,3,Valid until,2022-01-31," in text and "t.csv,4,Valid until,2024-01-31," in text


def test_a_new_correction_of_a_cell_takes_the_place_of_the_old_one_whatever_a_spreadsheet_made_of_days(
    corrected: Path,
) -> None:
    path = corrected / "t.refused.csv"
    text = path.read_text(encoding="utf-8-sig").replace("2018-01-01", "01.01.2018").replace("2024-01-31", "2025-01-31")
    path.write_text(text, encoding="utf-8")
    run("load", "t.refused.csv", store=corrected / "store")
    [link] = since(corrected, "fi")
    assert (link["since_earliest"], link["until"]) == ("2018-01-01", "2025-01-31")


def test_nothing_is_written_where_nothing_is_loaded(folder: Path) -> None:
    load(folder, {key: row.replace("5 years", "2030") for key, row in ROWS.items()})
    done = load(folder, {"pl": ROWS["pl"]})
    assert done.returncode == 1 and "--replace" in done.stderr
    assert not list(folder.glob("*refused*"))


@pytest.mark.parametrize(
    ("status", "what"),
    [
        ("suspended 2025", 'write there "Status": {not: ["draft", "suspended 2025"]}, or name'),
        ("In force (until 31.12.2022)", 'the day of an end is read by "Status": {pattern: status}'),
    ],
)
def test_a_new_status_by_which_something_is_over_is_never_passed_over(folder: Path, status: str, what: str) -> None:
    load(folder, ROWS)
    done = load(folder, {**ROWS, "no": ROWS["no"].replace("in force", status)})
    assert done.returncode == 1
    assert f"where: 'Status' is '{status}' (t.csv:5)" in done.stderr and what in done.stderr


def test_to_keep_going_takes_all_rows_but_those_of_a_new_word_whose_cells_may_be_corrected(folder: Path) -> None:
    load(folder, ROWS)
    done = load(folder, {**ROWS, "no": ROWS["no"].replace("in force", "suspended")}, "--keep-going", "--replace")
    assert (
        "t.csv:5: column 'Status': 'suspended' is refused" in done.stderr and "t: 5 rows read, 3 cells" in done.stderr
    )
    partners = {row["actor"] for row in rows("ask", "cooperations", store=folder / "store")}
    assert partners == {"es", "fr"}
    path = folder / "t.refused.csv"
    text = path.read_text(encoding="utf-8-sig")
    path.write_text(text.replace("Status,suspended,", "Status,in force,"), encoding="utf-8")
    assert run("load", "t.refused.csv", store=folder / "store").returncode == 0
    assert {row["actor"] for row in rows("ask", "cooperations", store=folder / "store")} == {"es", "fr", "no"}


def test_a_status_that_a_day_of_the_row_bears_out_stops_nothing(folder: Path) -> None:
    over = ROWS["no"].replace(",,in force", ",2020-01-01,expired")
    done = load(folder, {**ROWS, "no": over})
    assert done.returncode == 0, done.stderr
    assert [row["until"] for row in since(folder, "no")] == ["2020-01-01"]


def test_an_agreed_end_of_another_year_is_not_the_end_that_a_new_status_means(folder: Path) -> None:
    load(folder, ROWS)
    later = {**ROWS, "es": ROWS["es"].replace("in force", "terminated 2022-05-01")}
    done = load(folder, later)
    assert done.returncode == 1 and "where: 'Status' is 'terminated 2022-05-01' (t.csv:4)" in done.stderr
    (folder / "t.mapping.yaml").unlink()
    load(folder, {**ROWS, "no": ROWS["no"].replace("in force", "terminated 2020-03-01")})
    done = load(folder, later, "--replace")
    assert done.returncode == 1 and "'Valid until' has '2030-05-01', an end of another year" in done.stderr
    assert "кінець строку в іншому році" in in_language(done.stderr.splitlines()[-2].split(": ", 1)[1], "uk")
    (folder / "t.mapping.yaml").unlink()
    done = load(folder, {"es": ROWS["es"].replace("in force", "suspended"), "no": ROWS["no"]}, "--replace")
    assert "Left out: rows where “Status” says “suspended” (1)" in done.stderr


def test_the_day_of_an_end_in_a_status_is_the_end(folder: Path) -> None:
    ends = {
        "pl": ("Poland", "In force (until 31.12.2022)", "2022-12-31"),
        "fr": ("France", "чинний до 31.12.2022", "2022-12-31"),
        "fi": ("Finland", "valid until December 2030; renewable", "2030-12"),
    }
    lines = [f"Ukraine,{name},On data,2017,{status}\n" for name, status, _ in ends.values()]
    text = f"Party A,Party B,Agreement,Signed,Status\n{''.join(lines)}Ukraine,Spain,On tax,2016,ok\n"
    done = load_table(folder, "t.csv", text)
    [said] = re.findall("“Status” gives the day of an end in (.+), which is read; its other words are not", done.stderr)
    assert set(said.split(", ")) == {f"“{status}” (1)" for _, status, _ in ends.values()}
    for code, (_, _, until) in ends.items():
        assert [row["until"] for row in since(folder, code)] == [until]
    assert [row["until"] for row in since(folder, "es")] == [None]


def test_a_merged_status_holds_for_all_its_rows(folder: Path) -> None:
    with xlsxwriter.Workbook(folder / "t.xlsx") as book:
        sheet = book.add_worksheet()
        for number, row in enumerate([HEAD.strip(), *(row.strip() for row in ROWS.values())]):
            sheet.write_row(number, 0, row.replace("5 years", "").split(","))
        sheet.merge_range("F2:F3", "terminated 2023")
    done = run("load", "t.xlsx", store=folder / "store")
    assert "Where “Status” says “terminated 2023” (2), it ended" in done.stderr
    over = [row["actor"] for row in rows("ask", "cooperations", store=folder / "store") if row["end_kind"] == "exit"]
    assert {*over} == {"fi", "pl"}
