"""Whole exports of the small world.

`python tests/exports/test_golden.py` (with PYTHONPATH=tests/support) writes them anew: read the diff before you commit.
"""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from worlds.exporting import exported, recorded

import accordgraph
from accordgraph.graph.store.store import Store

GOLDEN = Path(__file__).with_name("golden")
FILES = {
    "nquads": "graph.nq",
    "turtle": "graph.ttl",
    "jsonld": "graph.jsonld",
    "gexf": "graph.gexf",
    "graphml": "graph.graphml",
}
TABLES = ("actors", "bases", "cooperations", "names", "parts", "replaces", "statements")


def content(path: Path) -> bytes:
    """What stands in a file, but for the version of the program."""
    return path.read_bytes().replace(f"accordgraph {accordgraph.__version__}".encode(), b"accordgraph VERSION")


@pytest.mark.parametrize("form", FILES)
def test_a_file(small: Store, tmp_path: Path, form: str) -> None:
    expected = (GOLDEN / FILES[form]).read_bytes()
    assert expected.count(b"\n") > 20
    assert content(exported(small, form, tmp_path)) == expected


@pytest.mark.parametrize("table", TABLES)
def test_a_table(small: Store, tmp_path: Path, table: str) -> None:
    folder = exported(small, "csv", tmp_path)
    assert (folder / f"{table}.csv").read_bytes() == (GOLDEN / f"{table}.csv").read_bytes()


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as scratch:
        store = recorded(Path(scratch, "store"))
        for form, name in FILES.items():
            (GOLDEN / name).write_bytes(content(exported(store, form, Path(scratch))))
        folder = exported(store, "csv", Path(scratch))
        for table in TABLES:
            (GOLDEN / f"{table}.csv").write_bytes((folder / f"{table}.csv").read_bytes())
