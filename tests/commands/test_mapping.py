"""A spreadsheet without a mapping: what is understood is said, what cannot be known is asked or left open."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import xlsxwriter
from programs.pty_output import watch
from programs.running import rows, run

PLAIN = """No,Party A,Party B,Agreement,Signed,In force,Source
1,Ukraine,Estonia,Memorandum on training,15.03.2023,01.04.2023,https://example.org/a
2,Ukraine,Latvia and Lithuania,Memorandum on data,March 2020,not yet,https://example.org/b
"""
AMBIGUOUS = "Country,Partner,Agreement,Date\nUkraine,Poland,On tax,03/04/2024\n"


def test_a_plain_table_loads_at_once_and_says_what_it_was_understood_to_say(folder: Path) -> None:
    (folder / "a.csv").write_text(PLAIN, encoding="utf-8")
    done = run("load", "a.csv", store=folder / "store")
    assert done.returncode == 0, done.stderr
    assert "Its parties are named in: “Party A”, “Party B”." in done.stderr
    assert "Left out: “No”." in done.stderr
    assert (folder / "a.mapping.yaml").exists()
    assert 'when: {"In force": ["not yet"]}' in (folder / "a.mapping.yaml").read_text(encoding="utf-8")
    [since] = rows("since", "Ukraine", "Estonia", store=folder / "store")
    assert since["since"] == "2023-04-01"
    [again] = rows("load", "a.csv", store=folder / "store")
    assert (again["is_new"], again["added"], again["retracted"]) == (False, 0, 0)
    lines = PLAIN.splitlines()
    text = "\n".join(["A list of agreements,,,,,,", lines[0], lines[2], lines[1]]) + "\n"
    (folder / "a.csv").write_text(text, encoding="utf-8")
    [sorted_] = rows("load", "a.csv", store=folder / "store")
    assert (sorted_["added"], sorted_["retracted"]) == (0, 0)


def test_a_day_that_cannot_be_told_from_its_month_stops_the_load_with_the_mapping_written(folder: Path) -> None:
    (folder / "a.csv").write_text(AMBIGUOUS, encoding="utf-8")
    for _ in range(2):  # the mapping that was written says no more than the table
        done = run("load", "a.csv", store=folder / "store")
        assert done.returncode == 1
    assert "format is not decided" in done.stderr
    text = (folder / "a.mapping.yaml").read_text(encoding="utf-8")
    assert 'day first is "%d/%m/%Y", month first "%m/%d/%Y"' in text
    (folder / "a.mapping.yaml").write_text(text.replace('"?"', '"%m/%d/%Y"'), encoding="utf-8")
    assert run("load", "a.csv", store=folder / "store").returncode == 0
    [basis] = [row for row in rows("ask", "bases", store=folder / "store") if row["name"] == "On tax"]
    assert basis["basis"] == "on-tax-2024-03-04-ua-pl"


def test_a_column_that_only_says_not_yet_is_no_entry_into_force(folder: Path) -> None:
    (folder / "a.csv").write_text(PLAIN.replace("01.04.2023", "#DIV/0!"), encoding="utf-8")
    done = run("load", "a.csv", store=folder / "store")
    assert "a.csv:2: column 'In force': '#DIV/0!' is refused" in done.stderr
    assert "1 basis signed, not binding: memorandum-on-data" in done.stderr


def test_a_terminal_is_asked(folder: Path) -> None:
    (folder / "a.csv").write_text(AMBIGUOUS, encoding="utf-8")
    command = [sys.executable, "-m", "accordgraph", "mapping", "new", "a.csv", "--json"]
    watched = watch(command, ["day\n"])
    assert watched.code == 0, watched.screen
    assert "“Date” has 03/04/2024. Which comes first?" in watched.screen
    assert '["%d/%m/%Y"' in (folder / "a.mapping.yaml").read_text(encoding="utf-8")


def test_a_mapping_that_is_there_is_not_overwritten(folder: Path) -> None:
    (folder / "a.csv").write_text(PLAIN, encoding="utf-8")
    (folder / "a.mapping.yaml").write_text("mine", encoding="utf-8")
    done = run("mapping", "new", "a.csv", store=folder / "store")
    assert done.returncode == 1
    assert "There is a file a.mapping.yaml already." in done.stderr
    assert (folder / "a.mapping.yaml").read_text(encoding="utf-8") == "mine"


def test_check_shows_sentences_statements_actors_and_what_is_refused(folder: Path) -> None:
    (folder / "a.csv").write_text(PLAIN.replace("Estonia", "Estonai"), encoding="utf-8")
    assert run("mapping", "new", "a.csv", store=folder / "store").returncode == 0
    lines = rows("mapping", "check", "a.mapping.yaml", "a.csv", "--rows", "1", "--lang", "uk", store=folder / "store")
    parts = [line["part"] for line in lines]
    assert parts.count("sentence") == 1
    assert any(line["text"].startswith("Литва, Латвія, Україна – Memorandum on data") for line in lines)
    assert {"statement", "actor", "sum"} <= set(parts)
    assert [line["text"] for line in lines if line["part"] == "guess"][:1] == ["a.csv: заголовки стоять у рядку 1"]
    [refused, whole] = [line["text"] for line in lines if line["part"] in ("refused", "sum")]
    assert "відхилено: Estonai не є назвою жодної держави; можливо, малося на увазі Estonia (ee)?" in refused
    assert whole == "a: прочитано рядків: 2, відхилено клітинок: 1 (стосується рядків: 1)."
    assert not (folder / "store").exists()


def test_refused_cells_go_to_a_file_that_loads_when_corrected(folder: Path) -> None:
    (folder / "right.csv").write_text(PLAIN, encoding="utf-8")
    (folder / "a.csv").write_text(PLAIN.replace("Estonia", "Estonai"), encoding="utf-8")
    assert run("mapping", "new", "a.csv", store=folder / "store").returncode == 0
    done = run("load", "a.csv", store=folder / "store")
    assert done.returncode == 0
    assert "a.csv:2: column 'Party B': 'Estonai' is refused" in done.stderr
    path = folder / "a.refused.csv"
    path.write_text(path.read_text(encoding="utf-8-sig").replace("B,Estonai,", "B,Estonia,"), encoding="utf-8")
    assert run("load", "a.refused.csv", "--mapping", "a.mapping.yaml", store=folder / "store").returncode == 0
    [right] = rows("load", "right.csv", "--mapping", "a.mapping.yaml", store=folder / "store")
    assert (right["added"], right["retracted"]) == (0, 0)


def test_notes_of_a_load_are_ukrainian_where_that_was_asked_for(folder: Path) -> None:
    text = PLAIN.replace("Estonia", "Estonai").replace("01.04.2023", "31.02.2023").replace(",", ";")
    (folder / "a.csv").write_text(text, encoding="utf-8")
    done = run("load", "a.csv", "--lang", "uk", store=folder / "store")
    assert done.returncode == 0
    assert "a.csv:2: стовпець «In force»: значення «31.02.2023» відхилено: " in done.stderr
    assert "Відхилені клітинки записано в a.refused.csv: виправте їх у його стовпці «value»" in done.stderr
    assert re.findall(r"\b(the|is|it|of|are|read|was|cells?|rows?)\b", done.stderr) == []


def test_a_table_among_dossiers_is_a_wrong_usage(folder: Path) -> None:
    (folder / "a.csv").write_text(PLAIN, encoding="utf-8")
    done = run("load", "a.csv", "b.yaml", store=folder / "store")
    assert done.returncode == 2
    assert "Load tables by --mapping FILE" in done.stderr


def test_an_unknown_mapping_is_answered_with_the_bundled_ones(folder: Path) -> None:
    (folder / "a.csv").write_text(PLAIN, encoding="utf-8")
    done = run("load", "a.csv", "--mapping", "un-treatys", store=folder / "store")
    assert done.returncode == 1
    assert "Did you mean un-treaties?" in done.stderr


def test_parties_on_two_lines_or_with_and_in_between_are_taken_apart_at_the_whole_sign(folder: Path) -> None:
    cells = '"Ukraine\nEstonia",Treaty A,2019-05-17\nFinland and Ireland,Treaty B,2020-01-02\n'
    (folder / "lines.csv").write_text(f"Parties,Agreement,Signed\n{cells}", encoding="utf-8")
    store = folder / "store"
    assert run("load", "lines.csv", store=store).returncode == 0
    pairs = {(row["actor"], row["partner"]) for row in rows("ask", "cooperations", store=store)}
    assert pairs == {("ee", "ua"), ("fi", "ie")}


def test_only_merged_cells_have_the_value_of_their_range(folder: Path) -> None:
    with xlsxwriter.Workbook(folder / "merged.xlsx") as book:
        sheet = book.add_worksheet()
        for number, row in enumerate(
            [
                ("Party A", "Party B", "Agreement", "Signed"),
                ("Ukraine", "Estonia", "Memo one", "2019-05-17"),
                (None, None, "Memo two", "2020-01-02"),
                (None, "Latvia", "Memo three", "2020-01-03"),
            ]
        ):
            sheet.write_row(number, 0, row)
        sheet.merge_range("A2:A4", "Ukraine")
    store = folder / "store"
    assert run("load", "merged.xlsx", store=store).returncode == 0
    links = {(row["actor"], row["partner"], row["basis_name"]) for row in rows("ask", "cooperations", store=store)}
    assert links == {("ee", "ua", "Memo one"), ("lv", "ua", "Memo three")}
