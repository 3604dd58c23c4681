"""Packed rows come out of the page's script as they went in."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from drawings.many_nodes import many
from drawings.opened_page import opened
from playwright.sync_api import Page

from accordgraph.diagrams.html.network import build
from accordgraph.diagrams.html.packed_rows import packed

MEGABYTES = 1e6
PLAIN = """() => {
  const plain = (one) => {
    if (Array.isArray(one)) return one.map(plain);
    if (one === null || typeof one !== "object") return one;
    const copy = {};
    for (const key in one) copy[key] = plain(one[key]);
    return copy;
  };
  return accordgraph.data.links.map(plain);
}"""
"""All fields of all links, which the page reads from columns when asked."""


def test_few_values_are_written_once() -> None:
    rows = [{"a": number % 2 == 0, "b": 1, "c": [{"d": "x"}] * (number % 3)} for number in range(12)]
    keys, columns = packed(rows)["keys"], packed(rows)["columns"]
    assert keys == ["a", "b", "c"]
    assert columns[0] == {"of": [True, False], "at": [0, 1] * 6}
    assert columns[1] == [1] * 12
    assert columns[2]["counts"] == [0, 1, 2] * 4
    assert columns[2]["rows"]["count"] == 12


def test_a_large_page_holds_its_links_packed_and_knows_all_of_each(page: Page, tmp_path: Path) -> None:
    network, path = build(many(301, 600)), tmp_path / "large.html"
    network.write_html(str(path))
    opened(page, path)
    known = page.evaluate(PLAIN)
    assert [_lean(link) for link in known] == [_lean(link) for link in network.edges]
    assert path.stat().st_size < 0.8 * len(json.dumps(network.edges)) + 1.2 * MEGABYTES


def _lean(value: Any) -> Any:
    """A value without the empty fields of what is in it."""
    if isinstance(value, dict):
        return {key: _lean(one) for key, one in value.items() if one is not None}
    return [_lean(one) for one in value] if isinstance(value, list | tuple) else value
