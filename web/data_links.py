"""Addresses of the rows behind a page, for whoever goes on with them in a table or a program."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from accordgraph.queries import catalogue

if TYPE_CHECKING:
    from accordgraph.web.context import Context

DataLink: TypeAlias = tuple[str, str]
"""What it is, with its form, and the address."""


def rows_of(context: Context, question: str, **arguments: object) -> list[DataLink]:
    """The rows of a question as CSV and as JSON."""
    title = catalogue.header(question).summary_in(context.lang)
    addresses = {form: f"/questions/{question}.{form.lower()}" for form in ("CSV", "JSON")}
    return [(f"{title} ({form})", context.url(address, **arguments)) for form, address in addresses.items()]
