"""What a column alone claims, and what is our reading, is called so wherever a picture shows it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from accordgraph.diagrams.builder import build_diagram
from accordgraph.diagrams.facts import LOOKS
from accordgraph.diagrams.html.opening import opening_page
from accordgraph.diagrams.layout.column_parts import Box, Row
from accordgraph.diagrams.layout.columns import lay_out_columns
from accordgraph.diagrams.layout.edge_labels import sayings
from accordgraph.diagrams.model import Diagram
from accordgraph.diagrams.request import DiagramRequest
from accordgraph.diagrams.svg.papers import paper
from accordgraph.diagrams.svg.printed import links_part
from accordgraph.diagrams.svg.styles import DASHES, line_rules
from accordgraph.diagrams.svg.styles import LOOKS as STYLES
from accordgraph.graph.store.store import Store
from accordgraph.queries.session import Session, open_session

CLAIMED = {
    "en": ("claimed by a column or a comment only", "column or comment only"),
    "uk": ("про це йдеться лише в авторській колонці чи коментарі", "лише колонка чи коментар"),
}
MONTH = {"en": "Dec 2024", "uk": "груд. 2024"}
READ = {"en": "(our reading)", "uk": "(за нашим тлумаченням)"}


@pytest.fixture(scope="module")
def opened(bundled_store: Path) -> Iterator[Session]:
    with open_session(Store(bundled_store).snapshot(), "oxigraph") as session:
        yield session


@pytest.fixture(scope="module", params=["en", "uk"])
def nabu(request: pytest.FixtureRequest, opened: Session) -> Diagram:
    return build_diagram(replace(opened, lang=request.param), DiagramRequest(about=("nabu",)))


def texts(diagram: Diagram, node: str) -> list[str]:
    """What stands at a name or in a box."""
    assert diagram.overview is not None
    columns = lay_out_columns(diagram, diagram.overview)
    rows = [row for side in columns.partners for group in side for row in (group.head, *group.bodies)]
    boxes = [stack.head for side in columns.stacks for stack in side]
    standing: list[Row | Box] = [*rows, *columns.middle, *boxes]
    return [note.text for one in standing if one.node == node for note in one.notes]


def test_what_a_column_alone_claims_is_called_so_at_the_name_and_in_the_box(nabu: Diagram) -> None:
    words, _ = CLAIMED[nabu.lang]
    [link] = [one for one in nabu.links if one.start == "jica"]
    assert (link.look, link.words.ground) == ("claimed", words)
    assert words in link.words.standing
    assert any(words in text for text in texts(nabu, "jica"))
    assert words in texts(nabu, "nabu-jica-2024")
    assert not any(words in text for text in texts(nabu, "eppo-nabu-2023"))
    assert opening_page(nabu).count(words) > 4  # legend, box, name, list of partners, table


def test_a_printed_row_is_in_the_colour_of_doubt_only_where_sources_contradict_it(nabu: Diagram) -> None:
    rows = links_part(nabu, paper("a4"))["rows"]
    assert [row["doubted"] for row in rows] == [False] * len(rows)
    assert any(CLAIMED[nabu.lang][1] in " ".join(row["cells"]) for row in rows)


def test_it_is_counted_apart_from_the_partners(nabu: Diagram) -> None:
    assert nabu.overview is not None
    counts = {
        "en": ("1 partner", "one claim of a column or comment only"),
        "uk": ("1 партнер", nabu.words.say("who-weak", count=1)),
    }
    assert nabu.overview.summary[:2] == counts[nabu.lang]
    assert "JICA" not in " ".join(fact.text for fact in nabu.overview.facts)


@pytest.mark.parametrize("lang", ["en", "uk"])
def test_lines_between_actors_say_what_they_rest_on_and_that_a_day_is_our_reading(opened: Session, lang: str) -> None:
    diagram = build_diagram(replace(opened, lang=lang), DiagramRequest("actors", ("nabu", "sbi")))
    said = {one.id: [badge.lines for badge in sayings(one)] for one in diagram.links}
    assert said["nabu-jica-2024~jica~1~nabu~1"] == [("2024", CLAIMED[lang][1]), (CLAIMED[lang][1],)]
    assert said["sbi-eib-2024~eib~1~sbi~1"] == [(MONTH[lang], READ[lang])], "a day never stands without its mark"


def test_a_day_that_is_our_reading_says_so_in_its_box_and_in_short(opened: Session) -> None:
    diagram = build_diagram(opened, DiagramRequest(about=("sbi",)))
    assert texts(diagram, "sbi-eib-2024") == ["began between 1 and 13 Dec 2024 (our reading)"]
    assert diagram.overview is not None
    assert "newest between 1 and 13 Dec 2024 (our reading)" in " ".join(diagram.overview.summary)


def test_who_takes_part_by_our_reading_only_is_marked_and_the_others_are_not(opened: Session) -> None:
    diagram = build_diagram(opened)
    read = "Call centre in Zakarpattia (2025): our reading: no source states it"
    assert read in texts(diagram, "cz-nctekk")
    assert not any("our reading: no" in text for text in texts(diagram, "cz-police"))


def test_each_look_has_one_dash_in_the_page_and_in_files() -> None:
    drawn = {name: str(STYLES[f"line-{name}"].get("stroke-dasharray", "")) for name in LOOKS}
    assert {name: str(STYLES[f"wire-{name}"].get("stroke-dasharray", "")) for name in LOOKS} == drawn
    assert len(set(drawn.values())) == len(LOOKS) == len(DASHES)
    assert all(f"stroke-dasharray:{dash}" in line_rules() for dash in drawn.values() if dash)


@pytest.mark.parametrize(
    ("asked", "title"),
    [
        ({"about": ("nabu",)}, "Who cooperates with the National Anti-Corruption Bureau of Ukraine"),
        ({"about": ("pl", "ua")}, "Who cooperates with Poland and Ukraine"),
    ],
)
def test_a_heading_has_the_article_that_a_name_takes(
    opened: Session, asked: dict[str, tuple[str, ...]], title: str
) -> None:
    assert build_diagram(opened, DiagramRequest(**asked)).title == title  # type: ignore[arg-type]  # of the tests
