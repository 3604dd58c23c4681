"""What somebody who watches a long work sees."""

from __future__ import annotations

import contextlib
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

pty = pytest.importorskip("pty", reason="Windows has no pseudo-terminals")

DOSSIER = """\
dossier: mine
recorded: 2026-01-31
actors:
  institute: {kind: agency, name: Institute}
"""


def test_a_load_shows_its_steps_on_a_terminal_only(tmp_path: Path) -> None:
    path = tmp_path / "mine.yaml"
    path.write_text(DOSSIER, encoding="utf-8")
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "accordgraph", "load", str(path), "--store", str(tmp_path / "store")]
    settings = {**os.environ, "TERM": "xterm", "COLUMNS": "100"}
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=theirs, env=settings) as process:
        os.close(theirs)
        shown = _read(ours)  # at once: a terminal holds 4 KiB, and a slow machine draws more
        assert process.stdout is not None
        told = process.stdout.read()
    os.close(ours)
    assert "Deriving the graph" in shown or "Filling" in shown
    assert json.loads(told)[0]["added"] == 4
    piped = subprocess.run(command, capture_output=True, text=True, env=settings, check=True)
    assert piped.stderr == ""


def _read(terminal: int) -> str:
    """All that is written to a terminal until the last who wrote is gone."""
    said = b""
    with contextlib.suppress(OSError):
        while more := os.read(terminal, 65536):
            said += more
    return said.decode()
