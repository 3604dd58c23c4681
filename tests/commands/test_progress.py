"""What somebody who watches a long work sees."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

pytest.importorskip("pty", reason="Windows has no pseudo-terminals")
from programs.pty_output import watch

DOSSIER = """\
dossier: mine
recorded: 2026-01-31
actors:
  institute: {kind: agency, name: Institute}
"""


def test_a_load_shows_its_steps_on_a_terminal_only(tmp_path: Path) -> None:
    path = tmp_path / "mine.yaml"
    path.write_text(DOSSIER, encoding="utf-8")
    command = [sys.executable, "-m", "accordgraph", "load", str(path), "--store", str(tmp_path / "store")]
    settings = {**os.environ, "TERM": "xterm", "COLUMNS": "100"}
    done = watch(command, env=settings)
    assert "Deriving the graph" in done.screen
    assert "Filling" in done.screen
    assert json.loads(done.output)[0]["added"] == 4
    piped = subprocess.run(command, capture_output=True, text=True, env=settings, check=True)
    assert piped.stderr == ""
