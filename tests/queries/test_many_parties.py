"""Bases of 50, 51 and 52 parties, and open ones: no answer changes from all to nothing, in both embedded engines."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from functools import cache
from itertools import combinations
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from worlds.statement_builder import Story

from accordgraph.graph.engines import ladybug, oxigraph
from accordgraph.graph.errors import NotFoundError
from accordgraph.graph.names import index
from accordgraph.graph.schemas import Tables
from accordgraph.queries.answers.rendering.terminal import text
from accordgraph.queries.answers.since import since
from accordgraph.queries.answers.who import who
from accordgraph.queries.by_basis import partners_by
from accordgraph.queries.network.links import graph
from accordgraph.queries.pairing import pairs
from accordgraph.queries.runner import run
from accordgraph.queries.session import Session
from accordgraph.queries.show import show

SIZES = (50, 51, 52)
DAY = "2022-06-01"
TODAY = datetime.date(2026, 11, 30)
Opened = Callable[[int], Session]


@cache
def story(count: int, *, is_open: bool = False, mutual: str = "true") -> Story:
    """A treaty of so many states, that came in one by one; some left, one applies it provisionally, one observes."""
    treaty = Story().source("d", "editorial").source("page").source("column", "press")
    states = [f"s{number:02}" for number in range(count)]
    treaty.actors(*states).basis("treaty", form="treaty", binds="consent", mutual=mutual, open=str(is_open).lower())
    for number, state in enumerate(states):
        source = "column" if number % 10 == 3 else "page"
        day = f"20{number % 20:02}" if number % 7 == 2 else f"20{number % 20:02}-03-{number % 28 + 1:02}"
        role = "observer" if number == 6 else "party"
        if number == 5:
            treaty.act("treaty", state, "provisional-application", "2015-01-01", source="page", role="party")
        else:
            treaty.act("treaty", state, "accession", day, effective=day, source=source, role=role)
        if number % 9 == 4:
            treaty.act("treaty", state, "denunciation", "2022-01-01", effective="2023-07-01", source="page")
        if number % 9 == 8:
            treaty.act("treaty", state, "term", source="page", until="2021-12")
    return treaty


@cache
def tables(count: int, *, is_open: bool = False) -> Tables:
    return story(count, is_open=is_open).tables()


@pytest.fixture(scope="module", params=["oxigraph", "ladybug"])
def opened(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Opened]:
    module: Any = {"oxigraph": oxigraph, "ladybug": ladybug}[request.param]
    sessions: dict[int, Session] = {}
    with ExitStack() as stack:

        def session(count: int) -> Session:
            if count not in sessions:
                folder: Path = tmp_path_factory.mktemp("many")
                module.build(tables(count), folder / "engine")
                index.build(tables(count), folder / "names.sqlite")
                engine = stack.enter_context(module.open_read_only(folder / "engine"))
                sessions[count] = Session(engine, stack.enter_context(index.Names(folder / "names.sqlite")))
            return sessions[count]

        yield session


def test_the_51st_party_makes_no_links_among_all() -> None:
    linked = {count: tables(count)["cooperations"].height for count in SIZES}
    assert linked[50] > 1_000
    assert (linked[51], linked[52]) == (0, 0)


@pytest.mark.parametrize("question", ["between", "bases_between"])
@pytest.mark.parametrize("pair", [("s00", "s01"), ("s02", "s03"), ("s04", "s05"), ("s06", "s07"), ("s08", "s20")])
def test_a_pair_has_the_same_answer_whatever_the_number_of_parties(
    opened: Opened, question: str, pair: tuple[str, str]
) -> None:
    arguments = {"actor": pair[0], "partner": pair[1]} | ({"day": DAY} if question == "bases_between" else {})
    answers = [run(opened(count), question, arguments) for count in SIZES]
    assert answers[0].rows == answers[1].rows == answers[2].rows
    assert (len(answers[0]) > 0) == ("s06" not in pair)


@pytest.mark.parametrize("link", ["treaty~s00~1~s01~1", "treaty~s02~1~s04~1", "treaty~s05~p1~s08~1"])
def test_a_link_can_be_shown_whatever_the_number_of_parties(opened: Opened, link: str) -> None:
    things = [show(opened(count), link) for count in SIZES]
    assert [(thing.class_, list(thing.answers)) for thing in things] == [
        ("Cooperation", ["between", "conflicts_of", "evidence"])
    ] * 3
    assert things[0].answers["between"].rows == things[1].answers["between"].rows == things[2].answers["between"].rows
    assert len(things[0].answers["evidence"]) > 3
    for name in ("conflicts_of", "evidence"):
        assert things[0].answers[name].rows == things[1].answers[name].rows == things[2].answers[name].rows


@pytest.mark.parametrize("link", ["treaty~s00~1~s06~1", "treaty~s01~1~s00~1", "treaty~s00~1~s00~1", "x~s00~1~s01~1"])
def test_what_is_no_link_is_not_shown_as_one(opened: Opened, link: str) -> None:
    """An observer, the two the other way round, one with itself, an unknown basis."""
    for count in SIZES:
        with pytest.raises(NotFoundError):
            show(opened(count), link)


@pytest.mark.parametrize("day", [None, DAY])
@pytest.mark.parametrize("question", ["brokers", "communities"])
def test_questions_about_the_network_count_the_same_whatever_the_number_of_parties(
    opened: Opened, question: str, day: str | None
) -> None:
    """One of 50 has as many partners fewer as there are parties fewer, and a note says that they count."""
    answers = [run(opened(count), question, {"day": day} if day else {}) for count in SIZES]
    assert [len(answer) - len(answers[0]) for answer in answers] == [0, 1, 2]
    column = "partners_inside" if question == "communities" else "partners"
    of_s00 = [next(int(str(row[column])) for row in answer if row["actor"] == "s00") for answer in answers]
    assert [count - of_s00[0] for count in of_s00] == [0, 1, 2]
    assert [sum("Counted too: 1 basis" in note for note in answer.notes) for answer in answers] == [0, 1, 1]


@pytest.mark.parametrize("day", [None, datetime.date.fromisoformat(DAY)])
@pytest.mark.parametrize("held_only", [True, False])
def test_the_network_has_the_same_edges_whatever_the_number_of_parties(
    opened: Opened, day: datetime.date | None, *, held_only: bool
) -> None:
    networks = [graph(opened(count), day, held_only=held_only) for count in SIZES]
    edges = [[edge for edge in network.edges(keys=True, data=True) if max(edge[:2]) < "s50"] for network in networks]
    assert len(edges[0]) > 1_000
    assert edges[0] == edges[1] == edges[2]
    assert [len(network) for network in networks] == [len(networks[0]) + more for more in (0, 1, 2)]


@pytest.mark.parametrize("day", [None, "2015-06-01", DAY, "2030-01-01"])
def test_who_by_a_basis_lists_each_party_whatever_their_number(opened: Opened, day: str | None) -> None:
    """The first 50 are the same states: only the 51st and 52nd may be new."""
    arguments: dict[str, Any] = {"actor": "s00"} | ({"day": day} if day else {})
    answers = [partners_by(opened(count), arguments, "treaty") for count in SIZES]
    common = [[row for row in answer.rows if str(row["partner"]) < "s50"] for answer in answers]
    assert common[0] == common[1] == common[2]
    assert len(common[0]) > 30
    assert [len(answer) for answer in answers] == [len(common[0]) + more for more in (0, 1, 2)]
    assert common[0] == run(opened(50), "partners_on" if day else "partners", arguments).rows


def test_who_names_the_basis_once_with_how_many_others(opened: Opened) -> None:
    assert run(opened(50), "partners", {"actor": "s00"}).notes == []
    for count in (51, 52):
        answer = run(opened(count), "partners", {"actor": "s00"})
        rows = partners_by(opened(count), {"actor": "s00"}, "treaty").rows
        others = len({row["partner"] for row in rows if row["end_kind"] != "exit"})
        assert others < len(rows)
        [note] = answer.notes
        assert answer.rows == []
        assert f"treaty, with {others} other parties" in note
        assert note.endswith("accord who s00 --basis treaty")
        words = text(who(opened(count), "s00", answer.rows, None, TODAY), width=1000)
        assert f"treaty: with {others} other parties that this graph holds; s00 since 1 March 2000" in words
        assert "accord who s00 --basis treaty" in words


def test_since_in_words_gives_the_same_day_at_the_51st_party_and_says_that_there_are_many(opened: Opened) -> None:
    texts = [
        text(since(opened(count), run(opened(count), "between", PAIR).rows, ("s00", "s01"), TODAY), width=1000)
        for count in SIZES
    ]
    titles = [words.splitlines()[0] for words in texts]
    assert titles[1] == titles[2]
    assert ["both have been in the treaty" in " ".join(words.split()) for words in texts] == [False, True, True]
    assert all("since 2 March 2001" in words for words in texts)
    assert ["WITH VERY MANY OTHERS, OR IT IS OPEN TO OTHERS" in words for words in texts] == [False, True, True]


PAIR = {"actor": "s00", "partner": "s01"}


def test_open_bases_answer_as_those_of_many_parties_do() -> None:
    linked, unlinked = tables(20), tables(20, is_open=True)
    assert unlinked["cooperations"].height == 0
    assert _pairs(unlinked) == _links(linked)


def test_links_of_pairs_are_those_that_the_derivation_writes() -> None:
    assert _pairs(tables(50)) == _links(tables(50))


def test_where_parties_owe_each_other_nothing_no_pair_is_linked() -> None:
    parts = _parts(story(20, is_open=True, mutual="false").tables())
    assert list(pairs(parts, parts)) == []


def _parts(made: Tables) -> list[dict[str, Any]]:
    bases = made["bases"].select("kind", "form", "linked", "mutual", basis="id", basis_name="name")
    return made["participations"].join(bases, on="basis").rename({"id": "participation"}).to_dicts()


def _pairs(made: Tables) -> list[dict[str, Any]]:
    parts = _parts(made)
    by_actor = {row["actor"]: row for row in parts}
    found = [row for a, b in combinations(sorted(by_actor), 2) for row in pairs([by_actor[a]], [by_actor[b]])]
    left = {"partner_name"}
    return sorted(
        ({k: v for k, v in row.items() if k not in left} for row in found), key=lambda row: row["cooperation"]
    )


def _links(made: Tables) -> list[dict[str, Any]]:
    links = made["cooperations"].rename({"id": "cooperation", "actor_a": "actor", "actor_b": "partner"})
    columns = list(_pairs(tables(20, is_open=True))[0])
    return links.sort("cooperation").select(pl.col(columns)).to_dicts()
