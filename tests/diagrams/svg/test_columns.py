"""The first screen as an image: each name and date in its place, nothing on another, lines between columns only."""

from __future__ import annotations

import re
from dataclasses import dataclass
from xml.etree import ElementTree

import pytest
from drawings.first_screens import between_two, partners
from fontTools.ttLib import TTFont

from accordgraph.diagrams.basis_bars import basis_bars, only
from accordgraph.diagrams.builder import build_diagram
from accordgraph.diagrams.formats import content
from accordgraph.diagrams.layout.columns import lay_out_columns
from accordgraph.diagrams.model import Diagram
from accordgraph.diagrams.svg.basis_timeline import basis_timeline
from accordgraph.diagrams.svg.columns import ColumnsPicture, width_of
from accordgraph.diagrams.svg.elements import Painter, svg_document
from accordgraph.diagrams.svg.page import columns_sheet
from accordgraph.diagrams.svg.timeline import timeline_axis
from accordgraph.graph.store.store import Store
from accordgraph.queries.session import open_session

SVG = "{http://www.w3.org/2000/svg}"
WIDTH, EM = 1120.0, 14.0
LONGEST_WORD = 14  # letters that have room on a line of the narrowest column
ENDS = re.compile(r"M([-\d.]+) ([-\d.]+)C.* ([-\d.]+) ([-\d.]+)$")


@dataclass(frozen=True)
class Line:
    """A line of text as it is shown."""

    text: str
    left: float
    right: float
    top: float
    bottom: float


@pytest.fixture(scope="module", params=["12", "40", "100", "eight", "en", "uk"])
def diagram(request: pytest.FixtureRequest, whole_store: object) -> Diagram:
    made = {"12": 12, "40": 40, "100": 100}
    if request.param in made:
        return partners(made[request.param])
    if request.param == "eight":
        return between_two(8)
    with open_session(Store(whole_store).snapshot(), "ladybug", request.param) as session:  # type: ignore[arg-type]
        return build_diagram(session)


@pytest.fixture(scope="module")
def drawn(diagram: Diagram) -> ElementTree.Element:
    assert diagram.overview is not None
    columns = lay_out_columns(diagram, diagram.overview)
    block = ColumnsPicture(columns, "Ukraine", Painter(), WIDTH, EM).draw()
    return ElementTree.fromstring(svg_document(WIDTH, block.height, "", "", block.drawn))


@pytest.fixture(scope="module")
def lines(drawn: ElementTree.Element) -> list[Line]:
    return [shown(text) for text in drawn.iter(f"{SVG}text")]


def shown(text: ElementTree.Element) -> Line:
    words, size, x, y = "".join(text.itertext()), *(float(text.get(key, "")) for key in ("font-size", "x", "y"))
    wide = width(words, size, is_bold=text.get("font-weight") == "700")
    left = {"end": x - wide, "middle": x - wide / 2}.get(text.get("text-anchor", ""), x)
    return Line(words, left, left + wide, y - 0.72 * size, y + 0.05 * size)


def width(text: str, size: float, *, is_bold: bool) -> float:
    font = FONTS[is_bold]
    letters, widths = font.getBestCmap(), font["hmtx"]
    return float(sum(widths[letters[ord(letter)]][0] for letter in text) / font["head"].unitsPerEm * size)


FONTS = [TTFont(f"diagrams/fonts/NotoSans-{weight}.ttf") for weight in ("Regular", "Bold")]


def test_no_line_of_text_lies_on_another(lines: list[Line]) -> None:
    rows = sorted(lines, key=lambda line: line.top)
    meeting = [
        (one.text, other.text)
        for place, one in enumerate(rows)
        for other in rows[place + 1 : place + 40]
        if one.left < other.right and other.left < one.right and one.top < other.bottom and other.top < one.bottom
    ]
    assert meeting == []
    assert len(lines) > 20


def test_every_word_is_inside_the_picture_and_no_line_runs_through_one(
    drawn: ElementTree.Element, lines: list[Line]
) -> None:
    wires = [ENDS.search(path.get("d", "")) for path in drawn.iter(f"{SVG}path") if path.get("data-link")]
    gaps = {(float(wire[1]), float(wire[3])) for wire in wires if wire}
    assert len(gaps) in (2, 4)
    inside = [line.text for line in lines for left, right in gaps if line.left < right - 1 and line.right > left + 1]
    assert inside == []
    assert min(line.left for line in lines) >= 0 and max(line.right for line in lines) <= WIDTH


def test_lines_end_at_the_rows_and_boxes_that_they_belong_to(diagram: Diagram, drawn: ElementTree.Element) -> None:
    assert diagram.overview is not None
    columns = lay_out_columns(diagram, diagram.overview)
    places = {
        (wire.index, gutter): (left * EM, right * EM)
        for gutter in range(4)
        for wire, left, right, is_twin in columns.gutter(gutter)
        if not is_twin
    }
    ends = [(path.get("data-link"), ENDS.search(path.get("d", ""))) for path in drawn.iter(f"{SVG}path")]
    found = sorted((round(float(end[2]), 1), round(float(end[4]), 1)) for link, end in ends if link and end)
    assert found == sorted((round(left, 1), round(right, 1)) for left, right in places.values())


def test_every_date_and_name_of_the_columns_is_drawn_whole(diagram: Diagram, lines: list[Line]) -> None:
    assert diagram.overview is not None
    columns = lay_out_columns(diagram, diagram.overview)
    boxes = [(one.head.name, one.head.notes) for stacks in columns.stacks for one in stacks]
    groups = [group for side in columns.partners for group in side]
    rows = [
        *columns.middle,
        *(one.head for one in groups),
        *(row for one in groups if one.is_open for row in one.bodies),
    ]
    named = [*boxes, *((row.name, row.notes) for row in rows)]
    wanted = [text for name, notes in named for text in (name, *(note.text for note in notes))]
    whole = " ".join(line.text for line in lines).split()
    drawn = "".join(whole)
    assert [text for text in wanted if "".join(text.split()) not in drawn] == []
    pieces = {piece for text in wanted for piece in re.split(r"\s+|(?<=[^\W\d][-–])", text)}
    short = {text for text in pieces if len(text) < LONGEST_WORD}
    shown_pieces = {piece for line in lines for piece in re.split(r"\s+|(?<=[^\W\d][-–])", line.text)}
    assert short <= shown_pieces, "a word is broken"


def test_columns_have_room_for_what_they_reckon_with(diagram: Diagram) -> None:
    assert diagram.overview is not None
    assert width_of(lay_out_columns(diagram, diagram.overview)) * EM <= WIDTH


def test_an_image_says_what_the_first_screen_says() -> None:
    diagram = partners(12)
    assert diagram.overview is not None
    words = set(ElementTree.fromstring(columns_sheet(diagram, diagram.overview)).itertext())
    assert {"In short", "Where sources disagree", "Ukraine: partners", "Agreement or assistance"} <= words
    assert any(text.startswith("12 partners · 1 disagreement") for text in words)
    assert content(diagram, "svg").startswith(b"<svg ")


def test_an_image_has_the_timeline_of_the_page() -> None:
    diagram = partners(12)
    assert diagram.overview is not None
    root = ElementTree.fromstring(columns_sheet(diagram, diagram.overview))
    words = diagram.words
    assert {words["since-when"], words["bar-sure"], words["bar-joined"]} <= set(root.itertext())
    rows = {row.get("data-basis"): row for row in root.iter(f"{SVG}g") if row.get("data-basis")}
    columns = lay_out_columns(diagram, diagram.overview)
    axis = timeline_axis(only(diagram, columns.bases), 0.0, 1.0)
    bars = basis_bars(diagram, columns.bases, axis.first, axis.last)
    assert list(rows) == [bar.basis for bar in bars] and len(bars) > 8
    for bar in bars:
        pieces = [part for part in rows[bar.basis].iter(f"{SVG}rect") if part.get("height") == "11"]
        assert len(pieces) == len(bar.periods)
        cuts = [part for part in rows[bar.basis].iter(f"{SVG}rect") if part.get("height") == "13"]
        assert len(cuts) == len(bar.joined)
    team = next(bar for bar in bars if bar.basis == "team")
    assert len(team.joined) > 1


def test_a_bar_of_a_basis_begins_and_ends_at_its_days_on_the_axis_that_is_drawn() -> None:
    diagram = partners(12)
    assert diagram.overview is not None
    timeline = basis_timeline(diagram, lay_out_columns(diagram, diagram.overview).bases, Painter(), 1000.0)
    root = ElementTree.fromstring(svg_document(1000.0, 500.0, "", "", timeline.draw().drawn))
    for row in (row for row in root.iter(f"{SVG}g") if row.get("data-basis")):
        [bar] = [bar for bar in timeline.bars if bar.basis == row.get("data-basis")]
        lefts = [float(part.get("x", "")) for part in row.iter(f"{SVG}rect") if part.get("height") in ("11", "10")]
        assert sorted({round(x, 1) for x in lefts}) == sorted(
            {round(timeline.axis.place(one.first), 1) for one in bar.periods}
        )
