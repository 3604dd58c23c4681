"""A dossier of treaty practice, read as a user's dossier is read: the story that its statements tell."""

from __future__ import annotations

from pathlib import Path
from textwrap import dedent, indent

from worlds.statement_builder import Story

from accordgraph.loaders.dossier.reader import read_dossiers

HEAD = """\
dossier: practice
recorded: 2025-01-31
sources:
  text: {kind: legal-text, publisher: parties}
  depositary: {kind: official, publisher: depositary}
  ministry: {kind: official, publisher: ministry}
  agency: {kind: official, publisher: agency}
  register: {kind: dataset, publisher: register, records_exits: true, published: 2017-02-01}
  daily: {kind: press, publisher: daily}
  weekly: {kind: press, publisher: weekly}
"""
"""Sources that most cases share: a treaty's text, who keeps it, two offices, a register and two newspapers."""


def practice(folder: Path, bases: str, *states: str, actors: str = "", sources: str = "") -> Story:
    """Write a dossier with these states and blocks of YAML, read it, and give what it says as a story."""
    path = folder / "practice.yaml"
    path.write_text(dossier_text(bases, *states, actors=actors, sources=sources), encoding="utf-8")
    [dossier] = read_dossiers([path])
    return Story(rows=dossier.statements)


def dossier_text(bases: str, *states: str, actors: str = "", sources: str = "") -> str:
    """The YAML of such a dossier."""
    declared = "".join(f"  {state}: {{kind: state}}\n" for state in states)
    return f"{HEAD}{_block(sources)}actors:\n{declared}{_block(actors)}bases:\n{_block(bases)}"


def _block(text: str) -> str:
    return indent(dedent(text).strip("\n") + "\n", "  ") if text.strip() else ""
