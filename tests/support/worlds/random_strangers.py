"""Dossiers as a stranger may write them, made at random from the ids of a graph: what they say is of any kind."""

from __future__ import annotations

import json
import random
from dataclasses import dataclass
from typing import Any

import polars as pl

from accordgraph.graph.names.folding import fold
from accordgraph.ontology.registry import registry

KINDS = ("legal-text", "official", "dataset", "press", "opinion")
ACTS = (
    *("signature", "accession", "ratification", "entry", "exit", "withdrawal", "termination", "suspension"),
    *("resumption", "objection", "precluding-objection", "term", "extension", "entry-into-force", "exit-revoked"),
    "provisional-application",
)
OF_WHOLE = ("termination", "extension", "term", "entry-into-force")


@dataclass(frozen=True)
class Ids:
    """What there is to speak of."""

    actors: list[str]
    bases: list[str]
    sources: list[str]
    parties: dict[str, list[str]]
    names: list[str]
    challenges: list[str]
    assessments: list[str]
    numbers: list[tuple[str, str, str]]
    publishers: list[str]
    days: list[str]
    kinds: dict[str, str]


def ids_of(statements: pl.DataFrame) -> Ids:
    """The ids that statements declare, and who takes part in what."""
    kinds = statements.filter(pl.col("property") == "kind")
    actors, bases, sources = (
        kinds.filter(pl.col("about") == about)["thing"].unique().sort().to_list()
        for about in ("actor", "basis", "source")
    )
    named = statements.drop_nulls(["basis", "actor"]).select("basis", "actor").unique().sort("basis", "actor")
    parties = named.group_by("basis", maintain_order=True).agg("actor").rows()
    by_about = {
        about: statements.filter(pl.col("about") == about) for about in ("challenge", "assessment", "observation")
    }
    challenges, assessments = (
        by_about[about]["thing"].unique().sort().to_list() for about in ("challenge", "assessment")
    )
    called = statements.filter((pl.col("about") == "actor") & pl.col("property").is_in(["name", "acronym", "alias"]))
    return Ids(
        actors,
        bases,
        [one for one in sources if one not in set(statements["dossier"])],
        dict(parties),
        called["value"].unique().sort().to_list(),
        challenges,
        assessments,
        _numbers(by_about["observation"]),
        _values(statements, "publisher"),
        _values(statements, "done_on"),
        dict(kinds.filter(pl.col("about") == "source").select("thing", "value").rows()),
    )


def _values(statements: pl.DataFrame, name: str) -> list[str]:
    return statements.filter(pl.col("property") == name)["value"].unique().sort().to_list()


def _numbers(statements: pl.DataFrame) -> list[tuple[str, str, str]]:
    """Series, measure and period of each number."""
    parts = ("series", "measure", "period")
    values = (pl.col("value").filter(pl.col("property") == part).first().alias(part) for part in parts)
    return statements.group_by("thing").agg(*values).sort("thing").select(parts).rows()


def day(chance: random.Random) -> str:
    """A date of any precision."""
    year, month, number = chance.randint(1990, 2026), chance.randint(1, 12), chance.randint(1, 28)
    texts = (f"{year}", f"{year}-{month:02}", f"{year}-{month:02}-{number:02}", f"[..{year}]", f"{year}?")
    return chance.choices(texts, (3, 3, 8, 1, 1))[0]


def dossier(chance: random.Random, ids: Ids) -> str:
    """A dossier in JSON, which is YAML: a few things said of agreements and actors of others, and some of its own."""
    source = {
        "kind": chance.choice(KINDS),
        "publisher": chance.choice(["me", "eurojust", "un", chance.choice(ids.publishers)]),
        "published": day(chance),
    }
    data: dict[str, Any] = {"dossier": "stranger", "recorded": "2026-01-31", "sources": {"strange-source": source}}
    if chance.random() < 0.2:
        data |= {"amends": ["ukraine-criminal-justice"]}
        amended = chance.choice(ids.sources)
        data["sources"] |= {amended: {"kind": ids.kinds[amended], **_of_source(chance, ids)}}
    if chance.random() < 0.1:
        data["publishers"] = {chance.choice(ids.publishers): {"name": "Strange publisher"}}
    bases: dict[str, Any] = {}
    for basis in chance.sample(ids.bases, chance.randint(1, 3)):
        bases[basis] = {"says": [_says(chance, ids, basis) for _ in range(chance.randint(1, 2))]}
    if chance.random() < 0.3:
        own: dict[str, Any] = {"kind": "agreement", "form": "treaty", "binds": "signature", "name": "Strange pact"}
        own |= {chance.choice(["replaces", "requires", "amends"]): [chance.choice(ids.bases)]}
        own["says"] = [{"source": "strange-source", "acts": [_act(chance, ids, ids.actors) for _ in range(2)]}]
        bases["strange-pact"] = own
    data["bases"] = bases
    data |= _around(chance, ids)
    if chance.random() < 0.1:
        _add_many(chance, ids, data)
    if chance.random() < 0.4:
        data["actors"] = {chance.choice(ids.actors): {"says": [_life(chance, ids)]}}
    if chance.random() < 0.2:
        name = chance.choice([*ids.names, chance.choice(ids.names).lower(), f"{chance.choice(ids.names)}."])
        data.setdefault("actors", {})["strange-twin"] = {"kind": "other", "name": name}
    if chance.random() < 0.2:
        words = chance.choice(ids.names).split()
        name = " ".join(chance.sample(words, chance.randint(1, len(words))))
        known = [chance.choice(ids.publishers), fold(chance.choice(ids.names)).replace(" ", "-"), "strange-short"]
        one = chance.choice([each for each in known if each.isascii() and each not in ids.actors])
        data.setdefault("actors", {})[one] = {"kind": "other", "name": name}
    return json.dumps(data)


def _of_source(chance: random.Random, ids: Ids) -> dict[str, Any]:
    """What a dossier that amends another says of one of its sources."""
    return chance.choice(
        [
            {"withdrawn": day(chance)},
            {"withdrawn": "2025-01-01", "corrected_by": "strange-source"},
            {"derived_from": "strange-source"},
            {"derived_from": chance.choice(ids.sources), "derived_as": "reprint"},
            {"records_exits": "true"},
            {"independent": "true"},
            {"url": "https://strange.example/"},
        ]
    )


def _add_many(chance: random.Random, ids: Ids, data: dict[str, Any]) -> None:
    """Many series in a dossier, by any source, or many signatures of one actor."""
    if chance.random() < 0.5:
        series = [{"series": f"strange-{number}", "measure": "sent"} for number in range(14)]
        says = [
            {**one, "period": period, "value": chance.randint(1, 99)} for one in series for period in ("2023", "2024")
        ]
        data.setdefault("observations", []).append({"source": _source(chance, ids), "says": says})
        return
    actors = chance.sample(ids.actors, 2)
    for number in range(22):
        said = {"source": "strange-source", "acts": [{"by": actors, "type": "signature", "done": day(chance)}]}
        own = {"kind": "agreement", "form": "memorandum", "binds": "signature", "name": f"Strange memo {number}"}
        data["bases"][f"strange-memo-{number}"] = {**own, "says": [said]}


def _around(chance: random.Random, ids: Ids) -> dict[str, Any]:
    """Numbers, difficulties, judgements and notes on what is missing, each in some of the dossiers."""
    data: dict[str, Any] = {}
    if chance.random() < 0.3:
        data["observations"] = [{"source": "strange-source", "says": [_number(chance, ids) for _ in range(2)]}]
    if chance.random() < 0.2:
        said = {"id": chance.choice([*ids.challenges, "strange-challenge"]), "affects": [chance.choice(ids.actors)]}
        said |= chance.choice([{}, {"mechanism": "Strange mechanism"}, {"remedy": ["Strange remedy"]}])
        data["challenges"] = [{"source": "strange-source", "says": [said]}]
    if chance.random() < 0.2:
        said = {"id": chance.choice([*ids.assessments, "strange-assessment"]), "claim": "Strange claim"}
        data["assessments"] = [{"source": "strange-source", "says": [{**said, "scope": "All", "topic": "trend"}]}]
    if chance.random() < 0.2:
        kind = chance.choice(["not-found", "left-out", "scope"])
        named = chance.choice([{}, {"of": chance.sample(ids.actors, 2)}]) if kind != "scope" else {}
        data["covers"] = [{"what": kind, **named, "text": {"en": "Strange note"}}]
    return data


def _number(chance: random.Random, ids: Ids) -> dict[str, Any]:
    series, measure, period = chance.choice(ids.numbers)
    series, period = chance.choice([series, series, "strange-series"]), chance.choice([period, period, "1991"])
    number = {"series": series, "measure": measure, "period": period, "value": chance.randint(1, 999)}
    return number | chance.choice([{}, {"qualifier": "about"}, {"qualifier": "more-than"}])


def _source(chance: random.Random, ids: Ids) -> str:
    return "strange-source" if chance.random() < 0.8 else chance.choice(ids.sources)


def _says(chance: random.Random, ids: Ids, basis: str) -> dict[str, Any]:
    actors = [*ids.parties.get(basis, []), chance.choice(ids.actors)]
    says: dict[str, Any] = {"source": _source(chance, ids)}
    kind = chance.choices(("acts", "lists", "of_basis"), (5, 4, 2))[0]
    if kind == "acts":
        says["acts"] = [_act(chance, ids, actors) for _ in range(chance.randint(1, 2))]
    elif kind == "lists":
        says["lists"] = [_listing(chance, actors)]
    else:
        says["of_basis"] = _of_basis(chance, ids)
    return says


def _act(chance: random.Random, ids: Ids, actors: list[str]) -> dict[str, Any]:
    kind = chance.choice(ACTS)
    act: dict[str, Any] = {"type": kind}
    if kind not in OF_WHOLE:
        act["by"] = chance.sample(actors, min(len(actors), chance.randint(1, 2)))
    for name, odds in (("done", 0.7), ("effective", 0.4)):
        if chance.random() < odds:
            act[name] = chance.choice([day(chance), day(chance), chance.choice(ids.days)])
    if "by" in act and chance.random() < 0.1:
        act["through"] = {act["by"][0]: chance.choice(ids.actors)}
    if kind in ("term", "extension"):
        act |= {"done": chance.choice(ids.days), "until": f"{chance.randint(2027, 2040)}"}
    if kind in ("signature", "accession", "entry") and chance.random() < 0.4:
        act["role"] = chance.choice(list(registry().words["roles"]))
    if kind == "signature" and chance.random() < 0.3:
        act["subject_to"] = "ratification"
    return act


def _listing(chance: random.Random, actors: list[str]) -> dict[str, Any]:
    listing: dict[str, Any] = {"of": sorted({*chance.sample(actors, min(len(actors), 2))})}
    if chance.random() < 0.7:
        listing["as_of"] = day(chance)
    if chance.random() < 0.5:
        listing["role"] = chance.choice(list(registry().words["roles"]))
    chosen = chance.random()
    if chosen < 0.3:
        listing["deny"] = chance.choice(["true", "ever"])
    elif chosen < 0.5 and "role" in listing:
        listing["complete"] = "true"
    return listing


def _of_basis(chance: random.Random, ids: Ids) -> dict[str, Any]:
    return chance.choice(
        [
            {"binds": chance.choice(["signature", "consent", "none", "unknown"])},
            {"open": "true"},
            {"mutual": "false"},
            {"reaches": "bodies"},
            {"in_force_since": day(chance)},
            {"effect_after": "P30D", "effect_on": "day"},
            {"exit_after": "P6M"},
            {"requires": [chance.choice(ids.bases)]},
            {"supplements": [chance.choice(ids.bases)]},
            {"replaces": [chance.choice(ids.bases)]},
            {"name": "Strange name"},
        ]
    )


def _life(chance: random.Random, ids: Ids) -> dict[str, Any]:
    of: list[dict[str, Any]] = [
        {"founded": day(chance)},
        {"closed": day(chance)},
        {"part_of": [chance.choice(ids.actors)]},
    ]
    return {"source": "strange-source", **chance.choice([*of, {"aliases": ["NABU"]}, {"name": "Strange actor"}])}
