"""Footnotes of a Word document, which python-docx does not write: the part that holds them, and references to them.

A source that is cited again gets no second note: a field (NOTEREF, ECMA-376 part 1, 17.16.5.43) repeats the number of
the first, and leads there.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from docx.document import Document as WordDocument
from docx.enum.style import WD_STYLE_TYPE
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.oxml import serialize_part_xml
from docx.opc.packuri import PackURI
from docx.opc.part import Part as PackagePart
from docx.oxml import OxmlElement
from docx.oxml.ns import nsdecls, qn
from docx.oxml.parser import parse_xml
from docx.shared import Pt
from docx.text.paragraph import Paragraph

CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"

TEXT, REFERENCE = "footnote text", "footnote reference"
"""The styles that Word itself gives a note and its number."""

SEPARATORS = ("separator", "continuationSeparator")
"""The two notes that a document must have: the lines between text and notes."""


class Footnotes:
    """The notes of a document, by number. `cite` refers to one, `finish` puts the texts into the document."""

    def __init__(self, document: WordDocument) -> None:
        """Begin without notes; the document gets the styles that they need."""
        self._document = document
        self._cited: set[int] = set()
        styles = document.styles
        styles.add_style(TEXT, WD_STYLE_TYPE.PARAGRAPH, builtin=True).font.size = Pt(9)
        styles.add_style(REFERENCE, WD_STYLE_TYPE.CHARACTER, builtin=True).font.superscript = True

    def cite(self, paragraph: Paragraph, number: int) -> None:
        """Refer to a note at the end of a paragraph."""
        if number in self._cited:
            self._repeat(paragraph, number)
            return
        self._cited.add(number)
        start, end = (_element(name, id=number) for name in ("w:bookmarkStart", "w:bookmarkEnd"))
        start.set(qn("w:name"), _bookmark(number))
        run = paragraph.add_run(style=REFERENCE)
        run._r.append(_element("w:footnoteReference", id=number))
        run._r.addprevious(start)
        run._r.addnext(end)

    def _repeat(self, paragraph: Paragraph, number: int) -> None:
        field = OxmlElement("w:fldSimple")
        field.set(qn("w:instr"), f" NOTEREF {_bookmark(number)} \\f \\h ")
        field.append(paragraph.add_run(str(number), style=REFERENCE)._r)
        paragraph._p.append(field)

    def finish(self, texts: Iterable[tuple[int, Paragraph]]) -> None:
        """Put the texts of the notes, paragraphs of the document until now, where Word looks for notes."""
        root = parse_xml(f"<w:footnotes {nsdecls('w', 'r')}/>")
        for number, kind in enumerate(SEPARATORS, -1):
            root.append(_note(number, _separator(kind), kind))
        for number, paragraph in texts:
            root.append(_note(number, _numbered(paragraph)))
        content = serialize_part_xml(root)
        package = self._document.part.package
        part = PackagePart(PackURI("/word/footnotes.xml"), CONTENT_TYPE, content, package)
        self._document.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)


def _bookmark(number: int) -> str:
    return f"source{number}"


def _numbered(paragraph: Paragraph) -> Any:
    """The paragraph of a note, which begins with its number."""
    number = paragraph.add_run(style=REFERENCE)
    number._r.append(OxmlElement("w:footnoteRef"))
    paragraph._p.insert_element_before(number._r, "w:r")
    return paragraph._p


def _note(number: int, paragraph: Any, kind: str | None = None) -> Any:
    note = _element("w:footnote", id=number)
    if kind is not None:
        note.set(qn("w:type"), kind)
    note.append(paragraph)
    return note


def _separator(kind: str) -> Any:
    paragraph, run = OxmlElement("w:p"), OxmlElement("w:r")
    run.append(OxmlElement(f"w:{kind}"))
    paragraph.append(run)
    return paragraph


def _element(name: str, **values: int) -> Any:
    element = OxmlElement(name)
    for key, value in values.items():
        element.set(qn(f"w:{key}"), str(value))
    return element
