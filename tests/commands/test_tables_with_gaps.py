"""Tables without a mapping whose rows have gaps: no start, no source, no day. Nothing is left out in silence."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from programs.running import load_table, rows, run

from accordgraph.queries.rendering.error_texts import in_language

STARTS = """Party A,Party B,Agreement,Signed,In force
Ukraine,Estonia,Protocol on teams,2021-05-30,not yet
Ukraine,Latvia,Memo on data,2021-06-30,
Ukraine,Poland,Memo on cats,,not yet
Ukraine,Moldova,Memo on birds,2020-01-01,2020-02-02
"""
CITED = """Party A,Party B,Agreement,Signed,Reference
Ukraine,Estonia,On teams,2021-05-30,TIAS 07-426
Ukraine,Latvia,On data,2021-06-30,
Ukraine,Poland,On cats,2021-06-30,"Official Gazette, no. 5, https://gazette.example.org/5."
"""


def since(folder: Path, *actors: str) -> list[dict[str, object]]:
    return rows("since", *actors, store=folder / "store")


def test_a_start_that_waits_or_is_empty_is_said_and_each_row_is_named(folder: Path) -> None:
    done = load_table(folder, "t.csv", STARTS)
    assert "Where “In force” says “not yet” (2), the agreement is not in force yet: no link is drawn." in done.stderr
    assert "“In force” is empty in 1 row: no start is given" in done.stderr
    assert "Note: not in force yet by 'In force' ('not yet'), so these rows make no link: t.csv:2." in done.stderr
    assert "Note: no start is given in 'In force', so it is counted from other days of the row: t.csv:3." in done.stderr
    assert since(folder, "ua", "ee") == []
    shown = run("show", "protocol-on-teams-2021-05-30-ua-ee", "--format", "text", store=folder / "store").stdout
    assert "It is signed; no source here gives a day of its entry into force" in shown
    assert "Estonia signed on 30 May 2021 [1]" in shown and "No participant is reported" not in shown
    assert [row["since"] for row in since(folder, "ua", "lv")] == ["[2021-06-30..]"]


def test_an_undated_row_that_waits_is_listed_with_its_reason(folder: Path) -> None:
    done = load_table(folder, "t.csv", STARTS)
    line = next(line for line in done.stderr.splitlines() if line.startswith("Left out: 'not yet'"))
    assert line == (
        "Left out: 'not yet' in column 'In force' (t.csv:4): not in force yet, and no day of signature is given: no "
        "act is made of the row, and no link."
    )
    assert "Пропущено: «not yet» у стовпці «In force» (t.csv:4): ще не набрало чинності" in in_language(line, "uk")
    assert "tells nothing" not in done.stderr and "1 left out with a reason" in done.stderr


def test_a_treaty_that_waits_is_signed_only_and_said_so(folder: Path) -> None:
    text = (
        "Treaty,Party A,Party B,Signed,Ratified by A,Ratified by B,Entry into force\n"
        "On escape,USA,Croatia,1901-10-25,1902-04-22,1902-05-01,not yet\n"
        "On tax,USA,France,1901,1902,1903,1904\n"
    )
    done = load_table(folder, "t.csv", text)
    assert "not in force yet by 'Entry into force' ('not yet'), so these rows make no link: t.csv:2" in done.stderr
    assert since(folder, "USA", "Croatia") == []
    words = run("since", "USA", "France", "--format", "text", store=folder / "store").stdout
    assert "- ratification, 1902: " in words and "an act of entry" not in words


def test_what_a_row_cites_is_a_source_that_the_table_retells(folder: Path) -> None:
    done = load_table(folder, "t.csv", CITED)
    assert "“Reference” names what a row rests on: each text named there is a source, which this table retells." in (
        done.stderr
    )
    assert "“Reference” is empty in 1 row, which rests on the sheet alone." in done.stderr
    sources = {row["source"]: row for row in rows("ask", "sources", store=folder / "store")}
    cited = sources["cited-tias-07-426"]
    assert (cited["publisher"], cited["title"], cited["url"]) == ("TIAS", "TIAS 07-426", None)
    gazette = next(row for one, row in sources.items() if one.startswith("cited-official"))
    assert (gazette["publisher"], gazette["url"]) == ("gazette.example.org", "https://gazette.example.org/5")
    words = run("since", "ua", "ee", "--format", "text", store=folder / "store").stdout
    words = " ".join(words.split())
    assert "One voice says so: TIAS (as reported by the table “t”, of an unnamed publisher) [1]." in words
    assert "retells TIAS. t: TIAS 07-426" in words
    ukrainian = run("who", "lv", "--format", "text", "--lang", "uk", store=folder / "store").stdout
    assert "таблиця «t», видавця якої не названо" in " ".join(ukrainian.split())
    assert [row["since_earliest"] for row in since(folder, "ua", "lv")] == ["2021-06-30"]


def test_a_row_without_an_address_beside_rows_that_have_one_is_loaded(folder: Path) -> None:
    text = "Party A,Party B,Agreement,Signed,Link\n" + "".join(
        f"Ukraine,{state},On data,2021,{link}\n"
        for state, link in (("Estonia", "https://example.org/a"), ("Latvia", "https://example.org/b"), ("Poland", ""))
    )
    assert load_table(folder, "t.csv", text).returncode == 0
    assert [row["partner"] for row in since(folder, "ua", "pl")] == ["pl"]


def test_a_table_named_after_one_of_its_actors_is_another_thing(folder: Path) -> None:
    done = load_table(folder, "arma.csv", "Our party,Partner,Title,Signed\nARMA,Estonia,On assets,2021\n")
    assert done.returncode == 0, done.stderr
    assert "mapping: arma-table" in (folder / "arma.mapping.yaml").read_text(encoding="utf-8")


def test_an_end_among_remarks_or_words_of_a_status_is_not_answered_as_in_force(folder: Path) -> None:
    text = (
        "Сторона 1,Сторона 2,Назва угоди,Дата підписання,Статус,Примітки\n"
        "Україна,Естонія,Про дані,2005,припинив дію 31.12.2019,\n"
        "Україна,Литва,Про суди,2006,чинний,припинено у 2023\n"
        "Україна,Чеська Республіка,Про мости,2007,чинний,діє до перегляду\n"
    )
    done = load_table(folder, "t.csv", text)
    assert "Where “Статус” says “припинив дію 31.12.2019” (1), it ended" in done.stderr
    assert "Left out: rows where “Примітки” says “припинено у 2023” (1)." in done.stderr
    assert "“Примітки” goes with each row as a note, and no day is read from it." in done.stderr
    links = {row["actor"]: row["until_latest"] for row in rows("ask", "cooperations", store=folder / "store")}
    assert links == {"cz": None, "ee": "2019-12-31"}


def test_a_participant_without_a_day_has_not_joined_and_one_treaty_has_no_keys(folder: Path) -> None:
    text = "Country,Signature,Ratification\nIreland,2002-02-28,\nUkraine,2005-11-23,2006-03-10\nRussia,,\n"
    done = load_table(folder, "t.csv", text)
    assert done.returncode == 1 and "which column names the agreement" in done.stderr
    mapping = folder / "t.mapping.yaml"
    written = mapping.read_text(encoding="utf-8")
    assert "keys:" not in written and "lists:" not in written
    mapping.write_text(written.replace('"$(?)":', '"On Cybercrime":').replace('"$(?)"', "On Cybercrime"), "utf-8")
    refused = load_table(folder, "t.csv", text).stderr
    assert "'On Cybercrime' cannot be an id; expected small letters a-z, digits and hyphens" in refused
    mapping.write_text(written.replace('"$(?)":', "on-cybercrime:").replace('"$(?)"', "On Cybercrime"), "utf-8")
    done = load_table(folder, "t.csv", text)
    assert "Left out: (empty) in column 'Signature' (t.csv:4): the row has no day, so no act is made of it." in (
        done.stderr
    )
    assert {row["actor"] for row in rows("ask", "participations", store=folder / "store")} == {"ua"}


def test_short_names_of_states_are_found_and_one_of_two_states_is_refused(folder: Path) -> None:
    text = "Party A,Party B,Agreement,Signed\n" + "".join(
        f"{a},{b},On data {n},2021\n"
        for n, (a, b) in enumerate([("USA", "DPRK"), ("США", "ROK"), ("Holland", "ОАЕ"), ("Korea", "Ukraine")])
    )
    done = load_table(folder, "t.csv", text)
    assert "'Korea' is refused: Korea is the name of several actors: kp, kr." in done.stderr
    pairs = {(row["actor"], row["partner"]) for row in rows("ask", "cooperations", store=folder / "store")}
    assert pairs == {("kp", "us"), ("kr", "us"), ("ae", "nl")}
    assert rows("find", "USA", store=folder / "store")[0]["id"] == "us"
    assert [row["partner"] for row in since(folder, "Holland", "UAE")] == ["ae"]
    ambiguous = run("who", "Korea", store=folder / "store")
    assert ambiguous.returncode != 0 and "North Korea" in ambiguous.stderr and "South Korea" in ambiguous.stderr


def test_no_end_that_was_agreed_is_said_and_refuses_nothing(folder: Path) -> None:
    text = (
        "Party A,Party B,Agreement,Signed,Valid until\n"
        "Ukraine,Estonia,On data,2019-05-01,open-ended\nUkraine,Poland,On tax,2019-05-01,безстроково\n"
        "Ukraine,Latvia,On law,2019-05-01,2030-01-01\nUkraine,Spain,On art,2019-05-01,2031-01-01\n"
    )
    done = load_table(folder, "t.csv", text)
    assert "Where “Valid until” says “open-ended” (1), “безстроково” (1), no end was agreed." in done.stderr
    assert "0 cells refused" in done.stderr
    assert [row["end_kind"] for row in since(folder, "ua", "ee")] == ["none"]


def test_a_column_of_several_kinds_of_consent_says_no_more_than_an_entry(folder: Path) -> None:
    text = (
        'Treaty,Country,Signature,"Ratification, Accession(a)"\n'
        "On sea,Ireland,2002-02-28,2003-01-01\nOn sea,Estonia,2002-02-28,2004-01-01\n"
        "On sea,Malta,2002-02-28,2015 (approval)\n"
    )
    assert load_table(folder, "t.csv", text).returncode == 0
    acts = rows("ask", "acts", store=folder / "store")
    assert {row["type"] for row in acts} == {"signature", "entry", "approval"}
    assert [row["done_on"] for row in acts if row["type"] == "approval"] == ["2015"]


def test_the_other_side_that_no_column_names_is_written_into_the_mapping(folder: Path) -> None:
    done = load_table(folder, "t.csv", "Country,Agreement,Date\nFrance,On data,2015-01-02\nItaly,On tax,2016-01-02\n")
    assert 'write its id into the mapping, beside the column: by: ["$(Country)", ua].' in done.stderr
    mapping = folder / "t.mapping.yaml"
    text = mapping.read_text(encoding="utf-8")
    assert '# stands, as in by: ["$(Country)", ua].' in text
    mapping.write_text(text.replace('{by: ["$(Country)"]', '{by: ["$(Country)", ua]'), encoding="utf-8")
    assert load_table(folder, "t.csv").returncode == 0
    assert [row["since_earliest"] for row in since(folder, "ua", "fr")] == ["2015-01-02"]


def test_a_copy_is_not_asked_about_what_was_said_of_its_table(folder: Path) -> None:
    text = "Party A,Party B,Agreement,Signed\nUkraine,Estonia,On data,03/04/2021\n"
    assert load_table(folder, "t.csv", text).returncode == 1
    mapping = folder / "t.mapping.yaml"
    mapping.write_text(mapping.read_text(encoding="utf-8").replace('"?"', '"%d/%m/%Y"'), encoding="utf-8")
    done = load_table(folder, "copy.csv", text)
    command = "accord load copy.csv --mapping t.mapping.yaml"
    assert f"t.mapping.yaml reads a table with these columns; if this is its copy or newer version: {command}." in (
        done.stderr
    )
    assert run("load", "copy.csv", "--mapping", "t.mapping.yaml", store=folder / "store").returncode == 0


STATUS = """Party A,Party B,Agreement,Signed,Status
Ukraine,Estonia,On teams,2021-05-30,in force
Ukraine,Latvia,On data,2021-06-30,suspended
Ukraine,Norway,On cats,2021-06-30,in force
"""


@pytest.mark.parametrize("word", ["suspended 2024", "зупинено", "not in force"])
def test_a_new_word_for_what_is_over_is_refused_when_the_table_is_loaded_again(folder: Path, word: str) -> None:
    assert load_table(folder, "t.csv", STATUS).returncode == 0
    later = STATUS.replace("2021-06-30,in force", f"2021-06-30,{word}")
    again = load_table(folder, "t.csv", later)
    assert (again.returncode, f"'Status' is '{word}' (t.csv:4)" in again.stderr) == (1, True), again.stderr
    mapping = folder / "t.mapping.yaml"
    text = mapping.read_text(encoding="utf-8")
    assert text.count('not: ["suspended"]') == 1
    mapping.write_text(text.replace('["suspended"]', f'["suspended", "{word}"]'), encoding="utf-8")
    assert load_table(folder, "t.csv", later).returncode == 0
    partners = {row["actor"] for row in rows("ask", "cooperations", store=folder / "store")}
    assert partners == {"ee"}


def test_words_that_are_named_are_loaded_whatever_they_say(folder: Path) -> None:
    assert load_table(folder, "t.csv", STATUS).returncode == 0
    mapping = folder / "t.mapping.yaml"
    text = mapping.read_text(encoding="utf-8")
    mapping.write_text(text.replace('{not: ["suspended"]}', "[in force, suspended]"), encoding="utf-8")
    assert load_table(folder, "t.csv", STATUS).returncode == 0
    assert len(since(folder, "ua", "lv")) == 1


def test_the_newest_of_a_picture_may_have_begun_later_than_its_first_day(folder: Path) -> None:
    text = (
        "Party A,Party B,Agreement,Signed,In force\n"
        "Ukraine,Poland,On data,2020,2022-03-01\nUkraine,Spain,On tax,2023-01-16,\n"
    )
    load_table(folder, "t.csv", text)
    assert run("draw", "-o", "t.html", store=folder / "store").returncode == 0
    page = (folder / "t.html").read_text(encoding="utf-8")
    assert re.search("Newest</dt><dd><button[^>]*>On tax, began 16 Jan 2023 or later<", page)
