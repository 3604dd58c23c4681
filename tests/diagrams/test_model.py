"""A diagram: whatever it is made from, its texts are visible, in its language, and the same when it is made again."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import is_dataclass, replace

import pytest
from drawings.hostile_picture import HOSTILE, hostile
from drawings.sample_picture import make_sample, make_sample_of_a_day

from accordgraph.diagrams.charts.statistics import Count, Statistics
from accordgraph.diagrams.facts import LOOKS, Source
from accordgraph.graph.visible import visible


def texts(value: object) -> Iterator[str]:
    """Every text in a value, however deep."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for part in value:
            yield from texts(part)
    elif is_dataclass(value):
        yield from texts(tuple(vars(value).values()))


def test_no_text_of_a_diagram_hides_or_reorders_characters() -> None:
    written = list(texts(hostile()))
    assert len(written) > 40 * len(HOSTILE)
    assert [text for text in written if visible(text) != text] == []
    assert any("\\u202e" in text for text in written)


def test_nor_does_one_of_statistics() -> None:
    counts = tuple(Count(text, text, text, None, None, 1.0, text, 1, None, text) for text in HOSTILE)
    sources = tuple(Source(text, text, text, text, text, text) for text in HOSTILE)
    written = list(texts(Statistics(counts, sources, ((HOSTILE[6], 1),))))
    assert len(written) > 10 * len(HOSTILE)
    assert [text for text in written if visible(text) != text] == []


def test_a_diagram_that_is_made_again_from_its_parts_is_the_same() -> None:
    for diagram in (hostile(), make_sample(), make_sample_of_a_day()):
        assert replace(diagram) == diagram


def test_no_name_is_empty_where_there_is_an_id() -> None:
    diagram = hostile(["", "x"])
    assert sorted(node.label for node in diagram.nodes) == ["a", "b", "odd", "x", "x"]
    assert {(link.start_name, link.end_name, link.basis_name) for link in diagram.links} == {
        ("a", "b", "b"),
        ("x",) * 3,
    }


@pytest.mark.parametrize(
    ("lang", "kind", "standing"), [("en", "State", "disputed; not held"), ("uk", "Держава", "спірно; не визнано")]
)
def test_parts_have_their_words_in_the_language_of_the_diagram(lang: str, kind: str, standing: str) -> None:
    diagram = replace(make_sample(), lang=lang)
    assert next(node.kind_words for node in diagram.nodes if node.id == "ua") == kind
    assert next(link.words.standing for link in diagram.links if link.start == "cz") == standing
    assert {link.look for link in diagram.links} == set(LOOKS) - {"reading", "claimed"}


def test_the_answer_for_the_day_of_a_diagram_is_in_its_links() -> None:
    assert {(link.in_force, link.words.in_force) for link in make_sample().links} == {(None, "")}
    answers = {link.in_force for link in make_sample_of_a_day().links}
    assert answers <= {"certainly", "presumably", "possibly"} and len(answers) > 1


def test_an_address_is_shown_with_letters_and_leads_where_it_is() -> None:
    url = "https://example.org/%D0%B0%E2%80%AE"
    [source] = replace(make_sample(), links=(), sources=(Source("s", "", None, None, url, "official"),)).sources
    assert source.address == (("https://example.org/а\\u202e", url),)
    assert source.title == "s"
