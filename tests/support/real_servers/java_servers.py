"""Real servers on loopback, for tests and to play with: Neo4j Community and Apache Jena Fuseki."""

from __future__ import annotations

import os
import subprocess
import urllib.error
import urllib.request
from pathlib import Path
from urllib.parse import urlencode

from neo4j import GraphDatabase
from neo4j.exceptions import DriverError, Neo4jError
from real_servers.jars import jars, java
from real_servers.processes import JAVA, Server, connects

__all__ = ["Fuseki", "Neo4j"]


class Neo4j(Server):
    """Neo4j Community 5.26. With a password its user is `neo4j`; without one it asks for none."""

    SETTINGS = """\
server.default_listen_address=127.0.0.1
server.bolt.listen_address=127.0.0.1:{port}
server.bolt.advertised_address=127.0.0.1:{port}
server.http.enabled=false
server.https.enabled=false
server.memory.pagecache.size=128m
dbms.security.auth_enabled={auth}
dbms.security.allow_csv_import_from_file_urls=false
dbms.usage_report.enabled=false
db.tx_log.preallocate=false
internal.dbms.bolt.netty_server_shutdown_quiet_period=0
internal.server.bolt.thread_pool_shutdown_wait_time=1s
"""

    def __init__(
        self,
        folder: Path,
        password: str | None = None,
        heap_mib: int = 512,
        settings: tuple[str, ...] = (),
        *,
        is_for_people: bool = False,
    ) -> None:
        """Write its settings; `settings` are lines of neo4j.conf; people want the usual port."""
        super().__init__(folder, heap_mib, 7687 if is_for_people else 0)
        self.password = password
        self.conf.mkdir(parents=True, exist_ok=True)
        text = self.SETTINGS.format(
            port=self.port,
            auth=str(password is not None).lower(),
        )
        (self.conf / "neo4j.conf").write_text("\n".join([text, *settings, ""]))
        if password is not None:
            self.admin("dbms", "set-initial-password", password)

    @property
    def conf(self) -> Path:
        """The folder of its settings."""
        return self.folder / "conf"

    @property
    def url(self) -> str:
        """Its address, as a target."""
        return f"bolt://127.0.0.1:{self.port}"

    @property
    def auth(self) -> tuple[str, str] | None:
        """User and password, for the driver."""
        return None if self.password is None else ("neo4j", self.password)

    def command(self) -> list[str]:
        """The server itself."""
        folders = [f"--home-dir={self.folder}", f"--config-dir={self.conf}"]
        return self.java("-cp", classpath(), "org.neo4j.server.CommunityEntryPoint", *folders)

    def is_ready(self) -> bool:
        """Whether it answers a query, or refuses a password."""
        if not connects(self.port):
            return False
        try:
            with GraphDatabase.driver(self.url, auth=self.auth, connection_timeout=5) as driver:
                driver.execute_query("RETURN 1")
        except (DriverError, Neo4jError, OSError):
            return False
        return True

    def wipe(self) -> None:
        """Take away all nodes, relationships, constraints and indexes."""
        with GraphDatabase.driver(self.url, auth=self.auth) as driver, driver.session() as session:
            session.run("MATCH (n) CALL (n) { DETACH DELETE n } IN TRANSACTIONS OF 5000 ROWS").consume()
            for name in [row["name"] for row in session.run("SHOW CONSTRAINTS")]:
                session.run(f"DROP CONSTRAINT `{name}`").consume()
            for name in [row["name"] for row in session.run("SHOW INDEXES WHERE type <> 'LOOKUP'")]:
                session.run(f"DROP INDEX `{name}`").consume()

    def admin(self, *arguments: str) -> str:
        """What `neo4j-admin` prints, run beside the stopped server. Raises CalledProcessError."""
        command = [java(), "-Xmx512m", *JAVA, "-cp", classpath(), "org.neo4j.cli.AdminTool", *arguments]
        homes = {"NEO4J_HOME": str(self.folder), "NEO4J_CONF": str(self.conf)}
        return subprocess.run(
            command, check=True, capture_output=True, text=True, timeout=300, env={**os.environ, **homes}
        ).stdout


class Fuseki(Server):
    """Fuseki 5.6 with TDB2. `/ds` is as it comes, `/union` shows all named graphs as its default graph.

    `/ro` is the data of `/ds` without a right to write; all three ask for a password where one is given.
    """

    SETTINGS = """\
PREFIX : <#>
PREFIX fuseki: <http://jena.apache.org/fuseki#>
PREFIX tdb2: <http://jena.apache.org/2016/tdb#>
[] a fuseki:Server {protection} .
<#plain> a fuseki:Service ; fuseki:name "ds" ; fuseki:dataset :data ;
  fuseki:endpoint [ fuseki:operation fuseki:query ; fuseki:name "query" ] , [ fuseki:operation fuseki:query ] ,
    [ fuseki:operation fuseki:update ; fuseki:name "update" ] , [ fuseki:operation fuseki:update ] ,
    [ fuseki:operation fuseki:gsp-rw ; fuseki:name "data" ] , [ fuseki:operation fuseki:gsp-rw ] .
<#union> a fuseki:Service ; fuseki:name "union" ; fuseki:dataset :all ;
  fuseki:endpoint [ fuseki:operation fuseki:query ; fuseki:name "query" ] , [ fuseki:operation fuseki:query ] ,
    [ fuseki:operation fuseki:update ; fuseki:name "update" ] , [ fuseki:operation fuseki:update ] ,
    [ fuseki:operation fuseki:gsp-rw ; fuseki:name "data" ] , [ fuseki:operation fuseki:gsp-rw ] .
<#read> a fuseki:Service ; fuseki:name "ro" ; fuseki:dataset :data ;
  fuseki:endpoint [ fuseki:operation fuseki:query ; fuseki:name "query" ] , [ fuseki:operation fuseki:query ] .
:data a tdb2:DatasetTDB2 ; tdb2:location "{folder}/data" .
:all a tdb2:DatasetTDB2 ; tdb2:location "{folder}/all" ; tdb2:unionDefaultGraph true .
"""

    def __init__(
        self,
        folder: Path,
        password: str | None = None,
        heap_mib: int = 512,
        timeout_ms: int | None = None,
        *,
        is_for_people: bool = False,
    ) -> None:
        """Write its settings; `timeout_ms` is the time that the server gives a query. People want the usual port."""
        super().__init__(folder, heap_mib, 3030 if is_for_people else 0)
        self.password, self.timeout_ms = password, timeout_ms
        self.configuration = folder / "fuseki.ttl"
        protection = "" if password is None else f'; fuseki:passwd "{folder}/passwd" ; fuseki:allowedUsers "*"'
        self.configuration.write_text(self.SETTINGS.format(folder=folder, protection=protection))
        (folder / "passwd").write_text(f"accord: {password}\n")
        for name in ("data", "all"):
            (folder / name).mkdir(exist_ok=True)

    @property
    def base(self) -> str:
        """Where its datasets are."""
        return f"http://127.0.0.1:{self.port}"

    def url(self, dataset: str = "ds") -> str:
        """The address of a dataset, as a target."""
        return f"sparql+{self.base}/{dataset}"

    def command(self) -> list[str]:
        """The server itself."""
        [jar] = (jars() / "fuseki").glob("*.jar")
        options = [f"--config={self.configuration}", "--localhost", f"--port={self.port}", "--ping"]
        waits = [] if self.timeout_ms is None else [f"--timeout={self.timeout_ms}"]
        return self.java("-cp", str(jar), "org.apache.jena.fuseki.main.cmds.FusekiMainCmd", *waits, *options)

    def is_ready(self) -> bool:
        """Whether it answers; whoever asks for a password is there too."""
        try:
            urllib.request.urlopen(f"{self.base}/$/ping", timeout=5).close()
        except urllib.error.HTTPError as error:
            return error.code == 401
        except OSError:
            return False
        return True

    def wipe(self) -> None:
        """Take away all triples and graphs."""
        for dataset in ("ds", "union"):
            self.update("DROP ALL", dataset)

    def update(self, text: str, dataset: str = "ds") -> None:
        """Run an update."""
        request = urllib.request.Request(
            f"{self.base}/{dataset}", text.encode(), {"Content-Type": "application/sparql-update"}
        )
        urllib.request.urlopen(request, timeout=60).close()

    def ask(self, text: str, dataset: str = "ds") -> bool:
        """The answer to an ASK."""
        address = f"{self.base}/{dataset}?{urlencode({'query': text})}"
        with urllib.request.urlopen(address, timeout=60) as answer:
            return b"<boolean>true" in answer.read()


def classpath() -> str:
    """All jars of Neo4j."""
    return f"{jars() / 'neo4j'}/*"
