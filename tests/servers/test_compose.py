"""What `compose.yaml` and the `Dockerfile` start, run here as plain processes: the commands and the health checks."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml
from neo4j import GraphDatabase
from programs.running import run
from real_servers.jars import jars
from real_servers.java_servers import Neo4j
from real_servers.processes import Server, free_port

ROOT = Path(__file__).resolve().parents[2]
PASSWORD = "correct horse battery"

pytestmark = pytest.mark.usefixtures("long_run", "server_root")


def service(name: str) -> dict[str, Any]:
    """A service of the file, its variables filled as Compose does."""
    text = (ROOT / "compose.yaml").read_text(encoding="utf-8")
    filled = re.sub(r"\$\{ACCORD_PASSWORD:[^}]*\}", PASSWORD, re.sub(r"\$\{\w+:-([^}]*)\}", r"\1", text))
    found: dict[str, Any] = yaml.safe_load(filled)["services"][name]
    return found


def is_healthy(name: str, replaced: dict[str, str]) -> bool:
    """Whether the health check of a service passes, with places of this machine."""
    kind, *words = service(name)["healthcheck"]["test"]
    command = [placed(word, replaced) for word in words]
    words = ["sh", "-c", *command] if kind == "CMD-SHELL" else command
    done = subprocess.run(words, capture_output=True, check=False, timeout=30)
    return done.returncode == 0


def placed(text: str, replaced: dict[str, str]) -> str:
    """A text with places of this machine for those of the container."""
    for there, here in replaced.items():
        text = text.replace(there, here)
    return text


class Composed(Server):
    """A process with the command of a service. It is ready when the health check of the service passes."""

    def __init__(self, folder: Path, name: str, words: list[str], here: dict[str, str], **environment: str) -> None:
        """Know the command; nothing is started yet."""
        super().__init__(folder)
        self.name, self.words, self.here = name, words, here
        self.environment = environment

    def command(self) -> list[str]:
        """The command, with its environment."""
        return ["env", *(f"{name}={value}" for name, value in self.environment.items()), *self.words]

    def is_ready(self) -> bool:
        """Whether Docker would call it healthy."""
        return is_healthy(self.name, self.here)


def test_the_application(tmp_path: Path, bundled_store: Path) -> None:
    recipe = (ROOT / "Dockerfile").read_text(encoding="utf-8")
    entry: list[str] = json.loads(re.findall(r"^ENTRYPOINT (\[.*\])$", recipe, re.MULTILINE)[0])
    assert entry[0] == "/app/bin/accord"
    port = free_port()
    words = [sys.executable, "-m", "accordgraph", *entry[1:], *service("web")["command"], "--port", str(port)]
    here = {"/app/bin/python": sys.executable, "8321": str(port)}
    with Composed(tmp_path / "web", "web", words, here, ACCORD_STORE=str(bundled_store)):
        [check] = re.findall(r"^  CMD (\[.*\])$", recipe, re.MULTILINE)
        subprocess.run([placed(word, here) for word in json.loads(check)], check=True, timeout=30)
    assert not is_healthy("web", here)


def test_fuseki(tmp_path: Path, bundled_store: Path) -> None:
    [jar] = (jars() / "fuseki").glob("*.jar")
    assert jar.name in service("fuseki")["volumes"][1]
    port = free_port()
    here = {"/data": str(tmp_path / "data"), "/fuseki.jar": str(jar), "3030": str(port), "-Xmx1g": "-Xmx512m"}
    words = [placed(word, here) for word in service("fuseki")["command"]]
    with Composed(tmp_path / "fuseki", "fuseki", words, here):
        pushed = run("push", f"sparql+http://127.0.0.1:{port}/ds", store=bundled_store)
        assert pushed.returncode == 0, pushed.stderr
    assert not is_healthy("fuseki", here)


class ComposedNeo4j(Neo4j):
    """Neo4j with the settings that its image makes of the environment: `_` stands for a dot, `__` for `_`."""

    def __init__(self, folder: Path, http_port: int) -> None:
        """Write the settings of the service, which come after those of tests."""
        environment = service("neo4j")["environment"]
        user, _, password = environment.pop("NEO4J_AUTH").partition("/")
        assert user == "neo4j"
        names = {name: re.sub(r"_+", lambda one: "." if one[0] == "_" else "_", name[6:]) for name in environment}
        own = [f"{names[name]}={value}" for name, value in environment.items()]
        self.names = set(names.values())
        web = ("server.http.enabled=true", f"server.http.listen_address=127.0.0.1:{http_port}")
        super().__init__(folder, password)
        kept = [line for line in self.text.splitlines() if not line.startswith((*self.names, "server.http.enabled"))]
        self.configuration.write_text("\n".join([*kept, *own, *web, ""]), encoding="utf-8")

    @property
    def configuration(self) -> Path:
        """The file of its settings."""
        return self.conf / "neo4j.conf"

    @property
    def text(self) -> str:
        """Its settings."""
        return self.configuration.read_text(encoding="utf-8")


@pytest.mark.skipif(shutil.which("wget") is None, reason="the health check of the service asks by wget")
def test_neo4j(tmp_path: Path, bundled_store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    http_port = free_port()
    with ComposedNeo4j(tmp_path / "neo4j", http_port) as server:
        assert server.names == {"dbms.security.allow_csv_import_from_file_urls"}
        assert is_healthy("neo4j", {"7474": str(http_port)})
        monkeypatch.setenv("ACCORD_USER", "neo4j")
        monkeypatch.setenv("ACCORD_PASSWORD", PASSWORD)
        pushed = run("push", server.url, store=bundled_store)
        assert pushed.returncode == 0, pushed.stderr
        with GraphDatabase.driver(server.url, auth=("neo4j", PASSWORD)) as driver:
            [[count]] = driver.execute_query("MATCH (c:Cooperation) RETURN count(*)").records
        assert count > 0
    assert not is_healthy("neo4j", {"7474": str(http_port)})
