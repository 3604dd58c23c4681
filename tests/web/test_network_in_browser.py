"""The network in a real Chromium: marks open in place, a slider chooses the day, and the address holds all of it."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect
from programs.served import served

from accordgraph.web.settings import Settings


@pytest.fixture(scope="module")
def address(bundled_store: Path) -> Iterator[str]:
    with served(Settings(bundled_store)) as address:
        yield address


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page that says nothing on its console."""
    context = browser.new_context()
    opened = context.new_page()
    said: list[str] = []
    opened.on("console", lambda line: said.append(line.text))
    opened.on("pageerror", lambda error: said.append(str(error)))
    yield opened
    assert said == []
    context.close()


def marks(page: Page) -> dict[str, int]:
    """The marks by id, each with the number behind its plus."""
    shown = page.eval_on_selector_all(
        "a[data-mark]", "all => all.map(one => [one.dataset.mark, one.querySelector('text')?.textContent ?? '+0'])"
    )
    return {mark: int(hidden.removeprefix("+")) for mark, hidden in shown}


def opened(page: Page) -> str:
    """The marks that the address names."""
    return parse_qs(urlsplit(page.url).query)["about"][0]


def data(page: Page, address: str) -> dict[str, Any]:
    """The network of the same address, as programs get it."""
    answer = page.request.get(f"{address}/api/network?{urlsplit(page.url).query}")
    content: dict[str, Any] = answer.json()
    return content


def press(page: Page, mark: str) -> None:
    """Open a mark by the keyboard, and wait until the page of the new address stands there."""
    before = page.url
    page.locator(f"a[data-mark='{mark}']").focus()
    page.keyboard.press("Enter")
    page.wait_for_function("before => location.href !== before && !document.querySelector('[aria-busy]')", arg=before)


def is_as_asked(page: Page, address: str) -> None:
    """All links among the marks, and exactly what is not shown of each."""
    content = data(page, address)
    assert marks(page) == {one["id"]: one["not_shown"] for one in content["marks"]}
    lines = page.eval_on_selector_all("tr[data-line]", "all => all.map(one => one.dataset.line)")
    assert sorted(lines) == sorted(link["id"] for link in content["links"])


@pytest.mark.parametrize("view", ["bases", "actors"])
def test_marks_open_in_any_order_without_a_new_page(page: Page, address: str, view: str) -> None:
    chance = random.Random(view)
    page.goto(f"{address}/network?about=nabu&view={view}")
    page.evaluate("window.isTheSame = true")
    for _ in range(4):
        closed = sorted(set(marks(page)) - set(opened(page).split(",")))
        mark = chance.choice(closed)
        before = set(marks(page))
        press(page, mark)
        assert opened(page).split(",")[-1] == mark
        assert before <= set(marks(page))
        assert page.evaluate("document.activeElement.dataset.mark") == mark
        is_as_asked(page, address)
    assert page.evaluate("window.isTheSame") is True


def test_what_was_opened_stays_after_reloading_and_goes_back_step_by_step(page: Page, address: str) -> None:
    page.goto(f"{address}/network?about=nabu&on=2024-04-10")
    first = marks(page)
    page.locator("a[data-mark='eppo-nabu-2023']").click()
    expect(page.locator("a.opened[data-mark='eppo-nabu-2023']")).to_have_count(1)
    then = marks(page)
    assert {"eppo"} <= set(then) - set(first)
    assert page.locator("a.is-new[data-mark='eppo']").count() == 1
    page.reload()
    assert (marks(page), page.input_value("#on")) == (then, "2024-04-10")
    page.go_back()
    expect(page.locator("a.opened")).to_have_count(1)
    assert marks(page) == first


def test_a_slider_chooses_the_day(page: Page, address: str) -> None:
    page.goto(f"{address}/network?about=nabu")
    always = marks(page)
    slider = page.get_by_label("Choose a day")
    slider.focus()
    page.keyboard.press("Home")
    assert page.locator("tr[data-line].is-out").count() > 0
    expect(page.locator("main:not([aria-busy]) .as-of")).to_contain_text("As of")
    assert len(marks(page)) < len(always)
    assert data(page, address)["on"] == page.input_value("#on")
    assert page.evaluate("document.activeElement.id") == "day-slider"


def test_without_scripts_a_mark_leads_to_the_same_page(browser: Browser, page: Page, address: str) -> None:
    page.goto(f"{address}/network?about=nabu")
    press(page, "eppo-nabu-2023")
    context = browser.new_context(java_script_enabled=False)
    plain = context.new_page()
    plain.goto(f"{address}/network?about=nabu")
    plain.locator("a[data-mark='eppo-nabu-2023']").focus()
    plain.keyboard.press("Enter")
    plain.wait_for_url("**eppo-nabu-2023**")
    assert plain.url == page.url
    assert plain.locator("a[data-mark]").count() == len(marks(page))
    assert not plain.locator("[data-slider]").is_visible()
    context.close()
