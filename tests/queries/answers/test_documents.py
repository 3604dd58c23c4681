"""Answers as documents to hand over: opened again with readers that did not write them."""

from __future__ import annotations

import datetime
import io
import re
import zipfile
from collections.abc import Callable
from dataclasses import replace
from html import unescape
from pathlib import Path
from xml.etree import ElementTree

import docx
import pypdfium2
import pytest
from programs.running import run as accord

from accordgraph.graph.store.store import Store
from accordgraph.queries.answers.documents.handover import WRITERS, AnswerOrigin, document
from accordgraph.queries.answers.rendering import terminal
from accordgraph.queries.answers.statistics import statistics
from accordgraph.queries.answers.tree import AnswerTree, CitedSource, Entry, Group, Part, all_parts, numbered, reference
from accordgraph.queries.answers.who import who
from accordgraph.queries.runner import run
from accordgraph.queries.session import open_session

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
DAY = datetime.date(2026, 11, 30)
ORIGIN = AnswerOrigin(DAY, "000007-abcdef012345", "accord who NABU --lang uk")


def of_word(content: bytes) -> str:
    """The text of a document, its tables and its footnotes."""
    document = docx.Document(io.BytesIO(content))
    texts = [paragraph.text for paragraph in document.paragraphs]
    texts += [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*texts, *notes_of_word(content).values()])


def notes_of_word(content: bytes) -> dict[int, str]:
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        notes = ElementTree.fromstring(package.read("word/footnotes.xml"))
    return {int(note.get(f"{W}id", "")): "".join(map(text_of_run, note.iter())).strip() for note in notes}


def text_of_run(element: ElementTree.Element) -> str:
    return "\n" if element.tag == f"{W}br" else element.text or ""


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
    if suffix == ".docx":  # has footnotes instead of a list of sources
        said = said.replace(trees[lang].sources_title, "")
    words = set(re.findall(r"\w{4,}", said))
    assert len(words) > 80
    assert words - words_of_document == set()
    assert {"000007", "abcdef012345"} <= words_of_document or "000007-abcdef012345" in text
    assert ORIGIN.command in re.sub(r"\s+", " ", text)
    assert ("30 листопада 2026" if lang == "uk" else "30 November 2026") in re.sub(r"\s+", " ", text)


@pytest.mark.parametrize("suffix", READERS)
def test_the_same_answer_gives_the_same_bytes(trees: dict[str, AnswerTree], suffix: str) -> None:
    assert document(trees["uk"], ORIGIN, suffix) == document(trees["uk"], ORIGIN, suffix)


def test_footnotes_of_word_are_numbered_as_the_sources_and_cited_again_by_number(trees: dict[str, AnswerTree]) -> None:
    tree = trees["en"]
    content = document(tree, ORIGIN, ".docx")
    notes = notes_of_word(content)
    assert [number for number in notes if number > 0] == [source.number for source in tree.sources]
    assert all(source.title in notes[source.number] for source in tree.sources)
    body = docx.Document(io.BytesIO(content)).element.body
    first = [int(one.get(f"{W}id")) for one in body.iter(f"{W}footnoteReference")]
    again = [one.get(f"{W}instr") for one in body.iter(f"{W}fldSimple")]
    cited = [part.text for part in all_parts(replace(tree, sources=())) if part.kind == "source"]
    assert first == [source.number for source in tree.sources]
    assert len(first) + len(again) == len(cited) and len(again) > 0
    marks = [one.get(f"{W}name") for one in body.iter(f"{W}bookmarkStart")]
    assert {str(instruction).split()[1] for instruction in again} <= set(marks)


def test_notes_of_a_pdf_lead_back_to_where_they_are_cited(trees: dict[str, AnswerTree]) -> None:
    pages = pypdfium2.PdfDocument(document(trees["en"], ORIGIN, ".pdf"))
    links = sum(pypdfium2.raw.FPDFPage_GetAnnotCount(page) for page in pages)
    cited = [part for part in all_parts(trees["en"]) if part.kind == "source"]
    addresses = [source.url for source in trees["en"].sources if source.url]
    assert links >= len(cited) + len(trees["en"].sources) + len(addresses)


@pytest.mark.parametrize("lang", ["en", "uk"])
@pytest.mark.parametrize("suffix", READERS)
def test_numbers_stand_in_a_table_of_each_document(bundled_store: Path, suffix: str, lang: str) -> None:
    with open_session(Store(bundled_store).snapshot(), "ladybug", lang) as session:
        tree = statistics(session, DAY)
    text = READERS[suffix](document(tree, ORIGIN, suffix))
    grids = [group.grid for group in tree.groups if group.grid]
    numbers = {cell for grid in grids for row in grid.rows for cell in row.cells if cell}
    assert len(numbers) > 10
    flat = re.sub(r"\s+", " ", text)
    assert {number for number in numbers if re.sub(r"\s", " ", number) not in flat} == set()


@pytest.mark.parametrize("suffix", READERS)
def test_every_document_says_what_the_graph_does_not_hold(suffix: str) -> None:
    text = READERS[suffix](document(AnswerTree("uk", (Part("Усе"),), (), ()), ORIGIN, suffix))
    assert "МЕЖІ ЦЬОГО ГРАФА" in text and "цілком може існувати" in re.sub(r"\s+", " ", text)


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
