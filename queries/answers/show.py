"""One thing in words: an actor, a basis, a link or a participation, and who says so."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from itertools import groupby
from typing import TYPE_CHECKING

from accordgraph.graph.names.order import alphabetical
from accordgraph.ontology.labels import labels
from accordgraph.ontology.messages import message
from accordgraph.ontology.registry import NOBODY, registry
from accordgraph.queries.answers import limits
from accordgraph.queries.answers.acts import did, done_beside, of_the_whole
from accordgraph.queries.answers.consents import only_signed
from accordgraph.queries.answers.facts import read, with_sources
from accordgraph.queries.answers.since import Since
from accordgraph.queries.answers.tree import (
    BULLET,
    AnswerTree,
    Entry,
    Group,
    Part,
    Sentence,
    capital,
    joined,
    numbered,
    sentence,
)
from accordgraph.queries.answers.who import who
from accordgraph.queries.answers.wording.bonds import related, relations
from accordgraph.queries.answers.wording.dates import edtf_words, period_words
from accordgraph.queries.answers.wording.links import Wording, participations_of
from accordgraph.queries.answers.wording.plainly import participation_lines, reasons
from accordgraph.queries.answers.wording.remarks import remarks_on
from accordgraph.queries.answers.wording.times import OF_TIME, READING
from accordgraph.queries.plans import ask
from accordgraph.queries.runner import run

if TYPE_CHECKING:
    from accordgraph.queries.plans import Row
    from accordgraph.queries.session import Session

LEFT = ("unreported", "denied")
"""Kinds of ends of one actor, and not of all, beside its leaving."""

ABOUT_BASIS = ("binds", "in_force_since")
"""Properties of a basis that an answer cites sources for."""

UNSTATED_CITED = {"computed": "reckoned-cited", "inferred": "read-cited"}
"""How the sources are named of a day that none of them states."""

OURS = ("signature", "consent")
"""Ways of binding of which an answer says that the dossier takes it so, where no source is cited for it."""


def show(
    session: Session, identifier: str, class_: str, today: datetime.date, links: Sequence[Row] | None = None
) -> AnswerTree | None:
    """A thing in words; None for a class of which rows alone are shown. `links` are the rows of `partners` of an actor,
    where they are known already.
    """
    if class_ == "Actor":
        return _actor(session, identifier, today, links)
    builder = BUILDERS.get(class_)
    return None if builder is None else builder(session, identifier, today)


# ---------------------------------------------------------------- an actor
def _actor(session: Session, actor: str, today: datetime.date, links: Sequence[Row] | None) -> AnswerTree:
    """What an actor is, with whom it works, and what it did."""
    rows = run(session, "partners", {"actor": actor}).rows if links is None else links
    tree = who(session, actor, rows, None, today)
    words = Wording(session, read(session, [], []), today)
    acts = run(session, "acts_of_actor", {"actor": actor}).rows
    before = (Group(message("heading-what-it-is", session.lang), tuple(_is_actor(words, actor))),)
    groups = (*before, *tree.groups[:-1], *did(words, acts), *tree.groups[-1:])
    title = sentence(words.titled(actor))
    return AnswerTree(tree.lang, title, tree.summary, groups, tree.sources_title, tree.sources)


def _is_actor(words: Wording, actor: str) -> Iterator[Entry]:
    row = run(words.session, "actors", {"actors": [actor]}).rows[0]
    yield Entry(words.say("is-kind", kind=labels().value("kind", str(row["kind"]), words.lang)), (), BULLET)
    wholes = [row for row in ask(words.session.engine, "parts", {}) if row["actor"] == actor]
    if wholes:
        names = joined([words.actor(str(part["whole"])) for part in wholes], "; ")
        yield Entry(words.say("is-part-of", names=names), (), BULLET)


# ---------------------------------------------------------------- a basis
def _basis(session: Session, basis: str, today: datetime.date) -> AnswerTree:
    """What a basis is, who takes part in it by role, and what happened to the whole."""
    parts = run(session, "participants", {"basis": basis}).rows
    signed = {str(act["actor"]) for act in run(session, "acts_of_basis", {"basis": basis}).rows if act["actor"]}
    facts = read(session, signed | {str(row["actor"]) for row in parts}, [basis])
    row = run(session, "bases", {"bases": [basis]}).rows[0]
    said = _said(session, row)
    words = Wording(session, with_sources(session, facts, {str(one["source"]) for one in said}), today)
    groups = [
        Group(message("heading-what-it-is", session.lang), tuple(_is_basis(words, row, said))),
        *_by_part(words, basis, is_in_force=bool(row["in_force_since"])),
        *of_the_whole(words),
        *done_beside(words),
        *_denied(words),
        limits.of_actors(words, [], {str(one["actor"]) for one in parts}),
    ]
    title = sentence(words.basis(basis))
    tree = AnswerTree(session.lang, title, (), tuple(groups), message("heading-sources", session.lang))
    return numbered(tree, words.voices.cite)


def _said(session: Session, row: Row) -> list[Row]:
    """What sources say of how a basis, a row of `bases`, binds and since when it is in force, as both are shown; and of
    when it was, whatever is shown.
    """
    rows = run(session, "evidence", {"id": str(row["basis"])}).rows
    about = [one for one in rows if one["property"] in ABOUT_BASIS and one["value"] == str(row[str(one["property"])])]
    return about + [one for one in rows if one["property"] == "during"]


def _is_basis(words: Wording, row: Row, said: Sequence[Row]) -> Iterator[Entry]:
    basis = str(row["basis"])
    key = "is-kind-agreed" if row["kind"] == "agreement" else "is-kind"
    lines = [words.say(key, kind=labels().value("kind", str(row["kind"]), words.lang))]
    if row["form"]:
        key = "is-form-agreed" if row["kind"] == "agreement" else "is-form"
        lines.append(words.say(key, form=labels().value("form", str(row["form"]), words.lang)))
    if row["binds"]:
        lines.append(
            _binding(words, str(row["binds"]), {str(one["source"]) for one in said if one["property"] == "binds"})
        )
    if row["during"]:
        lines.append(words.say("is-time", date=_time(words, str(row["during"]), said)))
    if row["in_force_since"]:
        lines.append(_in_force(words, str(row["in_force_since"]), said))
    if signed := words.signatures(basis, {str(one["actor"]) for one in words.facts.participations.values()}):
        lines.append(signed)
    yield from (
        Entry(line, (), BULLET)
        for line in (*lines, *relations(words, basis, related(words, [basis])), *_remarks(words))
    )


def _in_force(words: Wording, since: str, said: Sequence[Row]) -> Sentence:
    """Since when a basis is in force, with the sources that say so, or from which that is reckoned or read."""
    rows = [one for one in said if one["property"] == "in_force_since"]
    stated = [one for one in rows if one["how"] == "stated"]
    key = "" if stated else UNSTATED_CITED.get(str(rows[0]["how"]) if rows else "", "")
    cited = words.voices.references({str(one["source"]) for one in stated or rows})
    cited = words.say(key, cited=cited) if key else cited
    date = Part(edtf_words(since, words.lang), "date")
    return words.say("is-in-force", date=sentence(date, *((" ", cited) if cited else ())))


def _binding(words: Wording, way: str, sources: Collection[str]) -> Sentence:
    """How a basis binds, with the sources that say so, or that the dossier takes it so without one."""
    binds = labels().value("binds", way, words.lang)
    if stated := words.facts.ranked(sources):
        return sentence(words.say("is-binding", binds=binds), " ", words.voices.references(stated))
    return words.say("is-binding-ours" if way in OURS else "is-binding", binds=binds)


def _remarks(words: Wording) -> Iterator[Sentence]:
    """What tables remark on a basis."""
    facts = words.facts
    things = {one: row["actor"] for one, row in (*facts.acts.items(), *facts.participations.items())}
    named = {one: None if actor is None else str(actor) for one, actor in things.items()}
    for one in remarks_on(facts.statements, named):
        yield words.remark(one, {actor for actor in named.values() if actor})


def _time(words: Wording, during: str, said: Sequence[Row]) -> Sentence:
    """When something was: who has another time, or the mark of our reading where no source states it."""
    if others := words.others_than(during, [one for one in said if one["property"] == "during"]):
        return sentence(Part(period_words(during, words.lang), "date"), others)
    of_time = [row for row in words.facts.participations.values() if row["kind"] in OF_TIME]
    mark = words.mark(of_time[0], "start") if of_time else ""
    return sentence(Part(period_words(during, words.lang), "date"), mark)


def _by_part(words: Wording, basis: str, *, is_in_force: bool) -> Iterator[Group]:
    """Who takes part; apart from them who only supports or watches, who does so by our reading only, and who is named
    while no source says as what.
    """
    all_held = [row for row in words.facts.participations.values() if row["held"]]
    held = [row for row in all_held if words.is_stated([str(row["participation"])])]
    known = [row for row in held if words.facts.is_role_reported(str(row["participation"]))]
    beside = [row for row in known if registry().group_of(row["role"]) == NOBODY]
    taking_part = [row for row in known if row not in beside]
    signed = [] if all_held else only_signed(words, basis)
    key = ("nobody-but-signed-in-force" if is_in_force else "nobody-but-signed") if signed else "nobody-known"
    nobody = (Entry(sentence(message(key, words.lang))), *(Entry(one, (), BULLET) for one in signed))
    yield Group(message("heading-took-part", words.lang), tuple(_roles(words, taking_part)) or nobody, "reliable")
    if beside:
        yield Group(message("heading-beside", words.lang), tuple(_roles(words, beside)))
    if read_only := [row for row in all_held if row not in held]:
        yield Group(message("group-reading", words.lang), tuple(_roles(words, read_only)), "weak")
    if unknown := [row for row in held if row not in known]:
        yield Group(message("heading-no-role", words.lang), tuple(_starts(words, unknown)), "weak")


def _roles(words: Wording, rows: Sequence[Row]) -> Iterator[Entry]:
    """Some who take part, by role, with the same start together, and those in the order of the alphabet."""

    def order(row: Row) -> tuple[str, str, str]:
        return str(row["role"]), str(row["start_earliest"] or ""), alphabetical(words.session.name(str(row["actor"])))

    for role, alike in groupby(sorted(rows, key=order), key=words.role):
        yield Entry(words.say("in-role", role=role), tuple(_starts(words, list(alike))), BULLET)


def _starts(words: Wording, rows: Sequence[Row]) -> Iterator[Entry]:
    for _, same in groupby(
        rows,
        key=lambda row: (words.since(row, "start"), words.doubt_of_side(row), _ground(words, row), _left(words, row)),
    ):
        for members, sources in words.named_together([str(row["participation"]) for row in same]):
            yield _start(words, [words.facts.participations[one] for one in members], sources)


def _ground(words: Wording, row: Row) -> str:
    """In brackets, that a column or a comment alone says that an actor takes part, or since when; else empty."""
    ground = words.ground_of_start(str(row["participation"])) if words.is_stated((str(row["participation"]),)) else ""
    return f" ({ground})" if ground else ""


def _left(words: Wording, row: Row) -> Sentence:
    """How and when an actor ceased to take part; empty where it did not by what sources report."""
    if row["end_kind"] != "exit":
        return words.end_of_side(row) if row["end_kind"] in LEFT else ()
    return words.part_ended(row)


def _start(words: Wording, rows: Sequence[Row], sources: Sequence[str]) -> Entry:
    """Actors with the same start and end, and the sources that name all; below, the end, and that sources differ."""
    names = joined([words.actor(str(row["actor"])) for row in rows], "; ")
    since, doubt = words.since(rows[0], "start"), words.doubt_of_side(rows[0])
    line = names
    if rows[0]["kind"] != "operation":
        line = words.say("takes-part", names=names, since=since, doubt=doubt)
    below = (_left(words, rows[0]), *(words.role_dispute(str(row["participation"])) for row in rows))
    differ = tuple(Entry(one) for one in below if one)
    if sources:
        cited = words.voices.references(sources)
        if rows[0]["start_standing"] == READING and sentence(" ", cited) == doubt[-len(cited) - 1 :]:
            return Entry(sentence(line, _ground(words, rows[0])), differ)
        return Entry(sentence(line, " ", cited, words.voices.of_one_voice(sources), _ground(words, rows[0])), differ)
    return Entry(sentence(line, ": ", words.as_read(str(rows[0]["participation"]))), differ)


def _denied(words: Wording) -> Iterator[Group]:
    rows = [row for row in words.facts.participations.values() if not row["held"]]
    entries = [
        Entry(sentence(words.actor(str(row["actor"]))), tuple(words.disputed(str(row["participation"]))), BULLET)
        for row in rows
    ]
    if entries:
        yield Group(message("group-refuted", words.lang), tuple(entries), "refuted")


# ---------------------------------------------------------------- a link, a participation
def _link(session: Session, identifier: str, today: datetime.date) -> AnswerTree:
    """A link: since when and why, or, where we do not consider it true, who says what and what is not disputed."""
    basis, actor, _, partner, _ = identifier.split("~")
    rows = run(session, "between", {"actor": actor, "partner": partner}).rows
    row = next(row for row in rows if row["cooperation"] == identifier)
    words = Wording(session, read(session, [actor, partner], [basis]), today)
    a, b = map(words.titled, (actor, partner))
    title = words.say("show-link", a=a, b=b, basis=words.basis(basis, is_short=True))
    if row["held"]:
        tree = Since(words, (actor, partner), [row]).tree()
        return AnswerTree(tree.lang, capital(title), (tree.title,), tree.groups, tree.sources_title, tree.sources)
    summary = (sentence(message("show-link-refuted", session.lang)),)
    groups = (*_claims(words, row), limits.of_actors(words, [actor, partner]))
    return numbered(
        AnswerTree(session.lang, title, summary, groups, message("heading-sources", session.lang)), words.voices.cite
    )


def _claims(words: Wording, row: Row) -> Iterator[Group]:
    """Of a link that we do not consider true: who says what, since when it would be, and which side is certain."""
    both = participations_of(row)
    refuted = [one for one in both if not words.facts.participations[one]["held"]]
    said = [entry for one in refuted for entry in (*words.disputed(one), *map(Entry, reasons(words, one)))]
    yield Group(message("heading-who-says", words.lang), tuple(said), "refuted")
    since = words.say("if-so", since=words.since(row))
    yield Group(message("heading-if-so", words.lang), (Entry(since),))
    sure = tuple(Entry(words.said_of_side(one)) for one in both if one not in refuted)
    if sure:
        yield Group(message("heading-not-disputed", words.lang), sure, "reliable")


def _participation(session: Session, identifier: str, today: datetime.date) -> AnswerTree:
    """How one actor takes part in one basis, and who says so."""
    basis, actor = identifier.split("~")[:2]
    words = Wording(session, read(session, [actor], [basis]), today)
    row = words.facts.participations[identifier]
    title = words.say("show-side", actor=words.titled(actor), basis=words.basis(basis))
    lines = participation_lines(words, row)
    refuted = sentence(message("show-side-refuted", session.lang))
    first = 0 if not row["held"] else 1 if row["kind"] in OF_TIME else 2
    summary, said = tuple(lines[:first]) or (refuted,), tuple(map(Entry, lines[first:]))
    groups = (
        Group(message("heading-who-says", session.lang), said),
        limits.of_actors(words, [actor], is_attested=True),
    )
    tree = AnswerTree(session.lang, title, summary, groups, message("heading-sources", session.lang))
    return numbered(tree, words.voices.cite)


BUILDERS: Mapping[str, Callable[[Session, str, datetime.date], AnswerTree]] = {
    "Basis": _basis,
    "Cooperation": _link,
    "Participation": _participation,
}
"""How a thing of each class but an actor is said in words."""
