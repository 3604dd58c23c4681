"""Running commands as a user does, in this process or in one of their own."""

from __future__ import annotations

import contextlib
import io
import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from accordgraph import cli

Rows = list[dict[str, Any]]


@dataclass(frozen=True)
class Done:
    returncode: int
    stdout: str
    stderr: str


def run(*arguments: str, store: Path | None = None) -> Done:
    """Run a command in this process, as `accord` does; `run_process` runs the real thing, at a second each."""
    where = [] if store is None else ["--store", str(store)]
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        code = cli.run([*arguments, *where])
    return Done(code, out.getvalue(), err.getvalue())


def run_process(*arguments: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "accordgraph", *arguments]
    return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", cwd=cwd, check=False)


def rows(*arguments: str, store: Path | None = None) -> Rows:
    done = run(*arguments, "--format", "json", store=store)
    assert done.returncode == 0, done.stderr
    parsed: Rows = json.loads(done.stdout)
    return parsed


def load_table(folder: Path, name: str, text: str | None = None) -> Done:
    """Load a table of the folder in which the test is, written first where its text is given."""
    if text is not None:
        (folder / name).write_text(text, encoding="utf-8")
    return run("load", name, store=folder / "store")
