"""What fuzzing has found, each as a test."""

from __future__ import annotations

from pathlib import Path

import pytest
from fuzzing import corpora
from fuzzing.targets import check

from accordgraph.graph import backup
from accordgraph.graph.engines.guards import check_cypher, check_sparql
from accordgraph.graph.errors import AccordError, InputError, QueryError
from accordgraph.loaders.rdf import read_graphs
from accordgraph.queries.header import build, parse

# ---------------------------------------------------------------- headers of questions
RIGHT: dict[str, object] = {"summary": "s", "description": "d", "columns": {}, "show": [], "tags": []}


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"summary": ["s"]}, "summary is ['s']"),
        ({"description": {"a": "b"}}, "description is {'a': 'b'}"),
        ({"summary": "  "}, "summary is '  '"),
        ({"summary_uk": []}, "summary_uk is []"),
        ({"parameters": ["a"]}, "parameters: expected names with what is said of each, found ['a']"),
        ({"columns": "a"}, "columns: expected names with what is said of each, found 'a'"),
        ({"show": "a"}, "show is 'a'"),
        ({"show": [["a"]]}, "show is [['a']]"),
        ({"tags": {}}, "tags is {}"),
        ({"columns": {"a": {"type": ["id"], "is": "i"}}}, "type is ['id']"),
        ({"columns": {"a": {"type": "id", "is": "i", "sort": ["1"]}}}, "sort is ['1']"),
        ({"columns": {"a": {"type": "id", "is": "i", "sort": "\u0661"}}}, "sort is "),
        ({"columns": {"a": {"type": "id", "is": "i", "sort": "9" * 5000}}}, "sort is '999"),
        ({"columns": {"a": {"type": "id", "is": "i", "names": []}}}, "names is []"),
        ({"columns": {"a": {"type": "id", "is": "i", "bounds": ["a"]}}}, "bounds is ['a']"),
        ({"columns": {"n\u0430me": {"type": "id", "is": "i"}}}, "cannot be the name of a column"),
        ({"columns": {"a\n": {"type": "id", "is": "i"}}}, "cannot be the name of a column"),
        ({"parameters": {"": {"type": "id", "is": "i", "example": "e"}}}, "cannot be the name of a parameter"),
        ({"parameters": {"a": {"type": "id", "is": {}, "example": "e"}}}, "is is {}"),
        ({"\u202e" * 5000: "x"}, "unknown '\\u202e"),
    ],
)
def test_a_part_of_a_header_that_has_another_shape_is_told(change: dict[str, object], message: str) -> None:
    assert build("right", RIGHT).show == ()
    with pytest.raises(InputError) as caught:
        build("wrong", {**RIGHT, **change})
    assert message in caught.value.message
    check(caught.value)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("summary: \ud800", "half a character stands at 9"),
        ("summary: &a s", "line 1, column 10: anchors, aliases and tags"),
        ("summary: *a", "anchors, aliases and tags"),
        ("summary: !!str s", "anchors, aliases and tags"),
        ("summary: s\nsummary: s", "line 2, column 1: a key is repeated"),
        ("summary: s\n---\na: b", "a second document begins"),
        ("? [a]\n: b", "a key must be a single word"),
        ("[" * 10_000, "nested deeper than 10 levels"),
        ("- " * 10_000, "nested deeper than 10 levels"),
        ("x" * 100_001, "it has 100,001 characters, and 100,000 are read"),
        ("a: \x00", "it is not YAML"),
    ],
)
def test_a_header_is_short_flat_and_plain(text: str, message: str) -> None:
    with pytest.raises(InputError) as caught:
        parse("wrong", text)
    assert message in caught.value.message
    check(caught.value)


# ---------------------------------------------------------------- messages that repeat all of a hostile value
LONG = "a" * 3_000


@pytest.mark.parametrize(
    "text",
    [f"ASK {{ {LONG} }}", f"ASK {{ \u0430{LONG} }}", f"ASK {{ ?s {LONG}:x ?o }}", LONG, f"ASK {{}} {LONG}"],
)
def test_the_guard_of_sparql_repeats_little(text: str) -> None:
    with pytest.raises(QueryError) as caught:
        check_sparql(text)
    check(caught.value)


@pytest.mark.parametrize("text", [f"RETURN {LONG}()", f"RETURN ${LONG}", LONG, f"\u0430{LONG}", f"CALL {LONG}()"])
def test_the_guard_of_cypher_repeats_little(text: str) -> None:
    with pytest.raises(QueryError) as caught:
        check_cypher(text, {})
    check(caught.value)


STATEMENT = "<https://w3id.org/accordgraph/id/statement/{id}> <https://w3id.org/accordgraph/ns#value> {value} .\n"


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (STATEMENT.format(id="x" * 5_000, value='"v"'), "has no about"),
        (STATEMENT.format(id="x", value=f'"{LONG}'), "Unexpected end of file"),
        (STATEMENT.format(id="x", value=f'"{"v" * 20_000_000}"'), "more than 16 MB"),
    ],
)
def test_rdf_is_told_of_in_short(tmp_path: Path, content: str, message: str) -> None:
    path = tmp_path / "graph.nq"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(InputError) as caught:
        read_graphs([path])
    assert message in caught.value.message
    check(caught.value)


# ---------------------------------------------------------------- backups whose tables are broken inside
def test_no_byte_of_a_table_breaks_restoring(tmp_path: Path) -> None:
    """Checksums are right, as whoever means harm would have them; Polars panics at some of these."""
    parts, path = corpora.backup_parts(), tmp_path / "kept.tar"
    content = parts["recordings.parquet"]
    refused = 0
    for place in range(4, len(content), 5):
        broken = content[:place] + b"\xff" * 4 + content[place + 4 :]
        path.write_bytes(corpora.archive(parts | {"recordings.parquet": broken}))
        try:
            backup.read(path)
        except AccordError as error:
            check(error)
            refused += 1
    assert refused > 200


@pytest.mark.parametrize(
    "content",
    [
        {"snapshot": "000001", "files": []},
        {"snapshot": "000001", "files": list(backup.FILES)},
        {"snapshot": "000001", "files": {key: [] for key in backup.FILES}},
        {"snapshot": "000001", "files": {key: {"size": "1", "sha256": "0"} for key in backup.FILES}},
        {"snapshot": "000001", "files": {key: {"size": 1, "sha256": None} for key in backup.FILES}},
        {"snapshot": "000001", "files": {key: {"size": -1, "sha256": "0"} for key in backup.FILES}},
        {"snapshot": "000001"},
        {"format": True},
        {"format": 10**30, "accordgraph": ["x"]},
    ],
)
def test_a_manifest_may_hold_anything(tmp_path: Path, content: dict[str, object]) -> None:
    path = tmp_path / "kept.tar"
    path.write_bytes(corpora.archive(corpora.backup_parts(), content))
    with pytest.raises(AccordError) as caught:
        backup.read(path)
    check(caught.value)
