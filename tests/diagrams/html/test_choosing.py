"""Choosing, searching, filtering, sorting and copying, with a real mouse and real keys."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from drawings.opened_page import Opened, becomes, opened
from playwright.sync_api import Browser, Page

from accordgraph.diagrams.facts import View
from accordgraph.diagrams.html.network import write
from accordgraph.diagrams.model import Diagram
from accordgraph.graph import csv_formulas
from accordgraph.ontology.messages import message


def details(view: Opened) -> str:
    """What the panel says."""
    view.settle()
    return view.page.locator("#panel").inner_text()


@pytest.fixture
def view(page: Page, sample_file: Path) -> Opened:
    """The sample, opened."""
    return opened(page, sample_file)


def test_line_row_and_bar_open_the_same_details(view: Opened, page: Page) -> None:
    link = next(one for one in view.links() if one["startName"] == "Czech Republic")
    said = []
    page.mouse.click(*view.link(link["id"], 0.5))
    assert view.chosen() == link["id"]
    said.append(details(view))
    for part in (
        f"#{link['row']} td >> nth=2",
        f"#{link['row']} button",
        f"#{link['bar']} svg.span",
        f"#{link['bar']} button",
    ):
        page.evaluate("accordgraph.choose(null)")
        page.locator(part).click()
        said.append(details(view))
    assert len(said) == 5
    assert len(set(said)) == 1
    assert "disputed; not held" in said[0]
    assert "Sample list of members" in said[0]
    assert "denies (inferred)" in said[0]
    assert "It begins on the day that the source tells: 2022." in said[0]
    assert page.locator("tr.chosen").count() == page.locator(".bar.chosen").count() == 1


def test_a_node_opens_the_same_details_from_picture_panel_and_search(view: Opened, page: Page) -> None:
    page.mouse.click(*view.node("EPPO"))
    said = [details(view)]
    page.locator("#panel li button").first.click()
    page.locator("#panel dd button", has_text="EPPO").first.click()
    said.append(details(view))
    page.locator("#search").fill("EPPO")
    page.locator("#search").press("Enter")
    said.append(details(view))
    assert said[0].splitlines()[0] == "EPPO"
    assert "European Public Prosecutor's Office" in said[0]
    assert "2 links" in said[0]
    assert said[0] == said[1]
    assert said[2].splitlines()[:4] == said[0].splitlines()[:4]


def test_two_links_between_the_same_two_are_both_there(page: Page, sample: Diagram, tmp_path: Path) -> None:
    first = next(link for link in sample.links if link.basis == "eppo-nabu")
    between = replace(first, start="nabu", end="eppo", start_name="NABU", end_name="EPPO", role=None)
    second = replace(between, id="second", basis="nabu-jica", basis_name="NABU–JICA memorandum (2024)")
    nodes = tuple(node for node in sample.nodes if node.id in ("nabu", "eppo"))
    path = tmp_path / "two.html"
    write(replace(sample, view="actors", nodes=nodes, links=(between, second)), path)
    view = opened(page, path)
    middles = [view.link("e0"), view.link("e1")]
    assert abs(middles[0][0] - middles[1][0]) + abs(middles[0][1] - middles[1][1]) > 12
    for link in view.links():
        for share in (0.8, link["badge"]["share"]):
            page.evaluate("accordgraph.choose(null)")
            page.mouse.click(*view.link(link["id"], share))
            assert link["basisName"] in details(view)
        page.mouse.move(0, 0)
        page.mouse.move(*view.link(link["id"], 0.8))
        assert becomes(page, "document.querySelector('.vis-tooltip')?.style.visibility === 'visible'")
        assert link["basisName"] in page.locator(".vis-tooltip").inner_text()
    assert page.locator("#links thead th").all_inner_texts()[:2] == ["Who", "With whom"]


def counts(view: Opened) -> dict[str, int]:
    """How many links the picture, the table, the timeline and the status line show."""
    view.settle()
    page = view.page
    drawn = page.evaluate(
        "[...accordgraph.now.links.values()].filter(word => !['hidden', 'faded'].includes(word)).length"
    )
    return {
        "picture": drawn,
        "table": page.locator("#links tbody tr").count(),
        "table-count": int(page.locator("#table-count").inner_text().split()[0]),
        "timeline": page.locator("#bars .bar").count(),
        "timeline-count": int(page.locator("#timeline-count").inner_text().split()[0]),
        "status": int(page.locator("#status").inner_text().split(" of ")[0].rpartition(" ")[2]),
    }


def test_legends_filter_picture_table_and_timeline_alike(view: Opened, page: Page) -> None:
    links = view.links()
    page.locator("label", has_text="Operation").click()
    left = [link for link in links if link["basisKind"] != "operation"]
    assert set(counts(view).values()) == {len(left)}
    page.locator("label", has_text="not held: not taken as established").click()
    assert set(counts(view).values()) == {len([link for link in left if link["look"] != "not-held"])}
    page.locator("label", has_text="State").click()
    assert "Ukraine" not in page.locator("#links tbody").inner_text().split("\n")
    hidden = page.evaluate(
        "accordgraph.data.nodes.filter(n => accordgraph.now.nodes.get(n.id) === 'hidden').map(n => n.kind)"
    )
    assert "state" in hidden
    page.mouse.click(*view.node("Lithuania"))
    assert view.chosen() is None


def test_search_finds_names_whatever_case_and_marks_and_also_sources(view: Opened, page: Page) -> None:
    search = page.locator("#search")
    for text in ("nabu", "NÁBU", "public prosecutor"):
        search.fill(text)
        assert 0 < counts(view)["table"] < 10
        assert len(set(counts(view).values())) == 1
    search.fill("Sample list of members")
    assert set(counts(view).values()) == {11}
    search.fill("nothing like this")
    assert set(counts(view).values()) == {0}
    assert page.locator("#nothing").is_visible()
    assert page.locator("#none-shown").inner_text() == "No link matches the day, the search and the legends."
    search.press("Escape")
    assert page.locator("#none-shown").is_hidden()
    assert set(counts(view).values()) == {len(view.links())}


def test_the_table_is_sorted_by_dates_as_dates(view: Opened, page: Page) -> None:
    head = page.locator("th[data-column=since]")
    before = page.locator("#links tbody tr").evaluate_all("rows => rows.map(row => row.id)")
    head.locator("button").click()
    assert head.get_attribute("aria-sort") == "ascending"
    order = page.locator("#links tbody tr").evaluate_all("rows => rows.map(row => row.dataset.link)")
    bounds = {link["id"]: link["bounds"][0] or link["bounds"][1] for link in view.links()}
    sorted_bounds = [bounds[link] for link in order]
    assert sorted_bounds == sorted(sorted_bounds)
    head.locator("button").click()
    assert head.get_attribute("aria-sort") == "descending"
    head.locator("button").click()
    assert head.get_attribute("aria-sort") is None
    assert page.locator("#links tbody tr").evaluate_all("rows => rows.map(row => row.id)") == before


def test_the_table_is_copied_as_it_is_shown(browser: Browser, sample_file: Path) -> None:
    context = browser.new_context(offline=True)
    page = context.new_page()
    view = opened(page, sample_file)
    page.locator("#search").fill("NABU")
    page.locator("#copy-table").click()
    assert becomes(page, "document.getElementById('copy-table').textContent === 'Copied'")
    other = context.new_page()
    other.set_content("<textarea></textarea>")
    other.locator("textarea").focus()
    other.keyboard.press("Control+V")
    lines = other.locator("textarea").input_value().rstrip("\n").split("\n")
    assert lines[0].split("\t")[:5] == ["Who", "Role", "In or under", "Kind", "Since"]
    assert len(lines) == 1 + counts(view)["table"] > 3
    assert {len(line.split("\t")) for line in lines} == {len(lines[0].split("\t"))}
    context.close()


FORMULAS = (
    "=cmd()",
    "  =cmd()",
    "\u3000+1+1",
    '"@SUM(1)',
    "＝cmd()",
    "a;－cmd()",
    "a; =cmd();+b",
    "-12.5",
    "2022-05-30",
)


def test_a_cell_never_becomes_a_formula(page: Page, sample: Diagram, tmp_path: Path) -> None:
    one = sample.links[0]
    links = tuple(replace(one, id=f"e{n}", start_name=name, basis_name="a\tb") for n, name in enumerate(FORMULAS))
    path = tmp_path / "formula.html"
    write(replace(sample, nodes=tuple(n for n in sample.nodes if n.id in one.ends), links=links), path)
    opened(page, path)
    page.locator("#copy-table").click()
    assert becomes(page, "document.getElementById('copy-table').textContent === 'Copied'")
    page.evaluate("document.querySelector('main').append(document.createElement('textarea'))")
    page.locator("textarea").last.focus()
    page.keyboard.press("Control+V")
    rows = page.locator("textarea").last.input_value().rstrip("\n").split("\n")[1:]
    assert [row.split("\t")[0] for row in rows] == [csv_formulas.safe(name) for name in FORMULAS]


def test_what_has_no_day_comes_last_in_the_table(page: Page, sample: Diagram, tmp_path: Path) -> None:
    one = sample.links[0]
    unknown = replace(one.when, since=None, since_earliest=None, since_latest=None)
    ended = replace(one.when, until_earliest=date(2024, 1, 1), until_latest=date(2024, 1, 1), end_kind="exit")
    links = (replace(one, id="a", start_name="unknown", when=unknown), replace(one, id="b", when=ended))
    path = tmp_path / "unknown.html"
    write(replace(sample, nodes=tuple(n for n in sample.nodes if n.id in one.ends), links=links), path)
    opened(page, path)
    for column, last in (("since", "unknown"), ("until", "unknown")):
        page.locator(f"th[data-column={column}] button").click()
        assert page.locator("#links tbody tr").last.inner_text().startswith(last)


@pytest.mark.parametrize("view", ["bases", "actors", "matrix"])
def test_two_bases_of_one_name_stay_two(page: Page, sample: Diagram, tmp_path: Path, view: View) -> None:
    path = tmp_path / "namesakes.html"
    write(_namesakes(sample, view), path)
    still = path.read_text()
    assert still.count('<li class="group">') == 2
    opened(page, path)
    assert page.locator("#bars .group").count() == 2
    assert page.locator("#bars .group h3 bdi").all_inner_texts() == ["Memorandum"] * 2
    if view == "matrix":
        assert page.locator("td.full b").first.inner_text() == "2"


def _namesakes(sample: Diagram, view: View) -> Diagram:
    """Two memoranda of the same two, under the same name."""
    one = replace(sample.links[0], start="nabu", end="eppo", basis_name="Memorandum", held=True, standing="single")
    nodes = {node.id: node for node in sample.nodes}
    if view == "bases":
        boxes = [replace(nodes["jit"], id=basis, label="Memorandum") for basis in ("x", "y")]
        links = tuple(replace(one, id=box.id, basis=box.id, end=box.id, end_name="Memorandum") for box in boxes)
        return replace(sample, view=view, nodes=(nodes["nabu"], *boxes), links=links)
    links = tuple(replace(one, id=basis, basis=basis) for basis in ("x", "y"))
    return replace(sample, view=view, nodes=(nodes["nabu"], nodes["eppo"]), links=links)


def test_the_page_speaks_ukrainian(page: Page, sample: Diagram, tmp_path: Path) -> None:
    path = tmp_path / "uk.html"
    write(replace(sample, lang="uk"), path)
    view = opened(page, path)
    page.locator("#slider").press("Home")
    page.locator("#links tbody button").first.click()
    assert view.errors == []
    assert page.locator("html").get_attribute("lang") == "uk"
    assert page.locator("#links-title").inner_text() == message("all-links", "uk")
    assert page.locator("#panel dt").first.inner_text() == message("column-who", "uk")
    assert re.match(r"\d+ з \d+ зв’язк", page.locator("#status").inner_text())


def test_a_cell_of_the_matrix_opens_its_link_and_counts_what_the_day_leaves(
    page: Page, sample: Diagram, tmp_path: Path
) -> None:
    first = next(link for link in sample.links if link.basis == "eppo-nabu")
    between = replace(first, start="nabu", end="eppo", start_name="NABU", end_name="EPPO")
    later = next(link for link in sample.links if link.basis == "nabu-jica").when
    second = replace(between, id="second", basis="nabu-jica", basis_name="NABU–JICA memorandum (2024)", when=later)
    nodes = tuple(node for node in sample.nodes if node.id in ("nabu", "eppo"))
    path = tmp_path / "matrix.html"
    write(replace(sample, view="matrix", nodes=nodes, links=(between, second)), path)
    view = opened(page, path)
    cell = page.locator("#canvas td.full").first
    assert cell.inner_text().split() == ["2", "2023"]
    cell.click()
    assert "2 links" in details(view)
    page.locator("#panel li button", has_text="EPPO–NABU").click()
    assert page.locator("#canvas td.on").count() == 2
    assert "It begins on the day" in details(view)
    page.locator("#slider").press("Home")
    assert page.evaluate("accordgraph.state.day") == "2023-07-03"
    assert cell.locator("b").inner_text() == "1"
    assert set(counts(view).values()) == {1}
    assert page.locator("#printed td.full").count() == 2
    assert page.locator("script").count() == 2
