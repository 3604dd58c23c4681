"""The pictures of the gallery, of the bundled graph and of its core: `python docs/gallery.py`. Pages need Chromium.

The drawings are the same every time: the day of making is set.
"""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pypdfium2
from PIL import Image
from playwright.sync_api import Browser, sync_playwright

from accordgraph import cli

TARGET = Path(__file__).parent / "_static" / "gallery"
RECORDED_AT = "1795996800"  # 30 November 2026, when the bundled graph was recorded; as SOURCE_DATE_EPOCH
CORE = [
    Path(__file__).parents[1] / "data" / f"{name}.yaml" for name in ("ukraine-criminal-justice", "un-treaties-sample")
]
"""Two dossiers, for views that draw every line."""

WHOLE = {"bases", "body", "pair", "day", "actor", "sheet", "page", "page-body", "page-dark", "page-phone"}
"""Pictures of the whole bundled graph."""

CHROMIUM = ["--no-sandbox", "--disable-gpu"]
COLOURS = 256
"""In a picture of a page: with a palette it takes a third of the bytes."""

DRAWN = {
    "bases": "draw",
    "body": "draw --about NABU",
    "pair": "draw --about Poland --about Ukraine",
    "day": "draw --on 2022-07-01",
    "ukrainian": "draw --about EPPO --lang uk",
    "actors": "draw --view actors",
    "ego": "draw --view ego --about NABU --hops 2",
    "matrix": "draw --view matrix",
    "timeline": "chart timeline",
    "actor": "chart actor --about Ukraine",
    "years": "chart years",
    "statistics": "chart statistics",
    "statistics-ukrainian": "chart statistics --lang uk",
}
"""Pictures as files without a browser, and the commands that make them."""

PAGES = {
    "page": ("draw", 1400, "light"),
    "page-body": ("draw --about NABU", 1366, "light"),
    "page-dark": ("draw --lang uk", 1400, "dark"),
    "page-phone": ("draw --about NABU", 390, "light"),
}
"""Pages as a browser shows them: command, width of the window, light or dark."""


SHEETS = {"sheet": "draw --about NABU -o nabu.pdf"}
"""The first pages of sheets to print, side by side."""

SHOWN_PAGES, SHEET_SCALE = 4, 0.8


def lay_out(pdf: Path, picture: Path) -> None:
    """The first pages of a PDF as one image."""
    pages = [page.render(scale=SHEET_SCALE).to_pil() for page in list(pypdfium2.PdfDocument(pdf))[:SHOWN_PAGES]]
    wide, high = pages[0].size
    whole = Image.new("RGB", (len(pages) * (wide + 8) - 8, high), "#d5dae2")
    for place, page in enumerate(pages):
        whole.paste(page, (place * (wide + 8), 0))
    whole.quantize(COLOURS, Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE).save(picture, optimize=True)


def draw(command: str, path: Path, store: Path) -> None:
    """Run one command of `accord`, which must succeed."""
    code = cli.run([*command.split(), "-o", str(path), "--store", str(store)])
    if code:
        raise SystemExit(f"accord {command} ended with {code}")


def shoot(browser: Browser, page: Path, picture: Path, width: int, scheme: str) -> None:
    """What a browser shows of a page in a window of that width, from the top."""
    dark = "dark" if scheme == "dark" else "light"
    context = browser.new_context(viewport={"width": width, "height": 1000}, color_scheme=dark, offline=True)
    tab = context.new_page()
    tab.goto(page.as_uri())
    tab.wait_for_timeout(1500)
    tab.screenshot(path=picture)
    context.close()
    with Image.open(picture) as taken:
        few = taken.convert("RGB").quantize(COLOURS, Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE)
    few.save(picture, optimize=True)


def make(names: set[str]) -> Iterator[Path]:
    """Draw the pictures of these names, all where none is named."""
    TARGET.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch, sync_playwright() as playwright:
        stores = {"core": Path(scratch, "core"), "whole": Path(scratch, "whole")}
        assert cli.run(["load", *map(str, CORE), "--store", str(stores["core"]), "--quiet"]) == 0
        assert cli.run(["demo", "--store", str(stores["whole"]), "--out", scratch]) == 0
        for name, command in DRAWN.items():
            if not names or name in names:
                draw(command, TARGET / f"{name}.svg", stores["whole" if name in WHOLE else "core"])
                yield TARGET / f"{name}.svg"
        for name, command in SHEETS.items():
            if not names or name in names:
                draw(command.partition(" -o")[0], Path(scratch, f"{name}.pdf"), stores["whole"])
                lay_out(Path(scratch, f"{name}.pdf"), TARGET / f"{name}.png")
                yield TARGET / f"{name}.png"
        pages = {name: one for name, one in PAGES.items() if not names or name in names}
        if not pages:
            return
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=CHROMIUM)
        for name, (command, width, scheme) in pages.items():
            page = Path(scratch, f"{name}.html")
            draw(command, page, stores["whole"])
            shoot(browser, page, TARGET / f"{name}.png", width, scheme)
            yield TARGET / f"{name}.png"
        browser.close()


if __name__ == "__main__":
    os.environ["SOURCE_DATE_EPOCH"] = RECORDED_AT
    for written in make(set(sys.argv[1:])):
        print(written)
