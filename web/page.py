"""What a page is made into: bytes, their type, a status. What makes it takes a context and nothing else."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

from accordgraph.web.context import Context

HTML = "text/html; charset=utf-8"


@dataclass(frozen=True)
class Page:
    """An answer that can be sent and kept."""

    body: bytes
    media_type: str = HTML
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)


Build: TypeAlias = "Callable[[Context], Page]"
"""Makes a page from its context, in a thread; raises AccordError, which becomes an error page."""


def moved(address: str, status: int = 303) -> Page:
    """A redirection within the application."""
    return Page(b"", "text/plain; charset=utf-8", status, {"Location": address})
