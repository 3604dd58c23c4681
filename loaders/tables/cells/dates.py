"""Cells with dates, read by the formats that a mapping names, as exact as they were written and no more."""

from __future__ import annotations

import re

import polars as pl

from accordgraph.graph.dates.columns import parse_instants
from accordgraph.loaders.tables.cells.column_work import ColumnWork, refused
from accordgraph.loaders.tables.mapping import Column

EXCEL = "excel"
EDTF = "edtf"
UNAMBIGUOUS = "plain"
"""Stands among the formats of a column for all of `PLAIN`."""

PLAIN = (
    "%Y-%m-%d",
    "%d %B %Y",
    "%d %b %Y",
    "%B %d, %Y",
    "%d.%m.%Y",
    "%B %Y",
    "%b %Y",
    "%m.%Y",
    "%m/%Y",
    "%m-%Y",
    "%Y-%m",
    "%Y",
)
"""Formats that are read where a mapping names none: each can be read in one way only."""

ISO = r"^\d{4}(?:-\d\d(?:-\d\d)?)?$"
SERIAL = r"^\d{4,5}(?:\.0+)?$"
FIRST_OF_EXCEL = "1899-12-30"
YEAR_WORD = r"(?i)(\d{4})\s?(?:р\.?|року|рік)$"
"""After the year, as Ukrainian writes a date."""

SLASHES = r"^\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}$"

MONTHS = (
    "січня лютого березня квітня травня червня липня серпня вересня жовтня листопада грудня",
    "січень лютий березень квітень травень червень липень серпень вересень жовтень листопад грудень",
)
ENGLISH = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
WORDS = {word: name for line in MONTHS for word, name in zip(line.split(), ENGLISH, strict=True)} | {"Sept": "Sep"}
"""Words of dates that Polars does not know: Ukrainian months, and what English writes for September."""


def read_dates(work: ColumnWork, column: Column, exempt: list[str], has_real_dates: bool) -> None:
    """Put EDTF in the place of what the cells hold; `exempt` are words that a condition of the mapping reads."""
    name = column.name
    unique = work.frame.select(pl.col(name).alias("$raw")).drop_nulls().unique()
    unique = unique.with_columns(_words(pl.col("$raw"), _present(unique["$raw"]) | column.words).alias("$text"))
    unique = unique.with_columns(_edtf(column, has_real_dates).alias("$edtf")).with_columns(
        pl.col("$text").is_in(exempt).alias("$exempt")
    )
    unique = _checked(unique, EDTF in column.formats)
    data = work.frame.join(unique, left_on=name, right_on="$raw", how="left", maintain_order="left")
    is_bad = pl.col("$text").is_not_null() & pl.col("$edtf").is_null() & ~pl.col("$exempt")
    reason, mending = pl.coalesce("$error", pl.lit(_expected(column))), _remedy(column)
    if column.of:
        together = ", ".join(dict.fromkeys(each for template in column.of for each in template.columns))
        reason = pl.format("with {} it gives {}: {}", pl.lit(together), pl.col("$text"), reason)
        mending = pl.lit(f"correct {together} in this row")
    why = pl.when(is_bad).then(reason).otherwise(None)
    remedy = pl.when(is_bad).then(mending).otherwise(None)
    data = data.with_columns(refused(why, remedy)).with_columns(pl.col("$edtf").alias(name))
    work.replace(column, data.drop("$text", "$edtf", "$exempt", "$error"))


def format_problem(format_: str) -> str | None:
    """What is wrong with a format of dates; None where it can be tried."""
    if format_ in (EXCEL, EDTF, UNAMBIGUOUS):
        return None
    data = pl.DataFrame({"$text": ["2020-01-01"]})
    try:
        data.select(_by_format(format_))
    except (pl.exceptions.PolarsError, pl.exceptions.PanicException) as error:
        return str(error).splitlines()[0]
    return None if "%" in format_ else "it has no part of a date; write it as in %d.%m.%Y"


def _present(texts: pl.Series) -> dict[str, str]:
    """Those of the words that some text has: each is looked for by a pattern, which takes long to make."""
    have = set(texts.str.to_lowercase().str.extract_all(r"\p{L}+").explode().unique())
    return {word: name for word, name in WORDS.items() if word.lower() in have}


def _words(text: pl.Expr, words: dict[str, str]) -> pl.Expr:
    for word, other in words.items():
        text = text.str.replace_all(rf"(?i)(^|[^\p{{L}}]){re.escape(word)}([^\p{{L}}]|$)", f"${{1}}{other}$2")
    return text.str.replace_all(r"\s+", " ").str.strip_chars().str.replace(YEAR_WORD, "$1")


def _edtf(column: Column, has_real_dates: bool) -> pl.Expr:
    formats = [one for each in column.formats or (UNAMBIGUOUS,) for one in (PLAIN if each == UNAMBIGUOUS else (each,))]
    readings = [_iso()] if has_real_dates or EXCEL in formats else []
    for each in formats:
        if each == EXCEL:
            readings.append(_serial())
        elif each == EDTF:
            readings.append(pl.col("$text"))
        else:
            readings.append(_by_format(each))
    return pl.coalesce(readings)


def _iso() -> pl.Expr:
    text = pl.col("$text")
    return pl.when(text.str.contains(ISO)).then(text).otherwise(None)


def _serial() -> pl.Expr:
    """Days since the end of 1899, as Excel counts them; four or five digits, so that a year stays a year below."""
    text = pl.col("$text")
    days = (
        pl.when(text.str.contains(SERIAL))
        .then(text.str.extract(r"^(\d+)").cast(pl.Int64, strict=False))
        .otherwise(None)
    )
    day = pl.lit(FIRST_OF_EXCEL).str.to_date() + pl.duration(days=days)
    return pl.when(days > 9999).then(day.cast(pl.String)).otherwise(None)


def _by_format(format_: str) -> pl.Expr:
    """A format of strptime. Without a day it gives a month, without a month a year."""
    text = pl.col("$text")
    has_day = re.search(r"%(-?[dej]|[DFx])", format_) is not None
    has_month = has_day or re.search(r"%(-?m|b|B|h)", format_) is not None
    digits, suffix, more = (10, "", "") if has_day else (7, " 01", " %d") if has_month else (4, " 01 01", " %m %d")
    parsed = (text + suffix).str.strptime(pl.Date, format_ + more, strict=False, exact=True)
    if "%Y" in format_:
        parsed = pl.when(text.str.contains(r"(^|\D)\d{4}(\D|$)")).then(parsed).otherwise(None)
    return parsed.dt.strftime("%Y-%m-%d").str.head(digits)


def _checked(unique: pl.DataFrame, has_edtf: bool) -> pl.DataFrame:
    """What is no date in EDTF is none, with the reason: the 31st of February, the year 0."""
    if unique.is_empty():
        return unique.with_columns(pl.lit(None, pl.String).alias("$error"))
    errors = parse_instants(unique["$edtf"]).select("error").to_series()
    data = unique.with_columns(errors.alias("$error"))
    bad = pl.col("$error").is_not_null()
    return data.with_columns(
        pl.when(bad).then(None).otherwise("$edtf").alias("$edtf"),
        pl.when(bad & pl.lit(has_edtf)).then("$error").otherwise(None).alias("$error"),
    )


def _expected(column: Column) -> str:
    own = " or ".join(each for each in column.formats if each != UNAMBIGUOUS)
    plain = "it is no date that can be read in one way only"
    if not own:
        return plain
    return (
        f"it is no date of the format {own}"
        if UNAMBIGUOUS not in column.formats
        else f"{plain}, nor of the format {own}"
    )


def _remedy(column: Column) -> pl.Expr:
    """What would mend it; where day and month cannot be distinguished, both formats."""
    text = pl.col("$text")
    sign = text.str.extract(r"^\d+([/.-])")
    both = (
        pl.lit("say which comes first, under the column: format: ['%d")
        + sign
        + "%m"
        + sign
        + "%Y', plain] (day first) or ['%m"
        + sign
        + "%d"
        + sign
        + "%Y', plain]"
    )
    other = pl.lit(
        "write it as 2022-05-30, 2022-05 or 2022, or add its format under the column; words that mean no date "
        "go under missingValues or when"
    )
    is_open = text.str.contains(SLASHES) if not {*column.formats} - {EXCEL, UNAMBIGUOUS} else pl.lit(False)
    return pl.when(is_open).then(both).otherwise(other)
