"""Actors and agreements that bear one name: the id beside it tells them apart, wherever the name is shown."""

from __future__ import annotations

import polars as pl

INVISIBLE = r"[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\u{115f}\u{1160}\u{3164}\u{ffa0}\u{2800}\u{034f}\u{fe00}-\u{fe0f}]"
"""What a name may hold and nobody sees."""


def told_apart(table: pl.DataFrame) -> pl.DataFrame:
    """Actors or bases, with the id after each name that several bear; `renamed` where that is so of any."""
    names = [name for name in table.columns if name.startswith("name_")]
    shared = {name: pl.col(name).is_not_null() & _key(name).is_duplicated() for name in names}
    return table.with_columns(
        *(pl.when(is_one).then(pl.format("{} [{}]", name, "id")).otherwise(name).alias(name)
          for name, is_one in shared.items()),
        renamed=pl.any_horizontal(*shared.values()),
    )  # fmt: skip


def _key(name: str) -> pl.Expr:
    """A name as people see it: without case, without what is not seen, with one blank between words."""
    visible = pl.col(name).str.replace_all(INVISIBLE, "").str.replace_all(r"\s+", " ").str.strip_chars()
    return visible.str.to_lowercase()
