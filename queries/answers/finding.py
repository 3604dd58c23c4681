"""What is called so or nearly so, and paths between two actors, in words."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from accordgraph.ontology.messages import message
from accordgraph.queries.answers import limits
from accordgraph.queries.answers.facts import read
from accordgraph.queries.answers.tree import (
    BULLET,
    AnswerTree,
    Entry,
    Group,
    Part,
    PartKind,
    Sentence,
    numbered,
    sentence,
)
from accordgraph.queries.answers.wording.links import Wording, first_known, participations_of
from accordgraph.queries.answers.wording.many import is_of_many
from accordgraph.queries.answers.wording.sentences import say
from accordgraph.queries.answers.wording.times import OF_TIME
from accordgraph.queries.runner import run

if TYPE_CHECKING:
    from accordgraph.graph.names.index import Names
    from accordgraph.queries.answer import Answer
    from accordgraph.queries.plans import Row
    from accordgraph.queries.session import Session

CLASSES: Mapping[str, tuple[str, PartKind]] = {
    "Actor": ("heading-actors", "actor"),
    "Basis": ("heading-bases", "basis"),
    "Source": ("heading-found-sources", "name"),
}
"""The heading of what is found of a class, and what a name of it is in a sentence."""


def find(names: Names, text: str, answer: Answer, lang: str) -> AnswerTree:
    """What a search gave, by class, the best first in each; where it gave nothing, what to do."""
    rows = answer.rows
    searched = Part(text, "name")
    title = (
        say("find-title", lang, count=len(rows), text=searched) if rows else say("find-nothing", lang, text=searched)
    )
    summary = tuple(sentence(note) for note in answer.notes)
    groups = [_matches(names, class_, [row for row in rows if row["class"] == class_], lang) for class_ in CLASSES]
    return AnswerTree(lang, title, summary, tuple(group for group in groups if group.entries))


def _matches(names: Names, class_: str, rows: Sequence[Row], lang: str) -> Group:
    heading, kind = CLASSES[class_]
    entries = tuple(_line(names, row, kind, lang) for row in rows)
    return Group(message(heading, lang), entries)


def _line(names: Names, row: Row, kind: PartKind, lang: str) -> Entry:
    name, matched = Part(str(row["name"]), kind, str(row["id"])), str(row["matched"])
    key = "find-line" if matched in (row["name"], row["id"]) else "find-line-matched"
    short = names.short_name(str(row["id"]), lang)
    command = Part(f"accord {'who' if kind == 'actor' else 'show'} {limits.quoted(short)}", "command")
    line = say(key, lang, name=name, why=str(row["why"]), matched=Part(matched, "name"))
    follow = say("find-next", lang, command=command)
    return Entry(line, (Entry(follow),) if kind != "name" else (), BULLET)


def path(session: Session, rows: Sequence[Row], pair: tuple[str, str], today: datetime.date) -> AnswerTree:
    """The answer to the question `path`, from its rows: each step with its links."""
    actors = {str(row[side]) for row in rows for side in ("actor", "partner")}
    words = Wording(session, read(session, actors, {str(row["basis"]) for row in rows}), today)
    a, b = map(words.titled, pair)
    steps = [[row for row in rows if row["step"] == step] for step in sorted({int(str(row["step"])) for row in rows})]
    if rows:
        title = words.say("path-title", count=len(steps), a=a, b=b)
    else:
        title = words.say("path-same", a=a) if pair[0] == pair[1] else words.say("path-none", a=a, b=b)
    warning = [sentence(message("path-warning", session.lang))] if rows else []
    warning += [words.say("path-weak-step", a=step[0], b=step[1]) for one in steps if (step := _weak_step(words, one))]
    warning += [words.say("path-open-step", a=step[0], b=step[1]) for one in steps if (step := _open_step(words, one))]
    entries = tuple(_step(words, step) for step in steps)
    groups = [Group(message("heading-steps", session.lang), entries)] if entries else []
    limit = limits.of_actors(words, pair)
    tree = AnswerTree(session.lang, title, tuple(warning), (*groups, limit), message("heading-sources", session.lang))
    return numbered(tree, words.voices.cite)


def _weak_step(words: Wording, rows: Sequence[Row]) -> tuple[Part, Part] | None:
    """The two actors of a step, where every link of it rests on columns or comments alone, or on our reading."""
    if any(words.is_well_stated(participations_of(row)) for row in rows):
        return None
    return words.short(str(rows[0]["actor"])), words.short(str(rows[0]["partner"]))


def _open_step(words: Wording, rows: Sequence[Row]) -> tuple[Part, Part] | None:
    """The two actors of a step, where they share nothing but bases that make no links among all of their parties."""
    if not all(is_of_many(words.facts, row) for row in rows):
        return None
    return words.short(str(rows[0]["actor"])), words.short(str(rows[0]["partner"]))


def _step(words: Wording, rows: Sequence[Row]) -> Entry:
    a, b = (words.short(str(rows[0][side])) for side in ("actor", "partner"))
    pair = {"actor": str(rows[0]["actor"]), "partner": str(rows[0]["partner"])}
    rows = [row for row in run(words.session, "between", pair).rows if row["held"]]
    links = sorted(rows, key=lambda row: (words.is_strange(participations_of(row)), first_known(row)))
    details = tuple(Entry(line) for row in links for line in _link(words, row))
    return Entry(words.say("path-step", a=a, b=b), details, BULLET)


def _link(words: Wording, row: Row) -> Iterator[Sentence]:
    sides = participations_of(row)
    basis = words.basis(str(row["basis"]), is_short=True)
    cited = words.behind_link(sides, row)
    since = sentence(words.since(row), words.doubt(sides, row), sentence(" ", cited) if cited else ())
    yield words.say("path-by", since=since, basis=basis)
    if row["kind"] not in OF_TIME:
        yield words.end(row, sides)
    yield words.said_of_link(sides)
    if words.is_weak(sides):
        yield words.weak_ground(sides)
