"""The drawn views in a real browser: at every width no word covers a mark, another word or another's line, and what a
hand drags takes its name along.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from cases.widths import SIZES
from drawings.many_nodes import many
from drawings.opened_page import Opened, becomes, opened
from playwright.sync_api import Browser, Page

from accordgraph.diagrams.builder import build_diagram
from accordgraph.diagrams.html.network import build
from accordgraph.diagrams.model import Diagram
from accordgraph.diagrams.request import DiagramRequest
from accordgraph.graph.store.store import Store
from accordgraph.queries.session import open_session

FAULTS = """() => {
  const { stage, data, now } = accordgraph, faults = [], at = stage.positions(), scale = stage.scale();
  const round = (node, half) => ({ x: at[node.id].x + half, y: at[node.id].y + half }), mark = 10 * scale;
  const shown = data.nodes.filter((node) => now.nodes.get(node.id) !== "hidden");
  const nodeOf = (id) => data.nodes.find((node) => node.id === id);
  const linkOf = (id) => data.links.find((one) => one.id === id);
  const marks = shown.map((node) =>
    ({ id: node.id, name: `the mark of ${node.name}`, from: round(node, -mark), to: round(node, mark) }));
  const title = ({ startName, endName }) => `${startName} – ${endName}`;
  const names = stage.names().map((one) => ({ ...one, name: nodeOf(one.id).name }));
  const words = stage.words().map((one) => ({ ...one, name: `the date of ${title(linkOf(one.id))}` }));
  const meet = (a, b) => ["x", "y"].every((axis) => a.from[axis] < b.to[axis] - 1 && b.from[axis] < a.to[axis] - 1);
  const check = (one, others) => {
    for (const other of others) if (meet(one, other)) faults.push(`${one.name} lies on ${other.name}`);
  };
  names.forEach((one, index) => check(one, names.slice(0, index)));
  for (const one of names) check(one, marks.filter((other) => other.id !== one.id));
  words.forEach((one, index) => check(one, [...words.slice(0, index), ...names, ...marks]));
  for (const one of names) {
    const { x, y } = at[one.id], across = Math.max(one.from.x - x, x - one.to.x, 0);
    const far = Math.hypot(across, Math.max(one.from.y - y, y - one.to.y, 0));
    if (far > 40 * Math.max(scale, 1)) faults.push(`${one.name} is ${far} pixels from its mark`);
  }
  const drawn = data.links.filter((link) => !["hidden", "faded"].includes(now.links.get(link.id)));
  const paths = new Map(drawn.map(({ id }) => [id, Array.from({ length: 51 }, (_, at) => stage.pointOn(id, at / 50))]));
  for (const one of words) {
    const middle = { x: (one.from.x + one.to.x) / 2, y: (one.from.y + one.to.y) / 2 };
    const own = stage.pointOn(one.id, one.share);
    if (Math.hypot(middle.x - own.x, middle.y - own.y) > 1) faults.push(`${one.name} is off its line`);
    if (linkOf(one.id).look !== "held") continue;
    const under = ({ x, y }) => x > one.from.x + 2 && x < one.to.x - 2 && y > one.from.y + 2 && y < one.to.y - 2;
    for (const link of drawn)
      if (link.id !== one.id && paths.get(link.id).some(under)) faults.push(`${one.name} lies on ${title(link)}`);
  }
  const silent = drawn.filter((link) => link.says.length).length - words.length;
  const said = document.getElementById("status").textContent, written = new Intl.NumberFormat(data.lang).format(silent);
  if (silent && !said.includes(written)) faults.push(`${silent} dates are missing: ${said}`);
  return faults;
}"""
"""What is wrong with what is drawn, as sentences: words are compared with marks, words and lines, one by one."""

WANTED = {
    "actors": ("en", DiagramRequest(view="actors")),
    "actors in Ukrainian": ("uk", DiagramRequest(view="actors")),
    "ego": ("en", DiagramRequest(view="ego", about=("nabu",))),
    "ego in Ukrainian": ("uk", DiagramRequest(view="ego", about=("ua",))),
}


def between_two(count: int) -> Diagram:
    """As many lines between the same two actors."""
    whole = many(40, 70)
    first = whole.links[0]
    links = tuple(
        replace(one, id=f"twin-{at}", start=first.start, end=first.end, held=True, standing="single")
        for at, one in enumerate(whole.links[:count])
    )
    return replace(whole, nodes=tuple(node for node in whole.nodes if node.id in first.ends), links=links)


@pytest.fixture(scope="module")
def canvases(whole_store: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The bundled graph in both languages, made-up actors, and several lines between two."""
    made = {"40": many(40, 70), "100": many(100, 180), "four": between_two(4), "eight": between_two(8)}
    for name, (lang, request) in WANTED.items():
        with open_session(Store(whole_store).snapshot(), "ladybug", lang) as session:
            made[name] = build_diagram(session, request)
    folder = tmp_path_factory.mktemp("canvases")
    for name, diagram in made.items():
        build(diagram).write_html(str(folder / f"{name}.html"))
    return {name: folder / f"{name}.html" for name in made}


@pytest.fixture(scope="module")
def tab(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1400, "height": 900}, offline=True)
    yield context.new_page()
    context.close()


def faults(view: Opened) -> list[str]:
    view.settle()
    found: list[str] = view.page.evaluate(FAULTS)
    return found


@pytest.mark.parametrize("name", [*WANTED, "40", "100", "four", "eight"])
def test_no_word_covers_anything_at_any_width(tab: Page, canvases: dict[str, Path], name: str) -> None:
    view = opened(tab, canvases[name])
    found = {}
    for width, height in SIZES:
        tab.set_viewport_size({"width": width, "height": height})
        view.settle()
        found[width] = faults(view)
    assert found == {width: [] for width, _ in SIZES}
    assert view.errors == []


def dragged(view: Opened, name: str, by: tuple[int, int]) -> None:
    x, y = view.node(name)
    mouse = view.page.mouse
    mouse.move(x, y)
    mouse.down()
    mouse.move(x + by[0] / 2, y + by[1] / 2)
    mouse.move(x + by[0], y + by[1])
    mouse.up()


def name_of(view: Opened, name: str) -> dict[str, Any]:
    """The rectangle of a name."""
    box: dict[str, Any] = view.page.evaluate(
        """name => {
          const { id } = accordgraph.data.nodes.find((node) => node.name === name);
          return accordgraph.stage.names().find((one) => one.id === id);
        }""",
        name,
    )
    return box


def test_a_name_follows_its_node_when_dragged_zoomed_and_shown_on_a_day(tab: Page, canvases: dict[str, Path]) -> None:
    tab.set_viewport_size({"width": 1400, "height": 900})
    view = opened(tab, canvases["ego"])
    before, (x, y) = name_of(view, "EPPO"), view.node("EPPO")
    dragged(view, "EPPO", (90, -40))
    assert faults(view) == []
    after, (moved_x, moved_y) = name_of(view, "EPPO"), view.node("EPPO")
    assert (moved_x - x, moved_y - y) == pytest.approx((90, -40), abs=3)
    assert after["from"]["x"] - before["from"]["x"] == pytest.approx(90, abs=60)
    for act in ("#zoom-in", "#zoom-out", "#zoom-all"):
        tab.locator(act).click()
        assert faults(view) == []
    tab.evaluate("accordgraph.change({ day: '2020-01-01' })")
    assert faults(view) == []
    tab.evaluate("accordgraph.change({ day: null })")
    assert faults(view) == []


def test_what_is_chosen_keeps_its_own_lines_and_their_dates(tab: Page, canvases: dict[str, Path]) -> None:
    tab.set_viewport_size({"width": 1400, "height": 900})
    view = opened(tab, canvases["actors"])
    before = tab.evaluate("accordgraph.stage.words().length")
    tab.evaluate("accordgraph.choose(accordgraph.data.nodes.find((node) => node.name === 'NABU').id)")
    view.settle()
    own = tab.evaluate(
        """() => accordgraph.data.links
          .filter(({ from, to }) => [from, to].includes(accordgraph.state.chosen)).map((link) => link.id)"""
    )
    said = {one["id"] for one in tab.evaluate("accordgraph.stage.words()")}
    assert said <= set(own)
    assert said
    assert name_of(view, "NABU")
    tab.evaluate("accordgraph.choose(null)")
    assert becomes(tab, f"accordgraph.stage.words().length === {before}")
