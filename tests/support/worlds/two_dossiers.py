"""A store with one dossier, beside which tests load another one."""

from __future__ import annotations

from pathlib import Path

from programs.running import Done, run


def store_with(folder: Path, text: str) -> Path:
    """A store in a folder, with one dossier."""
    (folder / "base.yaml").write_text(text, encoding="utf-8")
    done = run("load", str(folder / "base.yaml"), store=folder / "store")
    assert done.returncode == 0, done.stderr
    return folder / "store"


def load_beside(store: Path, text: str, *options: str) -> Done:
    """Load the text of another dossier into the store; rows are JSON."""
    path = store.parent / "mine.yaml"
    path.write_text(text, encoding="utf-8")
    return run("load", str(path), *options, "--format", "json", store=store)
