"""What fuzzing has found, each as a test."""

from __future__ import annotations

from pathlib import Path

import pytest
from fuzzing import corpora
from fuzzing.targets import check

from accordgraph.graph.engines.guards import check_cypher, check_sparql
from accordgraph.graph.errors import AccordError, InputError, QueryError
from accordgraph.graph.store import backup
from accordgraph.loaders.rdf.reader import read_graphs

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
