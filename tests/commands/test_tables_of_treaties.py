"""Tables of treaties without a mapping: who ratified, what ended and what is not in force."""

from __future__ import annotations

from pathlib import Path

from programs.running import load_table, rows, run

HEAD = "Treaty,Country A,Country B,Signed,Ratified by A,Ratified by B,Entry into force,Terminated,Source\n"
TREATIES = HEAD + (
    "On extradition,France,China,2007-03-20,2015-02-01,2008-04-24,2015-07-17,,TIAS 07-426\n"
    "On surrender,Germany,Hong Kong,2006-05-26,,,2009-04-11,suspended 2020-07-31,\n"
    "On escape,USA,Croatia,1901-10-25,1902-04-22,,1902-06-14,2010-02-01,\n"
)


def since(folder: Path, *actors: str) -> list[dict[str, object]]:
    return rows("since", *actors, store=folder / "store")


def test_each_party_has_its_own_ratification_and_a_termination_is_no_term(folder: Path) -> None:
    done = load_table(folder, "t.csv", TREATIES)
    assert "“Ratified by B” has the day on which the party in “Country B” ratified it." in done.stderr
    assert "“Source” names what a row rests on" in done.stderr
    [row] = since(folder, "fr", "cn")
    assert row["since"] == "2015-07-17"
    links = rows("ask", "cooperations", store=folder / "store")
    assert {(one["actor"], one["partner"]) for one in links} == {("cn", "fr"), ("hr", "us")}
    [ended] = since(folder, "us", "hr")
    assert ended["end_kind"] == "exit" and "1 term had passed" not in done.stderr


def test_a_treaty_is_dated_from_its_ratification_and_never_from_its_signature(folder: Path) -> None:
    text = (
        HEAD.replace("Entry into force,Terminated,Source", "Title")
        + "On X,France,China,2007-03-20,2015-02-01,2008-04-24,\n"
    )
    assert load_table(folder, "t.csv", text).returncode == 0
    [row] = since(folder, "fr", "cn")
    assert row["since_earliest"] == "2015-02-01"


def test_a_treaty_that_is_not_yet_in_force_is_signed_only_though_it_is_ratified(folder: Path) -> None:
    text = (
        HEAD + "On X,France,China,2007-03-20,2015-02-01,2008-04-24,not yet,,\n"
        "On Z,Italy,China,2007,2008,2008,halted in 2009,,\nOn Y,Spain,China,2007,2008,2008,2009,,\n"
    )
    assert load_table(folder, "t.csv", text).returncode == 0
    assert since(folder, "fr", "cn") == []
    assert [row["since"] for row in rows("ask", "cooperations", store=folder / "store")] == ["2009"]
    assert [row["since"] for row in since(folder, "es", "cn")] == ["2009"]


def test_a_row_is_the_act_that_its_word_says_and_what_is_no_act_is_refused(folder: Path) -> None:
    text = (
        "Treaty,Country,Action,Date\nOn mines,Poland,Signature,1997-12-04\nOn mines,Poland,Ratification,2012-12-27\n"
        "On mines,Estonia,Deposit of accession,2004-05-12\nOn mines,Latvia,Withdrawal of reservation,2006\n"
    )
    done = load_table(folder, "t.csv", text)
    assert "“Signature” (1)), and the day of it “Date”." in done.stderr and "was signed" not in done.stderr
    assert "'Withdrawal of reservation' is refused" in done.stderr
    acts = {(row["actor"], row["type"], row["done_on"]) for row in rows("ask", "acts", store=folder / "store")}
    days = {("pl", "signature", "1997-12-04"), ("pl", "ratification", "2012-12-27"), ("ee", "accession", "2004-05-12")}
    assert acts == days


def test_a_ratification_of_nobody_that_is_named_is_asked_about(folder: Path) -> None:
    text = "Treaty,Country A,Country B,Signed,Ratified by Senate\nOn X,France,China,2007-03-20,2015-02-01\n"
    done = load_table(folder, "t.csv", text)
    assert done.returncode == 1
    assert "which party ratified on the day in 'Ratified by Senate'" in done.stderr


def test_a_correction_outlives_another_load_of_its_table_and_an_emptied_cell_corrects_nothing(folder: Path) -> None:
    load_table(folder, "t.csv", TREATIES)
    refused = folder / "t.refused.csv"
    text = refused.read_text(encoding="utf-8")
    refused.write_text(text.replace("Terminated,suspended 2020-07-31,", "Terminated,,"), encoding="utf-8")
    assert "'suspended 2020-07-31' is refused" in load_table(folder, "t.refused.csv").stderr
    refused.write_text(text.replace("Terminated,suspended 2020-07-31,", "Terminated,2020-07-31,"), encoding="utf-8")
    load_table(folder, "t.refused.csv")
    [before] = since(folder, "de", "hk")
    done = load_table(folder, "t.csv")
    assert "of corrected cells, from the file of refused cells beside the table, stay as they are." in done.stderr
    assert since(folder, "de", "hk") == [before]


def test_a_row_without_a_day_is_an_agreement_of_unknown_day(folder: Path) -> None:
    text = "Party A,Party B,Agreement,Signed\nUkraine,Estonia,On data,2020\nUkraine,Poland,On tax,\nTotal,,2,\n"
    done = load_table(folder, "t.csv", text)
    assert "1 row has no day: its agreement is loaded without one." in done.stderr
    assert [row["basis_name"] for row in since(folder, "ua", "pl")] == ["On tax"]


def test_ukrainian_words_of_a_year_and_of_no_start_are_read(folder: Path) -> None:
    text = (
        "Сторона 1,Сторона 2,Назва меморандуму,Дата підписання,Набрання чинності,Строк дії\n"
        "Україна,Польща,Про дані,05.06.2020 р.,05.06.2020,5 років\nУкраїна,Литва,Про суди,2021,не набрав,\n"
    )
    done = load_table(folder, "t.csv", text)
    assert "Not read: “Строк дії” (“5 років” (1)). It speaks of an end and has no days" in done.stderr
    assert [row["since"] for row in since(folder, "ua", "pl")] == ["2020-06-05"]
    words = run("basis", "ua", "pl", "--on", "2021-01-01", "--format", "text", store=folder / "store").stdout
    assert "Whom it binds was not read." in words and "only those who signed" not in words
    assert since(folder, "ua", "lt") == []
