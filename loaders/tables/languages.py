"""In which language a text is written, as far as its letters say so."""

from __future__ import annotations

import polars as pl

CYRILLIC = r"\p{Cyrillic}"

CYRILLIC_LETTERS = "[\u0400-\u04ff]"
"""The same for a program that does not know classes of letters."""

RUSSIAN = "[ыэъёЫЭЪЁ]"
"""Letters that Ukrainian does not have."""


def language(text: pl.Expr) -> pl.Expr:
    """`uk` for Cyrillic letters, `ru` where one of them is no Ukrainian letter, else `en`."""
    cyrillic = pl.when(text.str.contains(RUSSIAN)).then(pl.lit("ru")).otherwise(pl.lit("uk"))
    return pl.when(text.str.contains(CYRILLIC)).then(cyrillic).otherwise(pl.lit("en"))
