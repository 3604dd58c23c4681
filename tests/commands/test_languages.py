"""`--lang uk`: names, headings, closed words and notes are Ukrainian for people; for scripts only the names are."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from programs.running import rows, run

from accordgraph.graph.store.store import Store
from accordgraph.ontology.labels import labels
from accordgraph.ontology.registry import registry
from accordgraph.queries import catalogue
from accordgraph.queries.find import HEADER as FIND
from accordgraph.queries.header import Header
from accordgraph.queries.rendering import table
from accordgraph.queries.rendering.formats import heading, worded

GIVEN = {"actor": "ua", "partner": "pl", "basis": "jit-ukraine-2022", "day": "2026-05-01", "actors": "ua,pl"}
"""What questions are asked of, so that they have rows; for other parameters their examples."""

COMMANDS = (
    ("who", "Ukraine", "--on", "2026-05-01", "--all", "--with-bodies"),
    ("since", "Estonia", "Ukraine"),
    ("path", "JICA", "EPPO"),
    ("find", "NBAU"),
    ("find", "Derzhavne biuro"),
    ("show", "nabu"),
    ("show", "jit-ukraine-2022"),
    ("show", "jit-ukraine-2022~cz~1~ua~1"),
    ("show", "jit-ukraine-2022~cz~1"),
    ("status",),
)

HEADERS = {name: catalogue.header(name) for name in catalogue.names()}


def question_of(header: Header) -> list[str]:
    needed = [one for one in header.parameters if one.is_needed]
    values = {one.name: GIVEN.get(one.name, one.example) for one in needed}
    return ["ask", header.name, *(part for name, value in values.items() for part in ("-p", f"{name}={value}"))]


def english() -> set[str]:
    """Words of closed lists and headings that a Ukrainian table must not hold."""
    ontology = labels()
    columns = {column.name for header in (*HEADERS.values(), FIND) for column in header.columns}
    headings = {heading(column) for column in columns}
    words = {word: texts[word] for texts in ontology.words.values() for word in texts}
    closed = {*words, *(text.label["en"] for text in words.values()), *registry().classes}
    ukrainian = {text.label["uk"] for text in words.values()} | {heading(column, "uk") for column in columns}
    return {"yes", "no", "Nothing found.", *headings, *closed} - ukrainian


ENGLISH = english()


def english_in(text: str) -> set[str]:
    """Cells of a table, and lines beside it, that are English words of the vocabulary."""
    cells = {cell for line in text.splitlines() for cell in re.split(r"\s{2,}", line.strip())}
    return cells & ENGLISH


@pytest.fixture(autouse=True)
def wide(monkeypatch: pytest.MonkeyPatch) -> None:
    """Cells on one line each."""
    monkeypatch.setattr(table, "WIDE", 5000)


def test_english_words_are_known() -> None:
    assert {"agreement", "disputed", "term", "certainly", "start-imprecise", "partner", "End", "yes"} <= ENGLISH
    assert len(ENGLISH) > 200


@pytest.mark.parametrize("engine", ["ladybug", "oxigraph"])
@pytest.mark.parametrize("arguments", COMMANDS, ids=" ".join)
def test_no_english_word_is_left_in_a_table(bundled_store: Path, arguments: tuple[str, ...], engine: str) -> None:
    by = [] if arguments[0] in ("find", "status") else ["--engine", engine]
    done = run(*arguments, "--lang", "uk", "--format", "table", *by, store=bundled_store)
    assert done.returncode == 0, done.stderr
    assert len(done.stdout.splitlines()) > 2
    assert english_in(done.stdout) == set()
    assert "Note" not in done.stderr


@pytest.mark.parametrize("name", sorted(HEADERS))
def test_no_english_word_is_left_in_the_table_of_a_question(bundled_store: Path, name: str) -> None:
    done = run(*question_of(HEADERS[name]), "--lang", "uk", "--format", "table", store=bundled_store)
    assert done.returncode == 0, done.stderr
    assert english_in(done.stdout) == set()


def test_questions_are_listed_by_name_with_a_ukrainian_summary() -> None:
    done = run("questions", "--lang", "uk", "--format", "table")
    parameters = {one.name for header in HEADERS.values() for one in header.parameters}
    assert english_in(done.stdout) <= {*HEADERS, *parameters}
    assert HEADERS["partners"].summary_in("uk") in done.stdout


def test_the_same_tables_in_english_are_full_of_such_words(bundled_store: Path) -> None:
    """So that the tests above can fail."""
    english_words = [
        english_in(run(*arguments, "--format", "table", store=bundled_store).stdout) for arguments in COMMANDS
    ]
    assert len(english_words) == len(COMMANDS)
    assert all(english_words)


@pytest.mark.parametrize("name", sorted(HEADERS))
def test_scripts_get_the_same_words_and_names_in_ukrainian(bundled_store: Path, name: str) -> None:
    header = HEADERS[name]
    english_rows, ukrainian = (rows(*question_of(header), "--lang", lang, store=bundled_store) for lang in ("en", "uk"))
    named = {column.name: column.names for column in header.columns if column.names}
    assert [{key: row[key] for key in row if key not in named} for row in ukrainian] == [
        {key: row[key] for key in row if key not in named} for row in english_rows
    ]
    with Store(bundled_store).snapshot().names() as names:
        expected = [
            {key: row[ids] and names.name(row[ids], "uk") for key, ids in named.items()} for row in english_rows
        ]
    assert [{key: row[key] for key in named} for row in ukrainian] == expected


def test_names_are_ukrainian_in_rows_of_each_command(bundled_store: Path) -> None:
    def names_in(*arguments: str) -> str:
        return run(*arguments, "--lang", "uk", "--format", "json", store=bundled_store).stdout

    assert "Європейська прокуратура" in names_in("who", "NABU")
    page = run("show", "NABU", "--lang", "uk", "--format", "table", store=bundled_store).stdout
    assert page.startswith("Національне антикорупційне бюро України\nучасник nabu\n")
    assert "\nЗ ким співпрацює учасник, відколи та на якій підставі\n" in page
    assert "Україна" in names_in("since", "Estonia", "Ukraine")
    assert "Національне антикорупційне бюро України" in names_in("path", "JICA", "EPPO")
    assert json.loads(names_in("show", "EPPO"))[0]["name"] == "Європейська прокуратура"
    assert json.loads(names_in("find", "EPPO"))[0]["name"] == "Європейська прокуратура"
    assert {"end_kind", "standing"} <= set(json.loads(names_in("who", "NABU"))[0])


def test_notes_are_ukrainian(bundled_store: Path) -> None:
    notes = run("who", "Ukraine", "--lang", "uk", store=bundled_store).stderr.splitlines()
    assert len(notes) == 2
    assert notes[0].startswith("Примітка: Без переліку сторін: 2 підстави, ")
    assert notes[1].endswith("зв’язок, якого ми не визнаємо; показати: --all.")
    of_networks = [
        run(name, "--limit", "1", "--lang", "uk", store=bundled_store).stderr for name in ("brokers", "communities")
    ]
    assert len(of_networks) == 2
    assert all(
        re.search(r"^Примітка: За весь час: \d+ зв’яз\w+, як\w+ ми визнаємо\.$", text, re.MULTILINE)
        for text in of_networks
    )
    assert all("Ще " in text and not re.search("[a-z]{2}", text.replace("--limit", "")) for text in of_networks)
    [way] = run("path", "NABU", "EU", "--lang", "uk", store=bundled_store).stderr.splitlines()
    assert way == (
        "Примітка: Немає шляху через зв’язки, які ми визнаємо: "
        "Національне антикорупційне бюро України – Європейський Союз."
    )


def test_errors_name_things_in_ukrainian(bundled_store: Path, tmp_path: Path) -> None:
    done = run("who", "NBAU", "--lang", "uk", store=bundled_store)
    assert done.returncode == 1
    assert "НАБУ" in done.stderr
    (tmp_path / "two.yaml").write_text(
        "dossier: two\nrecorded: 2026-01-01\nactors:\n"
        "  moj-ua: {kind: agency, name: {en: Ministry of Ukraine, uk: Міністерство України}, acronym: MoJ}\n"
        "  moj-jp: {kind: agency, name: {en: Ministry of Japan, uk: Міністерство Японії}, acronym: MoJ}\n",
        encoding="utf-8",
    )
    assert run("load", str(tmp_path / "two.yaml"), store=tmp_path / "store").returncode == 0
    done = run("who", "MoJ", "--lang", "uk", store=tmp_path / "store")
    assert done.returncode == 2
    assert "moj-jp  Міністерство Японії\n  moj-ua  Міністерство України" in done.stderr


def test_drawing_and_the_demo_in_ukrainian(bundled_store: Path, tmp_path: Path) -> None:
    drawn = run("draw", "-o", str(tmp_path / "a.html"), "--lang", "uk", "--format", "table", store=bundled_store)
    assert english_in(drawn.stdout) == set()
    assert "Європейська прокуратура" in (tmp_path / "a.html").read_text(encoding="utf-8")
    demo = run("demo", "--out", str(tmp_path), "--lang", "uk", store=tmp_path / "store")
    assert demo.returncode == 0, demo.stderr
    assert "Європейська прокуратура: з ким співпрацює" in demo.stdout
    assert "Граф: " in demo.stdout
    assert english_in(demo.stdout) == set()


def test_the_language_can_stand_in_the_surroundings(bundled_store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ACCORD_LANG", "uk")
    assert "Європейська прокуратура" in run("who", "NABU", store=bundled_store).stdout
    assert "Європейська прокуратура" not in run("who", "NABU", "--lang", "en", store=bundled_store).stdout
    monkeypatch.setenv("ACCORD_LANG", "fr")
    assert run("who", "NABU", store=bundled_store).returncode == 2


def test_the_values_of_existence_and_of_lists_are_worded() -> None:
    row = {"property": "existence", "preferred": "not-held", "value": "held"}
    assert (worded(row, "value", "uk"), worded(row, "preferred", "uk")) == ("так", "ні")
    members = {"property": "complete_list", "value": "member: ua pl"}
    assert worded(members, "value", "uk") == "повноправний учасник: ua pl"
    assert worded({"property": "listed", "value": "unknown"}, "value", "uk") == "невідомо"
    assert worded({"property": "name", "value": "member"}, "value", "uk") == "member"
    assert worded({"class": "Actor"}, "class", "uk") == "учасник"
    assert worded({"held": None}, "held", "uk") == ""


@pytest.mark.parametrize("name", sorted(HEADERS))
def test_every_question_has_a_ukrainian_summary(name: str) -> None:
    assert re.search("[а-яіїєґ]", HEADERS[name].summary_in("uk"))
    assert HEADERS[name].summary_in("en") == HEADERS[name].summary
