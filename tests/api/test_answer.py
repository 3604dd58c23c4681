"""Answers as frames, as HTML and in a console."""

from __future__ import annotations

import builtins
import datetime
import sys
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pandas as pd
import polars as pl
import pytest

import accordgraph
from accordgraph import Answer, Graph
from accordgraph.queries.header import Column, Header
from accordgraph.queries.rendering.html import MOST_ROWS

FIRST_DAY = datetime.date(2023, 7, 3)


@pytest.fixture(scope="module")
def graph(bundled_store: Path) -> Iterator[Graph]:
    with accordgraph.open(bundled_store) as opened:
        yield opened


def answer_with(*names: str, summary: str = "told") -> Answer:
    """An answer with one column of texts."""
    header = Header("told", summary, "", (), (Column("name", "text", 'the "name"'),), ("name",), ())
    return Answer(("name",), [{"name": name} for name in names], ["left out: <none>"], header)


# ---------------------------------------------------------------- as a list
def test_an_answer_is_a_list_of_rows_with_columns(graph: Graph) -> None:
    answer = graph.who("NABU")
    assert len(answer) == 3
    assert list(answer) == answer.rows
    assert answer[-1] == answer.rows[2]
    assert answer["partner"] == [row["partner"] for row in answer.rows]
    assert (answer[1:3].rows, answer[1:3].columns, answer[:2].notes) == (answer.rows[1:3], answer.columns, answer.notes)
    assert (bool(answer), bool(answer[:0])) == (True, False)
    assert answer._ipython_key_completions_() == list(answer.columns)
    with pytest.raises(KeyError, match="no column 'partnr'; there are cooperation, actor, partner"):
        answer["partnr"]
    with pytest.raises(IndexError):
        answer[3]


# ---------------------------------------------------------------- frames
def test_polars_types_follow_the_header_also_without_rows(graph: Graph) -> None:
    answer = graph.who("NABU")
    frame = answer.to_polars()
    assert frame.shape == (3, 30)
    assert {name: frame.schema[name] for name in ("partner", "since", "since_earliest", "held")} == {
        "partner": pl.String,
        "since": pl.String,
        "since_earliest": pl.Date,
        "held": pl.Boolean,
    }
    assert frame.rows(named=True) == answer.rows
    assert answer[:0].to_polars().schema == frame.schema
    assert graph.brokers().to_polars().schema == {
        "rank": pl.Int64,
        "actor": pl.String,
        "actor_name": pl.String,
        "betweenness": pl.Float64,
        "pairs": pl.Float64,
        "partners": pl.Int64,
    }


def test_pandas_types_follow_the_header_also_without_rows(graph: Graph) -> None:
    answer = graph.who("NABU")
    frame = answer.to_pandas()
    assert frame.shape == (3, 30)
    types = {"partner": "string", "since_earliest": "datetime64[s]", "until_latest": "datetime64[s]", "held": "boolean"}
    assert {name: str(frame.dtypes[name]) for name in types} == types
    assert answer[:0].to_pandas().dtypes.equals(frame.dtypes)
    assert frame["until_latest"].isna().tolist() == [value is None for value in answer["until_latest"]]
    assert frame.loc[frame["since_earliest"] < "2024-01-01", "partner"].tolist() == ["eppo"]
    assert str(graph.degrees().to_pandas().dtypes["partners"]) == "Int64"
    assert str(graph.brokers().to_pandas().dtypes["pairs"]) == "Float64"


@pytest.mark.parametrize("question", ["statistics", "acts_of_actor", "evidence", "conflicts", "in_force", "sources"])
def test_every_value_arrives_in_both_frames(graph: Graph, question: str) -> None:
    parameters = {"acts_of_actor": {"actor": "ua"}, "evidence": {"id": "nabu"}, "in_force": {"day": "2024-04-10"}}
    answer = graph.ask(question, **parameters.get(question, {}))
    assert len(answer) >= 3
    assert answer.to_polars().rows(named=True) == answer.rows
    frame = answer.to_pandas()
    for column in answer.header.columns:
        values = frame[column.name].astype(object).where(frame[column.name].notna(), None).tolist()
        days = [value.date() if isinstance(value, pd.Timestamp) else value for value in values]
        assert days == answer[column.name], column.name


def test_days_before_1678_fit_into_both_frames() -> None:
    day = datetime.date(1648, 10, 24)
    header = Header("told", "", "", (), (Column("day", "date", ""),), ("day",), ())
    answer = Answer(("day",), [{"day": day}, {"day": None}], [], header)
    assert answer.to_polars()["day"].to_list() == [day, None]
    assert answer.to_pandas()["day"].dt.year.tolist()[0] == 1648


def test_without_pandas_the_error_says_what_to_install(graph: Graph, monkeypatch: pytest.MonkeyPatch) -> None:
    real = builtins.__import__

    def without_pandas(name: str, *rest: Any, **more: Any) -> Any:
        if name == "pandas":
            raise ModuleNotFoundError("No module named 'pandas'", name="pandas")
        return real(name, *rest, **more)

    monkeypatch.delitem(sys.modules, "pandas")
    monkeypatch.setattr(builtins, "__import__", without_pandas)
    with pytest.raises(accordgraph.UsageError, match=r"pip install 'accordgraph\[pandas\]'"):
        graph.who("NABU").to_pandas()


# ---------------------------------------------------------------- HTML
class Elements(HTMLParser):
    """Every tag with its attributes, and the text."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text += data


HOSTILE = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "</td></table><iframe src=javascript:alert(1)>",
    "&lt;b&gt; &amp; <!-- <style>*{display:none}</style>",
    r"$\href{javascript:alert(1)}{x}$",
]


def test_hostile_text_stays_text() -> None:
    page = answer_with(*HOSTILE, summary=HOSTILE[0])._repr_html_()
    elements = Elements(page)
    assert {tag for tag, _ in elements.tags} == {"div", "table", "thead", "tbody", "tr", "th", "td", "p", "em"}
    assert {name for _, attributes in elements.tags for name in attributes} == {"class", "title"}
    assert [text for text in HOSTILE if text not in elements.text] == []
    assert dict(elements.tags)["th"]["title"] == 'the "name"'
    assert "mathjax_ignore" in str(elements.tags[0][1]["class"])


def test_what_hides_other_characters_is_written_out() -> None:
    answer = answer_with("Bank\u202egnp.exe", "a\x1b[31mb", "two\nlines")
    answer.notes.append("left out: \u202etxt")
    for text in (Elements(answer._repr_html_()).text, repr(answer)):
        assert r"Bank\u202egnp.exe" in text
        assert r"left out: \u202etxt" in text
        assert r"a\u001b[31mb" in text
        assert "two lines" in text


def test_html_shows_some_columns_the_notes_and_how_many_rows_more(graph: Graph) -> None:
    answer = graph.ask("evidence", id="jit-ukraine-2022~cz~1~ua~1")
    page = Elements(graph.ask("partners", actor="ua")._repr_html_())
    assert next(attributes["title"] for tag, attributes in page.tags if tag == "th") == "Name of the other"
    many = answer_with(*(f"n{number}" for number in range(MOST_ROWS + 3)))
    assert "… and 3 more" in Elements(many._repr_html_()).text
    assert f"n{MOST_ROWS}" not in many._repr_html_()
    assert "… and" not in answer_with(*(f"n{number}" for number in range(MOST_ROWS)))._repr_html_()
    assert (
        len([tag for tag, _ in Elements(answer._repr_html_()).tags if tag == "tr"]) == min(len(answer), MOST_ROWS) + 1
    )
    assert Elements(answer_with()._repr_html_()).text == "Nothing found.left out: <none>"


def test_a_notebook_shows_the_sentences_of_who_and_since(graph: Graph) -> None:
    page = Elements(graph.who("Ukraine")._repr_html_())
    assert {tag for tag, _ in page.tags} <= {
        "section",
        "h3",
        "h4",
        "p",
        "div",
        "ul",
        "li",
        "ol",
        "strong",
        "a",
        "br",
        "code",
    }
    assert "CLAIMED AND DENIED: NOT TAKEN AS ESTABLISHEDCzech Republic" in page.text
    answer = graph.since("Estonia", "Ukraine")
    assert answer.to_text().startswith(
        "Estonia and Ukraine have been in one joint investigation team since 30 or 31 May 2022 ("
    )
    assert "since 30 or 31 May 2022" in answer._repr_html_()
    assert "<table>" in answer[:1]._repr_html_()


def test_a_closed_graph_leaves_the_table(bundled_store: Path) -> None:
    with accordgraph.open(bundled_store) as graph:
        answer = graph.who("NABU")
    assert "<table>" in answer._repr_html_()
    assert len(answer) == 3


def test_a_thing_shows_all_that_is_told_of_it(graph: Graph) -> None:
    about_nabu = graph.show("NABU")
    page = Elements(about_nabu._repr_html_())
    assert "National Anti-Corruption Bureau of UkraineActor nabu" in page.text
    assert (
        [tag for tag, _ in page.tags].count("table")
        == len([one for one in about_nabu.answers.values() if len(one)])
        >= 3
    )
    assert repr(about_nabu).startswith("National Anti-Corruption Bureau of Ukraine\nActor nabu\n\npartners: ")


# ---------------------------------------------------------------- a console
def test_a_printed_answer_is_a_short_table(graph: Graph) -> None:
    text = repr(graph.brokers())
    lines = text.splitlines()
    assert lines[0] == f"brokers: {len(graph.brokers())} rows of 6 columns"
    assert f"… and {len(graph.brokers()) - 10} more" in lines
    notes = graph.brokers().notes
    assert len(lines) == 1 + 2 + 10 + 1 + len(notes)
    assert lines[-len(notes) :] == [f"Note: {note}" for note in notes]
    assert max(map(len, repr(graph.who("NABU")).splitlines())) <= 120
    assert f"{'n' * 39}…" in repr(answer_with("n" * 41)) != repr(answer_with("n" * 40))
    assert repr(graph.who("NABU")[:1]).startswith("partners: 1 row of 30 columns\n")
