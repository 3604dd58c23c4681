"""Answers as JSON and CSV, and errors as JSON."""

from __future__ import annotations

import datetime
import json
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from starlette.routing import Route

from accordgraph.graph.errors import AccordError, AmbiguousError, InputError, NotFoundError, UsageError
from accordgraph.queries.rendering.formats import legible, write
from accordgraph.web.answering import page
from accordgraph.web.error_words import error_words
from accordgraph.web.page import Page

if TYPE_CHECKING:
    from accordgraph.queries.answer import Answer
    from accordgraph.web.context import Context

JSON = "application/json"


def json_page(content: object, status: int = 200, headers: dict[str, str] | None = None) -> Page:
    """A value as JSON, in which nothing is hidden."""
    text = legible(json.dumps(content, ensure_ascii=False, separators=(",", ":"), default=_plain))
    return Page(text.encode(), JSON, status, headers or {})


def _plain(value: object) -> str:
    if isinstance(value, datetime.date):
        return value.isoformat()
    raise TypeError(f"{value!r} cannot be written as JSON.")


def answer_json(answer: Answer, context: Context) -> Page:
    """An answer: its rows with all columns, its notes, and the snapshot that it is of."""
    return json_page(
        {
            "question": answer.header.name,
            "snapshot": context.snapshot.origin.snapshot,
            "columns": list(answer.columns),
            "rows": answer.rows,
            "notes": answer.notes,
        }
    )


def answer_csv(answer: Answer) -> Page:
    """An answer as CSV that no spreadsheet takes for formulas."""
    text = write(answer.rows, answer.columns, "csv", csv_safe=True)
    name = f'attachment; filename="{answer.header.name}.csv"'
    return Page(text.encode(), "text/csv; charset=utf-8", headers={"content-disposition": name})


def data_route(path: str, build: Callable[[Context], Page]) -> Route:
    """A route whose errors are JSON too."""

    def built(context: Context) -> Page:
        try:
            return build(context)
        except AccordError as error:
            return error_json(error, context.lang)

    return page(path, built)


def error_json(error: AccordError, lang: str) -> Page:
    """An error, with the names that come nearest or the things that fit."""
    status = error.http_status if isinstance(error, InputError | UsageError) else 503
    content: dict[str, Any] = {"error": error_words(error, lang)}
    if isinstance(error, NotFoundError):
        content["nearest"] = list(error.nearest)
    if isinstance(error, AmbiguousError):
        content["fits"] = [{"id": identifier, "name": name} for identifier, name in error.fits]
    return json_page(content, status, {"cache-control": "no-store"})
