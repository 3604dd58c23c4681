"""A diagram as a sheet to print: pages of A4 or Letter with legible letters. The answer comes first, then pictures,
each link with its basis, names in full and notes; sources come last.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain, repeat
from typing import Any

from accordgraph.diagrams.facts import CONTRADICTED, Link, Provenance, Source
from accordgraph.diagrams.layout.column_parts import SMALL, Columns
from accordgraph.diagrams.layout.columns import lay_out_columns
from accordgraph.diagrams.layout.text_width import text_width
from accordgraph.diagrams.model import Diagram
from accordgraph.diagrams.overview import Overview
from accordgraph.diagrams.provenance import as_of
from accordgraph.diagrams.svg.basis_timeline import bar_keys, basis_timeline, pressed_note
from accordgraph.diagrams.svg.columns import ColumnsPicture
from accordgraph.diagrams.svg.direction import with_dates_kept
from accordgraph.diagrams.svg.elements import Painter, group, number, svg_document
from accordgraph.diagrams.svg.legends import Legends
from accordgraph.diagrams.svg.letters import written
from accordgraph.diagrams.svg.page import disagreement_words, left_out_words, provenance_words, sources_of, times_of
from accordgraph.diagrams.svg.papers import LEAST_PT, MARGIN_PT, SCALE, Paper
from accordgraph.diagrams.svg.text_layout import Block, stack
from accordgraph.diagrams.svg.typesetting import end_of, typeset
from accordgraph.diagrams.texts import Phrases

NAME_PT = 10.36
"""Of a name in columns: dates below it are as large as the smallest letters may be."""

assert NAME_PT * SMALL >= LEAST_PT

LEGEND_SCALE = 0.78
COLUMN_GAP_PT, MOST_COLUMN_PT = 9.0, 900.0
MOST_ROWS = 2000
"""Links that are listed; the data of more belong into a table."""

Part = dict[str, Any]
"""A piece of the sheet, as the template reads it."""


@dataclass(frozen=True)
class Drawing:
    """An SVG for a page, with its size in points and what stands above it; one that `is_turned` is on a page that lies
    on its side where the others stand upright, or the other way.
    """

    svg: str
    width: float
    height: float
    caption: str = ""
    is_turned: bool = False


# ---------------------------------------------------------------- the document
def printed(
    title: str,
    lines: Sequence[str],
    parts: Sequence[Part],
    paper: Paper,
    words: Phrases,
    lang: str,
    provenance: Provenance | None,
) -> bytes:
    """The bytes of a PDF: the same input gives the same bytes."""
    day = provenance.created_on if provenance else None
    return typeset("sheet.typ", _sheet(title, lines, parts, paper, words, lang, provenance), "pdf", day=day)


def _sheet(
    title: str,
    lines: Sequence[str],
    parts: Sequence[Part],
    paper: Paper,
    words: Phrases,
    lang: str,
    provenance: Provenance | None,
) -> Part:
    """The same as the template reads it."""
    foot = [title, *([provenance.snapshot, words.day(provenance.created_on)] if provenance else [])]
    data: Part = _kept(
        {
            "title": title,
            "lang": lang,
            "paper": paper.name,
            "landscape": paper.is_landscape,
            "margin": MARGIN_PT,
            "footer": " · ".join(foot),
            "lines": [line for line in lines if line],
            "parts": [part for part in parts if part],
        }
    )
    return data


def diagram_pdf(diagram: Diagram, paper: Paper, drawings: Sequence[Drawing]) -> bytes:
    """A diagram as a document; `drawings` are those of a diagram without columns."""
    overview, columns, words = diagram.overview, diagram.columns_about, diagram.words
    about = [*times_of(diagram), *overview.summary, overview.disputed] if overview else [diagram.subtitle]
    lines = [" · ".join(filter(None, about)), as_of(diagram.provenance, words)]
    short = in_short(overview, words) if overview else []
    if columns:
        above = end_of("sheet.typ", _sheet(diagram.title, lines, short, paper, words, diagram.lang, diagram.provenance))
        drawings = list(column_drawings(diagram, columns, paper, paper.inner_height + MARGIN_PT - above))
    parts = [
        *short,
        pictures(drawings),
        *([] if columns or drawings or not diagram.links else [_no_room(words)]),
        pictures(timeline_drawings(diagram, columns, paper), words["since-when"]) if columns else {},
        links_part(diagram, paper),
        names_part(diagram),
        notes_part(diagram.notes, diagram.provenance, words, left_out_words(overview, words) if overview else []),
        sources_part(diagram.sources, words),
    ]
    return printed(diagram.title, lines, parts, paper, words, diagram.lang, diagram.provenance)


# ---------------------------------------------------------------- parts
def in_short(overview: Overview, words: Phrases) -> list[Part]:
    """The answer in short, and where sources disagree."""
    facts = [[fact.label, fact.text] for fact in overview.facts]
    disputes = [[one.question, disagreement_words(replace(one, question="")).strip()] for one in overview.disagreements]
    parts: list[Part] = [
        {"kind": "lines", "heading": words["in-short"], "lines": [overview.lead]},
        {"kind": "facts", "heading": "", "rows": facts},
        {"kind": "disputes", "heading": words["sources-disagree"], "rows": disputes},
    ]
    return [part for part in parts if part.get("rows") or part.get("lines")]


def pictures(drawings: Sequence[Drawing], heading: str = "") -> Part:
    """The drawings, each on one page."""
    placed = [
        {
            "svg": one.svg,
            "width": one.width,
            "height": one.height,
            "caption": one.caption,
            "alt": one.caption,
            "turned": one.is_turned,
        }
        for one in drawings
    ]
    return {"kind": "pictures", "heading": heading, "pictures": placed} if placed else {}


def _no_room(words: Phrases) -> Part:
    return {"kind": "lines", "heading": "", "lines": [words["sheet-too-large"]]}


def links_part(diagram: Diagram, paper: Paper) -> Part:
    """Every link with its basis, dates and sources: a row for each, or for all who take part in a basis alike."""
    if not diagram.links:
        return {}
    words = diagram.words
    is_of_two = diagram.view != "bases"
    names = ["who", *(["partner"] if is_of_two else []), "basis", "since", "until", "sources"]
    rows = _rows_of_two(diagram) if is_of_two else _rows_by_basis(diagram)
    head = [words[f"column-{name}"] for name in names]
    return table_part(words["sheet-links"], head, rows[:MOST_ROWS], paper)


def _rows_of_two(diagram: Diagram) -> list[Part]:
    return [_row([link.start_name, link.end_name, *_cells(link)], link) for link in diagram.links]


def _rows_by_basis(diagram: Diagram) -> list[Part]:
    alike: dict[tuple[str, ...], list[Link]] = {}
    for link in diagram.links:
        alike.setdefault((link.basis, link.look, *_cells(link)), []).append(link)
    who = diagram.words.listing
    return [_row([who([link.start_name for link in own]), *_cells(own[0])], own[0]) for own in alike.values()]


def _row(cells: list[str], link: Link) -> Part:
    return {"cells": cells, "doubted": link.look in CONTRADICTED}


def _cells(link: Link) -> Iterator[str]:
    """The basis, since when and until when or how sure on the day, and the numbers of the sources."""
    kind = link.words.basis_kind.lower()
    doubt = f"; {link.words.doubt}" if link.words.doubt else ""
    yield f"{link.basis_name} ({kind}{doubt})"
    yield link.words.since
    yield link.words.in_force or link.words.until
    yield sources_of([link])


def table_part(heading: str, head: Sequence[str], rows: Sequence[Part], paper: Paper) -> Part:
    """A table whose head is repeated on every page."""
    room = paper.inner_width - COLUMN_GAP_PT * (len(head) - 1)
    widths = column_widths([head, *(row["cells"] for row in rows)], room)
    return {"kind": "table", "heading": heading, "head": list(head), "rows": list(rows), "widths": widths}


def column_widths(rows: Sequence[Sequence[str]], room: float) -> list[float]:
    """The width of each column, so that no word or date is broken; what room is left goes to those of long texts."""
    columns = list(zip(*rows, strict=True))
    least = [max(_width(word) for text in own for word in text.split() or [""]) for own in columns]
    wanted = [min(max(map(_width, own)), MOST_COLUMN_PT) for own in columns]
    more = [max(want - need, 0.0) for want, need in zip(wanted, least, strict=True)]
    share = min((room - sum(least)) / (sum(more) or 1.0), 1.0)
    return [round(need + share * extra, 2) for need, extra in zip(least, more, strict=True)]


def _width(text: str) -> float:
    return text_width(text, LEAST_PT) + 1.0


def names_part(diagram: Diagram) -> Part:
    """What acronyms and short names stand for."""
    short = {node.label: node.title for node in diagram.nodes if node.title and node.title != node.label}
    rows = [[label, short[label]] for label in sorted(short, key=str.casefold)]
    return {"kind": "names", "heading": diagram.words["sheet-names"], "rows": rows} if rows else {}


def notes_part(notes: Sequence[str], provenance: Provenance | None, words: Phrases, more: Sequence[str] = ()) -> Part:
    """Notes, what is not in the graph, and how the sheet was made."""
    lines = [*more, *notes, *([provenance_words(provenance, words)] if provenance else [])]
    return {"kind": "lines", "heading": words["sheet-notes"], "lines": lines} if lines else {}


def sources_part(sources: Sequence[Source], words: Phrases) -> Part:
    """The numbered sources."""
    rows = [
        {
            "text": ". ".join(part.rstrip(".") for part in (one.title, one.publisher, one.published_words) if part)
            + ".",
            "url": one.url if (one.url or "").startswith(("http://", "https://")) else "",
            "address": "".join(text for text, _ in one.address),
        }
        for one in sources
    ]
    return {"kind": "sources", "heading": words["sheet-sources"], "rows": rows} if rows else {}


def _kept(value: Any) -> Any:
    """The data in letters that there are, with marks around dates among those written from right to left."""
    if isinstance(value, str):
        return written(value) if value.startswith("<svg") else with_dates_kept(written(value))
    if isinstance(value, dict):
        return {key: _kept(one) for key, one in value.items()}
    return [_kept(one) for one in value] if isinstance(value, list) else value


# ---------------------------------------------------------------- columns
def column_drawings(diagram: Diagram, overview: Overview, paper: Paper, first_room: float) -> Iterator[Drawing]:
    """The columns in as many pictures as the paper needs, all rows open: each agreement in one of them, or where its
    parties have no room in one, in several. The first is no higher than what room is left below the answer, in points,
    if that is enough for a picture.
    """
    pages = list(_pages(diagram, replace(overview, partners=0), paper, first_room))
    is_split = any(one.is_part for one in pages)
    key = "sheet-picture-of-several" if is_split else "sheet-picture-of"
    for place, page in enumerate(pages, 1):
        caption = diagram.words.say(key, place=place, whole=len(pages)) if len(pages) > 1 else ""
        yield _drawing(diagram, overview, page.columns, paper, caption)


@dataclass(frozen=True)
class Page:
    """What stands in one picture; `is_part` says that it is some of the parties of one agreement."""

    columns: Columns
    is_part: bool = False


def _pages(diagram: Diagram, overview: Overview, paper: Paper, first_room: float) -> Iterator[Page]:
    upright, whole_page = not paper.is_landscape, _room(paper.inner_height)
    is_begun = first_room >= LEAST_SHARE * paper.inner_height
    rooms = chain([_room(first_room)] if is_begun else [], repeat(whole_page))

    def laid_out(bases: Sequence[str], parties: Collection[str] | None = None) -> Columns:
        return lay_out_columns(diagram, overview, frozenset(bases), parties, one_sided=upright)

    whole = lay_out_columns(diagram, overview, one_sided=upright)
    order = [box.node for stacks in whole.stacks for one in stacks for box in (one.head, *one.boxes) if box.node]
    while order:
        room = next(rooms)
        count = _most_that_fit(order, room, laid_out)
        columns = laid_out(order[:count])
        if columns.height <= room:
            yield Page(columns)
        elif room < whole_page:
            continue  # not even one has room below the answer
        else:
            yield from _parts(order[0], columns, room, laid_out)
        order = order[count:]


def _parts(basis: str, columns: Columns, room: float, laid_out: Callable[..., Columns]) -> Iterator[Page]:
    """One agreement in several pictures, each with some of its parties, and all with the middle."""
    groups = [group for side in columns.partners for group in side]
    order = [row.node for group in groups for row in (group.head, *group.bodies) if row.node]

    def part(actors: Sequence[str]) -> Columns:
        return laid_out([basis], frozenset(actors))

    while order:
        count = _most_that_fit(order, room, part)
        yield Page(part(order[:count]), is_part=True)
        order = order[count:]


def _room(height: float) -> float:
    """The height of columns that has room on so much of a page, beside their legend and number, in letters."""
    return (height - LEGEND_PT - CAPTION_PT) / NAME_PT


def _most_that_fit(order: Sequence[str], room: float, laid_out: Callable[[Sequence[str]], Columns]) -> int:
    """How many of the bases or parties, in their order, have room on one page; at least one."""
    low, high = 1, len(order)
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if laid_out(order[:middle]).height <= room else (low, middle - 1)
    return low


LEAST_SHARE = 0.4
"""Of a page below the answer: on less no picture is begun."""

LEGEND_PT, CAPTION_PT = 64.0, 26.0
"""Room below a picture for its legend, and above it for the words that number it."""


def _drawing(diagram: Diagram, overview: Overview, columns: Columns, paper: Paper, caption: str) -> Drawing:
    painter, width = Painter(), paper.inner_width
    name = overview.middle_name
    drawn = ColumnsPicture(columns, name, painter, width, NAME_PT).draw()
    legend = Legends(diagram, painter).of_columns(columns, width / LEGEND_SCALE)
    small = Block(group({"transform": f"scale({number(LEGEND_SCALE)})"}, legend.drawn), legend.height * LEGEND_SCALE)
    body = stack([drawn, small], 8.0)
    return Drawing(svg_document(width, body.height, diagram.title, caption, body.drawn), width, body.height, caption)


# ---------------------------------------------------------------- since when
HEADING_PX = 150.0
"""Room on a page for the heading of a timeline and its keys."""


def timeline_drawings(diagram: Diagram, overview: Overview, paper: Paper) -> list[Drawing]:
    """A row for each basis that has a box, on as many pages as they need; the keys stand on the first."""
    bases = lay_out_columns(diagram, replace(overview, partners=0)).bases
    painter, width = Painter(), paper.inner_width / SCALE
    timeline = basis_timeline(diagram, bases, painter, width)
    pages = [one.draw() for one in timeline.pages(paper.inner_height / SCALE - HEADING_PX)]
    if not pages:
        return []
    pages[0] = stack([bar_keys(diagram, painter, width), pages[0]], 6.0)
    pages[-1] = stack([pages[-1], pressed_note(timeline, painter)], 6.0)
    title = diagram.words["since-when"]
    return [
        Drawing(svg_document(width, one.height, title, "", one.drawn), width * SCALE, one.height * SCALE)
        for one in pages
    ]
