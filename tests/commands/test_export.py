"""`accord export`, and `accord load` of what it wrote, as a user runs them."""

from __future__ import annotations

import io
import json
import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest
from programs.running import rows, run, run_process

from accordgraph.commands.shared.options import Options
from accordgraph.commands.shared.progress import progress
from accordgraph.exports.request import FOLDERS, FORMS, IMPORTS, PANELS
from accordgraph.graph.store.store import Store

DOSSIER = """
dossier: mine
recorded: 2026-01-05
actors:
  my-office: {kind: agency, name: {en: My office}}
bases:
  my-agreement:
    kind: agreement
    binds: signature
    name: {en: My agreement}
    says:
    - source: seed
      acts:
      - {by: [my-office, nabu], type: signature, done: 2026-01-05, role: party}
"""


@pytest.mark.parametrize("form", FORMS)
def test_every_form_is_written_and_told_of(bundled_store: Path, tmp_path: Path, form: str) -> None:
    [row] = rows("export", "--as", form, "-o", str(tmp_path / "out"), store=bundled_store)
    assert (row.pop("path"), row.pop("as")) == (str(tmp_path / "out"), form)
    assert (tmp_path / "out").is_dir() == (form in (*FOLDERS, *IMPORTS, *PANELS))
    assert row
    assert min(row.values()) > 10


def test_what_is_counted_is_what_is_in_the_file(bundled_store: Path, tmp_path: Path) -> None:
    [row] = rows("export", "--as", "nquads", "--aligned", "-o", str(tmp_path / "g.nq"), store=bundled_store)
    assert row["triples"] == (tmp_path / "g.nq").read_bytes().count(b"\n")


def test_to_standard_output_goes_the_file_and_nothing_else(bundled_store: Path, tmp_path: Path) -> None:
    done = run("export", "--as", "turtle", "-o", str(tmp_path / "g.ttl"), store=bundled_store)
    assert done.returncode == 0, done.stderr
    command = [
        sys.executable,
        "-m",
        "accordgraph",
        "export",
        "--as",
        "turtle",
        "-o",
        "-",
        "--store",
        str(bundled_store),
    ]
    piped = subprocess.run(command, capture_output=True, check=True)
    assert piped.stdout == (tmp_path / "g.ttl").read_bytes()
    assert piped.stderr == b""


def test_a_reader_that_has_gone_is_no_failure(bundled_store: Path) -> None:
    command = [
        sys.executable,
        "-m",
        "accordgraph",
        "export",
        "--as",
        "nquads",
        "-o",
        "-",
        "--store",
        str(bundled_store),
    ]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        assert process.stdout.read(10) == b"<https://w"
        process.stdout.close()
        assert (process.wait(), process.stderr.read()) == (0, b"")


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (["--as", "csv", "-o", "-"], 2, "is a folder of files"),
        (["--as", "gexf", "--aligned", "-o", "x"], 2, "is no RDF"),
        (["--as", "turtle", "--graph", "https://example.org/g", "-o", "x"], 2, "Use --as nquads"),
        (["--as", "nquads", "--graph", "no iri", "-o", "x"], 2, "is no IRI"),
        (["--as", "nquads", "-o", ""], 2, "the path is empty"),
        (["--as", "xml", "-o", "x"], 2, "is not one of"),
        (["--as", "nquads"], 2, "--output"),
        (["--as", "nquads", "-o", "no/such/folder"], 1, "must exist"),
    ],
)
def test_what_cannot_be_done_is_told(
    bundled_store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str], code: int, message: str
) -> None:
    monkeypatch.chdir(tmp_path)
    done = run("export", *arguments, store=bundled_store)
    assert done.returncode == code
    assert message in done.stderr
    assert done.stdout == ""
    assert list(tmp_path.iterdir()) == []


def test_without_a_graph_nothing_is_exported(tmp_path: Path) -> None:
    done = run("export", "--as", "nquads", "-o", str(tmp_path / "g.nq"), store=tmp_path / "none")
    assert done.returncode == 3
    assert "There is no graph" in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_names_in_networks_follow_the_language(bundled_store: Path, tmp_path: Path) -> None:
    run("export", "--as", "gexf", "--lang", "uk", "-o", str(tmp_path / "g.gexf"), store=bundled_store)
    assert "Національне антикорупційне бюро України" in (tmp_path / "g.gexf").read_text(encoding="utf-8")


def test_help_says_what_is_not_in_an_export() -> None:
    done = run("export", "--help")
    help_text = " ".join(done.stdout.split())
    assert "retracted statements are not in it" in help_text
    assert all(form in help_text for form in FORMS)


# ---------------------------------------------------------------- back again
@pytest.mark.parametrize(("form", "name"), [("nquads", "g.nq"), ("turtle", "g.ttl"), ("jsonld", "g.jsonld")])
def test_a_graph_goes_out_and_comes_back(bundled_store: Path, tmp_path: Path, form: str, name: str) -> None:
    path, copy = tmp_path / name, tmp_path / "copy"
    run("export", "--as", form, "-o", str(path), store=bundled_store)
    loaded = rows("load", str(path), store=copy)
    assert [(row["dossier"], row["retracted"]) for row in loaded] == [
        ("ukraine-criminal-justice", 0),
        ("un-treaties-sample", 0),
    ]
    assert sum(row["added"] for row in loaded) == Store(bundled_store).standing().height
    run("export", "--as", form, "-o", str(tmp_path / "again"), store=copy)
    assert (tmp_path / "again").read_bytes() == path.read_bytes()
    assert rows("who", "NABU", store=copy) == rows("who", "NABU", store=bundled_store)


def test_other_vocabularies_are_passed_over_with_a_note(bundled_store: Path, tmp_path: Path) -> None:
    run("export", "--as", "turtle", "--aligned", "-o", str(tmp_path / "g.ttl"), store=bundled_store)
    done = run("load", str(tmp_path / "g.ttl"), store=tmp_path / "copy")
    assert done.returncode == 0
    assert "not in the vocabulary of accordgraph and skipped" in done.stderr


def test_dossiers_and_rdf_are_loaded_together_and_may_refer_to_each_other(bundled_store: Path, tmp_path: Path) -> None:
    run("export", "--as", "nquads", "-o", str(tmp_path / "g.nq"), store=bundled_store)
    (tmp_path / "mine.yaml").write_text(DOSSIER, encoding="utf-8")
    loaded = rows("load", str(tmp_path / "mine.yaml"), str(tmp_path / "g.nq"), store=tmp_path / "copy")
    assert sorted(row["dossier"] for row in loaded) == ["mine", "ukraine-criminal-justice", "un-treaties-sample"]
    assert "my-office" in {row["partner"] for row in rows("who", "NABU", store=tmp_path / "copy")}


def test_one_dossier_both_ways_is_refused(tmp_path: Path, bundled_store: Path) -> None:
    run("export", "--as", "nquads", "-o", str(tmp_path / "g.nq"), store=bundled_store)
    (tmp_path / "mine.yaml").write_text(DOSSIER, encoding="utf-8")
    both = tmp_path / "both"
    rows("load", str(tmp_path / "mine.yaml"), str(tmp_path / "g.nq"), store=both)
    run("export", "--as", "nquads", "-o", str(tmp_path / "all.nq"), store=both)
    done = run("load", str(tmp_path / "mine.yaml"), str(tmp_path / "all.nq"), store=tmp_path / "copy")
    assert done.returncode == 1
    assert "The dossier mine is given both as YAML and as RDF" in done.stderr
    assert not (tmp_path / "copy").exists()


def test_a_file_at_fault_is_told_with_its_place_and_nothing_is_loaded(tmp_path: Path) -> None:
    (tmp_path / "bad.ttl").write_text("@prefix a: <https://a.example/> .\na:b a:c .\n", encoding="utf-8")
    done = run("load", str(tmp_path / "bad.ttl"), store=tmp_path / "copy")
    assert done.returncode == 1
    assert f"{tmp_path / 'bad.ttl'}:2:" in done.stderr
    assert "Nothing was loaded" in done.stderr
    assert not (tmp_path / "copy").exists()


# ---------------------------------------------------------------- progress
def test_no_bar_without_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    err = io.StringIO()
    monkeypatch.setattr(sys, "stderr", err)
    with progress(Options(), 10, "Writing") as advance:
        advance(10)
    assert err.getvalue() == ""
    monkeypatch.setattr(sys, "stderr", None)
    with progress(Options(), 10, "Writing") as advance:
        advance(10)


@pytest.mark.skipif(os.name == "nt", reason="Windows has no pseudo-terminals")
def test_a_bar_on_a_terminal_that_goes_when_it_is_done(bundled_store: Path, tmp_path: Path) -> None:
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "accordgraph", "export", "--as", "turtle", "-o", str(tmp_path / "g.ttl")]
    settings = {**os.environ, "TERM": "xterm", "COLUMNS": "100"}
    done = subprocess.run(
        [*command, "--store", str(bundled_store)], stdout=subprocess.PIPE, stderr=theirs, env=settings, check=True
    )
    os.close(theirs)
    output = os.read(ours, 100_000).decode()
    os.close(ours)
    assert "Writing turtle" in output
    assert "100%" in output
    assert json.loads(done.stdout)[0]["as"] == "turtle"


def test_help_does_not_import_what_only_exporting_needs() -> None:
    code = "import sys; from accordgraph import cli; cli.run(['export', '--help']); print(sorted(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert "exports.formats" in done.stdout
    assert [name for name in ("'polars'", "'pyoxigraph'", "'rich'", "'yaml'") if name in done.stdout] == []


def test_the_example_with_a_pipe(bundled_store: Path, tmp_path: Path) -> None:
    done = run_process("export", "--as", "nquads", "-o", "/dev/null", "--store", str(bundled_store), cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    assert not Path("/dev/null").is_file()
