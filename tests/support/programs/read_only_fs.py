"""Commands run where a folder is read-only or the disk is small: in a mount namespace, which touches nothing else."""

from __future__ import annotations

import shlex
import shutil
import subprocess
import sys
from functools import cache
from pathlib import Path

from programs.needs import lacking

ACCORD = f"{shlex.quote(sys.executable)} -m accordgraph"


@cache
def _why_not() -> str | None:
    if shutil.which("unshare") is None:
        return "there is no unshare (util-linux) on this machine to mount a small or read-only disk with"
    tried = _run("mount -t tmpfs -o size=64k none /mnt", Path("/"))
    return None if tried.returncode == 0 else f"this machine lets nobody mount in a namespace: {tried.stderr.strip()}"


def require_mounts() -> None:
    """Skip where nothing can be mounted, except where tests must not be skipped."""
    reason = _why_not()
    if reason is not None:
        lacking(reason)


def run_in_namespace(script: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """Run lines of sh in a folder; what they mount is there for them alone, and gone when they end."""
    return _run(f"set -u\n{script}", folder)


def _run(script: str, folder: Path) -> subprocess.CompletedProcess[str]:
    command = ["unshare", "--user", "--map-root-user", "--mount", "sh", "-c", script]
    return subprocess.run(command, capture_output=True, text=True, cwd=folder, check=False)
