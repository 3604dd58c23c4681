"""The page on neo4j: its blocks run in their order against a real server, and print what stands below them."""

from __future__ import annotations

import contextlib
import io
from itertools import pairwise
from pathlib import Path

from programs.blocks import blocks
from programs.pages import ROOT, reader_at_work
from real_servers.java_servers import Neo4j

PAGE = (ROOT / "docs" / "neo4j.md").read_text(encoding="utf-8")
ADDRESS = "bolt://localhost:7687"


def test_every_block_prints_what_stands_below_it(neo4j: Neo4j, whole_store: Path) -> None:
    pairs = [pair for pair in pairwise(blocks(PAGE)) if pair[0].language == "python"]
    assert len(pairs) == 3 and {below.language for _, below in pairs} == {"text"}
    assert PAGE.count(ADDRESS) == 1
    names: dict[str, object] = {}
    with reader_at_work(whole_store):
        for block, below in pairs:
            out = io.StringIO()
            with contextlib.redirect_stdout(out):
                exec(compile(block.text.replace(ADDRESS, neo4j.url), "a block of Python", "exec"), names)
            assert out.getvalue() == below.text
