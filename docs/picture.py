"""The picture on the first pages, made from the bundled graph: `python docs/picture.py`. Needs Chromium."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

from accordgraph import cli

TARGET = Path(__file__).parent / "_static" / "demo.png"
WIDTH, HEIGHT = 1400, 1100
CHROMIUM = ["--no-sandbox", "--disable-gpu"]


def take() -> None:
    """Draw the demo in a scratch folder and write what a browser shows of it."""
    with tempfile.TemporaryDirectory() as scratch, sync_playwright() as playwright:
        assert cli.run(["demo", "--store", f"{scratch}/accord-store", "--out", scratch]) == 0
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=CHROMIUM)
        page = browser.new_page(viewport={"width": WIDTH, "height": HEIGHT})
        page.goto(Path(scratch, "accord-demo.html").as_uri())
        page.wait_for_timeout(1500)
        box = page.locator("#canvas").bounding_box()
        assert box is not None
        page.screenshot(path=TARGET, clip={"x": 0, "y": 0, "width": WIDTH, "height": box["y"] + box["height"]})
        browser.close()


if __name__ == "__main__":
    take()
