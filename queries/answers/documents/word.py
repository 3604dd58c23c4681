"""An answer as a document of Word: headings, nested lists, and references that lead to the list of sources."""

from __future__ import annotations

import datetime
import io
import zipfile
from collections.abc import Iterable

from docx import Document
from docx.document import Document as WordDocument
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt
from docx.text.paragraph import Paragraph

from accordgraph.graph.visible import visible
from accordgraph.queries.answers.tree import AnswerTree, CitedSource, Entry, Part, Sentence, plain

LISTS = ("List Bullet", "List Bullet 2", "List Bullet 3")
"""Styles of the levels of a list; what is deeper stands at the last."""

LOCALES = {"en": "en-GB", "uk": "uk-UA"}
"""The language that spelling is checked in."""

EPOCH = (1980, 1, 1, 0, 0, 0)
"""The first moment that a ZIP file can name: documents of the same answer are the same."""


def content(tree: AnswerTree, day: datetime.date) -> bytes:
    """The document; `day` is when it was made."""
    document = Document()
    _prepare(document, tree, day)
    _filled(document.add_heading(level=1), tree.title)
    for one in tree.summary:
        _filled(document.add_paragraph(), one)
    for group in tree.groups:
        if group.title:
            document.add_heading(visible(group.title), level=2)
        _add_entries(document, group.entries, 0)
    if tree.sources:
        document.add_heading(visible(tree.sources_title), level=2)
    for source in tree.sources:
        _add_source(document, source)
    return _saved(document)


def _prepare(document: WordDocument, tree: AnswerTree, day: datetime.date) -> None:
    properties = document.core_properties
    properties.title, properties.author, properties.comments = visible(plain(tree.title)), "accordgraph", ""
    properties.language = LOCALES[tree.lang]
    properties.created = properties.modified = datetime.datetime.combine(day, datetime.time())
    style = document.styles["Normal"]
    style.font.size = Pt(11)
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), LOCALES[tree.lang])
    style.element.get_or_add_rPr().append(language)


def _add_entries(document: WordDocument, entries: Iterable[Entry], depth: int) -> None:
    for entry in entries:
        is_step = entry.mark.rstrip(".").isdecimal()
        paragraph = document.add_paragraph(style=None if is_step else LISTS[min(depth, len(LISTS) - 1)])
        if is_step:
            paragraph.add_run(f"{entry.mark} ")
        _filled(paragraph, entry.text)
        _add_entries(document, entry.details, depth + 1)


def _add_source(document: WordDocument, source: CitedSource) -> None:
    paragraph = document.add_paragraph()
    _add_bookmark(paragraph, source.number)
    paragraph.add_run(f"[{source.number}] ")
    _filled(paragraph, (*source.description, Part(f". {source.title}")))
    if source.url:
        paragraph.add_run().add_break()
        paragraph.add_run(visible(source.url))


def _filled(paragraph: Paragraph, parts: Sentence) -> None:
    for part in parts:
        if part.kind == "source":
            _add_reference(paragraph, part.text)
            continue
        text = visible(part.text)
        run = paragraph.add_run(text.replace(" ", "\u00a0") if part.kind == "date" else text)
        run.bold = True if part.kind in ("actor", "basis") else None
        if part.kind == "command":
            run.font.name = "Courier New"


def _add_reference(paragraph: Paragraph, number: str) -> None:
    """A reference in brackets that leads to the source of that number."""
    link = OxmlElement("w:hyperlink")
    link.set(qn("w:anchor"), f"source{number}")
    run = paragraph.add_run(f"[{number}]")
    run.font.superscript = True
    link.append(run._r)
    paragraph._p.append(link)


def _add_bookmark(paragraph: Paragraph, number: int) -> None:
    for name in ("w:bookmarkStart", "w:bookmarkEnd"):
        mark = OxmlElement(name)
        mark.set(qn("w:id"), str(number))
        if name == "w:bookmarkStart":
            mark.set(qn("w:name"), f"source{number}")
        paragraph._p.append(mark)


def _saved(document: WordDocument) -> bytes:
    """The document packed with one date for all its parts."""
    written, packed = io.BytesIO(), io.BytesIO()
    document.save(written)
    with zipfile.ZipFile(written) as source, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            target.writestr(zipfile.ZipInfo(name, EPOCH), source.read(name), zipfile.ZIP_DEFLATED)
    return packed.getvalue()
