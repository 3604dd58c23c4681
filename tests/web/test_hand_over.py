"""What leaves the application: rows behind pages, pictures with names of their own, documents with every source."""

from __future__ import annotations

import csv
import datetime
import io
import re
from html import unescape
from pathlib import Path

import pypdfium2
import pytest
from programs.running import run as accord
from programs.web_client import web_client
from starlette.testclient import TestClient
from worlds.statement_builder import Story

from accordgraph.graph.statements.log import Batch
from accordgraph.graph.store.store import Store
from accordgraph.web.settings import Settings

HTML = {"Accept": "text/html"}
TITLES = {f"Report of day {number}" for number in range(7)}


@pytest.mark.parametrize(
    ("path", "questions"),
    [
        ("/pair/nabu/eppo?on=2024-04-10", ["between", "bases_between"]),
        ("/conflicts", ["conflicts"]),
        ("/conflicts?about=nabu", ["conflicts_of"]),
        ("/id/actor/nabu", ["partners", "evidence"]),
        ("/id/actor/nabu?on=2024-04-10", ["partners_on", "evidence"]),
        ("/id/basis/jit-ukraine-2022", ["acts_of_basis", "evidence"]),
        ("/id/participation/jit-ukraine-2022~cz~1", ["evidence"]),
        ("/actors", ["actors"]),
        ("/agreements", ["bases"]),
        ("/sources", ["sources"]),
        ("/statistics", ["statistics"]),
    ],
)
def test_the_rows_behind_a_page_are_there_as_csv_and_json(client: TestClient, path: str, questions: list[str]) -> None:
    page = client.get(path, headers=HTML).text
    links = [unescape(link) for link in re.findall(r'href="(/questions/[^"]+\.(?:csv|json)[^"]*)"', page)]
    assert [re.split(r"[/.]", link)[2] for link in links] == [name for name in questions for _ in range(2)]
    for as_csv, as_json in zip(links[::2], links[1::2], strict=True):
        rows = client.get(as_json).json()["rows"]
        assert len(list(csv.DictReader(io.StringIO(client.get(as_csv).text)))) == len(rows)


def test_the_rows_behind_a_network_are_those_of_its_picture(client: TestClient) -> None:
    page = client.get("/network?about=nabu&on=2024-04-10", headers=HTML).text
    [link] = [unescape(one) for one in re.findall(r'href="(/api/network[^"]+)"', page)]
    assert len(client.get(link).json()["links"]) == page.count("<tr data-line")


@pytest.mark.parametrize(
    "path", ["/id/actor/nabu", "/id/basis/eppo-nabu-2023", "/pair/nabu/eppo", "/network?about=nabu"]
)
def test_a_picture_to_hand_over_is_kept_under_a_name_that_says_what_it_is(client: TestClient, path: str) -> None:
    page = client.get(f"{path}{'&' if '?' in path else '?'}on=2024-04-10", headers=HTML).text
    links = [unescape(one) for one in re.findall(r'href="(/draw\.[^"]+)"', page)]
    assert [link.partition("?")[0] for link in links] == ["/draw.html", "/draw.svg", "/draw.png", "/draw.pdf"]
    answer = client.get(links[1])
    about = re.findall(r"about=([^&]+)", links[1])[0].replace(",", "-")
    assert answer.headers["content-disposition"] == f'inline; filename="accordgraph-{about}-2024-04-10.svg"'
    assert answer.content.startswith((b"<svg", b"<?xml"))


@pytest.fixture(scope="module")
def of_many_sources(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store in which seven sources say of two states that they are in one team."""
    story = Story().source("d", "editorial").actors("fi", "se").basis("team", binds="signature")
    for number in range(7):
        story.source(f"page-{number}", title=f"Report of day {number}")
        for actor in ("fi", "se"):
            story.act("team", actor, "founding", "2022-03-25", source=f"page-{number}", role="member")
    path = tmp_path_factory.mktemp("many") / "accord-store"
    Store(path).load([Batch("d", datetime.date(2024, 4, 10), story.statements())])
    return path


@pytest.mark.parametrize("query", ["", "?on=2023-01-01", "?lang=uk"])
def test_the_page_of_two_and_its_document_have_every_source(of_many_sources: Path, query: str) -> None:
    with web_client(Settings(of_many_sources)) as client:
        page = client.get(f"/pair/fi/se{query}", headers=HTML).text
        content = client.get(f"/pair/fi/se.pdf{query}").content
    assert {title for title in TITLES if title in page} == TITLES
    text = " ".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(content))
    assert {title for title in TITLES if title in " ".join(text.split())} == TITLES


@pytest.mark.parametrize("path", ["/id/actor/fi", "/id/basis/team", "/id/participation/team~fi~1"])
@pytest.mark.parametrize("query", ["", "?on=2023-01-01", "?lang=uk"])
def test_the_answer_about_a_thing_is_a_document_with_every_source(of_many_sources: Path, path: str, query: str) -> None:
    with web_client(Settings(of_many_sources)) as client:
        page = client.get(f"{path}{query}", headers=HTML).text
        addresses = re.findall(rf'href="({path}\.(?:docx|pdf)[^"]*)" download', page)
        assert [one.partition("?")[0] for one in addresses] == [f"{path}.docx", f"{path}.pdf"]
        word, pdf = (client.get(unescape(one), headers=HTML) for one in addresses)
    assert word.content.startswith(b"PK") and pdf.headers["content-type"] == "application/pdf"
    text = " ".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(pdf.content))
    assert {title for title in TITLES if title in " ".join(text.split())} == TITLES
    day = "-2023-01-01" if "on=" in query else ""
    assert f'{path.rpartition("/")[2]}{day}.pdf"' in pdf.headers["content-disposition"]


def test_what_is_no_answer_is_no_document(client: TestClient) -> None:
    paths = ["/id/source/ej-2023-04.pdf", "/id/actor/nobody-at-all.docx"]
    assert [client.get(path, headers=HTML).status_code for path in paths] == [404, 404]


@pytest.mark.parametrize("command", [("since", "fi", "se"), ("basis", "fi", "se"), ("who", "fi"), ("show", "team")])
def test_a_document_of_a_command_has_every_source_too(
    of_many_sources: Path, tmp_path: Path, command: tuple[str, ...]
) -> None:
    accord(*command, "-o", str(tmp_path / "answer.md"), store=of_many_sources)
    text = (tmp_path / "answer.md").read_text(encoding="utf-8")
    assert {title for title in TITLES if title in text} == TITLES


def test_a_page_shows_the_drawing_alone_and_says_what_its_marks_mean(client: TestClient) -> None:
    page = client.get("/id/actor/nabu", headers=HTML).text
    [address] = [unescape(one) for one in re.findall(r'<img loading="lazy" src="([^"]+)"', page)]
    drawing, sheet = client.get(address), client.get("/draw.svg?about=nabu")
    assert drawing.status_code == 200 and "data-node" in drawing.text and "https://" not in drawing.text.split("<g")[1]
    assert "https://nabu.gov.ua" in sheet.text.replace("\n", "") and len(drawing.content) < len(sheet.content)
    assert "a question mark: the date is disputed" in page
