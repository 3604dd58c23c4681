"""Writing an answer as a document, with the day on which it was asked, the snapshot, and how to ask again."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from importlib import import_module
from pathlib import Path

from accordgraph.graph.atomic import replace as replace_file
from accordgraph.graph.errors import InputError, UsageError
from accordgraph.ontology.messages import message
from accordgraph.queries.answers.tree import AnswerTree, Entry, Group, Part, Sentence, Value, filled, sentence
from accordgraph.queries.answers.wording.dates import day_words
from accordgraph.version import __version__

WRITERS: Mapping[str, str] = {".docx": "word", ".pdf": "pdf", ".md": "markdown", ".html": "page"}
"""By the ending of a file the module here whose `content` gives the bytes of a document."""

DASH = "-"


@dataclass(frozen=True)
class AnswerOrigin:
    """When an answer was asked, of which snapshot, and by which command line it is asked again."""

    day: datetime.date
    snapshot: str
    command: str


def ending(path: Path) -> str:
    """The ending of a file that says which document it is. Raises UsageError for any other."""
    if path.suffix.lower() not in WRITERS:
        known = ", ".join(WRITERS)
        raise UsageError(f"{path.name}: no document ends with {path.suffix or 'nothing'}.", f"Write one of {known}.")
    return path.suffix.lower()


def write(tree: AnswerTree, question: AnswerOrigin, path: Path) -> None:
    """Write the document whole or not at all. Raises UsageError for an ending, InputError for a place that is none."""
    content = document(tree, question, ending(path))
    try:
        replace_file(path, content)
    except OSError as error:
        problem = f"{path} cannot be written: {error.strerror}."
        raise InputError(problem, "Choose another file with -o.") from error


def document(tree: AnswerTree, question: AnswerOrigin, suffix: str) -> bytes:
    """The bytes of a document; the same tree and question give the same bytes."""
    module = import_module(f"accordgraph.queries.answers.documents.{WRITERS[suffix]}")
    content: Callable[[AnswerTree, datetime.date], bytes] = module.content
    return content(with_question(tree, question), question.day)


def with_question(tree: AnswerTree, question: AnswerOrigin) -> AnswerTree:
    """The answer with a last group that says when and of what it was asked, and how to ask again.

    Every document says what the graph does not hold: where the answer does not, that stands before.
    """
    lang = tree.lang
    day, command = Part(day_words(question.day, lang, "then"), "date"), Part(question.command, "command")

    def say(key: str, **values: Value) -> Sentence:
        return filled(lambda marks: message(key, lang, count=None, **marks), values)

    origin = say("handover-asked", date=day, version=__version__, snapshot=question.snapshot)
    again = say("handover-again", command=command)
    lines = (Entry(origin, (), DASH), Entry(again, (), DASH))
    limits = () if any(group.kind == "limits" for group in tree.groups) else (_limits(lang),)
    return replace(tree, groups=(*tree.groups, *limits, Group(message("handover", lang), lines, "next")))


def _limits(lang: str) -> Group:
    line = Entry(sentence(message("limits-general", lang)), (), DASH)
    return Group(message("limits", lang), (line,), "limits")
