"""Dossiers made at random beside the bundled one: what they change is announced at loading and marked in the row.

ACCORD_STRANGERS says how many are made; `make strangers` asks for 500. Which ones depends on their numbers alone.
"""

from __future__ import annotations

import os
import random
from collections import Counter
from collections.abc import Collection
from pathlib import Path
from typing import NamedTuple

import polars as pl
import pytest
from worlds.changed_rows import described, differing, found, freed, numbered, on_bases, related, stated
from worlds.random_strangers import Ids, dossier, ids_of

from accordgraph.graph.derivation.tables import build
from accordgraph.graph.errors import DossierError, InputError
from accordgraph.graph.schemas import Tables
from accordgraph.graph.statements.log import Batch
from accordgraph.graph.statements.statement import frame
from accordgraph.graph.statements.validation import check_circles, check_declarations, check_references
from accordgraph.graph.store.history import Age
from accordgraph.loaders import changed_lines
from accordgraph.loaders.bundled import bundled
from accordgraph.loaders.changed_answers import changed_answers
from accordgraph.loaders.dossier.reader import read_dossiers
from accordgraph.loaders.graph_answers import of_tables
from accordgraph.loaders.judgement_owners import refuse_equal_judgements
from accordgraph.loaders.known import known_values
from accordgraph.loaders.ownership import refuse_foreign_fields
from accordgraph.loaders.trust import as_strangers, refuse_others_sources

COUNT = int(os.environ.get("ACCORD_STRANGERS", "12"))
CORE = "ukraine-criminal-justice.yaml"
AGES = {"ukraine-criminal-justice": Age(1, 1)}


class World(NamedTuple):
    """The bundled dossier: its statements, its tables, and what a stranger can speak of."""

    statements: pl.DataFrame
    tables: Tables
    ids: Ids


@pytest.fixture(scope="module")
def world() -> World:
    with bundled() as paths:
        [core] = read_dossiers([path for path in paths if path.name == CORE])
    statements = frame(core.statements)
    return World(statements, build(statements), ids_of(statements))


def loaded(world: World, path: Path, *, as_stranger: bool) -> tuple[Batch, pl.DataFrame]:
    """The stranger's batch and all that stands with it. Raises what a load would."""
    [read] = read_dossiers([path], **known_values(world.statements))
    batches = [Batch(read.id, read.recorded, frame(read.statements))]
    [batch] = as_strangers(world.statements, batches, all_of_them=as_stranger)
    refuse_others_sources(world.statements, [batch])
    refuse_foreign_fields(world.statements, [batch], AGES, amend=True)
    refuse_equal_judgements(world.statements, [batch], AGES)
    whole = pl.concat([world.statements, batch.statements])
    for check in (check_declarations, check_references, check_circles):
        check(whole)
    return batch, whole


def marked(tables: Tables, name: str, ids: set[str], mine: pl.DataFrame) -> set[str]:
    """Those that rest on what the stranger says by their own evidence, and those that are no more."""
    rows = tables[name].filter(pl.col("id").is_in(sorted(ids)))["id"]
    behind = tables["evidence"].join(mine.select(statement="id"), on="statement", how="semi")["thing"]
    return (set(rows) & set(behind)) | (ids - set(rows))


def announced(changes: pl.DataFrame, before: Tables, after: Tables, bases: pl.Series) -> dict[str, Collection[object]]:
    """What differs in rows of the bundled dossier and no change says, by kind."""
    by_kind = {kind: changes.filter(pl.col("change") == kind) for kind in changed_lines.CHANGES}
    of_links = changes.filter(pl.col("change").is_in(changed_lines.LINKS))
    sides = [of_links.select("basis", actor=side).rows() for side in ("actor_a", "actor_b")]
    parties = {side for rows in sides for side in rows}
    links, stays = (
        differing(*(on_bases(tables, bases, name) for tables in (before, after)))
        for name in ("cooperations", "participations")
    )
    relations = {(one, text) for one, *texts in by_kind["related"].select("link", "value", "value_now").rows()
                 for text in texts}  # fmt: skip
    return {
        "links": links - set(of_links["link"]),
        "stays": {one for one in stays if tuple(one.split("~")[:2]) not in parties},
        "described": described(before, after) - set(by_kind["described"]["link"]),
        "numbered": numbered(before, after) - set(by_kind["numbered"]["link"]),
        "related": related(before, after) - relations,
        "found": found(before, after) - set(by_kind["found"]["link"]),
    }


def parties_named(changes: pl.DataFrame) -> set[tuple[str, str]]:
    """Who is named as a party whose voices, acts or links differ."""
    sides = [changes.select("basis", actor=side) for side in ("actor_a", "actor_b")]
    return set(pl.concat(sides).drop_nulls().rows())


def attributed(world: World, batch: Batch) -> set[str]:
    """The sources of the bundled dossier by which the batch speaks."""
    return set(batch.statements["source"]) & set(world.ids.sources)


def strange(tables: Tables, bases: pl.Series) -> tuple[set[str | None], set[str | None]]:
    """Which dossier the links and those who take part are marked with: on the bundled bases, and on others."""
    rows = pl.concat([tables[name].select("basis", "stranger") for name in ("cooperations", "participations")])
    known = rows["basis"].is_in(bases.implode())
    return set(rows.filter(known)["stranger"]), set(rows.filter(~known)["stranger"])


@pytest.mark.parametrize("part", range(4))
def test_every_changed_answer_is_announced_and_marked(world: World, tmp_path: Path, part: int) -> None:
    outcomes: Counter[str] = Counter()
    bases = world.tables["bases"]["id"]
    for number in range(part, COUNT, 4):
        chance = random.Random(number)
        path = tmp_path / f"{number}.yaml"
        path.write_text(dossier(chance, world.ids))
        try:
            batch, whole = loaded(world, path, as_stranger=number % 3 == 2)
        except (DossierError, InputError) as error:
            outcomes["refused"] += 1
            assert str(error)
            continue
        tables = build(whole)
        changed, changed_stays = (
            differing(*(on_bases(each, bases, name) for each in (world.tables, tables)))
            for name in ("cooperations", "participations")
        )
        is_stranger = number % 3 == 2
        marks, own = strange(tables, bases)
        assert marks == {None} and own <= {batch.dossier if is_stranger else None}, f"number {number}: {marks}, {own}"
        before, after = (of_tables(one, two) for one, two in ((world.tables, world.statements), (tables, whole)))
        changes = changed_answers(before, after, [batch.dossier])
        silent = announced(changes, world.tables, tables, bases)
        silent["stated"] = stated(world.statements, whole, tables) - parties_named(changes)
        silent["attributed"] = attributed(world, batch) - set(changes.filter(change="attributed")["link"])
        assert not any(silent.values()), f"number {number}: not announced {silent}"
        if is_stranger:
            others = changed | changed_stays | described(world.tables, tables) | numbered(world.tables, tables)
            assert others == set() and related(world.tables, tables) == set(), f"number {number}: {others}"
            assert set(changes["change"]) <= {"found"}, f"number {number}: {changes}"
            outcomes["stranger"] += 1
            continue
        assert changes.filter(pl.col("sources").fill_null("") == "").is_empty(), f"number {number}: by whom?"
        if batch.statements["property"].is_in(["amends_dossier"]).any():
            # What is said of a source is announced; the rows that it moves rest on the words of that source as before.
            outcomes["amended"] += 1
            continue
        for name, ids in (("cooperations", changed), ("participations", changed_stays)):
            unmarked = ids - marked(tables, name, ids, batch.statements)
            assert unmarked <= freed(world.tables, tables), f"number {number}: not marked in {name}"
        for name in ("challenges", "assessments", "observations"):
            ids = differing(world.tables[name], tables[name])
            assert ids == marked(tables, name, ids, batch.statements), f"number {number}: not marked in {name}"
        outcomes["changed" if changed else "same"] += 1
    print(part, dict(outcomes))
    assert outcomes.total() == len(range(part, COUNT, 4))
    assert outcomes["refused"] < outcomes.total()
