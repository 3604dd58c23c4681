"""Answers as documents to hand over: opened again with readers that did not write them."""

from __future__ import annotations

import datetime
import io
import re
from collections.abc import Callable
from html import unescape
from pathlib import Path

import docx
import pypdfium2
import pytest
from programs.running import run as accord

from accordgraph.graph.store.store import Store
from accordgraph.queries.answers.documents.handover import WRITERS, AnswerOrigin, document
from accordgraph.queries.answers.rendering import terminal
from accordgraph.queries.answers.tree import AnswerTree, CitedSource, Entry, Group, Part, numbered, reference
from accordgraph.queries.answers.who import who
from accordgraph.queries.runner import run
from accordgraph.queries.session import open_session

DAY = datetime.date(2026, 11, 30)
ORIGIN = AnswerOrigin(DAY, "000007-abcdef012345", "accord who NABU --lang uk")


def of_word(content: bytes) -> str:
    return "\n".join(paragraph.text for paragraph in docx.Document(io.BytesIO(content)).paragraphs)


def of_pdf(content: bytes) -> str:
    pages = pypdfium2.PdfDocument(content)
    return "\n".join(page.get_textpage().get_text_range() for page in pages)


def of_page(content: bytes) -> str:
    return unescape(re.sub(r"<[^>]+>", " ", content.decode()))


READERS: dict[str, Callable[[bytes], str]] = {
    ".docx": of_word,
    ".pdf": of_pdf,
    ".md": lambda content: content.decode().replace("\\", ""),
    ".html": of_page,
}


@pytest.fixture(scope="module")
def trees(bundled_store: Path) -> dict[str, AnswerTree]:
    written: dict[str, AnswerTree] = {}
    for lang in ("en", "uk"):
        with open_session(Store(bundled_store).snapshot(), "ladybug", lang) as session:
            written[lang] = who(session, "nabu", run(session, "partners", {"actor": "nabu"}).rows, None, DAY)
    return written


def test_there_is_a_reader_of_each_document() -> None:
    assert set(READERS) == set(WRITERS)


@pytest.mark.parametrize("lang", ["en", "uk"])
@pytest.mark.parametrize("suffix", READERS)
def test_a_document_says_what_the_terminal_says(trees: dict[str, AnswerTree], suffix: str, lang: str) -> None:
    """Every word of four letters or more, in the letters of the language, and how to ask again."""
    text = READERS[suffix](document(trees[lang], ORIGIN, suffix))
    words_of_document = set(re.findall(r"\w{4,}", text.replace("\xad", "").replace("\ufffe", "")))
    said = re.sub(r"https?://\S+", "", terminal.text(trees[lang]))
    words = set(re.findall(r"\w{4,}", said))
    assert len(words) > 80
    assert words - words_of_document == set()
    assert {"000007", "abcdef012345"} <= words_of_document or "000007-abcdef012345" in text
    assert ORIGIN.command in re.sub(r"\s+", " ", text)
    assert ("30 листопада 2026" if lang == "uk" else "30 November 2026") in re.sub(r"\s+", " ", text)


@pytest.mark.parametrize("suffix", READERS)
def test_the_same_answer_gives_the_same_bytes(trees: dict[str, AnswerTree], suffix: str) -> None:
    assert document(trees["uk"], ORIGIN, suffix) == document(trees["uk"], ORIGIN, suffix)


def hostile() -> AnswerTree:
    text = 'a <b>&amp;</b> "x" `y` *z* [l](http://e.x) \u202egnp ]]> $1$ | #'
    line = (Part(text), Part(text, "actor", "a"), Part(" "), reference("s"), Part(text, "command"))
    tree = AnswerTree("en", (Part(text),), (line,), (Group(text, (Entry(line, (Entry(line),), "1."),)),), "SOURCES")
    return numbered(tree, lambda number, source: CitedSource(number, source, line[:1], text, "javascript:alert(1)"))


@pytest.mark.parametrize("suffix", READERS)
def test_what_a_name_holds_is_text_and_nothing_else(suffix: str) -> None:
    content = document(hostile(), ORIGIN, suffix)
    text = READERS[suffix](content)
    assert "\u202e" not in text and "<b>" in text
    if suffix == ".html":
        assert b"<b>" not in content and b'href="javascript' not in content
    if suffix == ".md":
        assert b"\\<b\\>" in content and b"\\[l\\](http" in content


# ---------------------------------------------------------------- from the command line
@pytest.mark.parametrize("suffix", READERS)
def test_a_command_writes_a_document_and_says_how_to_ask_again(
    bundled_store: Path, tmp_path: Path, suffix: str
) -> None:
    path = tmp_path / f"answer{suffix}"
    done = accord("since", "Estonia", "Ukraine", "--lang", "uk", "-o", str(path), store=bundled_store)
    assert (done.returncode, done.stdout) == (0, "")
    text = re.sub(r"\s+", " ", READERS[suffix](path.read_bytes()))
    assert "accord since Estonia Ukraine --lang uk" in text and str(tmp_path) not in text
    assert [one.name for one in tmp_path.iterdir()] == [path.name]


@pytest.mark.parametrize(
    ("options", "said"),
    [(("-o", "answer.odt"), "no document ends with .odt"), (("-o", "a.pdf", "--json"), "contradict each other")],
)
def test_what_is_no_document_is_refused_and_nothing_is_written(
    bundled_store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, options: tuple[str, ...], said: str
) -> None:
    monkeypatch.chdir(tmp_path)
    done = accord("who", "NABU", *options, store=bundled_store)
    assert done.returncode == 2 and said in done.stderr
    assert list(tmp_path.iterdir()) == []
