"""The tables of the UN depositary in a store: both engines give the same answers, and each act stands in its cell."""

from __future__ import annotations

import csv
import datetime
import re
from pathlib import Path

import polars as pl
import pytest
from programs.running import rows

from accordgraph.graph.store.store import Store
from accordgraph.loaders import loading

pytestmark = pytest.mark.long

CELL = re.compile(r"(\d{1,2} [A-Za-z]+ \d{4})(?: [A-Za-z]{1,2})?")

ASKED = {
    "participants of a treaty": ("participations", "-p", "bases=un-4-9"),
    "partners of a state": ("partners", "-p", "actor=ua"),
    "partners on a day": ("partners_on", "-p", "actor=ua", "-p", "day=2000-01-01"),
    "acts of a state": ("acts_of_actor", "-p", "actor=ua"),
    "what is in force on a day": ("in_force", "-p", "day=1960-12-31"),
    "acts of a treaty": ("acts_of_basis", "-p", "basis=un-4-11-b"),
}


@pytest.fixture(scope="module")
def un_store(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("un") / "store"
    loading.load(Store(path), [shared / "data" / "un-treaties"], mapping="un-treaties")
    return path


@pytest.mark.timeout(900)
@pytest.mark.parametrize("question", ASKED)
def test_both_engines_answer_alike(un_store: Path, question: str) -> None:
    by_engine = [
        rows("ask", *ASKED[question], "--engine", engine, store=un_store) for engine in ("ladybug", "oxigraph")
    ]
    assert len(by_engine[0]) > 5
    assert by_engine[0] == by_engine[1]


def test_every_act_stands_in_its_cell(un_store: Path, shared: Path) -> None:
    """Read by a program of its own: every cell with a day is an act of that day, and no act is of another."""
    statements = Store(un_store).standing().filter(pl.col("property") == "done_on")
    acts = set(statements.select("cell", "value").rows())
    days = {}
    for path in sorted((shared / "data" / "un-treaties" / "treaties").glob("*.csv")):
        with path.open(encoding="utf-8", newline="") as file:
            for row, cells in enumerate(csv.reader(file), 1):
                for column, cell in enumerate(cells, 1):
                    if row > 1 and column > 1 and (match := CELL.fullmatch(cell.strip())):
                        days[f"{path.name}#cell={row},{column}"] = day_of(match[1])
    assert len(days) > 31_000
    assert {cell: value for cell, value in acts if days.get(cell) != value} == {}
    # days of resolutions and registrations, notifications, marks without an act, signatures of others or confirmed
    without_act = 144 * 2 + 148 + 17 + 4 + 36 + 2
    assert len(acts) == len(days) - without_act


def day_of(text: str) -> str:
    day, month, year = text.split()
    number = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"].index(month[:3]) + 1
    return datetime.date(int(year), number, int(day)).isoformat()
