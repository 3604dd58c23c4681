"""Ukrainian answers over the whole bundled graph: no code and no English word, whatever the dossiers bring."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from accordgraph.graph.store.store import Store
from accordgraph.queries.answers.conflicts import conflicts
from accordgraph.queries.answers.show import show
from accordgraph.queries.answers.statistics import statistics
from accordgraph.queries.answers.tree import AnswerTree, all_parts
from accordgraph.queries.answers.who import who
from accordgraph.queries.answers.wording.voices import publisher_name
from accordgraph.queries.runner import run
from accordgraph.queries.session import Session, open_session
from accordgraph.queries.show import identify

TODAY = datetime.date(2026, 11, 30)
CODE = re.compile(r"\d{4}-\d{2}|\w~\w|\[\d{4}|\.\.|_|\b(None|True|False|single|held|term|during)\b")
LATIN = re.compile(r"[A-Za-z]{2,}")
COMMANDS = {"accord", "ask", "actors", "bases", "sources"}
NAMES = {"CONNECT", "ICPA"}
"""Names in the names of series."""


@pytest.fixture(scope="module")
def session(whole_store: Path) -> Iterator[Session]:
    with open_session(Store(whole_store).snapshot(), "ladybug", "uk") as opened:
        yield opened


def answers(session: Session) -> Iterator[AnswerTree]:
    yield conflicts(session, None, TODAY)
    yield statistics(session, TODAY)
    for row in run(session, "actors", {}).rows[::4]:
        actor = str(row["actor"])
        yield who(session, actor, run(session, "partners", {"actor": actor}).rows, None, TODAY)
    for row in run(session, "bases", {}).rows[::8]:
        tree = show(session, *identify(session, str(row["basis"])), TODAY)
        assert tree is not None
        yield tree


def test_no_code_and_no_english_word(session: Session) -> None:
    publishers = [publisher_name(session, row) for row in run(session, "sources", {}).rows]
    known = {word for name in publishers for word in LATIN.findall(name)} | COMMANDS | NAMES
    trees = list(answers(session))
    assert len(trees) > 30
    for tree in trees:
        parts = [part.text for part in all_parts(tree) if part.kind not in ("actor", "basis", "name", "command")]
        text = " ".join([*parts, *(group.title for group in tree.groups)])
        title = "".join(part.text for part in tree.title)
        assert CODE.findall(text) == [], title
        assert set(LATIN.findall(text)) - known == set(), title
