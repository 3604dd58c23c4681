"""A date that is disputed is marked wherever it is told, and a legend says what the mark means."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from drawings.opened_page import Opened, opened
from drawings.sample_picture import of_basis
from playwright.sync_api import Page

from accordgraph.diagrams.charts.charts import chart_sheet, timeline_chart
from accordgraph.diagrams.charts.data_tables import links_table
from accordgraph.diagrams.html.network import write
from accordgraph.diagrams.layout.laid_out import lay_out
from accordgraph.diagrams.model import Diagram
from accordgraph.diagrams.svg.page import diagram_sheet
from accordgraph.diagrams.text_formats import FORMS

LINK = "jit~ee~1"
WORDS = {"en": "date disputed", "uk": "дата спірна"}
DATES = {"en": "30 May 2022", "uk": "30 трав. 2022"}


@pytest.fixture(scope="module", params=["en", "uk"])
def disputed(sample: Diagram, request: pytest.FixtureRequest) -> Diagram:
    """The start and the end of one link are disputed, the link is not."""
    evidence = (
        replace(link, since_standing="disputed", until_standing="disputed") if link.id == LINK else link
        for link in sample.links
    )
    return of_basis(replace(sample, links=tuple(evidence), lang=request.param), "jit")


def test_lines_bars_and_legends_of_files_say_so(disputed: Diagram) -> None:
    word, undisputed = (
        WORDS[disputed.lang],
        tuple(replace(one, since_standing=None, until_standing=None) for one in disputed.links),
    )
    network, timeline = diagram_sheet(lay_out(disputed)), chart_sheet(timeline_chart(disputed))
    date = DATES[disputed.lang]
    assert f">{date} ?<" in network and f">{word}</text>" in network
    assert f">{date} ?</text>" in timeline and f">{word}</text>" in timeline
    assert timeline.count(f"2022-05-30; {word} – ") == 2  # in the title of its bar and in what is read out
    clear = replace(disputed, links=undisputed)
    assert word not in diagram_sheet(lay_out(clear)) + chart_sheet(timeline_chart(clear))


def test_tables_and_text_forms_say_so(disputed: Diagram) -> None:
    word = WORDS[disputed.lang]
    marked = [row for row in links_table(disputed).rows if word in row[2] and word in row[3]]
    assert [row[2] for row in marked] == [f"2022-05-30; {word}"]
    layout = lay_out(disputed)
    assert all(word in FORMS[form](layout).replace("#59;", ";") for form in ("mermaid", "dot"))
    assert FORMS["cytoscape"](layout).count('"since_standing":"disputed","source"') == 1


def test_the_page_says_so_in_picture_timeline_table_and_details(page: Page, disputed: Diagram, tmp_path: Path) -> None:
    path, word = tmp_path / "disputed.html", WORDS[disputed.lang]
    write(disputed, path)
    view: Opened = opened(page, path)
    marked = f"{DATES[disputed.lang]} ?"
    lines = page.evaluate(f"accordgraph.data.links.filter(link => link.badge.lines.includes('{marked}')).length")
    assert lines == 1
    assert page.locator("#bars .bar text").all_text_contents() == ["?", "?"]
    assert page.locator(".doubt").all_text_contents() == [f"? {word}", f"? {word}"]
    row = page.locator("#links tbody tr", has_text=word)
    assert row.inner_text().count(word) == 2
    row.locator("button").click()
    assert page.locator("#panel dd", has_text=word).count() == 2
    assert view.errors == []


def test_a_table_says_of_a_date_that_it_is_our_reading(sample: Diagram) -> None:
    links = (replace(link, since_standing="reading") if link.id == LINK else link for link in sample.links)
    rows = links_table(replace(sample, links=tuple(links))).rows
    assert [row[2] for row in rows if "our reading" in row[2]] == ["2022-05-30 (our reading)"]
