"""A picture to look at in a notebook, and to write in any form."""

from __future__ import annotations

import os
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from accordgraph.diagrams.formats import content, write
from accordgraph.diagrams.model import Diagram
from accordgraph.diagrams.notebook import frame, show


@dataclass(frozen=True, repr=False)
class DiagramView:
    """A picture that notebooks show as the page in a frame of its own, or as an image where pages are not trusted.

    The frame is sandboxed: the page's scripts can reach neither the notebook nor the network.
    """

    diagram: Diagram

    def save(self, path: str | os.PathLike[str], form: str | None = None) -> Path:
        """Write it to a file, in the form that `form` or its ending names; give its path."""
        write(self.diagram, Path(path), form)
        return Path(path)

    def show(self) -> None:
        """Show it here and now in a notebook, as `display` does. Raises UsageError outside of one."""
        show(self)

    @cached_property
    def html(self) -> str:
        """The page."""
        return content(self.diagram, "html").decode()

    def __repr__(self) -> str:
        return f"<Picture {self.diagram.title!r}: {self.diagram.subtitle}>"

    def _repr_html_(self) -> str:
        return frame(self.diagram.title, self.html)

    def _repr_mimebundle_(self, **_: Any) -> dict[str, Any]:
        return {"text/html": self._repr_html_(), "image/png": self._png, "text/plain": repr(self)}

    @cached_property
    def _png(self) -> bytes:
        return content(self.diagram, "png")
