"""A page of ours in a real browser: opened as a reader would and worked with real mouse, keys and fingers."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from playwright.sync_api import Dialog, Page

SETTLED = "() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))"


@dataclass
class Opened:
    """What the page asked for and complained about, from the moment it was opened."""

    page: Page
    requests: list[str]
    errors: list[str]
    dialogs: list[str]

    def chosen(self) -> str | None:
        """The id of the node or link that is chosen."""
        identifier: str | None = self.page.evaluate("accordgraph.state.chosen")
        return identifier

    def place(self, expression: str) -> tuple[float, float]:
        """Where on the screen something lies whose place in the picture the expression gives."""
        self.page.locator("#canvas").scroll_into_view_if_needed()
        x, y = self.page.evaluate(
            f"""() => {{ const at = {expression}, box = document.getElementById("canvas").getBoundingClientRect();
              return [at.x + box.x, at.y + box.y]; }}"""
        )
        return x, y

    def node(self, name: str) -> tuple[float, float]:
        """Where a node lies, by its name."""
        return self.place(
            f"accordgraph.stage.positions()[accordgraph.data.nodes.find(one => one.name === {name!r}).id]"
        )

    def link(self, identifier: str, share: float = 0.5) -> tuple[float, float]:
        """Where a point of a line lies."""
        return self.place(f"accordgraph.stage.pointOn({identifier!r}, {share})")

    def links(self) -> list[dict[str, Any]]:
        """The links of the data block."""
        links: list[dict[str, Any]] = self.page.evaluate("accordgraph.data.links")
        return links

    def settle(self) -> None:
        """Let the browser draw what has changed."""
        self.page.evaluate(SETTLED)


def opened(page: Page, path: Path) -> Opened:
    """Open the file and wait until it is drawn."""
    page.set_default_timeout(60_000)  # many nodes on a busy machine: what is slow there is no fault of the page
    view = Opened(page, [], [], [])
    page.on("request", lambda request: view.requests.append(request.url))
    page.on("pageerror", lambda error: view.errors.append(str(error)))
    page.on("console", lambda said: view.errors.append(said.text) if said.type in ("error", "warning") else None)
    page.on("dialog", lambda dialog: _dismiss(dialog, view))
    page.goto(path.as_uri())
    assert becomes(page, "window.accordgraph !== undefined"), view.errors
    view.settle()
    return view


def _dismiss(dialog: Dialog, view: Opened) -> None:
    view.dialogs.append(dialog.message)
    dialog.dismiss()


def becomes(page: Page, condition: str) -> bool:
    """Whether the condition comes true soon. Playwright's own waiting evaluates text, which the page forbids."""
    for _ in range(600):
        if page.evaluate(condition):
            return True
        page.wait_for_timeout(50)
    return False
