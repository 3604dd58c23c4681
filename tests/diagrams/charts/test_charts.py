"""Charts as users ask for them: every kind, with its table, its sources and words that are read out in its stead."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import date
from importlib.resources import files
from pathlib import Path
from xml.etree import ElementTree

import pypdfium2
import pytest
from drawings.sample_picture import make_sample, when
from playwright.sync_api import Browser
from programs.running import rows, run

from accordgraph.diagrams.charts.charts import timeline_chart, years_chart
from accordgraph.diagrams.charts.page import chart_page
from accordgraph.diagrams.charts.years import beginnings, first_links, slots
from accordgraph.diagrams.facts import Link
from accordgraph.diagrams.model import Diagram

CHARTS = {
    "statistics": [],
    "actor": ["--about", "Ukraine"],
    "years": [],
    "timeline": ["--basis", "jit-ukraine-2022"],
}
HOSTILE = "</figure><script>alert(1)</script>\u202e<img src=x onerror=alert(1)>"
AXE = files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def drawn(bundled_store: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with every chart as a page."""
    folder = tmp_path_factory.mktemp("charts")
    for kind, options in CHARTS.items():
        done = run("chart", kind, *options, "-o", str(folder / f"{kind}.html"), store=bundled_store)
        assert done.returncode == 0, done.stderr
    return folder


@pytest.mark.parametrize(
    ("kind", "form"), [("statistics", "png"), ("actor", "pdf"), ("years", "svg"), ("timeline", "svg")]
)
def test_every_chart_is_written_as_a_file_too(kind: str, form: str, bundled_store: Path, tmp_path: Path) -> None:
    path = tmp_path / f"chart.{form}"
    done = run("chart", kind, *CHARTS[kind], "-o", str(path), "--format", "json", store=bundled_store)
    assert done.returncode == 0, done.stderr
    row = json.loads(done.stdout)[0]
    assert (row["chart"], row["form"], row["rows"] > 0) == (kind, form, True)
    start = {"svg": b"<svg", "png": b"\x89PNG", "pdf": b"%PDF"}[form]
    assert path.read_bytes().startswith(start)


@pytest.mark.parametrize("kind", CHARTS)
def test_the_drawing_is_named_and_told_in_words(kind: str, drawn: Path) -> None:
    page = (drawn / f"{kind}.html").read_text(encoding="utf-8")
    svg = page[page.index("<svg") : page.index("</svg>") + 6]
    root = ElementTree.fromstring(svg.replace("&nbsp;", " "))
    space = "{http://www.w3.org/2000/svg}"
    assert root.get("role") == "img"
    assert root.findtext(f"{space}title")
    said = root.findtext(f"{space}desc") or ""
    assert len(said) > 40
    assert kind != "statistics" or not re.search(r"\d{4}-\d\d|: \.", said), "periods in words, no empty series"


def test_the_timeline_of_an_actor_has_a_row_for_each_of_its_links(bundled_store: Path, drawn: Path) -> None:
    partners = rows("ask", "partners", "-p", "actor=ua", store=bundled_store)
    page = (drawn / "actor.html").read_text(encoding="utf-8")
    assert page.count('<tr role="row">') - 1 == page.count('id="bar-') == len(partners) > 10


def test_a_row_names_whom_it_is_about() -> None:
    sample = make_sample()
    everybody = timeline_chart(sample).table
    assert everybody.head[0] == "who"
    assert [row[0] for row in everybody.rows] == [link.start_name for link in sample.links]
    links = tuple(
        replace(link, start="ua", end="pl", start_name="Ukraine", end_name="Poland") for link in sample.links[:2]
    )
    of_one = timeline_chart(replace(sample, view="ego", links=links)).table
    assert (of_one.head[0], {row[0] for row in of_one.rows}) == ("with whom", {"Poland"})
    of_two = timeline_chart(replace(sample, view="actors", links=links)).table
    assert {row[0] for row in of_two.rows} == {"Ukraine – Poland"}


def test_statistics_show_the_shares_of_the_seed_and_what_does_not_fit(drawn: Path) -> None:
    page = (drawn / "statistics.html").read_text(encoding="utf-8")
    for phrase in ("85%", "89%", "72%", "in different series and periods (2022; first half of 2025)",
                   "executed is not reported for some periods (2021; first half of 2025)",
                   "has no number for one period (2023)", "The share of requests executed stays high."):  # fmt: skip
        assert phrase in page, phrase


def test_statistics_agree_with_the_question(bundled_store: Path, drawn: Path) -> None:
    reported = rows("ask", "statistics", store=bundled_store)
    page = (drawn / "statistics.html").read_text(encoding="utf-8")
    assert page.count('<tr role="row">') - 1 == len(reported) == 25


def test_a_chart_in_ukrainian_speaks_it(bundled_store: Path, tmp_path: Path) -> None:
    path = tmp_path / "years.pdf"
    assert run("chart", "years", "--lang", "uk", "-o", str(path), store=bundled_store).returncode == 0
    document = pypdfium2.PdfDocument(path)
    words = " ".join(page.get_textpage().get_text_range() for page in document)
    assert "Нові зв’язки за роками" in words and "Джерела" in words


def test_the_title_of_years_says_whose_links_are_counted(bundled_store: Path) -> None:
    done = run("chart", "years", "--about", "Ukraine", "--as", "html", "-o", "-", store=bundled_store)
    assert "New links by year: Ukraine</h1>" in done.stdout


def test_a_page_may_go_to_standard_output(bundled_store: Path) -> None:
    done = run("chart", "statistics", "--as", "html", "-o", "-", store=bundled_store)
    assert done.stdout.lstrip().startswith("<!DOCTYPE html>")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["actor", "-o", "a.svg"], "needs an actor"),
        (["statistics", "--about", "NABU", "-o", "a.svg"], "Leave out --about, --basis, --on, --from and --to.\n"),
        (["years", "-o", "a.doc"], "names no form"),
        (["timeline", "--as", "png", "-o", "-"], "Say which: --as html or --as svg.\n"),
        (["years", "-o", "a.dot"], "Forms: html, svg, png, pdf."),
        (["years", "-o", "a"], "End it with .html, .svg, .png, .pdf, .htm, or"),
        (["years", "--as", "mermaid", "-o", "a"], "mermaid"),
        (["actor", "--about", "NABUU", "-o", "a.svg"], "NABU"),
        (["timeline", "--basis", "jit-ukraine-2022", "--to", "1900-01-01", "-o", "a.svg"], "nothing to draw"),
        (["years", "-o", "missing/folder/a.svg"], "cannot be written"),
    ],
)
def test_what_cannot_be_drawn_is_told(
    arguments: list[str], message: str, bundled_store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    done = run("chart", *arguments, store=bundled_store)
    assert done.returncode in (1, 2)
    assert message in done.stderr
    assert list(tmp_path.iterdir()) == []


# ---------------------------------------------------------------- in a browser
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1400, 390])
@pytest.mark.parametrize("kind", ["statistics", "actor"])
def test_axe_finds_nothing_and_nothing_goes_sideways(
    kind: str, width: int, scheme: str, drawn: Path, browser: Browser
) -> None:
    context = browser.new_context(
        viewport={"width": width, "height": 900},
        color_scheme="dark" if scheme == "dark" else "light",
        offline=True,
        bypass_csp=True,
    )
    page = context.new_page()
    page.goto((drawn / f"{kind}.html").as_uri())
    page.add_script_tag(content=AXE)
    violations = page.evaluate(
        "() => axe.run(document).then(found => found.violations.map(one => [one.id, one.nodes[0].html]))"
    )
    assert violations == []
    assert page.evaluate("document.documentElement.scrollWidth") == width
    context.close()


def test_hostile_names_are_shown_as_they_are(browser: Browser, tmp_path: Path) -> None:
    sample = make_sample()
    links = tuple(replace(link, start_name=HOSTILE, end_name=HOSTILE, basis_name=HOSTILE) for link in sample.links[:3])
    chart = timeline_chart(replace(sample, title=HOSTILE, subtitle=HOSTILE, links=links, notes=(HOSTILE,)))
    path = tmp_path / "hostile.html"
    path.write_text(chart_page(chart), encoding="utf-8")
    context = browser.new_context(offline=True)
    page = context.new_page()
    dialogs: list[str] = []
    page.on("dialog", lambda dialog: dialogs.append(dialog.message))
    page.goto(path.as_uri())
    assert page.evaluate("document.querySelectorAll('script, img').length") == 0
    assert "\\u202e<img src=x" in page.inner_text("h1")
    assert dialogs == []
    context.close()


# ---------------------------------------------------------------- beginnings
def begun(number: int, since: str, basis: str = "team", held: bool = True) -> Link:
    template = make_sample().links[0]
    return replace(template, id=f"link-{number}", basis=basis, when=replace(when(since), firm=held), held=held)


def test_each_link_is_counted_once_in_the_year_in_which_it_had_begun_at_the_latest() -> None:
    links = [
        begun(1, "2022-03-25"),
        begun(2, "[..2024]"),
        begun(3, "[2022-01-01..2023-12-31]"),
        begun(4, "2022", held=False),
    ]
    years, unknown = beginnings(links)
    assert [(one.year, len(one.sure), len(one.vague)) for one in years] == [(2022, 1, 0), (2023, 0, 1), (2024, 0, 1)]
    assert unknown == []


def test_what_had_begun_by_its_suspension_or_its_end_is_no_new_link_of_that_year() -> None:
    day = date(2022, 12, 23)
    suspended, left, sure = begun(1, "[..2022]"), begun(2, "[..2022]"), begun(3, "2022")
    links = [
        replace(suspended, when=replace(suspended.when, paused_from_latest=day)),
        replace(left, when=replace(left.when, end_kind="exit", until_latest=day)),
        replace(sure, when=replace(sure.when, end_kind="exit", until_latest=day)),
    ]
    years, unknown = beginnings(links)
    assert [(one.year, [link.id for link in one.links]) for one in years] == [(2022, ["link-3"])]
    assert [link.id for link in unknown] == ["link-1", "link-2"]


def test_a_basis_begins_with_its_first_link() -> None:
    links = [begun(1, "2023-01-01"), begun(2, "2022-01-01"), begun(3, "1994-08-14", basis="treaty")]
    assert [link.id for link in first_links(links)] == ["link-2", "link-3"]


def test_a_long_gap_is_drawn_as_a_break_and_a_short_one_as_years() -> None:
    years, _ = beginnings([begun(1, "1994"), begun(2, "2022"), begun(3, "2025")])
    assert slots(years) == [1994, None, 2022, 2023, 2024, 2025]


def test_years_say_how_many_links_are_counted_and_list_only_their_sources() -> None:
    sample = make_sample()
    [left_out] = [link for link in sample.links if not link.held]
    others = [link for link in sample.links if link.held and link.basis != left_out.basis]
    chart = years_chart(replace(sample, links=(left_out, *others)))
    assert f"{len(others)} of {len(others) + 1} links" in chart.subtitle
    cited = {number for row in chart.table.rows for number in row[-1].split(", ")}
    assert cited == {str(number) for number in range(1, len(chart.sources) + 1)}
    assert "src-jit" not in {source.id for source in chart.sources}
    assert len({link.basis for link in others}) == sum(int(row[3]) for row in chart.table.rows)
    assert years_chart(replace(sample, links=tuple(others))).subtitle.endswith(f", {len(others)} links")


def test_what_is_left_out_of_the_count_is_told() -> None:
    sample: Diagram = make_sample()
    chart = years_chart(sample)
    counted = sum(int(row[1]) for row in chart.table.rows)
    assert counted == sum(link.held for link in sample.links)
    assert chart.notes[0] == "Left out: 1 link that is reported but that we do not consider true."


@pytest.mark.parametrize("limit", ["day", "first", "last"])
def test_years_before_the_days_asked_for_are_explained(limit: str) -> None:
    limited: Diagram = replace(make_sample(), **{limit: date(2023, 1, 1)})  # type: ignore[arg-type]
    assert "each in the year in which it began" in years_chart(limited).notes[0]
