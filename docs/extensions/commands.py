"""Examples in the help of commands become blocks that can be copied, on the page that sphinx-click makes."""

from __future__ import annotations

import click
from sphinx.application import Sphinx

MARK = "| "
"""What sphinx-click puts before lines whose breaks are kept."""


def show_examples(_app: Sphinx, _context: click.Context, lines: list[str]) -> None:
    """Turn each paragraph with kept line breaks into its first line and a block of the rest."""
    lines[:] = [line for paragraph in _paragraphs(lines) for line in _with_example(paragraph)]


def _paragraphs(lines: list[str]) -> list[list[str]]:
    paragraphs: list[list[str]] = [[]]
    for line in lines:
        if line:
            paragraphs[-1].append(line)
        elif paragraphs[-1]:
            paragraphs.append([])
    return paragraphs


def _with_example(paragraph: list[str]) -> list[str]:
    kept = [line.removeprefix(MARK) for line in paragraph]
    if not paragraph or not paragraph[0].startswith(MARK) or not kept[-1].startswith("  "):
        return [*paragraph, ""]
    return [kept[0], "", ".. code-block:: sh", "", *(f"    {line.strip()}" for line in kept[1:]), ""]


def setup(app: Sphinx) -> dict[str, bool]:
    """Listen to sphinx-click."""
    app.connect("sphinx-click-process-description", show_examples)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
