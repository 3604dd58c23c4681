"""What somebody who watches a long work sees."""

from __future__ import annotations

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
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=theirs, env=settings, check=True)
    os.close(theirs)
    shown = os.read(ours, 100_000).decode()
    os.close(ours)
    assert "Deriving the graph" in shown or "Filling" in shown
    assert json.loads(done.stdout)[0]["added"] == 4
    piped = subprocess.run(command, capture_output=True, text=True, env=settings, check=True)
    assert piped.stderr == ""
