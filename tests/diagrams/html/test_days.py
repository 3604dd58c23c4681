"""The chosen day: picture, table, timeline and counts agree with the judge on every boundary day."""

from __future__ import annotations

import datetime
import random
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from drawings.opened_page import Opened, becomes, opened
from drawings.sample_picture import participation
from playwright.sync_api import Browser, Page

from accordgraph.diagrams.facts import JUDGED_DAYS, Link, When
from accordgraph.diagrams.html.data import _when, days
from accordgraph.diagrams.html.network import write
from accordgraph.diagrams.in_force import judge
from accordgraph.diagrams.model import Diagram

DAY = datetime.timedelta(days=1)
ENDS: list[tuple[str | None, str | None, str | None, str | None, str, str | None, bool]] = [
    # since earliest and latest, until earliest and latest, end kind, presumed until, firm
    ("2022-03-25", "2022-03-25", "2025-03-01", None, "term", None, True),
    ("2023-01-01", "2023-12-31", "2024-03-18", None, "none", None, True),
    (None, "2024-12-31", "2024-12-31", None, "none", None, True),
    ("2022-05-30", None, None, None, "none", None, True),
    ("2024-04-09", "2024-04-09", "2024-04-09", "2024-04-09", "during", None, True),
    ("2022-07-01", "2022-07-31", "2023-06-30", "2023-12-31", "exit", None, True),
    ("2022-01-01", "2022-12-31", None, None, "none", None, False),
    ("2023-03-03", "2023-03-03", "2023-03-03", None, "term", "2025-01-01", True),
    (None, None, None, None, "none", None, True),
]


def links_with_all_ends(sample: Diagram) -> Diagram:
    """The sample, with bounds of every kind in turn."""

    def with_ends(link: Link, number: int) -> Link:
        *bounds, kind, presumed, firm = ENDS[number % len(ENDS)]
        start, latest, until, end = (bound and datetime.date.fromisoformat(str(bound)) for bound in bounds)
        until_presumed = presumed and datetime.date.fromisoformat(str(presumed))
        known: tuple[Any, ...] = (start, latest, until, end, str(kind), until_presumed, latest, bool(firm))
        when = replace(When(link.when.since, *known), sure_until=until or None)
        return replace(link, when=replace(when, held=link.held, standing=link.standing))

    return replace(sample, links=tuple(with_ends(link, number) for number, link in enumerate(sample.links)))


@pytest.fixture(scope="module")
def all_ends(sample: Diagram) -> Diagram:
    """Bounds of every kind."""
    return links_with_all_ends(sample)


@pytest.fixture
def view(page: Page, all_ends: Diagram, tmp_path: Path) -> Opened:
    """The page of it, opened."""
    path = tmp_path / "ends.html"
    write(all_ends, path)
    return opened(page, path)


def test_the_page_judges_each_boundary_day_as_the_questions_do(view: Opened, all_ends: Diagram) -> None:
    boundary_days = sorted({day + shift for day in days(all_ends) for shift in (-DAY, datetime.timedelta(), DAY)})
    assert len(boundary_days) > 30
    verdicts = view.page.evaluate(
        "days => days.map(day => accordgraph.data.links.map(link => Object.values(accordgraph.inForce(link, day))))",
        [day.isoformat() for day in boundary_days],
    )
    assert verdicts == [[list(judge(link.when, day)) for link in all_ends.links] for day in boundary_days]


def random_when(chance: random.Random) -> When:
    """Bounds, doubts and pauses of every kind."""

    def day() -> datetime.date | None:
        return chance.choice([None, *(datetime.date(2024, month, 1) for month in (1, 2, 3))])

    end_kind = chance.choice(["none", "exit", "term"])
    when = When(None, day(), day(), day(), day(), end_kind, day(), None, chance.random() < 0.8, chance.random() < 0.9)
    words: dict[str, list[str | None]] = {
        "standing": ["single", "disputed", "reading"],
        "since_standing": [None, "reading"],
        "mode": ["bound", "provisional"],
        "paused_kind": [None, None, "suspended", "excluded"],
        "parent_unreported": [None, "treaty"],
    }
    chosen: dict[str, Any] = {name: chance.choice([values[0], *values]) for name, values in words.items()}
    chosen |= {name: day() if chance.random() < 0.4 else None for name in JUDGED_DAYS}
    return replace(when, **chosen)


def test_the_page_judges_random_links_as_the_questions_do(view: Opened, all_ends: Diagram) -> None:
    chance, link = random.Random(11), all_ends.links[0]
    links = [replace(link, when=when, held=when.held) for when in (random_when(chance) for _ in range(3000))]
    on = [datetime.date(2024, 1, 1), datetime.date(2024, 2, 1), datetime.date(2024, 2, 15), datetime.date(2024, 3, 2)]
    judged = view.page.evaluate(
        "([links, days]) => days.map(day => links.map(link => Object.values(accordgraph.inForce(link, day))))",
        [[{**_when(one), "held": one.held} for one in links], [day.isoformat() for day in on]],
    )
    expected = [[list(judge(one.when, day)) for one in links] for day in on]
    assert {tuple(verdict) for verdicts in expected for verdict in verdicts} >= {
        ("suspended", None),
        ("no", "excluded"),
    }
    assert judged == expected


def test_walking_the_boundary_days_all_parts_agree(view: Opened, all_ends: Diagram) -> None:
    page, slider = view.page, view.page.locator("#slider")
    walked = []
    slider.press("Home")
    for _ in days(all_ends):
        day = page.evaluate("accordgraph.state.day")
        walked.append(day)
        _agrees(view, all_ends, datetime.date.fromisoformat(day))
        slider.press("ArrowRight")
    assert walked == [day.isoformat() for day in days(all_ends)]


def _agrees(view: Opened, diagram: Diagram, day: datetime.date) -> None:
    page = view.page
    view.settle()
    verdicts = {f"e{index}": judge(link.when, day).in_force for index, link in enumerate(diagram.links)}
    on = {link: verdict for link, verdict in verdicts.items() if verdict != "no"}
    drawn = page.evaluate("Object.fromEntries(accordgraph.now.links)")
    assert drawn == {link: verdict if verdict != "no" else "faded" for link, verdict in verdicts.items()}
    opacity = "accordgraph.stage.network.body.data.edges.get().map(edge => [edge.id, edge.color.opacity === 1])"
    assert dict(page.evaluate(opacity)) == {link: link in on for link in verdicts}
    rows = "rows => rows.map(row => [row.dataset.link, row.querySelector('[data-label=\"In force\"]').textContent])"
    table = dict(page.locator("#links tbody tr").evaluate_all(rows))
    assert {link: text.split(":")[0] for link, text in table.items()} == on
    bars = page.locator("#bars .bar").evaluate_all("bars => bars.map(bar => bar.dataset.link)")
    assert sorted(bars) == sorted(on)
    counted = Counter(on.values())
    words = ", ".join(f"{counted[word]} {word}" for word in ("certainly", "presumably", "possibly"))
    status = page.locator("#status").inner_text()
    assert status.startswith(f"{len(on)} of {len(verdicts)} links, ")
    assert f"on {day}: {words}." in status
    assert page.locator("#table-count").inner_text() == page.locator("#timeline-count").inner_text()


def test_positions_stay_when_the_day_and_the_filters_change(view: Opened) -> None:
    page = view.page
    before = page.evaluate("accordgraph.stage.positions()")
    page.locator("#slider").press("Home")
    page.locator("label", has_text="Agency").click()
    page.locator("#search").fill("NABU")
    view.settle()
    assert len(before) == 31
    assert page.evaluate("accordgraph.stage.positions()") == before


def test_a_day_is_typed_and_a_wrong_one_refused(view: Opened) -> None:
    page, field = view.page, view.page.locator("#day")
    field.fill("2024-04-10")
    field.press("Enter")
    assert becomes(page, "accordgraph.state.day === '2024-04-10'")
    for wrong in ("2024-02-30", "10.04.2024", "1900-01-01"):
        field.fill(wrong)
        field.press("Tab")
        assert page.evaluate("accordgraph.state.day") == field.input_value() == "2024-04-10"
        alert = page.get_by_role("alert").inner_text()
        assert alert.startswith(f"{wrong} is not a day from ") and alert.endswith("Still shown: 2024-04-10.")
        assert field.get_attribute("aria-invalid") == "true"
    field.press_sequentially("2")
    assert not page.locator("#day-wrong").is_visible()
    assert field.get_attribute("aria-invalid") is None
    page.locator("#all-dates").click()
    assert page.evaluate("accordgraph.state.day") is None
    assert page.locator("#all-dates").get_attribute("aria-pressed") == "true"


def test_the_slider_is_dragged_to_any_day(view: Opened) -> None:
    page = view.page
    page.locator("#slider").scroll_into_view_if_needed()
    box = page.locator("#slider").bounding_box()
    assert box
    page.mouse.move(box["x"] + box["width"] - 4, box["y"] + box["height"] / 2)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2, steps=4)
    page.mouse.up()
    day = page.evaluate("accordgraph.state.day")
    assert day in page.locator("#status").inner_text()
    assert page.locator("#slider").get_attribute("aria-valuetext") == day


def test_playing_goes_from_change_to_change_and_can_be_stopped(view: Opened) -> None:
    page, play = view.page, view.page.locator("#play")
    stops = page.evaluate("accordgraph.data.days")
    play.click()
    assert play.inner_text() == "Pause"
    assert becomes(page, f"accordgraph.state.day === {stops[2]!r}")
    play.click()
    assert play.inner_text() == "Play"
    stopped = page.evaluate("accordgraph.state.day")
    page.wait_for_timeout(1100)
    assert page.evaluate("accordgraph.state.day") == stopped


def test_a_range_limits_the_slider(page: Page, all_ends: Diagram, tmp_path: Path) -> None:
    first, last = datetime.date(2023, 1, 1), datetime.date(2023, 12, 31)
    path = tmp_path / "range.html"
    write(replace(all_ends, first=first, last=last), path)
    view = opened(page, path)
    page.locator("#slider").press("Home")
    assert page.evaluate("accordgraph.state.day") == "2023-01-01"
    page.locator("#slider").press("End")
    assert page.evaluate("accordgraph.state.day") == "2023-12-31"
    page.locator("#slider").press("ArrowRight")
    assert page.evaluate("accordgraph.state.day") == "2023-12-31"
    assert view.errors == []


def test_what_is_chosen_says_whether_it_was_in_force(page: Page, sample: Diagram, tmp_path: Path) -> None:
    path = tmp_path / "one.html"
    nodes = tuple(node for node in sample.nodes if node.id in ("jit", "lt"))
    write(replace(sample, nodes=nodes, links=(participation("jit", "lt", "2022"),)), path)
    view = opened(page, path)
    page.locator("#links tbody button").click()
    page.locator("#day").fill("2022-06-01")
    page.locator("#day").press("Enter")
    view.settle()
    assert "In force on 2022-06-01\npossibly: start is imprecise" in page.locator("#panel").inner_text()


def test_on_a_phone_no_disc_of_a_day_covers_a_name_or_stands_for_words_left_out(
    browser: Browser, sample_file: Path
) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 844}, offline=True)
    view = opened(context.new_page(), sample_file)
    view.page.evaluate("accordgraph.change({ day: '2024-04-10' })")
    view.settle()
    discs, names = view.page.evaluate("[accordgraph.stage.discs(), accordgraph.stage.names()]")
    silent = {link["id"] for link in view.links() if not link["badge"]["lines"]}
    context.close()
    assert names
    assert {disc["id"] for disc in discs} <= silent
    assert not [(disc, name) for disc in discs for name in names if _overlap(disc, name)]


def _overlap(one: Any, other: Any) -> bool:
    return all(one["from"][axis] < other["to"][axis] and other["from"][axis] < one["to"][axis] for axis in "xy")
