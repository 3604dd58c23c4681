"""A builder of small stories: who told what of whom, and the tables that follow."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import polars as pl

from accordgraph.graph.derivation.tables import build
from accordgraph.graph.schemas import Tables
from accordgraph.graph.statements.statement import Statement, frame


@dataclass
class Story:
    """Statements of a test, told in short. Every source, actor and basis must be declared before it is used."""

    rows: list[Statement] = field(default_factory=list)
    shuffled_by: int | None = None
    derived: tuple[object, Tables] | None = field(default=None, init=False, repr=False, compare=False)
    """What the tables were last made of, and they."""

    def say(self, about: str, source: str, name: str, value: str | None, **more: Any) -> None:
        if value is not None:
            row: dict[str, Any] = {"about": about, "source": source, "property": name, "value": value, **more}
            self.rows.append({"stance": "asserts", "how": "stated", "dossier": "d", "loader": "test", **row})  # type: ignore[typeddict-item]

    def source(self, name: str, kind: str = "official", publisher: str | None = None, **more: str) -> Story:
        values = {"kind": kind, "publisher": publisher or name, **more}
        for key, value in values.items():
            self.say("source", "d", key, value, thing=name)
        return self

    def actors(self, *names: str, **more: str) -> Story:
        for name in names:
            for key, value in {"kind": "state", **more}.items():
                self.say("actor", "d", key, value, thing=name)
        return self

    def basis(self, name: str, kind: str | None = "agreement", source: str = "d", **more: str) -> Story:
        values: dict[str, str | None] = {"kind": kind, **more}
        for key, value in values.items():
            self.say("basis", source, key, value, thing=name, basis=name)
        return self

    def act(
        self,
        basis: str,
        actor: str | None,
        type: str,
        done: str | None = None,
        *,
        source: str,
        effective: str | None = None,
        until: str | None = None,
        role: str | None = None,
        episode: str | None = None,
        through: str | None = None,
        as_of: str | None = None,
    ) -> Story:
        mention = f"act {basis} {actor} {type} {done} {source} {effective} {until} {role}"
        values = {
            "type": type,
            "done_on": done,
            "effective_on": effective,
            "until": until,
            "episode": episode,
            "through": through,
        }
        for key, value in values.items():
            self.say("act", source, key, value, mention=mention, basis=basis, actor=actor, as_of=as_of)
        self.say("participation", source, "role", role, mention=mention, basis=basis, actor=actor, as_of=as_of)
        return self

    def listing(
        self,
        basis: str,
        *actors: str,
        source: str,
        role: str = "unknown",
        as_of: str | None = None,
        complete: bool = False,
        deny: bool = False,
    ) -> Story:
        stance = "denies" if deny else "asserts"
        for actor in actors:
            mention = f"list {basis} {actor} {source} {role} {as_of} {deny}"
            more: dict[str, Any] = {
                "basis": basis,
                "actor": actor,
                "as_of": as_of,
                "stance": stance,
                "mention": mention,
            }
            self.say("participation", source, "listed", role, **more)
        if complete:
            value = f"{role}: {' '.join(sorted(actors))}"
            self.say("basis", source, "complete_list", value, thing=basis, basis=basis, as_of=as_of)
        return self

    def statements(self) -> pl.DataFrame:
        data = frame(self.rows)
        return data if self.shuffled_by is None else data.sample(fraction=1, shuffle=True, seed=self.shuffled_by)

    def tables(self) -> Tables:
        """The tables that follow; they are not made again while nothing else is said."""
        key = [row.copy() for row in self.rows], self.shuffled_by
        if self.derived is None or self.derived[0] != key:
            self.derived = key, build(self.statements())
        return dict(self.derived[1])

    def row(self, table: str, identifier: str) -> dict[str, Any]:
        """The one row with this id, or a failure that names the ids there are."""
        data = self.tables()[table]
        matches = data.filter(pl.col("id") == identifier)
        assert matches.height == 1, f"no {identifier} in {table}: {data['id'].to_list()}"
        return matches.row(0, named=True)
