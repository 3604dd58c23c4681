"""Characters that a format forbids or that a reader cannot see, and what is written in their place."""

from __future__ import annotations

import unicodedata

import polars as pl

from accordgraph.graph.visible import visible

SHORT = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t", "\b": "\\b", "\f": "\\f"}
"""The short escapes that N-Quads, Turtle and JSON have in common."""

CONTROLS = {chr(code): f"\\u{code:04X}" for code in (*range(0x20), 0x7F, 0xFFFE, 0xFFFF) if chr(code) not in SHORT}
"""All other control characters of ASCII, and the two that XML has no room for."""

CANONICAL = SHORT | CONTROLS
"""What canonical N-Quads writes as an escape, and nothing else (RDF 1.2 N-Quads, A Canonical form)."""

HIDDEN = ("Cc", "Cf", "Zl", "Zp")
"""Categories of Unicode whose characters hide or reorder others, or end a line."""

LEGIBLE = CANONICAL | {
    chr(code): f"\\u{code:04X}"
    for code in range(0x80, 0x10000)
    if unicodedata.category(chr(code)) in HIDDEN and chr(code) not in "\u200c\u200d"
}
"""As `CANONICAL`, and escapes for what an editor would hide, for the forms that people read. The joiners stay: Persian,
Indic scripts and emoji need them."""

XML = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;"}
"""What XML text and attributes in double quotes forbid."""

UNSEEN = r"[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\x{FFFE}\x{FFFF}--\x{200C}\x{200D}]"
"""Finds the texts that `xml` changes."""

NEVER_IN_XML = {"\ufffe": "\\ufffe", "\uffff": "\\uffff"}
"""Not characters, says Unicode, and XML forbids them; `visible` lets them stand."""


def escaped(value: pl.Expr, escapes: dict[str, str]) -> pl.Expr:
    """A text with each of these characters written as its escape. Null stays null."""
    return value.cast(pl.String).str.replace_many(list(escapes), list(escapes.values()))


def xml(value: pl.Expr) -> pl.Expr:
    """A text for XML; what XML forbids, and what hides or reorders others, is written out as in `graph.visible`."""
    text = value.cast(pl.String)
    # Hardly any text has such a character, and only those that have one go through Python.
    visible_text = pl.when(unseen(text)).then(text).map_batches(_made_visible, return_dtype=pl.String)
    return escaped(pl.coalesce(visible_text, text), XML | NEVER_IN_XML)


def unseen(text: pl.Expr) -> pl.Expr:
    """Whether `xml` writes something out in a text."""
    return text.str.contains(UNSEEN)


def _made_visible(texts: pl.Series) -> pl.Series:
    unique = texts.drop_nulls().unique()
    return texts.replace_strict(unique, pl.Series([visible(text) for text in unique], dtype=pl.String), default=None)
