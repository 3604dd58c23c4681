"""Whether an instrument of two actors is a bond between them, since when each is in it, and how it stands to others."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Iterator, Mapping, Sequence

from accordgraph.ontology.labels import labels
from accordgraph.ontology.messages import message
from accordgraph.ontology.registry import NOBODY, registry
from accordgraph.queries.answers.tree import Part, Sentence, sentence
from accordgraph.queries.answers.wording.dates import edtf_words
from accordgraph.queries.answers.wording.links import Wording
from accordgraph.queries.plans import Row, ask, day_of

SIGNED = "rule-signed"
"""What is said of a start on the day of the signature."""

BY_CONSENT = "rule-consent"
"""What is said of a start that is reckoned from a consent."""

RULES: Mapping[str, str] = {
    "start:effective-reported": "rule-reported",
    "start:binds-on-signature": SIGNED,
    "start:consent+effect-rule": BY_CONSENT,
    "start:consent-effect-unknown": "rule-consent-unknown",
    "start:succession": "rule-succession",
    "start:state-reported": "rule-listed",
}
"""How a start was reckoned, in words; of other rules their label is given."""

RELATIONS: Mapping[tuple[str, bool], str] = {
    ("amends", True): "relation-amends",
    ("amends", False): "relation-amended",
    ("replaces", True): "relation-replaces",
    ("replaces", False): "relation-replaced",
    ("supplements", True): "relation-supplements",
    ("supplements", False): "relation-supplemented",
    ("requires", True): "relation-requires",
    ("legal-basis", True): "relation-rests",
}
"""What is said of a relation: of the basis that has it (true), or of the other one."""


def apart(words: Wording, pair: tuple[str, str], row: Row) -> Sentence:
    """Why an instrument in which both take part is no bond between them; empty where it is one."""
    sides = [words.facts.participations[str(row[side])] for side in ("participation", "other")]
    if row["mutual"] is False:
        return sentence(message("apart-not-mutual", words.lang))
    groups = [registry().group_of(one["role"]) for one in sides]
    if NOBODY in groups:
        one = sides[groups.index(NOBODY)]
        actor, role = words.short(str(one["actor"])), labels().value("role", str(one["role"]), words.lang)
        first = day_of(one["end_earliest"])
        if one["end_kind"] == "exit" and first is not None and first <= words.today:
            return words.say("apart-role-left", actor=actor, role=role, ended=words.when_ended(one))
        return words.say("apart-role", actor=actor, role=role)
    if unnamed := _unnamed(words, pair, row, sides):
        return unnamed
    if (groups[0], groups[1]) not in registry().links and (groups[1], groups[0]) not in registry().links:
        return sentence(message("apart-same-side", words.lang))
    return ()


def _unnamed(words: Wording, pair: tuple[str, str], row: Row, sides: Sequence[Row]) -> Sentence:
    """That one of the two is not named in an instrument that binds no others; empty where it binds both."""
    reaches_bodies = row["form"] == "treaty" or row["reaches"] == "bodies"
    for actor, one in zip(pair, sides, strict=True):
        if one["actor"] != actor and not reaches_bodies:
            key = "apart-not-read" if binds_unread(sides) else "apart-not-named"
            return words.say(key, actor=words.short(actor))
    return ()


def binds_unread(sides: Sequence[Row]) -> bool:
    """Whether no source that was read says how, and so whom, the instrument of two participations binds."""
    return any("start:binding-unknown" in str(one["start_rule"]).split() for one in sides)


def is_on(words: Wording, row: Row, day: datetime.date) -> bool:
    """Whether both sides may have been in it on the day, and we consider it true."""
    sides = [words.facts.participations[str(row[side])] for side in ("participation", "other")]
    return all(one["held"] and may_hold(one, day) for one in sides)


def may_hold(one: Row, day: datetime.date) -> bool:
    """Whether a participation may go on on a day."""
    first, last = one["start_earliest"], one["end_latest"]
    has_begun = not isinstance(first, datetime.date) or first <= day
    return has_begun and (not isinstance(last, datetime.date) or day <= last)


def side_rule(words: Wording, one: Row) -> Sentence:
    """How the start of a participation was reckoned, and whether a comment or our reading alone stands behind it."""
    ground = words.ground_of_start(str(one["participation"]))
    return sentence(_rule(words, one), f"; {ground}") if ground else _rule(words, one)


def start_said(words: Wording, one: Row) -> Sentence:
    """Since when a side takes part, with the other days that sources give; of a consent the rule says its day."""
    if words.is_by_consent(str(one["participation"])):
        return words.marked(one, "start")
    return sentence(words.since(one, "start"), words.doubt_of_side(one))


def side_since(words: Wording, one: Row, name: Part | Sentence) -> Sentence:
    """Since when a side, named so, takes part, how that was reckoned, and who says so."""
    since, cited = start_said(words, one), words.from_start(str(one["participation"]))
    return words.say("side-since", actor=name, since=since, rule=side_rule(words, one), cited=cited)


def _rule(words: Wording, one: Row) -> Sentence:
    participation = str(one["participation"])
    if words.is_reported_too(participation):
        return words.say("rule-reported")
    rule, *_narrowed = str(one["start_rule"]).split()
    key = RULES.get(rule)
    if key == SIGNED:
        key = words.with_exactness(key, participation)
    if key is None:
        return sentence(labels().value("start_rule", rule, words.lang))
    if key == BY_CONSENT:
        return _by_consent(words, one)
    date = Part(edtf_words(_consent(words, one), words.lang), "date")
    return words.say(key, date=date) if key.startswith(BY_CONSENT) else words.say(key)


def _by_consent(words: Wording, one: Row) -> Sentence:
    """That a start is reckoned from a consent, by whose rule, and whether the treaty itself may begin later."""
    date = Part(edtf_words(_consent(words, one), words.lang), "date")
    rule = words.say(words.by_consent_key(BY_CONSENT, str(one["participation"])), date=date)
    return words.say("rule-open", rule=rule) if one["start_latest"] is None else rule


def _consent(words: Wording, one: Row) -> str | None:
    """The day of the consent, as the act has it."""
    acts = [words.facts.acts[act] for act in words.facts.entries.get(str(one["participation"]), ())]
    return next((str(act["done_on"]) for act in acts if act["phase"] == "entry" and act["done_on"]), None)


def related(words: Wording, bases: Collection[str]) -> list[Row]:
    """How some instruments stand to others, and others to them."""
    return ask(words.session.engine, "relations_of", {"bases": sorted(bases)}) if bases else []


def relations(
    words: Wording, basis: str, rows: Sequence[Row], later: Collection[str] = (), *, is_in_list: bool = False
) -> Iterator[Sentence]:
    """How an instrument stands to others: what it amends, replaces, supplements, requires and rests on, by the rows of
    `related` on it or on many.

    In a list of many one sentence says for all that whether a later one is in force is another question; of those in
    `later`, no act by the day of the question is known.
    """
    for row in rows:
        if basis not in (row["basis"], row["other"]):
            continue
        is_own = row["basis"] == basis
        key = RELATIONS.get((str(row["relation"]), is_own))
        if key is not None:
            other = str(row["other"] if is_own else row["basis"])
            line = words.say(key, basis=words.basis(other))
            line = sentence(line, " ", message("relation-later", words.lang)) if other in later else line
            question = () if is_own or is_in_list else (" ", message("relation-question", words.lang))
            yield sentence(line, *question)


def later_than(words: Wording, rows: Sequence[Row], day: datetime.date) -> set[str]:
    """The instruments of rows of `related` on which no act is known with a date that may be up to a day."""
    bases = {str(row[side]) for row in rows for side in ("basis", "other")}
    acts = ask(words.session.engine, "acts_in", {"bases": sorted(bases)}) if bases else ()
    return bases - {str(act["basis"]) for act in acts if (done := day_of(act["done_earliest"])) and done <= day}


def amendments(words: Wording, basis: str, day: datetime.date) -> Iterator[Sentence]:
    """The amendments of an instrument as a whole by a day; whether they are in force is another question."""
    for act in words.facts.acts_by_basis.get(basis, ()):
        done = day_of(act["done_earliest"])
        if act["actor"] is None and act["phase"] == "amendment" and done and done <= day:
            date = Part(edtf_words(str(act["done_on"]), words.lang, "then"), "date")
            cited = words.cited(str(act["act"]), "done_on", str(act["done_on"]))
            yield words.say("amended-on", date=date, cited=cited)
