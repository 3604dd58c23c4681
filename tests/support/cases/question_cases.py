"""What to ask of a graph: every question, with many parameters."""

from __future__ import annotations

from itertools import combinations
from typing import Any

from accordgraph.graph.schemas import Tables

DAYS = ("1990-06-01", "2010-01-01", "2022-03-25", "2022-07-01", "2024-04-10", "2025-03-02", "2026-05-01")
TABLES = ("actors", "bases", "sources", "acts", "participations", "cooperations", "conflicts", "observations")

OF_A_SOURCE = ("statements_of_source", "links_of_source")

Given = dict[str, Any]
Ids = dict[str, list[str]]


def ids_of(tables: Tables) -> Ids:
    """The ids in tables, by table."""
    return {name: tables[name]["id"].to_list() for name in TABLES}


def parameters(question: str, ids: Ids) -> list[Given]:
    """What to ask a question with."""
    actors, pairs = ids["actors"], list(combinations(ids["actors"], 2))
    things = [identifier for name in ids for identifier in ids[name][::3]]
    by_question: dict[str, list[Given]] = {
        "partners": [{"actor": actor, "with_bodies": bodies} for actor in actors for bodies in (False, True)],
        "partners_on": [{"actor": actor, "day": day} for actor in actors for day in DAYS[::2]],
        "between": [{"actor": a, "partner": b} for a, b in pairs[::4]],
        "shared_bases": [{"actor": a, "partner": b} for a, b in pairs[::9]],
        "bases_between": [{"actor": a, "partner": b, "day": "2024-04-10"} for a, b in pairs[::25]],
        "participants": [{"basis": basis} for basis in ids["bases"]],
        "acts_of_basis": [{"basis": basis} for basis in ids["bases"]],
        "acts_of_actor": [{"actor": actor} for actor in actors],
        "in_force": [{"day": day} for day in DAYS],
        "evidence": [{"id": thing} for thing in things],
        "conflicts_of": [{"id": thing} for thing in things],
        "neighbours": [{"actors": actors[start::5]} for start in range(5)],
        "unlinked_bases": [{"actors": actors}],
        "bases_of_actors": [{"actors": actors}],
        **{
            question: [{"actors": actors[start::3], "bases": ids["bases"]} for start in range(3)]
            for question in ("participations_in", "acts_in", "statements_in")
        },
        "common_bases": [{"actors": actors[start::3], "partners": actors} for start in range(3)],
        "relations_of": [{"bases": ids["bases"]}],
        "effect_rules": [{"bases": ids["bases"]}],
        "bases": [{}, {"bases": ids["bases"][::3]}],
        "parts": [{}, {"actors": actors[::3]}],
        **{question: [{"source": source} for source in ids["sources"]] for question in OF_A_SOURCE},
        "sources_named": [{"sources": ids["sources"]}],
        "path": [{"actor": a, "partner": b} for a, b in pairs[::8]],
        **{name: [{}, *({"day": day} for day in DAYS)] for name in ("brokers", "communities", "degrees")},
    }
    return by_question.get(question, [{}])


def certain(tables: Tables) -> dict[str, Given]:
    """What has an answer, for questions about two that cooperate or about one thing."""
    link = tables["cooperations"].row(0, named=True)
    pair = {"actor": link["actor_a"], "partner": link["actor_b"]}
    return {
        **dict.fromkeys(("between", "shared_bases", "path"), pair),
        "bases_between": {**pair, "day": "2026-05-01"},
        "evidence": {"id": tables["evidence"]["thing"].sort()[0]},
        "conflicts_of": {"id": tables["conflicts"]["about"].sort()[0]},
    }


def some(all_given: list[Given], count: int) -> list[Given]:
    """As many as that, spread over all."""
    return all_given[:: max(1, -(-len(all_given) // count))]
