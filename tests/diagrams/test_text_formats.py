"""Mermaid, DOT and Cytoscape: what they tell, and that no text of the graph gets out of its place."""

from __future__ import annotations

import datetime
import json
import re
from dataclasses import replace

import pytest
from drawings.hostile_picture import HOSTILE
from drawings.sample_picture import make_sample, make_sample_of_a_day

from accordgraph.diagrams.layout.laid_out import LaidOutDiagram, lay_out
from accordgraph.diagrams.model import Diagram
from accordgraph.diagrams.text_formats import cytoscape, dot, mermaid

SAFE = r"[^\x00-\x1f\"`<>&%{}|#;\\\[\]$*_~^=+!?@\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]"
LABEL = rf'"(?:{SAFE}|#\d+;)*"'
SHAPES = [("((", "))"), ("[", "]"), ("{{", "}}"), ("[/", "\\]"), ("[\\", "/]"), ("(", ")")]
COLOUR = "#[0-9a-f]{6}"
MERMAID = re.compile(
    "|".join(
        [
            "---",
            rf'title: "(?:{SAFE}|\\u[0-9a-f]{{4}})*"',
            "flowchart LR",
            rf"  %% (?:{SAFE}|\\u[0-9a-f]{{4}})*",
            *(rf"  n\d+{re.escape(opened)}{LABEL}{re.escape(closed)}:::\w+" for opened, closed in SHAPES),
            rf"  n\d+ ---\|{LABEL}\| n\d+",
            rf"  classDef \w+ fill:{COLOUR},color:{COLOUR},stroke:{COLOUR}",
            rf"  linkStyle \d+ stroke:{COLOUR},stroke-width:[\d.]+px(?:,stroke-dasharray:[\d ]+)?",
        ]
    )
)
STRING = r'"(?:[^"\\\x00-\x1f]|\\["\\n])*"'
ATTRIBUTES = rf"\[\w+=(?:{STRING}|[\w.]+)(?:, \w+=(?:{STRING}|[\w.]+))*\]"
DOT = re.compile(rf"(?:graph accordgraph \{{|\}}|  // [^\n]*|  (?:graph|node|edge|n\d+|n\d+ -- n\d+) {ATTRIBUTES})")


@pytest.fixture(scope="module")
def team() -> LaidOutDiagram:
    sample = make_sample()
    links = tuple(one for one in sample.links if one.basis in ("jit", "sbi-oig"))
    used = {end for one in links for end in one.ends}
    return lay_out(replace(sample, nodes=tuple(one for one in sample.nodes if one.id in used), links=links))


def test_mermaid_tells_names_dates_and_standings(team: LaidOutDiagram) -> None:
    lines = mermaid(team).splitlines()
    assert [line for line in lines if not MERMAID.fullmatch(line)] == []
    assert any('(("Estonia")):::state' in line for line in lines)
    assert any('|"2022#59; not held"|' in line for line in lines)
    assert any('|"between 2022-05-30 and 2022-05-31"|' in line for line in lines)
    links = [line for line in lines if " ---|" in line]
    styles = [line for line in lines if line.startswith("  linkStyle")]
    assert len(links) == len(styles) == len(team.edges)
    assert [links[index] for index, style in enumerate(styles) if "dasharray:2 8" in style] == [
        line for line in links if "not held" in line
    ]


def test_dot_keeps_the_places(team: LaidOutDiagram) -> None:
    lines = dot(team).splitlines()
    assert [line for line in lines if not DOT.fullmatch(line)] == []
    placed = next(placed for placed in team.nodes if placed.node.label == "Estonia")
    [line] = [line for line in lines if 'xlabel="Estonia"' in line]
    assert f'pos="{placed.x * 0.75:g},{-placed.y * 0.75:g}!"' in line
    assert sum("style=dotted" in line for line in lines) == 1


def test_cytoscape_has_ids_places_bounds_and_sources(team: LaidOutDiagram) -> None:
    parsed = json.loads(cytoscape(team))
    nodes = {node["data"]["id"]: node for node in parsed["elements"]["nodes"]}
    edges = {edge["data"]["id"]: edge["data"] for edge in parsed["elements"]["edges"]}
    assert nodes["jit"]["data"]["kind"] == "box"
    assert all(isinstance(node["position"]["x"], int) for node in nodes.values())
    czech = edges["jit~cz~1"]
    assert (czech["source"], czech["target"], czech["held"], czech["standing"]) == ("cz", "jit", False, "disputed")
    assert (czech["since_earliest"], czech["since_latest"], czech["until_latest"]) == ("2022-01-01", "2022-12-31", None)
    assert czech["sources"] == ["src-jit", "src-list"]
    assert {edge["source"] for edge in edges.values()} | {edge["target"] for edge in edges.values()} == set(nodes)


def test_a_day_is_told_in_each_form() -> None:
    layout = lay_out(make_sample_of_a_day())
    assert "certainly" in mermaid(layout)
    assert "possibly: start is imprecise" in dot(lay_out(on_new_years_eve(make_sample_of_a_day())))
    forces = {edge["data"]["in_force"] for edge in json.loads(cytoscape(layout))["elements"]["edges"]}
    assert forces == {"certainly", "presumably", "possibly"}


def on_new_years_eve(diagram: Diagram) -> Diagram:
    return replace(diagram, day=datetime.date(2024, 12, 30))


def test_hostile_texts_stay_in_their_labels(hostile_drawing: LaidOutDiagram) -> None:
    for written, grammar in ((mermaid(hostile_drawing), MERMAID), (dot(hostile_drawing), DOT)):
        lines = written.split("\n")[:-1]
        assert len(lines) > 3 * len(HOSTILE)
        assert [line for line in lines if not grammar.fullmatch(line)] == []
        written.encode()
    parsed = json.loads(cytoscape(hostile_drawing))
    assert len(parsed["elements"]["edges"]) == len(HOSTILE)
    assert not re.search("[<>&\u2028\u2029\u202e\x00]", cytoscape(hostile_drawing))


def test_every_text_says_as_of_when_it_is_and_what_it_does_not_hold(team: LaidOutDiagram) -> None:
    for write in (mermaid, dot, cytoscape):
        text = write(team)
        assert "As of 1 June 2024, from snapshot" in text
        assert "What is not here may well exist" in text
