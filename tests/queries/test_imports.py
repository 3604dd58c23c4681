"""Asking must not wait for libraries that only building and drawing need."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from accordgraph.graph.engines import ladybug, oxigraph
from accordgraph.graph.names import index
from accordgraph.graph.schemas import Tables
from accordgraph.queries import catalogue

HEAVY = {"polars", "rdflib", "networkx", "pyvis", "neo4j", "numpy", "pandas", "pyarrow"}
ASK = """
import json, sys
from pathlib import Path
from accordgraph.graph.engines.{engine} import open_read_only
from accordgraph.graph.names.index import Names
from accordgraph.queries.catalogue import questions
from accordgraph.queries.runner import run
from accordgraph.queries.session import Session

folder = Path(sys.argv[1])
with open_read_only(folder / "engine") as engine, Names(folder / "names.sqlite") as names:
    session = Session(engine, names)
    rows = run(session, "partners_on", {{"actor": "Ukraine", "day": "2024-04-10", "with_bodies": True}}).rows
    way = run(session, "path", {{"actor": "ua", "partner": "pl"}}).rows
print(json.dumps([len(rows), len(way), len(questions()), sorted(name.partition(".")[0] for name in sys.modules)]))
"""


@pytest.mark.parametrize("engine", ["oxigraph", "ladybug"])
def test_an_answer_imports_nothing_heavy(tables: Tables, tmp_path: Path, engine: str) -> None:
    module = {"oxigraph": oxigraph, "ladybug": ladybug}[engine]
    module.build(tables, tmp_path / "engine")
    index.build(tables, tmp_path / "names.sqlite")
    command = [sys.executable, "-c", ASK.format(engine=engine), str(tmp_path)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    rows, steps, queries, modules = json.loads(done.stdout)
    assert (rows, steps, queries) == (6, 2, len(catalogue.names()))
    assert set(modules) & HEAVY == set()


def test_asking_a_server_imports_nothing_that_only_a_load_needs() -> None:
    """The driver of Neo4j loads numpy and pandas by itself where they are."""
    modules = "servers.neo4j_engine, accordgraph.graph.servers.sparql_engine, accordgraph.graph.store.snapshot"
    code = f"import json, sys, accordgraph.graph.{modules}, accordgraph.queries.session, accordgraph.queries.raw.server"
    done = subprocess.run(
        [sys.executable, "-c", f"{code}; print(json.dumps(sorted(sys.modules)))"],
        capture_output=True,
        text=True,
        check=True,
    )
    loaded = {name.partition(".")[0] for name in json.loads(done.stdout)}
    assert "neo4j" in loaded
    assert loaded & {"polars", "rdflib", "networkx", "pyvis", "yaml", "scipy"} == set()
