"""Why, why not and contradictions in words over the bundled graph: the whole text of each, line by line.

`python tests/queries/answers/test_explanations.py` writes them anew: read the diff before you commit it.
"""

from __future__ import annotations

import datetime
import functools
import json
import re
import tempfile
from collections.abc import Callable
from pathlib import Path

import polars as pl
import pytest
from programs.running import run as run_program
from worlds.core import CORE

from accordgraph.graph.derivation.tables import build
from accordgraph.graph.errors import InputError, NotFoundError
from accordgraph.graph.store.store import Store
from accordgraph.queries.answers.conflicts import conflicts
from accordgraph.queries.answers.removals import Derivations, derivations, removals
from accordgraph.queries.answers.rendering import terminal
from accordgraph.queries.answers.rendering.plain_data import rows, tree_data
from accordgraph.queries.answers.tree import AnswerTree, all_parts, plain
from accordgraph.queries.answers.why import link_between, parts_of, why
from accordgraph.queries.answers.why_not import why_not
from accordgraph.queries.answers.wording.voices import publisher_name
from accordgraph.queries.plans import basis_of
from accordgraph.queries.runner import run
from accordgraph.queries.session import Session, open_session

GOLDEN = Path(__file__).parents[2] / "golden" / "answers"
TODAY = datetime.date(2026, 11, 30)
LANGS = ("en", "uk")
LINK = "jit-ukraine-2022~ee~1~ua~1"


Derive = Callable[[str], Derivations]
"""Derives a basis anew without each of its sources."""


def _why(identifier: str) -> Callable[[Session, Derive], AnswerTree]:
    return lambda session, derive: why(session, derive(basis_of(identifier)), identifier, TODAY)


def _why_not(
    a: str, b: str, day: datetime.date | None = None, basis: str | None = None
) -> Callable[[Session, Derive], AnswerTree]:
    return lambda session, _: why_not(session, a, b, TODAY, basis, day)


def _conflicts(about: str | None = None) -> Callable[[Session, Derive], AnswerTree]:
    return lambda session, _: conflicts(session, about, TODAY)


ANSWERS: dict[str, Callable[[Session, Derive], AnswerTree]] = {
    "why-estonia-ukraine": _why(LINK),
    "why-ukraine-czech": _why("jit-ukraine-2022~cz~1~ua~1"),
    "why-nabu-warsaw": _why("searches-2024~nabu~1~warsaw-terror-homicide~1"),
    "why-nabu-jica": _why("nabu-jica-2024~jica~1~nabu~1"),
    "why-sbi-eib-report": _why("sbi-report-2024~eib~1~sbi~1"),
    "why-czech-in-uncac": _why("uncac~cz~1"),
    "why-not-czech-ukraine": _why_not("cz", "ua", datetime.date(2022, 7, 1)),
    "why-not-estonia-lithuania": _why_not("ee", "lt"),
    "why-not-ssu-prokuratura": _why_not("ssu", "prokuratura-krajowa"),
    "why-not-japan-ukraine": _why_not("jp", "ua"),
    "why-not-ukraine-poland-2020": _why_not("ua", "pl", datetime.date(2020, 1, 1)),
    "why-not-us-ukraine-by-jit": _why_not("us", "ua", None, "jit-ukraine-2022"),
    "conflicts": _conflicts(),
    "conflicts-nabu": _conflicts("NABU"),
    "conflicts-czech": _conflicts("cz"),
}
"""Each answer by the name of its file."""


def written(store: Path) -> dict[str, AnswerTree]:
    derive = functools.cache(functools.partial(derivations, Store(store).standing()))
    trees: dict[str, AnswerTree] = {}
    for lang in LANGS:
        with open_session(Store(store).snapshot(), "ladybug", lang) as session:
            trees |= {f"{name}.{lang}": answer(session, derive) for name, answer in ANSWERS.items()}
    return trees


@pytest.fixture(scope="module")
def trees(bundled_store: Path) -> dict[str, AnswerTree]:
    return written(bundled_store)


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("name", ANSWERS)
def test_the_text(trees: dict[str, AnswerTree], name: str, lang: str) -> None:
    expected = (GOLDEN / f"{name}.{lang}.txt").read_text(encoding="utf-8")
    assert terminal.text(trees[f"{name}.{lang}"]) == expected


def test_the_first_contradictions_are_those_of_all(bundled_store: Path) -> None:
    with open_session(Store(bundled_store).snapshot(), "ladybug") as session:
        whole, first = (conflicts(session, None, TODAY, most) for most in (None, 4))
    assert len(whole.groups[0].entries) > 4
    assert first.groups[0].entries == whole.groups[0].entries[:4]


CODE = re.compile(r"\d{4}-\d{2}|\w~\w|\[\d{4}|\.\.|_|\b(None|True|False)\b")
REMARK = re.compile(r"\(англійською\): «.*?»", re.DOTALL)
"""What a dossier remarks, which stands as it was written."""
LATIN = re.compile(r"[A-Za-z]{2,}")


def test_no_answer_holds_a_code_and_no_ukrainian_one_an_english_word(
    trees: dict[str, AnswerTree], bundled_store: Path
) -> None:
    with open_session(Store(bundled_store).snapshot(), "ladybug", "uk") as session:
        publishers = [publisher_name(session, row) for row in run(session, "sources", {}).rows]
    names = {word for name in publishers for word in LATIN.findall(name)}
    assert len(trees) == 2 * len(ANSWERS)
    for name, tree in trees.items():
        parts = [part for part in all_parts(tree) if part.kind not in ("actor", "basis", "command")]
        text = REMARK.sub("", " ".join(part.text for part in parts))
        assert not CODE.search(text), name
        if tree.lang == "uk":
            assert set(LATIN.findall(text)) <= names, name


# ---------------------------------------------------------------- what would change the answer
def test_each_input_left_out_changes_the_answer_as_said(bundled_store: Path) -> None:
    """The whole graph, derived without a source of the link: the answer differs where it says so, and nowhere else."""
    statements = Store(bundled_store).standing()
    removed = removals(derivations(statements, basis_of(LINK)), LINK, parts_of(LINK))
    changed = {one.source: one for one, _ in removed.changed()}
    assert set(changed) == {"diplomat-2023-10-05", "ej-2023-04", "eucrim-2024-04-04"}
    assert len(removed.without) > 20
    compared = ("since_earliest", "since_latest", "end_kind", "until", "until_latest_reported", "held", "standing")
    for one in [*removed.without[::4], *changed.values()]:
        rest = (pl.col("source") != one.source) | (pl.col("about") == "source")
        links = build(statements.filter(rest))["cooperations"]
        row = links.row(by_predicate=pl.col("id") == LINK, named=True)
        assert one.row is not None
        assert [row[name] for name in compared] == [one.row[name] for name in compared]
        assert ([row[name] for name in compared] != [removed.row[name] for name in compared]) == (one.source in changed)


def test_the_answer_says_what_changes(trees: dict[str, AnswerTree]) -> None:
    group = next(one for one in trees["why-estonia-ukraine.en"].groups if one.title.startswith("WHAT WOULD"))
    said = [plain(entry.text) for entry in group.entries]
    assert len(said) == 4
    assert said[0].startswith("Without Diplomat Magazine") and said[0].endswith("since 30 May 2022.")
    assert said[1].startswith("Without Eurojust") and said[1].endswith("since 31 May 2022.")
    assert said[2].startswith("Without eucrim") and said[2].endswith("the last end reported would be March 2026.")


# ---------------------------------------------------------------- names, ids and forms
def test_two_actors_lead_to_the_link_that_since_gives_first(bundled_store: Path) -> None:
    with open_session(Store(bundled_store).snapshot(), "ladybug") as session:
        assert link_between(session, "Estonia", "Ukraine", TODAY) == LINK
        with pytest.raises(InputError, match=r"accord why-not Japan Ukraine"):
            link_between(session, "Japan", "Ukraine", TODAY)


@pytest.mark.parametrize("identifier", ["nabu", "jit-ukraine-2022~ee~9", "a~b~c~d"])
def test_what_is_neither_a_link_nor_a_participation_is_refused(bundled_store: Path, identifier: str) -> None:
    with open_session(Store(bundled_store).snapshot(), "ladybug") as session:
        statements = Store(bundled_store).standing()
        with pytest.raises(NotFoundError):
            why(session, derivations(statements, basis_of(identifier)), identifier, TODAY)


def test_json_is_the_tree_and_a_row_is_a_sentence(trees: dict[str, AnswerTree]) -> None:
    tree = trees["conflicts.en"]
    data = json.loads(json.dumps(tree_data(tree)))
    assert data["title"] == plain(tree.title)
    first = data["groups"][0]["entries"][0]
    assert "cz" not in first["things"] and "jit-ukraine-2022" in first["things"]
    assert len(first["details"]) >= 3
    numbers = [source["number"] for source in data["sources"]]
    assert numbers == list(range(1, len(numbers) + 1))
    texts = [row["text"] for row in rows(tree)]
    assert texts[0] == data["title"] and len(texts) > 20


def test_the_program_answers_in_both_languages_and_all_forms(bundled_store: Path) -> None:
    done = run_program("why", "Estonia", "Ukraine", "--store", str(bundled_store), "--format", "text")
    assert done.returncode == 0 and "WHAT WOULD CHANGE THE ANSWER" in done.stdout
    done = run_program("why-not", "Чехія", "Україна", "--lang", "uk", "--store", str(bundled_store), "--format", "text")
    assert done.returncode == 0 and "Твердження суперечливі" in done.stdout
    done = run_program("conflicts", "--store", str(bundled_store))
    assert done.returncode == 0 and json.loads(done.stdout)["groups"][0]["kind"] == "facts"
    done = run_program("conflicts", "--store", str(bundled_store), "--csv")
    assert done.returncode == 0 and done.stdout.splitlines()[0] == "group,kind,depth,text,sources"


if __name__ == "__main__":
    from accordgraph.api import load

    with tempfile.TemporaryDirectory() as folder:
        load(CORE, Path(folder) / "store")
        for name, tree in written(Path(folder) / "store").items():
            (GOLDEN / f"{name}.txt").write_text(terminal.text(tree), encoding="utf-8")
