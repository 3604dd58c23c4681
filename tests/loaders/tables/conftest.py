"""Reading tables by mappings that tests write."""

from __future__ import annotations

from pathlib import Path

import pytest
from programs.needs import lacking
from worlds.sheets import MAPPING, TABLE, Read

from accordgraph.loaders.tables.mapping_file import read_mapping
from accordgraph.loaders.tables.reading import Reading, StoreView, read_tables

SHARED = Path(__file__).resolve().parents[4] / "shared"


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder with the tables of the UN, which lies beside the repository and is no part of it."""
    if not SHARED.is_dir():
        lacking(f"the tables are not at {SHARED}; put them there to check the bundled mapping against them")
    return SHARED


@pytest.fixture
def read(tmp_path: Path) -> Read:
    """Reads a table, given as text, by a mapping, given as text."""

    def reading(
        table: str | bytes = TABLE, mapping: str = MAPPING, view: StoreView | None = None, name: str = "a.csv"
    ) -> Reading:
        (tmp_path / "m.yaml").write_text(mapping, encoding="utf-8")
        path = tmp_path / name
        path.write_bytes(table.encode() if isinstance(table, str) else table)
        view = view or StoreView()
        return read_tables(read_mapping(tmp_path / "m.yaml", view.known), [path], view)

    return reading
