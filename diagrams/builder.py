"""From answers to a picture: which actors and bases are drawn, and what each line between them tells."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, TypeAlias, cast

from accordgraph.diagrams import citations, explanations, rows
from accordgraph.diagrams.model import ACTOR_KINDS, BASIS_KINDS, Diagram, Link, Node, Provenance, Source, View, in_order
from accordgraph.diagrams.request import DiagramRequest
from accordgraph.diagrams.selection import select
from accordgraph.diagrams.wording import kind_word, listed, say, times_words
from accordgraph.queries.runner import run

if TYPE_CHECKING:
    from accordgraph.graph.names.index import Names
    from accordgraph.queries.runner import Row
    from accordgraph.queries.session import Session

Ask: TypeAlias = "Callable[[str], list[Row]]"
"""Gives the rows of a question without parameters."""

ALL = DiagramRequest()


def build_diagram(session: Session, request: DiagramRequest = ALL, provenance: Provenance | None = None) -> Diagram:
    """The picture of what is wanted; notes of the session come first.

    Links that are told but not held are in it, and look so.
    Bases that are open to all states or very large make no links, so they are not drawn but named in a note.
    """
    names, lang = session.names, session.lang

    def ask(question: str) -> list[Row]:
        return run(session, question, {}).rows

    told = {str(row["participation"]): row for row in ask("participations")}
    kinds = {str(row["actor"]): str(row["kind"]) for row in ask("actors")}
    chosen, hops = select(_links(ask, told, request, names, lang), request, kinds)
    turned = [rows.turned(link) if hops[link.end] < hops[link.start] and link.end in kinds else link for link in chosen]
    drawn, sources = _explained(ask, turned, told, names, lang)
    kinds |= {link.basis: link.basis_kind for link in drawn}
    nodes = tuple(_node(one, hops[one], kinds[one], names, lang) for one in sorted(hops))
    return Diagram(
        title=request.title or _title(names, request, lang),
        subtitle=_subtitle(nodes, drawn, request, lang),
        view=cast(View, request.view),
        lang=lang,
        nodes=nodes,
        links=drawn,
        sources=sources,
        notes=(
            *session.origin.notes,
            *_chosen(names, request, lang),
            *_left_out(told, lang),
            *_empty(drawn, request, lang),
            *request.notes,
        ),
        provenance=provenance,
        day=request.day,
        first=request.first,
        last=request.last,
    )


def _links(ask: Ask, told: Mapping[str, Row], request: DiagramRequest, names: Names, lang: str) -> list[Link]:
    if request.view == "bases":
        return [rows.participation(row) for row in told.values() if row["linked"]]
    return [rows.cooperation(row, told, names, lang) for row in ask("cooperations")]


def _explained(
    ask: Ask, drawn: Sequence[Link], told: Mapping[str, Row], names: Names, lang: str
) -> tuple[tuple[Link, ...], tuple[Source, ...]]:
    """The links with what sources say of them and why they are drawn so, and the numbered sources."""
    statements = citations.told(ask("participation_evidence"), names, lang)
    reasons = explanations.reasons(names, lang, told, ask("acts"), ask("conflicts"))
    explained = []
    for link in in_order(drawn):
        made_from = {one: str(told[one]["actor_name"]) for one in _made_from(link)}
        explained.append((replace(link, why=reasons.of(tuple(made_from))), citations.behind(made_from, statements)))
    return citations.number(explained, ask("sources"), names, lang)


def _made_from(link: Link) -> tuple[str, ...]:
    """The participations that a link was made from, that of its start first."""
    if link.end == link.basis:
        return (link.id,)
    first, second = rows.sides(link.id)
    return (first, second) if first.split("~")[1] == link.start else (second, first)


def _node(identifier: str, hop: int, kind: str, names: Names, lang: str) -> Node:
    known = kind if kind in (*ACTOR_KINDS, *BASIS_KINDS) else "other"
    return Node(identifier, names.short_name(identifier, lang), known, names.name(identifier, lang), hop)


def _title(names: Names, request: DiagramRequest, lang: str) -> str:
    if request.about:
        return say("title-about", lang, name=listed([names.name(one, lang) for one in request.about], lang))
    if request.bases:
        return say("title-basis", lang, name=listed([names.name(one, lang) for one in request.bases], lang))
    return say("title-all", lang)


def _subtitle(nodes: Sequence[Node], drawn: Sequence[Link], request: DiagramRequest, lang: str) -> str:
    actors = sum(not node.is_basis for node in nodes)
    parts = [
        say("actors", lang, count=actors),
        say("bases", lang, count=len({link.basis for link in drawn})),
        say("participations" if request.view == "bases" else "links", lang, count=len(drawn)),
        times_words(request.day, request.first, request.last, lang),
    ]
    return ", ".join(filter(None, parts))


def _chosen(names: Names, request: DiagramRequest, lang: str) -> list[str]:
    """What was chosen and does not stand in the title or among the times."""
    about, bases = ([names.name(one, lang) for one in ids] for ids in (request.about, request.bases))
    parts = {
        "chosen-about": listed(about, lang) if request.title else "",
        "chosen-bases": listed(bases, lang) if request.title or about else "",
        "chosen-kinds": ", ".join(kind_word(kind, lang).lower() for kind in request.kinds),
    }
    told = [say(key, lang, names=text) for key, text in parts.items() if text]
    if request.hops > 1:
        told.append(say("chosen-hops", lang, count=request.hops))
    return [say("note-chosen", lang, chosen="; ".join(told))] if told else []


def _left_out(told: Mapping[str, Row], lang: str) -> list[str]:
    missing = sorted({str(row["basis_name"]) for row in told.values() if not row["linked"]})
    return [say("note-unlinked", lang, names="; ".join(missing))] if missing else []


def _empty(drawn: Sequence[Link], request: DiagramRequest, lang: str) -> list[str]:
    if drawn:
        return []
    is_timed = request.day or request.first or request.last
    return [say("note-empty-day" if is_timed else "note-empty", lang)]
