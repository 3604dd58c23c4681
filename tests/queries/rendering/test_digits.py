"""Numbers in tables have as many digits as say something, and are never rounded to nothing."""

from __future__ import annotations

import pytest

from accordgraph.queries.rendering.formats import readable


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0.0427350427, "0.043"),
        (0.00854700855, "0.0085"),
        (0.00001234, "0.000012"),
        (-0.05, "-0.050"),
        (0.0, "0"),
        (1.0, "1"),
        (15.0, "15"),
        (0.166666667, "0.1667"),
        (1234567.25, "1234567.25"),
        (float("nan"), "nan"),
        (float("inf"), "inf"),
    ],
)
def test_a_number_as_people_read_it(value: float, text: str) -> None:
    assert readable(value) == text
    assert (float(text) == 0) == (value == 0)
