"""From SVG to what is written: SVG with its letters, PNG at twice its size, PDF of one page. No browser is needed."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import Literal, TypeAlias

from accordgraph.diagrams.fonts import register, with_letters
from accordgraph.graph.errors import InputError

Form: TypeAlias = Literal["svg", "png", "pdf"]
SCALE = 2.0
MOST_PIXELS = 80_000_000  # of a PNG: about 320 MB while it is made

_SIZE = re.compile(r'<svg [^>]*?width="([\d.]+)" height="([\d.]+)"')


def render(svg: str, form: Form) -> bytes:
    """The bytes of the file. The same SVG gives the same SVG and PNG; a PDF may order its fonts otherwise."""
    if form == "svg":
        return f"{with_letters(svg)}\n".encode()
    import vl_convert

    register()
    if form == "png":
        return bytes(vl_convert.svg_to_png(svg, scale=png_scale(svg)))
    return bytes(vl_convert.svg_to_pdf(svg))


def png_scale(svg: str) -> float:
    """Two pixels for each of the drawing, or fewer where the image would be too large for most programs."""
    found = _SIZE.search(svg)
    if found is None:
        raise ValueError("An SVG without a size cannot be drawn.")
    pixels = float(found[1]) * float(found[2])
    return float(min(SCALE, (MOST_PIXELS / max(pixels, 1.0)) ** 0.5))


def replace(path: Path, content: bytes) -> None:
    """Write a file whole, or not at all; an existing one is replaced. Raises InputError where it cannot be written."""
    target = path.resolve()
    part = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        part.write_bytes(content)
        part.replace(target)
    except OSError as error:
        part.unlink(missing_ok=True)
        raise InputError(f"The picture cannot be written to {path}: {error.strerror or error}.") from error
