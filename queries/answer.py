"""An answer: rows with named columns, what was left out and why, and what is said of the question."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Protocol, overload

from accordgraph.graph.engines.protocol import Value
from accordgraph.graph.errors import AccordError
from accordgraph.graph.visible import visible
from accordgraph.queries.header import Header
from accordgraph.queries.plans import Row

if TYPE_CHECKING:
    import pandas as pd
    import polars as pl

HEAD = 10
"""Rows that are shown where an answer is printed."""

WIDTH = 120
"""Characters of a line where an answer is printed: the same everywhere, so that two runs can be compared."""

LONGEST = 40
"""Characters of a text where an answer is printed; its rows and frames have the whole of it."""


class Sentences(Protocol):
    """An answer in sentences, which are written while its graph is open."""

    def text(self, width: int) -> str:
        """In lines of at most `width` columns."""

    def html(self) -> str:
        """As a fragment of HTML."""


@dataclass(frozen=True, repr=False)
class Answer:
    """Rows of an answer, in a stable order; iterate over it, index it, or make a frame of it.

    `answer[0]` is the first row, a dict by column; `answer["since"]` is a column, a list; `answer[:5]` is an answer
    with the first five rows. `header` says what each column means; `notes` say what was left out, and why. An answer
    without rows is false.
    """

    columns: tuple[str, ...]
    rows: list[Row]
    notes: list[str]
    header: Header
    in_words: Sentences | None = field(default=None, compare=False)
    """Says the answer in sentences while its graph is open; None of a question that has none."""

    def to_polars(self) -> pl.DataFrame:
        """A Polars frame with all columns, whose types depend on the question and never on the rows.

        Ids, texts and EDTF dates are String, days are Date, counts Int64, numbers Float64, yes and no Boolean; what is
        unknown is null.
        """
        from accordgraph.queries.frames import to_polars

        return to_polars(self.header, self.rows)

    def to_pandas(self) -> pd.DataFrame:
        """A pandas frame with all columns, whose types depend on the question and never on the rows.

        Days are `datetime64[s]`, so that they compare with text such as "2022-03-25"; all others are of the types that
        know `NA`: string, Int64, Float64, boolean. Raises UsageError where pandas is not installed.
        """
        from accordgraph.queries.frames import to_pandas

        return to_pandas(self.header, self.rows)

    def to_text(self, width: int = 100) -> str:
        """The answer in sentences, in lines of at most `width` columns (100 at most); of a question that has no
        sentences, its table. The graph must be open.
        """
        return repr(self) if self.in_words is None else self.in_words.text(width)

    def __len__(self) -> int:
        return len(self.rows)

    def __iter__(self) -> Iterator[Row]:
        return iter(self.rows)

    @overload
    def __getitem__(self, key: int) -> Row: ...
    @overload
    def __getitem__(self, key: slice) -> Answer: ...
    @overload
    def __getitem__(self, key: str) -> list[Value]: ...
    def __getitem__(self, key: int | slice | str) -> Row | Answer | list[Value]:
        if isinstance(key, slice):
            return replace(self, rows=self.rows[key], in_words=None)
        if not isinstance(key, str):
            return self.rows[key]
        if key not in self.columns:
            raise KeyError(f"no column {key!r}; there are {', '.join(self.columns)}")
        return [row[key] for row in self.rows]

    def __repr__(self) -> str:
        from accordgraph.queries.rendering.formats import write

        head = [{name: _cut(row[name]) for name in self.header.show} for row in self.rows[:HEAD]]
        table = write(head, self.header.show, "table", WIDTH).rstrip("\n")
        more = [f"… and {len(self) - HEAD:,} more"] if len(self) > HEAD else []
        notes = [f"Note: {visible(note)}" for note in self.notes]
        return "\n".join([f"{self.header.name}: {self._size()}", table, *more, *notes])

    def _repr_html_(self) -> str:
        """The answer in sentences, or its table where it has none or its graph is closed."""
        if self.in_words is not None:
            with suppress(AccordError):
                return self.in_words.html()
        from accordgraph.queries.rendering.html import Table, answer

        return answer(Table(self.header, self.rows, self.notes))

    def _ipython_key_completions_(self) -> list[str]:
        return list(self.columns)

    def _size(self) -> str:
        rows = "1 row" if len(self) == 1 else f"{len(self):,} rows"
        return f"{rows} of {len(self.columns)} columns"


def _cut(value: Value) -> Value:
    return f"{value[: LONGEST - 1]}…" if isinstance(value, str) and len(value) > LONGEST else value
