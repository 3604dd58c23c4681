"""Draw a large picture: accordgraph beside stock pyvis, in one run, and the page that comes out in a browser.

python benchmarks/pictures.py [--nodes 5000] [--links 20000] [--without-browser]

Both are given the same actors and links and make one HTML text. Ours lays it out as well, in Python; pyvis leaves that
to the reader's browser. pyvis looks for each new link among all it has, unless it is told that links have a direction:
both ways are timed. Told are seconds, megabytes and the ratio of processor time; of our page also how long it takes to
open, and the frames a second while a mouse drags the picture (in Chromium; by software where no graphics card is).
"""

from __future__ import annotations

import argparse
import math
import shutil
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright
from pyvis.network import Network

from accordgraph.diagrams.html.network import AccordNetwork
from accordgraph.diagrams.layout.laid_out import lay_out
from accordgraph.diagrams.model import Diagram

sys.path.insert(0, str(Path(__file__).parents[1] / "tests" / "support"))
from drawings.many_nodes import many  # the made-up picture is the tests' own

DRAGGED_SECONDS = 5.0
COUNT = (
    "() => { window.frames_ = 0; const next = () => { window.frames_ += 1; requestAnimationFrame(next); }; next(); }"
)
RENDERER = """() => {
    const gl = document.createElement("canvas").getContext("webgl2");
    return gl ? gl.getParameter(gl.getExtension("WEBGL_debug_renderer_info").UNMASKED_RENDERER_WEBGL) : "no WebGL";
}"""


# ---------------------------------------------------------------- building
def ours(diagram: Diagram) -> str:
    """Our page, layout included."""
    started, worked = time.perf_counter(), time.process_time()
    layout = lay_out(diagram)
    seconds, processor = time.perf_counter() - started, time.process_time() - worked
    print(f"  of that the layout   {seconds:8.2f} s {processor:8.2f} s of a processor")
    return AccordNetwork(layout).generate_html()


def stock(diagram: Diagram, *, directed: bool) -> str:
    """The same nodes and links by pyvis as it comes."""
    network = Network(directed=directed, cdn_resources="in_line")
    for node in diagram.nodes:
        network.add_node(node.id, label=node.label, title=node.title)
    for link in diagram.links:
        network.add_edge(link.start, link.end, title=f"{link.basis_name}, since {link.when.since}")
    text: str = network.generate_html()
    return text


def timed(name: str, make: Callable[[], str]) -> tuple[float, str]:
    """Seconds of a processor, which other work on the machine hardly changes, and the text; a line is printed."""
    started, worked = time.perf_counter(), time.process_time()
    text = make()
    seconds, processor = time.perf_counter() - started, time.process_time() - worked
    print(f"{name:22} {seconds:8.2f} s {processor:8.2f} s of a processor {len(text.encode()) / 1e6:8.1f} MB")
    return processor, text


# ---------------------------------------------------------------- in a browser
def look(path: Path) -> None:
    """Open the page, drag the picture, and tell how quick it was."""
    chromium = shutil.which("chromium")
    if chromium is None:
        sys.exit("Chromium is missing: `apt-get install chromium` installs it; or ask for --without-browser.")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        page = _opened(browser, path)
        print(f"drawn by               {page.evaluate(RENDERER)}")
        page.wait_for_timeout(3000)
        page.evaluate(COUNT)
        print(f"at rest                {_frames(page, lambda step: None):8.1f} frames a second")
        for name, radius in (("dragged within 200 px", 90.0), ("dragged far", 420.0)):
            print(f"{name:22} {_dragged(page, radius):8.1f} frames a second")
        browser.close()


def _opened(browser: Browser, path: Path) -> Page:
    page = browser.new_page(viewport={"width": 1400, "height": 900})
    started = time.perf_counter()
    page.goto(path.as_uri(), timeout=120_000)
    while not page.evaluate("window.accordgraph !== undefined"):
        page.wait_for_timeout(20)
    page.evaluate("() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")
    print(f"opens in               {time.perf_counter() - started:8.2f} s")
    return page


def _dragged(page: Page, radius: float) -> float:
    box = page.locator("#canvas").bounding_box()
    assert box is not None
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    frames = _frames(
        page, lambda step: page.mouse.move(x + radius * math.sin(step / 12), y + radius / 2 * math.sin(step / 9))
    )
    page.mouse.up()
    page.wait_for_timeout(1500)
    return frames


def _frames(page: Page, act: Callable[[int], None]) -> float:
    first, started, step = page.evaluate("window.frames_"), time.perf_counter(), 0
    while time.perf_counter() - started < DRAGGED_SECONDS:
        step += 1
        act(step)
        page.wait_for_timeout(5)
    return float(page.evaluate("window.frames_") - first) / (time.perf_counter() - started)


def main() -> None:
    """Compare, then look at our page in a browser."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--nodes", type=int, default=5000)
    parser.add_argument("--links", type=int, default=20000)
    parser.add_argument("--without-browser", action="store_true", help="only build")
    options = parser.parse_args()
    diagram = many(options.nodes, options.links)
    print(f"{options.nodes} nodes, {options.links} links")
    lay_out(many(40, 60))  # what is imported late is no part of the comparison
    seconds, text = timed("accordgraph", lambda: ours(diagram))
    directed, _ = timed("pyvis, directed", lambda: stock(diagram, directed=True))
    undirected, _ = timed("pyvis, undirected", lambda: stock(diagram, directed=False))
    print(f"pyvis : accordgraph    {directed / seconds:8.1f} directed, {undirected / seconds:.1f} undirected")
    if not options.without_browser:
        with tempfile.TemporaryDirectory() as room:
            path = Path(room) / "large.html"
            path.write_text(text, encoding="utf-8")
            look(path)


if __name__ == "__main__":
    main()
