"""From rows to statements: what a table says, where, and that order and place change nothing."""

from __future__ import annotations

import re
from pathlib import Path

import polars as pl
import pytest
from polars.testing import assert_frame_equal
from worlds.sheets import MAPPING, TABLE, Read

from accordgraph.graph.errors import DossierError
from accordgraph.graph.statements.statement import PLACES, STATEMENTS
from accordgraph.loaders.tables.mapping_file import read_mapping
from accordgraph.loaders.tables.readers import csv_files, table
from accordgraph.loaders.tables.reading import StoreView, read_tables
from accordgraph.loaders.tables.refused_file import refused_cells, write_refused


def with_column(heading: str, cells: list[str]) -> str:
    """The table with one more column at its end."""
    lines = TABLE.splitlines()
    return "\n".join(f"{line},{cell}" for line, cell in zip(lines, [heading, *cells], strict=True)) + "\n"


def acts(statements: pl.DataFrame, *columns: str) -> list[tuple[object, ...]]:
    of_acts = statements.filter(pl.col("about") == "act")
    return of_acts.sort("cell", "actor", "property").select("actor", "property", "value", *columns).rows()


def test_rows_become_acts_with_the_cell_that_says_so(read: Read) -> None:
    reading = read()
    first = [row for row in acts(reading.statements, "cell", "heading", "quote") if "=2" in str(row[3])]
    assert first == [
        ("ee", "done_on", "2023-03-15", "a.csv#cell=2,5", "Signed", "15.03.2023"),
        ("nabu", "done_on", "2023-03-15", "a.csv#cell=2,5", "Signed", "15.03.2023"),
        ("ee", "type", "signature", "a.csv#row=2", None, None),
        ("nabu", "type", "signature", "a.csv#row=2", None, None),
    ]
    assert reading.statements.schema == STATEMENTS
    assert reading.refused.is_empty()


def test_dates_are_as_exact_as_they_were_written(read: Read) -> None:
    done = read().statements.filter(pl.col("property").is_in(["done_on", "effective_on"]))
    assert done.select("value").unique().sort("value")["value"].to_list() == ["2020", "2021", "2021-03", "2023-03-15"]


def test_not_yet_in_force_is_a_signature_that_waits(read: Read) -> None:
    waiting = read().statements.filter(pl.col("property") == "subject_to")
    assert waiting.select("actor", "value").sort("actor").rows() == [("ro", "approval"), ("ua", "approval")]


def test_actors_are_declared_and_states_by_the_bundled_list(read: Read) -> None:
    actors = read().statements.filter((pl.col("about") == "actor") & (pl.col("property") == "kind"))
    assert actors.select("thing", "value").sort("thing").rows() == [
        ("ee", "state"),
        ("md", "state"),
        ("nabu", "other"),
        ("polska-policja", "other"),
        ("ro", "state"),
        ("ua", "state"),
    ]


def test_actors_that_the_store_knows_are_found_by_name_and_not_declared_again(read: Read) -> None:
    names = pl.DataFrame({"key": ["polska policja"], "id": ["policja"]})
    view = StoreView({"actor": {"policja": "Policja"}, "basis": {}, "source": {}}, names, {"nabu.gov.ua": "nabu"})
    statements = read(view=view).statements
    assert "policja" in statements["actor"].to_list()
    assert statements.filter(pl.col("thing").is_in(["policja", "polska-policja"])).is_empty()
    publishers = statements.filter((pl.col("property") == "publisher") & (pl.col("thing") != "sheet"))
    assert publishers["value"].unique().to_list() == ["nabu"]


def test_a_row_inserted_at_the_top_and_a_sorted_table_change_no_statement(read: Read) -> None:
    before = read().statements
    lines = TABLE.splitlines()
    shuffled = "\n".join([lines[0], ",,,,,,", *reversed(lines[1:])]) + "\n"
    after = read(shuffled).statements
    assert_frame_equal(before.drop(PLACES), after.drop(PLACES))
    assert not before.equals(after)  # the places are those of the new table


def test_refused_cells_load_when_corrected_and_both_equal_the_right_table(read: Read, tmp_path: Path) -> None:
    right = read().statements
    wrong_table = TABLE.replace("Estonia", "Estonai").replace("March 2021", "soon").replace("2021,https", "later,https")
    wrong = read(wrong_table)
    assert wrong.refused.select("$row", "column", "value").rows() == [
        (2, "B", "Estonai"),
        (3, "Signed", "soon"),
        (3, "In force", "later"),
    ]
    assert "did you mean Estonia (ee)?" in wrong.refused["why"][0]
    path = write_refused(wrong, tmp_path / "a.csv")
    assert path == tmp_path / "a.refused.csv"
    text = path.read_text(encoding="utf-8-sig")
    for old, new in (
        ("B,Estonai", "B,Estonia"),
        ("Signed,soon", "Signed,March 2021"),
        ("In force,later", "In force,2021"),
    ):
        assert text.count(old) == 1
        text = text.replace(old, new)
    path.write_text(text, encoding="utf-8")
    corrected = read_tables(read_mapping(tmp_path / "m.yaml"), [path], StoreView())
    assert corrected.refused.is_empty()
    both = pl.concat([wrong.statements, corrected.statements]).unique("id").sort("id")
    assert_frame_equal(both.drop(PLACES), right.drop(PLACES))


def test_a_file_of_refused_cells_that_somebody_corrects_is_not_overwritten(read: Read, tmp_path: Path) -> None:
    wrong = read(TABLE.replace("March 2021", "soon"))
    first = write_refused(wrong, tmp_path / "a.csv")
    assert write_refused(wrong, tmp_path / "a.csv") == first
    assert first is not None
    first.write_text("mine", encoding="utf-8")
    assert write_refused(wrong, tmp_path / "a.csv") == tmp_path / "a-2.refused.csv"
    assert first.read_text(encoding="utf-8") == "mine"


FAULTS = {
    "an unknown key": (("form: memorandum", "fromm: memorandum"), "did you mean 'form'?"),
    "an unknown word": (("form: memorandum", "form: memorandom"), "did you mean 'memorandum'?"),
    "an unknown column": (
        ("$(Agreement)}", "$(Agrement)}"),
        "the table has no column 'Agrement'; did you mean 'Agreement'?",
    ),
    "an unknown filter": (("|host", "|hots"), "there is no filter 'hots'"),
    "an open reference": (("$(Source), pub", "$(Source, pub"), "a reference is not closed"),
    "an unknown actor": (
        ("[$(A), $(B)], type: signature, done: $(Signed), eff", "[xyz], type: signature, done: $(Signed), eff"),
        "there is no actor 'xyz'",
    ),
    "a place of its own": (
        ("binds: signature", "binds: signature\n    paragraph: 3"),
        "a basis has no key 'paragraph'",
    ),
    "a date of another shape": (("recorded: 2026-11-30", "recorded: 30.11.2026"), "expected a day such as 2026-11-22"),
    "a format that is none": (('"%d.%m.%Y", ', '"%H", '), "is no format of dates"),
    "a where that never occurs": (("columns:", "where: {A: [NABUU]}\ncolumns:"), "no cell of 'A' is 'NABUU'"),
}


@pytest.mark.parametrize("case", FAULTS)
def test_a_faulty_mapping_is_refused_with_line_and_column(case: str, read: Read) -> None:
    (old, new), message = FAULTS[case]
    assert old in MAPPING
    with pytest.raises(DossierError) as error:
        read(mapping=MAPPING.replace(old, new, 1))
    assert message in str(error.value)
    assert re.match(r".*m\.yaml:\d+:\d+: ", str(error.value))


def test_one_id_for_agreements_that_differ_is_an_error_with_both(read: Read) -> None:
    mapping = MAPPING.replace("    keys: [Signed, A, B]\n", "").replace("form: memorandum", "form: $(Form)")
    table = with_column("Form", ["jit", "treaty", "memorandum"])
    with pytest.raises(DossierError) as error:
        read(table, mapping)
    assert "on-data: form differs: a.csv row 3: 'treaty', a.csv row 4: 'memorandum'" in str(error.value)
    assert "keys: [columns]" in str(error.value)


def test_day_and_month_that_cannot_be_told_apart_are_not_guessed(read: Read) -> None:
    mapping = MAPPING.replace(', format: ["%d.%m.%Y", "%B %Y", "%Y"]', "", 1)
    reading = read(TABLE.replace("15.03.2023", "03/04/2024"), mapping)
    assert reading.refused.select("value").rows() == [("03/04/2024",)]
    assert "['%d/%m/%Y', plain] (day first) or ['%m/%d/%Y', plain]" in reading.refused["remedy"][0]
    own = mapping.replace("Signed: {type: date", "Signed: {type: date, format: ['%d/%m/%Y', plain]")
    done = read(TABLE.replace("15.03.2023", "03/04/2024"), own).statements.filter(pl.col("property") == "done_on")
    assert sorted(set(done["value"])) == ["2020", "2021-03", "2024-04-03"]


def test_a_number_of_excel_is_a_day_and_a_year_stays_a_year(read: Read) -> None:
    mapping = MAPPING.replace('["%d.%m.%Y", "%B %Y", "%Y"]', '[excel, "%B %Y", "%Y"]', 1)
    done = read(TABLE.replace("15.03.2023", "45000"), mapping).statements.filter(pl.col("property") == "done_on")
    assert sorted(set(done["value"])) == ["2020", "2021-03", "2023-03-15"]
    assert read(TABLE.replace("15.03.2023", "2023.0"), mapping).refused["value"].to_list() == ["2023.0"]


def test_rows_are_left_out_by_a_word_that_this_table_need_not_have(read: Read) -> None:
    whole = read()
    left = read(TABLE, MAPPING.replace("columns:", "where: {A: {not: [Nobody]}}\ncolumns:", 1))
    assert_frame_equal(left.statements, whole.statements)
    with pytest.raises(DossierError, match="no cell of 'A' is 'Nobody'"):
        read(TABLE, MAPPING.replace("columns:", "where: {A: [Nobody]}\ncolumns:", 1))


def test_what_nothing_reads_and_rows_that_tell_nothing_are_reported(read: Read) -> None:
    reading = read(TABLE + "4,Ukraine,Romania,On water,,,https://nabu.gov.ua/4\n")
    assert any("columns that nothing reads: 'No'" in note for note in reading.notes)
    assert any("1 row without a day" in note for note in reading.notes)
    assert reading.left.select("$row", "column", "why").rows() == [
        (5, "Signed", "the row has no day, so no act is made of it")
    ]


def test_rules_of_dossiers_hold_for_rows(read: Read) -> None:
    mapping = MAPPING.replace(
        "type: signature, done: $(Signed), effective", "type: $(Type), done: $(Signed), effective"
    )
    reading = read(with_column("Type", ["termination", "signatur", "signature"]), mapping)
    assert reading.refused.select("column", "value").rows() == [("Type", "termination"), ("Type", "signatur")]
    assert "ends the whole" in reading.refused["why"][0]
    assert "did you mean 'signature'?" in reading.refused["why"][1]


def test_codes_of_states_are_read_as_the_mapping_says(read: Read) -> None:
    for names, cells, ids in (
        ("iso-alpha-3", "UKR,EST", ["ee", "ua"]),
        ("iso-numeric", "804,233", ["ee", "ua"]),
        ("cow", "369,366", ["ee", "ua"]),
        ("iso-alpha-2", "UA,EE", ["ee", "ua"]),
    ):
        mapping = MAPPING.replace("names: [states, known]", f"names: {names}")
        reading = read(TABLE.splitlines()[0] + f"\n1,{cells},On training,2020,,https://a.org/1\n", mapping)
        assert reading.refused.is_empty(), reading.refused.rows()
        assert reading.statements["actor"].drop_nulls().unique().sort().to_list() == ids


def test_a_large_table_with_cells_as_numbers_says_the_same(read: Read, monkeypatch: pytest.MonkeyPatch) -> None:
    texts = TABLE.replace("March 2021", "soon") + "4,Ukraine,Romania,On water,2022,not yet,https://nabu.gov.ua/4\n"
    mapping = MAPPING.replace("columns:", "where: {A: {not: [NABU]}}\ncolumns:", 1)
    plain = read(texts, mapping)
    monkeypatch.setattr(table, "MANY_ROWS", 1)
    monkeypatch.setattr(table, "REPEATED", 1.0)
    dense = read(texts, mapping)
    assert isinstance(dense.rows.frame.schema["Agreement"], pl.Categorical)
    assert_frame_equal(dense.statements, plain.statements)
    assert_frame_equal(dense.refused, plain.refused)
    assert refused_cells(dense).equals(refused_cells(plain))


def test_large_files_are_read_in_parts_of_which_only_what_is_read_is_kept(
    read: Read, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The parts are a few bytes here, and cells with line ends and marks of quotation lie across them."""
    rows = [
        f'{n},Ukraine,Poland,"Memo ""{n}""\nin two lines",{2000 + n},2021,https://nabu.gov.ua/{n}' for n in range(9)
    ]
    table = "\n".join([TABLE.splitlines()[0], *rows]) + "\n"
    mapping = MAPPING.replace("columns:", "where: {Signed: ['2003', '2007']}\ncolumns:", 1)
    whole = read(table, mapping)
    monkeypatch.setattr(csv_files, "BLOCK", 40)
    in_parts = read(table, mapping)
    assert in_parts.statements.equals(whole.statements)
    assert in_parts.rows.frame["Agreement"].to_list() == ['Memo "3"\nin two lines', 'Memo "7"\nin two lines']
    assert "No" not in in_parts.rows.columns
    assert [note for note in in_parts.notes if "where" in note or "nothing reads" in note] == [
        "left out by `where`: 7 of 9 rows",
        "columns that nothing reads: 'No'; `ignore: [...]` leaves them on purpose",
    ]
    with pytest.raises(DossierError, match=r"no cell of 'Signed' is '2099'\. Rows would be left out"):
        read(table, mapping.replace("2007", "2099"))


def test_a_day_of_signature_that_has_not_come_is_refused_with_its_cell(read: Read) -> None:
    refused = read(TABLE.replace("15.03.2023", "15.03.2231")).refused
    assert refused.select("column", "value", "why").unique().rows() == [
        ("Signed", "15.03.2231", "nobody has signed, or been bound, on a day that has not come")
    ]


def test_a_day_of_effect_may_be_to_come(read: Read) -> None:
    reading = read(TABLE.replace("March 2021,2021", "March 2021,2231"))
    assert reading.refused.is_empty()
    assert "2231" in reading.statements["value"].to_list()
