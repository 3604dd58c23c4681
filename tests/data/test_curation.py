"""The cards of actors and bases: names in both languages, kinds, wholes, and every name that the sources use."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from accordgraph.graph.statements.statement import Statement

Card = dict[str, list[tuple[str, str | None]]]
"""What the dossiers say of a thing: for each property its values, each with its language."""

STATES = frozenset(
    [
        "ae",
        "al",
        "am",
        "au",
        "az",
        "be",
        "bg",
        "br",
        "by",
        "ca",
        "cz",
        "de",
        "ee",
        "fr",
        "gb",
        "ge",
        "jp",
        "kg",
        "kz",
        "li",
        "lt",
        "lv",
        "md",
        "mt",
        "my",
        "nl",
        "pl",
        "ro",
        "ru",
        "se",
        "sk",
        "tj",
        "tm",
        "tt",
        "ua",
        "us",
        "uz",
    ]
)
TOP = {"eu", "icc", "coe", "carin", "star", "defence-side"}
"""Bodies that are no part of anything: of no state, or of no institution."""

LANGUAGES = {"en", "uk"}

STATES_IN_BRACKETS = {"united states"}
"""What stands behind a body's name to say of which state it is, and is no name of the body."""


@pytest.fixture(scope="module")
def cards(statements: list[Statement]) -> dict[str, dict[str, Card]]:
    """The cards by class and id."""
    by_class: dict[str, dict[str, Card]] = {"actor": {}, "basis": {}}
    for each in statements:
        if each["about"] in by_class and each.get("thing"):
            card = by_class[each["about"]].setdefault(str(each["thing"]), {})
            card.setdefault(each["property"], []).append((each["value"], each.get("lang")))
    return by_class


def called(card: Card) -> set[str]:
    return {plain(text) for name in ("name", "acronym", "alias") for text, _ in card.get(name, ())}


def plain(text: str) -> str:
    """The text in small letters with one kind of apostrophe: the given list has that of a typewriter."""
    return text.casefold().replace("’", "'")


def values(card: Card, name: str) -> list[str]:
    return [value for value, _ in card.get(name, ())]


@pytest.mark.parametrize(("about", "least"), [("actor", 115), ("basis", 130)])
def test_everything_is_named_in_both_languages(cards: dict[str, dict[str, Card]], about: str, least: int) -> None:
    assert len(cards[about]) >= least
    languages = {thing: {lang for _, lang in card.get("name", ())} for thing, card in cards[about].items()}
    assert {thing: named_in for thing, named_in in languages.items() if named_in != LANGUAGES} == {}


def test_names_in_ukrainian_are_in_its_letters(cards: dict[str, dict[str, Card]]) -> None:
    """No letter of Russian alone, and none of Latin that looks like one of Cyrillic inside a word."""
    names = [text for card in (cards["actor"] | cards["basis"]).values() for text, lang in card["name"] if lang == "uk"]
    assert len(names) >= 60
    mixed = [
        name for name in names for word in name.split() if any(map(is_cyrillic, word)) and any(map(is_latin, word))
    ]
    assert [name for name in names if set(name.casefold()) & set("ыэъё")] + mixed == []


LATIN_NAMES = {"CARIN", "CONNECT", "JICA", "MH", "MINCE", "NCA", "OCTOPUS", "OLAF", "StAR", "USAID"}
"""What Ukrainian authorities write in Latin letters too."""


def test_names_in_ukrainian_have_no_other_latin_words(cards: dict[str, dict[str, Card]]) -> None:
    every = [entry for card in (cards["actor"] | cards["basis"]).values() for entry in card.get("name", [])]
    every += [entry for card in (cards["actor"] | cards["basis"]).values() for entry in card.get("acronym", [])]
    latin = {word for text, lang in every if lang == "uk" for word in re.findall("[A-Za-z]+", text)}
    assert latin == LATIN_NAMES


def is_cyrillic(letter: str) -> bool:
    return "\u0400" <= letter <= "\u04ff"


def is_latin(letter: str) -> bool:
    return letter.isascii() and letter.isalpha()


def test_every_actor_has_a_place(cards: dict[str, dict[str, Card]]) -> None:
    """A state by its code; an agency with a subtype and as a part of something; no part is guessed from the country."""
    actors = cards["actor"]
    assert {actor for actor, card in actors.items() if set(values(card, "kind")) == {"state"}} == STATES
    others = {actor: card for actor, card in actors.items() if actor not in STATES}
    assert {actor for actor, card in others.items() if "part_of" not in card} == TOP
    typed = [actor for actor, card in others.items() if values(card, "kind") != ["group"]]
    assert [actor for actor in typed if "subtype" not in actors[actor]] == []
    assert [actor for actor in others if "jurisdiction" not in actors[actor]] == ["eu"]


def test_who_is_a_part_of_whom(cards: dict[str, dict[str, Card]]) -> None:
    """Where the whole is another body than the state itself."""
    wholes = {(actor, whole) for actor, card in cards["actor"].items() for whole in values(card, "part_of")}
    assert {pair for pair in wholes if pair[1] not in STATES} == {
        ("sapo", "pgo"),
        ("dod-oig", "us-dod"),
        ("warsaw-terror-homicide", "warsaw-police"),
        ("cz-nctekk", "cz-police"),
        ("cz-ncoz", "cz-police"),
        ("cz-pardubice-police", "cz-police"),
        ("kyiv-police", "npu"),
        ("mod-inspectorate-ua", "mod-ua"),
        ("ua-liaison-eurojust", "pgo"),
        ("fbi", "us-doj"),
        ("state-oig", "us-state-department"),
        ("usaid-oig", "usaid"),
        ("icc-otp", "icc"),
        ("ciced", "eurojust"),
        ("icpa-centre", "eurojust"),
        *((body, "eu") for body in ("eib", "eppo", "euam", "eurojust", "europol", "olaf")),
    }


def test_every_name_that_the_sources_use_finds_its_actor(cards: dict[str, dict[str, Card]], shared: Path) -> None:
    """Of each actor in the given list, all its names, acronyms and aliases, as the seed has them too."""
    lines = (shared / "facts" / "aliases.jsonl").read_text(encoding="utf-8").splitlines()
    listed = {plain(entry["canonical_name_en"]): stated(entry) for entry in map(json.loads, lines)}
    known = {name: called(card) for card in (cards["actor"] | cards["basis"]).values() for name in called(card)}
    ours = sorted(listed.keys() & known.keys())
    assert len(ours) >= 39
    assert {name: absent for name in ours if (absent := listed[name] - known[name])} == {}


def stated(entry: dict[str, Any]) -> set[str]:
    """What an entry of the list calls an actor, without the remark where a name is from; `A (B)` are two names."""
    names = [entry["canonical_name_en"], entry["acronym"], entry["name_uk"], entry["acronym_uk"]]
    names += [re.sub(r" \((seed|former)\)$", "", name) for name in entry["other_names"]]
    parts = {plain(part) for name in names if name for part in re.split(r" \(|\)$", name) if part}
    return parts - STATES_IN_BRACKETS
