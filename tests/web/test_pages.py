"""Pages say what the program says, on both engines; their tags are known before any work, and their bounds hold."""

from __future__ import annotations

import datetime
import random
import re
from pathlib import Path

import pytest
from programs.web_client import running, web_client
from starlette.testclient import TestClient
from worlds.statement_builder import Story

from accordgraph.graph.statements.log import Batch
from accordgraph.graph.store.store import Store
from accordgraph.queries.runner import run
from accordgraph.queries.session import open_session
from accordgraph.web.opened_network import MOST_NEW, open_network
from accordgraph.web.page import Page
from accordgraph.web.page_cache import PageCache
from accordgraph.web.settings import Settings
from accordgraph.web.taking_part import taking_part

LINK = re.compile(r'data-link="([^"]+)"')
TAGS = re.compile(r"<[^>]+>")
CELL = re.compile(r"<td[^>]*>")
HTML = {"Accept": "text/html"}


@pytest.mark.parametrize("engine", ["ladybug", "oxigraph"])
def test_pages_have_the_rows_of_the_answers_on_both_engines(bundled_store: Path, engine: str) -> None:
    day = datetime.date(2024, 4, 10)
    snapshot = Store(bundled_store).snapshot()
    with open_session(snapshot, engine) as session, web_client(Settings(bundled_store, engine=engine)) as client:
        expected = {
            "/id/actor/nabu": run(session, "partners", {"actor": "nabu"}),
            f"/id/actor/nabu?on={day}": run(session, "partners_on", {"actor": "nabu", "day": day}),
            "/id/actor/ua": run(session, "partners", {"actor": "ua"}),
            "/pair/ee/ua": run(session, "between", {"actor": "ee", "partner": "ua"}),
            "/pair/cz/ua": run(session, "between", {"actor": "cz", "partner": "ua"}),
        }
        for path, answer in expected.items():
            page = client.get(path, headers=HTML).text
            assert sorted(LINK.findall(page)) == sorted(str(row["cooperation"]) for row in answer.rows), path
        link = client.get("/id/cooperation/jit-ukraine-2022~cz~1~ua~1", headers=HTML).text
    assert "why it is not taken as established" in TAGS.sub("", link)


def test_pages_of_both_engines_are_the_same(bundled_store: Path) -> None:
    pages = []
    for engine in ("ladybug", "oxigraph"):
        with web_client(Settings(bundled_store, engine=engine)) as client:
            pages.append([client.get(path, headers=HTML).text for path in ("/id/source/ej-2023-04", "/pair/nabu/eppo")])
    assert pages[0] == pages[1]
    assert all(len(page) > 5000 for page in pages[0])


@pytest.fixture(scope="module")
def random_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two dozen actors in agreements of two to six, drawn by lot."""
    chance = random.Random(11)
    actors = [f"actor-{number}" for number in range(24)]
    story = Story().source("d", "editorial").source("page").actors(*actors)
    for number in range(20):
        story.basis(f"team-{number}", binds="signature")
        for actor in chance.sample(actors, chance.randint(2, 6)):
            story.act(f"team-{number}", actor, "founding", "2022-03-25", source="page", role="member")
    path = tmp_path_factory.mktemp("random") / "accord-store"
    Store(path).load([Batch("d", datetime.date(2024, 4, 10), story.statements())])
    return path


@pytest.mark.parametrize("store", ["whole_store", "random_store"])
@pytest.mark.parametrize("view", ["bases", "actors"])
def test_links_among_all_marks_are_shown_and_what_is_hidden_is_counted(
    request: pytest.FixtureRequest, store: str, view: str
) -> None:
    """Random marks, opened in random orders."""
    chance = random.Random(7)
    path: Path = request.getfixturevalue(store)
    with open_session(Store(path).snapshot(), "ladybug") as session:
        rows = run(session, "participations", {"linked": True}).rows
        links = run(session, "cooperations", {}).rows
        near: dict[str, set[str]] = {}
        pairs = (
            [(row["actor"], row["basis"]) for row in rows]
            if view == "bases"
            else [(row["actor"], row["partner"]) for row in links]
        )
        for start, end in pairs:
            near.setdefault(str(start), set()).add(str(end))
            near.setdefault(str(end), set()).add(str(start))
        for _ in range(8):
            opened = chance.sample(sorted(near), chance.randint(1, 4))
            network = open_network(session, opened, view, None)
            marks = network.actors | network.bases
            assert marks == {*opened, *(mark for one in opened for mark in sorted(near[one])[:MOST_NEW])}
            ids = rows if view == "bases" else links
            ends = ("actor", "basis") if view == "bases" else ("actor", "partner")
            name = "participation" if view == "bases" else "cooperation"
            expected = {str(row[name]) for row in ids if {row[end] for end in ends} <= marks}
            assert {link.id for link in network.links} == expected
            assert network.hidden == {mark: len(near[mark] - marks) for mark in marks}
            again = open_network(session, chance.sample(opened, len(opened)), view, None)
            assert (again.actors | again.bases, again.hidden) == (marks, network.hidden)


def test_what_a_browser_has_costs_nothing(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    first = client.get("/id/actor/nabu", headers=HTML)
    held = {**HTML, "If-None-Match": first.headers["etag"]}
    monkeypatch.setattr(PageCache, "get", lambda *_: pytest.fail("a page was looked for"))
    again = client.get("/id/actor/nabu", headers=held)
    assert (again.status_code, again.content) == (304, b"")
    weak = client.get("/id/actor/nabu", headers={**HTML, "If-None-Match": f'"x", W/{first.headers["etag"]}'})
    assert weak.status_code == 304


def test_no_tag_survives_midnight_another_language_or_another_address(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    def tag(path: str, lang: str = "en") -> str:
        return client.get(path, headers={**HTML, "Accept-Language": lang}).headers["etag"]

    tags = [tag("/about"), tag("/about", "uk"), tag("/about?on=2024-04-10")]
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "4102444800")
    tags.append(tag("/about"))
    monkeypatch.setattr("accordgraph.web.context.__version__", "another")
    tags.append(tag("/about"))
    assert len(set(tags)) == 5


def test_a_language_that_was_chosen_is_kept_in_all_links(client: TestClient) -> None:
    page = client.get("/id/actor/nabu?lang=uk", headers={**HTML, "Accept-Language": "en"}).text
    assert '<html lang="uk">' in page
    ours = re.findall(r'href="(/(?:id|pair|network|find|actors)[^".]*)"', page)
    assert len(ours) > 30
    assert [link for link in ours if "lang=uk" not in link] == ["/id/actor/nabu?lang=en"]


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/actors?page=abc", 400),
        ("/actors?page=0", 400),
        ("/actors?page=99999999999999999999", 400),
        ("/actors?kind=nothing", 400),
        ("/id/actor/nabu?on=4/5/2024", 400),
        ("/id/actor/nabu?on=2024-02-30", 400),
        ("/network?view=round", 400),
        ("/network?about=" + ",".join(f"a{n}" for n in range(1000)), 400),
        ("/id/actor/nobody", 404),
        ("/pair/ua/nobody", 404),
        ("/pair/congo/ua", 404),
        ("/questions/nothing", 404),
        ("/questions/partners?actor=nobody", 404),
        ("/draw.svg", 400),
        ("/find?q=" + "x" * 500, 400),
        ("/id/actor/%00", 404),
        ("/static/../app.py", 404),
        ("/static/site.py", 404),
    ],
)
def test_what_cannot_be_answered_is_said_and_never_fails(client: TestClient, path: str, status: int) -> None:
    answer = client.get(path, headers=HTML)
    assert answer.status_code == status
    assert "<h1>" in answer.text
    assert "Traceback" not in answer.text


def test_a_wrong_name_leads_to_the_nearest(client: TestClient) -> None:
    answer = client.get("/pair/Estonja/ua", headers=HTML)
    assert answer.status_code == 404
    assert 'href="/pair/Estonia/ua"' in answer.text


def test_a_page_that_is_wrong_is_not_kept(client: TestClient) -> None:
    before = running(client).cache.bytes
    assert client.get("/id/actor/nobody", headers=HTML).headers["cache-control"] == "no-store"
    assert running(client).cache.bytes == before


def test_pages_that_are_kept_are_bounded_in_bytes() -> None:
    cache = PageCache(1000)
    for number in range(100):
        cache.put(str(number), Page(b"x" * 100))
        assert cache.bytes <= 1000
    assert cache.get("0") is None
    assert cache.get("99") is not None
    cache.put("large", Page(b"x" * 251))
    assert cache.get("large") is None


def test_a_start_that_no_source_states_is_marked_as_our_reading(client: TestClient) -> None:
    page = client.get("/id/actor/nabu", headers=HTML).text
    [row] = [part for part in page.split("<tr ") if part.startswith('data-link="nabu-euam')]
    assert "(our reading)" in row


@pytest.mark.parametrize("path", ["/id/actor/ua", "/timeline?about=uncac", "/network?about=uncac"])
def test_what_makes_no_links_is_said_where_links_are_listed(client: TestClient, path: str) -> None:
    page = client.get(path, headers=HTML)
    assert page.status_code == 200
    assert "Treaties that are open to other states or have more than 50 participants make no links" in page.text


def test_an_agreement_on_a_day_says_of_each_participant_whether_it_takes_part_on_it(client: TestClient) -> None:
    page = client.get("/id/basis/jit-ukraine-2022?on=2022-07-01", headers=HTML).text
    assert "1 July 2022 · accordgraph</title>" in page
    table = page.split('<section id="on-day">')[1].split("</table>")[0]
    rows = [[TAGS.sub("", cell) for cell in CELL.split(row)[1:]] for row in table.split("<tr>")[2:]]
    answers = {row[0]: row[-1].strip() for row in rows}
    assert answers["Poland"] == "certainly"
    assert answers["Romania"] == "not yet"
    assert answers["Eurojust"].startswith("possibly")
    assert answers["Czech Republic"] == "not taken as established"


def test_two_rival_days_are_two_days_in_the_table_of_a_day(whole_store: Path) -> None:
    with open_session(Store(whole_store).snapshot(), "ladybug", "en") as session:
        table = taking_part(session, "ua-md-legal-assistance-1993", datetime.date(2020, 1, 1))
    assert {line[2].text for line in table.rows} == {"24 February or 24 April 1995"}


def test_what_bound_two_on_a_day_comes_first_where_a_day_is_asked_about(client: TestClient) -> None:
    page = client.get("/pair/ua/pl?on=2024-04-10", headers=HTML).text
    heading = TAGS.sub("", page.split("<h1>")[1].split("</h1>")[0])
    assert heading == "What bound Ukraine and Poland towards each other on 10 April 2024"
    assert page.index('id="bonds"') < page.index('id="since"')
    assert {"#bonds", "#since"} <= set(re.findall(r'href="(#[a-z]+)"', page))
    without_day = client.get("/pair/ua/pl", headers=HTML).text
    assert without_day.index('id="since"') < without_day.index('id="bonds"')


@pytest.mark.parametrize(("suffix", "start"), [(".docx", b"PK"), (".pdf", b"%PDF")])
def test_what_bound_two_on_a_day_is_a_document_to_hand_over(client: TestClient, suffix: str, start: bytes) -> None:
    address = f"/pair/ua/pl{suffix}?on=2024-04-10"
    assert f'href="{address}"' in client.get("/pair/ua/pl?on=2024-04-10", headers=HTML).text
    answer = client.get(address)
    assert answer.content.startswith(start)
    assert f'filename="accordgraph-ua-pl-2024-04-10{suffix}"' in answer.headers["content-disposition"]


@pytest.mark.parametrize("day", ["2022-07-01", "1.7.2022", "1 July 2022", "1 липня 2022 року"])
def test_a_day_is_read_as_pages_write_it(client: TestClient, day: str) -> None:
    page = client.get("/id/actor/nabu", params={"on": day}, headers=HTML).text
    assert "As of 1 July 2022." in page
    assert TAGS.sub("", page.split("<h1>")[1].split("</h1>")[0]).endswith("on 1 July 2022")


def test_the_page_of_a_wrong_day_keeps_the_field_and_leads_back(client: TestClient) -> None:
    page = client.get("/network?about=nabu&on=1+Juli+2022&lang=uk", headers=HTML)
    assert page.status_code == 400
    assert 'value="1 Juli 2022"' in page.text
    assert '<input type="hidden" name="about" value="nabu">' in page.text
    assert 'href="/network?about=nabu&amp;lang=uk"' in page.text
    assert "не є днем" in page.text


def test_a_question_on_the_first_page_opens_an_answer_of_the_same_words(client: TestClient) -> None:
    [(address, name)] = re.findall(
        r'href="([^"]+)">Who works with ([^<]+) today\?<', client.get("/", headers=HTML).text
    )
    answer = TAGS.sub("", client.get(address, headers=HTML).text)
    assert re.search(rf"Who works with {re.escape(name)}( \([^)]+\))? today, ", answer)  # an acronym with its name


def test_a_search_shows_all_that_it_finds_page_by_page(client: TestClient) -> None:
    first = client.get("/find?q=treaty", headers=HTML).text
    [pages] = re.findall(r"Page 1 of ([0-9]+)", first)
    [count] = re.findall(r"([0-9]+) matches, the best first", first)
    last = client.get(f"/find?q=treaty&page={pages}", headers=HTML).text
    assert "--limit" not in first
    assert last.count("<li><span><a") == int(count) - 50 * (int(pages) - 1)


def test_a_page_is_cited_by_its_whole_address(client: TestClient, whole_store: Path) -> None:
    path = "/pair/nabu/eppo?on=2024-04-10"
    assert f"<code>{path}</code>" in client.get(f"{path}&lang=uk", headers=HTML).text
    with web_client(Settings(whole_store, public="https://graph.example.org")) as public:
        assert f"<code>https://graph.example.org{path}</code>" in public.get(path, headers=HTML).text


def test_examples_of_a_question_are_things_of_this_graph(client: TestClient, tmp_path: Path) -> None:
    assert 'placeholder="nabu"' in client.get("/questions/partners", headers=HTML).text
    story = Story().source("d", "editorial").source("page").actors("fi", "se").basis("team", binds="signature")
    for actor in ("fi", "se"):
        story.act("team", actor, "founding", "2022-03-25", source="page", role="member")
    Store(tmp_path / "store").load([Batch("d", datetime.date(2024, 4, 10), story.statements())])
    with web_client(Settings(tmp_path / "store")) as small:
        form = small.get("/questions/between", headers=HTML).text
    assert sorted(re.findall(r'placeholder="(fi|se|nabu|ua|ee)"', form)) == ["fi", "se"]


def test_lists_in_ukrainian_have_its_acronyms_and_names_of_publishers(client: TestClient) -> None:
    actors = TAGS.sub("|", client.get("/actors?lang=uk", headers=HTML).text)
    assert "|НАБУ|" in actors and "Підвид" not in actors
    assert not re.search(r"\|(?:NABU|security service|ministry)\|", actors)
    sources = TAGS.sub("|", client.get("/sources?lang=uk", headers=HTML).text)
    assert "|Євроюст|" in sources and "|eurojust|" not in sources
    english = TAGS.sub("|", client.get("/actors", headers=HTML).text)
    assert "|NABU|" in english and "|ministry|" in english


def test_lists_in_ukrainian_stand_in_the_order_of_its_alphabet(client: TestClient) -> None:
    page = TAGS.sub("|", client.get("/actors?lang=uk", headers=HTML).text)
    names = ["Департамент поліції", "Естонія", "Європейський Союз", "Європол", "Литва", "Ліхтенштейн", "Японія"]
    places = [page.find(f"|{name}") for name in names if f"|{name}" in page]
    assert len(places) > 4 and places == sorted(places)


@pytest.mark.parametrize("lang", ["en", "uk"])
def test_what_dossiers_set_out_to_hold_stands_under_one_heading(client: TestClient, lang: str) -> None:
    page = client.get(f"/about?lang={lang}", headers=HTML).text
    headings = re.findall(r"<li>([^<]+:)<ul><li>", page)
    assert len(headings) == len(set(headings)) == 3
    assert all(page.count(heading) == 1 for heading in headings)
