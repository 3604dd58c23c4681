"""An answer as PDF, in the bundled font, which has the letters of both languages.

The sources are numbered notes at the end: a reference leads to its note, and the number of a note back to where it is
first cited.
"""

from __future__ import annotations

import datetime
import io
from collections.abc import Iterable, Iterator
from functools import cache
from html import escape
from importlib.resources import as_file, files
from typing import Any

from reportlab.lib.colors import grey
from reportlab.lib.enums import TA_LEFT, TA_RIGHT
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import Flowable, Paragraph, SimpleDocTemplate, Table

from accordgraph.graph.visible import visible
from accordgraph.queries.answers.rendering.grid import NOTHING
from accordgraph.queries.answers.tree import AnswerTree, CitedSource, Entry, Grid, Part, Sentence, plain

REGULAR, BOLD = "NotoSans-Regular", "NotoSans-Bold"
"""The fonts, by the names of their files in `diagrams/fonts`."""

MARGIN_PT = 56
NAME_PT = 200
"""Width of the first column of a grid."""

INDENT_PT = 14
"""By how much details stand further in."""


def content(tree: AnswerTree, day: datetime.date) -> bytes:
    """The document; `day` stands in its text already, and no other time in it, so that it is always the same."""
    _register()
    out = io.BytesIO()
    margins = {f"{side}Margin": MARGIN_PT for side in ("left", "right", "top", "bottom")}
    document = SimpleDocTemplate(
        out, pagesize=A4, title=visible(plain(tree.title)), author="accordgraph", lang=tree.lang, invariant=1, **margins
    )
    document.build(list(_story(tree)), onFirstPage=_numbered, onLaterPages=_numbered)
    return out.getvalue()


def _story(tree: AnswerTree) -> Iterator[Flowable]:
    text = Text()
    yield Paragraph(text.of(tree.title), _style(14, BOLD, after=6))
    for one in tree.summary:
        yield Paragraph(text.of(one), _style(10, after=4))
    for group in tree.groups:
        if group.title:
            yield Paragraph(_escaped(group.title), _style(10, BOLD, before=10, after=3, keep=True))
        if group.grid:
            yield _grid(group.grid, text)
        yield from _entries(group.entries, 0, text)
    if tree.sources:
        yield Paragraph(_escaped(tree.sources_title), _style(10, BOLD, before=10, after=3, keep=True))
    for source in tree.sources:
        yield Paragraph(_source(source, text), _style(8.5, indent=1.6 * INDENT_PT, hanging=1.6 * INDENT_PT, after=3))


def _entries(entries: Iterable[Entry], depth: int, text: Text) -> Iterator[Flowable]:
    for entry in entries:
        mark = f"{_escaped(entry.mark)} " if entry.mark else ""
        style = _style(
            10, indent=depth * INDENT_PT + (INDENT_PT if mark else 0), hanging=INDENT_PT if mark else 0, after=2
        )
        yield Paragraph(mark + text.of(entry.text), style)
        yield from _entries(entry.details, depth + 1, text)


def _grid(grid: Grid, text: Text) -> Flowable:
    """A table as wide as the page, whose first column takes what the others leave."""
    heads = [Paragraph(_escaped(column), _style(8.5, BOLD, is_right=True)) for column in grid.columns]
    rows = [
        [
            Paragraph(text.of(row.text), _style(8.5)),
            *(Paragraph(_escaped(cell or NOTHING), VALUE) for cell in row.cells),
        ]
        for row in grid.rows
    ]
    width = (A4[0] - 2 * MARGIN_PT - NAME_PT) / max(1, len(grid.columns))
    table = Table([["", *heads], *rows], [NAME_PT, *(width for _ in heads)], repeatRows=1)
    table.setStyle([("VALIGN", (0, 0), (-1, -1), "BOTTOM"), ("LINEBELOW", (0, 0), (-1, -1), 0.25, grey)])
    return table


def _source(source: CitedSource, text: Text) -> str:
    number = f'<a name="source{source.number}"/><link href="#cited{source.number}">[{source.number}]</link>'
    line = f"{number} {text.of(source.description)}. {_escaped(source.title)}"
    if not source.url:
        return line
    address = _escaped(source.url)
    is_web = source.url.startswith(("https://", "http://"))
    return f'{line}<br/><link href="{address}">{address}</link>' if is_web else f"{line}<br/>{address}"


class Text:
    """Writes sentences; the first reference to a source is where its note leads back to."""

    def __init__(self) -> None:
        """Begin with no source cited."""
        self._cited: set[str] = set()

    def of(self, parts: Sentence) -> str:
        """A sentence in the markup of paragraphs."""
        return "".join(map(self._part, parts))

    def _part(self, part: Part) -> str:
        text = _escaped(part.text)
        if part.kind == "source":
            place = "" if text in self._cited else f'<a name="cited{text}"/>'
            self._cited.add(text)
            return f'{place}<super><link href="#source{text}">[{text}]</link></super>'
        if part.kind in ("actor", "basis"):
            return f'<font name="{BOLD}">{text}</font>'
        return text.replace(" ", "\u00a0") if part.kind == "date" else text


def _escaped(text: str) -> str:
    return escape(visible(text))


def _style(
    size: float,
    font: str = REGULAR,
    *,
    indent: float = 0,
    hanging: float = 0,
    before: float = 0,
    after: float = 0,
    keep: bool = False,
    is_right: bool = False,
) -> ParagraphStyle:
    return ParagraphStyle(
        f"{font}-{size}-{indent}-{hanging}-{is_right}",
        fontName=font,
        fontSize=size,
        leading=1.35 * size,
        leftIndent=indent,
        firstLineIndent=-hanging,
        spaceBefore=before,
        spaceAfter=after,
        keepWithNext=int(keep),
        splitLongWords=1,
        alignment=TA_RIGHT if is_right else TA_LEFT,
    )


VALUE = _style(8.5, is_right=True)
"""How the values of a grid stand."""


def _numbered(canvas: Any, document: Any) -> None:
    """The number of the page at its foot."""
    number = Paragraph(str(document.page), ParagraphStyle("number", fontName=REGULAR, fontSize=8, alignment=TA_RIGHT))
    width = document.width
    number.wrapOn(canvas, width, MARGIN_PT)
    number.drawOn(canvas, document.leftMargin, MARGIN_PT / 2)


@cache
def _register() -> None:
    """Make the bundled fonts known, once."""
    for name in (REGULAR, BOLD):
        with as_file(files("accordgraph.diagrams") / "fonts" / f"{name}.ttf") as path:
            pdfmetrics.registerFont(TTFont(name, str(path)))
