"""Any text goes into a server whole and comes back equal: a megabyte, every plane of Unicode, all that breaks out."""

from __future__ import annotations

import pytest
from real_servers.all_targets import KINDS, Everywhere
from real_servers.push_tables import bring
from worlds.sample import HOSTILE
from worlds.statement_builder import Story

from accordgraph.queries.session import connect

PLANES = "".join(chr(plane << 16 | place) for plane in range(17) for place in (0x0041, 0x4E2D, 0xFFFD))
"""A character at the beginning, in the middle and at the end of each plane, surrogates and non-characters aside."""

TEXTS = {f"text-{number}": text for number, text in enumerate([*HOSTILE, PLANES, "\\\"'\n ж😀 `{$id}` " * 65_536])}


@pytest.fixture(scope="module")
def filled(everywhere: Everywhere) -> Everywhere:
    """Assessments with these claims, at every target."""
    story = Story().source("d", "editorial").source("page")
    for thing, text in TEXTS.items():
        story.say("assessment", "page", "claim", text, thing=thing)
    tables = story.tables()
    assert dict(tables["assessments"].select("id", "claim").iter_rows()) == TEXTS
    everywhere.wipe()
    for target in everywhere.targets.values():
        bring(target, tables)
    return everywhere


@pytest.mark.parametrize("kind", KINDS)
def test_texts_come_back_equal(filled: Everywhere, kind: str) -> None:
    assert max(map(len, TEXTS.values())) > 1_000_000
    cypher = "MATCH (a:Assessment) RETURN a.id AS id, a.claim AS claim"
    sparql = "PREFIX ag: <https://w3id.org/accordgraph/ns#> SELECT ?id ?claim { ?a ag:id ?id ; ag:claim ?claim }"
    with connect(filled.targets[kind]) as engine:
        answer = engine.query(cypher if engine.language == "cypher" else sparql, {})
    assert {str(id): claim for id, claim in answer.rows} == TEXTS


def test_a_text_as_a_parameter_is_only_a_text(filled: Everywhere) -> None:
    with connect(filled.targets["neo4j"]) as engine:
        for text in TEXTS.values():
            assert engine.query("RETURN $text AS text, size($text) AS size", {"text": text}).rows[0][0] == text
    assert len(TEXTS) == len(HOSTILE) + 2
