"""From SVG to what is written: SVG with its letters, PNG at twice its size. No browser is needed."""

from __future__ import annotations

import errno
import os
import re
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Literal, TypeAlias

from accordgraph.diagrams.svg.fonts import with_letters
from accordgraph.diagrams.svg.letters import written
from accordgraph.diagrams.svg.typesetting import typeset
from accordgraph.graph import atomic
from accordgraph.graph.errors import InputError

Form: TypeAlias = Literal["svg", "png"]
PNG = b"\x89PNG\r\n\x1a\n"
SCALE = 2.0
MOST_PIXELS = 80_000_000  # of a PNG: about 320 MB while it is made

_SIZE = re.compile(r'<svg [^>]*?width="([\d.]+)" height="([\d.]+)"')


def render(svg: str, form: Form) -> bytes:
    """The bytes of the file; the same SVG gives the same bytes."""
    if form == "svg":
        return f"{with_letters(svg)}\n".encode()
    width, height = size_of(svg)
    data = {"svg": written(svg), "width": width, "height": height, "title": ""}
    return smaller(typeset("picture.typ", data, "png", pixels_per_point=png_scale(svg)))


def _chunks(png: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Names and contents of the pieces of a PNG (ISO/IEC 15948, 5.3)."""
    place = len(PNG)
    while place < len(png):
        length = int.from_bytes(png[place : place + 4])
        yield png[place + 4 : place + 8], png[place + 8 : place + 8 + length]
        place += length + 12


def _chunk(name: bytes, data: bytes) -> bytes:
    return len(data).to_bytes(4) + name + data + zlib.crc32(name + data).to_bytes(4)


def png_scale(svg: str) -> float:
    """Two pixels for each of the drawing, or fewer where the image would be too large for most programs."""
    width, height = size_of(svg)
    return float(min(SCALE, (MOST_PIXELS / max(width * height, 1.0)) ** 0.5))


def size_of(svg: str) -> tuple[float, float]:
    """Width and height of a drawing, in its own pixels."""
    size = _SIZE.search(svg)
    if size is None:
        raise ValueError("An SVG without a size cannot be drawn.")
    return float(size[1]), float(size[2])


def smaller(png: bytes) -> bytes:
    """The same image in about a quarter of the bytes: the renderer compresses in haste."""
    parts = list(_chunks(png))
    pixels = zlib.decompress(b"".join(data for name, data in parts if name == b"IDAT"))
    kept = [(name, data) for name, data in parts if name not in (b"IDAT", b"IEND")]
    return PNG + b"".join(_chunk(*part) for part in (*kept, (b"IDAT", zlib.compress(pixels, 6)), (b"IEND", b"")))


def replace(path: Path, content: bytes) -> None:
    """Write a file whole, or not at all; an existing one is replaced. Raises InputError where it cannot be written."""
    try:
        atomic.replace(path, content)
    except OSError as error:
        require_folder(path)
        what = f"The picture cannot be written to {path}: {error.strerror or error}."
        raise InputError(what, "Free some room, or write it elsewhere.") from error


def require_folder(path: Path) -> None:
    """Raise InputError where a file has no folder to stand in; asked before a picture is drawn, which takes seconds."""
    folder = path.resolve().parent
    if not folder.is_dir():
        what = f"The picture cannot be written to {path}: {os.strerror(errno.ENOENT)}."
        raise InputError(what, f"Make the folder first: {folder}")
