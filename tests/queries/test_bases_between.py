"""Which agreements bind two bodies on a day: a story in both embedded engines."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
from worlds.judged import DAY, in_force
from worlds.statement_builder import Story

from accordgraph.graph.engines import ladybug, oxigraph
from accordgraph.graph.engines.protocol import Engine
from accordgraph.graph.names import index
from accordgraph.ontology.registry import registry
from accordgraph.queries import runner
from accordgraph.queries.runner import run
from accordgraph.queries.session import Session

QUESTIONS = Path(runner.__file__).with_name("questions")
DAYS = ("1985-01-01", "1995-01-01", "2010-01-01", "2020-01-01", "2024-04-10")


def story_of_treaties() -> Story:
    """States with bodies, in treaties, a team, a memorandum and a protocol that binds nobody to each other."""
    story = Story().source("d", "editorial").source("page").source("paper", "press").source("column", "opinion")
    story.actors("ua", "pl", "al", "be", "tt", "cz").actors("usa")
    story.actors("nabu", "pgo", kind="agency", part_of="ua").actors("warsaw-police", kind="agency", part_of="pl")
    story.basis("legal-aid", form="treaty", binds="consent").basis("team", form="jit", binds="signature")
    story.basis("op-iccpr", form="treaty", binds="signature", mutual="false")
    story.basis("apostille", form="treaty", binds="consent", open="true").basis(
        "memo", form="memorandum", binds="signature"
    )
    for actor in ("ua", "pl"):
        story.act("legal-aid", actor, "ratification", "1993-12-01", effective="1994-08-14", source="page")
        story.act(
            "team", actor, "founding", "2022-03-25", source="page", role="member", through={"ua": "pgo"}.get(actor)
        )
        story.act("memo", actor, "signature", "2023-03-03", source="page", role="side-a")
    story.act("memo", "usa", "signature", "2023-03-03", source="page", role="side-b")
    story.act("legal-aid", "pl", "reservation", "1993-12-01", source="page")
    story.basis("convention", form="treaty", binds="consent")
    story.act("convention", "ua", "ratification", "2009-12-02", effective="2010-01-01", source="page")
    for actor in ("tt", "cz"):
        story.act("convention", actor, "signature", "2003-12-11", source="page")
    for actor, day in (("cz", "1993-01-01"), ("tt", "1980-11-14")):
        story.act("op-iccpr", actor, "signature", day, source="page")
    story.act("apostille", "al", "accession", "2003-09-03", effective="2004-05-09", source="page")
    story.act("apostille", "be", "ratification", "1975-12-11", effective="1976-02-09", source="page")
    story.act("apostille", "be", "precluding-objection", "2004-03-05", source="page")
    story.say("act", "page", "towards", "al", mention=story.rows[-1]["mention"], basis="apostille", actor="be")
    mention = "withdrawal of the objection"
    for name, value in (("type", "objection-withdrawal"), ("done_on", "2015-12-21"), ("towards", "al")):
        story.say("act", "page", name, value, mention=mention, basis="apostille", actor="be")
    return story


@pytest.fixture(scope="module", params=["oxigraph", "ladybug"])
def session(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Session]:
    tables, folder = story_of_treaties().tables(), tmp_path_factory.mktemp("bases")
    module: Any = {"oxigraph": oxigraph, "ladybug": ladybug}[request.param]
    module.build(tables, folder / "engine")
    index.build(tables, folder / "names.sqlite")
    names = index.Names(folder / "names.sqlite")
    engine: Engine
    with module.open_read_only(folder / "engine") as engine:
        yield Session(engine, names)
    names.close()


def ask(session: Session, actor: str, partner: str, day: str, *columns: str) -> list[tuple[Any, ...]]:
    answer = run(session, "bases_between", {"actor": actor, "partner": partner, "day": day})
    return [tuple(row[column] for column in columns) for row in answer.rows]


def test_treaties_reach_bodies_through_their_states_and_teams_do_not(session: Session) -> None:
    columns = ("basis", "in_force", "via_actor", "via_partner", "reach")
    assert ask(session, "nabu", "warsaw-police", "2024-04-10", *columns) == [
        ("legal-aid", "presumably", "ua", "pl", "bound-through")
    ]


def test_a_body_that_acted_for_its_state_is_reached_by_the_team(session: Session) -> None:
    assert ask(session, "pgo", "pl", "2024-04-10", "basis", "reach") == [
        ("legal-aid", "bound-through"),
        ("team", "acted-through"),
    ]


NO = ("basis", "in_force", "why_possible")


def test_two_on_one_side_are_not_bound_to_each_other_and_the_row_says_so(session: Session) -> None:
    assert ("memo", "no", "same-side") in ask(session, "ua", "pl", "2024-04-10", *NO)
    assert ("memo", "presumably", None) in ask(session, "ua", "usa", "2024-04-10", *NO)


def test_a_treaty_without_cooperation_between_parties_binds_nobody_to_another(session: Session) -> None:
    """In 1985 the Czech Republic was not yet in it."""
    assert ask(session, "cz", "tt", "1985-01-01", *NO) == []
    assert ask(session, "cz", "tt", "2000-01-01", *NO) == [("op-iccpr", "no", "not-mutual")]


def test_an_objection_keeps_two_apart_in_a_treaty_with_many_parties_too(session: Session) -> None:
    assert ask(session, "be", "al", "2010-01-01", *NO) == [("apostille", "no", "excluded")]
    assert ask(session, "be", "al", "2020-01-01", "basis", "in_force") == [("apostille", "presumably")]


@pytest.mark.parametrize(
    ("pair", "day", "rows"),
    [
        (("ua", "tt"), "2024-04-10", [("convention", None, None, "named")]),
        (("tt", "ua"), "2024-04-10", [("convention", None, None, "named")]),
        (("nabu", "tt"), "2024-04-10", [("convention", "ua", None, "bound-through")]),
        (("ua", "tt"), "2003-12-09", []),
        (("ua", "cz"), "2024-04-10", [("convention", None, None, "named")]),
        (("ua", "be"), "2024-04-10", []),
    ],
)
def test_what_one_has_only_signed_is_a_row_of_its_own(
    session: Session, pair: tuple[str, str], day: str, rows: list[tuple[Any, ...]]
) -> None:
    """Ukraine is bound by the convention; Trinidad and Tobago, and the Czech Republic, have signed it; Belgium is
    nothing to it, and before the signature nobody has signed.
    """
    answer = ask(session, *pair, day, "basis", "via_actor", "via_partner", "reach", "in_force", "why_possible")
    assert [row[:4] for row in answer if row[4:] == ("no", "signed")] == rows


def test_signatures_of_both_are_one_row(session: Session) -> None:
    rows = ask(session, "cz", "tt", "2024-04-10", "basis", "in_force", "why_possible", "actor_start", "held")
    assert ("convention", "no", "signed", None, None) in rows
    assert len([row for row in rows if row[0] == "convention"]) == 1


def test_reservations_and_rules_stand_beside(session: Session) -> None:
    columns = ("reserved", "actor_rule", "partner_rule", "held", "standing", "why_possible")
    assert ask(session, "ua", "pl", "2024-04-10", "basis", *columns)[0] == (
        *("legal-aid", "pl: unnamed", "start:effective-reported", "start:effective-reported"),
        *(True, "single", None),
    )


def test_a_pair_is_answered_as_if_its_link_were_written_out(session: Session) -> None:
    links = {
        (row["basis"], row["actor_a"], row["actor_b"]): row
        for row in story_of_treaties().tables()["cooperations"].to_dicts()
    }
    treaties = {key: row for key, row in links.items() if key[0] in ("legal-aid", "team", "memo", "apostille")}
    assert len(treaties) == 5
    for a, b in combinations(("al", "be", "pl", "ua", "usa"), 2):
        for day in DAYS:
            expected = {
                (basis, *in_force(row, DAY(day)))
                for (basis, one, other), row in treaties.items()
                if (one, other) == (a, b) and in_force(row, DAY(day))[0] != "no"
            }
            rows = set(ask(session, a, b, day, "basis", "in_force", "why_possible"))
            assert {row for row in rows if row[1] != "no"} == expected


@pytest.mark.parametrize("name", ["bases_between.rq", "bases_between.cypher"])
def test_the_question_knows_every_role_that_links_with_others(name: str) -> None:
    text = (QUESTIONS / name).read_text(encoding="utf-8")
    linking = [word.name for word in registry().words["roles"].values() if word.fields["group"] != "nobody"]
    assert [role for role in linking if text.count(f"{role}'") + text.count(f'{role}"') < 4] == []
