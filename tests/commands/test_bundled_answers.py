"""What the commands answer on the bundled graph, with both engines."""

from __future__ import annotations

import json
import shlex
from pathlib import Path

import pytest
from programs.running import rows, run


@pytest.fixture(scope="module", params=["ladybug", "oxigraph"])
def engine(request: pytest.FixtureRequest) -> str:
    return str(request.param)


# ---------------------------------------------------------------- what a journalist asks
def test_nabu_works_with_eppo_jica_and_its_partners_in_the_searches(bundled_store: Path, engine: str) -> None:
    links = rows("who", "NABU", "--engine", engine, store=bundled_store)
    since = {(row["partner"], row["basis"]): (row["since"], row["standing"]) for row in links}
    assert since == {
        ("eppo", "eppo-nabu-2023"): ("2023-07-03", "confirmed"),
        ("jica", "nabu-jica-2024"): ("2024", "single"),
        ("warsaw-terror-homicide", "searches-2024"): ("2024-04-09", "single"),
    }


def test_on_1_july_2022_the_team_has_five_states_and_the_icc_prosecutor(bundled_store: Path, engine: str) -> None:
    links = rows("who", "Ukraine", "--on", "2022-07-01", "--engine", engine, store=bundled_store)
    team = {row["partner"]: row["in_force"] for row in links if row["basis"] == "jit-ukraine-2022"}
    certain = dict.fromkeys(("ee", "lv", "sk", "lt", "pl", "icc-otp"), "certainly")
    assert team == {**certain, "eurojust": "possibly"}  # its first day in the team is our reading


def test_the_czech_republic_only_with_all_disputed_and_not_held(bundled_store: Path, engine: str) -> None:
    links = rows("who", "Ukraine", "--on", "2022-07-01", "--all", "--engine", engine, store=bundled_store)
    [czech] = [row for row in links if row["partner"] == "cz"]
    assert (czech["standing"], czech["held"], czech["in_force"], czech["why_possible"]) == (
        "disputed",
        False,
        "possibly",
        "existence-disputed",
    )
    done = run("who", "Ukraine", "--on", "2022-07-01", store=bundled_store)
    assert "--all" in done.stderr


def test_estonia_since_30_may_disputed_since_and_confirmed_existence(bundled_store: Path, engine: str) -> None:
    links = rows("since", "Estonia", "Ukraine", "--engine", engine, store=bundled_store)
    [link] = [row for row in links if row["basis"] == "jit-ukraine-2022"]
    assert (link["since"], link["since_standing"], link["standing"]) == ("2022-05-30", "disputed", "confirmed")
    evidence = rows("ask", "evidence", "-p", f"id={link['cooperation']}", "--engine", engine, store=bundled_store)
    days = {(row["value"], row["source"]) for row in evidence if row["property"] == "done_on"}
    assert {("2022-05-30", "ej-2023-04"), ("2022-05-31", "diplomat-2023-10-05")} <= days


@pytest.mark.parametrize(("a", "b"), [("Czech Republic", "Ukraine"), ("ua", "cz"), ("Чехія", "Україна")])
def test_a_refuted_link_of_two_actors_only_with_all(bundled_store: Path, a: str, b: str) -> None:
    done = run("since", a, b, "--format", "json", store=bundled_store)
    assert done.returncode == 0
    assert [row["basis"] for row in json.loads(done.stdout)] == ["uncac"], "what a treaty of many parties answers stays"
    assert "Note: 1 link is reported, but we do not consider it true; --all includes it." in done.stderr.splitlines()
    [link] = [row for row in rows("since", a, b, "--all", store=bundled_store) if row["basis"] == "jit-ukraine-2022"]
    assert (link["held"], link["standing"]) == (False, "disputed")
    [partner] = [row for row in rows("who", "ua", "--all", store=bundled_store) if row["partner"] == "cz"]
    assert partner["cooperation"] == link["cooperation"]


@pytest.mark.parametrize(
    "words",
    [
        pytest.param(("who", "Ukraine"), id="of one actor"),
        pytest.param(("who", "NABU", "--with-bodies"), id="of one that has no bodies"),
        pytest.param(("who", "Ukraine", "--with-bodies", "--on", "2024-04-10"), id="with its bodies"),
        pytest.param(("since", "Poland", "Ukraine"), id="of two, where treaties of many parties answer too"),
        pytest.param(("who", "Ukraine", "--lang", "uk"), id="in Ukrainian"),
    ],
)
def test_the_command_that_a_note_names_lists_what_is_left_out(bundled_store: Path, words: tuple[str, ...]) -> None:
    """As it is printed: copied into a shell, it is given the store, and nothing else."""
    notes = run(*words, "--format", "json", store=bundled_store).stderr.splitlines()
    printed = [note.partition(": accord ")[2] for note in notes if ": accord " in note]
    assert len(printed) == (0 if "NABU" in words or "since" in words else 1)
    for command in printed:
        assert rows(*shlex.split(command), store=bundled_store)


def test_the_czech_links_evidence_has_the_claim_the_denial_and_the_complete_list(
    bundled_store: Path, engine: str
) -> None:
    evidence = rows("ask", "evidence", "-p", "id=jit-ukraine-2022~cz~1~ua~1", "--engine", engine, store=bundled_store)
    claim = [row for row in evidence if row["source"] == "seed" and row["property"] == "role" and row["side"] == "cz"]
    assert [(row["paragraph"], row["ranges"]) for row in claim] == [(5, "837-1043; 1080-1094")]
    assert [row["side"] for row in evidence[:4]] == ["cz"] * 4
    assert {row["source"] for row in evidence if row["stance"] == "denies"} == {"eurozpravy-2022-07", "newsbox-2022-07"}
    assert {row["source"] for row in evidence if row["property"] == "complete_list"} == {
        "ej-jit-page",
        "eucrim-2025-03-18",
    }


TEAM = {("certainly", None), ("possibly", "start-imprecise")}
"""The team in its first year: Eurojust's first day in it is our reading."""


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        ("2022-07-01", {"eppo-nabu-2023": set(), "nabu-jica-2024": set(), "jit-ukraine-2022": TEAM}),
        (
            "2024-04-10",
            {
                "eppo-nabu-2023": {("presumably", None)},
                "nabu-jica-2024": {("possibly", "start-imprecise")},
                "jit-ukraine-2022": {("certainly", None)},
                "searches-2024": set(),
            },
        ),
        (
            "2026-05-01",
            {
                "eppo-nabu-2023": {("presumably", None)},
                "nabu-jica-2024": {("possibly", "weak-source")},
                "jit-ukraine-2022": {("possibly", "term-lapsed")},
            },
        ),
    ],
)
def test_in_force_on_the_days_of_the_rules(
    bundled_store: Path, engine: str, day: str, expected: dict[str, set[tuple[str, str | None]]]
) -> None:
    links = rows("ask", "in_force", "-p", f"day={day}", "--engine", engine, store=bundled_store)
    assert len(links) > 10
    firm = [row for row in links if row["held"]]
    for basis, answers in expected.items():
        assert {
            (row["in_force"], row["why_possible"]) for row in firm if row["cooperation"].startswith(basis)
        } == answers


@pytest.mark.parametrize("name", ["NABU", "nabu", "НАБУ", "набу", "National Anti-Corruption Bureau of Ukraine"])
def test_an_actor_is_known_by_any_of_its_names(bundled_store: Path, name: str) -> None:
    assert {row["actor"] for row in rows("who", name, store=bundled_store)} == {"nabu"}


def test_apostrophes_and_accents_are_forgiven(bundled_store: Path) -> None:
    links = rows("who", "european public prosecutor’s OFFICE", store=bundled_store)
    assert {row["actor"] for row in links} == {"eppo"}


def test_names_in_ukrainian(bundled_store: Path) -> None:
    links = rows("who", "nabu", "--lang", "uk", store=bundled_store)
    assert "Європейська прокуратура" in {row["partner_name"] for row in links}


def test_path_leads_from_jica_over_nabu_to_eppo(bundled_store: Path, engine: str) -> None:
    steps = rows("path", "JICA", "EPPO", "--engine", engine, store=bundled_store)
    assert [(row["step"], row["actor"], row["partner"]) for row in steps] == [(1, "jica", "nabu"), (2, "nabu", "eppo")]


def test_show_tells_all_of_a_link(bundled_store: Path, engine: str) -> None:
    [thing] = rows("show", "jit-ukraine-2022~cz~1~ua~1", "--engine", engine, store=bundled_store)
    assert (thing["id"], thing["class"], len(thing["between"])) == ("jit-ukraine-2022~cz~1~ua~1", "Cooperation", 1)
    assert len(thing["evidence"]) > 20
    table = run("show", "NABU", "--format", "table", store=bundled_store)
    assert table.returncode == 0
    assert "European Public Prosecutor" in table.stdout


# ---------------------------------------------------------------- formats
