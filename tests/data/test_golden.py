"""The derived tables of the bundled dossiers, whole.

`python tests/data/test_golden.py` writes them anew: read the diff before you commit it.
"""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest

from accordgraph.graph.derivation.tables import build
from accordgraph.graph.statements.statement import frame
from accordgraph.loaders.bundled import bundled
from accordgraph.loaders.dossier.reader import read_dossiers

GOLDEN = Path(__file__).parents[1] / "golden"
TABLES = ("acts", "participations", "cooperations", "conflicts", "candidates", "observations")


def written() -> dict[str, str]:
    with bundled() as paths:
        statements = [statement for dossier in read_dossiers(paths) for statement in dossier.statements]
    tables = build(frame(statements))
    return {name: tables[name].with_columns(pl.col(pl.Boolean).cast(pl.String)).write_csv() for name in TABLES}


@pytest.fixture(scope="module")
def derived() -> dict[str, str]:
    return written()


@pytest.mark.parametrize("name", TABLES)
def test_derived_table(derived: dict[str, str], name: str) -> None:
    expected = (GOLDEN / f"{name}.csv").read_text(encoding="utf-8")
    assert expected.count("\n") > 5
    assert derived[name] == expected


if __name__ == "__main__":
    for name, text in written().items():
        (GOLDEN / f"{name}.csv").write_text(text, encoding="utf-8")
