"""A page says of a link what the terminal says of it."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from pathlib import Path

import pytest
from programs.running import run as run_program

from accordgraph.diagrams import answers
from accordgraph.diagrams.builder import build_diagram
from accordgraph.diagrams.request import DiagramRequest
from accordgraph.graph.store.store import Store
from accordgraph.queries.answers.show import show
from accordgraph.queries.answers.since import since
from accordgraph.queries.answers.tree import Entry
from accordgraph.queries.answers.wording.plainly import without_references
from accordgraph.queries.runner import run
from accordgraph.queries.session import Session, open_session
from accordgraph.queries.show import identify

DAY = datetime.date(2026, 11, 30)
EPOCH = "1795996800"
LINK = "jit-ukraine-2022~ee~1~ua~1"


@pytest.fixture(params=["en", "uk"])
def session(bundled_store: Path, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[Session]:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", EPOCH)
    with open_session(Store(bundled_store).snapshot(), "ladybug", request.param) as opened:
        yield opened


def texts(entry: Entry, lang: str) -> list[str]:
    return [without_references(one, lang) for one in (entry.text, *(detail.text for detail in entry.details))]


def test_a_cooperation_is_said_as_since_says_it(session: Session) -> None:
    diagram = build_diagram(session, DiagramRequest(view="actors", about=("ee",)))
    [link] = [one for one in diagram.links if one.id == LINK]
    tree = since(session, run(session, "between", {"actor": "ee", "partner": "ua"}).rows, ("ee", "ua"), DAY)
    assert len(link.answer) == 3
    assert list(link.answer) == texts(tree.groups[0].entries[0], session.lang)[:3]
    assert ("25 March 2026" if session.lang == "en" else "25 березня 2026 року") in link.answer[1]
    assert not any("[" in one or " )" in one or "  " in one for one in link.answer)


def test_a_participation_is_said_as_show_says_it(session: Session) -> None:
    diagram = build_diagram(session, DiagramRequest(view="bases", bases=("jit-ukraine-2022",)))
    spoken = {link.id: link.answer for link in diagram.links}
    for identifier in ("jit-ukraine-2022~ee~1", "jit-ukraine-2022~cz~1"):
        tree = show(session, *identify(session, identifier), DAY)
        assert tree is not None
        head = [without_references(one, session.lang) for one in tree.summary]
        said = [without_references(entry.text, session.lang) for entry in tree.groups[0].entries]
        assert list(spoken[identifier]) == (said if identifier.endswith("cz~1") else [*head, *said])


def test_the_page_has_the_sentences(bundled_store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", EPOCH)
    done = run_program("draw", "--about", "NABU", "-o", str(tmp_path / "a.html"), store=bundled_store)
    assert done.returncode == 0, done.stderr
    written = (tmp_path / "a.html").read_text(encoding="utf-8")
    assert "Takes part since 3 July 2023; role: party." in written or "Since 3 July 2023" in written
    assert '"answer":' in written


def test_an_overview_of_very_many_links_has_none_and_looks_the_same(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    request = DiagramRequest(view="actors", about=("ee",))
    looks = [(link.id, link.look, link.ground) for link in build_diagram(session, request).links]
    monkeypatch.setattr(answers, "MOST_LINKS", 3)
    diagram = build_diagram(session, request)
    assert len(diagram.links) > 3 and not any(link.answer for link in diagram.links)
    assert [(link.id, link.look, link.ground) for link in diagram.links] == looks
