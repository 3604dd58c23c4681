"""What differs between two states, and how it is cut into batches."""

from __future__ import annotations

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from worlds.graphs import team

from accordgraph.graph.derivation.tables import build
from accordgraph.graph.projection.ntriples import groups
from accordgraph.graph.schemas import Tables, empty_tables
from accordgraph.graph.servers.push import cypher_updates, rdf_diff
from accordgraph.graph.servers.push.diff import Counts, change, cut, graph_change, state
from accordgraph.ontology.registry import registry

SCHEMA = pl.Schema({"id": pl.String, "value": pl.Int64})
ROWS = st.dictionaries(st.sampled_from("abcdef"), st.none() | st.integers(0, 2))


def frame(rows: dict[str, int | None]) -> pl.DataFrame:
    return pl.DataFrame(list(rows.items()), SCHEMA, orient="row")


@given(ROWS, ROWS)
def test_a_change_makes_the_new_frame_of_the_old_one(old: dict[str, int | None], new: dict[str, int | None]) -> None:
    difference = change(frame(old), frame(new), ("id",))
    patched = {key: value for key, value in old.items() if key not in difference.removed["id"].to_list()}
    patched |= dict(difference.changed.iter_rows()) | dict(difference.added.iter_rows())
    assert patched == new
    assert set(difference.added["id"]) == set(new) - set(old)
    assert set(difference.changed["id"]) == {key for key in set(old) & set(new) if old[key] != new[key]}


def test_what_is_there_twice_is_made_anew() -> None:
    twice = pl.concat([frame({"a": 1, "b": 2}), frame({"a": 1})])
    difference = change(twice, frame({"a": 1, "b": 2}), ("id",))
    assert (difference.added.rows(), difference.changed.height, difference.removed.rows()) == ([("a", 1)], 0, [("a",)])


@given(st.lists(st.text(max_size=40)), st.integers(1, 5), st.integers(1, 60))
def test_batches_are_the_whole_and_none_is_too_large(texts: list[str], rows: int, size: int) -> None:
    whole = pl.DataFrame({"text": texts}, {"text": pl.String})
    parts = list(cut(whole, rows, size))
    assert [text for part in parts for text in part["text"]] == texts
    for part in parts:
        lengths = [len(text.encode()) for text in part["text"]]
        assert 1 <= part.height <= rows
        assert part.height == 1 or sum(lengths[1:]) < size + max(lengths)


@pytest.fixture(scope="module")
def tables() -> Tables:
    return build(team().statements())


def test_nothing_differs_from_itself(tables: Tables) -> None:
    words = registry()
    graph = graph_change(state(tables, words), state(tables, words), words)
    assert (graph.size, list(graph.differences())) == (0, [])
    assert rdf_diff.rdf_change(tables, tables, words).size == 0


def test_both_forms_count_the_same_things(tables: Tables) -> None:
    words = registry()
    graph = graph_change(state(empty_tables(), words), state(tables, words), words).counts
    triples = rdf_diff.rdf_change(empty_tables(), tables, words).counts
    assert graph["Actor"] == triples["Actor"] == Counts(3, 0, 0)
    assert {name: graph[name] for name in words.classes} == {name: triples[name] for name in words.classes}


def test_one_triple_is_not_taken_away_while_another_row_tells_it(tables: Tables) -> None:
    """Two links of a pair are one triple of cooperatesWith: it stays while one of them does."""
    words, link = registry(), tables["cooperations"].head(1)
    twice = {**tables, "cooperations": pl.concat([link, link.with_columns(id=pl.lit("other"))])}
    once = {**tables, "cooperations": link}
    difference = rdf_diff.rdf_change(twice, once, words)
    removed = "\n".join(line for part in difference.parts for frame in part.removed() for line in frame["line"])
    assert "/cooperation/other>" in removed
    assert "cooperatesWith" not in removed


@given(st.text())
def test_lines_read_back_are_the_lines_written(text: str) -> None:
    """Whatever a text holds, a triple that comes back as columns is the line that was sent."""
    words, filled = registry(), empty_tables()
    row = dict.fromkeys(filled["actors"].columns) | {"id": "a", "kind": text}
    filled["actors"] = pl.DataFrame([row], filled["actors"].schema)
    [cell] = [line for frame in next(groups(filled, words)).render() for line in frame["line"]]
    columns = dict.fromkeys(rdf_diff.CSV_COLUMNS, "") | {
        "s": "https://w3id.org/accordgraph/id/actor/a",
        "p": "https://w3id.org/accordgraph/ns#kind",
        "o": text,
        "datatype": "http://www.w3.org/2001/XMLSchema#string",
    }
    assert rdf_diff.lines_of(pl.LazyFrame([columns])).collect()["line"][0] in cell.split("\n")


def test_names_in_cypher_are_quoted() -> None:
    words = registry()
    for text in (cypher_updates.add_nodes(words.classes["Actor"]), cypher_updates.read_nodes(words.classes["Actor"])):
        assert "`Actor`:`AccordGraph`" in text
