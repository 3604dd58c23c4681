"""The site as it is built: it holds all that there is, asks for nothing from the network, and fits any screen."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path
from urllib.parse import unquote

from playwright.sync_api import Page
from programs.pages import ROOT

from accordgraph.queries import catalogue

EXTERNAL = ("http:", "https:", "mailto:")


BROKEN_LINES = """() => [...document.querySelectorAll(".highlight-text pre")].filter(pre => {
  const lines = pre.textContent.trimEnd().split("\\n");
  const style = getComputedStyle(pre);
  const height = pre.clientHeight - parseFloat(style.paddingTop) - parseFloat(style.paddingBottom);
  const shown = Math.round(height / parseFloat(style.lineHeight));
  return Math.max(...lines.map(line => line.length)) <= 100 && shown > lines.length;
}).map(pre => pre.textContent.slice(0, 60))"""
"""Outputs no wider than a terminal of 100 columns whose lines do not fit."""


def html(site: Path) -> dict[str, str]:
    pages = {str(path.relative_to(site)): path.read_text(encoding="utf-8") for path in sorted(site.rglob("*.html"))}
    assert len(pages) > 15
    return pages


# ---------------------------------------------------------------- what is in it
def test_every_question_is_shown_once_with_both_texts(site: Path) -> None:
    whole = "".join(html(site).values())
    names = catalogue.names()
    assert len(names) > 20
    counts = {name: whole.count(f' id="question-{name.replace("_", "-")}"') for name in names}
    assert counts == dict.fromkeys(names, 1), "add a generated part to a page in docs/questions"
    assert whole.count("The question in SPARQL") == whole.count("The question in Cypher") == len(catalogue.texts())


def test_every_link_within_the_site_leads_somewhere(site: Path) -> None:
    pages = html(site)
    ids = {name: set(re.findall(r'\bid="([^"]+)"', text)) for name, text in pages.items()}
    links = [
        (name, unescape(link)) for name, text in pages.items() for link in re.findall(r'<a [^>]*href="([^"]*)"', text)
    ]
    inner = [(name, link) for name, link in links if not link.startswith(EXTERNAL)]
    assert len(inner) > 500
    assert [pair for pair in inner if not leads_somewhere(site, ids, *pair)] == []


def leads_somewhere(site: Path, ids: dict[str, set[str]], page: str, link: str) -> bool:
    path, _, anchor = unquote(link).partition("#")
    target = (site / page).parent / path if path else site / page
    name = str(target.resolve().relative_to(site.resolve()))
    return target.exists() and (not anchor or anchor in ids[name])


def test_pictures_are_small() -> None:
    pictures = [path for path in sorted((ROOT / "docs" / "_static").rglob("*.*")) if path.suffix in (".png", ".svg")]
    assert len(pictures) > 10
    assert [path.name for path in pictures if path.stat().st_size > 300_000] == []


# ---------------------------------------------------------------- in a browser
def test_no_page_asks_for_anything_from_elsewhere_nor_scrolls_sideways(site: Path, page: Page) -> None:
    requests: list[str] = []
    errors: list[str] = []
    wide: dict[str, int] = {}
    broken: dict[str, list[str]] = {}
    page.on("request", lambda request: requests.append(request.url))
    page.on("pageerror", lambda error: errors.append(f"{page.url}: {error}"))
    for name in html(site):
        page.goto((site / name).as_uri())
        beyond = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        if beyond > 0:
            wide[name] = beyond
        if links := page.evaluate(BROKEN_LINES):
            broken[name] = links
    assert len(requests) > 30
    assert [url for url in requests if not url.startswith(("file:", "data:"))] == []
    assert errors == []
    assert (wide, broken) == ({}, {})


def test_search_works_without_a_network(site: Path, page: Page) -> None:
    requests: list[str] = []
    page.on("request", lambda request: requests.append(request.url))
    page.goto((site / "search.html").as_uri() + "?q=retracted")
    # Results come one after the other.
    page.wait_for_selector('#search-results li a:text-is("Write a dossier")')
    assert [url for url in requests if not url.startswith(("file:", "data:"))] == []
