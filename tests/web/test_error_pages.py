"""Pages of errors lead on by links, in the language that was chosen, and say nothing that only a terminal can do."""

from __future__ import annotations

import datetime
import re
from pathlib import Path

import pytest
from programs.web_client import web_client
from starlette.testclient import TestClient
from worlds.statement_builder import Story

from accordgraph.graph.statements.log import Batch
from accordgraph.graph.store.store import Store
from accordgraph.web.settings import Settings

HTML = {"Accept": "text/html"}


@pytest.mark.parametrize("lang", ["en", "uk"])
@pytest.mark.parametrize(
    ("path", "leads_to"),
    [
        ("/id/actor/nobody-at-all", "/actors"),
        ("/pair/ua/nobody-at-all", "/actors"),
        ("/questions/nosuch", "/questions"),
        ("/questions/evidence?id=nobody-at-all", ""),
        ("/network?about=nobody-at-all", "/actors"),
        ("/draw.svg?about=nobody-at-all", "/actors"),
        ("/conflicts?about=nobody-at-all", "/actors"),
        ("/pair/jit/ua", "/find?q=jit"),
        ("/ask/cypher?run=1&query=MATCH", ""),
        ("/ask/sparql?run=1&query=CLEAR%20ALL", ""),
    ],
)
def test_an_error_leads_on_within_the_application(client: TestClient, path: str, leads_to: str, lang: str) -> None:
    answer = client.get(f"{path}{'&' if '?' in path else '?'}lang={lang}", headers=HTML)
    main = re.split(r'<section class="cite"|</main>', answer.text.split('<main id="content">')[1])[0]
    links = [link.replace("&amp;", "&").replace(f"lang={lang}&", "") for link in re.findall(r'href="([^"]+)"', main)]
    assert re.findall(r"\baccord [a-z-]+|\s--[a-z]+", re.sub(r"<[^>]+>", " ", main)) == []
    assert leads_to in {link.removesuffix(f"?lang={lang}") for link in [*links, ""]}
    assert not links or all(f"lang={lang}" in link for link in re.findall(r'href="(/[^"]*)"', main))


def test_a_name_of_several_leads_to_the_same_page_about_each(tmp_path: Path) -> None:
    story = Story().source("d", "editorial").source("page").basis("team", binds="signature")
    story.actors("cd", "cg", name="Congo").actors("ua", name="Ukraine")
    for actor in ("cd", "cg", "ua"):
        story.act("team", actor, "founding", "2022-03-25", source="page", role="member")
    Store(tmp_path / "store").load([Batch("d", datetime.date(2024, 4, 10), story.statements())])
    with web_client(Settings(tmp_path / "store")) as client:
        answer = client.get("/pair/Congo/Ukraine?on=2023-01-01&lang=uk", headers=HTML)
        links = [link.replace("&amp;", "&") for link in re.findall(r'href="(/pair/[^"]+)"', answer.text)]
        assert links == [f"/pair/{one}/Ukraine?on=2023-01-01&lang=uk" for one in ("cd", "cg")]
        assert [client.get(link, headers=HTML).status_code for link in links] == [303, 303]


@pytest.mark.parametrize(
    ("path", "leads_to"),
    [
        ("/questions/partners.json?actor=nobody-at-all", "/actors"),
        ("/questions/partners.json?actor=JIT", "/find?q=JIT"),
        ("/id/actor/nobody-at-all.ttl", "/actors"),
        ("/api/network?about=nobody-at-all", "/actors"),
    ],
)
@pytest.mark.parametrize("lang", ["en", "uk"])
def test_programs_are_sent_to_addresses_too(client: TestClient, path: str, leads_to: str, lang: str) -> None:
    answer = client.get(f"{path}{'&' if '?' in path else '?'}lang={lang}")
    assert answer.status_code == 404
    assert leads_to in answer.text and "accord " not in answer.text


@pytest.mark.parametrize(("public", "is_public"), [(None, False), ("https://graph.example.org", True)])
def test_what_mends_a_store_is_shown_on_this_machine_alone(tmp_path: Path, public: str | None, is_public: bool) -> None:
    with web_client(Settings(tmp_path / "no-store", public=public)) as client:
        answer = client.get("/", headers=HTML)
    assert answer.status_code == 503
    assert "The graph cannot be read at the moment." in answer.text
    assert (str(tmp_path) in answer.text, "accord load" in answer.text) == (not is_public, not is_public)
