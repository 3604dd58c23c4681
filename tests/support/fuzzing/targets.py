"""What is fuzzed: whatever reads what a stranger wrote. Each takes bytes; only errors of ours may come of them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from accordgraph.graph.errors import AccordError, DossierError
from accordgraph.graph.visible import visible
from fuzzing import corpora
from fuzzing.inputs import Corpus

Take = Callable[[bytes], None]
"""Reads one input. Raises AccordError where it is refused; anything else that is raised is a fault of the program."""

LONGEST_LINE = 1_000
"""Characters of one complaint: a message that repeats all of a hostile value is a fault too."""


@dataclass(frozen=True)
class Target:
    """A reader: its name, what it stands for, its share of a thousand inputs, good inputs, and how to open it."""

    name: str
    says: str
    share: int
    corpus: Callable[[], Corpus]
    open: Callable[[Path], Take]


def accepts(take: Take, data: bytes) -> bool:
    """Whether an input is taken; what is raised is an error of ours, which can be shown."""
    try:
        take(data)
    except AccordError as error:
        check(error)
        return False
    return True


def check(error: AccordError) -> None:
    """An error has a text of decent length, and every line of it can be shown."""
    assert str(error).strip(), "an error without a text"
    messages = [fault.message for fault in error.faults] if isinstance(error, DossierError) else [error.message]
    assert messages, "an error without a fault"
    for line in "\n".join(messages).split("\n"):
        assert len(line) <= LONGEST_LINE, f"a message of {len(line):,} characters: {line[:200]!r}"
        visible(line).encode("utf-8")


def _text(data: bytes) -> str:
    """Bytes as the text that a terminal gives: what is no UTF-8 becomes lone surrogates."""
    return data.decode("utf-8", "surrogateescape")


# ---------------------------------------------------------------- readers
def _table(folder: Path) -> Take:
    from accordgraph.loaders.tables.readers.reading import read_table
    from accordgraph.loaders.tables.readers.table import Dialect

    def take(data: bytes) -> None:
        ending = corpora.TABLE_ENDINGS[data[0] % len(corpora.TABLE_ENDINGS)] if data else ".csv"
        path = folder / f"table{ending}"
        path.write_bytes(data[1:])
        read_table(path, Dialect())

    return take


def _mapping(folder: Path) -> Take:
    from accordgraph.loaders.tables.mapping_file import read_mapping
    from accordgraph.loaders.tables.reading import StoreView, read_tables

    (folder / "sheet.csv").write_text(corpora.SHEET, encoding="utf-8")

    def take(data: bytes) -> None:
        path = folder / "sheet.mapping.yaml"
        path.write_bytes(data)
        read_tables(read_mapping(path), [folder / "sheet.csv"], StoreView())

    return take


def _dossier(folder: Path) -> Take:
    from accordgraph.graph.statements.statement import frame
    from accordgraph.loaders.dossier.reader import read_dossiers

    path = folder / "sample.yaml"
    (folder / "page.txt").write_text("in some words", encoding="utf-8")

    def take(data: bytes) -> None:
        path.write_bytes(data)
        for dossier in read_dossiers([path], keep_going=len(data) % 2 == 0):
            frame(dossier.statements)

    return take


def _graph(folder: Path) -> Take:
    """A dossier that is read is also built: a date or a role that nobody foresaw must not stop that."""
    from accordgraph.graph.derivation.tables import build
    from accordgraph.graph.statements.statement import frame
    from accordgraph.loaders.dossier.reader import read_dossiers

    path = folder / "sample.yaml"
    (folder / "page.txt").write_text("in some words", encoding="utf-8")

    def take(data: bytes) -> None:
        path.write_bytes(data)
        for dossier in read_dossiers([path], keep_going=True):
            build(frame(dossier.statements))

    return take


def _dates(folder: Path) -> Take:
    from accordgraph.graph.dates.columns import extent, instant

    def take(data: bytes) -> None:
        text = _text(data)
        earliest, latest = instant(text)
        assert earliest is None or latest is None or earliest <= latest, "a moment that ends before it begins"
        start, _, _, end = extent(text)
        assert start is None or end is None or start <= end, "an extent that ends before it begins"

    return take


def _find(folder: Path) -> Take:
    from accordgraph.graph.derivation.tables import build as build_tables
    from accordgraph.graph.names.index import Names, build
    from accordgraph.graph.statements.statement import frame
    from accordgraph.loaders.bundled import bundled
    from accordgraph.loaders.dossier.reader import read_dossiers

    with bundled() as paths:
        statements = [row for dossier in read_dossiers(paths) for row in dossier.statements]
    build(build_tables(frame(statements)), folder / "names.sqlite")
    names = Names(folder / "names.sqlite")

    def take(data: bytes) -> None:
        text = _text(data)
        for match in names.find(text):
            assert 0 < match.score <= 100, match
        names.beginning(text)
        names.resolve(text, "Actor")

    return take


def _sparql(folder: Path) -> Take:
    from accordgraph.graph.engines.guards import check_sparql

    return lambda data: _same_places(_text(data), check_sparql(_text(data)))


def _cypher(folder: Path) -> Take:
    from accordgraph.graph.engines.guards import check_cypher

    return lambda data: _same_places(_text(data), check_cypher(_text(data), {"x": 1}))


def _same_places(text: str, checked: str) -> None:
    assert [len(line) for line in checked.split("\n")] == [len(line) for line in text.split("\n")], "a place has moved"


def _rdf(folder: Path) -> Take:
    from accordgraph.loaders.rdf.reader import read_graphs

    def take(data: bytes) -> None:
        ending, _, content = data.partition(b"\n")
        known = {one.encode(): one for one in corpora.ENDINGS.values()}
        path = folder / f"graph{known.get(ending, '.nq')}"
        path.write_bytes(content)
        read_graphs([path])

    return take


def _backup(folder: Path) -> Take:
    """A backup with one of its files exchanged and all checksums right, or with any bytes at all."""
    from accordgraph.graph.store import backup

    parts = corpora.backup_parts()
    path = folder / "kept.tar"

    def take(data: bytes) -> None:
        name, _, content = data.partition(b"\n")
        known = {one.encode(): one for one in parts}
        exchanged = {known[name]: content} if name in known else {}
        path.write_bytes(corpora.archive(parts | exchanged) if exchanged else content)
        backup.read(path)

    return take


TARGETS = {
    target.name: target
    for target in (
        Target("dossier", "dossiers in YAML", 30, corpora.dossiers, _dossier),
        Target("graph", "dossiers that are read, built into tables", 2, corpora.dossiers, _graph),
        Target("edtf", "dates", 288, corpora.dates, _dates),
        Target("find", "names that are looked for", 45, corpora.names, _find),
        Target("sparql", "the guard of SPARQL", 315, corpora.sparql, _sparql),
        Target("cypher", "the guard of Cypher", 290, corpora.cypher, _cypher),
        Target("rdf", "RDF that is loaded", 15, corpora.rdf, _rdf),
        Target("table", "tables of all formats", 10, corpora.tables, _table),
        Target("mapping", "mappings of a table", 2, corpora.mappings, _mapping),
        Target("backup", "backups that are restored", 3, corpora.backups, _backup),
    )
}
"""All targets by name. Their shares add up to 1,000; those that are slow get fewer inputs."""
