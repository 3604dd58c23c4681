"""A sheet that can be handed over: title, legends, the drawing in a frame, notes, numbered sources, how it was made."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby

from accordgraph.diagrams.facts import Link, Provenance, Source
from accordgraph.diagrams.layout.column_parts import Columns
from accordgraph.diagrams.layout.columns import lay_out_columns
from accordgraph.diagrams.layout.laid_out import LaidOutDiagram
from accordgraph.diagrams.layout.matrix import make_matrix
from accordgraph.diagrams.layout.node_labels import readable
from accordgraph.diagrams.model import Diagram
from accordgraph.diagrams.overview import Disagreement, Overview
from accordgraph.diagrams.svg.basis_timeline import basis_timeline, with_keys
from accordgraph.diagrams.svg.columns import ColumnsPicture
from accordgraph.diagrams.svg.elements import Painter, group, number, svg_document
from accordgraph.diagrams.svg.legends import Legends
from accordgraph.diagrams.svg.matrix import Grid
from accordgraph.diagrams.svg.network import PAD, network_group
from accordgraph.diagrams.svg.text_layout import Block, column_width, heading, paragraph, shifted, stack
from accordgraph.diagrams.svg.text_layout import columns as columns_of
from accordgraph.diagrams.svg.timeline import Timeline
from accordgraph.diagrams.texts import Phrases

MARGIN = 32.0
INSET = 16.0  # from the frame to a timeline
LEAST_PX = 860.0  # narrower than this, legends and sources would be cut into shreds
COLUMNS_PX, NAME_PX = 1160.0, 14.0  # of a first screen: its width, and its names
MOST_SOURCES = 60  # that stand below a first screen; an image with more opens nowhere
SECTION = 22.0
MOST_BASES = 200  # that are listed with their sources; a page has them all


def diagram_sheet(layout: LaidOutDiagram) -> str:
    """The drawing of any view as one page in SVG, as it was laid out."""
    return matrix_sheet(layout.diagram) if layout.diagram.view == "matrix" else network_sheet(layout)


def network_sheet(layout: LaidOutDiagram) -> str:
    """The network as one page in SVG, wide enough for its drawing."""
    left, top, right, bottom = layout.box
    wide, high = right - left + 2 * PAD, bottom - top + 2 * PAD
    width, painter = max(float(wide), LEAST_PX), Painter()
    aside = (width - wide) / 2 + PAD - left
    moved = group({"transform": f"translate({number(aside)} {number(PAD - top)})"}, network_group(layout, painter))
    legends = Legends(layout.diagram, painter).of_network(width)
    return sheet(
        layout.diagram,
        [legends, framed(Block(moved, high), width, painter), *_unnamed(layout, width, painter)],
        width,
        painter,
    )


def columns_sheet(diagram: Diagram, overview: Overview) -> str:
    """The first screen as one page in SVG: the answer, the columns, the answer in short, and where sources disagree."""
    painter, width, words = Painter(), COLUMNS_PX, diagram.words
    columns = lay_out_columns(diagram, overview)
    name = overview.middle_name
    drawn = ColumnsPicture(columns, name, painter, width - 2 * INSET, NAME_PX).draw()
    blocks = [
        framed(inset(drawn, INSET), width, painter),
        Legends(diagram, painter).of_columns(columns, width),
        short_answer(diagram, overview, width, painter),
        since_when(diagram, columns, width, painter),
    ]
    subtitle = " · ".join(filter(None, (*times_of(diagram), *overview.summary, overview.disputed)))
    head = _head(diagram.title, subtitle, width, painter)
    count = len(diagram.sources)
    elsewhere = [words.say("sheet-sources-elsewhere", count=count)] if count > MOST_SOURCES else []
    foot = [
        numbered(words["sheet-notes"], [*left_out_words(overview, words), *diagram.notes, *elsewhere], width, painter),
        *([] if elsewhere else _cited(diagram, width, painter)),
        provenance_block(diagram.provenance, words, width, painter),
    ]
    return page(diagram.title, subtitle, [head, *blocks, *foot], width, painter)


def since_when(diagram: Diagram, columns: Columns, width: float, painter: Painter) -> Block:
    """The bars of what has a box, under their heading."""
    timeline = basis_timeline(diagram, columns.bases, painter, width - 2 * INSET)
    if not timeline.bars:
        return Block("", 0.0)
    bars = framed(inset(with_keys(timeline, painter), INSET), width, painter)
    return stack([heading(diagram.words["since-when"], painter), bars], 6.0)


def left_out_words(overview: Overview, words: Phrases) -> list[str]:
    """The agreements that have nothing to do with the middle."""
    names = overview.left_out
    return [f"{words.say('not-drawn', count=len(names))}: {'; '.join(names)}."] if names else []


def times_of(diagram: Diagram) -> list[str]:
    """Of which day or range the diagram is, where it is not of all dates."""
    times = diagram.words.times(diagram.day, diagram.first, diagram.last)
    return [times] if times else []


def short_answer(diagram: Diagram, overview: Overview, width: float, painter: Painter) -> Block:
    """The answer in short, and the questions that sources answer differently with what is kept."""
    words, room = diagram.words, column_width(width)
    facts = [paragraph(f"{fact.label}: {fact.text}", room, painter) for fact in overview.facts]
    in_short = [heading(words["in-short"], painter), paragraph(overview.lead, width, painter, "word-strong")]
    disputes = [
        paragraph(disagreement_words(one), room, painter, bullet=f"{place}.")
        for place, one in enumerate(overview.disagreements, 1)
    ]
    disputed = [heading(words["sources-disagree"], painter), columns_of(disputes, width)] if disputes else []
    return stack([*in_short, columns_of(facts, width), *disputed], 6.0)


def disagreement_words(one: Disagreement) -> str:
    """A question with its values, the voices for each, and what is kept."""
    sides = "; ".join(f"{side.value}: {side.votes}" for side in one.sides)
    return f"{one.question} {sides}. {one.kept}"


def _unnamed(layout: LaidOutDiagram, width: float, painter: Painter) -> list[Block]:
    """How many names are left out for want of room."""
    count = len(layout.nodes) - len(readable(layout)) if layout.is_large else 0
    return [paragraph(layout.diagram.words.say("sheet-unnamed", count=count), width, painter)] if count else []


def matrix_sheet(diagram: Diagram) -> str:
    """Who with whom as a table of actors by actors, as one page in SVG."""
    painter = Painter()
    grid = Grid(diagram, make_matrix(diagram), painter)
    width = max(grid.width + 2 * INSET, LEAST_PX)
    drawn = Block(shifted(Block(grid.draw(), 0), (width - grid.width) / 2, INSET), grid.height + 2 * INSET)
    explanation = paragraph(diagram.words["sheet-matrix"], width, painter)
    legends = Legends(diagram, painter).of_matrix(width)
    return sheet(diagram, [legends, framed(drawn, width, painter), explanation], width, painter)


def timeline_block(diagram: Diagram, painter: Painter, width: float) -> Block:
    """The bars, and a word about a past that is pressed together."""
    timeline = Timeline(diagram, painter, width)
    pressed = timeline.axis().pressed_until
    notes = [diagram.words.say("sheet-pressed", day=diagram.words.day(pressed))] if pressed else []
    bars = Block(timeline.draw(), timeline.height)
    return stack([bars, *(paragraph(line, width, painter, "word-quiet") for line in notes)], 10.0)


def sheet(diagram: Diagram, drawn: Sequence[Block], width: float, painter: Painter) -> str:
    """The page around what is drawn."""
    blocks = [_head(diagram.title, diagram.subtitle, width, painter), *drawn, *_foot(diagram, width, painter)]
    return page(diagram.title, diagram.subtitle, blocks, width, painter)


def page(title: str, description: str, blocks: Iterable[Block], width: float, painter: Painter) -> str:
    """Blocks one below the other on a ground of the page's colour."""
    body = stack(blocks, SECTION)
    wide, high = width + 2 * MARGIN, body.height + 2 * MARGIN
    ground = painter.shape("rect", "sheet", {"width": wide, "height": high})
    return svg_document(wide, high, title, description, ground, shifted(body, MARGIN, MARGIN))


def framed(block: Block, width: float, painter: Painter) -> Block:
    """The stage: a frame around a drawing."""
    box = {"width": width, "height": block.height, "rx": 8}
    drawn = painter.shape("rect", "stage", box) + block.drawn + painter.shape("rect", "frame", box)
    return Block(drawn, block.height)


def inset(block: Block, by: float) -> Block:
    """A drawing with room around it."""
    return Block(shifted(block, by, by), block.height + 2 * by)


def numbered(title: str, texts: Sequence[str], width: float, painter: Painter) -> Block:
    """A list with numbers under its heading, in columns."""
    if not texts:
        return Block("", 0.0)
    room = column_width(width)
    items = [paragraph(text, room, painter, bullet=f"{place}.") for place, text in enumerate(texts, 1)]
    return stack([heading(title, painter), columns_of(items, width)], 4.0)


def cited(source: Source) -> str:
    """A source as one would cite it."""
    parts = (source.title, source.publisher, source.published_words, source.url)
    return ". ".join(part for part in parts if part)


def _head(title: str, subtitle: str, width: float, painter: Painter) -> Block:
    lines = [paragraph(title, width, painter, "word-title"), paragraph(subtitle, width, painter, "word-subtitle")]
    return stack(lines, 2.0)


def _foot(diagram: Diagram, width: float, painter: Painter) -> list[Block]:
    words = diagram.words
    return [
        numbered(words["sheet-notes"], diagram.notes, width, painter),
        *_cited(diagram, width, painter),
        provenance_block(diagram.provenance, words, width, painter),
    ]


def _cited(diagram: Diagram, width: float, painter: Painter) -> list[Block]:
    """What rests on which source, and the sources."""
    sources = [cited(source) for source in diagram.sources]
    return [_rests(diagram, width, painter), numbered(diagram.words["sheet-sources"], sources, width, painter)]


def _rests(diagram: Diagram, width: float, painter: Painter) -> Block:
    """The numbers of the sources: of each basis, or of each line where lines do not say their basis."""
    texts = _bases_in_words(diagram) if diagram.view == "bases" else _lines_in_words(diagram)
    if not texts:
        return Block("", 0.0)
    items = [paragraph(text, column_width(width), painter) for text in texts[:MOST_BASES]]
    more = len(texts) - MOST_BASES
    rest = [paragraph(diagram.words.say("sheet-more", count=more), width, painter)] if more > 0 else []
    return stack([heading(diagram.words["sheet-rests"], painter), columns_of(items, width), *rest], 4.0)


def _bases_in_words(diagram: Diagram) -> list[str]:
    bases = [(links[0], sources_of(links)) for links in _by_basis(diagram.links)]
    return [f"{link.basis_name} ({link.words.basis_kind.lower()}): {numbers}" for link, numbers in bases if numbers]


def _lines_in_words(diagram: Diagram) -> list[str]:
    """Whom a line joins, since when, on what basis, and by which sources."""
    names = {node.id: node.label for node in diagram.nodes}
    lines = []
    for link in diagram.links:
        kind = "; ".join(filter(None, (link.words.basis_kind.lower(), link.words.doubt)))
        who = f"{names[link.start]} – {names[link.end]}, {link.words.since}"
        lines.append(f"{who}: {link.basis_name} ({kind}): {sources_of([link])}".removesuffix(": "))
    return lines


def _by_basis(links: Sequence[Link]) -> list[list[Link]]:
    return [list(group) for _, group in groupby(links, key=lambda link: link.basis)]


def sources_of(links: Sequence[Link]) -> str:
    """The numbers of the sources of links."""
    return ", ".join(map(str, sorted({evidence.source for link in links for evidence in link.evidence})))


def provenance_block(provenance: Provenance | None, words: Phrases, width: float, painter: Painter) -> Block:
    """How it was made, so that it can be made again."""
    return (
        paragraph(provenance_words(provenance, words), width, painter, "word-quiet") if provenance else Block("", 0.0)
    )


def provenance_words(provenance: Provenance, words: Phrases) -> str:
    """How it was made, as a sentence."""
    return words.say(
        "sheet-made",
        day=words.day(provenance.created_on),
        version=provenance.version,
        snapshot=provenance.snapshot,
        question=provenance.question,
    )
