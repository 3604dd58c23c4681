"""Words in the boxes of the columns."""

from __future__ import annotations

from dataclasses import replace

import pytest

from accordgraph.diagrams.layout.columns import bases_in_short
from accordgraph.diagrams.model import Diagram


@pytest.mark.parametrize(("standing", "mark"), [("disputed", " ?"), ("confirmed", "")])
def test_the_first_day_of_several_bases_is_marked_where_sources_dispute_it(
    sample: Diagram, standing: str, mark: str
) -> None:
    [link] = [one for one in sample.links if one.id == "jit~ee~1"]
    _, text = bases_in_short([replace(link, since_standing=standing)], sample.words)
    assert text == f"first {link.words.start}{mark}"
