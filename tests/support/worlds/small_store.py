"""A store that is quick to fill, what is asked of it, and how to damage it."""

from __future__ import annotations

import datetime
from pathlib import Path

from worlds.statement_builder import Story

from accordgraph.graph import engines
from accordgraph.graph.statements.log import Batch
from accordgraph.graph.store.store import Store

DAY = datetime.date(2026, 1, 5)

LINKS = {
    "ladybug": "MATCH (c:Cooperation) RETURN c.id AS id ORDER BY id",
    "oxigraph": "SELECT ?id WHERE { ?c a <https://w3id.org/accordgraph/ns#Cooperation> ; "
    "<https://w3id.org/accordgraph/ns#id> ?id } ORDER BY ?id",
}

DOSSIER = """\
dossier: d
recorded: 2026-01-05
sources:
  page: {{kind: official, publisher: page, published: 2025-01-01}}
actors:
  ua: {{kind: state}}
  {actor}: {{kind: state}}
bases:
  team:
    kind: agreement
    form: jit
    binds: signature
    says:
    - source: page
      acts:
      - {{by: [ua, {actor}], type: founding, done: 2022-03-25}}
"""


def batch(*actors: str, day: datetime.date = DAY) -> Batch:
    """A dossier that tells of a team of Ukraine, Lithuania and these."""
    story = Story().source("d", "editorial").source("page").actors("ua", "lt", *actors)
    story.basis("team", binds="signature")
    for actor in ("ua", "lt", *actors):
        story.act("team", actor, "founding", "2022-03-25", source="page", role="member")
    return Batch("d", day, story.statements())


def write_dossier(folder: Path, actor: str) -> Path:
    """A file with a dossier that tells of a team of Ukraine and this one."""
    path = folder / f"{actor}.yaml"
    path.write_text(DOSSIER.format(actor=actor), encoding="utf-8")
    return path


def links(store: Store, engine: str = "ladybug") -> list[object]:
    with store.snapshot().engine(engine) as opened:
        return [row[0] for row in opened.query(LINKS[engine], {}).rows]


def answers(store: Store) -> list[object]:
    """The links by both engines, which must agree, and only names that the index has."""
    by_engine = [links(store, engine) for engine in engines.LANGUAGES]
    assert by_engine[0] == by_engine[1]
    with store.snapshot().names() as names:
        assert names.class_of("team") == "Basis"
    return by_engine[0]


def flip(path: Path, place: float = 0.5, mask: int = 0xFF) -> None:
    """Turn one byte of a file around, or the bits of it that the mask has, at this part of its length."""
    content = bytearray(path.read_bytes())
    content[min(int(len(content) * place), len(content) - 1)] ^= mask
    path.write_bytes(bytes(content))


def names_in(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())
