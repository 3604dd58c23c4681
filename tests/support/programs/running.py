"""Running commands as a user does, in this process or in one of their own."""

from __future__ import annotations

import contextlib
import io
import json
import shutil
import subprocess
import sys
import tempfile
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


FIRST: dict[tuple[str, str], tuple[tempfile.TemporaryDirectory[str], Done]] = {}
"""What the first load of each table left in an empty folder, and said."""


def load_table(folder: Path, name: str, text: str | None = None) -> Done:
    """Load a table of the folder in which the test is, written first where its text is given.

    Where the folder is empty, this is done once for each text: tests after the first get a copy.
    """
    if text is not None and not any(folder.iterdir()):
        return _first_load(folder, name, text)
    if text is not None:
        (folder / name).write_text(text, encoding="utf-8")
    return run("load", name, store=folder / "store")


def _first_load(folder: Path, name: str, text: str) -> Done:
    if (name, text) in FIRST:
        kept, done = FIRST[name, text]
        shutil.copytree(kept.name, folder, dirs_exist_ok=True)
        return done
    (folder / name).write_text(text, encoding="utf-8")
    done = run("load", name, store=folder / "store")
    kept = tempfile.TemporaryDirectory()
    shutil.copytree(folder, kept.name, dirs_exist_ok=True)
    FIRST[name, text] = kept, done
    return done
