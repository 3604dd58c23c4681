"""Answers in words over the bundled graph: the whole text of each, line by line.

`python tests/queries/answers/test_answers_in_words.py` writes them anew: read the diff before you commit it.
"""

from __future__ import annotations

import datetime
import re
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from worlds.core import CORE

from accordgraph.graph.store.store import Store
from accordgraph.queries.answers import finding
from accordgraph.queries.answers.basis import basis
from accordgraph.queries.answers.rendering import terminal
from accordgraph.queries.answers.rendering.html import fragment
from accordgraph.queries.answers.show import show
from accordgraph.queries.answers.since import since
from accordgraph.queries.answers.statistics import statistics
from accordgraph.queries.answers.tree import AnswerTree, all_parts
from accordgraph.queries.answers.who import who
from accordgraph.queries.answers.wording.voices import publisher_name
from accordgraph.queries.find import find as find_rows
from accordgraph.queries.runner import run
from accordgraph.queries.session import Session, open_session
from accordgraph.queries.show import identify

GOLDEN = Path(__file__).parents[2] / "golden" / "answers"
TODAY = datetime.date(2026, 11, 30)
LANGS = ("en", "uk")
WIDTHS = (80, 100, 160)


def _who(session: Session, actor: str, day: str | None = None) -> AnswerTree:
    if day is None:
        return who(session, actor, run(session, "partners", {"actor": actor}).rows, None, TODAY)
    on = datetime.date.fromisoformat(day)
    return who(session, actor, run(session, "partners_on", {"actor": actor, "day": on}).rows, on, TODAY)


def _since(session: Session, a: str, b: str) -> AnswerTree:
    return since(session, run(session, "between", {"actor": a, "partner": b}).rows, (a, b), TODAY)


def _basis(session: Session, a: str, b: str, day: str) -> AnswerTree:
    return basis(session, (a, b), datetime.date.fromisoformat(day), TODAY)


def _show(session: Session, text: str) -> AnswerTree:
    tree = show(session, *identify(session, text), TODAY)
    assert tree is not None
    return tree


def _find(session: Session, text: str) -> AnswerTree:
    return finding.find(session.names, text, find_rows(session.names, text, lang=session.lang), session.lang)


def _path(session: Session, a: str, b: str) -> AnswerTree:
    return finding.path(session, run(session, "path", {"actor": a, "partner": b}).rows, (a, b), TODAY)


ANSWERS: dict[str, Callable[[Session], AnswerTree]] = {
    "who-nabu": lambda session: _who(session, "nabu"),
    "who-ukraine": lambda session: _who(session, "ua"),
    "who-ukraine-2022-07-01": lambda session: _who(session, "ua", "2022-07-01"),
    "who-estonia": lambda session: _who(session, "ee"),
    "who-japan": lambda session: _who(session, "jp"),
    "who-ssu": lambda session: _who(session, "ssu"),
    "who-eib-2023-06-01": lambda session: _who(session, "eib", "2023-06-01"),
    "since-estonia-ukraine": lambda session: _since(session, "ee", "ua"),
    "since-poland-ukraine": lambda session: _since(session, "pl", "ua"),
    "since-ukraine-czech": lambda session: _since(session, "ua", "cz"),
    "since-nabu-jica": lambda session: _since(session, "nabu", "jica"),
    "since-nabu-sapo": lambda session: _since(session, "nabu", "sapo"),
    "since-sbi-eib": lambda session: _since(session, "sbi", "eib"),
    "since-ukraine-japan": lambda session: _since(session, "ua", "jp"),
    "since-ukraine-doj": lambda session: _since(session, "ua", "us-doj"),
    "basis-ukraine-poland-2024-04-10": lambda session: _basis(session, "ua", "pl", "2024-04-10"),
    "basis-nabu-warsaw-police-2024-04-10": lambda session: _basis(session, "nabu", "warsaw-police", "2024-04-10"),
    "basis-estonia-lithuania-today": lambda session: _basis(session, "ee", "lt", "2026-11-30"),
    "basis-ukraine-czech-2010-01-01": lambda session: _basis(session, "ua", "cz", "2010-01-01"),
    "basis-ukraine-japan-today": lambda session: _basis(session, "ua", "jp", "2026-11-30"),
    "basis-nabu-eppo-2022-01-01": lambda session: _basis(session, "nabu", "eppo", "2022-01-01"),
    "show-nabu": lambda session: _show(session, "NABU"),
    "show-team": lambda session: _show(session, "jit-ukraine-2022"),
    "show-link-czech": lambda session: _show(session, "jit-ukraine-2022~cz~1~ua~1"),
    "show-link-estonia": lambda session: _show(session, "jit-ukraine-2022~ee~1~ua~1"),
    "show-participation-czech": lambda session: _show(session, "jit-ukraine-2022~cz~1"),
    "show-call-centre": lambda session: _show(session, "call-centre-2025"),
    "find-nabu": lambda session: _find(session, "nabu"),
    "find-nothing": lambda session: _find(session, "0000000"),
    "path-jica-eppo": lambda session: _path(session, "jica", "eppo"),
    "path-none": lambda session: _path(session, "jica", "ee"),
    "statistics": lambda session: statistics(session, TODAY),
}
"""Each answer by the name of its file."""


def written(store: Path) -> dict[str, AnswerTree]:
    trees: dict[str, AnswerTree] = {}
    for lang in LANGS:
        with open_session(Store(store).snapshot(), "ladybug", lang) as session:
            trees |= {f"{name}.{lang}": answer(session) for name, answer in ANSWERS.items()}
    return trees


@pytest.fixture(scope="module")
def trees(bundled_store: Path) -> Iterator[dict[str, AnswerTree]]:
    yield written(bundled_store)


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("name", ANSWERS)
def test_the_text(trees: dict[str, AnswerTree], name: str, lang: str) -> None:
    expected = (GOLDEN / f"{name}.{lang}.txt").read_text(encoding="utf-8")
    assert terminal.text(trees[f"{name}.{lang}"]) == expected


@pytest.mark.parametrize("width", WIDTHS)
def test_lines_fit_and_break_neither_dates_nor_addresses(trees: dict[str, AnswerTree], width: int) -> None:
    assert len(trees) == 2 * len(ANSWERS)
    for tree in trees.values():
        lines = terminal.text(tree, width).splitlines()
        addresses = [line for line in lines if "://" in line]
        assert [line.strip() for line in addresses] == [source.url for source in tree.sources if source.url]
        commands = [part.text for part in all_parts(tree) if part.kind == "command"]
        unbroken = [line for line in lines if line in addresses or any(command in line for command in commands)]
        assert max(len(line) for line in lines if line not in unbroken) <= min(width, terminal.WIDEST)
        dated = [part.text for part in all_parts(tree) if part.kind == "date"]
        assert len(dated) >= len(tree.sources)
        dates = [piece for text in dated for piece in re.split(r" (?=\()", text)]  # before a bracket a line may end
        assert [date for date in dates if not any(date in line for line in lines)] == []


COMMANDS = {"accord", "ask", "actors", "bases", "sources"}
CODE = re.compile(r"\d{4}-\d{2}|\w~\w|\[\d{4}|\.\.|_|\b(None|True|False|single|held|term|during)\b")
LATIN = re.compile(r"[A-Za-z]{2,}")


def test_ukrainian_answers_hold_no_code_and_no_english_word(trees: dict[str, AnswerTree], publishers: set[str]) -> None:
    """Names of institutions, publishers and titles of sources stand as the data have them; all else is Ukrainian."""
    ukrainian = {name: tree for name, tree in trees.items() if tree.lang == "uk"}
    assert len(ukrainian) == len(ANSWERS)
    for name, tree in ukrainian.items():
        parts = [part for part in all_parts(tree) if part.kind not in ("actor", "basis", "name", "command")]
        text = " ".join(part.text for part in parts) + " ".join(group.title for group in tree.groups)
        assert not CODE.search(text), name
        assert set(LATIN.findall(text)) <= publishers | COMMANDS, name


@pytest.fixture(scope="module")
def publishers(bundled_store: Path) -> set[str]:
    """Latin words in the names of publishers, in Ukrainian answers."""
    with open_session(Store(bundled_store).snapshot(), "ladybug", "uk") as session:
        names = [publisher_name(session, row) for row in run(session, "sources", {}).rows]
    return {word for name in names for word in LATIN.findall(name)}


@pytest.mark.parametrize("name", ["who-nabu.en", "who-ukraine.uk"])
def test_html_says_the_same(trees: dict[str, AnswerTree], name: str) -> None:
    from html import unescape

    html_text = unescape(re.sub(r"<[^>]+>", " ", fragment(trees[name])))
    text = terminal.text(trees[name], 100)
    words = re.findall(r"\w{4,}", text)
    assert len(words) > 100
    assert set(words) <= set(re.findall(r"\w{4,}", html_text))


if __name__ == "__main__":
    from accordgraph.api import load

    with tempfile.TemporaryDirectory() as folder:
        load(CORE, Path(folder) / "store")
        for name, tree in written(Path(folder) / "store").items():
            (GOLDEN / f"{name}.txt").write_text(terminal.text(tree), encoding="utf-8")
