"""The page of one thing: an actor, a basis, a link, a participation, a source, or anything else by its id."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from accordgraph.ontology.labels import labels
from accordgraph.ontology.messages import capitalised
from accordgraph.queries.answers.conflicts import conflicts
from accordgraph.queries.answers.facts import read, with_sources
from accordgraph.queries.answers.show import show
from accordgraph.queries.answers.tree import AnswerTree, CitedSource, plain
from accordgraph.queries.answers.who import who
from accordgraph.queries.answers.wording.voices import cited
from accordgraph.queries.plans import ask, basis_of
from accordgraph.queries.runner import run
from accordgraph.web.act_table import act_name, act_table
from accordgraph.web.addresses import iri, pair, thing
from accordgraph.web.data_links import rows_of
from accordgraph.web.evidence_table import evidence_table
from accordgraph.web.explanations import explained
from accordgraph.web.link_table import LinkTable, link_table, pair_table
from accordgraph.web.pages.documents import documents
from accordgraph.web.pages.drawings import DRAWING, pictures
from accordgraph.web.participation_bars import participation_bars
from accordgraph.web.protocols.things import elsewhere, name_of
from accordgraph.web.row_table import RowTable, row_table
from accordgraph.web.taking_part import taking_part
from accordgraph.web.templating import render

if TYPE_CHECKING:
    import datetime

    from accordgraph.queries.plans import Row
    from accordgraph.queries.session import Session
    from accordgraph.web.context import Context
    from accordgraph.web.data_links import DataLink
    from accordgraph.web.page import Page

MOST_ROWS = 500
"""Rows of a table on the page of a thing; a program gets all of them."""

DATA_FORMS = (
    ("text/turtle", ".ttl"),
    ("application/ld+json", ".jsonld"),
    ("application/n-triples", ".nt"),
    ("application/rdf+xml", ".rdf"),
    ("application/json", ".json"),
)
"""What each thing can also be had as, by the end of its address."""

SCHEMA_TYPES = {"Actor": "Organization", "Source": "CreativeWork", "Basis": "CreativeWork"}
"""What search engines call a thing of a class."""

MARKS = ("state", "agency", "international", "group", "other")
"""Kinds of actors, each with a mark of its own in pictures."""

PICTURED = ("Actor", "Basis")

EXPLAINED = ("Cooperation", "Participation")
"""What the page of is the answer of `accord why`."""

JUDGED = (*PICTURED, *EXPLAINED)
"""What the page of may be of a day."""

DOCUMENTED = JUDGED
"""What the answer about can be handed over as a document."""

MOST_PARTIES = 4
"""Parties of an agreement whose page names each pair of them; of more, each party leads to its partners."""

MOST_PICTURED = 60
"""Links of an actor that a picture on its page shows; more are a network to open."""


def build(context: Context) -> Page:
    """The page of the thing in the address, or the way to it where its class is another."""
    if (way := elsewhere(context)) is not None:
        return way
    identifier, class_ = name_of(context), context.path_values["class_"].capitalize()
    day = context.day or context.today
    with context.session() as session:
        rows, kind = links_of(context, session, identifier, class_), _kind(session, identifier, class_)
        tree = answer_tree(context, session, identifier, class_, rows)
        values: dict[str, Any] = {
            "tree": tree,
            "link_rows": _link_table(context, session, identifier, class_, rows),
            "pairs": _pairs(session, identifier, class_),
            "bars": participation_bars(session, identifier, day, context.today) if class_ == "Basis" else None,
            "picture": _picture(context, identifier, rows),
            "source": _source(session, identifier) if class_ == "Source" else None,
            "conflicts": _conflicts(context, session, identifier, class_),
            "sections_of_rows": list(_sections(session, identifier, class_)),
            "class_word": context.say("web-link") if class_ == "Cooperation" else _class_word(session, class_, kind),
            "kind": "box" if class_ == "Basis" else kind,
            "on_day": _taking_part(session, identifier, class_, day) if _is_judged(context, class_) else None,
            "name": _name(session, identifier, class_, tree),
            "parent": (session.name(basis_of(identifier)), basis_of(identifier)) if class_ == "Act" else None,
        }
    shared = _shared(context, identifier, class_, str(values["name"]))
    return render(context, "thing.html.j2", data_links=_data_links(context, identifier, class_), **shared, **values)


def _data_links(context: Context, identifier: str, class_: str) -> list[DataLink]:
    """The rows behind the page of an actor or an agreement: its links or acts, and the statements behind it."""
    day: dict[str, object] = {"day": context.day} if context.day else {}
    of_class: dict[str, tuple[str, dict[str, object]]] = {
        "Actor": ("partners_on" if day else "partners", {"actor": identifier, **day}),
        "Basis": ("acts_of_basis", {"basis": identifier}),
    }
    question, arguments = of_class.get(class_, ("", {}))
    own = [rows_of(context, question, **arguments)] if question else []
    return [*own, rows_of(context, "evidence", id=identifier)] if class_ != "Source" else []


def _name(session: Session, identifier: str, class_: str, tree: AnswerTree | None) -> str:
    """What the page is called: a link by the answer about it, an act by what it is."""
    if class_ == "Act":
        return act_name(session, identifier)
    return plain(tree.title) if tree and class_ in EXPLAINED else session.name(identifier)


def _shared(context: Context, identifier: str, class_: str, name: str) -> dict[str, Any]:
    return {
        "id": identifier,
        "iri": iri(class_, identifier),
        "address": f"/id/{class_.lower()}/{identifier}",
        "data_forms": DATA_FORMS,
        "json_ld": _json_ld(class_, identifier, name),
        "has_days": class_ in JUDGED,
        "is_pictured": class_ in PICTURED,
        "mark_kinds": [(kind, labels().value("kind", kind, context.lang)) for kind in MARKS],
        "pictures": pictures(context, [identifier]),
        "documents": documents(context, thing(class_, identifier)),
        "is_explained": class_ in EXPLAINED,
    }


def _json_ld(class_: str, identifier: str, name: str) -> Markup:
    """A few facts for search engines, in a block that no parser of HTML can misread."""
    facts = {
        "@context": "https://schema.org",
        "@type": SCHEMA_TYPES.get(class_, "Thing"),
        "@id": iri(class_, identifier),
        "name": name,
    }
    return Markup(json.dumps(facts).replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026"))


# ---------------------------------------------------------------- links
def links_of(context: Context, session: Session, identifier: str, class_: str) -> list[Row]:
    """The links of an actor, on a day those that may have been in force on it; of a link itself."""
    if class_ == "Cooperation":
        _, actor, _, partner, _ = identifier.split("~")
        rows = run(session, "between", {"actor": actor, "partner": partner}).rows
        return [row for row in rows if row["cooperation"] == identifier]
    if class_ != "Actor":
        return []
    if context.day is None:
        return run(session, "partners", {"actor": identifier}).rows
    return run(session, "partners_on", {"actor": identifier, "day": context.day}).rows


def _link_table(context: Context, session: Session, identifier: str, class_: str, rows: list[Row]) -> LinkTable | None:
    if not rows:
        return None
    day = context.day or context.today
    if class_ == "Cooperation":
        return pair_table(session, rows, (str(rows[0]["actor"]), str(rows[0]["partner"])), day)
    on_day = rows if context.day else run(session, "partners_on", {"actor": identifier, "day": day}).rows
    return link_table(session, rows, on_day, day)


def _pairs(session: Session, identifier: str, class_: str) -> list[tuple[str, str]]:
    """The pages of the two of a link, and of each two that an agreement of few links: name and address."""
    if class_ == "Cooperation":
        _, a, _, b, _ = identifier.split("~")
        ends = {(a, b)}
    elif class_ == "Basis":
        if len({row["actor"] for row in run(session, "participations", {"bases": [identifier]}).rows}) > MOST_PARTIES:
            return []
        links = run(session, "cooperations", {"bases": [identifier]}).rows
        ends = {(str(row["actor"]), str(row["partner"])) for row in links}
    else:
        return []
    named = ((f"{session.name(a)} – {session.name(b)}", pair(a, b)) for a, b in ends)
    return sorted(named)


def _is_judged(context: Context, class_: str) -> bool:
    """Whether the page says who takes part on its day: of a participation always, of a basis where one is asked."""
    return class_ == "Participation" or (class_ == "Basis" and context.day is not None)


def _taking_part(session: Session, identifier: str, class_: str, day: datetime.date) -> RowTable:
    """Who takes part in a basis on a day; of a participation its own row."""
    table = taking_part(session, basis_of(identifier), day)
    if class_ == "Basis":
        return table
    address = thing(class_, identifier)
    return replace(table, rows=tuple(row for row in table.rows if any(cell.address == address for cell in row)))


def _picture(context: Context, identifier: str, rows: list[Row]) -> str:
    """The address of the picture of an actor's links; empty where there are none, or too many to look at."""
    if context.path_values["class_"] != "actor":
        return ""
    return (
        context.url("/draw.svg", about=identifier, on=context.day, part=DRAWING)
        if 0 < len(rows) <= MOST_PICTURED
        else ""
    )


# ---------------------------------------------------------------- words
def answer_tree(context: Context, session: Session, identifier: str, class_: str, rows: list[Row]) -> AnswerTree | None:
    """The answer of the page in words, None where it has none; `rows` are its links."""
    if class_ == "Actor" and context.day is not None:
        return who(session, identifier, rows, context.day, context.today)
    if class_ in EXPLAINED:
        return explained(context, session, identifier)
    return show(session, identifier, class_, context.today, rows if class_ == "Actor" else None)


def _conflicts(context: Context, session: Session, identifier: str, class_: str) -> AnswerTree | None:
    if class_ not in ("Actor", "Basis", "Cooperation", "Participation"):
        return None
    disputed = context.snapshot.resource("parts of ids in dispute", lambda: _disputed(session))
    if disputed.isdisjoint((identifier, *identifier.split("~"))):
        return None
    if not run(session, "conflicts_of", {"id": identifier}).rows:
        return None
    return conflicts(session, identifier, context.today)


def _disputed(session: Session) -> frozenset[str]:
    """Whatever stands in the ids that contradictions are about: other things have none."""
    abouts = {str(row["about"]) for row in ask(session.engine, "conflicts", {})}
    return frozenset({*abouts, *(part for about in abouts for part in about.split("~"))})


def _class_word(session: Session, class_: str, kind: str) -> str:
    """What it is: the kind of an actor or a basis, of others the class."""
    word = labels().value("kind", kind, session.lang) if kind else labels().value("about", class_.lower(), session.lang)
    return capitalised(word)


def _kind(session: Session, identifier: str, class_: str) -> str:
    """The kind of an actor, by which its mark is chosen, or of a basis; empty for others."""
    scopes = {"Actor": ("actors", {"actors": [identifier]}), "Basis": ("bases", {"bases": [identifier]})}
    rows = run(session, *scopes[class_]).rows if class_ in scopes else []
    return str(rows[0]["kind"]) if rows else ""


def _source(session: Session, identifier: str) -> CitedSource:
    """Who published a source, when, what kind it is, what it repeats, and where it stands."""
    facts = with_sources(session, read(session, [], []), [identifier])
    return cited(session, facts, 1, identifier)


# ---------------------------------------------------------------- rows
def _sections(session: Session, identifier: str, class_: str) -> Iterator[RowTable]:
    """What stands on the page as rows: of a source all that it says, of others acts and the statements behind them."""
    if class_ == "Source":
        for question in ("links_of_source", "statements_of_source"):
            yield from _rows(session, question, {"source": identifier})
        return
    if class_ == "Basis":
        yield act_table(session, identifier, MOST_ROWS)
    if class_ == "Act":
        yield act_table(session, basis_of(identifier), MOST_ROWS, identifier)
    if rows := run(session, "evidence", {"id": identifier}).rows:
        yield evidence_table(session, rows, MOST_ROWS)


def _rows(session: Session, question: str, arguments: dict[str, Any]) -> Iterator[RowTable]:
    answer = run(session, question, arguments)
    if answer.rows:
        yield row_table(session, answer.header, answer.rows, MOST_ROWS)
