"""Answers of both engines over one graph, for tables of facts that ask the same questions again and again."""

from __future__ import annotations

import json
from collections.abc import Mapping

from accordgraph.graph.engines.protocol import Engine
from accordgraph.graph.names.index import Names
from accordgraph.queries.runner import Row, run
from accordgraph.queries.session import Session


class CachedAnswers:
    """Each question is asked once of each engine. `answers` are the rows by engine, question and parameters (JSON)."""

    def __init__(self, engines: Mapping[str, Engine], names: Names) -> None:
        self.engines, self.names = engines, names
        self.answers: dict[tuple[str, str, str], list[Row]] = {}

    def rows(self, engine: str, question: str, parameters: Mapping[str, str]) -> list[Row]:
        key = (engine, question, json.dumps(parameters, sort_keys=True))
        if key not in self.answers:
            self.answers[key] = run(Session(self.engines[engine], self.names), question, parameters).rows
        return self.answers[key]
