"""A directive that shows a notebook with the outputs that stand in it: `{notebook} notebook.ipynb`. It runs nothing."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import nbformat
from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

FENCE = "`" * 6
"""Longer than any in a cell."""


class Notebook(SphinxDirective):
    """All cells of a notebook after its title, in order."""

    required_arguments = 1

    def run(self) -> list[nodes.Node]:
        """Text as text, code as code, and below it what it gave."""
        path = Path(self.env.srcdir, self.arguments[0])
        self.env.note_dependency(str(path))
        title, *cells = nbformat.read(path, as_version=4).cells
        parts = [title.source.partition("\n")[2], *(part for cell in cells for part in _cell(cell))]
        return self.parse_text_to_nodes("\n\n".join(parts), allow_section_headings=True)


def _cell(cell: nbformat.NotebookNode) -> Iterator[str]:
    if cell.cell_type == "markdown":
        yield cell.source
        return
    yield _fenced("python", cell.source)
    for output in cell.outputs:
        yield _output(output)


def _output(output: nbformat.NotebookNode) -> str:
    """As a notebook shows it: HTML where there is some, else text."""
    data = output.get("data", {})
    if "text/html" in data:
        return _fenced("{raw} html", f'<div class="output">{data["text/html"]}</div>')
    return _fenced("text", output.get("text") or data.get("text/plain", ""))


def _fenced(language: str, text: str) -> str:
    return f"{FENCE}{language}\n{text}\n{FENCE}"


def setup(app: Sphinx) -> dict[str, bool]:
    """Add the directive."""
    app.add_directive("notebook", Notebook)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
