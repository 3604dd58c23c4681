"""Answers as a graph: every name can be read, and tells its thing from others."""

from __future__ import annotations

import itertools

import pytest
from playwright.sync_api import Browser
from starlette.testclient import TestClient

from accordgraph.web.editors.examples import EXAMPLES

QUERIES = (
    ("cypher", "MATCH (a:Actor)-[r:PARTICIPATES_IN]->(b:Basis) WHERE b.id STARTS WITH 'nabu' RETURN a, r, b"),
    ("cypher", "MATCH (a:Actor)-[r:PARTICIPATES_IN]->(b:Basis) RETURN a, r, b LIMIT 60"),
    *((language, example.query) for language in EXAMPLES for example in EXAMPLES[language] if example.view == "graph"),
)
BOXES = """all => all.map(one => {
    const box = one.getBBox();
    return [one.textContent, box.x, box.y, box.width, box.height];
})"""


def meet(one: list[float], other: list[float]) -> bool:
    """Whether two texts cover each other by more than the space above and below their letters."""
    across = min(one[0] + one[2], other[0] + other[2]) - max(one[0], other[0])
    down = min(one[1] + one[3], other[1] + other[3]) - max(one[1], other[1])
    return across > 1 and down > 5


@pytest.mark.parametrize(("language", "query"), QUERIES)
def test_no_name_covers_another_or_is_cut_off(client: TestClient, browser: Browser, language: str, query: str) -> None:
    html = client.get(f"/ask/{language}", params={"query": query, "run": "1", "view": "graph"}).text
    drawn = f"<svg role={html.split('<svg role=')[1].split('</svg>')[0]}</svg>"
    page = browser.new_page()
    page.set_content(f"<style>text{{font:13px 'Noto Sans',system-ui,sans-serif}}</style>{drawn}")
    boxes = page.eval_on_selector_all("svg text:not(.edge)", BOXES)
    width = page.eval_on_selector("svg", "svg => svg.viewBox.baseVal.width")
    page.close()
    assert len(boxes) > 3
    assert [(a[0], b[0]) for a, b in itertools.combinations(boxes, 2) if meet(a[1:], b[1:])] == []
    assert [one[0] for one in boxes if one[1] < 0 or one[1] + one[3] > width] == []
