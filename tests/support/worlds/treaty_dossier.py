"""Small dossiers of acts and lists in the words of treaty law, and the statements or faults read from them."""

from __future__ import annotations

from pathlib import Path

import pytest

from accordgraph.graph.errors import DossierError
from accordgraph.graph.statements.statement import Statement
from accordgraph.loaders.dossier.reader import read_dossiers

HEAD = """\
dossier: d
recorded: 2026-11-22
sources:
  s: {kind: official, published: 2020, sha256: SHA}
  t: {kind: press, published: 2021}
actors:
  ua: {kind: state, name: Ukraine}
  be: {kind: state, name: Belgium}
  nabu: {kind: agency, name: NABU}
bases:
  old: {kind: agreement, binds: consent}
""".replace("SHA", "0" * 64)


def statements(tmp_path: Path, text: str, head: str = HEAD) -> list[Statement]:
    path = tmp_path / "d.yaml"
    path.write_text(head + text, encoding="utf-8")
    [dossier] = read_dossiers([path])
    return dossier.statements


def faults(tmp_path: Path, text: str, head: str = HEAD) -> list[str]:
    with pytest.raises(DossierError) as caught:
        statements(tmp_path, text, head)
    assert all(fault.line and fault.column for fault in caught.value.faults)
    return [fault.message for fault in caught.value.faults]


def basis(says: str, of_basis: str = "") -> str:
    return f"  b:\n    kind: agreement\n{of_basis}    says:\n    - source: s\n{says}"


def act(entry: str) -> str:
    return basis(f"      acts:\n      - {entry}\n")


def listed(entry: str) -> str:
    return basis(f"      lists:\n      - {entry}\n")


def of(rows: list[Statement], about: str, **wanted: str) -> list[tuple[str, str]]:
    kept = [row for row in rows if row["about"] == about and all(row.get(key) == to for key, to in wanted.items())]
    return sorted((row["property"], row["value"]) for row in kept)
