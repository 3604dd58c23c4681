"""The matrix counts bases, tells the earliest year, and shows what is not held as such."""

from __future__ import annotations

from dataclasses import replace
from xml.etree import ElementTree

from drawings.sample_picture import participation, when

from accordgraph.diagrams.facts import Link, Node
from accordgraph.diagrams.layout.matrix import make_matrix
from accordgraph.diagrams.model import Diagram
from accordgraph.diagrams.svg.page import matrix_sheet

SVG = "{http://www.w3.org/2000/svg}"


def link(number: int, ends: str, basis: str, since: str, held: bool = True) -> Link:
    template = participation("jit", "ua", "2022")
    standing = "single" if held else "disputed"
    return replace(
        template,
        id=f"link-{number}",
        start=ends[0],
        end=ends[1],
        start_name=ends[0].upper(),
        end_name=ends[1].upper(),
        basis=basis,
        when=replace(when(since), firm=held),
        standing=standing,
        held=held,
        evidence=(),
    )


def make_diagram() -> Diagram:
    links = (
        link(1, "ab", "treaty", "2023-01-01"),
        link(2, "ba", "memo", "1994-08-14"),
        link(3, "ab", "memo", "2024-01-01", held=False),
        link(4, "cd", "team", "2022", held=False),
        link(5, "ac", "report", "[..2024]"),
    )
    nodes = tuple(Node(name, name.upper(), "state") for name in "abcd")
    return Diagram("Matrix", "", "matrix", "en", nodes, links)


def test_a_cell_counts_bases_that_are_held_and_has_the_earliest_year() -> None:
    matrix = make_matrix(make_diagram())
    place = {node.id: index for index, node in enumerate(matrix.actors)}
    cells = {(a, b): matrix.cells.get((place[a], place[b])) for a in "abcd" for b in "abcd"}
    ab, cd, ac = cells["a", "b"], cells["c", "d"], cells["a", "c"]
    assert ab is not None and (ab.bases, ab.beginning, ab.look, len(ab.links)) == (2, "1994", "held", 3)
    assert cd is not None and (cd.bases, cd.beginning, cd.look) == (1, "2022", "not-held")
    assert ac is not None and (ac.bases, ac.beginning) == (1, "by 2024")
    assert cells["b", "d"] is None
    assert cells["b", "a"] == ab


def test_a_disputed_beginning_is_marked_if_it_is_the_earliest() -> None:
    links = (link(1, "ab", "treaty", "2023-01-01"), link(2, "ba", "memo", "2022"))
    for doubted, beginning in ((0, "2022"), (1, "2022 ?")):
        disputed = list(links)
        disputed[doubted] = replace(links[doubted], since_standing="disputed")
        cell = make_matrix(replace(make_diagram(), links=tuple(disputed))).cells[0, 1]
        assert cell.beginning == beginning


def test_the_most_linked_come_first_and_equals_by_name() -> None:
    nodes = tuple(Node(name, name.upper(), "state") for name in "fedcba")
    pairs = ("ab", "cd", "cd", "ce", "ad")
    links = [link(n, ends, f"basis-{n}", "2022", held=ends != "ad") for n, ends in enumerate(pairs)]
    matrix = make_matrix(Diagram("", "", "matrix", "en", nodes, tuple(links)))
    assert [node.id for node in matrix.actors] == ["c", "d", "a", "b", "e", "f"]


def test_cells_of_the_svg_name_the_links_of_the_page() -> None:
    root = ElementTree.fromstring(matrix_sheet(make_diagram()))
    cells = {cell.get("data-links"): list(cell.itertext()) for cell in root.iter(f"{SVG}g") if cell.get("data-links")}
    assert sorted(len(str(links).split()) for links in cells) == [1, 1, 3]
    assert any(words[-2:] == ["2", "1994"] for words in cells.values())


def test_without_links_there_is_still_a_grid() -> None:
    empty = Diagram("", "", "matrix", "en", (Node("a", "A", "state"),), ())
    assert ElementTree.fromstring(matrix_sheet(empty)).tag == f"{SVG}svg"
