"""Packages of Node that tests run: fetched by npm once, into a folder of caches."""

from __future__ import annotations

import hashlib
import shutil
import subprocess
from pathlib import Path

from real_servers.jars import LackingError, kept

FOLDER = Path(__file__).parents[2] / "servers" / "clients"
INSTALL = "`apt-get install nodejs npm` installs them (Node 20 or newer)."


def node_packages() -> Path:
    """A folder with the files of `tests/servers/clients` and their `node_modules`. Raises LackingError."""
    for name in ("node", "npm"):
        if shutil.which(name) is None:
            raise LackingError(f"The clients need Node, and there is no `{name}`: {INSTALL}")
    files = sorted(FOLDER.iterdir())
    name = hashlib.sha256(b"".join(path.read_bytes() for path in files)).hexdigest()[:12]
    return kept(f"node-{name}", _fetch)


def _fetch(folder: Path) -> None:
    shutil.copytree(FOLDER, folder)
    command = ["npm", "install", "--silent", "--ignore-scripts", "--no-audit", "--no-fund", "--no-package-lock"]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=600, check=False)
    if done.returncode:
        raise LackingError(f"npm could not fetch the clients:\n{(done.stdout + done.stderr)[-2000:]}")
