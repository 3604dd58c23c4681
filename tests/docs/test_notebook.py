"""The notebook runs from the first cell to the last, and shows what the program says today."""

from __future__ import annotations

import re
import socket
from pathlib import Path
from typing import Any

import nbformat
import pytest
from programs.scripts import docs_script

DOCS = Path(__file__).resolve().parents[2] / "docs"
NOTEBOOK = DOCS / "notebook.ipynb"


def runner() -> Any:
    return docs_script("run_notebook")


@pytest.fixture(scope="module")
def stored() -> Any:
    return nbformat.read(NOTEBOOK, as_version=4)  # type: ignore[no-untyped-call]


def test_it_gives_what_it_shows(long_run: None, stored: Any) -> None:
    again = runner().run()
    cells = [cell for cell in stored.cells if cell.cell_type == "code"]
    assert len(cells) > 12
    outputs = [cell.outputs for cell in again.cells if cell.cell_type == "code"]
    assert outputs == [cell.outputs for cell in cells], "python docs/run_notebook.py runs and writes it anew"
    assert again == stored


def test_its_cells_are_in_order_and_nothing_failed(stored: Any) -> None:
    cells = [cell for cell in stored.cells if cell.cell_type == "code"]
    assert [cell.execution_count for cell in cells] == list(range(1, len(cells) + 1))
    kinds = {output.output_type for cell in cells for output in cell.outputs}
    assert kinds == {"execute_result", "stream"}
    assert {output.name for cell in cells for output in cell.outputs if output.output_type == "stream"} == {"stdout"}


def test_it_shows_what_it_promises(stored: Any) -> None:
    by_source = {cell.source: str(cell.outputs) for cell in stored.cells if cell.cell_type == "code"}
    last = {source.splitlines()[-1]: outputs for source, outputs in by_source.items()}
    assert "'text/plain': 'True'" in last["by_cypher.rows == by_sparql.rows"]
    assert "'text/plain': 'True'" in next(output for line, output in last.items() if line.startswith("max(abs("))
    assert "European Public Prosecutor&#x27;s Office" in last['graph.who("NABU")']


def test_nothing_of_a_machine_is_in_it() -> None:
    text = NOTEBOOK.read_text(encoding="utf-8")
    assert re.findall(r"(?:/home|/tmp|/root|/work|/usr|/var|[A-Z]:\\\\)", text) == []
    assert str(Path.home()) not in text
    assert re.search(rf"\b{re.escape(socket.gethostname())}\b", text) is None
    assert text.count("0x") == 0
