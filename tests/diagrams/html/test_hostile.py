"""Names that try to become more than names: in ids, labels, titles, notes and sources."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path

import pytest
from drawings.hostile_picture import HOSTILE, hostile
from drawings.opened_page import opened
from playwright.sync_api import Page

from accordgraph.diagrams.facts import View
from accordgraph.diagrams.html.network import AccordNetwork, write
from accordgraph.diagrams.layout.laid_out import LaidOutDiagram
from accordgraph.diagrams.model import Diagram
from accordgraph.graph.visible import visible


@pytest.fixture(scope="module")
def hostile_file(hostile_drawing: LaidOutDiagram, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("hostile") / "hostile.html"
    AccordNetwork(hostile_drawing).write_html(str(path))
    return path


WORK = """() => {
  for (const one of [...accordgraph.data.nodes, ...accordgraph.data.links]) accordgraph.choose(one.id);
  accordgraph.change({day: "2024-04-10", query: "nothing has this"});
  accordgraph.change({day: null, query: ""});
}"""
MAKE_UP = """() => {
  const found = new Set();
  for (const one of document.querySelectorAll("*"))
    found.add([one.localName, ...[...one.attributes].map(attribute => attribute.name).sort()].join(" "));
  return [...found].sort();
}"""


def between_actors(diagram: Diagram, view: View) -> Diagram:
    """The same texts on links straight between actors."""
    actors = [node for node in diagram.nodes if node.kind == "agency"]
    links = tuple(
        replace(link, start=node.id, end=other.id)
        for link, node, other in zip(diagram.links, actors, actors[1:], strict=False)
    )
    return replace(diagram, view=view, nodes=tuple(actors), links=links)


@pytest.mark.parametrize("view", ["bases", "actors", "matrix"])
def test_hostile_texts_add_no_element_and_open_no_dialog(page: Page, tmp_path: Path, view: View) -> None:
    harmless = [f"harmless {number}" for number in range(len(HOSTILE))]
    made_up = []
    for name, diagram in (("hostile", hostile()), ("harmless", hostile(harmless))):
        path = tmp_path / f"{name}.html"
        write(diagram if view == "bases" else between_actors(diagram, view), path)
        attacked = opened(page, path)
        page.evaluate(WORK)
        attacked.settle()
        made_up.append(page.evaluate(MAKE_UP))
        assert (attacked.dialogs, attacked.errors) == ([], [])
        assert attacked.requests[-1] == path.as_uri()
        assert page.evaluate("window.hacked") is None
    assert made_up[0] == made_up[1]


def test_hostile_texts_are_shown_as_they_are(page: Page, hostile_file: Path) -> None:
    view = opened(page, hostile_file)
    assert page.locator("h1").inner_text() == page.title() == HOSTILE[0]
    assert page.locator("#links tbody tr").count() == len(HOSTILE)
    assert page.locator(".notes li").count() == len(HOSTILE)
    assert page.locator(".notes li").nth(5).inner_text() == "{{7*7}}{% raw %}"
    assert page.locator("script").count() == 3
    link_ids = {link["basisName"]: link["id"] for link in view.links()}
    for text in filter(str.strip, HOSTILE):
        page.evaluate("id => accordgraph.choose(id)", link_ids[visible(text)])
        for place in ("h2", "dl", ".evidence", ".why"):
            assert visible(text) in (page.locator(f"#panel {place}").text_content() or ""), (place, text[:40])
    assert page.evaluate("window.hacked") is None


def test_tooltips_and_details_hold_text_only(page: Page, hostile_file: Path) -> None:
    page.goto(hostile_file.as_uri())
    assert page.evaluate("window.accordgraph !== undefined")
    tags = page.evaluate("""() => {
      const found = new Set();
      const drawn = accordgraph.stage.network.body.data;
      for (const item of [...drawn.nodes.get(), ...drawn.edges.get()]) {
        if (!(item.title instanceof HTMLElement)) found.add("no element");
        item.title.querySelectorAll("*").forEach(child => found.add(child.tagName));
      }
      return [...found].sort();
    }""")
    assert tags == ["B", "SPAN"]


def test_only_web_addresses_become_links(hostile_file: Path) -> None:
    text = hostile_file.read_text(encoding="utf-8")
    targets = re.findall(r'<a href="([^"]*)"', text)
    assert len(targets) >= len(HOSTILE)
    assert [target for target in targets if not target.startswith(("#source-", "https://example.org/"))] == []


def test_the_file_holds_no_character_that_hides(hostile_file: Path) -> None:
    text = hostile_file.read_text(encoding="utf-8")
    data = text.split('id="data">')[1].split("</script>")[0]
    assert not re.search("[\x00-\x08\x0b-\x1f\u202a-\u202e\u2066-\u2069\u2028\u2029<>&]", data)
    assert not re.search("[\x00\u202e\u2066]", text.split("<script")[0])
    names = {node["name"] for node in json.loads(data)["nodes"]}
    assert "gpj.\\u202eexe\\u2066" in names
    assert "nul\\u0000bell\\u0007escape\\u001b" in names


@pytest.mark.parametrize(
    ("raw", "written_out"),
    [
        ("a\u202eb", "a\\u202eb"),
        ("\u200f\ufeff\u00ad", "\\u200f\\ufeff\\u00ad"),
        ("tab\tnew\nline", "tab new line"),
        ("\U000e0041", "\\U000e0041"),
        ("می‌خواهم Київ é 日本", "می‌خواهم Київ é 日本"),
    ],
)
def test_hidden_characters_are_written_out(raw: str, written_out: str) -> None:
    assert visible(raw) == written_out


def test_an_id_never_becomes_an_id_of_the_page(hostile_drawing: LaidOutDiagram) -> None:
    network = AccordNetwork(hostile_drawing)
    assert {node["id"] for node in network.nodes} == {f"n{index}" for index in range(2 * len(HOSTILE) + 1)}
