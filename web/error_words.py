"""An error in one text for programs that read data: with addresses of the application where a terminal has commands."""

from __future__ import annotations

from urllib.parse import quote

from accordgraph.graph.errors import AccordError, NotFoundError
from accordgraph.ontology.messages import message
from accordgraph.queries.rendering.error_texts import WHAT, error_text

LISTS = "/questions, /actors, /agreements, /sources"


def error_words(error: AccordError, lang: str) -> str:
    """What went wrong, and where to go on.

    >>> print(error_words(NotFoundError("actor", "nobody"), "en"))
    No actor is called 'nobody'.
    See what there is: /questions, /actors, /agreements, /sources.
    """
    if not isinstance(error, NotFoundError):
        return error_text(error, lang)
    problem, *_ = error_text(error, lang).split("\n")
    lines = [problem]
    if error.nearest:
        lines.append(message("error-nearest", lang, names=", ".join(error.nearest)))
    if error.other:
        what = message(WHAT.get(error.other, "what-thing"), lang)
        lines.append(message("error-other", lang, what=what, command=f"/find?q={quote(error.name[:80])}"))
    if len(lines) == 1:
        lines.append(message("error-lists", lang, commands=LISTS))
    return "\n".join(lines)
