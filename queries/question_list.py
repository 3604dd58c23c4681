"""The questions that there are, as an answer."""

from __future__ import annotations

from typing import Any

from accordgraph.queries import catalogue
from accordgraph.queries.answer import Answer
from accordgraph.queries.header import Column, Header
from accordgraph.queries.plans import Row

COLUMNS = (
    Column("name", "text", "What the question is called", sort=1),
    Column("summary", "text", "What it asks"),
    Column("parameters", "text", "What it takes, with an example of each; those in brackets may be left out"),
    Column("columns", "text", "What its rows hold"),
)
HEADER = Header("questions", "The questions", "", (), COLUMNS, ("name", "summary", "parameters"), ())


def questions() -> Answer:
    """Name, summary, parameters and columns of each question that is not internal, by name."""
    rows = [_row(question) for question in catalogue.questions() if not question["internal"]]
    return Answer(tuple(column.name for column in COLUMNS), rows, [], HEADER)


def _row(question: dict[str, Any]) -> Row:
    return {
        "name": question["name"],
        "summary": question["summary"],
        "parameters": ", ".join(map(_parameter, question["parameters"])),
        "columns": ", ".join(column["name"] for column in question["columns"]),
    }


def _parameter(parameter: dict[str, Any]) -> str:
    text = f"{parameter['name']}={parameter['example']}"
    return f"[{text}]" if parameter["optional"] or parameter["default"] is not None else text
