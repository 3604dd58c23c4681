"""Files of very many nodes: names that can be read, and a word about those that found no room."""

from __future__ import annotations

import re

import numpy as np
import pytest
from drawings.many_nodes import many

from accordgraph.diagrams.layout.geometry import overlaps
from accordgraph.diagrams.layout.laid_out import LaidOutDiagram, lay_out
from accordgraph.diagrams.layout.node_labels import readable
from accordgraph.diagrams.svg.page import network_sheet


@pytest.fixture(scope="module")
def crowded() -> LaidOutDiagram:
    return lay_out(many(400, 900))


def test_no_name_lies_on_another_and_the_most_important_is_there(crowded: LaidOutDiagram) -> None:
    legible = sorted(readable(crowded))
    nodes = [crowded.nodes[index] for index in legible]
    middles = np.array([(placed.x + placed.label_x, placed.y + placed.label_y) for placed in nodes], dtype=np.float64)
    halves = np.array([(placed.half_width, placed.half_height) for placed in nodes], dtype=np.float64)
    into = overlaps(middles[:, None], halves[:, None], middles[None], halves[None], 0.0)
    np.fill_diagonal(into, 0.0)
    assert into.max() == 0.0
    assert 50 < len(legible) < 400
    assert 0 in {placed.rank for placed in nodes}


def test_the_sheet_says_how_many_names_and_bases_it_leaves_out(crowded: LaidOutDiagram) -> None:
    sheet = network_sheet(crowded)
    unnamed = re.search(r"(\d+) names found no room\.", sheet)
    unlisted = re.search(r"(\d+) more bases are listed on the HTML page only\.", sheet)
    assert unnamed is not None and int(unnamed[1]) == 400 - len(readable(crowded))
    bases = len({link.basis for link in crowded.diagram.links})
    assert unlisted is not None and int(unlisted[1]) == bases - 200
