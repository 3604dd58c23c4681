"""The search of a page: it forgives as `accord find` does, suggests, and brings what it finds to the middle."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from drawings.opened_page import Opened, opened
from playwright.sync_api import Browser, Page

from accordgraph.diagrams.builder import build_diagram
from accordgraph.diagrams.html.network import build
from accordgraph.diagrams.html.opening import opening_page
from accordgraph.diagrams.request import DiagramRequest
from accordgraph.graph.names.folding import fold, loosen
from accordgraph.graph.names.search import LOWEST
from accordgraph.graph.store.store import Store
from accordgraph.queries.session import open_session

WRITTEN = (
    *("NABU", "набу", "nabu ", "Nationalnoe antikorruptsionnoe byuro", "Natsionalne antykoruptsiine biuro"),
    *("europol", "Європол", "yevropol", "eurjust", "Latvja", "Łatvia", "lithuana", "prosecuter general"),
    *("Prosecutor Generals Office", "прокуратура", "bureau of investigation", "Polska", "Чехія", "jit", "USA"),
)
"""What somebody may type: other scripts, accents, apostrophes, typing errors, parts of names."""


@pytest.fixture(scope="module")
def found(whole_store: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[dict[str, Path], dict[str, list[str]]]:
    """The bundled graph as columns and as a drawing; and what `accord find` finds in it, best first."""
    folder = tmp_path_factory.mktemp("finding")
    pages = {name: folder / f"{name}.html" for name in ("columns", "ego")}
    with open_session(Store(whole_store).snapshot(), "ladybug") as session:
        diagram = build_diagram(session)
        pages["columns"].write_text(opening_page(diagram), encoding="utf-8")
        build(build_diagram(session, DiagramRequest(view="ego", about=("nabu",)))).write_html(str(pages["ego"]))
        names = {node.id: node.title for node in diagram.nodes}
        best = {
            text: [names[one.thing] for one in session.names.find(text) if one.thing in names and one.score >= LOWEST]
            for text in WRITTEN
        }
    return pages, best


@pytest.fixture(scope="module")
def tab(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1400, "height": 900}, offline=True)
    yield context.new_page()
    context.close()


@pytest.fixture
def view(tab: Page, found: tuple[dict[str, Path], dict[str, list[str]]]) -> Opened:
    """The columns, opened."""
    return opened(tab, found[0]["columns"])


def test_words_sound_in_the_page_as_they_do_in_the_index(view: Opened) -> None:
    texts = [
        "Обʼєднані  Нації",
        "Łódź-Wschód",
        "U.S.",
        "Ґрати",
        "Kyiv’s",
        "Straße",
        "Щастя",
        "Юрій",
        "Zürich",
        *WRITTEN,
    ]
    expected = {text: [word for word in map(loosen, fold(text).split()) if word] for text in texts}
    said = view.page.evaluate(
        "texts => Object.fromEntries(texts.map((one) => [one, accordgraph.loosened(one)]))", texts
    )
    assert said == expected


def test_it_finds_first_what_the_terminal_finds_first(
    view: Opened, found: tuple[dict[str, Path], dict[str, list[str]]]
) -> None:
    best = {text: known[:1] for text, known in found[1].items()}
    said = view.page.evaluate(
        """texts => Object.fromEntries(texts.map((text) =>
          [text, accordgraph.findNodes(text).slice(0, 3).map((node) => node.long)]))""",
        list(best),
    )
    missed = {text: (first, said[text]) for text, first in best.items() if first and first[0] not in said[text]}
    assert missed == {}
    assert sum(bool(first) for first in best.values()) > 15


def test_suggestions_are_walked_by_keys_and_what_is_taken_comes_to_the_middle(view: Opened) -> None:
    page, search = view.page, view.page.locator("#search")
    search.fill("eurjust")
    options = page.locator("#suggestions [role=option]")
    assert "Eurojust" in options.first.inner_text()
    assert search.get_attribute("aria-expanded") == "true"
    search.press("ArrowDown")
    assert search.get_attribute("aria-activedescendant") == options.first.get_attribute("id")
    search.press("Enter")
    view.settle()
    assert page.locator("#suggestions").is_hidden()
    assert page.locator("#panel h2").first.inner_text() == "Eurojust"
    middle = page.evaluate(
        """() => {
          const rows = [...document.querySelectorAll(".columns .row")];
          const box = rows.find((row) => row.dataset.node === accordgraph.state.chosen).getBoundingClientRect();
          return (box.top + box.bottom) / 2 / innerHeight;
        }"""
    )
    assert 0.3 < middle < 0.7
    assert page.evaluate("accordgraph.now.shown.length === accordgraph.data.links.length")


def test_what_is_found_comes_to_the_middle_of_a_drawing(
    tab: Page, found: tuple[dict[str, Path], dict[str, list[str]]]
) -> None:
    view = opened(tab, found[0]["ego"])
    tab.locator("#search").fill("Європейська прокуратура")
    tab.locator("#search").press("Enter")
    view.settle()
    x, y = view.node("EPPO")
    box = tab.locator("#canvas").bounding_box()
    assert box is not None
    assert (x, y) == pytest.approx((box["x"] + box["width"] / 2, box["y"] + box["height"] / 2), abs=4)


def test_a_word_with_an_error_fades_what_it_cannot_mean(view: Opened) -> None:
    page = view.page
    page.locator("#search").fill("eurjust")
    view.settle()
    shown = page.evaluate("accordgraph.now.shown.map((link) => link.startName + link.endName)")
    assert 0 < len(shown) < page.evaluate("accordgraph.data.links.length") / 2
    assert any("Eurojust" in one for one in shown)
