"""Acts in words: what an actor did, what happened to a basis as a whole, and what was done or planned beside."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from accordgraph.ontology.labels import labels
from accordgraph.ontology.messages import capitalised, message
from accordgraph.queries.answers import limits
from accordgraph.queries.answers.tree import BULLET, Entry, Group, Part, Sentence, joined, sentence
from accordgraph.queries.answers.wording.dates import edtf_words
from accordgraph.queries.answers.wording.ends import how_stated

if TYPE_CHECKING:
    from accordgraph.queries.answers.wording.links import Wording
    from accordgraph.queries.plans import Row

MOST_ACTS = 20
"""Acts that are listed of one thing; the number of others follows."""

OF_THE_WHOLE = ("sign", "entry", "term", "amendment", "end", "force", "pause")
"""Phases of acts that bear on all who take part."""

PLANNED, EXIT = "intention", "exit"
"""Phases of acts: talk or a plan, which is no entry; and a leaving."""

BESIDE = (PLANNED, "domestic", "pause")
"""Phases of acts that are no entry and no end, and that stand in no other group."""


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
    day = None if act["done_on"] is None or words.is_day_of_reading(act, "done_on") else str(act["done_on"])
    return Part(capitalised(edtf_words(day, words.lang)), "date")


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


def done_beside(words: Wording) -> Iterator[Group]:
    """What was done or planned that is no entry, by whom, when, and who says so: the earliest first, up to a limit."""
    acts = sorted((act for act in words.facts.acts.values() if _is_beside(words, act)), key=_order)
    entries = [Entry(_beside(words, act), (), BULLET) for act in acts[:MOST_ACTS]]
    if len(acts) > MOST_ACTS:
        entries.append(Entry(words.say("and-more", count=len(acts) - MOST_ACTS)))
    if entries:
        yield Group(message("heading-done-beside", words.lang), tuple(entries), "weak")


def _is_beside(words: Wording, act: Row) -> bool:
    """Whether an act is shown nowhere else: an exit is, where its actor is known to take part."""
    if act["phase"] != EXIT:
        return act["phase"] in BESIDE
    rows = words.facts.participations.values()
    return not any(row["held"] and (row["basis"], row["actor"]) == (act["basis"], act["actor"]) for row in rows)


def _beside(words: Wording, act: Row) -> Sentence:
    """Who did or planned what, with its days and their sources; then what the dossier remarks."""
    name = words.actor(str(act["actor"])) if act["actor"] else message("planned-whole", words.lang)
    kind = labels().value("type", str(act["type"]), words.lang)
    key = "planned-by" if act["phase"] == PLANNED else "done-by" if act["done_on"] else "done-undated"
    line = words.say(key, date=_day_cited(words, act), name=name, act=kind)
    line = sentence(line, *_about(words, act), *_towards(words, act), *_effect(words, act), ".")
    rows = [row for row in words.facts.statements.get(str(act["act"]), ()) if row["property"] == "type"]
    remark = words.dossier_remark(rows)
    return joined((line, remark)) if remark else line


def _day_cited(words: Wording, act: Row) -> Sentence:
    """The day of an act with its sources; where none gives a day, those that report the act."""
    identifier = str(act["act"])
    cited = words.cited(identifier, "done_on", str(act["done_on"])) if act["done_on"] else ()
    reporting = {str(row["source"]) for row in words.facts.statements.get(identifier, ())}
    return sentence(_when(words, act), " ", cited or words.voices.references(reporting))


def _towards(words: Wording, act: Row) -> tuple[Sentence, ...]:
    """Towards whom alone an act is done; nothing where it is towards all."""
    actors = sorted({str(row["value"]) for row in words.statements(str(act["act"]), "towards")})
    names = joined(map(words.actor, actors), ", ")
    return (words.say("act-towards", names=names),) if actors else ()


def _effect(words: Wording, act: Row) -> tuple[Sentence, ...]:
    """The day from which an act has effect, with its sources; nothing where none is known."""
    if not act["effective_on"]:
        return ()
    date = Part(edtf_words(str(act["effective_on"]), words.lang), "date")
    cited = words.cited(str(act["act"]), "effective_on", str(act["effective_on"]))
    return (words.say("act-effect", date=date, cited=cited),)
