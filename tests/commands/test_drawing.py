"""`accord draw` as somebody uses it: which part of the graph, of which day, in which view and form; what is refused."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from programs.running import rows, run

from accordgraph.cli import accord
from accordgraph.commands import draw


def edges(store: Path, *words: str) -> list[dict[str, Any]]:
    """The lines that `accord draw` draws."""
    done = run("draw", "--as", "cytoscape", "-o", "-", *words, store=store)
    assert done.returncode == 0, done.stderr
    return [edge["data"] for edge in json.loads(done.stdout)["elements"]["edges"]]


def ends(lines: list[dict[str, Any]]) -> set[tuple[str, str]]:
    return {(line["source"], line["target"]) for line in lines}


NABU = {("nabu", "eppo"), ("nabu", "jica"), ("nabu", "warsaw-terror-homicide")}


def test_an_ego_view_has_the_links_of_the_actor_itself(bundled_store: Path) -> None:
    assert ends(edges(bundled_store, "--about", "НАБУ", "--view", "ego")) == NABU


def test_each_hop_adds_the_links_of_those_reached(bundled_store: Path) -> None:
    wider = ends(edges(bundled_store, "--about", "nabu", "--view", "actors", "--hops", "2"))
    assert wider > NABU
    assert any("nabu" not in pair for pair in wider)


def test_several_actors_and_bases_may_be_named(bundled_store: Path) -> None:
    both = ends(edges(bundled_store, "--about", "NABU", "--about", "jica", "--about", "nabu", "--view", "ego"))
    assert both == {pair for pair in NABU if pair != ("nabu", "jica")} | {("jica", "nabu")}
    two = edges(bundled_store, "--basis", "jit-ukraine-2022", "--basis", "nabu-jica-2024")
    assert {line["basis"] for line in two} == {"jit-ukraine-2022", "nabu-jica-2024"}


def test_a_range_keeps_what_may_have_been_in_force_in_it(bundled_store: Path) -> None:
    before = edges(bundled_store, "--view", "actors", "--to", "2022-03-24")
    assert {line["basis"] for line in before} == {"ua-pl-legal-assistance-1993"}
    in_april = {
        line["id"] for line in edges(bundled_store, "--view", "actors", "--from", "2024-04-01", "--to", "2024-04-30")
    }
    [on_day] = [{line["id"] for line in edges(bundled_store, "--view", "actors", "--on", "2024-04-10")}]
    assert on_day < in_april


def test_a_day_is_told_with_each_link_and_agrees_with_the_question(bundled_store: Path) -> None:
    drawn = {line["id"]: line["in_force"] for line in edges(bundled_store, "--view", "actors", "--on", "2024-04-10")}
    in_force = rows("ask", "in_force", "-p", "day=2024-04-10", store=bundled_store)
    assert drawn == {row["cooperation"]: row["in_force"] for row in in_force}


def test_kinds_leave_out_all_others(bundled_store: Path) -> None:
    lines = edges(bundled_store, "--view", "actors", "--kinds", "agency, operation")
    assert {line["kind"] for line in lines} == {"operation"}
    assert len(lines) > 3


@pytest.mark.parametrize("engine", ["ladybug", "oxigraph"])
@pytest.mark.parametrize("view", ["bases", "actors", "ego", "matrix"])
@pytest.mark.parametrize("form", ["html", "svg"])
def test_every_view_on_both_engines(bundled_store: Path, tmp_path: Path, engine: str, view: str, form: str) -> None:
    path = tmp_path / f"picture.{form}"
    [drawn] = rows("draw", "--about", "EPPO", "--view", view, "--engine", engine, "-o", str(path), store=bundled_store)
    assert (drawn["path"], drawn["form"], drawn["edges"] > 0) == (str(path), form, True)
    assert "EPPO" in path.read_text(encoding="utf-8") or form == "svg"


def test_title_notes_and_language_are_those_asked_for(bundled_store: Path, tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    words = ["--about", "NABU", "--title", "For <the> hearing", "--note", "First", "--note", "Second & last"]
    assert run("draw", *words, "--lang", "uk", "-o", str(path), store=bundled_store).returncode == 0
    page = path.read_text(encoding="utf-8")
    assert '<html lang="uk"' in page
    for text in (
        "<h1",
        "For &lt;the&gt; hearing",
        "First",
        "Second &amp; last",
        "Національне антикорупційне бюро України",
    ):
        assert text in page


def test_the_page_tells_the_command_that_makes_it_again(bundled_store: Path, tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    words = ["--about", "НАБУ", "--on", "2024-04-10", "--view", "ego"]
    assert run("draw", *words, "-o", str(path), store=bundled_store).returncode == 0
    page = path.read_text(encoding="utf-8")
    assert "accord draw --view ego --about nabu --on 2024-04-10" in page
    assert str(tmp_path) not in page
    assert str(bundled_store) not in page


@pytest.mark.parametrize(
    ("words", "code", "message"),
    [
        (["--view", "ego", "-o", "a.html"], 2, "--about ACTOR"),
        (["--on", "2024-01-01", "--to", "2025-01-01", "-o", "a.html"], 2, "--on DAY, or --from"),
        (["--from", "2025-01-01", "--to", "2024-01-01", "-o", "a.html"], 2, "before it begins"),
        (["--hops", "3", "-o", "a.html"], 2, "--about ACTOR"),
        (["--kinds", "agenci", "-o", "a.html"], 1, "Did you mean agency?"),
        (["--about", "NABUU", "-o", "a.html"], 1, "Did you mean"),
        (["--basis", "nabu", "-o", "a.html"], 1, "No basis is called"),
        (["-o", "a.docx"], 2, "--as html"),
        (["--as", "png", "-o", "-"], 2, "text"),
        (["-o", ""], 2, "the path is empty"),
        (["-o", "nowhere/a.html"], 1, "Make the folder first"),
        (["--kinds", "", "-o", "a.html"], 1, "Kinds of actors: state"),
        (["--view", "matrix", "-o", "a.mmd"], 2, "Forms: html, svg, png, pdf"),
        (["--view", "matrix", "--as", "dot", "-o", "-"], 2, "Forms: html, svg, png, pdf"),
    ],
    ids=str,
)
def test_what_cannot_be_drawn_is_told_and_nothing_is_written(
    bundled_store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: list[str], code: int, message: str
) -> None:
    monkeypatch.chdir(tmp_path)
    done = run("draw", *words, store=bundled_store)
    assert (done.returncode, done.stdout) == (code, "")
    assert message in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_an_empty_picture_says_so_on_the_page_and_beside_it(bundled_store: Path, tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    done = run("draw", "--about", "NABU", "--on", "1950-01-01", "--note", "Mine", "-o", str(path), store=bundled_store)
    assert done.returncode == 0
    assert "Note: Nothing to draw: no matching link may have been in force then." in done.stderr
    assert "no matching link may have been in force then" in path.read_text(encoding="utf-8")


@pytest.mark.parametrize(("answer", "is_written"), [("y\n", True), ("n\n", False), ("", False)])
def test_a_very_large_file_is_written_only_after_a_question(
    bundled_store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, answer: str, is_written: bool
) -> None:
    monkeypatch.setattr(draw, "LARGEST_FILE", 1_000)
    path = tmp_path / "nabu.svg"
    words = ["draw", "--store", str(bundled_store), "--about", "nabu", "-o", str(path)]
    done = CliRunner().invoke(accord, words, input=answer)
    assert "The file would have 0 MB." in done.output
    assert path.exists() == is_written == (done.exit_code == 0)
