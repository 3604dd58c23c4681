"""The page in a notebook: in a frame of its own, whose scripts can reach neither the notebook nor the network."""

from __future__ import annotations

import html

from accordgraph.graph.errors import UsageError

FRAME = (
    '<iframe sandbox="allow-scripts allow-popups" referrerpolicy="no-referrer" title="{title}" '
    'style="width:100%;height:{height}px;border:1px solid #d5dae2;border-radius:8px" srcdoc="{page}"></iframe>'
)
HEIGHT = 760  # pixels: the picture, its details and the beginning of the timeline


def frame(title: str, page: str) -> str:
    """A page as an element of another one."""
    return FRAME.format(title=html.escape(title), height=HEIGHT, page=html.escape(page))


def show(thing: object) -> None:
    """Show something here and now, as `display` does. Raises UsageError outside of a notebook."""
    try:
        from IPython import get_ipython
        from IPython.display import display
    except ImportError:
        shell = None
    else:
        shell = get_ipython()
    if shell is None:
        raise UsageError("There is no notebook to show the picture in.", 'Write it: picture.save("network.html").')
    display(thing)  # type: ignore[no-untyped-call]  # IPython has no types
