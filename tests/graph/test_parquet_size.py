"""How large a Parquet file becomes is known before it is unpacked."""

from __future__ import annotations

import io

import polars as pl
import pytest

from accordgraph.graph.parquet_size import unpacked_bytes


def packed(data: pl.DataFrame, **options: object) -> bytes:
    buffer = io.BytesIO()
    data.write_parquet(buffer, **options)  # type: ignore[arg-type]
    return buffer.getvalue()


@pytest.mark.parametrize("compression", ["zstd", "snappy", "lz4", "uncompressed"])
def test_pages_are_measured_as_they_are_unpacked(compression: str) -> None:
    data = pl.DataFrame({"text": [f"{number:0500}" for number in range(10_000)], "number": range(10_000)})
    content = packed(data, compression=compression, row_group_size=3_000)
    assert 5_000_000 < unpacked_bytes(content) < 6_000_000


def test_a_few_kilobytes_may_be_many_megabytes() -> None:
    content = packed(pl.DataFrame({"text": ["0" * 50_000_000]}), compression="zstd")
    assert len(content) < 20_000 and unpacked_bytes(content) > 50_000_000


def test_what_is_no_parquet_file_is_refused_and_nothing_else_is_raised() -> None:
    content = packed(pl.DataFrame({"text": ["a", None, "b"], "flag": [True, None, False], "rate": [1.5, 2.5, None]}))
    assert unpacked_bytes(content) < 1_000
    outcomes: set[type] = set()
    for place in range(len(content)):
        broken = content[:place] + bytes([content[place] ^ 0x55]) + content[place + 1 :]
        try:
            outcomes.add(type(unpacked_bytes(broken)))
        except ValueError:
            outcomes.add(ValueError)
    assert outcomes == {int, ValueError}
    for start in (b"", b"PAR1", content[:-1], content[1:]):
        with pytest.raises(ValueError, match="no Parquet file"):
            unpacked_bytes(start)
