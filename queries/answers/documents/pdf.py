"""An answer as PDF, in the bundled font, which has the letters of both languages."""

from __future__ import annotations

import datetime
import io
from collections.abc import Iterable, Iterator
from functools import cache
from html import escape
from importlib.resources import as_file, files
from typing import Any

from reportlab.lib.enums import TA_RIGHT
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import Flowable, Paragraph, SimpleDocTemplate

from accordgraph.graph.visible import visible
from accordgraph.queries.answers.tree import AnswerTree, CitedSource, Entry, Part, Sentence, plain

REGULAR, BOLD = "NotoSans-Regular", "NotoSans-Bold"
"""The fonts, by the names of their files in `diagrams/fonts`."""

MARGIN_PT = 56
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
    yield Paragraph(_text(tree.title), _style(14, BOLD, after=6))
    for one in tree.summary:
        yield Paragraph(_text(one), _style(10, after=4))
    for group in tree.groups:
        if group.title:
            yield Paragraph(_escaped(group.title), _style(10, BOLD, before=10, after=3, keep=True))
        yield from _entries(group.entries, 0)
    if tree.sources:
        yield Paragraph(_escaped(tree.sources_title), _style(10, BOLD, before=10, after=3, keep=True))
    for source in tree.sources:
        yield Paragraph(_source(source), _style(8.5, indent=1.6 * INDENT_PT, hanging=1.6 * INDENT_PT, after=3))


def _entries(entries: Iterable[Entry], depth: int) -> Iterator[Flowable]:
    for entry in entries:
        mark = f"{_escaped(entry.mark)} " if entry.mark else ""
        style = _style(
            10, indent=depth * INDENT_PT + (INDENT_PT if mark else 0), hanging=INDENT_PT if mark else 0, after=2
        )
        yield Paragraph(mark + _text(entry.text), style)
        yield from _entries(entry.details, depth + 1)


def _source(source: CitedSource) -> str:
    line = f'<a name="source{source.number}"/>[{source.number}] {_text(source.description)}. {_escaped(source.title)}'
    if not source.url:
        return line
    address = _escaped(source.url)
    is_web = source.url.startswith(("https://", "http://"))
    return f'{line}<br/><link href="{address}">{address}</link>' if is_web else f"{line}<br/>{address}"


def _text(parts: Sentence) -> str:
    return "".join(map(_part, parts))


def _part(part: Part) -> str:
    text = _escaped(part.text)
    if part.kind == "source":
        return f'<super><link href="#source{text}">[{text}]</link></super>'
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
) -> ParagraphStyle:
    return ParagraphStyle(
        f"{font}-{size}-{indent}-{hanging}",
        fontName=font,
        fontSize=size,
        leading=1.35 * size,
        leftIndent=indent,
        firstLineIndent=-hanging,
        spaceBefore=before,
        spaceAfter=after,
        keepWithNext=int(keep),
        splitLongWords=1,
    )


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
