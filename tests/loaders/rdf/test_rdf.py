"""Our own RDF read back: the same statements, the same days, the same graph; and what is not whole is refused."""

from __future__ import annotations

import datetime
import json
import re
from pathlib import Path

import polars as pl
import pytest
from real_servers.listener import listening
from worlds.exporting import ENDINGS, FIRST, SECOND, exported, recorded, world
from worlds.statement_builder import Story

from accordgraph.graph.errors import DossierError, InputError
from accordgraph.graph.statements.log import Batch
from accordgraph.graph.statements.statement import with_ids
from accordgraph.graph.store.store import Store
from accordgraph.loaders.dossier.reader import read_dossiers
from accordgraph.loaders.rdf.reader import RDF_TYPE, read_graphs, replay
from accordgraph.loaders.rdf.recognition import is_rdf

DAY = datetime.timedelta(days=1)


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    return recorded(tmp_path_factory.mktemp("rdf") / "store")


@pytest.fixture(scope="module")
def lines(store: Store, tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """The graph as N-Quads."""
    return (
        exported(store, "nquads", tmp_path_factory.mktemp("rdf"))
        .read_text(encoding="utf-8")
        .removesuffix("\n")
        .split("\n")
    )


def written(folder: Path, lines: list[str], name: str = "graph.nq") -> Path:
    path = folder / name
    path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    return path


def load(store: Store, path: Path) -> dict[str, tuple[int, int]]:
    report = store.load(replay(read_graphs([path]).statements, store.log()))
    return {dossier: tuple(change) for dossier, change in report.changes.items()}  # type: ignore[misc]


def standing_days(store: Store) -> pl.DataFrame:
    return store.log().recordings.filter(pl.col("retracted_on").is_null()).select("id", "recorded_on").sort("id")


def refusal(path: Path) -> str:
    with pytest.raises(InputError) as caught:
        read_graphs([path])
    assert caught.value.remedy is not None
    assert "Nothing was loaded" in caught.value.remedy
    return caught.value.message


# ---------------------------------------------------------------- there and back
@pytest.mark.parametrize("aligned", [False, True])
@pytest.mark.parametrize("form", ENDINGS)
def test_a_graph_comes_back_whole(store: Store, tmp_path: Path, form: str, aligned: bool) -> None:
    path = exported(store, form, tmp_path, aligned=aligned)
    copy = Store(tmp_path / "copy")
    assert load(copy, path) == {"d": (store.standing().height, 0)}
    assert copy.standing().sort("id").equals(store.standing().sort("id"))
    assert standing_days(copy).equals(standing_days(store))
    (tmp_path / "again").mkdir()
    assert exported(copy, form, tmp_path / "again", aligned=aligned).read_bytes() == path.read_bytes()


def test_the_bundled_graph_comes_back_whole(bundled_store: Path, tmp_path: Path) -> None:
    path = exported(Store(bundled_store), "turtle", tmp_path)
    copy = Store(tmp_path / "copy")
    assert len(load(copy, path)) == 2
    for name in ("statements", "recordings"):
        assert getattr(copy.log(), name).equals(getattr(Store(bundled_store).log(), name))
    (tmp_path / "again").mkdir()
    assert exported(copy, "turtle", tmp_path / "again").read_bytes() == path.read_bytes()


def test_the_order_of_lines_repeated_triples_and_named_graphs_do_not_matter(
    store: Store, lines: list[str], tmp_path: Path
) -> None:
    named = [f"{line.removesuffix('.')}<https://example.org/g> ." for line in lines]
    graphs = read_graphs([written(tmp_path, [*reversed(lines), *named])])
    assert graphs.foreign == 0
    assert graphs.statements.drop("recorded_on").equals(store.standing().sort("id"))


def test_ntriples_are_read_too(store: Store, lines: list[str], tmp_path: Path) -> None:
    graphs = read_graphs([written(tmp_path, lines, "graph.NT")])
    assert graphs.statements.height == store.standing().height


@pytest.mark.parametrize(("name", "expected"), [("a.nq", True), ("a.JSONLD", True), ("a.yaml", False), ("ttl", False)])
def test_rdf_is_told_by_the_name_of_the_file(name: str, expected: bool, tmp_path: Path) -> None:
    assert is_rdf(tmp_path / name) is expected


def test_a_folder_is_no_rdf(tmp_path: Path) -> None:
    (tmp_path / "dossiers.ttl").mkdir()
    assert not is_rdf(tmp_path / "dossiers.ttl")


def test_what_is_not_ours_is_passed_over_and_counted(lines: list[str], tmp_path: Path) -> None:
    statement = next(line.split()[0] for line in lines if "/id/statement/" in line.split()[0])
    foreign = [
        f'{statement} <http://purl.org/dc/terms/title> "x" .',
        '_:b <https://w3id.org/accordgraph/ns#value> "x" .',
        "<https://example.org/a> <https://example.org/b> _:b .",
        f"<https://example.org/a> <{RDF_TYPE}> <https://w3id.org/accordgraph/ns#Actor> .",
        f"{statement} <{RDF_TYPE}> <https://example.org/T> .",
    ]
    plain = read_graphs([written(tmp_path, lines)]).statements
    graphs = read_graphs([written(tmp_path, [*foreign, *lines])])
    assert graphs.foreign == len(foreign)
    assert graphs.statements.equals(plain)


# ---------------------------------------------------------------- into a store that has something
def test_loading_twice_changes_nothing(store: Store, lines: list[str], tmp_path: Path) -> None:
    path, copy = written(tmp_path, lines), Store(tmp_path / "copy")
    load(copy, path)
    assert load(copy, path) == {"d": (0, 0)}
    assert copy.current_name() == "000001"
    before = store.current_name(), store.log()
    assert load(store, path) == {"d": (0, 0)}, "also where something was taken back on the last day"
    assert store.current_name() == before[0]
    assert store.log().recordings.equals(before[1].recordings)


def test_a_store_that_took_something_back_since_reads_its_own_export(tmp_path: Path) -> None:
    store = recorded(tmp_path / "store")
    standing = store.standing()
    store.load([Batch("d", SECOND + DAY, standing.filter(pl.col("about") != "assessment"))])
    path = exported(store, "nquads", tmp_path)
    assert load(store, path) == {"d": (0, 0)}
    assert store.current_name() == "000003"


def test_a_store_with_the_first_day_gets_what_came_later(lines: list[str], store: Store, tmp_path: Path) -> None:
    statements = world().statements()
    later = statements["about"].is_in(["challenge", "assessment"])
    copy = Store(tmp_path / "copy")
    copy.load([Batch("d", FIRST, statements.filter(~later))])
    assert load(copy, written(tmp_path, lines)) == {"d": (later.sum(), 0)}
    assert standing_days(copy).equals(standing_days(store))


def test_a_store_that_knows_later_refuses_an_older_graph(lines: list[str], tmp_path: Path) -> None:
    copy = Store(tmp_path / "copy")
    later = Story().source("d", "editorial").statements()
    copy.load([Batch("d", SECOND + DAY, later)])
    with pytest.raises(InputError, match="was recorded on 2026-02-09, and the store has it as of 2026-02-10"):
        load(copy, written(tmp_path, lines))
    assert copy.standing().equals(later)


def test_an_older_dossier_gives_way_as_with_a_dossier(lines: list[str], tmp_path: Path) -> None:
    copy = Store(tmp_path / "copy")
    gone = Story().source("d", "editorial").source("gone")
    copy.load([Batch("d", FIRST - DAY, gone.statements())])
    height = world().statements().height
    assert load(copy, written(tmp_path, lines)) == {"d": (height - 2, 2)}
    taken_back = copy.log().recordings.filter(pl.col("retracted_on").is_not_null())
    assert taken_back["retracted_on"].to_list() == [FIRST, FIRST]


# ---------------------------------------------------------------- what is refused
def of_statements(lines: list[str], name: str) -> list[str]:
    """The lines that tell a property of statements."""
    chosen = [line for line in lines if "/id/statement/" in line.split()[0] and f"/ns#{name}>" in line.split()[1]]
    assert chosen, name
    return chosen


@pytest.mark.parametrize("name", ["about", "property", "value", "stance", "how", "source", "dossier", "recordedOn"])
def test_a_statement_that_lacks_what_all_have_is_refused(lines: list[str], tmp_path: Path, name: str) -> None:
    line = of_statements(lines, name)[0]
    identifier = re.search("statement/([0-9a-f]+)", line)
    assert identifier is not None
    message = refusal(written(tmp_path, [one for one in lines if one != line]))
    column = re.sub("[A-Z]", lambda letter: f"_{letter[0].lower()}", name)
    assert message == f"{tmp_path / 'graph.nq'}: the statement {identifier[1]} has no {column}."


@pytest.mark.parametrize("name", ["mention", "thing", "basis", "actor", "lang", "asOf", "charStart", "quote", "note"])
def test_a_statement_that_lacks_anything_else_is_not_what_its_id_stands_for(
    lines: list[str], tmp_path: Path, name: str
) -> None:
    line = of_statements(lines, name)[0]
    assert "its id is not the hash of it" in refusal(written(tmp_path, [one for one in lines if one != line]))


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("value", '"another"'),
        ("recordedOn", '"2020-01-01"^^<http://www.w3.org/2001/XMLSchema#date>'),
        ("actor", "<https://w3id.org/accordgraph/id/actor/nobody>"),
        ("charEnd", '"99"^^<http://www.w3.org/2001/XMLSchema#integer>'),
    ],
)
def test_a_statement_with_two_values_is_refused(lines: list[str], tmp_path: Path, name: str, value: str) -> None:
    subject, predicate, _ = of_statements(lines, name)[0].split(maxsplit=2)
    message = refusal(written(tmp_path, [*lines, f"{subject} {predicate} {value} ."]))
    assert message.endswith(f"has several values of {name}.")


@pytest.mark.parametrize(
    ("name", "before", "after", "why"),
    [
        ("value", '"Ukraine"', '"Russia"', "its id is not the hash of it"),
        ("stance", '"denies"', '"asserts"', "its id is not the hash of it"),
        ("charStart", '"5"', '"6"', "its id is not the hash of it"),
        ("charStart", '"5"', '"five"', "has a char_start that cannot be read"),
        ("recordedOn", '"2026-01-05"', '"2026-13-05"', "has a recorded_on that cannot be read"),
        ("source", "id/source/page", "id/actor/page", "has a source that leads to no such thing"),
        ("thing", "id/actor/ua", "id/source/ua", "has a thing that leads to no such thing"),
        ("basis", "<https://w3id.org/accordgraph/id/basis/team>", '"team"', "has a basis that leads to no such thing"),
    ],
)
def test_a_statement_that_was_changed_is_refused(
    lines: list[str], tmp_path: Path, name: str, before: str, after: str, why: str
) -> None:
    line = next(one for one in of_statements(lines, name) if before in one)
    assert why in refusal(written(tmp_path, [one.replace(before, after) if one == line else one for one in lines]))


def test_faults_beyond_ten_are_counted(lines: list[str], tmp_path: Path) -> None:
    changed = [line.replace('"asserts"', '"says"') for line in lines]
    message = refusal(written(tmp_path, changed)).splitlines()
    assert len(message) == 11
    assert re.fullmatch(r"And \d+ more faults of .*graph\.nq\.", message[-1])


@pytest.mark.parametrize(
    ("column", "value", "why"),
    [
        ("thing", "../etc", "has a thing that is no id"),
        ("thing", "a%3E-b", "has a thing that is no id"),
        ("dossier", "D", "has a dossier that is no id"),
        ("about", "person", "says something that the vocabulary does not know"),
        ("property", "born_on", "says something that the vocabulary does not know"),
        ("stance", "doubts", "has a stance that the vocabulary does not know"),
        ("how", "guessed", "has a how that the vocabulary does not know"),
        ("as_of", "yesterday", "has an as_of that is no date"),
        ("value", "planet", "has a kind that the vocabulary does not know"),
    ],
)
def test_a_forged_statement_with_the_right_hash_is_refused(tmp_path: Path, column: str, value: str, why: str) -> None:
    statements = Story().source("d", "editorial").actors("ua").statements()
    is_actor = pl.col("about") == "actor"
    forged = with_ids(statements.with_columns(pl.when(is_actor).then(pl.lit(value)).otherwise(column).alias(column)))
    path = tmp_path / "graph.nq"
    path.write_text("".join(statement_lines(forged)), encoding="utf-8")
    assert why in refusal(path)


@pytest.mark.parametrize(
    ("about", "name", "value", "why"),
    [
        ("act", "done_on", "once", "has a value that is no date"),
        ("observation", "value", "many", "has a value that is no number"),
        ("act", "type", "handshake", "has a type that the vocabulary does not know"),
        ("participation", "role", "boss", "has a role that the vocabulary does not know"),
    ],
)
def test_a_forged_value_is_refused(tmp_path: Path, about: str, name: str, value: str, why: str) -> None:
    story = Story().source("d", "editorial").actors("ua").basis("team")
    story.say(about, "d", name, value, thing="x" if about == "observation" else None, basis="team", mention="m")
    path = tmp_path / "graph.nq"
    path.write_text("".join(statement_lines(story.statements())), encoding="utf-8")
    assert why in refusal(path)


def statement_lines(statements: pl.DataFrame) -> list[str]:
    """Statements as N-Triples, by a loop: what an author of a forged file would write."""
    base, terms = "https://w3id.org/accordgraph/id/", "https://w3id.org/accordgraph/ns#"
    triples = []
    for row in statements.to_dicts():
        subject = f"<{base}statement/{row.pop('id')}>"
        paths = {"thing": row["about"], "basis": "basis", "actor": "actor", "source": "source"}
        for name, value in {**row, "recorded_on": FIRST}.items():
            term = re.sub("_([a-z])", lambda letter: letter[1].upper(), name)
            object_ = f"<{base}{paths[name]}/{value}>" if name in paths else f'"{value}"'
            triples += [] if value is None else [f"{subject} <{terms}{term}> {object_} .\n"]
    return triples


def test_statements_written_by_hand_are_read(tmp_path: Path) -> None:
    statements = Story().source("d", "editorial").actors("ua").basis("team").statements()
    path = tmp_path / "graph.nq"
    path.write_text("".join(statement_lines(statements)), encoding="utf-8")
    assert read_graphs([path]).statements.drop("recorded_on").equals(statements)


@pytest.mark.parametrize(
    ("name", "content", "place"),
    [
        ("graph.nq", b"<https://a.example/> <https://b.example/> .\n", "graph.nq:1:"),
        ("graph.ttl", b'@prefix a: <https://a.example/> .\na:b a:c "unclosed .\n', "graph.ttl:2:"),
        ("graph.jsonld", b'{"@context": {},\n"@graph": [{"@id": 3,}]}', "graph.jsonld:2:"),
        ("graph.nt", b"\xff\xfe\x00", "graph.nt:1:"),
        ("graph.jsonld", b'{"@context": "https://example.org/context", "@graph": []}', "graph.jsonld:1:2: "),
    ],
)
def test_a_malformed_file_is_told_with_its_line(tmp_path: Path, name: str, content: bytes, place: str) -> None:
    (tmp_path / name).write_bytes(content)
    assert place in refusal(tmp_path / name)


def test_a_file_without_statements_or_without_a_file_is_refused(tmp_path: Path) -> None:
    path = written(tmp_path, ["<https://a.example/> <https://b.example/> <https://c.example/> ."])
    assert "has no statement of accordgraph" in refusal(path)
    assert "cannot be read" in refusal(tmp_path / "missing.nq")


def test_one_dossier_from_two_files_is_refused(lines: list[str], tmp_path: Path) -> None:
    paths = [written(tmp_path, lines, name) for name in ("a.nq", "b.nt")]
    with pytest.raises(InputError, match=r"The dossier d is in .*a\.nq and in .*b\.nt"):
        read_graphs(paths)


def test_nothing_is_fetched_for_a_file(tmp_path: Path) -> None:
    with listening() as listener:
        url = f"http://127.0.0.1:{listener.port}/x"
        context = {"@context": url, "@id": "x:s", "x:p": "o"}
        (tmp_path / "graph.jsonld").write_text(json.dumps(context), encoding="utf-8")
        (tmp_path / "graph.ttl").write_text(f"@prefix x: <{url}#> . x:s x:p <{url}> .", encoding="utf-8")
        for name in ("graph.jsonld", "graph.ttl"):
            with pytest.raises(InputError):
                read_graphs([tmp_path / name])
        sources = f"sources:\n  s: {{kind: press, url: '{url}'}}\n"
        (tmp_path / "d.yaml").write_text(f"dossier: d\nrecorded: 2026-01-01\n{sources}", encoding="utf-8")
        assert [dossier.id for dossier in read_dossiers([tmp_path / "d.yaml"])] == ["d"]
        (tmp_path / "e.yaml").write_text(
            f"dossier: e\nrecorded: 2026-01-01\nsources: {{s: {{kind: press, text: '{url}'}}}}\n", encoding="utf-8"
        )
        with pytest.raises(DossierError, match="no such file"):
            read_dossiers([tmp_path / "e.yaml"])
        assert listener.calls == []
