"""The picture of the README, light and dark, in both languages: `python docs/readme_pictures.py`.

It is the upper part of what `accord draw --about EPPO` writes as SVG: title, columns and legend.
"""

from __future__ import annotations

import re
import tempfile
import xml.etree.ElementTree as ElementTree
from collections.abc import Iterator
from pathlib import Path

from accordgraph import cli
from accordgraph.diagrams.svg.styles import DARK, LIGHT

TARGET = Path(__file__).parent / "_static"
COMMAND = ("draw", "--about", "EPPO")
SVG = "http://www.w3.org/2000/svg"
ElementTree.register_namespace("", SVG)
SIZE = re.compile(r' height="[\d.]+" viewBox="0 0 ([\d.]+) [\d.]+"')
MARGIN = 32  # pixels, of a sheet
KEPT = 3  # of its blocks: title, columns, legend


def draw(store: Path, lang: str) -> dict[str, str]:
    """The pictures in a language, by the names of their files."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "picture.svg")
        assert cli.run([*COMMAND, "--lang", lang, "--store", str(store), "-o", str(path)]) == 0
        light = cropped(path.read_text(encoding="utf-8"))
    return {f"readme-{lang}.svg": light, f"readme-{lang}-dark.svg": darkened(light)}


def cropped(sheet: str) -> str:
    """A sheet down to the end of its legend."""
    root = ElementTree.fromstring(sheet)
    [blocks] = root.findall(f"{{{SVG}}}g")
    kept, cut = list(blocks)[:KEPT], list(blocks)[KEPT:]
    assert len(kept) == KEPT
    high = round(MARGIN + _top(cut[0]))
    for block in cut:
        blocks.remove(block)
    text = ElementTree.tostring(root, encoding="unicode")
    return SIZE.sub(rf' height="{high}" viewBox="0 0 \1 {high}"', text, count=1) + "\n"


def _top(block: ElementTree.Element) -> float:
    """How far down a block begins."""
    return float(block.get("transform", "translate(0 0)").removesuffix(")").split()[1])


def darkened(picture: str) -> str:
    """The same picture in the colours of the dark palette."""
    names = {colour: name for name, colour in LIGHT.items()}
    return re.sub('(?<=")#[0-9a-f]{6}(?=")', lambda match: DARK[names[match[0]]], picture)


def pictures(store: Path) -> Iterator[tuple[str, str]]:
    """All of them."""
    for lang in ("en", "uk"):
        yield from draw(store, lang).items()


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as scratch:
        assert cli.run(["demo", "--store", f"{scratch}/accord-store", "--out", scratch]) == 0
        for name, picture in pictures(Path(scratch, "accord-store")):
            (TARGET / name).write_text(picture, encoding="utf-8", newline="\n")
