"""`$(column)` in the values of a mapping: texts with the cells of a row in them."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

import polars as pl

from accordgraph.loaders.tables.languages import language
from accordgraph.loaders.tables.slugs import HASHED, sha256, slug

REFERENCE = re.compile(r"\$\(([^()|]*(?:\([^()]*\)[^()|]*)*)(?:\|([a-z-]+))?\)")
"""`$(Party A)` or `$(Source|host)`; a heading may have brackets of its own, as in `$(Date (1))`."""

HOST = r"^(?:[A-Za-z][A-Za-z0-9+.-]*:)?//(?:[^/@]*@)?(?:www\.)?([^/:?#\s]+)"

ISSUER = (
    r"^\s*([^\d,;:()\[\]№#]*\p{L}[^\d,;:()\[\]№#]*?)[\s.]*(?:\b(?:vol|no|nr|art|pp?|т|ст|с)\b[\s.]*)?"
    r"(?:[\d,;:()\[\]№#]|$)"
)
"""Of a citation, what stands before its first number or comma: `TIAS` of `TIAS 07-426`."""

ADDRESS_IN = r"(https?://[^\s<>\"]+[^\s<>\".,;)])"


def _publisher(text: pl.Expr) -> pl.Expr:
    """Who published what a citation cites: the host of its address, or what it begins with."""
    return pl.coalesce(
        text.str.extract(ADDRESS_IN).str.extract(HOST).str.to_lowercase(), text.str.extract(ISSUER), text
    )


def _end(text: pl.Expr) -> pl.Expr:
    """The first day without what ended on a day: this one or the next; of a month or a year any of it."""
    ends = (
        (text + rest).str.to_date("%Y-%m-%d", strict=False).dt.offset_by(length).cast(pl.String)
        for rest, length in (("", "1d"), ("-01", "1mo"), ("-01-01", "1y"))
    )
    return pl.coalesce(pl.format("[{}..{}]", text, pl.coalesce(ends)), text)


def _next(text: pl.Expr) -> pl.Expr:
    """The day after the last one; of a month or a year any of them, as that may be meant."""
    day = text.str.to_date("%Y-%m-%d", strict=False).dt.offset_by("1d").cast(pl.String)
    return pl.coalesce(day, _end(text))


FILTERS: dict[str, Callable[[pl.Expr], pl.Expr]] = {
    "host": lambda text: text.str.extract(HOST).str.to_lowercase(),
    "address": lambda text: text.str.extract(ADDRESS_IN),
    "publisher": _publisher,
    "hash": lambda text: sha256(text).str.head(HASHED),
    "slug": slug,
    "lower": lambda text: text.str.to_lowercase(),
    "upper": lambda text: text.str.to_uppercase(),
    "year": lambda text: text.str.extract(r"(\d{4})"),
    "language": language,
    "end": _end,
    "next": _next,
}
"""What may stand after the bar: the host of an address, the address in a citation and who published it, a hash, an id,
letters of one size, the year of a date, the language that its letters show,
the days on which what ended on a date may be over, and the day after a last one.
"""

BUILT_IN = ("row", "file", "sheet")
"""References to where a row stands."""


@dataclass(frozen=True)
class Part:
    """A piece of a template: plain text, or the name of a column, perhaps with a filter."""

    text: str
    column: str | None = None
    filter: str | None = None


@dataclass(frozen=True)
class Template:
    """A value of a mapping, taken apart."""

    text: str
    parts: tuple[Part, ...]

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns that it refers to, in order, each once."""
        return tuple(dict.fromkeys(part.column for part in self.parts if part.column is not None))

    @property
    def is_constant(self) -> bool:
        """Whether it refers to no column."""
        return not self.columns

    @property
    def is_plain_reference(self) -> bool:
        """Whether it is one column as it stands, which may hold several values."""
        return len(self.parts) == 1 and self.parts[0].column is not None and self.parts[0].filter is None


def parse(text: str) -> Template:
    """Take a value apart.

    >>> parse("un-$(file)").columns, parse("$(Source|host)").parts[0].filter
    (('file',), 'host')
    """
    parts, end = [], 0
    for match in REFERENCE.finditer(text):
        if match.start() > end:
            parts.append(Part(text[end : match.start()]))
        parts.append(Part(match[0], match[1].strip(), match[2]))
        end = match.end()
    if end < len(text):
        parts.append(Part(text[end:]))
    return Template(text, tuple(parts))


def has_reference(text: str) -> bool:
    """Whether a value refers to a column."""
    return REFERENCE.search(text) is not None


def problem(template: Template) -> str | None:
    """What is wrong with the filters of a template, or with its brackets."""
    for part in template.parts:
        if part.filter is not None and part.filter not in FILTERS:
            return f"there is no filter {part.filter!r}; there are {', '.join(FILTERS)}"
        if part.column is None and "$(" in part.text:
            return "a reference is not closed: write it as $(Column)"
    return None


def value(template: Template, schema: pl.Schema) -> pl.Expr:
    """The text of a template for each row; null where a column of it is empty. Several values are joined by ` and `."""
    return _joined(template, schema, lambda piece: piece)


def identifier(template: Template, schema: pl.Schema) -> pl.Expr:
    """The id that a template gives for each row; null where a column of it is empty."""
    if template.is_constant:
        return pl.lit(template.text)
    return _joined(template, schema, slug)


def _joined(template: Template, schema: pl.Schema, each: Callable[[pl.Expr], pl.Expr]) -> pl.Expr:
    pieces = []
    for part in template.parts:
        if part.column is None:
            pieces.append(pl.lit(part.text))
            continue
        text = pl.col(part.column)
        if isinstance(schema[part.column], pl.List):
            text = text.list.join(" and ")
        elif schema[part.column] != pl.String:
            text = text.cast(pl.String)
        pieces.append(each(FILTERS[part.filter](text) if part.filter else text))
    return pieces[0] if len(pieces) == 1 else pl.concat_str(pieces, ignore_nulls=False)
