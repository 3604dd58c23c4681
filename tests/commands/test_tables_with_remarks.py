"""Remarks of a row, and consents in rows that are not in force yet: shown in the words of the sheet, never denied."""

from __future__ import annotations

from pathlib import Path

from programs.running import load_table, rows, run

from accordgraph.diagrams.citations import publisher_name
from accordgraph.queries.plans import Row
from accordgraph.queries.rendering.error_texts import in_language

REMARKED = """Party A,Party B,Agreement,Signed,In force,Valid until,Remarks
Ukraine,Poland,On training,2022-02-01,2022-03-01,2025-02-28,renewed once
Україна,Естонія,Про дані,2020-02-03,not yet,,очікується нота
"""
TREATY = """Participant,Signature,"Ratification, Accession (a)",Entry into force,Remarks
Estonia,23 Nov 2001,12 May 2003,1 Jul 2004,
Australia,,30 Nov 2012 a,1 Mar 2013,with reservations
Ireland,28 Feb 2002,,,
Switzerland,23 Nov 2001,21 Sep 2011,not yet,
Ukraine,23 Nov 2001,20/04/2006 r,1 Jul 2006,
"""
DECLARED = """Participant,Signature,Entry into force,Declarations
Denmark,2003-01-01,2004-02-01,Withdrew on 31 December 2019
Estonia,2003-01-01,2004-02-01,valid until 31 December 2015
Norway,2003-01-01,2004-02-01,
"""


def words(folder: Path, *arguments: str) -> str:
    """An answer in words, on one line."""
    return " ".join(run(*arguments, "--format", "text", store=folder / "store").stdout.split())


def test_a_remark_stands_wherever_its_agreement_is_answered(folder: Path) -> None:
    load_table(folder, "t.csv", REMARKED)
    [counts] = rows("status", store=folder / "store")
    assert counts["sources"] == 1
    passed = "That has passed (as of "
    remark = "The table remarks: “renewed once” [1]."
    for arguments in (("since", "ua", "pl"), ("who", "pl")):
        answer = words(folder, *arguments)
        assert remark in answer and passed in answer
        assert "no source here says whether it was extended" not in answer
    basis = "on-training-2022-02-01-ua-pl"
    assert remark in words(folder, "show", basis)
    assert remark in words(folder, "show", f"{basis}~pl~1")
    assert "У таблиці зауважено: «renewed once» [1]." in words(folder, "since", "ua", "pl", "--lang", "uk")


def test_a_remark_on_what_is_only_signed_is_in_its_own_language(folder: Path) -> None:
    load_table(folder, "t.csv", REMARKED)
    for arguments in (("who", "ee", "--lang", "uk"), ("since", "ua", "ee", "--lang", "uk")):
        answer = words(folder, *arguments)
        assert "у таблиці зауважено: «очікується нота» [1]" in answer and "англійською" not in answer


def test_a_consent_beside_a_start_that_is_not_yet_is_kept_and_not_denied(folder: Path) -> None:
    done = load_table(folder, "convention-on-cybercrime.csv", TREATY)
    assert done.returncode == 0, done.stderr
    line = next(line for line in done.stderr.splitlines() if "(ch)" in line)
    assert line == (
        "Note: In 1 basis a consent to be bound stands beside a start that has not come: convention-on-cybercrime (ch)."
        " It is kept as a remark, and no link is made."
    )
    assert "Згода на обов’язковість стоїть поряд із позначкою, що чинності ще немає (1)" in in_language(line, "uk")
    assert "signed, not binding: convention-on-cybercrime (ie)." in done.stderr
    remark = "the table remarks: “Ratification, Accession (a): 21 Sep 2011; not in force by this table” [1]"
    since = words(folder, "since", "ua", "ch")
    assert remark in since and "with a consent to be bound that is not in force by its table" in since
    assert "is not reported here" not in since
    who = words(folder, "who", "ch")
    assert remark in who and "a consent to be bound is reported, which is not in force by the table" in who
    assert "21 Sep 2011" in words(folder, "show", "convention-on-cybercrime")
    assert "is not reported here" in words(folder, "since", "ua", "ie")


def test_a_treaty_named_by_its_file_loads_with_marks_after_its_days(folder: Path) -> None:
    done = load_table(folder, "convention-on-cybercrime.csv", TREATY)
    assert "each row is a participant of one, called “Convention on cybercrime” by the name of the file." in done.stderr
    assert "0 cells refused" in done.stderr and "is empty in" not in done.stderr
    assert "it is not in force yet for the participant of that row" in done.stderr
    mapping = (folder / "convention-on-cybercrime.mapping.yaml").read_text(encoding="utf-8")
    assert "mapping: convention-on-cybercrime-table\n" in mapping and "keys:" not in mapping
    answer = words(folder, "since", "au", "ua")
    assert "entry, 30 November 2012" in answer and "entry, 20 April 2006" in answer and "ratification" not in answer
    assert "Of Australia the table remarks: “with reservations” [1]." in answer


def test_declarations_and_terms_in_remarks_are_shown_where_no_end_is_read(folder: Path) -> None:
    done = load_table(folder, "convention-on-customs.csv", DECLARED)
    assert done.returncode == 0, done.stderr
    assert "valid until 31 December 2015" in done.stderr and "Withdrew on 31 December 2019" in done.stderr
    answer = words(folder, "since", "ee", "no")
    assert "No end is reported" not in answer
    assert "No end is read from the table, whose remark follows" in answer
    assert "Of Estonia the table remarks: “valid until 31 December 2015” [1]." in answer
    assert "No end is" not in words(folder, "since", "dk", "no")


def test_a_remark_on_the_end_that_a_status_reports_leaves_no_row_out(folder: Path) -> None:
    text = "Party A,Party B,Agreement,Signed,Status,Notes\nUkraine,Romania,On data,2015,terminated,ended by a note\n"
    done = load_table(folder, "t.csv", text)
    assert done.returncode == 0 and "Left out" not in done.stderr
    assert "it has lost force; no source gives the day. The table remarks: “ended by a" in words(folder, "who", "ro")


def test_a_picture_names_a_table_that_names_no_publisher() -> None:
    row: Row = {
        "source": "sheet-t",
        "title": "t: x",
        "publisher": "unnamed-publisher",
        "publisher_name_en": "Unnamed",
    }
    assert publisher_name(row, "en") == "the table “t”, of an unnamed publisher"
    assert publisher_name(row | {"source": "t"}, "en") == "Unnamed"
