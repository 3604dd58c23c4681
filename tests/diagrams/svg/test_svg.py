"""Drawings as SVG: well formed whatever the names are, at the places of the plan, and true to the judge of days."""

from __future__ import annotations

import datetime
import json
import re
from dataclasses import replace
from xml.etree import ElementTree

import pytest
from drawings.sample_picture import make_sample, make_sample_of_a_day

from accordgraph.diagrams.charts.charts import chart_svg, timeline_chart
from accordgraph.diagrams.facts import Link, When
from accordgraph.diagrams.html.network import AccordNetwork
from accordgraph.diagrams.in_force import judge, periods
from accordgraph.diagrams.layout.laid_out import LaidOutDiagram, lay_out
from accordgraph.diagrams.model import Diagram
from accordgraph.diagrams.svg.elements import Painter
from accordgraph.diagrams.svg.network import network_svg
from accordgraph.diagrams.svg.page import network_sheet
from accordgraph.diagrams.svg.styles import LIGHT


def timeline_svg(diagram: Diagram) -> str:
    return chart_svg(timeline_chart(diagram), Painter())


SVG = "{http://www.w3.org/2000/svg}"
HOSTILE = "</text><script>alert(1)</script>\"'&\u202e\x00\u2028\ufffe]]><!--"
SHOWN = (
    HOSTILE.replace("\u202e", "\\u202e")
    .replace("\x00", "\\u0000")
    .replace("\u2028", "\\u2028")
    .replace("\ufffe", "\\ufffe")
)
KNOWN = {"svg", "title", "desc", "defs", "pattern", "g", "path", "rect", "circle", "text", "tspan"}
FIRST, LAST = datetime.date(2021, 12, 1), datetime.date(2025, 2, 1)


@pytest.fixture(scope="module")
def layout() -> LaidOutDiagram:
    return lay_out(make_sample())


def day(text: str | None) -> datetime.date | None:
    return None if text is None else datetime.date.fromisoformat(text)


def lived(
    since: tuple[str | None, str | None], until: tuple[str | None, str | None], kind: str, **more: object
) -> When:
    bounds = [day(text) for text in (*since, *until)]
    presumed = day(str(more["presumed"])) if "presumed" in more else None
    return When(
        None,
        bounds[0],
        bounds[1],
        bounds[2],
        bounds[3],
        kind,
        presumed,
        None,
        bool(more.get("firm", True)),
        sure_until=bounds[2],
    )


LIVES = {
    "open": lived(("2022-03-25", "2022-03-25"), ("2023-01-01", None), "none"),
    "vague start": lived(("2022-01-01", "2022-12-31"), ("2023-06-01", None), "none"),
    "unknown start": lived((None, "2024-12-31"), ("2024-12-31", None), "none"),
    "term": lived(("2022-03-25", "2022-03-25"), ("2024-03-01", None), "term"),
    "exit": lived(("2022-03-25", "2022-03-25"), ("2023-01-01", "2023-12-31"), "exit"),
    "one day": lived(("2024-04-09", "2024-04-09"), ("2024-04-09", "2024-04-09"), "during"),
    "presumed": lived(("2022-03-25", "2022-03-25"), ("2023-01-01", "2024-12-31"), "exit", presumed="2024-06-30"),
    "disputed": lived(("2022-03-25", "2022-05-30"), ("2023-01-01", None), "none", firm=False),
    "over before": lived(("2001-01-01", "2001-01-01"), ("2002-01-01", "2002-01-01"), "exit"),
}


@pytest.mark.parametrize("name", LIVES)
def test_the_pieces_of_a_bar_say_of_each_day_what_the_judge_says(name: str) -> None:
    when = LIVES[name]
    pieces = periods(when, FIRST, LAST)
    days = [FIRST + datetime.timedelta(days=n) for n in range((LAST - FIRST).days)]
    of_pieces = [next((piece.in_force for piece in pieces if piece.first <= day < piece.after), "no") for day in days]
    assert of_pieces == [judge(when, day).in_force for day in days]
    assert len(days) > 1000


def hostile(link: Link) -> Link:
    return replace(
        link, basis_name=HOSTILE, start_name=HOSTILE, end_name=HOSTILE, when=replace(link.when, since=HOSTILE)
    )


def test_hostile_text_is_shown_and_makes_no_element() -> None:
    sample = make_sample_of_a_day()
    links = tuple(hostile(link) for link in sample.links[:3])
    ends = {end for link in links for end in link.ends}
    nodes = tuple(replace(node, label=HOSTILE, title=HOSTILE) for node in sample.nodes if node.id in ends)
    attacked = replace(sample, title=HOSTILE, subtitle=HOSTILE, nodes=nodes, links=links)
    for svg in (network_svg(lay_out(attacked)), timeline_svg(attacked)):
        root = ElementTree.fromstring(svg)
        assert {element.tag.removeprefix(SVG) for element in root.iter()} <= KNOWN
        assert root.findtext(f"{SVG}title") == SHOWN
        assert SHOWN in root.itertext()


def test_a_drawing_needs_no_style_that_a_policy_would_block(layout: LaidOutDiagram) -> None:
    for svg in (network_svg(layout), timeline_svg(make_sample())):
        assert "<style" not in svg
        assert "style=" not in svg


def test_marks_stand_where_the_plan_has_them(layout: LaidOutDiagram) -> None:
    root = ElementTree.fromstring(network_svg(layout))
    circles = {(float(one.get("cx", "")), float(one.get("cy", ""))) for one in root.iter(f"{SVG}circle")}
    states = {(placed.x, placed.y) for placed in layout.nodes if placed.node.kind == "state"}
    assert circles == states
    assert len(states) == 8


def test_each_link_is_a_line_with_the_dashes_of_its_standing(layout: LaidOutDiagram) -> None:
    root = ElementTree.fromstring(network_svg(layout))
    dashes = {}
    for group in root.iter(f"{SVG}g"):
        path = group.find(f"{SVG}path")
        if group.get("data-link") and path is not None and path.get("fill") == "none":
            dashes[group.get("data-link")] = (path.get("stroke"), path.get("stroke-dasharray"))
    assert len(dashes) == len(layout.edges) > 20
    assert set(dashes.values()) == {(LIGHT["held"], None), (LIGHT["disputed"], "3 4"), (LIGHT["not-held"], "2 8")}


def test_colours_may_be_the_variables_of_a_page(layout: LaidOutDiagram) -> None:
    svg = network_svg(layout, {name: f"var(--{name})" for name in LIGHT})
    assert 'fill="var(--state)"' in svg
    assert not re.search(r'="#[0-9a-f]{6}"', svg)


def test_each_link_has_a_bar_with_the_number_of_its_row() -> None:
    sample: Diagram = make_sample()
    root = ElementTree.fromstring(timeline_svg(sample))
    bars = [group.get("id") for group in root.iter(f"{SVG}g") if group.get("id")]
    assert bars == [f"bar-{number}" for number in range(1, len(sample.links) + 1)]


def test_the_page_and_the_svg_have_each_node_in_the_same_place(layout: LaidOutDiagram) -> None:
    page = AccordNetwork(layout).generate_html()
    data_block = re.search(r'<script type="application/json" id="data">(.*?)</script>', page, flags=re.DOTALL)
    assert data_block is not None
    positions = {node["id"]: (node["x"], node["y"]) for node in json.loads(data_block[1])["nodes"]}
    root = ElementTree.fromstring(network_svg(layout))
    groups = [group for group in root.iter(f"{SVG}g") if group.get("data-node")]  # first all marks, then all names
    drawn = {str(group.get("data-node")): middle(group) for group in groups[: len(positions)]}
    assert drawn == positions
    assert len(positions) == 31


def middle(group: ElementTree.Element) -> tuple[float, float]:
    """The middle of the shape that is drawn first in a group."""
    shape = group[0]
    if shape.tag == f"{SVG}circle":
        return float(shape.get("cx", "")), float(shape.get("cy", ""))
    if shape.tag == f"{SVG}rect":
        x, y, width, height = (float(shape.get(name, "")) for name in ("x", "y", "width", "height"))
        return x + width / 2, y + height / 2
    corners = [tuple(map(float, pair.split())) for pair in re.findall(r"[ML]([-\d. ]+)", shape.get("d", ""))]
    xs, ys = zip(*corners, strict=True)
    centre = (min(ys) + max(ys)) / 2
    if len(corners) == 3:  # a triangle reaches 12 px to its tip and 10 px to its base
        centre += 1 if ys.count(max(ys)) == 2 else -1
    return (min(xs) + max(xs)) / 2, centre


def test_a_sheet_of_actors_names_the_basis_of_every_line() -> None:
    sample = make_sample()
    actors = [node for node in sample.nodes if not node.is_basis]
    links = tuple(
        replace(link, start=actors[0].id, end=other.id) for link, other in zip(sample.links, actors[1:], strict=False)
    )
    text = " ".join(
        ElementTree.fromstring(
            network_sheet(lay_out(replace(sample, view="actors", nodes=tuple(actors), links=links)))
        ).itertext()
    )
    for link, other in zip(links, actors[1:], strict=False):
        line = (
            f"{actors[0].label} – {other.label}, {replace(sample, links=(link,), view='actors').links[0].words.since}"
        )
        assert "".join(f"{line}: {link.basis_name}".split()) in "".join(text.split())
    assert len(links) > 10
