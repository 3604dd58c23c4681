"""Ids from texts, as expressions over whole columns."""

from __future__ import annotations

from functools import cache
from typing import cast

import polars as pl
import polars_hash as plh

LONGEST = 80
"""Characters of an id that comes from a text; ids of several things are joined to that of a link."""

HASHED = 8
"""Hexadecimal digits of a hash in an id."""


def slug(text: pl.Expr) -> pl.Expr:
    """The id that a text becomes: small letters a-z, digits and hyphens; null stays null.

    Other scripts are transliterated. What is too long is cut, and a hash of the whole text added, so that long texts
    that begin alike stay apart; where nothing of a text fits into an id, the hash is the id.
    """
    return text.map_batches(_slugs, return_dtype=pl.String)


def _slugs(texts: pl.Series) -> pl.Series:
    """Ids of texts; each distinct text is worked on once."""
    data = pl.DataFrame({"text": texts.drop_nulls().unique()}).with_columns(latin="text")
    is_ascii = ~pl.col("text").str.contains(r"[^\x00-\x7F]")
    if not data.select(is_ascii.all()).item():
        latin = pl.col("text").str.normalize("NFKC").str.replace_many(*_letters()).str.normalize("NFKD")
        data = pl.concat([data.filter(is_ascii), data.filter(~is_ascii).with_columns(latin=latin)])
    data = data.select("text", id=_joined(pl.col("latin")))
    is_odd = (pl.col("id") == "") | (pl.col("id") == "whole") | (pl.col("id").str.len_chars() > LONGEST)
    if data.select(is_odd.any()).item():
        short = pl.col("id").str.head(LONGEST - HASHED - 1).str.strip_chars_end("-")
        start = pl.when(pl.col("id") == "").then(pl.lit("x")).otherwise(short)
        mark = sha256(pl.col("text")).str.head(HASHED)
        data = data.with_columns(id=pl.when(is_odd).then(start + "-" + mark).otherwise("id"))
    return texts.replace_strict(data["text"], data["id"], default=None, return_dtype=pl.String)


def _joined(text: pl.Expr) -> pl.Expr:
    bare = text.str.to_lowercase().str.replace_all(r"['’ʼ\p{M}]+", "")
    return bare.str.replace_all("[^a-z0-9]+", "-").str.strip_chars("-")


def sha256(text: pl.Expr) -> pl.Expr:
    """The SHA-256 of each text, in hexadecimal digits."""
    named = cast("plh.HExpr", text)  # the plugin adds its functions to every expression
    return named.chash.sha2_256()


@cache
def _letters() -> tuple[list[str], list[str]]:
    """Letters above ASCII that NFKD does not take apart to Latin ones, and how they are written in Latin letters."""
    from anyascii import anyascii

    characters = [chr(code) for code in (*range(0xC0, 0x250), *range(0x370, 0x530), *range(0x1E9E, 0x1E9F))]
    pairs = {one: anyascii(one) for one in characters if anyascii(one).strip()}
    return list(pairs), list(pairs.values())
