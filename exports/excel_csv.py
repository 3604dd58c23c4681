"""CSV that Excel opens as it is: with a mark for UTF-8, and with days and the like as text that it leaves alone."""

from __future__ import annotations

from pathlib import Path

import polars as pl

from accordgraph.exports.request import ExportRequest
from accordgraph.graph import csv_formulas

MARK = "\ufeff"
DATE_LIKE = r"^(\d{1,4}[-/.]\d{1,2}(?:[-/.]\d{1,4})?)$"
"""What Excel takes for a date: `2024-04` would become Apr-24, and `1-2` the first or second of a month."""


def write_csv(data: pl.DataFrame, path: Path, request: ExportRequest) -> None:
    """Write a frame as CSV, as the request has it."""
    prepared(data.lazy(), request).sink_csv(
        path, line_terminator="\n", quote_style="necessary", maintain_order=True, include_bom=request.excel
    )


def prepared(scan: pl.LazyFrame, request: ExportRequest) -> pl.LazyFrame:
    """The rows as they are written: safe against formulas, and for Excel with days that stay as they are."""
    if request.csv_safe:
        scan = scan.with_columns(safe(pl.col(pl.String)))
    if request.excel:
        scan = scan.with_columns(pl.col(pl.Date).cast(pl.String)).with_columns(_kept(pl.col(pl.String)))
    return scan


def _kept(text: pl.Expr) -> pl.Expr:
    return text.str.replace(DATE_LIKE, '="${1}"')


def safe(text: pl.Expr) -> pl.Expr:
    """As `graph.csv_formulas.safe`."""
    marked = text.str.replace_all(csv_formulas.GOES_ON, "${1}'${2}").str.replace(csv_formulas.BEGINS, "'${1}")
    return pl.when(text.str.contains(f"^(?:{csv_formulas.NUMBER})$")).then(text).otherwise(marked)
