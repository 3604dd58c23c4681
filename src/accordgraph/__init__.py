"""A knowledge graph of actors, agreements and cooperation links: who, since when, on what basis, who says so.

>>> import accordgraph
>>> with accordgraph.open("accord-store") as graph:
...     graph.who("EPPO", on="2024-04-10")["partner"]
['nabu', 'pgo', 'sapo']
"""

from typing import TYPE_CHECKING

from accordgraph.version import __version__

if TYPE_CHECKING:
    from accordgraph.api import Graph as Graph
    from accordgraph.api import open as open
    from accordgraph.api_load import load as load
    from accordgraph.graph.errors import AccordError as AccordError
    from accordgraph.graph.errors import AmbiguousError as AmbiguousError
    from accordgraph.graph.errors import InputError as InputError
    from accordgraph.graph.errors import NotFoundError as NotFoundError
    from accordgraph.graph.errors import QueryError as QueryError
    from accordgraph.graph.errors import StoreError as StoreError
    from accordgraph.graph.errors import UsageError as UsageError
    from accordgraph.queries.answer import Answer as Answer
    from accordgraph.queries.raw.process import Limits as Limits

_HOMES = {
    **dict.fromkeys(("Graph", "open"), "accordgraph.api"),
    "load": "accordgraph.api_load",
    **dict.fromkeys(
        ("AccordError", "AmbiguousError", "InputError", "NotFoundError", "QueryError", "StoreError", "UsageError"),
        "accordgraph.graph.errors",
    ),
    "Answer": "accordgraph.queries.answer",
    "Limits": "accordgraph.queries.raw.process",
}
"""Where each name of the package lies: it is imported when it is first used, so that commands start at once."""

# Without `open`: `from accordgraph import *` must not take the place of Python's own.
__all__ = [
    "AccordError",
    "AmbiguousError",
    "Answer",
    "Graph",
    "InputError",
    "Limits",
    "NotFoundError",
    "QueryError",
    "StoreError",
    "UsageError",
    "__version__",
    "load",
]

if not TYPE_CHECKING:  # a type checker would take any name for one that is there

    def __getattr__(name: str) -> object:
        if name not in _HOMES:
            raise AttributeError(f"module 'accordgraph' has no attribute {name!r}")
        from importlib import import_module

        return getattr(import_module(_HOMES[name]), name)

    def __dir__() -> list[str]:
        return sorted({*globals(), *_HOMES})
