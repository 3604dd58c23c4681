"""Pages of things: a link says what `accord why` says, statements have their days, agreements their bars."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from accordgraph.graph.dates.today import today
from accordgraph.graph.store.store import Store
from accordgraph.queries.answers.removals import derivations
from accordgraph.queries.answers.tree import Entry, plain
from accordgraph.queries.answers.why import why
from accordgraph.queries.plans import basis_of
from accordgraph.queries.runner import run
from accordgraph.queries.session import open_session

HTML = {"Accept": "text/html"}
TAGS = re.compile(r"<[^>]+>")
CELL = re.compile(r"<td[^>]*>")
EXPLAINED = (
    "jit-ukraine-2022~ee~1~icc-otp~1",
    "jit-ukraine-2022~cz~1~ua~1",
    "uncac~cz~1~ua~1",
    "jit-ukraine-2022~cz~1",
)


def words(html: str) -> str:
    """The text of a page, with single blanks."""
    return re.sub(r"\s+", " ", unescape(TAGS.sub("", html)))


def rows(page: str, part: str) -> list[list[str]]:
    """The cells of the first table of a part of the page."""
    table = page.split(f'id="{part}"')[1].split("</table>")[0]
    return [[words(cell).strip() for cell in CELL.split(row)[1:]] for row in re.split(r"<tr[^>]*>", table)[2:]]


def lines(entries: tuple[Entry, ...]) -> Iterator[str]:
    """All sentences of entries, one below the other."""
    for entry in entries:
        yield re.sub(r"\s+", " ", plain(entry.text)).replace("<-", "←")
        yield from lines(entry.details)


@pytest.mark.parametrize("lang", ["en", "uk"])
@pytest.mark.parametrize("identifier", EXPLAINED)
def test_a_link_says_what_why_says(client: TestClient, whole_store: Path, identifier: str, lang: str) -> None:
    class_ = "cooperation" if identifier.count("~") == 4 else "participation"
    page = words(client.get(f"/id/{class_}/{identifier}?lang={lang}", headers=HTML).text)
    store = Store(whole_store)
    with open_session(store.snapshot(), "ladybug", lang) as session:
        tree = why(session, derivations(store.standing(), basis_of(identifier)), identifier, today())
    said = [plain(tree.title), *(line for group in tree.groups for line in lines(group.entries))]
    places = [page.find(line) for line in said]
    assert len(said) > 8
    assert [line for line, place in zip(said, places, strict=True) if place < 0] == []
    assert len(re.findall(r"\[[0-9]+\] ", page)) >= len(tree.sources)


def test_every_statement_has_the_day_of_its_source_and_what_it_says_of_the_day(client: TestClient) -> None:
    page = client.get("/id/participation/eppo-nabu-2023~nabu~1", headers=HTML).text
    said = {(row[1], row[2].partition(":")[0]): row[3] for row in rows(page, "rows-1")}
    assert said["Done on: 3 July 2023", "eucrim"] == "5 July 2023"
    assert said["Done on: 3 July 2023", "NABU"] == "July 2023"
    column = "cccv.info (translation of a column or comment in Ukrainska Pravda)"
    assert said["Done on: 2023", column] == "no date, original of 15 September 2025"


@pytest.mark.parametrize("engine", ["ladybug", "oxigraph"])
def test_an_agreement_lists_every_act_with_who_says_so(client: TestClient, whole_store: Path, engine: str) -> None:
    page = client.get("/id/basis/ets-024", headers=HTML).text
    table = rows(page, "rows-1")
    with open_session(Store(whole_store).snapshot(), engine) as session:
        acts = run(session, "acts_of_basis", {"basis": "ets-024"}).rows
    assert len(table) == len(acts)
    reservations = [row for row in table if row[2] == "reservation"]
    assert {row[1] for row in reservations} >= {"Ukraine", "Poland"}
    assert all(row[4] for row in table)
    act = client.get("/id/act/ets-024~lv~reservation~1", headers=HTML).text
    assert words(act.split("<h1>")[1].split("</h1>")[0]) == "Reservation: Latvia, European Convention on Extradition"
    assert 'href="/id/basis/ets-024"' in act
    [row] = rows(act, "rows-1")
    assert (row[1], row[2]) == ("Latvia", "reservation")
    said = [tuple(line) for line in rows(act, "rows-2")]
    assert len(set(said)) == len(said) > 2


def test_statements_name_things_and_not_their_ids(client: TestClient) -> None:
    said = [row[0] for row in rows(client.get("/id/actor/nabu", headers=HTML).text, "rows-1")]
    assert "Part of: Ukraine" in said
    assert not any("ukraine-criminal-justice" in cell for cell in said)


def test_a_source_gives_no_day_as_sure_that_is_one_of_two(client: TestClient, whole_store: Path) -> None:
    table = rows(client.get("/id/source/ej-2023-04", headers=HTML).text, "rows-1")
    since = {(row[0], row[1]): row[3] for row in table}
    assert since["Estonia", "Office of the Prosecutor, International Criminal Court"] == "30 or 31 May 2022"
    with open_session(Store(whole_store).snapshot(), "oxigraph") as session:
        asked = run(session, "links_of_source", {"source": "ej-2023-04"}).rows
    assert len(table) == len(asked)
    assert all(row["since_earliest"] is None or row["since_latest"] is not None for row in asked)


def test_an_agreement_has_a_bar_for_each_participation_and_the_same_in_words(
    client: TestClient, whole_store: Path
) -> None:
    page = client.get("/id/basis/jit-ukraine-2022?on=2022-07-01", headers=HTML).text
    with open_session(Store(whole_store).snapshot(), "ladybug") as session:
        expected = run(session, "participations", {"bases": ["jit-ukraine-2022"]}).rows
    shown = re.findall(r'data-participation="([^"]+)"', page)
    assert sorted(shown) == sorted(str(row["participation"]) for row in expected)
    part = page.split('id="from-when"')[1].split("</table>")[0]
    assert part.count('<svg class="bar') == len(shown)
    said = {row[0]: (row[2], row[4]) for row in rows(page, "from-when")}
    assert said["Romania"] == ("since 13 October 2022", "term: 25 March 2026")
    assert said["Czech Republic"][1] == "not taken as established"


@pytest.mark.parametrize("name", ["sapo%0A", "%0Dsapo", "sa%09po", "sapo%3F", "sapo%253F", "sapo%23"])
def test_no_other_address_leaves_its_answer_at_the_page_of_a_thing(client: TestClient, name: str) -> None:
    other, page = (
        client.get(f"/id/actor/{one}", headers={"accept": "text/html"}, follow_redirects=False)
        for one in (name, "sapo")
    )
    assert page.status_code == 200
    assert other.headers.get("etag") != page.headers["etag"]
