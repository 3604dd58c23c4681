"""A sheet that can be handed over: title, legends, the drawing in a frame, notes, numbered sources, how it was made."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby

from accordgraph.diagrams.layout.laid_out import LaidOutDiagram
from accordgraph.diagrams.layout.matrix import make_matrix
from accordgraph.diagrams.layout.node_labels import readable
from accordgraph.diagrams.model import Diagram, Link, Provenance, Source
from accordgraph.diagrams.svg.elements import Pen, group, number, picture
from accordgraph.diagrams.svg.legends import Legends
from accordgraph.diagrams.svg.matrix import Grid
from accordgraph.diagrams.svg.network import PAD, network_group
from accordgraph.diagrams.svg.text_layout import Block, column_width, columns, heading, paragraph, shifted, stack
from accordgraph.diagrams.svg.timeline import Timeline
from accordgraph.diagrams.wording import day_words, kind_word, say, words

MARGIN = 32.0
INSET = 16.0  # from the frame to a timeline
LEAST_PX = 860.0  # narrower than this, legends and sources would be cut into shreds
SECTION = 22.0
MOST_BASES = 200  # that are listed with their sources; a page has them all


def drawing_sheet(drawing: LaidOutDiagram) -> str:
    """The drawing of any view as one page in SVG."""
    return matrix_sheet(drawing.picture) if drawing.picture.view == "matrix" else network_sheet(drawing)


def network_sheet(drawing: LaidOutDiagram) -> str:
    """The network as one page in SVG, wide enough for its drawing."""
    left, top, right, bottom = drawing.box
    wide, high = right - left + 2 * PAD, bottom - top + 2 * PAD
    width, pen = max(float(wide), LEAST_PX), Pen()
    aside = (width - wide) / 2 + PAD - left
    moved = group({"transform": f"translate({number(aside)} {number(PAD - top)})"}, network_group(drawing, pen))
    legends = Legends(drawing.picture, pen).of_network(width)
    return sheet(
        drawing.picture, [legends, framed(Block(moved, high), width, pen), *_unnamed(drawing, width, pen)], width, pen
    )


def _unnamed(drawing: LaidOutDiagram, width: float, pen: Pen) -> list[Block]:
    """How many names are left out for want of room."""
    count = len(drawing.marks) - len(readable(drawing)) if drawing.is_large else 0
    return [paragraph(say("sheet-unnamed", drawing.picture.lang, count=count), width, pen)] if count else []


def matrix_sheet(shown: Diagram) -> str:
    """Who with whom as a table of actors by actors, as one page in SVG."""
    pen = Pen()
    grid = Grid(shown, make_matrix(shown), pen)
    width = max(grid.width + 2 * INSET, LEAST_PX)
    drawn = Block(shifted(Block(grid.draw(), 0), (width - grid.width) / 2, INSET), grid.height + 2 * INSET)
    told = paragraph(words(shown.lang)["sheet-matrix"], width, pen)
    legends = Legends(shown, pen).of_matrix(width)
    return sheet(shown, [legends, framed(drawn, width, pen), told], width, pen)


def timeline_sheet(shown: Diagram, width: float = 1160.0) -> str:
    """Since when and until when, as one page in SVG."""
    pen = Pen()
    drawn = inset(timeline_block(shown, pen, width - 2 * INSET), INSET)
    return sheet(shown, [Legends(shown, pen).of_timeline(width), framed(drawn, width, pen)], width, pen)


def timeline_block(shown: Diagram, pen: Pen, width: float) -> Block:
    """The bars, and a word about a past that is pressed together."""
    timeline = Timeline(shown, pen, width)
    pressed = timeline.axis().pressed_until
    told = [say("sheet-pressed", shown.lang, day=day_words(pressed, shown.lang))] if pressed else []
    bars = Block(timeline.draw(), timeline.height)
    return stack([bars, *(paragraph(line, width, pen, "word-quiet") for line in told)], 10.0)


def sheet(shown: Diagram, drawn: Sequence[Block], width: float, pen: Pen) -> str:
    """The page around what is drawn."""
    blocks = [_head(shown.title, shown.subtitle, width, pen), *drawn, *_foot(shown, width, pen)]
    return page(shown.title, shown.subtitle, blocks, width, pen)


def page(title: str, description: str, blocks: Iterable[Block], width: float, pen: Pen) -> str:
    """Blocks one below the other on a ground of the page's colour."""
    body = stack(blocks, SECTION)
    wide, high = width + 2 * MARGIN, body.height + 2 * MARGIN
    ground = pen.shape("rect", "sheet", {"width": wide, "height": high})
    return picture(wide, high, title, description, ground, shifted(body, MARGIN, MARGIN))


def framed(block: Block, width: float, pen: Pen) -> Block:
    """The stage: a frame around a drawing."""
    box = {"width": width, "height": block.height, "rx": 8}
    drawn = pen.shape("rect", "stage", box) + block.drawn + pen.shape("rect", "frame", box)
    return Block(drawn, block.height)


def inset(block: Block, by: float) -> Block:
    """A drawing with room around it."""
    return Block(shifted(block, by, by), block.height + 2 * by)


def numbered(title: str, texts: Sequence[str], width: float, pen: Pen) -> Block:
    """A list with numbers under its heading, in columns."""
    if not texts:
        return Block("", 0.0)
    room = column_width(width)
    items = [paragraph(text, room, pen, mark=f"{place}.") for place, text in enumerate(texts, 1)]
    return stack([heading(title, pen), columns(items, width)], 4.0)


def cited(source: Source) -> str:
    """A source as one would cite it."""
    parts = (source.title or source.id, source.publisher, source.published, source.url)
    return ". ".join(part for part in parts if part)


def _head(title: str, subtitle: str, width: float, pen: Pen) -> Block:
    told = [paragraph(title, width, pen, "word-title"), paragraph(subtitle, width, pen, "word-subtitle")]
    return stack(told, 2.0)


def _foot(shown: Diagram, width: float, pen: Pen) -> list[Block]:
    known = words(shown.lang)
    return [
        numbered(known["sheet-notes"], shown.notes, width, pen),
        _rests(shown, width, pen),
        numbered(known["sheet-sources"], [cited(source) for source in shown.sources], width, pen),
        made(shown.making, shown.lang, width, pen),
    ]


def _rests(shown: Diagram, width: float, pen: Pen) -> Block:
    """For each basis the numbers of the sources that speak of its links."""
    told = [(links[0], sources_of(links)) for links in _by_basis(shown.links)]
    texts = [
        f"{link.basis_name or link.basis} ({kind_word(link.basis_kind, shown.lang).lower()}): {numbers}"
        for link, numbers in told
        if numbers
    ]
    if not texts:
        return Block("", 0.0)
    items = [paragraph(text, column_width(width), pen) for text in texts[:MOST_BASES]]
    more = len(texts) - MOST_BASES
    rest = [paragraph(say("sheet-more", shown.lang, count=more), width, pen)] if more > 0 else []
    return stack([heading(words(shown.lang)["sheet-rests"], pen), columns(items, width), *rest], 4.0)


def _by_basis(links: Sequence[Link]) -> list[list[Link]]:
    return [list(found) for _, found in groupby(links, key=lambda link: link.basis)]


def sources_of(links: Sequence[Link]) -> str:
    """The numbers of the sources that speak of links."""
    return ", ".join(map(str, sorted({told.source for link in links for told in link.evidence})))


def made(making: Provenance | None, lang: str, width: float, pen: Pen) -> Block:
    """How it was made, so that it can be made again."""
    return paragraph(made_words(making, lang), width, pen, "word-quiet") if making else Block("", 0.0)


def made_words(making: Provenance, lang: str) -> str:
    """The same as a sentence."""
    return say(
        "sheet-made",
        lang,
        day=day_words(making.made_on, lang),
        version=making.version,
        snapshot=making.snapshot,
        question=making.question,
    )
