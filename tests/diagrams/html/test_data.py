"""The data block of the page: what stands in it, and that no text of it can end a script."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import date

from drawings.sample_picture import make_sample

from accordgraph.diagrams.html.data import block, days, digest
from accordgraph.diagrams.layout.laid_out import lay_out
from accordgraph.diagrams.model import Diagram
from accordgraph.diagrams.web_page import json_text

NODE = {"id", "name", "long", "kind", "kindWord", "box", "x", "y", "lines", "half", "away", "rank"}
LINK = """id row bar from to basis basisKey basisName basisKind basisKindWord startName endName role look judged
    standing standingWord since sinceShown short until untilShown bounds presumed attested endKind firm held curve
    badge says doubt mark evidence why answer"""


def small(lang: str = "en") -> Diagram:
    sample = make_sample()
    links = tuple(link for link in sample.links if link.basis == "jit" and link.start in ("cz", "ee", "ua"))
    nodes = tuple(node for node in sample.nodes if node.id in ("cz", "ee", "ua", "jit"))
    return replace(sample, nodes=nodes, links=links, lang=lang)


def test_nodes_and_links_have_words_and_bounds() -> None:
    data = block(lay_out(small()))
    assert [set(node) for node in data["nodes"]] == [NODE] * 4
    assert [set(link) for link in data["links"]] == [set(LINK.split())] * 3
    assert [node["id"] for node in data["nodes"]] == ["n0", "n1", "n2", "n3"]
    by_name = {link["startName"]: link for link in data["links"]}
    czech = by_name["Czech Republic"]
    assert (czech["look"], czech["standingWord"], czech["short"]) == ("not-held", "disputed; not held", "2022")
    assert czech["bounds"] == ["2022-01-01", "2022-12-31", "2022-12-31", None]
    assert {node["id"]: node["name"] for node in data["nodes"]}[czech["basis"]] == czech["basisName"]
    assert [one["locator"] for one in czech["evidence"]] == ["paragraph 3", ""]
    assert [one["stance"] for one in czech["evidence"]] == ["asserts", "denies"]
    assert [one["how"] for one in czech["evidence"]] == ["", "inferred"]


def test_all_words_are_in_the_language_of_the_picture() -> None:
    data = block(lay_out(small("uk")))
    assert {link["standingWord"] for link in data["links"]} == {"підтверджено", "спірно; не визнано"}
    assert {node["kindWord"] for node in data["nodes"]} == {"Держава", "Угода"}
    assert data["words"]["not-reported"] == "не повідомлено"


def test_days_are_those_on_which_something_may_change_within_the_range() -> None:
    diagram = small()
    assert [day.isoformat() for day in days(diagram)] == [
        "2022-01-01", "2022-03-25", "2022-03-26", "2022-05-30", "2022-05-31", "2022-12-31", "2023-01-01", "2024-06-01",
    ]  # fmt: skip
    limited = replace(diagram, first=date(2022, 4, 1), last=date(2022, 6, 1))
    assert [day.isoformat() for day in days(limited)] == ["2022-04-01", "2022-05-30", "2022-05-31", "2022-06-01"]


def test_the_text_is_settled_and_cannot_end_a_script() -> None:
    diagram = replace(small(), title="</script><!-- & \u2028")
    data = block(lay_out(diagram))
    text = json_text(data)
    assert not re.search("[<>&\u2028\u2029]", text)
    assert json.loads(text) == data
    assert json_text(dict(reversed(data.items()))) == text
    assert re.fullmatch("[0-9a-f]{64}", digest(text))
