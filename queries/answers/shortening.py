"""An answer in short: its sentences, without sources, what each side rests on, and the limits of the graph."""

from __future__ import annotations

from dataclasses import replace

from accordgraph.ontology.messages import message
from accordgraph.queries.answers.tree import AnswerTree, Entry, Group, GroupKind, Part, filled

LEFT_OUT: tuple[GroupKind, ...] = ("limits",)
WHOLE: tuple[GroupKind, ...] = ("refuted", "next")
"""Who denies a claim is never left out, nor what can be done next."""


def shortened(tree: AnswerTree, command: str) -> AnswerTree:
    """The answer in short, with a last line that says what is left out and by which command all of it is given.

    References keep the numbers that they have in the whole answer.
    """
    groups = tuple(group if group.kind in WHOLE else _group(group) for group in tree.groups if _is_kept(group))
    return replace(tree, groups=(*groups, _note(tree, command)), sources=())


def _is_kept(group: Group) -> bool:
    return group.kind not in LEFT_OUT


def _group(group: Group) -> Group:
    return replace(group, entries=tuple(map(_entry, group.entries)))


def _entry(entry: Entry) -> Entry:
    """An entry with the lines below it that lead no further: those of one side have lines of their own."""
    return replace(entry, details=tuple(each for each in entry.details if not each.details))


def _note(tree: AnswerTree, command: str) -> Group:
    key, count = ("shortened", len(tree.sources)) if tree.sources else ("shortened-unsourced", None)
    text = filled(
        lambda values: message(key, tree.lang, count=count, **values),
        {"command": Part(command, "command")},
    )
    return Group("", (Entry(text),), "next")
