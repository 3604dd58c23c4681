"""The pictures of the application in the README, in both languages: `python docs/application_pictures.py`.

They are taken in Chromium, whose letters depend on the machine, so no test compares them.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / "docs" / "_static"
PATH = "/id/actor/nabu?on=2024-04-10&lang="
SIZE = {"width": 1100, "height": 1000}


def main() -> None:
    """Load the bundled graph, serve it, and take a picture of a page in each language."""
    sys.path.insert(0, str(ROOT / "tests" / "support"))
    from programs.running import run
    from programs.served import served

    from accordgraph.web.settings import Settings

    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        store = Path(folder, "accord-store")
        run("demo", "--quiet", "--out", folder, store=store)
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        with served(Settings(store)) as address:
            for lang in ("en", "uk"):
                page = browser.new_page(viewport=SIZE)  # type: ignore[arg-type]  # a mapping of both
                page.goto(f"{address}{PATH}{lang}", wait_until="domcontentloaded")
                page.screenshot(path=FOLDER / f"application-{lang}.png")
        browser.close()


if __name__ == "__main__":
    main()
