"""A picture in a notebook: in a frame that can reach nothing, as an image where pages are not trusted, and saved."""

from __future__ import annotations

import base64
import os
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import nbformat
import pytest
from drawings.hostile_picture import HOSTILE, hostile
from drawings.sample_picture import make_sample
from nbclient import NotebookClient
from playwright.sync_api import Browser

from accordgraph.diagrams.diagram import DiagramView
from accordgraph.diagrams.html.network import build
from accordgraph.graph.errors import UsageError

CELLS = [
    "import accordgraph\ngraph = accordgraph.open()",
    'graph.picture("NABU", on="2024-04-10", view="ego")',
    'graph.picture("NABU").show()\nprint("shown")',
    'from accordgraph.diagrams.html.network import build\nbuild(graph.picture("JICA").diagram).show()',
]


class Tags(HTMLParser):
    """The tags of a page with their attributes."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))


@pytest.fixture(scope="module")
def outputs(bundled_store: Path, tmp_path_factory: pytest.TempPathFactory) -> list[list[dict[str, Any]]]:
    """What each cell gives when it is run by Jupyter's own client."""
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(cell) for cell in CELLS])  # type: ignore[no-untyped-call]
    home = tmp_path_factory.mktemp("ipython")
    client = NotebookClient(
        notebook,
        timeout=120,
        kernel_name="python3",
        resources={"metadata": {"path": str(bundled_store.parent)}},
        extra_arguments=["--HistoryManager.enabled=False"],
    )
    client.execute(env={**os.environ, "IPYTHONDIR": str(home)})
    return [cell["outputs"] for cell in notebook.cells]


def test_a_notebook_shows_the_page_in_a_frame_and_an_image_as_well(outputs: list[list[dict[str, Any]]]) -> None:
    [output] = outputs[1]
    assert set(output["data"]) == {"text/html", "image/png", "text/plain"}
    assert base64.b64decode(output["data"]["image/png"]).startswith(b"\x89PNG")
    assert output["data"]["text/plain"].startswith("<Picture 'Who cooperates with the National Anti-Corruption Bureau")
    [(tag, attributes)] = Tags(output["data"]["text/html"]).found
    assert tag == "iframe"
    assert (attributes["srcdoc"] or "").startswith("<!DOCTYPE html>")


def test_show_shows_in_the_middle_of_a_cell(outputs: list[list[dict[str, Any]]]) -> None:
    kinds = [output["output_type"] for output in outputs[2]]
    assert kinds == ["display_data", "stream"]
    assert "iframe" in outputs[2][0]["data"]["text/html"]


def test_a_network_of_pyvis_shows_the_page_too(outputs: list[list[dict[str, Any]]]) -> None:
    [output] = outputs[3]
    [(tag, attributes)] = Tags(output["data"]["text/html"]).found
    assert (tag, attributes["sandbox"]) == ("iframe", "allow-scripts allow-popups")


def test_a_network_shown_with_a_name_is_a_file(tmp_path: Path) -> None:
    network = build(make_sample())
    network.show(str(tmp_path / "a.html"))
    assert [path.name for path in tmp_path.iterdir()] == ["a.html"]
    with pytest.raises(UsageError, match="save"):
        network.show()


def test_outside_of_a_notebook_show_says_what_to_do() -> None:
    with pytest.raises(UsageError, match="save"):
        DiagramView(make_sample()).show()


def test_the_frame_is_closed_and_holds_the_page_as_it_is_written(tmp_path: Path) -> None:
    drawn = DiagramView(hostile(HOSTILE[:3]))
    [(_, attributes)] = Tags(drawn._repr_html_()).found
    assert set((attributes["sandbox"] or "").split()) == {"allow-scripts", "allow-popups"}
    assert attributes["srcdoc"] == drawn.html
    assert attributes["title"] == "</script><script>window.hacked=1</script>"
    assert drawn.save(tmp_path / "a.html").read_text(encoding="utf-8") == drawn.html


def test_the_page_in_the_frame_runs_and_reaches_nothing_outside(browser: Browser) -> None:
    page = browser.new_context(offline=True).new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.set_content(f"<script>window.secret = 1</script>{DiagramView(make_sample())._repr_html_()}")
    page.wait_for_timeout(1500)
    [frame] = [frame for frame in page.frames if frame != page.main_frame]
    assert frame.evaluate("document.querySelector('h1').textContent") == make_sample().title
    assert frame.evaluate("window.origin") == "null"
    assert (
        frame.evaluate("(() => { try { return parent.secret } catch (error) { return error.name } })()")
        == "SecurityError"
    )
    assert frame.evaluate("document.querySelector('canvas') !== null")
    assert errors == []
    page.context.close()


def test_nothing_of_jupyter_is_needed_to_draw(tmp_path: Path) -> None:
    code = (
        "import sys; sys.modules['IPython'] = None; "
        "from accordgraph.diagrams.diagram import DiagramView; print(DiagramView.__name__)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=tmp_path)
    assert done.stdout == "DiagramView\n"
