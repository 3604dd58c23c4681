"""The jars of Neo4j and Fuseki: fetched by Maven once, into a folder of caches."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import tempfile
from collections.abc import Callable
from pathlib import Path

from filelock import FileLock

POM = Path(__file__).parents[2] / "servers" / "pom.xml"
INSTALL = "`apt-get install openjdk-17-jre-headless maven` installs them."


class LackingError(Exception):
    """What a machine lacks to start servers, and how to get it."""


def jars() -> Path:
    """A folder with `neo4j/` and `fuseki/`. Raises LackingError without Java, Maven or a repository."""
    java()
    return kept(hashlib.sha256(POM.read_bytes()).hexdigest()[:12], _fetch)


def java() -> str:
    """The program `java`. Raises LackingError."""
    return _program("java")


def _program(name: str) -> str:
    path = shutil.which(name)
    if path is None:
        raise LackingError(f"The servers need Java and Maven, and there is no `{name}`: {INSTALL}")
    return path


def caches() -> Path:
    """Where what is fetched once is kept."""
    configured = os.environ.get("ACCORD_TEST_SERVERS")
    if configured:
        return Path(configured)
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "accordgraph-servers"


def kept(name: str, fetch: Callable[[Path], None]) -> Path:
    """A folder among the caches, fetched once: others who need it wait meanwhile, and a cut-off leaves no half."""
    folder = caches() / name
    folder.parent.mkdir(parents=True, exist_ok=True)
    with FileLock(f"{folder}.lock"):
        if not folder.exists():
            with tempfile.TemporaryDirectory(dir=folder.parent) as scratch:
                fetch(Path(scratch, "fetched"))
                Path(scratch, "fetched").rename(folder)
    return folder


def _fetch(folder: Path) -> None:
    command = [_program("mvn"), "-B", "-q", "-f", str(POM), "package", f"-Dfolder={folder}"]
    done = subprocess.run(command, capture_output=True, text=True, timeout=600, check=False)
    if done.returncode:
        raise LackingError(f"Maven could not fetch the servers:\n{(done.stdout + done.stderr)[-2000:]}")
