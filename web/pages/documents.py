"""Answers as documents to hand over, with all of their sources, from the pages that show them."""

from __future__ import annotations

import shlex
from collections.abc import Sequence
from typing import TYPE_CHECKING

from accordgraph.web.page import Page

if TYPE_CHECKING:
    from accordgraph.queries.answers.tree import AnswerTree
    from accordgraph.queries.session import Session
    from accordgraph.web.context import Context

DOCUMENTS = {
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".pdf": "application/pdf",
}
"""What an answer can be handed over as, by the end of its address."""

TITLES = {".docx": "Word", ".pdf": "PDF"}


def documents(context: Context, path: str) -> list[tuple[str, str]]:
    """The forms of the answer of a page, each with its address."""
    return [(title, context.url(f"{path}{suffix}", on=context.day)) for suffix, title in TITLES.items()]


def document_page(
    context: Context, session: Session, tree: AnswerTree, question: Sequence[str], about: Sequence[str]
) -> Page:
    """An answer as a document, by the end of the address. `question` is the command that answers the same, without
    the options of all commands; `about` are the ids that name the file.
    """
    from accordgraph.queries.answers.documents.handover import AnswerOrigin, document

    suffix = f".{context.path.rpartition('.')[2]}"
    lang = ["--lang", context.lang] if context.lang != "en" else []
    command = shlex.join(["accord", *question, *lang])
    content = document(tree, AnswerOrigin(context.today, session.origin.snapshot, command), suffix)
    name = "-".join(("accordgraph", *about, *([str(context.day)] if context.day else [])))
    headers = {
        "content-disposition": f'attachment; filename="{name}{suffix}"',
        "content-security-policy": "default-src 'none'",
    }
    return Page(content, DOCUMENTS[suffix], headers=headers)


def on_day(context: Context) -> list[str]:
    """The option of a command for the day of the page."""
    return ["--on", context.day.isoformat()] if context.day else []
