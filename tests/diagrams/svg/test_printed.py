"""Sheets to print: legible letters on every page, each link with its basis, names in full, sources last, dates as they
are written, and the same bytes each time.
"""

from __future__ import annotations

import ctypes
import datetime
import math
import re
from collections.abc import Iterator
from dataclasses import replace

import pypdfium2
import pypdfium2.raw as pdfium
import pytest
from drawings.first_screens import between_two, one_agreement, partners
from drawings.many_nodes import many
from drawings.sample_picture import make_sample

from accordgraph.diagrams.charts.charts import timeline_chart
from accordgraph.diagrams.charts.printed import chart_pdf
from accordgraph.diagrams.facts import Node
from accordgraph.diagrams.formats import content
from accordgraph.diagrams.layout.laid_out import lay_out
from accordgraph.diagrams.model import Diagram
from accordgraph.diagrams.svg.papers import LEAST_PT, PAPERS, paper
from accordgraph.diagrams.svg.printed import diagram_pdf
from accordgraph.diagrams.svg.styles import SMALL_PX

HEBREW, ARABIC = "מזכר הבנות מיום 2024-04-09 בירושלים", "مذكرة تفاهم 2024-04-09 في القاهرة"


def as_pdf(diagram: Diagram, paper_name: str = "a4") -> pypdfium2.PdfDocument:
    return pypdfium2.PdfDocument(content(diagram, "pdf", paper_name=paper_name))


def text_of(document: pypdfium2.PdfDocument) -> str:
    """All words, with one blank between two."""
    return " ".join(" ".join(page.get_textpage().get_text_range().split()) for page in document)


def letters(page: pypdfium2.PdfPage) -> Iterator[tuple[str, float, float]]:
    """The letters of a page, each with the size in which it is shown and how far right it stands."""
    text = page.get_textpage()
    for place in range(text.count_chars()):
        letter = chr(pdfium.FPDFText_GetUnicode(text, place))
        if letter.isspace() or not letter.isprintable():
            continue
        matrix = pdfium.FS_MATRIX()
        pdfium.FPDFText_GetMatrix(text, place, ctypes.byref(matrix))
        scale = math.hypot(matrix.c, matrix.d)
        yield letter, pdfium.FPDFText_GetFontSize(text, place) * scale, text.get_charbox(place)[0]


@pytest.mark.parametrize("name", PAPERS)
def test_no_letter_of_a_first_screen_is_smaller_than_nine_points(name: str) -> None:
    document, size = as_pdf(partners(40), name), paper(name)
    assert {(round(page.get_width()), round(page.get_height())) for page in document} == {
        (round(size.width), round(size.height))
    }
    sizes = [size for page in document for _, size, _ in letters(page)]
    assert len(sizes) > 2000
    assert min(sizes) >= LEAST_PT - 0.01


@pytest.mark.parametrize("view", ["bases", "matrix"])
def test_no_letter_of_a_free_drawing_is_smaller_than_nine_points(view: str) -> None:
    sample = make_sample()
    document = as_pdf(sample if view == "bases" else matrix_of(sample))
    assert min(size for page in document for _, size, _ in letters(page)) >= LEAST_PT - 0.01


def matrix_of(sample: Diagram) -> Diagram:
    actors = [node for node in sample.nodes if not node.is_basis]
    pairs = zip(sample.links, actors[1:], strict=False)
    links = [replace(link, start=actors[0].id, end=other.id) for link, other in pairs]
    return replace(sample, view="matrix", nodes=tuple(actors), links=tuple(links))


def test_no_word_leaves_its_page() -> None:
    for page in as_pdf(partners(40), "letter-landscape"):
        assert max(x for _, _, x in letters(page)) < page.get_width() - 20


def test_each_agreement_stands_in_one_picture_and_each_row_names_its_basis() -> None:
    diagram = partners(40)
    document = as_pdf(diagram)
    words = text_of(document)
    drawn, listed = words.split(diagram.words["sheet-links"])
    drawn, bars = drawn.rsplit(diagram.words["since-when"], 1)
    assert len(document) > 3
    for link in diagram.links:
        if link.basis.startswith("pact"):
            assert len(re.findall(rf"{link.basis}(?![\d:])", drawn)) == 1, link.basis
            assert len(re.findall(rf"{link.basis}(?![\d:])", bars)) <= 1, link.basis
        assert link.basis_name in listed
        assert link.words.since in listed


def test_what_has_no_room_on_one_page_goes_to_several_and_they_are_numbered() -> None:
    words = text_of(as_pdf(partners(40)))
    numbers = re.findall(r"Picture (\d+) of (\d+)", words)
    assert [int(place) for place, _ in numbers] == list(range(1, int(numbers[0][1]) + 1))
    assert len(numbers) > 1
    assert "Picture" not in text_of(as_pdf(between_two(4)))


def test_the_first_picture_begins_below_a_short_answer() -> None:
    [first, *_] = as_pdf(partners(40))
    assert "Picture 1 of" in first.get_textpage().get_text_range()


@pytest.mark.parametrize("count", [12, 22, 60])
@pytest.mark.parametrize("name", PAPERS)
def test_one_agreement_of_many_loses_no_party_and_no_legend(name: str, count: int) -> None:
    """As on paper that lies on its side, where fewer rows have room."""
    diagram = one_agreement(count)
    document = as_pdf(diagram, name)
    drawn = text_of(document).split(diagram.words["since-when"])[0]
    assert [actor for actor in (f"c{n}" for n in range(count)) if not re.search(rf"\b{actor}\b", drawn)] == []
    assert diagram.words["legend-standing"] in drawn
    for page in document:
        text = page.get_textpage()
        lowest = min(text.get_charbox(place)[1] for place in range(text.count_chars()))
        assert lowest > 20, "nothing stands below the foot"
        assert min((size for _, size, _ in letters(page)), default=LEAST_PT) >= LEAST_PT - 0.01


@pytest.mark.parametrize("name", PAPERS)
def test_long_keys_of_bars_have_all_their_words(name: str) -> None:
    diagram = replace(one_agreement(3), lang="uk")
    drawn = text_of(as_pdf(diagram, name))
    assert diagram.words["may-continue"] in drawn
    for page in as_pdf(diagram, name):
        assert max((x for _, _, x in letters(page)), default=0) < page.get_width() - 20


def test_acronyms_are_spelled_out_and_sources_come_last() -> None:
    sample = make_sample()
    words = text_of(as_pdf(sample))
    spelled = {node.label: node.title for node in sample.nodes if node.title and node.title != node.label}
    assert len(spelled) > 5
    names, sources = (words.rindex(f" {sample.words[key]} ") for key in ("sheet-names", "sheet-sources"))
    assert all(f"{label} – {title}" in words[names:] for label, title in spelled.items())
    assert names < words.index(f" {sample.words['sheet-notes']} ") < sources
    assert sample.sources[-1].title.rstrip(".") in words[sources:]
    assert sample.words["sheet-links"] not in words[sources:]


def test_the_sheet_says_as_of_when_it_is_and_what_the_graph_does_not_hold() -> None:
    words = text_of(as_pdf(make_sample()))
    assert "As of 1 June 2024, from snapshot" in words
    assert "What is not here may well exist" in words


def test_the_same_diagram_gives_the_same_bytes() -> None:
    diagram = partners(12)
    assert diagram_pdf(diagram, paper("a4"), []) == diagram_pdf(diagram, paper("a4"), [])


@pytest.mark.parametrize("title", [HEBREW, ARABIC])
def test_dates_among_letters_from_right_to_left_stay_as_they_are(title: str) -> None:
    [first, *_] = as_pdf(replace(between_two(4), title=title))
    largest = max(size for _, size, _ in letters(first))
    line = sorted((x, letter) for letter, size, x in letters(first) if size == largest)
    assert "2024-04-09" in "".join(letter for _, letter in line)


@pytest.mark.parametrize("title", [HEBREW, ARABIC, "Κύπρος", "Ґудзь"])
def test_letters_of_five_scripts_are_those_of_bundled_fonts(title: str) -> None:
    file = content(replace(between_two(4), title=title), "pdf")
    fonts = set(re.findall(rb"/BaseFont ?/[A-Z]{6}\+([A-Za-z-]+)", file))
    assert fonts and all(font.startswith(b"NotoSans") for font in fonts)
    assert "\ufffd" not in text_of(pypdfium2.PdfDocument(file))


def test_a_name_without_letters_gives_way_to_its_id_and_a_note_says_so() -> None:
    diagram = between_two(4)
    nodes = tuple(replace(node, label="東京", title="東京都") if node.id == "c0" else node for node in diagram.nodes)
    links = tuple(replace(link, start_name="東京都") if link.start == "c0" else link for link in diagram.links)
    words = text_of(as_pdf(replace(diagram, nodes=nodes, links=links)))
    assert "Letters of some names are not among those of this file" in words
    assert "(c0)" in words
    assert "東" not in words and "\ufffd" not in words


def test_a_hostile_title_is_shown_and_is_no_markup() -> None:
    title = '#panic("x") $y$ *z* \\ <a> @b "'
    assert title in text_of(as_pdf(replace(between_two(4), title=title)))


def test_the_day_of_a_file_is_that_of_its_making() -> None:
    sample = make_sample()
    assert sample.provenance is not None
    made = replace(sample, provenance=replace(sample.provenance, created_on=datetime.date(2025, 2, 3)))
    assert "D:20250203" in str(as_pdf(made).get_metadata_dict()["CreationDate"])


def test_a_chart_marks_letters_that_it_lacks_and_says_so() -> None:
    sample = make_sample()
    chart = timeline_chart(replace(sample, title="東京 2024", links=sample.links[:3]))
    named = replace(chart, table=replace(chart.table, rows=(("東京", *chart.table.rows[0][1:]),)))
    words = text_of(pypdfium2.PdfDocument(chart_pdf(named, paper("a4"))))
    assert "\ufffd\ufffd 2024" in words
    assert "Letters of some names are not among those of this file" in words


@pytest.mark.parametrize("name", PAPERS)
def test_no_letter_of_a_chart_is_smaller_than_nine_points(name: str) -> None:
    document = pypdfium2.PdfDocument(chart_pdf(timeline_chart(make_sample()), paper(name)))
    assert min(size for page in document for _, size, _ in letters(page)) >= LEAST_PT - 0.01


@pytest.mark.parametrize(("name", "font"), [(HEBREW, b"NotoSansHebrew"), (ARABIC, b"NotoSansArabic")])
def test_letters_and_dates_of_names_in_pictures_are_drawn(name: str, font: bytes) -> None:
    diagram = between_two(4)
    nodes = tuple(replace(node, label=name) if node.id == "c0" else node for node in diagram.nodes)
    file = content(replace(diagram, nodes=nodes), "pdf")
    assert font in b" ".join(re.findall(rb"/BaseFont ?/[A-Z]{6}\+([A-Za-z-]+)", file))
    [first, *_] = pypdfium2.PdfDocument(file)
    places = sorted((round(y), x, letter) for letter, x, y in placed(first))
    assert "2024-04-09" in "".join(letter for _, _, letter in places)


def placed(page: pypdfium2.PdfPage) -> Iterator[tuple[str, float, float]]:
    """The letters of a page, each with where it stands on its base line."""
    text = page.get_textpage()
    for place in range(text.count_chars()):
        x, y = ctypes.c_double(), ctypes.c_double()
        pdfium.FPDFText_GetCharOrigin(text, place, ctypes.byref(x), ctypes.byref(y))
        yield chr(pdfium.FPDFText_GetUnicode(text, place)), x.value, y.value


def ego(partners_count: int) -> Diagram:
    """One actor and its partners, each with a long name."""
    actors = [Node("middle", "Middle", "agency", hop=0)]
    actors += [Node(f"a{n}", f"Office number {n}", "agency", hop=1) for n in range(partners_count)]
    template = make_sample().links[0]
    links = [
        replace(
            template, id=f"b{n}~middle~1~a{n}~1", start="middle", end=f"a{n}", basis=f"b{n}", end_name=f"Office {n}"
        )
        for n in range(partners_count)
    ]
    sample = make_sample()
    return replace(sample, view="ego", nodes=tuple(actors), links=tuple(links))


@pytest.mark.parametrize("name", PAPERS)
def test_one_body_and_its_partners_are_on_one_page_with_legible_letters(name: str) -> None:
    document = as_pdf(ego(24), name)
    words = text_of(document)
    assert "overlap" not in words
    [page] = [page for page in document if "number 23" in " ".join(page.get_textpage().get_text_range().split())][:1]
    text = " ".join(page.get_textpage().get_text_range().split())
    assert [n for n in range(24) if f"number {n}" not in text] == []
    assert min(size for page in document for _, size, _ in letters(page)) >= LEAST_PT - 0.01
    assert all(len(page.get_textpage().get_text_range()) > 300 for page in list(document)[:1])


def test_a_drawing_that_is_wider_than_the_paper_is_turned_with_its_page() -> None:
    wide = many(16, 16)
    drawn = lay_out(wide)
    upright, lying = (one.inner_width * SMALL_PX / LEAST_PT for one in (paper("a4"), paper("a4-landscape")))
    assert upright < drawn.box[2] - drawn.box[0] < lying, "this picture no longer needs the other side of the paper"
    sizes = [(round(page.get_width()), round(page.get_height())) for page in as_pdf(wide)]
    assert sizes.count((842, 595)) == 1 and sizes[0] == (595, 842)
    assert "overlap" not in text_of(as_pdf(wide))
