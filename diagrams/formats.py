"""The forms of a diagram: chosen by name or by the ending of the file, and written."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from pathlib import Path
from urllib.parse import quote

from accordgraph.diagrams.model import Diagram
from accordgraph.graph.errors import UsageError

PAGES = ("html", "svg", "png", "pdf")
TEXTS = ("mermaid", "dot", "cytoscape")
FORMS = (*PAGES, *TEXTS)
ENDINGS = {
    **{f".{form}": form for form in PAGES},
    ".htm": "html",
    ".mmd": "mermaid",
    ".mermaid": "mermaid",
    ".dot": "dot",
    ".gv": "dot",
    ".cyjs": "cytoscape",
}
BINARY = ("png", "pdf")
LARGEST_MATRIX = 500
"""Actors of a matrix: one of 5,000 is a page of 230 MB that no browser scrolls."""


def form_of(path: str, form: str | None = None, forms: Sequence[str] = FORMS) -> str:
    """The form of a file: `form`, else by its ending. `-` is standard output, which takes texts only.
    `forms` are those that there are of what is drawn: a chart has fewer than a picture.

    >>> form_of("nabu.PDF"), form_of("-", "dot")
    ('pdf', 'dot')
    """
    if path == "-" and (form is None or form in BINARY):
        texts = [one for one in forms if one not in BINARY]
        raise UsageError("Standard output takes a form that is text.", f"Say which: --as {' or --as '.join(texts)}.")
    known = form or ENDINGS.get(Path(path).suffix.lower())
    if known is None:
        endings = [ending for ending, one in ENDINGS.items() if one in forms]
        raise UsageError(
            f"The ending of {path} names no form of a picture.",
            f"End it with {', '.join(endings)}, or name the form: --as {' or --as '.join(forms)}.",
        )
    if known not in forms:
        raise UsageError(f"There is no form {known!r} of this.", f"Forms: {', '.join(forms)}.")
    return known


def content(
    diagram: Diagram, form: str, other: Diagram | None = None, *, embedded: bool = False, paper_name: str = "a4"
) -> bytes:
    """The diagram in a form, as it stands in a file; a page that is `embedded` shows the picture alone, a PDF is for
    that paper. `other` is the diagram in another language, for a page that can show both.

    Raises UsageError for a matrix that is too large to be read.
    """
    _reject_large_matrix(diagram)
    if form == "html" and diagram.columns_about is not None:
        from accordgraph.diagrams.html.opening import opening_page

        return opening_page(diagram, other, embedded=embedded).encode()
    if form == "html":
        from accordgraph.diagrams.html.network import build

        return build(diagram, other, embedded=embedded).generate_html().encode()
    return _text(diagram, form) if form in TEXTS else _file(diagram, form, paper_name)


def _text(diagram: Diagram, form: str) -> bytes:
    from accordgraph.diagrams import text_formats
    from accordgraph.diagrams.layout.laid_out import lay_out

    return text_formats.FORMS[form](lay_out(diagram)).encode()


def _file(diagram: Diagram, form: str, paper_name: str) -> bytes:
    """A file without a browser: an image of the first screen or of the drawing, or pages to print."""
    from accordgraph.diagrams.layout.laid_out import lay_out
    from accordgraph.diagrams.svg.letters import printable
    from accordgraph.diagrams.svg.page import columns_sheet, diagram_sheet
    from accordgraph.diagrams.svg.papers import paper
    from accordgraph.diagrams.svg.printed import diagram_pdf
    from accordgraph.diagrams.svg.raster import render
    from accordgraph.diagrams.svg.tiles import tiles_of

    written = printable(diagram)
    about = written.columns_about
    if form == "pdf":
        sheet = paper(paper_name)
        drawings = [] if about else tiles_of(written, sheet)
        return diagram_pdf(written, sheet, drawings)
    svg = columns_sheet(written, about) if about else diagram_sheet(lay_out(written))
    return render(svg, "png" if form == "png" else "svg")


def frame_line(path: Path, title: str) -> str:
    """The element that shows a page in another one: it may run its scripts, and nothing else."""
    name, label = quote(path.name), escape(title)
    look = 'width="100%" height="640" sandbox="allow-scripts" loading="lazy"'
    return f'<iframe src="{name}" title="{label}" {look}></iframe>'


def _reject_large_matrix(diagram: Diagram) -> None:
    if diagram.view == "matrix" and len(diagram.nodes) > LARGEST_MATRIX:
        raise UsageError(
            f"A matrix of {len(diagram.nodes)} actors cannot be read: the most are {LARGEST_MATRIX}.",
            "Draw a part (--about ACTOR, --basis ID), or write the rows: accord ask cooperations --format csv.",
        )


def write(diagram: Diagram, path: Path, form: str | None = None, other: Diagram | None = None) -> None:
    """Write the diagram to a file, whole or not at all; `other` is the same in another language, for a page.

    Raises UsageError for a form that does not exist.
    """
    from accordgraph.diagrams.svg.raster import replace

    replace(path, content(diagram, form_of(str(path), form), other))
