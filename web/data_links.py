"""Addresses of the rows behind a page, for whoever goes on with them in a table or a program."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from accordgraph.queries import catalogue

if TYPE_CHECKING:
    from accordgraph.web.context import Context


class DataLink(NamedTuple):
    """Rows by what they are, and their addresses by form."""

    title: str
    forms: tuple[tuple[str, str], ...]


def rows_of(context: Context, question: str, **arguments: object) -> DataLink:
    """The rows of a question as CSV and as JSON."""
    title = catalogue.header(question).summary_in(context.lang)
    addresses = {form: f"/questions/{question}.{form.lower()}" for form in ("CSV", "JSON")}
    return DataLink(title, tuple((form, context.url(path, **arguments)) for form, path in addresses.items()))
