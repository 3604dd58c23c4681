"""Errors of the command line in the language that was asked for."""

from __future__ import annotations

import io
import os
from collections.abc import Sequence

import click

from accordgraph.graph.errors import AccordError
from accordgraph.ontology.messages import message
from accordgraph.queries.rendering.error_texts import error_text, in_language

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
    return message("error", lang, text="\n".join([error_text(error, lang), *notes]))


def worded_usage(error: click.ClickException, lang: str) -> str:
    """An error of the command line, with how the command is used."""
    if lang == "en":
        text = io.StringIO()
        error.show(text)
        return text.getvalue().removesuffix("\n")
    lines = []
    if isinstance(error, click.UsageError) and error.ctx is not None:
        usage = error.ctx.get_usage().partition(": ")[2].replace("[OPTIONS]", message("usage-options", lang))
        lines = [
            message("usage", lang, line=usage),
            message("usage-help", lang, command=f"{error.ctx.command_path} --help"),
        ]
    return "\n".join([*lines, message("error", lang, text=in_language(error.format_message(), lang))])
