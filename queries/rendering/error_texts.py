"""Errors in a language: what went wrong, and what can be done."""

from __future__ import annotations

import shlex
from collections.abc import Mapping

from accordgraph.graph.errors import LISTS, AccordError, AmbiguousError, NoGraphError, NotFoundError
from accordgraph.graph.redaction import redacted
from accordgraph.ontology.messages import message
from accordgraph.queries.rendering.error_sentences import translated

WHAT: Mapping[str, str] = {
    "actor": "what-actor",
    "basis": "what-basis",
    "source": "what-source",
    "question": "what-question",
}
"""What was looked for by a name."""

NOT_FOUND: Mapping[str, str] = {
    "actor": "error-no-actor",
    "basis": "error-no-basis",
    "source": "error-no-source",
    "question": "error-no-question",
    "link or participation": "error-no-link",
}
"""That nothing bears the name."""


def in_language(text: str, lang: str) -> str:
    """English sentences of the program in a language, as far as the catalogue has them."""
    return text if lang == "en" else translated(text)


def error_text(error: AccordError, lang: str) -> str:
    """What went wrong and what the user can do about it, in a language."""
    if lang == "en":
        return str(error)
    if isinstance(error, NotFoundError):
        return _not_found(error, lang)
    if isinstance(error, AmbiguousError):
        return _ambiguous(error, lang)
    if isinstance(error, NoGraphError):
        return "\n".join(message(key, lang, path=error.path) for key in ("error-no-graph", "error-fill"))
    return redacted("\n".join(translated(text) for text in (error.message, error.remedy) if text))


def _not_found(error: NotFoundError, lang: str) -> str:
    lines = [message(NOT_FOUND.get(error.what, "error-no-thing"), lang, name=_quoted(error.name))]
    if error.nearest:
        lines.append(message("error-nearest", lang, names=", ".join(error.nearest)))
    if error.other:
        other = message(WHAT.get(error.other, "what-thing"), lang)
        lines.append(message("error-other", lang, what=other, command=f"accord find {shlex.quote(error.name[:80])}"))
    if len(lines) == 1:
        lines.append(message("error-lists", lang, commands=LISTS))
    return "\n".join(lines)


def _ambiguous(error: AmbiguousError, lang: str) -> str:
    what = message(WHAT.get(error.what, "what-thing"), lang)
    fits = [f"  {identifier}  {label}" for identifier, label in error.fits]
    head = message("error-ambiguous", lang, name=_quoted(error.name), what=what)
    return "\n".join([head, *fits, message("error-choose", lang)])


def _quoted(name: str) -> str:
    return f"«{name if len(name) <= 80 else f'{name[:79]}…'}»"
