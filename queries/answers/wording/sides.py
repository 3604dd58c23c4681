"""One side of a link: the days that sources give for its entry, which of them counts, and by what rule."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from accordgraph.ontology.labels import labels
from accordgraph.ontology.messages import listing, message
from accordgraph.queries.answers.tree import DASH, Entry, Part, Sentence, sentence
from accordgraph.queries.answers.wording.dates import edtf_words
from accordgraph.queries.answers.wording.links import Wording
from accordgraph.queries.runner import run

CHOSEN: Mapping[str, str] = {
    "resolve:rank": "chosen-rank",
    "resolve:voices": "chosen-voices",
    "resolve:readings": "chosen-readings",
    "resolve:precision": "chosen-precision",
    "resolve:own-page": "chosen-own-page",
    "resolve:later-published": "chosen-later",
    "resolve:value": "chosen-value",
}
"""What is said of the rule that chose one of several days."""

OWN_PAGE, KEPT = "resolve:own-page", "chosen-kept"
"""The rule of which the text itself says that both days are kept, and what is said so of the others."""

PLAIN, UNTYPED = frozenset({"signature", "founding", "accession", "joining"}), "entry"
"""Types of acts: those that need no name where the start is their day, and that of a coming in of no known type."""

SIGNED = "start:binds-on-signature"
"""The rule by which what binds by signature begins on the day of the act that is reported."""


def side(words: Wording, participation: str) -> Entry:
    """An actor with its role, the days that sources give, and how the start is reckoned from them."""
    row = words.facts.participations[participation]
    role = words.role(row)
    days = list(days_of_entry(words, participation))
    rule = rule_of_start(words, participation)
    is_reported = words.is_reported_too(participation)
    reckoned = Entry(words.say("by-rule-reported") if is_reported else words.say("by-rule", rule=rule))
    head = words.say("side-day" if days else "side-no-day", actor=words.short(str(row["actor"])), role=role)
    differ = [Entry(one) for one in (words.role_dispute(participation),) if one]
    return Entry(head, (*differ, *days, *chosen_by(words, participation), reckoned))


def rule_of_start(words: Wording, participation: str) -> str:
    """How a start is reckoned; where no act is called a signature, the word of one is left out."""
    rule = str(words.facts.participations[participation]["start_rule"])
    if rule == SIGNED and not words.is_signed(participation):
        return message("start-on-act", words.lang)
    return labels().value("start_rule", rule, words.lang)


def days_of_entry(words: Wording, participation: str) -> Iterator[Entry]:
    """The days that sources give for a side: of its entry, of its effect, and of lists that name it."""
    facts = words.facts
    entered = facts.dates(participation)
    for value, rows in sorted(entered.items()):
        stated = [row for row in rows if row["how"] != "inferred"]
        named = _named(words, participation, value, is_read=not stated)
        line = sentence(named, ": ", words.voices.speakers(stated or rows))
        if not stated:
            line = sentence(line, " ", message("chain-as-read", words.lang))
        mark = _mark(words, participation, value) if len(entered) > 1 else None
        remark = () if stated else words.dossier_remark(rows)
        line = sentence(line, " ", message(mark, words.lang)) if mark else line
        yield Entry(line, (Entry(remark),) if remark else (), DASH)
    for name, key in (("effective_on", "day-effective"), ("as_of", "day-listed")):
        if name == "as_of" and entered:
            continue
        for value, rows in sorted(facts.days(participation, name).items()):
            date = Part(edtf_words(value, words.lang), "date")
            line = words.say(key, date=date, names=words.voices.speakers(rows))
            is_read = all(row["how"] == "inferred" for row in rows)
            yield Entry(sentence(line, " ", message("chain-as-read", words.lang)) if is_read else line, (), DASH)
    if words.is_bounded_only(participation):
        yield Entry(sentence(message("reading-bounds", words.lang)))


def _named(words: Wording, participation: str, value: str, *, is_read: bool) -> Sentence:
    """A day of entry, with what was done on it, unless it is the signing or joining that the start is reckoned from."""
    day = Part(edtf_words(value, words.lang, doubter="ours" if is_read else "source"), "date")
    if words.is_by_consent(participation):
        return words.say("day-consent", date=day)
    types = _done_on(words, participation, value)
    if types <= PLAIN and words.dated_by(participation) == "done_on":
        return sentence(day)
    kinds = [labels().value("type", kind, words.lang) for kind in sorted(types or {UNTYPED})]
    return words.say("day-act", act=listing(kinds, words.lang), date=day)


def _done_on(words: Wording, participation: str, value: str) -> set[str]:
    """The types of the acts that sources date to a day, but for those of which no source says more than an entry."""
    facts = words.facts
    acts = facts.entries.get(participation, ())
    dated = {str(row["thing"]) for row in facts.dates(participation)[value]}
    return {str(facts.acts[act]["type"]) for act in acts if act in dated} - {UNTYPED}


def chosen_by(words: Wording, participation: str) -> list[Entry]:
    """By what rule one of several days was chosen; nothing where the days are in no dispute."""
    if words.facts.participations[participation]["start_standing"] != "disputed":
        return []
    about = set(words.facts.entries.get(participation, ()))
    rows = run(words.session, "conflicts_of", {"id": participation}).rows
    rules = {str(row["rule"]) for row in rows if row["about"] in about and row["property"] == "done_on"}
    is_kept = bool(_kept(words, participation))
    return [Entry(rule_words(rule, words.lang, is_kept=is_kept)) for rule in sorted(rules) if rule in CHOSEN]


def rule_words(rule: str, lang: str, *, is_kept: bool) -> Sentence:
    """By what rule one of several values was chosen; where several days are kept (`is_kept`), that it may be any."""
    return sentence(message(KEPT if is_kept and rule != OWN_PAGE else CHOSEN[rule], lang))


def _kept(words: Wording, participation: str) -> set[str]:
    """The two days within which a start is kept, where sources give both; else nothing."""
    row = words.facts.participations[participation]
    kept = {str(row["start_earliest"]), str(row["start_latest"])}
    return kept if len(kept) == 2 and kept <= words.facts.dates(participation).keys() else set()


def _mark(words: Wording, participation: str, value: str) -> str | None:
    """What is said of a day that the start goes by: that it is used, or that it is one of the two that are kept."""
    if kept := _kept(words, participation):
        return "day-kept" if value in kept else None
    acts = [words.facts.acts[act] for act in words.facts.entries.get(participation, ())]
    return "day-shown" if any(act["done_on"] == value for act in acts) else None
