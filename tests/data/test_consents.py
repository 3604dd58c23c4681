"""Who is bound by which instrument: row by row, the dossiers hold what was given, and the graph answers it."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from accordgraph.graph.statements.statement import Statement
from accordgraph.graph.store.store import Store
from accordgraph.queries.runner import Row, run
from accordgraph.queries.session import Session

BASES = {
    "Rome Statute": "rome-statute",
    "Minsk Convention 1993": "minsk-1993",
    "Minsk Protocol 1997": "minsk-1993-protocol-1997",
    "Ukraine-Poland legal assistance treaty 1993": "ua-pl-legal-assistance-1993",
    "Ukraine-Lithuania legal assistance treaty 1993": "ua-lt-legal-assistance-1993",
    "Ukraine-Latvia legal assistance treaty 1995": "ua-lv-legal-assistance-1995",
    "Ukraine-Estonia legal assistance treaty 1995": "ua-ee-legal-assistance-1995",
    "Ukraine-US mutual legal assistance treaty 1998": "ua-us-legal-assistance-1998",
    "Ukraine-Moldova legal assistance treaty 1993": "ua-md-legal-assistance-1993",
    "Czech-Ukrainian treaty on combating crime 2024": "ua-cz-crime-2024",
    "USSR-Czechoslovakia legal assistance treaty 1982": "ussr-cs-legal-assistance-1982",
}
"""What the rows call an instrument, where its number does not say it."""

ELSEWHERE = {"1997-06-30": "ua-cz-crime-1997", "2001-05-28": "ua-cz-civil-2001"}
"""Days of another instrument that a row names: what it replaces, or what replaced it."""

IN_COVERS = {("ETS 185", "PL"): "A page of September 2015 leaves Poland out"}
"""Rows on what is not so, and the words of the note that has them."""

COPY = "https://github.com/zmjones/untreaties"
"""The tables of the United Nations: the rows name the file, the dossiers the data set."""

DAY = re.compile(r"\d{4}-\d{2}(?:-\d{2})?")


def rows(shared: Path) -> list[dict[str, str]]:
    with (shared / "facts" / "consents.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def instruments(shared: Path) -> list[dict[str, Any]]:
    lines = (shared / "facts" / "instruments.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


def basis_of(name: str) -> str:
    """The id of an instrument, by what a row calls it."""
    number = re.fullmatch(r"C?ETS (\d{3})", name)
    return f"ets-{number[1]}" if number else BASES.get(name) or name.lower()


@pytest.fixture(scope="module")
def by_basis(statements: list[Statement]) -> dict[str, list[Statement]]:
    grouped: dict[str, list[Statement]] = {}
    for each in statements:
        grouped.setdefault(str(each.get("basis")), []).append(each)
    return grouped


@pytest.fixture(scope="module")
def addresses(statements: list[Statement]) -> dict[str, str]:
    return {str(each["thing"]): each["value"] for each in statements if each["property"] == "url"}


@pytest.fixture(scope="module")
def session(whole_store: Path) -> Iterator[Session]:
    snapshot = Store(whole_store).snapshot()
    with snapshot.engine("oxigraph") as engine, snapshot.names() as names:
        yield Session(engine, names)


def said_of(by_basis: dict[str, list[Statement]], row: dict[str, str]) -> list[Statement]:
    """What is said of the parties of a row, or of the whole, under its instrument."""
    parties = {*row["party"].lower().split("+"), None}
    return [each for each in by_basis[basis_of(row["instrument"])] if each.get("actor") in parties]


def days(row: dict[str, str]) -> set[str]:
    cells = [row[key] for key in ("signature", "ratification_or_accession", "in_force_for_it", "suspension", "type")]
    found = {day for cell in cells for day in DAY.findall(cell)}
    return found - {"2015-09"} | set(DAY.findall(row["reservation"]))


def test_every_row_is_held_with_its_days(shared: Path, by_basis: dict[str, list[Statement]]) -> None:
    missing = {}
    for row in rows(shared):
        if (row["instrument"], row["party"]) in IN_COVERS:
            continue
        said = said_of(by_basis, row)
        assert [each for each in said if each.get("actor")] or "+" in row["party"], row
        values = {day for each in said for day in DAY.findall(each["value"])}
        values |= {day for day, other in ELSEWHERE.items() if any(day in each["value"] for each in by_basis[other])}
        if absent := days(row) - values:
            missing[row["instrument"], row["party"]] = absent
    assert missing == {}


def test_every_row_is_cited_from_where_it_was_read(
    shared: Path, by_basis: dict[str, list[Statement]], addresses: dict[str, str]
) -> None:
    astray = []
    for row in rows(shared):
        if (row["instrument"], row["party"]) in IN_COVERS or row["source"].startswith("facts"):
            continue
        read = {COPY if "un-treaties" in place else place for place in row["source"].split(" ; ")}
        cited = {addresses.get(str(each["source"]), "") for each in said_of(by_basis, row)}
        if not any(place.startswith(tuple(read)) for place in cited if place):
            astray.append((row["instrument"], row["party"]))
    assert astray == []


def test_what_is_not_so_stands_in_covers(statements: list[Statement]) -> None:
    notes = " ".join(each["value"] for each in statements if each["property"] in ("covers", "not_found", "left_out"))
    assert [row for row, words in IN_COVERS.items() if words not in notes] == []


def test_reservations_are_held(shared: Path, by_basis: dict[str, list[Statement]]) -> None:
    """A footnote whose text nobody read is no reservation, and authorities that a party names are none."""
    reserved = [row for row in rows(shared) if row["reservation"].startswith("yes")]
    assert len(reserved) > 40
    lacking = [
        (row["instrument"], row["party"])
        for row in reserved
        if not any(each["value"] == "reservation" and each.get("actor") for each in said_of(by_basis, row))
    ]
    assert lacking == []


def test_parties_are_in_since_the_day_of_the_row(shared: Path, session: Session) -> None:
    """The day on which an instrument is in force for a party, as the graph answers it."""
    answers: dict[str, list[Row]] = {}
    wrong = {}
    for row in rows(shared):
        day, basis = row["in_force_for_it"][:10], basis_of(row["instrument"])
        if not day or " or " in row["in_force_for_it"]:
            continue
        held = answers.setdefault(basis, run(session, "participants", {"basis": basis}).rows)
        for party in row["party"].lower().split("+"):
            starts = {str(each["start"]) for each in held if each["actor"] == party}
            if day not in starts:
                wrong[row["instrument"], party] = (day, starts)
    assert wrong == {}


@pytest.mark.parametrize(
    ("day", "in_force"), [("2010-01-01", "certainly"), ("2023-06-01", "suspended"), ("2024-01-01", None)]
)
def test_the_convention_of_minsk_was_suspended_and_ended(session: Session, day: str, in_force: str | None) -> None:
    found = run(session, "bases_between", {"actor": "ua", "partner": "ru", "day": day}).rows
    assert {row["in_force"] for row in found if row["basis"] == "minsk-1993"} == ({in_force} if in_force else set())


def test_the_states_with_which_the_convention_of_minsk_applies_are_reported(session: Session) -> None:
    parties = run(session, "participants", {"basis": "minsk-1993"}).rows
    others = [row for row in parties if row["actor"] != "ua"]
    assert len(others) == 11
    assert {str(row["start_latest"]) for row in others} == {"2006-01-21"}


def test_nobody_is_bound_by_the_protocol_of_1978_before_the_law_that_approves_it(session: Session) -> None:
    parties = run(session, "participants", {"basis": "ets-099"}).rows
    assert [str(row["start_earliest"]) for row in parties if row["actor"] == "ua"] == ["1998-04-16"]


def test_the_treaty_of_1982_ended_for_the_two_with_the_one_of_2001(session: Session) -> None:
    asked = {"actor": "ua", "partner": "cz"}
    before = run(session, "bases_between", asked | {"day": "2002-11-07"}).rows
    after = run(session, "bases_between", asked | {"day": "2022-07-01"}).rows
    assert [row["in_force"] for row in before if row["basis"] == "ussr-cs-legal-assistance-1982"] == ["possibly"]
    assert [row for row in after if row["basis"] == "ussr-cs-legal-assistance-1982"] == []


def test_every_instrument_is_held_with_what_is_known_of_it(shared: Path, by_basis: dict[str, list[Statement]]) -> None:
    missing = {}
    for instrument in instruments(shared):
        effect = instrument["effect"] or instrument.get("effect_observed") or {}
        wanted = {
            ("in_force_since", (instrument["in_force_since"] or {}).get("value")),
            ("effect_after", effect.get("after") or effect.get("effect_after")),
            ("effect_on", effect.get("on") or effect.get("effect_on")),
        }
        if instrument["id"] not in TO_BOTH_SIDES:
            said = {(each["property"], each["value"]) for each in by_basis[instrument["id"]]}
            if absent := {pair for pair in wanted if pair[1]} - said:
                missing[instrument["id"]] = absent
    assert missing == {}


TO_BOTH_SIDES = {"europol-ua-2009", "europol-ua-2016", "eurojust-ua-2016"}
"""Agreements of two sides, whose entry into force is that of both, as the next test says."""


def test_what_is_known_of_ukraine_is_held(shared: Path, by_basis: dict[str, list[Statement]]) -> None:
    missing = {}
    for instrument in instruments(shared):
        known = {
            key: value["value"]
            for key, value in instrument["ukraine"].items()
            if isinstance(value, dict) and "value" in value
        }
        said = {each["value"] for each in by_basis[instrument["id"]] if each.get("actor") == "ua"}
        if absent := {key: day for key, day in known.items() if day not in said}:
            missing[instrument["id"]] = absent
    assert missing == {}
