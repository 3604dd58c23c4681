"""Whatever reaches a terminal shows control and bidirectional characters as escapes, on every way there."""

from __future__ import annotations

import ast
import json
import os
import re
import subprocess
import sys
import unicodedata
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from programs.running import run

from accordgraph.graph.visible import visible
from accordgraph.queries.rendering.formats import UNSEEN, legible, write

pty = pytest.importorskip("pty", reason="Windows has no pseudo-terminals")

MARKS = "\x1b[31m\x9b\u202egnp.exe\u2066\u200f\ufeff\u2028"
DOSSIER = r"""
dossier: mine
recorded: 2026-01-31
title: "T\u202e"
sources:
  page: {kind: press, published: 2025, publisher: b, title: "Page \u202egnp.exe\u2066\u200f\uFEFF\L"}
actors:
  a: {kind: agency, name: "Actor \u202egnp.exe\u2066\u200f\uFEFF\L", acronym: "A\u202eB"}
  b: {kind: agency, name: "Other \u202egnp.exe\u2066\u200f\uFEFF\L"}
bases:
  m:
    kind: agreement
    form: memorandum
    binds: signature
    name: "Memo \u202egnp.exe\u2066\u200f\uFEFF\L"
    says:
    - source: page
      of_basis: {topics: ["Topic \u202egnp.exe\u2066"]}
      acts: [{by: [a, b], type: signature, done: 2024-05, note: "Note \u202e"}]
"""
"""Every text that a dossier may have, with marks that YAML lets pass; controls it refuses."""

HIDES = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\u2028\u2029]")


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("hidden")
    path = folder / "mine.yaml"
    path.write_text(DOSSIER, encoding="utf-8")
    assert run("load", str(path), store=folder / "store").returncode == 0
    return folder / "store"


def on_terminal(*arguments: str, cwd: Path, **variables: str) -> str:
    """All that a command writes to a terminal, on both streams."""
    ours, theirs = pty.openpty()
    settings = {**os.environ, "TERM": "dumb", "PYTHONUTF8": "1", **variables}
    command = [sys.executable, "-m", "accordgraph", *arguments]
    with subprocess.Popen(command, stdin=theirs, stdout=theirs, stderr=theirs, env=settings, cwd=cwd) as process:
        os.close(theirs)
        said = b""
        try:
            while more := os.read(ours, 65536):
                said += more
        except OSError:  # the terminal is gone with the last who wrote to it
            pass
        process.wait()
    os.close(ours)
    return said.decode().replace("\r\n", "\n").replace("\r", "")


SHOWN = {
    "a table": ("who", "a"),
    "blocks of lines": ("ask", "evidence", "-p", "id=m~a~1"),
    "JSON": ("who", "a", "--format", "json"),
    "JSON lines": ("ask", "evidence", "-p", "id=m~a~1", "--format", "jsonl"),
    "CSV": ("who", "a", "--format", "csv"),
    "one thing": ("show", "m"),
    "one thing as JSON": ("show", "m", "--format", "json"),
    "names that are found": ("find", "gnp.exe"),
    "a raw query": ("cypher", "MATCH (a:Actor) RETURN a.name"),
    "a raw query as CSV": ("sparql", "SELECT ?n { ?a <https://w3id.org/accordgraph/ns#name> ?n }", "--format", "csv"),
    "an export as N-Quads": ("export", "--as", "nquads", "-o", "-"),
    "an export as Turtle": ("export", "--as", "turtle", "-o", "-"),
    "an export as JSON-LD": ("export", "--as", "jsonld", "-o", "-"),
    "an export as GEXF": ("export", "--as", "gexf", "-o", "-"),
    "an export as GraphML": ("export", "--as", "graphml", "-o", "-"),
}


@pytest.mark.parametrize("arguments", SHOWN.values(), ids=list(SHOWN))
def test_a_terminal_gets_no_character_that_hides(store: Path, arguments: tuple[str, ...]) -> None:
    said = on_terminal(*arguments, "--store", str(store), cwd=store.parent)
    assert "\\u202e" in said.lower()
    assert HIDES.findall(said) == []


TOLD = {
    "a name that nobody bears": ("who", MARKS),
    "a day that is none": ("who", "a", "--on", MARKS),
    "an option that is none": ("who", "a", f"--{MARKS}"),
    "a command that is none": (MARKS,),
    "a question that is none": ("ask", MARKS),
    "a parameter that is none": ("ask", "evidence", "-p", MARKS),
    "a file that is not there": ("load", f"{MARKS}.yaml"),
    "a backup that is not there": ("restore", MARKS, "--store", "new"),
    "a store that is not there": ("who", "a", "--store", MARKS),
    "a query that cannot be read": ("cypher", f"RETURN {MARKS}"),
    "a query that the engine refuses": ("cypher", f"RETURN CAST('{MARKS}' AS INT64)"),
    "another query": ("sparql", f"ASK {{ {MARKS} }}"),
    "a file that is no dossier": ("load", "odd.yaml"),
    "what is left out of a dossier": ("load", "odd.yaml", "whole.yaml", "--keep-going", "--store", "new"),
    "a graph that is no IRI": ("export", "--as", "nquads", "--graph", MARKS, "-o", "x.nq"),
}


@pytest.mark.parametrize("arguments", TOLD.values(), ids=list(TOLD))
def test_errors_and_notes_hide_nothing(store: Path, arguments: tuple[str, ...]) -> None:
    odd = 'dossier: odd\nrecorded: 2026-01-31\nactors: {c: {kind: "\\u202e\\e[31m"}}\n\u202eodd: 1\n'
    (store.parent / "odd.yaml").write_text(odd, encoding="utf-8")
    (store.parent / "whole.yaml").write_text("dossier: w\nrecorded: 2026-01-31\nactors: {c: {kind: agency}}\n")
    where = () if "--store" in arguments else ("--store", str(store))
    said = on_terminal(*arguments, *where, cwd=store.parent)
    assert "\\u202e" in said or "U+001B" in said
    # What rich writes to place its bar is not ours: those sequences only.
    assert HIDES.findall(re.sub(r"\x1b\[(\?25[lh]|[0-9]*[AK]|[0-9;]*m)", "", said)) == []
    assert "\x1b[31m\x9b" not in said


def test_steps_of_a_long_work_hide_nothing(store: Path) -> None:
    kept = store.parent / f"kept {MARKS}[red].tar"
    assert run("backup", str(kept), store=store).returncode == 0
    said = on_terminal("restore", str(kept), "--store", "again", cwd=store.parent, TERM="xterm", COLUMNS="200")
    assert "\x1b[31m\x9b" not in said and "\u202e" not in said and "\x9b" not in said


def test_words_for_the_shell_hide_nothing(store: Path) -> None:
    variables = {"_ACCORD_COMPLETE": "zsh_complete", "COMP_WORDS": "accord who ", "COMP_CWORD": "2"}
    settings = {**os.environ, "ACCORD_STORE": str(store), "PYTHONUTF8": "1", **variables}
    done = subprocess.run(
        [sys.executable, "-m", "accordgraph"], capture_output=True, text=True, env=settings, check=True
    )
    assert "\na\n" in f"\n{done.stdout}" and "Actor \\u202egnp.exe" in done.stdout
    assert HIDES.findall(done.stdout) == [] and "A\\u202eB" not in done.stdout


# ---------------------------------------------------------------- programs get what is there
def test_a_pipe_gets_the_text_as_it_is(store: Path) -> None:
    done = run("who", "a", "--format", "csv", store=store)
    assert "\u202egnp.exe" in done.stdout and "\\u202e" not in done.stdout
    [row] = json.loads(run("who", "a", "--format", "json", store=store).stdout)
    assert row["partner_name"].startswith("Other \u202egnp.exe\u2066")


@example("\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0")  # letters and marks that show nothing
@given(st.text())
def test_json_is_legible_and_read_as_the_same(text: str) -> None:
    written = write([{"a": text}], ["a"], "json")
    assert json.loads(written) == [{"a": text}]
    assert visible(written.replace("\n", "")) == written.replace("\n", "")


def test_all_that_hides_is_found() -> None:
    every = [chr(code) for code in range(sys.maxunicode + 1)]
    hiding = [one for one in every if unicodedata.category(one) in ("Cc", "Cf", "Cs", "Zl", "Zp")]
    assert [one for one in hiding if not UNSEEN.fullmatch(one)] == ["\n", "\u200c", "\u200d"]
    assert legible("Київ é 日本 😀") == "Київ é 日本 😀"


def test_all_commands_write_by_what_makes_text_visible() -> None:
    """`click.echo` stands only where a text is our own, or has been made visible."""
    folder = Path(__file__).resolve().parents[2] / "commands"
    calls = []
    for path in sorted(folder.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Attribute) and node.attr in ("echo", "secho", "print"):
                calls.append(path.name)
            if isinstance(node, ast.Name) and node.id == "print":
                calls.append(path.name)
    assert calls == ["completion.py", *["output.py"] * 4, "vocabulary.py"]
