"""The list of questions, as an answer."""

from __future__ import annotations

from typing import Any

from accordgraph.queries import catalogue
from accordgraph.queries.answer import Answer
from accordgraph.queries.header import Column, Header
from accordgraph.queries.plans import Row

COLUMNS = (
    Column("name", "text", "Name of the question", sort=1),
    Column("summary", "text", "What it answers"),
    Column("parameters", "text", "Its parameters, each with an example; those in brackets are optional"),
    Column("columns", "text", "Columns of its rows"),
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
