"""A small world of hand-made tables that every question finds something in, in both engines and rdflib."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping
from datetime import date
from itertools import product
from pathlib import Path
from typing import Any, Literal

import polars as pl
import pytest
import yaml

from accordgraph.graph.engines import ladybug, oxigraph
from accordgraph.graph.engines.protocol import Engine, Parameter, Rows
from accordgraph.graph.names import index
from accordgraph.graph.projection.ntriples import triples
from accordgraph.graph.schemas import Tables, table_schemas
from accordgraph.ontology.namespaces import ID_NAMESPACE
from accordgraph.ontology.registry import registry

WORLD = Path(__file__).with_name("world.yaml")
DAYS = [date(2024, 1, 1), date(2024, 2, 1), date(2024, 3, 1)]
ALIAS = {"thing": "nabu", "class": "Actor", "kind": "alias", "lang": None, "text": "Anti-Corruption Bureau of Ukraine"}

Told = dict[str, Any]
"""A row as it is told: what is left out is null."""


def world() -> Tables:
    """The tables of world.yaml with the columns that the registry gives them, and what is made by rule."""
    rows: dict[str, list[Told]] = yaml.safe_load(WORLD.read_text(encoding="utf-8"))
    rows["cooperations"] += random_links()
    bases = {row["id"]: row for row in rows["bases"]}
    for link in rows["cooperations"]:
        link.setdefault("sure_until", link.get("until_earliest"))
        link |= {"basis_name": bases[link["basis"]].get("name"), "kind": bases[link["basis"]].get("kind")}
    rows["participations"] += missing_participations(rows)
    for part in rows["participations"]:
        part.setdefault("sure_until", part.get("end_earliest"))
        part.setdefault("start_rule", "start:binds-on-signature")
        part.setdefault("reserved", "article 66" if part["id"] == "uncac~ua~1" else None)
    mark_strange(rows)
    rows["actors"] += missing_actors(rows)
    rows["names"] = [*names_of("Actor", rows["actors"]), *names_of("Basis", rows["bases"]), ALIAS]
    return {name: pl.from_dicts(rows.get(name, []), schema=schema) for name, schema in table_schemas().items()}


def mark_strange(rows: dict[str, list[Told]]) -> None:
    """Two bases are those of a dossier that nobody trusts, with whoever takes part in them."""
    told = [*((row["id"], row) for row in rows["bases"])]
    told += [(row["basis"], row) for name in ("participations", "cooperations") for row in rows[name]]
    for basis, row in told:
        row["stranger"] = "theirs" if basis in ("raid", "open-6") else None
    for row in rows["sources"]:
        row["stranger"] = "theirs"


def random_links() -> list[Told]:
    """750 links of every kind that bounds and ends can make, between actors of their own."""
    pairs = [(a, b) for a, b in product([None, *DAYS], repeat=2) if a is None or b is None or a <= b]
    kinds = product(pairs, pairs, ("exit", "term", "during", "none"), (True, False))
    chosen = random.Random(7).sample(list(kinds), 750)
    links = [random_link(f"r-{n % 30:02}", f"s-{n // 30:02}", *kind) for n, kind in enumerate(chosen)]
    for n, link in enumerate(links[::3]):
        link["presumed_until"] = None if link["end_kind"] == "none" else DAYS[n % 3]
    return [link | doubts(random.Random(n)) for n, link in enumerate(links)]


DOUBTS = ("rests_until", "replaced_from", "disputed_from", "disputed_to", "notice_from")
PAUSE = ("paused_from_earliest", "paused_from_latest", "paused_to_earliest", "paused_to_latest")


def doubts(chance: random.Random) -> Told:
    """What casts doubt on a link, or stands between its two sides; on half of the links nothing does."""
    columns: Told = {"mode": chance.choice(["bound", "bound", "provisional"])}
    columns["since_standing"] = chance.choice([None, "single", "confirmed", "reading"])
    columns["until_latest_reported"] = chance.choice([None, *DAYS])
    columns["parent_unreported"] = chance.choice([None, "random"])
    if chance.random() < 0.4:
        return columns
    columns |= {name: chance.choice([None, None, None, *DAYS]) for name in DOUBTS}
    columns["paused_kind"] = chance.choice([None, "suspended", "excluded"])
    if columns["paused_kind"]:
        bounds = sorted(chance.choice(DAYS) for _ in PAUSE)
        columns |= {name: chance.choice([None, day, day]) for name, day in zip(PAUSE, bounds, strict=True)}
    return columns


def random_link(a: str, b: str, since: tuple[Any, ...], until: tuple[Any, ...], end_kind: str, firm: bool) -> Told:
    bounds = zip(("since_earliest", "since_latest", "until_earliest", "until_latest"), (*since, *until), strict=True)
    sides = {"actor_a": a, "actor_b": b, "participation_a": f"random~{a}~1", "participation_b": f"random~{b}~1"}
    standing = "single" if firm else {"exit": "disputed", "term": "reading"}.get(end_kind, "single")
    judged = {"firm": firm, "held": firm or a < "r-15", "standing": standing}
    return {"id": f"random~{a}~1~{b}~1", "basis": "random", "end_kind": end_kind, **sides, **judged, **dict(bounds)}


def missing_participations(rows: dict[str, list[Told]]) -> list[Told]:
    """Those that links were made from and that no test looks at."""
    known = {row["id"] for row in rows["participations"]}
    sides = {(row["basis"], row[side]) for row in rows["cooperations"] for side in ("actor_a", "actor_b")}
    common = {"episode": 1, "role": "party", "end_kind": "none", "held": True, "firm": True}
    created = [{"id": f"{basis}~{actor}~1", "basis": basis, "actor": actor, **common} for basis, actor in sorted(sides)]
    return [row for row in created if row["id"] not in known]


def missing_actors(rows: dict[str, list[Told]]) -> list[Told]:
    missing = {row["actor"] for row in rows["participations"]} - {row["id"] for row in rows["actors"]}
    return [{"id": actor, "name": actor.upper(), "kind": "state"} for actor in sorted(missing)]


def names_of(class_: str, rows: list[Told]) -> list[Told]:
    return [
        {"thing": row["id"], "class": class_, "kind": kind, "lang": lang, "text": row[column]}
        for row in rows
        for kind in ("name", "acronym")
        for lang, column in (("en", kind), ("uk", f"{kind}_uk"))
        if column in row
    ]


class Rdflib:
    """The SPARQL texts in a second implementation, so that they do not come to rest on one engine's ways."""

    name = "rdflib"
    language: Literal["sparql"] = "sparql"

    def __init__(self, tables: Tables) -> None:
        import rdflib

        self.graph = rdflib.Graph()
        for frame in triples(tables, registry()):
            self.graph.parse(data="\n".join(line for line in frame["line"] if line), format="nt")

    def query(self, text: str, parameters: Mapping[str, Parameter]) -> Rows:
        assert not parameters
        result = self.graph.query(text)
        return Rows(tuple(map(str, result.vars or ())), [tuple(map(_plain, row)) for row in result])  # type: ignore[arg-type]

    def close(self) -> None:
        self.graph.close()


def _plain(term: Any) -> Any:
    import rdflib

    if isinstance(term, rdflib.URIRef):
        return str(term).removeprefix(ID_NAMESPACE).rpartition("/")[2]
    if term is None or term.datatype is None:
        return None if term is None else str(term)
    return term.toPython() if isinstance(term.toPython(), bool | int | date) else str(term)


@pytest.fixture(scope="session")
def tables() -> Tables:
    return world()


@pytest.fixture(scope="session")
def names(tables: Tables, tmp_path_factory: pytest.TempPathFactory) -> Iterator[index.Names]:
    path = tmp_path_factory.mktemp("index") / "names.sqlite"
    index.build(tables, path)
    opened = index.Names(path)
    yield opened
    opened.close()


@pytest.fixture(scope="session")
def sparql(tables: Tables, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    folder = tmp_path_factory.mktemp("oxigraph")
    oxigraph.build(tables, folder)
    with oxigraph.open_read_only(folder) as engine:
        yield engine


@pytest.fixture(scope="session")
def cypher(tables: Tables, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    folder = tmp_path_factory.mktemp("ladybug")
    ladybug.build(tables, folder)
    with ladybug.open_read_only(folder) as engine:
        yield engine


@pytest.fixture(scope="session")
def second_sparql(tables: Tables) -> Rdflib:
    small = {name: tables[name].filter(pl.col("basis") != "random") for name in ("cooperations", "participations")}
    return Rdflib({**tables, **small})
