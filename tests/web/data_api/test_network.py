"""The network as data: all links among what is shown, and exactly how much is not."""

from __future__ import annotations

from typing import Any

import pytest
from starlette.testclient import TestClient


def network(client: TestClient, **query: str) -> dict[str, Any]:
    answer = client.get("/api/network", params=query)
    assert answer.status_code == 200, answer.text
    content: dict[str, Any] = answer.json()
    return content


def partners(client: TestClient, actor: str) -> set[str]:
    rows = client.get("/questions/partners.json", params={"actor": actor}).json()["rows"]
    return {row["partner"] for row in rows}


def test_it_has_all_links_among_the_marks_and_counts_the_others(client: TestClient) -> None:
    content = network(client, about="НАБУ", view="actors")
    marks = {mark["id"]: mark for mark in content["marks"]}
    assert content["opened"] == ["nabu"] and marks.keys() == {"nabu"} | partners(client, "nabu")
    pairs = {frozenset(link["ends"]) for link in content["links"]}
    for one in ("nabu", "eppo", "sapo"):
        around = partners(client, one)
        assert {frozenset((one, other)) for other in around & marks.keys()} == {pair for pair in pairs if one in pair}
        assert marks[one]["not_shown"] == len(around - marks.keys())


def test_a_day_leaves_out_what_was_not_in_force(client: TestClient) -> None:
    always, then = network(client, about="nabu"), network(client, about="nabu", on="2017-01-01")
    assert then["on"] == "2017-01-01" and 0 < len(then["links"]) < len(always["links"])


@pytest.mark.parametrize("query", [{}, {"about": "nabu", "view": "nosuch"}, {"about": ",".join(map(str, range(99)))}])
def test_what_cannot_be_opened_is_refused(client: TestClient, query: dict[str, str]) -> None:
    assert client.get("/api/network", params=query).status_code == 400
