"""The launcher: servers keep what they hold through a kill, forget it when wiped, and end with whoever started them."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from neo4j import GraphDatabase
from real_servers.java_servers import Fuseki, Neo4j
from real_servers.processes import connects

SUPPORT = Path(__file__).parents[1] / "support"
HOLDER = """
import sys, time
sys.path.insert(0, {support!r})
from pathlib import Path
from real_servers.processes import stop_for_certain
from real_servers.java_servers import Fuseki
stop_for_certain()
server = Fuseki(Path({folder!r})).start()
print(server.port, flush=True)
time.sleep(300)
"""


def test_a_killed_neo4j_goes_on_with_what_it_held_and_a_wipe_takes_all(neo4j: Neo4j) -> None:
    with GraphDatabase.driver(neo4j.url) as driver:
        driver.execute_query("CREATE CONSTRAINT one FOR (x:X) REQUIRE x.id IS UNIQUE")
        driver.execute_query("CREATE (:X {id: 1})-[:Y]->(:Z)")
    neo4j.kill()
    assert not connects(neo4j.port)
    neo4j.start()
    with GraphDatabase.driver(neo4j.url) as driver:
        assert driver.execute_query("MATCH (n) RETURN count(n)").records[0][0] == 2
        neo4j.wipe()
        assert driver.execute_query("MATCH (n) RETURN count(n)").records[0][0] == 0
        assert driver.execute_query("SHOW CONSTRAINTS").records == []
        assert len(driver.execute_query("SHOW INDEXES").records) == 2  # by label and by type: every Neo4j has them


@pytest.mark.parametrize("end", [signal.SIGTERM, signal.SIGKILL], ids=lambda end: end.name)
def test_a_server_ends_with_the_process_that_started_it(server_root: Path, tmp_path: Path, end: signal.Signals) -> None:
    program = HOLDER.format(support=str(SUPPORT), folder=str(tmp_path))
    with subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE, text=True) as holder:
        assert holder.stdout is not None
        port = int(holder.stdout.readline())
        assert connects(port)
        os.kill(holder.pid, end)
    assert comes_true(lambda: not connects(port))


def comes_true(what: Callable[[], bool], seconds: float = 20) -> bool:
    deadline = time.monotonic() + seconds
    while not what():
        if time.monotonic() > deadline:
            return False
        time.sleep(0.05)
    return True


def test_a_wiped_fuseki_is_empty(fuseki: Fuseki) -> None:
    fuseki.update("INSERT DATA { <urn:a> <urn:b> 1 GRAPH <urn:g> { <urn:c> <urn:d> 2 } }")
    assert fuseki.ask("ASK { ?s ?p ?o }") and fuseki.ask("ASK { GRAPH ?g { ?s ?p ?o } }")
    fuseki.wipe()
    assert not (fuseki.ask("ASK { ?s ?p ?o }") or fuseki.ask("ASK { GRAPH ?g { ?s ?p ?o } }"))


def test_a_union_shows_named_graphs_and_a_read_only_dataset_takes_no_update(fuseki: Fuseki) -> None:
    fuseki.update("INSERT DATA { GRAPH <urn:g> { <urn:c> <urn:d> 2 } }", "union")
    assert fuseki.ask("ASK { ?s ?p ?o }", "union")
    with pytest.raises(OSError, match="415"):
        fuseki.update("INSERT DATA { <urn:a> <urn:b> 1 }", "ro")
    assert not fuseki.ask("ASK { ?s ?p ?o }", "ro")
