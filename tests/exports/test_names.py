"""A name is told in its own language, or not at all."""

from __future__ import annotations

from pathlib import Path

from programs.running import run

DOSSIER = """\
dossier: mine
recorded: 2026-01-31
actors:
  urzad: {kind: agency, name: {pl: Urząd}}
  bare: {kind: agency}
"""


def test_a_name_in_another_language_is_not_called_english(tmp_path: Path) -> None:
    (tmp_path / "mine.yaml").write_text(DOSSIER, encoding="utf-8")
    store = tmp_path / "store"
    assert run("load", str(tmp_path / "mine.yaml"), store=store).returncode == 0
    target = tmp_path / "graph.nq"
    assert run("export", "--as", "nquads", "-o", str(target), store=store).returncode == 0
    names = [line for line in target.read_text(encoding="utf-8").splitlines() if "ns#name>" in line]
    assert names == [
        '<https://w3id.org/accordgraph/id/actor/urzad> <https://w3id.org/accordgraph/ns#name> "Urząd"@pl .'
    ]
    for engine in ("oxigraph", "ladybug"):
        output = run("ask", "actors", "--engine", engine, "--format", "csv", store=store).stdout
        assert [line.split(",")[1] for line in output.splitlines()[1:]] == ["bare", "Urząd"], engine
