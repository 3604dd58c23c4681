"""The page on outgrowing one machine, walked by a newcomer: a fresh Neo4j with a password, and a fresh Fuseki."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from neo4j import GraphDatabase
from neo4j.time import Date
from programs.blocks import Block, blocks
from programs.pages import ROOT, reader_at_work
from programs.running import run
from programs.terminal import type_in
from real_servers.java_servers import Fuseki, Neo4j
from real_servers.server_targets import answer_of

import accordgraph

PAGE = (ROOT / "docs" / "outgrowing.md").read_text(encoding="utf-8")
TAKES_A_SERVER = "it takes a server"
NEO4J, FUSEKI = "bolt://localhost:7687", "sparql+http://localhost:3030/ds"
ELISION = "…\n"


@pytest.fixture
def walker(whole_store: Path) -> Iterator[Path]:
    """A folder with the bundled graph, in which the newcomer stands."""
    with reader_at_work(whole_store) as folder:
        yield folder


def follow(server_blocks: list[Block], written: str, real: str) -> list[str]:
    """Type the blocks in; gives what was said last before each block of output, as the page would show it."""
    faults, said = [], ""
    for block in server_blocks:
        if block.language == "sh":
            done = type_in(block.text.replace(written, real))
            said = "".join(f"{line.rstrip()}\n" for line in done.output.splitlines()).replace(real, written)
            if done.code:
                faults.append(f"line {block.first} ended with {done.code}:\n{done.output}")
        elif not said.startswith(block.text.removesuffix(ELISION)):
            faults.append(f"line {block.first} shows other than\n{said}")
    return faults


def test_a_newcomer_gets_the_graph_into_a_fresh_neo4j_with_a_password(
    neo4j_with_password: Neo4j, walker: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    neo4j_with_password.wipe()
    monkeypatch.setenv("ACCORD_PASSWORD", str(neo4j_with_password.password))
    [configuration] = [block for block in blocks(PAGE) if block.file == "accord.toml"]
    (walker / "accord.toml").write_text(configuration.text.replace(NEO4J, neo4j_with_password.url))
    steps = [block for block in blocks(PAGE) if block.not_run == TAKES_A_SERVER and FUSEKI not in block.text]
    assert len(steps) == 5
    assert follow(steps, NEO4J, neo4j_with_password.url) == []


def test_a_newcomer_gets_the_graph_into_a_fresh_fuseki(fuseki: Fuseki, walker: Path) -> None:
    steps = [block for block in blocks(PAGE) if block.not_run == TAKES_A_SERVER and FUSEKI in block.text]
    assert len(steps) == 1
    assert follow(steps, FUSEKI, fuseki.url()) == []


def test_a_read_only_neo4j_answers_and_refuses_a_push(server_root: Path, bundled_store: Path, tmp_path: Path) -> None:
    [line] = [block.text for block in blocks(PAGE) if block.not_run == "a line of neo4j.conf"]
    server = Neo4j(tmp_path / "server")
    with server:
        assert run("push", server.url, store=bundled_store).returncode == 0
    with (server.conf / "neo4j.conf").open("a") as conf:
        conf.write(line)
    with server:
        assert run("who", "NABU", "--engine", server.url, store=bundled_store).returncode == 0
        refused = run("push", server.url, "--full", "--take-over", store=bundled_store)
    assert refused.returncode == 3
    assert "does not let this user do that" in refused.stderr


def test_a_service_of_fuseki_that_only_has_queries_answers_and_refuses_a_push(
    fuseki: Fuseki, bundled_store: Path
) -> None:
    assert run("push", fuseki.url(), store=bundled_store).returncode == 0
    assert run("who", "NABU", "--engine", fuseki.url("ro"), store=bundled_store).returncode == 0
    refused = run("push", fuseki.url("ro"), "--check", store=bundled_store)
    assert refused.returncode == 0
    with accordgraph.open(bundled_store) as graph:
        assert len(graph.who("NABU")) > 0


# ---------------------------------------------------------------- what is pasted
EXAMPLES = [block for block in blocks(PAGE) if block.language in ("cypher", "sparql") and not block.not_run]


def test_there_are_a_dozen_examples_and_one_to_look_at() -> None:
    assert [block.language for block in EXAMPLES] == ["cypher", *["cypher", "sparql"] * 6]


def test_all_examples_give_on_the_servers_what_they_give_here(
    neo4j: Neo4j, fuseki: Fuseki, bundled_store: Path
) -> None:
    for address in (neo4j.url, fuseki.url()):
        assert run("push", address, store=bundled_store).returncode == 0
    with accordgraph.open(bundled_store) as graph, GraphDatabase.driver(neo4j.url) as driver:
        assert len(driver.execute_query(EXAMPLES[0].text).records) == len(graph.cypher(EXAMPLES[0].text))
        for block in EXAMPLES[1:]:
            if block.language == "cypher":
                here = graph.cypher(block.text)
                there = [record.values() for record in driver.execute_query(block.text).records]
            else:
                here = graph.sparql(block.text)
                there = sparql(fuseki, block.text, here.columns)
            assert len(there) > 0
            assert in_order(there) == in_order([list(row.values()) for row in here]), block.text


def in_order(rows: list[list[Any]]) -> list[list[str]]:
    return sorted([str(_plain(cell)) for cell in row] for row in rows)


def _plain(cell: Any) -> Any:
    return datetime.date(cell.year, cell.month, cell.day) if isinstance(cell, Date) else cell


def sparql(fuseki: Fuseki, text: str, columns: tuple[str, ...]) -> list[list[Any]]:
    rows = answer_of(f"{fuseki.base}/ds", text)
    return [[row[column]["value"] if column in row else None for column in columns] for row in rows]


def test_the_page_names_no_password() -> None:
    assert not re.search(r"ACCORD_PASSWORD=\S", PAGE)
