"""What holds of any date: bounds contain what is told, doubt never narrows them, columns agree with single texts."""

from __future__ import annotations

import warnings
from datetime import date

import polars as pl
from hypothesis import event, given, settings
from hypothesis import strategies as st

from accordgraph.graph.dates.columns import (
    Bounds,
    DateError,
    extent,
    instant,
    parse_extents,
    parse_instants,
    write_bounds,
)

bounded = settings(deadline=None, max_examples=60)

marks = st.sampled_from(["", "?", "~", "%"])
plain = st.builds(lambda day, length: day.isoformat()[:length], st.dates(), st.sampled_from([4, 7, 10]))
digits = st.from_regex(r"[0-9X]{4}(-([01][0-9X]|2[1-9]|XX)(-[0-3X][0-9X])?)?", fullmatch=True)
marked = st.from_regex(
    r"[?~%]?[12][0-9]{3}[?~%]?(-[?~%]?(0[1-9]|1[0-2])[?~%]?(-[?~%]?[012][1-8][?~%]?)?)?", fullmatch=True
)
years = st.from_regex(r"Y?-?[0-9]{1,5}(E[0-9]{1,3})?(S[0-9])?[?~%]?", fullmatch=True)
one = st.one_of(plain, digits, marked, years)
side = st.one_of(plain, one, st.sampled_from(["", ".."]))
ends = st.sampled_from(["{}/{}", "[{}..{}]", "[{},{}]", "[{}..,{}]", "{{{}..{}}}"])
joined = st.builds(lambda form, first, last: form.format(first, last), ends, side, side)
noise = st.text(alphabet="0123456789XYTESZ?~%-/.,:+[]{} ", max_size=220)
texts = st.one_of(one, joined, noise, st.text(max_size=20))


def _read(text: str) -> Bounds | None:
    try:
        return instant(text)
    except DateError as error:
        assert error.value == text
        return None


@bounded
@given(st.dates(), marks, st.sampled_from([4, 7, 10]))
def test_bounds_contain_the_day_and_a_qualifier_never_narrows(day: date, mark: str, length: int) -> None:
    text = day.isoformat()[:length]
    bare, qualified = instant(text), instant(text + mark)
    assert bare.earliest and bare.latest and qualified.earliest and qualified.latest
    assert qualified.earliest <= bare.earliest <= day <= bare.latest <= qualified.latest


@bounded
@given(marked)
def test_qualifiers_anywhere_never_narrow(text: str) -> None:
    bounds = _read(text)
    bare = _read("".join(character for character in text if character not in "?~%"))
    if bounds is not None:
        assert bare is not None and bare.earliest and bare.latest and bounds.earliest and bounds.latest
        assert bounds.earliest <= bare.earliest <= bare.latest <= bounds.latest


@bounded
@given(texts)
def test_any_text_gives_ordered_bounds_or_a_date_error(text: str) -> None:
    bounds = _read(text)
    if bounds is not None:
        assert bounds != Bounds(None, None)
        assert bounds.earliest is None or bounds.latest is None or bounds.earliest <= bounds.latest


@bounded
@given(texts)
def test_a_moment_spans_an_extent(text: str) -> None:
    bounds = _read(text)
    if bounds is not None:
        days = extent(text)
        assert (days.start_earliest, days.end_latest) == bounds


@bounded
@given(st.lists(st.one_of(st.none(), texts), max_size=12))
def test_columns_agree_with_single_texts(values: list[str | None]) -> None:
    series = pl.Series(values, dtype=pl.String)
    moments, extents = parse_instants(series), parse_extents(series)
    assert moments["text"].to_list() == extents["text"].to_list() == values
    expected = [None if value is None else _read(value) for value in values]
    assert moments.select("earliest", "latest").rows() == [bounds or (None, None) for bounds in expected]
    whole = [
        (None,) * 4 if bounds is None else extent(str(value)) for value, bounds in zip(values, expected, strict=True)
    ]
    assert extents.select("^(start|end)_.*$").rows() == whole
    failed = [value is not None and bounds is None for value, bounds in zip(values, expected, strict=True)]
    assert moments["error"].is_not_null().to_list() == failed
    assert extents["error"].to_list() == moments["error"].to_list()


@bounded
@given(st.lists(texts, min_size=1, max_size=8), st.integers(0, 99))
def test_order_and_repeats_of_the_texts_do_not_matter(values: list[str], seed: int) -> None:
    repeated = pl.Series(values + values[:3], dtype=pl.String)
    shuffled = repeated.shuffle(seed=seed)
    known = {row[0]: row for row in parse_instants(repeated).rows()}
    assert parse_instants(shuffled).rows() == [known[text] for text in shuffled]


@bounded
@given(texts)
def test_the_edtf_of_a_moment_reads_as_the_same_moment(text: str) -> None:
    parsed = parse_instants(pl.Series([text], dtype=pl.String)).row(0, named=True)
    if parsed["error"] is None and len(parsed["edtf"]) <= 200:
        again = parse_instants(pl.Series([parsed["edtf"]])).row(0, named=True)
        assert {**parsed, "text": None} == {**again, "text": None}


@bounded
@given(st.lists(st.one_of(st.none(), st.dates()), min_size=2, max_size=2))
def test_written_bounds_are_read_as_the_same_bounds(days: list[date | None]) -> None:
    known = sorted(day for day in days if day)
    earliest, latest = known if len(known) == 2 else days
    frame = pl.DataFrame({"a": [earliest], "b": [latest]}, schema={"a": pl.Date, "b": pl.Date})
    written = frame.select(write_bounds(pl.col("a"), pl.col("b"))).item()
    assert (written is None) == (days == [None, None])
    if written is not None:
        assert instant(written) == Bounds(earliest, latest)


@bounded
@given(marked)
def test_what_the_oracle_takes_is_taken(text: str) -> None:
    """What the package `edtf` parses we read too, unless the calendar lacks the day; its bounds are not compared."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # its grammar gives warnings of pyparsing on import
        from edtf import EDTFParseException, parse_edtf

        try:
            parse_edtf(text)
        except EDTFParseException:
            return
    bare = "".join(character for character in text if character not in "?~%")
    event("taken by the oracle")
    assert _read(text) is not None or _read(bare) is None


@bounded
@given(marked)
def test_an_uncertain_component_never_gives_one_certain_day(text: str) -> None:
    bounds = _read(text)
    if bounds is not None and any(mark in text for mark in "?~%"):
        assert bounds.earliest != bounds.latest
