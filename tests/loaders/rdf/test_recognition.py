"""RDF that cannot be loaded, or cannot be parsed: what is said, where, and what mends it."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest
from programs.running import run

from accordgraph.graph.errors import InputError
from accordgraph.loaders.rdf.reader import FORMATS, read_graphs
from accordgraph.loaders.rdf.recognition import ENDINGS, refuse_other_rdf

TRIG = b"@prefix e: <http://e/> .\ne:g { e:a e:b e:c . }\n"
XML = b'<?xml version="1.0"?>\n<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"/>\n'
JSON_LD = b'\xef\xbb\xbf{\n "@context": {"e": "http://e/"},\n "@id": "e:a"}\n'


def test_the_endings_are_those_that_are_read() -> None:
    assert set(FORMATS) == set(ENDINGS)


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        pytest.param("graph.trig", TRIG, "is TriG, which is not loaded.", id="TriG"),
        pytest.param("graph.rdf", XML, "is RDF/XML, which is not loaded.", id="RDF/XML"),
        pytest.param("GRAPH.OWL", XML, "is RDF/XML, which is not loaded.", id="an ontology in capitals"),
        pytest.param("graph.n3", TRIG, "is Notation3, which is not loaded.", id="Notation3"),
        pytest.param("graph.xml", XML, "looks like XML", id="XML"),
        pytest.param("graph.turtle", TRIG, "looks like RDF, and its name", id="Turtle under another name"),
        pytest.param("graph.txt", b"# ours\n\nPREFIX e: <http://e/>\n", "looks like RDF", id="a comment first"),
        pytest.param("graph", b"<http://e/a> <http://e/b> <http://e/c> .\n", "looks like RDF", id="no ending"),
        pytest.param(
            "graph.json", JSON_LD, "looks like JSON-LD: give it a name that ends in .jsonld.", id="JSON-LD as JSON"
        ),
        pytest.param("graph.nq.gz", gzip.compress(b"x"), "is packed: unpack it first.", id="packed"),
    ],
)
def test_other_rdf_is_named_and_so_are_the_forms_that_load(
    tmp_path: Path, name: str, content: bytes, said: str
) -> None:
    (tmp_path / name).write_bytes(content)
    done = run("load", str(tmp_path / name), store=tmp_path / "store")
    assert (done.returncode, done.stdout) == (1, "")
    assert f"{tmp_path / name} {said}" in done.stderr
    assert "Turtle (.ttl), N-Triples (.nt), N-Quads (.nq) and JSON-LD (.jsonld)" in done.stderr
    assert not (tmp_path / "store").exists()


@pytest.mark.parametrize(
    "content",
    [
        b"dossier: d\nrecorded: 2026-01-05\n",
        b"# <http://e/a> is our page\ndossier: d\n",
        b'{"dossier": "d", "recorded": "2026-01-05"}',
        b"<not an IRI> : 1\n",
        b"",
    ],
)
def test_what_may_be_a_dossier_is_left_to_its_reader(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "d.yaml").write_bytes(content)
    refuse_other_rdf([tmp_path / "d.yaml", tmp_path, tmp_path / "none.yaml"])


def test_all_files_of_other_forms_are_named(tmp_path: Path) -> None:
    for name in ("a.trig", "b.rdf"):
        (tmp_path / name).write_bytes(TRIG)
    with pytest.raises(InputError, match=r"a\.trig is TriG, .*\n.*b\.rdf is RDF/XML"):
        refuse_other_rdf([tmp_path / "a.trig", tmp_path / "b.rdf"])


def refusal(folder: Path, name: str, text: str) -> str:
    (folder / name).write_text(text, encoding="utf-8")
    with pytest.raises(InputError) as caught:
        read_graphs([folder / name])
    return str(caught.value).removeprefix(f"{folder / name}:")


@pytest.mark.parametrize(
    ("text", "place"),
    [
        pytest.param('{"@context":{"e":"http://e/"},\n "@id": 5}', "2:9: @id value must be a string, and", id="id"),
        pytest.param('{"@id":"http://e/a",\n"@type":\n[{"@id":"http://e/T"}]}', "3:1: @type value must", id="type"),
        pytest.param('[{"@id":"http://e/a"},\n{"http://e/p":{"@value":{"a":1}}}]', "2:25: @value value", id="value"),
        pytest.param('{"http://e/p":{\n"@value":"\\"@language\\":1","@language":null1}}', "2:", id="no JSON"),
        pytest.param('{"http://e/p":{"@value":"x",\n"@language":5}}', "2:13: @language value", id="a language"),
        pytest.param('{"@id":"http://e/a",\n"@id":"http://e/b"}', "2:1: @id is defined twice", id="twice"),
        pytest.param('{"@context":{\n"a":"http://e/a",\n"b":true}}', "3:5: Term definition", id="a term"),
        pytest.param('{"@id":"http://e/\\"@type\\":7",\n"@type":7}', "2:9: @type", id="not within a text"),
    ],
)
def test_an_error_of_json_ld_has_its_place(tmp_path: Path, text: str, place: str) -> None:
    assert refusal(tmp_path, "graph.jsonld", text).startswith(place)


def test_a_context_elsewhere_is_not_fetched_and_the_message_says_what_to_do(tmp_path: Path) -> None:
    text = refusal(tmp_path, "graph.jsonld", '{\n "@context": "https://example.org/context", "@id": "x"}')
    assert text.startswith("2:2: ") and "put the context itself into the file" in text


@pytest.mark.parametrize(
    ("name", "text", "place", "remedy"),
    [
        pytest.param("g.ttl", "<a> <b> <c> .", "1:1: ", "@base <https://example.org/> .", id="a triple"),
        pytest.param("g.ttl", "\n<http://a> <b> <http://c> .", "2:12: ", "@base <https://", id="the property only"),
        pytest.param("g.ttl", "@prefix x: <x#> . x:a x:b x:c .", "1:12: ", "@base <https://", id="a prefix"),
        pytest.param("g.nt", "<a> <http://b> <http://c> .", "1:1: ", "all must be absolute", id="N-Triples"),
        pytest.param("g.nq", "<http://a> <http://b> <http://c> <g> .", "1:34: ", "all must be absolute", id="N-Quads"),
    ],
)
def test_a_relative_iri_without_a_base(tmp_path: Path, name: str, text: str, place: str, remedy: str) -> None:
    said = refusal(tmp_path, name, text)
    assert said.startswith(place) and remedy in said
