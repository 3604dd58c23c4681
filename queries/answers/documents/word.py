"""An answer as a document of Word: headings, nested lists, tables, and a footnote for each source."""

from __future__ import annotations

import datetime
import io
import textwrap
import zipfile
from collections.abc import Iterable

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt
from docx.text.paragraph import Paragraph

from accordgraph.graph.visible import visible
from accordgraph.queries.answers.documents.footnotes import TEXT, Footnotes
from accordgraph.queries.answers.rendering.grid import NOTHING
from accordgraph.queries.answers.tree import AnswerTree, CitedSource, Entry, Grid, GridRow, Part, Sentence, plain

LISTS = ("List Bullet", "List Bullet 2", "List Bullet 3")
"""Styles of the levels of a list; what is deeper stands at the last."""

LOCALES = {"en": "en-GB", "uk": "uk-UA"}
"""The language that spelling is checked in."""

LONGEST_PROPERTY = 255
"""The most characters that a property of a document may have."""

EPOCH = (1980, 1, 1, 0, 0, 0)
"""The first moment that a ZIP file can name: documents of the same answer are the same."""


def content(tree: AnswerTree, day: datetime.date) -> bytes:
    """The document; `day` is when it was made."""
    document = Document()
    _prepare(document, tree, day)
    notes = Footnotes(document)
    _filled(document.add_heading(level=1), tree.title, notes)
    for one in tree.summary:
        _filled(document.add_paragraph(), one, notes)
    for group in tree.groups:
        if group.title:
            document.add_heading(visible(group.title), level=2)
        if group.grid:
            _add_grid(document, group.grid, notes)
        _add_entries(document, group.entries, 0, notes)
    notes.finish([(source.number, _note(document, source, notes)) for source in tree.sources])
    return _saved(document)


def _prepare(document: WordDocument, tree: AnswerTree, day: datetime.date) -> None:
    properties = document.core_properties
    properties.title, properties.author, properties.comments = _short(visible(plain(tree.title))), "accordgraph", ""
    properties.language = LOCALES[tree.lang]
    properties.created = properties.modified = datetime.datetime.combine(day, datetime.time())
    style = document.styles["Normal"]
    style.font.size = Pt(11)
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), LOCALES[tree.lang])
    style.element.get_or_add_rPr().append(language)


def _short(title: str) -> str:
    """A title that fits into a property of a document.

    >>> _short("a " * 200)[-5:]
    'a a …'
    """
    return title if len(title) <= LONGEST_PROPERTY else textwrap.shorten(title, LONGEST_PROPERTY, placeholder=" …")


def _add_entries(document: WordDocument, entries: Iterable[Entry], depth: int, notes: Footnotes) -> None:
    for entry in entries:
        is_step = entry.mark.rstrip(".").isdecimal()
        paragraph = document.add_paragraph(style=None if is_step else LISTS[min(depth, len(LISTS) - 1)])
        if is_step:
            paragraph.add_run(f"{entry.mark} ")
        _filled(paragraph, entry.text, notes)
        _add_entries(document, entry.details, depth + 1, notes)


def _add_grid(document: WordDocument, grid: Grid, notes: Footnotes) -> None:
    table = document.add_table(rows=0, cols=1 + len(grid.columns), style="Table Grid")
    for row in (GridRow((), grid.columns), *grid.rows):
        first, *others = table.add_row().cells
        _filled(first.paragraphs[0], row.text, notes)
        for cell, value in zip(others, row.cells, strict=True):
            cell.paragraphs[0].add_run(visible(value or NOTHING))
            cell.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.RIGHT


def _note(document: WordDocument, source: CitedSource, notes: Footnotes) -> Paragraph:
    paragraph = document.add_paragraph(style=TEXT)
    paragraph.add_run(" ")
    _filled(paragraph, (*source.description, Part(f". {source.title}")), notes)
    if source.url:
        paragraph.add_run().add_break()
        paragraph.add_run(visible(source.url))
    return paragraph


def _filled(paragraph: Paragraph, parts: Sentence, notes: Footnotes) -> None:
    for before, part in zip((None, *parts), parts, strict=False):
        if part.kind == "source":
            if before is not None and before.kind == "source":
                paragraph.add_run(", ").font.superscript = True
            notes.cite(paragraph, int(part.text))
            continue
        text = visible(part.text)
        run = paragraph.add_run(text.replace(" ", "\u00a0") if part.kind == "date" else text)
        run.bold = True if part.kind in ("actor", "basis") else None
        if part.kind == "command":
            run.font.name = "Courier New"


def _saved(document: WordDocument) -> bytes:
    """The document packed with one date for all its parts."""
    written, packed = io.BytesIO(), io.BytesIO()
    document.save(written)
    with zipfile.ZipFile(written) as source, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            target.writestr(zipfile.ZipInfo(name, EPOCH), source.read(name), zipfile.ZIP_DEFLATED)
    return packed.getvalue()
