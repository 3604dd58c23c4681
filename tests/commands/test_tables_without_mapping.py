"""Tables without a mapping, as people have them: what is understood is said, and no copy becomes a witness."""

from __future__ import annotations

import re
import warnings
from pathlib import Path

import pytest
import xlsxwriter
from programs.running import Done, load_table, rows, run

import accordgraph
from accordgraph.queries.rendering.error_texts import in_language

LISTS = """Parties,Agreement,Year,Status
Germany / France,Treaty on friendship,1963,In force
Ukraine and Litauen,Memorandum on data,2020,In force
"Ministry of Justice, Ukraine",Protocol on courts,2019,In force
Bosnia and Herzegovina / Estonia,Memorandum on water,2018,In force
"""
TWO = "Party A,Party B,Agreement,Signed\nUkraine,Estonia,On data,2020\nUkraine,Poland,On tax,2021-05\n"


def load(folder: Path, *arguments: str) -> Done:
    return run("load", *arguments, store=folder / "store")


def standings(folder: Path) -> set[tuple[str, str]]:
    """Who says so of each link: one voice or several."""
    return {(row["basis_name"], row["standing"]) for row in rows("ask", "cooperations", store=folder / "store")}


def test_parties_in_one_cell_are_taken_apart_where_all_are_known_and_refused_where_they_are_not(folder: Path) -> None:
    done = load_table(folder, "t.csv", LISTS)
    assert done.returncode == 0
    pairs = {(row["actor"], row["partner"]) for row in rows("ask", "cooperations", store=folder / "store")}
    assert pairs == {("de", "fr"), ("ba", "ee"), ("litauen", "ua")}
    assert "A cell of “Parties” with several parties is taken apart at: “ and ”, “/”." in done.stderr
    english = next(line for line in done.stderr.splitlines() if "'Ministry of Justice, Ukraine' is refused" in line)
    assert re.findall(r"\b(the|is|it|are|if)\b", in_language(english, "uk")) == []
    assert (
        "'Ministry of Justice, Ukraine' is refused: Ministry of Justice, Ukraine is the name of no actor that is "
        "known, and parts of it are: Ukraine (ua). Remedy: if these are several actors, write under the column "
        "'Parties': "
        'split: [" and ", "/", ","]' in done.stderr
    )


def test_a_new_actor_is_named_with_a_known_one_that_it_is_like_and_once_only(folder: Path) -> None:
    line = (
        "Note: 1 new actor, in no list and no dossier: Litauen (litauen). Like known ones: Litauen – Lithuania (lt). "
        "One that is known by another name is written under its column, spelled: {'Litauen': lt}."
    )
    assert line in load_table(folder, "t.csv", LISTS).stderr
    assert "новий учасник, якого немає в жодному переліку чи досьє: Litauen (litauen). Схожі" in in_language(line, "uk")
    assert "new actor" not in load(folder, "t.csv").stderr


def test_a_year_is_read_what_was_terminated_ends_and_what_never_began_is_left_out(folder: Path) -> None:
    text = LISTS.replace("2020,In force", "2020,Terminated").replace("2018,In force", "2018,не набрав чинності")
    done = load_table(folder, "t.csv", text)
    assert "It was signed on the day in “Year”." in done.stderr
    assert "Where “Status” says “Terminated” (1), it ended: " in done.stderr
    assert "Left out: rows where “Status” says “не набрав чинності” (1)." in done.stderr
    assert standings(folder) == {("Treaty on friendship", "single"), ("Memorandum on data", "single")}
    [ended] = rows("ask", "cooperations", "-p", "bases=memorandum-on-data-2020-litauen-ua", store=folder / "store")
    assert (ended["end_kind"], ended["until_earliest"]) == ("exit", None)
    [since] = rows("since", "Germany", "France", store=folder / "store")
    assert since["since_earliest"] == "1963-01-01"


def test_the_day_of_signature_goes_before_a_year(folder: Path) -> None:
    text = "Year,Party A,Party B,Agreement,Signed,Updated\n2019,Ukraine,Estonia,On data,17 May 2020,2024-01-01\n"
    done = load_table(folder, "t.csv", text)
    assert "signed on the day in “Signed”" in done.stderr and "Left out: “Year”, “Updated”." in done.stderr


def test_a_start_is_no_signature_and_an_end_needs_none(folder: Path) -> None:
    text = "Partner A,Partner B,Title,Start date,End date\nUkraine,Estonia,On data,2019-05-01,2023-04-30\n"
    done = load_table(folder, "t.csv", text)
    assert "It has effect from the day in “Start date”." in done.stderr and "signed on" not in done.stderr
    [since] = rows("since", "Ukraine", "Estonia", store=folder / "store")
    assert (since["since"], since["until"]) == ("2019-05-01", "2023-04-30")


def test_a_copy_under_another_name_is_no_second_voice(folder: Path) -> None:
    assert load_table(folder, "t.csv", TWO).returncode == 0
    done = load_table(folder, "copy.csv", TWO)
    assert "Note: copy.csv repeats 8 statements of the dossier t, and both count as one voice." in done.stderr
    assert "then load it in its place: accord load copy.csv --mapping t.mapping.yaml." in done.stderr
    assert standings(folder) == {("On data", "single"), ("On tax", "single")}


def test_a_copy_that_would_be_a_second_voice_is_refused(folder: Path) -> None:
    """The first has a publisher, and the copy names none."""
    assert load_table(folder, "t.csv", TWO).returncode == 0
    mapping = folder / "t.mapping.yaml"
    text = mapping.read_text(encoding="utf-8").replace("publisher: unnamed-publisher", "publisher: ministry")
    mapping.write_text(text, encoding="utf-8")
    assert load(folder, "t.csv").returncode == 0
    (folder / "copy.csv").write_text(TWO, encoding="utf-8")
    done = load(folder, "copy.csv")
    assert done.returncode == 1
    assert "a version of the same table: accord load copy.csv --mapping t.mapping.yaml." in done.stderr
    assert "copy.csv names no publisher, and 8 of its statements are those of the dossier t, on " in done.stderr
    assert standings(folder) == {("On data", "single"), ("On tax", "single")}
    mapping = folder / "copy.mapping.yaml"
    text = mapping.read_text(encoding="utf-8").replace("publisher: unnamed-publisher", "publisher: institute")
    mapping.write_text(text, encoding="utf-8")
    assert (
        "8 statements of the dossier t, nearly all that it says, as a voice of its own"
        in load(folder, "copy.csv").stderr
    )


def test_a_corrected_mapping_of_the_same_table_takes_back_what_it_read_wrongly(folder: Path) -> None:
    text = "Party A,Party B,Agreement,Signed\n" + "".join(f"Ukraine,Litauen,Memo {n},{2000 + n}\n" for n in range(9))
    assert load_table(folder, "t.csv", text).returncode == 0
    mapping = folder / "t.mapping.yaml"
    wrong = mapping.read_text(encoding="utf-8")
    mapping.write_text(wrong.replace("else: slug", "else: slug, spelled: {Litauen: lt}"), encoding="utf-8")
    done = load(folder, "t.csv")
    assert done.returncode == 0, done.stderr
    assert "nearly all cells that this mapping read before still stand in the table" in done.stderr
    assert {row["actor"] for row in rows("ask", "cooperations", store=folder / "store")} == {"lt"}
    (folder / "t.csv").write_text("".join(text.splitlines(keepends=True)[:3]), encoding="utf-8")
    assert "--replace" in load(folder, "t.csv").stderr


def test_refused_cells_load_by_the_mapping_of_their_table_and_as_they_are(folder: Path) -> None:
    (folder / "t.csv").write_text(TWO.replace("Estonia", "Estonai"), encoding="utf-8")
    done = load(folder, "t.csv")
    assert "correct them in its column 'value', and load it by accord load t.refused.csv --mapping" in done.stderr
    as_it_is = load(folder, "t.refused.csv")
    assert as_it_is.returncode == 0 and "By the mapping t.mapping.yaml." in as_it_is.stderr
    path = folder / "t.refused.csv"
    path.write_text(path.read_text(encoding="utf-8").replace("B,Estonai,", "B,Estonia,"), encoding="utf-8")
    assert load(folder, "t.refused.csv").returncode == 0
    assert standings(folder) == {("On data", "single"), ("On tax", "single")}
    (folder / "corrected.csv").write_bytes(path.read_bytes())
    assert "corrected.csv has the columns of refused cells, and another name." in load(folder, "corrected.csv").stderr
    (folder / "t.mapping.yaml").unlink()
    assert "the mapping of their table is not beside it" in load(folder, "t.refused.csv").stderr


def test_a_csv_and_a_workbook_of_one_name_have_a_mapping_each(folder: Path) -> None:
    (folder / "a.csv").write_text(TWO, encoding="utf-8")
    with xlsxwriter.Workbook(folder / "a.xlsx") as book:
        cover, sheet, codes = (book.add_worksheet(name) for name in ("Cover", "Register", "Codes"))
        cover.write_column("B2", ["International agreements", "Prepared by the ministry"])
        cover.write_row("B5", ["Version", "2"])
        sheet.write_row("A1", ["Prepared", "2024-01-02", "by", "the ministry"])
        sheet.write_row("A3", ["State", "Partner", "Назва", "Signed", "Note"])
        sheet.write_row("A4", ["Moldova", "Ukraine", "Угода про торгівлю", "2022"])
        sheet.write_row("A5", ["Moldova", "Romania", "On roads", "2023", "x"])
        codes.write_row("A1", ["Code", "Meaning", "Since"])
    assert load(folder, "a.csv").returncode == 0
    done = load(folder, "a.xlsx")
    assert done.returncode == 0, done.stderr
    assert "By the mapping a.xlsx.mapping.yaml." in done.stderr
    assert "The table is the sheet “Register”; not read: “Cover”, “Codes”." in done.stderr
    assert "the heading is row 3" in done.stderr
    held = {row["basis"]: row for row in rows("ask", "bases", store=folder / "store")}
    assert {"on-data-2020-ua-ee", "ugoda-pro-torgivlyu-2022-md-ua", "on-roads-2023-md-ro"} <= set(held)
    uk = {row["name"] for row in rows("ask", "bases", "--lang", "uk", store=folder / "store")}
    assert {"Угода про торгівлю", "On roads"} <= uk
    text = (folder / "a.xlsx.mapping.yaml").read_text(encoding="utf-8")
    assert 'name: {"$(Назва|language)": "$(Назва)"}' in text


def test_the_country_of_a_body_is_no_party_unless_its_author_says_so(folder: Path) -> None:
    text = "Institution,Country,Purpose,Signed on,Duration\nUniversity of Tartu,Estonia,Exchange,17-05-2021,3 years\n"
    (folder / "m.csv").write_text(text, encoding="utf-8")
    done = load(folder, "m.csv")
    assert done.returncode == 1
    assert "does not say whether 'Country' names a party, or where 'Institution' is; which column names" in done.stderr
    mapping = folder / "m.mapping.yaml"
    assert "there is no column" not in mapping.read_text(encoding="utf-8")
    assert "the table has no column '?'" in load(folder, "m.csv").stderr
    text = mapping.read_text(encoding="utf-8").replace("$(?)", "$(Purpose)", 2).replace('"$(?)"', '"$(Country)"')
    mapping.write_text(text, encoding="utf-8")
    assert load(folder, "m.csv").returncode == 0
    [pair] = rows("ask", "cooperations", store=folder / "store")
    assert (pair["actor"], pair["partner"]) == ("ee", "university-of-tartu")


def test_one_name_in_rows_of_one_day_and_one_party_a_row_are_said(folder: Path) -> None:
    text = "country1,country2,name,year\nAlbania,Moldova,On trade,2006\nAlbania,Serbia,On trade,2006\n"
    (folder / "t.csv").write_text(text, encoding="utf-8")
    assert "1 name in “name” stands in several rows of one day" in run("mapping", "new", "t.csv").stderr
    (folder / "o.csv").write_text("Partner,Agreement,Year\nAlbania,On trade,2006\n", encoding="utf-8")
    assert "Each row names one party. If the keeper of the table" in run("mapping", "new", "o.csv").stderr


def test_a_table_without_parties_is_refused_and_no_mapping_is_written(folder: Path) -> None:
    (folder / "n.csv").write_text("Year,Sent,Executed\n2022,388,330\n", encoding="utf-8")
    done = load(folder, "n.csv")
    assert done.returncode == 1
    assert "No column of n.csv seems to name the parties: row 1 was taken for the heading, with 'Year', 'Sent'" in (
        done.stderr
    )
    assert not (folder / "n.mapping.yaml").exists()


def test_a_table_without_rows_and_a_folder_of_tables_say_so(folder: Path) -> None:
    (folder / "tables").mkdir()
    (folder / "tables" / "t.csv").write_text(TWO.splitlines()[0] + "\n", encoding="utf-8")
    assert "t.csv has a heading and no row below it." in load(folder, "tables/t.csv").stderr
    done = load(folder, "tables")
    assert done.returncode == 2
    assert (
        "accord load tables --mapping FILE. A first one is written by accord mapping new tables/t.csv." in done.stderr
    )


def test_the_library_loads_a_table_as_the_command_does(folder: Path) -> None:
    (folder / "t.csv").write_text(TWO, encoding="utf-8")
    with warnings.catch_warnings(record=True) as noted:
        warnings.simplefilter("always")
        report = accordgraph.load("t.csv", "store")
    assert any("by the mapping t.mapping.yaml: Each row is an agreement" in str(one.message) for one in noted)
    assert {one.filename for one in noted} == {__file__}
    assert report.changes["t"].added > 0
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        again = accordgraph.load("t.csv", "store", mapping="t.mapping.yaml")
    assert not again.is_new
    with pytest.raises(accordgraph.UsageError):
        accordgraph.load(["t.csv", "other.yaml"], "store")
