"""Commands that answer in sentences: by --format text, on a terminal, and in the language of --lang, errors too."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from programs.running import run

ASKED = {
    "who": ("who", "NABU"),
    "since": ("since", "Estonia", "Ukraine"),
    "basis": ("basis", "Ukraine", "Poland", "--on", "2024-04-10"),
    "show": ("show", "jit-ukraine-2022~cz~1~ua~1"),
    "find": ("find", "nabu"),
    "path": ("path", "JICA", "EPPO"),
}
FIRST = {
    "who": "НАБУ (Національне антикорупційне бюро України): з ким співпрацює",
    "since": "Естонія і Україна: участь в одній спільній слідчій групі – з 30 або 31 травня 2022 року",
    "basis": "Україна і Польща: що їх взаємно зобов’язувало 10 квітня 2024 року",
    "show": "Чеська Республіка і Україна: ССГ щодо України (2022)",
    "find": "За назвою «nabu» або схожою, зокрема серед назв видавців: ",
    "path": "JICA (Японське агентство міжнародного співробітництва) – Європейська прокуратура: шлях у 2 кроки",
}


@pytest.mark.parametrize("command", ASKED)
def test_text_is_sentences_and_json_stays_rows(bundled_store: Path, command: str) -> None:
    done = run(*ASKED[command], "--format", "text", "--lang", "uk", store=bundled_store)
    assert (done.returncode, done.stdout.startswith(FIRST[command])) == (0, True), done.stdout
    assert "\x1b" not in done.stdout
    rows = json.loads(run(*ASKED[command], store=bundled_store).stdout)
    assert isinstance(rows, list)
    assert rows


def test_a_server_or_another_engine_gives_the_same_sentences(bundled_store: Path) -> None:
    texts = {
        run(*ASKED["who"], "--format", "text", "--engine", engine, store=bundled_store).stdout
        for engine in ("ladybug", "oxigraph")
    }
    assert len(texts) == 1


def test_an_unknown_name_says_what_is_near_and_where_the_scope_of_the_graph_stands(bundled_store: Path) -> None:
    done = run("who", "Нубу", "--lang", "uk", store=bundled_store)
    assert done.returncode == 1
    assert done.stderr == (
        "Помилка: Учасника з назвою «Нубу» не знайдено.\nМожливо, ви мали на увазі: НАБУ?\n"
        "Що цей граф має містити й чого шукали, але не знайшли: accord coverage\n"
    )


def test_an_ambiguous_name_and_an_empty_store_speak_the_language_too(bundled_store: Path, tmp_path: Path) -> None:
    other = run("who", "JIT", "--lang=uk", store=bundled_store)
    assert "Так або подібно називається інше (підстава): accord find JIT" in other.stderr
    empty = run("who", "NABU", "--lang", "uk", store=tmp_path / "nothing")
    assert (empty.returncode, empty.stderr.splitlines()[0]) == (3, f"Помилка: У {tmp_path / 'nothing'} немає графа.")
    assert run("who", "NABU", store=tmp_path / "nothing").stderr.startswith("Error: There is no graph in ")
