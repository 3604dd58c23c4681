"""The folder for the import tool of Neo4j: really imported, then compared, pushed to and asked."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from cases.question_cases import certain, ids_of, parameters, some
from neo4j import GraphDatabase
from programs.running import run
from real_servers.jars import java
from real_servers.java_servers import Neo4j, classpath
from real_servers.processes import JAVA
from real_servers.server_targets import HOSTILE
from worlds.small_store import DAY
from worlds.statement_builder import Story

from accordgraph.graph.statements.log import Batch
from accordgraph.graph.store import snapshot_tables
from accordgraph.graph.store.store import Store
from accordgraph.queries import catalogue, runner
from accordgraph.queries.session import Session, open_engine


@pytest.fixture
def stopped(server_root: Path, tmp_path: Path) -> Iterator[Neo4j]:
    """A Neo4j that was never started, and is stopped in the end."""
    server = Neo4j(tmp_path / "server")
    yield server
    server.stop()


def import_into(server: Neo4j, folder: Path) -> subprocess.CompletedProcess[str]:
    """Run the script of an export with the tool of this server."""
    tool = server.folder / "neo4j-admin"
    options = " ".join(JAVA)
    tool.write_text(f"#!/bin/sh\nexec {java()} {options} -cp '{classpath()}' org.neo4j.cli.AdminTool \"$@\"\n")
    tool.chmod(0o755)
    homes = {"NEO4J_HOME": str(server.folder), "NEO4J_CONF": str(server.conf), "NEO4J_ADMIN": str(tool)}
    return subprocess.run(
        ["sh", str(folder / "import.sh")],
        env={**os.environ, **homes},
        capture_output=True,
        text=True,
        check=False,
    )


def test_the_bundled_graph_is_imported_whole(stopped: Neo4j, bundled_store: Path, tmp_path: Path) -> None:
    folder = tmp_path / "exported"
    assert run("export", "--as", "neo4j-import", "-o", str(folder), store=bundled_store).returncode == 0
    done = import_into(stopped, folder)
    assert done.returncode == 0, done.stderr
    stopped.start()
    assert answered(stopped, bundled_store) > 1_000
    checked = run("push", stopped.url, "--check", "--format", "csv", store=bundled_store)
    assert (checked.returncode, checked.stdout) == (0, "name,difference,thing,detail\n")
    pushed = run("push", stopped.url, "--format", "csv", store=bundled_store)
    assert pushed.returncode == 0
    assert {line.partition(",")[2] for line in pushed.stdout.splitlines()[1:]} == {"0,0,0"}
    with GraphDatabase.driver(stopped.url) as driver:
        [[constraints]] = [r.values() for r in driver.execute_query("SHOW CONSTRAINTS YIELD * RETURN count(*)").records]
    assert constraints == 14


def answered(server: Neo4j, store: Path) -> int:
    """How many rows the questions have, each of them asked of the server and of the embedded engine, which agree."""
    snapshot = Store(store).snapshot()
    tables, count = snapshot_tables.tables(snapshot), 0
    ids, sure = ids_of(tables), certain(tables)
    with (
        open_engine(snapshot, server.url).engine as there,
        snapshot.engine("ladybug") as here,
        snapshot.names() as names,
    ):
        for question in catalogue.names():
            for values in [*([sure[question]] if question in sure else []), *some(parameters(question, ids), 3)]:
                expected = runner.run(Session(here, names), question, values)
                assert runner.run(Session(there, names), question, values).rows == expected.rows, (question, values)
                count += len(expected.rows)
    return count


def test_hostile_texts_are_imported_as_they_are(stopped: Neo4j, tmp_path: Path) -> None:
    story = Story().source("d", "editorial").source("page")
    for number, text in enumerate(HOSTILE):
        story.actors(f"a{number}").say("actor", "d", "name", text or " ", thing=f"a{number}", lang="en")
        story.say("actor", "d", "website", text, thing=f"a{number}")
    store = Store(tmp_path / "store")
    store.load([Batch("d", DAY, story.statements())])
    folder = tmp_path / "exported"
    assert run("export", "--as", "neo4j-import", "-o", str(folder), store=store.path).returncode == 0
    done = import_into(stopped, folder)
    assert done.returncode == 0, done.stderr + done.stdout
    stopped.start()
    checked = run("push", stopped.url, "--check", "--format", "csv", store=store.path)
    assert (checked.returncode, checked.stdout) == (0, "name,difference,thing,detail\n")


def test_a_folder_of_others_is_not_replaced(bundled_store: Path, tmp_path: Path) -> None:
    (tmp_path / "mine.csv").write_text("a\n")
    done = run("export", "--as", "neo4j-import", "-o", str(tmp_path), store=bundled_store)
    assert done.returncode == 1
    folder = tmp_path / "exported"
    for _ in range(2):
        assert run("export", "--as", "neo4j-import", "-o", str(folder), store=bundled_store).returncode == 0
    (folder / "notes.txt").write_text("mine\n")
    assert run("export", "--as", "neo4j-import", "-o", str(folder), store=bundled_store).returncode == 1
