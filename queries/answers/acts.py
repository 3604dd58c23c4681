"""Acts in words: what an actor did, what happened to a basis as a whole, and what was only planned."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from accordgraph.ontology.labels import labels
from accordgraph.ontology.messages import capitalised, message
from accordgraph.queries.answers import limits
from accordgraph.queries.answers.tree import Entry, Group, Part, Sentence, joined, sentence
from accordgraph.queries.answers.wording.dates import edtf_words
from accordgraph.queries.answers.wording.ends import how_stated

if TYPE_CHECKING:
    from accordgraph.queries.answers.wording.links import Wording
    from accordgraph.queries.plans import Row

MOST_ACTS = 20
"""Acts that are listed of one thing; the number of others follows."""

OF_THE_WHOLE = ("sign", "entry", "term", "amendment", "end", "force", "pause")
"""Phases of acts that bear on all who take part."""

PLANNED = "intention"
"""The phase of acts that are talk or a plan of taking part, and no entry."""

BULLET = "•"


def did(words: Wording, acts: Sequence[Row]) -> Iterator[Group]:
    """The acts of an actor, the earliest first; those by a dossier that nobody has trusted take no place of others."""
    ordered = sorted(acts, key=_order)
    is_strange = limits.strange_bases(words.session, [str(act["basis"]) for act in ordered], MOST_ACTS)
    chosen = {str(act["act"]) for act in sorted(ordered, key=lambda act: is_strange[str(act["basis"])])[:MOST_ACTS]}
    entries = [Entry(_act(words, act), (), BULLET) for act in ordered if str(act["act"]) in chosen]
    if len(ordered) > MOST_ACTS:
        entries.append(Entry(words.say("and-more", count=len(ordered) - MOST_ACTS)))
    if entries:
        yield Group(message("heading-did", words.lang), tuple(entries))


def _order(act: Row) -> tuple[str, str]:
    """The earliest first; what has no day is last."""
    return str(act["done_earliest"] or "9"), str(act["act"])


def _act(words: Wording, act: Row) -> Sentence:
    kind = labels().value("type", str(act["type"]), words.lang)
    date = sentence(_when(words, act), words.as_read_mark(act["standing"]))
    return words.say("did-what", date=date, act=kind, basis=words.basis(str(act["basis"]), is_short=True))


def _when(words: Wording, act: Row) -> Part:
    return Part(capitalised(edtf_words(None if act["done_on"] is None else str(act["done_on"]), words.lang)), "date")


def of_the_whole(words: Wording) -> Iterator[Group]:
    """Acts of the basis as a whole: terms, amendments, its end."""
    acts = [act for act in words.facts.acts.values() if act["actor"] is None and act["phase"] in OF_THE_WHOLE]
    ordered = sorted(acts, key=_order)
    lines = [*(_of_whole(words, act) for act in ordered), *_terms(words)]
    if lines:
        yield Group(message("heading-of-whole", words.lang), tuple(Entry(line, (), BULLET) for line in lines))


def _terms(words: Wording) -> list[Sentence]:
    """The last end that is reported, and whether it has passed; one for all whose end is the same."""
    rows = [row for row in words.facts.participations.values() if row["held"] and row["end_kind"] == "term"]
    return list(dict.fromkeys(map(words.end_of_side, rows)))


def _of_whole(words: Wording, act: Row) -> Sentence:
    """An act of the whole: its day with the sources of that very day, what it was, and its term with those of that."""
    kind = labels().value("type", str(act["type"]), words.lang)
    done = words.cited(str(act["act"]), "done_on", str(act["done_on"] or ""))
    date = sentence(_when(words, act), " ", done) if done else sentence(_when(words, act))
    date = sentence(date, words.contrary(act, "done_on") if act["done_on"] else ())
    if not act["until"]:
        return sentence(words.say("whole-what", date=date, act=kind), *_about(words, act))
    until = Part(edtf_words(str(act["until"]), words.lang), "date")
    hows = {str(row["how"]) for row in words.statements(str(act["act"]), "until")}
    key = "whole-until-reckoned" if how_stated(hows) == "reckoned" else "whole-until-stated"
    cited = words.cited(str(act["act"]), "until", str(act["until"]))
    return sentence(words.say(key, date=date, act=kind, until=until), " ", cited, words.contrary(act, "until"))


def _about(words: Wording, act: Row) -> tuple[Sentence, ...]:
    """What an act concerns, in the words of its dossiers; nothing where none of them says it."""
    texts = sorted({str(row["value"]) for row in words.statements(str(act["act"]), "about")})
    return (words.say("act-about", text=joined([Part(text, "name") for text in texts], "; ")),) if texts else ()


def only_planned(words: Wording) -> Iterator[Group]:
    """Who is said to plan or discuss an entry, when, and who says so: nothing of it is an entry."""
    acts = [act for act in words.facts.acts.values() if act["phase"] == PLANNED]
    if acts:
        entries = tuple(Entry(_planned(words, act), (), BULLET) for act in sorted(acts, key=_order))
        yield Group(message("heading-planned", words.lang), entries, "weak")


def _planned(words: Wording, act: Row) -> Sentence:
    """Who planned to enter, with the day and its sources; then what the dossier remarks."""
    identifier = str(act["act"])
    rows = words.facts.statements.get(identifier, ())
    cited = words.cited(identifier, "done_on", str(act["done_on"])) if act["done_on"] else ()
    date = sentence(_when(words, act), " ", cited or words.voices.references({str(row["source"]) for row in rows}))
    name = words.actor(str(act["actor"])) if act["actor"] else message("planned-whole", words.lang)
    remark = words.dossier_remark([row for row in rows if row["property"] == "done_on"])
    line = sentence(words.say("planned-by", date=date, name=name), *_about(words, act), ".")
    return joined((line, remark)) if remark else line
