"""Errors in the language that was asked for."""

from __future__ import annotations

import io
import os
import shlex
from collections.abc import Mapping, Sequence

import click

from accordgraph.commands.shared.error_sentences import translated
from accordgraph.graph.errors import LISTS, AccordError, AmbiguousError, NoGraphError, NotFoundError
from accordgraph.graph.redaction import redacted
from accordgraph.ontology.messages import message

WHAT: Mapping[str, str] = {
    "actor": "what-actor",
    "basis": "what-basis",
    "source": "what-source",
    "question": "what-question",
}
"""What was looked for by a name."""

LANGUAGE_OPTION = "--lang"


def language(arguments: Sequence[str]) -> str:
    """The language that a command line asks for, by its option or else by the environment.

    >>> [language(line.split()) for line in ("who X --lang uk", "who X --lang=uk", "who X --lang de")]
    ['uk', 'uk', 'en']
    """
    chosen = os.environ.get("ACCORD_LANG", "")
    for argument, following in zip(arguments, [*arguments[1:], ""], strict=True):
        if argument == LANGUAGE_OPTION:
            chosen = following
        elif argument.startswith(f"{LANGUAGE_OPTION}="):
            chosen = argument.removeprefix(f"{LANGUAGE_OPTION}=")
    return "uk" if chosen == "uk" else "en"


def worded(error: AccordError, lang: str) -> str:
    """An error and what a user can do about it, with what was noted on it where it was raised."""
    notes = [in_language(note, lang) for note in getattr(error, "__notes__", ())]
    return message("error", lang, text="\n".join([_text(error, lang), *notes]))


def worded_usage(error: click.ClickException, lang: str) -> str:
    """An error of the command line, with how the command is used."""
    if lang == "en":
        text = io.StringIO()
        error.show(text)
        return text.getvalue().removesuffix("\n")
    lines = []
    if isinstance(error, click.UsageError) and error.ctx is not None:
        usage = error.ctx.get_usage().partition(": ")[2]
        lines = [
            message("usage", lang, line=usage),
            message("usage-help", lang, command=f"{error.ctx.command_path} --help"),
        ]
    return "\n".join([*lines, message("error", lang, text=in_language(error.format_message(), lang))])


def in_language(text: str, lang: str) -> str:
    """English sentences of the program in a language, as far as the catalogue has them."""
    return text if lang == "en" else translated(text)


def _text(error: AccordError, lang: str) -> str:
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
    what = message(WHAT.get(error.what, "what-thing"), lang)
    lines = [message("error-not-found", lang, name=_quoted(error.name), what=what)]
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
