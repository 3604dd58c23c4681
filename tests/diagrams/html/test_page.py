"""The page in a real browser: it opens offline, is painted, and whole without scripts, on phones and on paper."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
from drawings.opened_page import becomes, opened
from playwright.sync_api import Browser, Page

from accordgraph.diagrams.html.network import write
from accordgraph.diagrams.model import Diagram

PAINTED = """() => {
  const canvas = document.querySelector("#canvas canvas");
  const pixels = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height).data;
  const colours = new Set();
  for (let at = 0; at < pixels.length; at += 4)
    if (pixels[at + 3] === 255) colours.add(`${pixels[at]},${pixels[at + 1]},${pixels[at + 2]}`);
  return [...colours];
}"""
INTRUDERS = """() => {
  document.addEventListener("securitypolicyviolation", event => {
    window.stopped = [...(window.stopped || []), event.effectiveDirective];
  });
  const script = document.createElement("script");
  script.textContent = "window.hacked = 1";
  const image = document.createElement("img");
  image.src = "https://example.org/pixel.png";
  const frame = document.createElement("iframe");
  frame.src = "https://example.org/";
  document.body.append(script, image, frame);
  const style = document.createElement("style");
  style.textContent = "body{display:none}";
  document.body.append(style);
  return fetch("https://example.org/data").then(() => "fetched", () => "refused");
}"""


def test_it_opens_offline_and_asks_for_nothing_else(page: Page, sample_file: Path) -> None:
    view = opened(page, sample_file)
    page.locator("#canvas").focus()
    page.keyboard.press("ArrowRight")
    page.locator("#zoom-in").click()
    page.locator(".menu summary").click()
    page.locator("#theme").click()
    page.locator("#slider").press("Home")
    page.locator("#play").click()
    page.wait_for_timeout(1200)
    assert view.requests == [sample_file.as_uri()]
    assert view.errors == []


def test_the_policy_stops_what_was_not_written_by_us(page: Page, sample_file: Path) -> None:
    opened(page, sample_file)
    assert page.evaluate(INTRUDERS) == "refused"
    assert becomes(page, "(window.stopped || []).length >= 5")
    assert sorted(set(page.evaluate("window.stopped"))) == [
        "connect-src",
        "frame-src",
        "img-src",
        "script-src-elem",
        "style-src-elem",
    ]
    assert page.evaluate("window.hacked") is None
    assert page.evaluate("getComputedStyle(document.body).display") == "block"


def test_it_is_painted_in_the_colours_of_the_legend(page: Page, sample_file: Path) -> None:
    opened(page, sample_file)
    wanted = {"0,103,165", "0,128,92", "184,71,154", "251,242,218", "179,64,10"}
    assert wanted <= set(page.evaluate(PAINTED))


def test_texts_fit_the_room_that_was_kept_for_them(page: Page, sample_file: Path) -> None:
    opened(page, sample_file)
    too_wide = page.evaluate("""() => {
      const ctx = document.createElement("canvas").getContext("2d");
      ctx.font = '15px "Noto Sans",system-ui,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif';
      return accordgraph.data.nodes.flatMap(node => node.lines
        .filter(line => ctx.measureText(line).width > 2 * node.half[0] + 2));
    }""")
    assert too_wide == []


def test_the_wheel_scrolls_the_page_and_zooms_with_control(page: Page, sample_file: Path) -> None:
    opened(page, sample_file)
    scale = page.evaluate("accordgraph.stage.scale()")
    page.mouse.move(400, 450)
    page.mouse.wheel(0, 120)
    assert becomes(page, "scrollY > 0")
    assert page.evaluate("accordgraph.stage.scale()") == scale
    page.keyboard.down("Control")
    page.mouse.wheel(0, -120)
    page.keyboard.up("Control")
    assert becomes(page, f"accordgraph.stage.scale() > {scale}")


def test_the_data_are_those_whose_sum_is_told(page: Page, sample_file: Path) -> None:
    opened(page, sample_file)
    block = page.locator("#data").evaluate("element => element.textContent")
    assert hashlib.sha256(block.encode()).hexdigest() in page.locator(".made").inner_text()


def test_rows_and_bars_are_the_same_with_and_without_scripts(page: Page, browser: Browser, sample_file: Path) -> None:
    opened(page, sample_file)
    context = browser.new_context(java_script_enabled=False, offline=True)
    still = context.new_page()
    still.goto(sample_file.as_uri())
    for part in ("#links tbody tr", "#bars .bar", "#bars h3"):
        texts = page.locator(part).all_text_contents()
        assert len(texts) > 5
        words = ["".join(text.split()) for text in still.locator(part).all_text_contents()]
        assert words == ["".join(text.split()) for text in texts]
    drawn = "one => [...one.querySelectorAll('rect')].map(rect => [...rect.attributes].map(a => a.value).join(' '))"
    assert page.locator("#bars").evaluate(drawn) == still.locator("#bars").evaluate(drawn)
    context.close()


def test_all_is_there_without_scripts(browser: Browser, sample: Diagram, sample_file: Path) -> None:
    context = browser.new_context(java_script_enabled=False, offline=True)
    page = context.new_page()
    page.goto(sample_file.as_uri())
    assert page.locator("#links tbody tr").count() == len(sample.links)
    row = page.locator("#links tbody tr", has_text="Slovakia").inner_text()
    assert "between 2022-05-30 and 2022-05-31" in row
    assert page.locator("#printed svg").is_visible()
    assert page.locator("#printed [data-link]").count() >= len(sample.links)
    assert page.locator(".sources li").count() == len(sample.sources)
    assert not page.locator("#stage").is_visible()
    assert page.locator("noscript p").is_visible()
    assert page.locator("button:visible, input:visible").count() == 0
    context.close()


@pytest.mark.parametrize("width", [320, 390, 820])
def test_a_narrow_page_does_not_scroll_sideways(browser: Browser, sample_file: Path, width: int) -> None:
    context = browser.new_context(viewport={"width": width, "height": 800}, offline=True)
    page = context.new_page()
    opened(page, sample_file)
    page.locator("#slider").press("Home")
    page.locator("#links tbody button").first.click()
    assert page.evaluate("document.documentElement.scrollWidth") == width
    context.close()


def test_dark_readers_get_dark_colours_and_may_choose_light(browser: Browser, sample_file: Path) -> None:
    context = browser.new_context(color_scheme="dark", offline=True)
    page = context.new_page()
    view = opened(page, sample_file)
    ground = "getComputedStyle(document.body).backgroundColor"
    assert page.evaluate(ground) == "rgb(17, 21, 28)"
    assert "74,168,234" in page.evaluate(PAINTED)
    page.locator(".menu summary").click()
    page.locator("#theme").click()
    view.settle()
    assert page.evaluate(ground) == "rgb(253, 253, 253)"
    assert "0,103,165" in page.evaluate(PAINTED)
    assert page.locator("#theme").inner_text() == "Dark"
    context.close()


def test_a_fixed_day_has_no_slider_and_a_legend_of_its_own(
    page: Page, sample_of_a_day: Diagram, tmp_path: Path
) -> None:
    path = tmp_path / "day.html"
    write(sample_of_a_day, path)
    opened(page, path)
    heads = page.locator("fieldset legend").all_inner_texts()
    assert heads == ["In force on the day", "Who", "On what basis", "How well established"]
    assert page.locator("#forces label").all_inner_texts() == [
        "certainly",
        "presumably",
        "applied provisionally",
        "suspended",
        "possibly",
    ]
    assert not page.locator("#slider").is_visible()
    row = page.locator("tbody tr", has_text="Czech Republic").inner_text()
    assert "possibly: existence is disputed" in row


def test_an_empty_picture_is_a_page_too(page: Page, tmp_path: Path) -> None:
    path = tmp_path / "empty.html"
    write(Diagram("Nobody", "No links.", "bases", "en", (), ()), path)
    view = opened(page, path)
    assert view.errors == []
    assert page.locator("h1").inner_text() == "Nobody"
    assert page.locator("#nothing").is_visible()
