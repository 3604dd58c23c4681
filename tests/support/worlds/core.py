"""The two dossiers that tests of all rooms know by heart: they stay as they are while other subjects are added."""

from __future__ import annotations

from pathlib import Path

DATA = Path(__file__).resolve().parents[3] / "data"
CORE = [DATA / "ukraine-criminal-justice.yaml", DATA / "un-treaties-sample.yaml"]
"""Their files, a part of the bundled graph; the whole of it is tested beside its data and in the documentation."""
