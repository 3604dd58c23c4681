"""From answers to a diagram: which actors and bases are drawn, and what each line between them says."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, cast

from accordgraph.diagrams import citations, explanations, of_many, rows
from accordgraph.diagrams.answers import with_answers, with_grounds, wording_of
from accordgraph.diagrams.facts import Link, Node, Provenance, Source, View
from accordgraph.diagrams.model import Diagram, in_order
from accordgraph.diagrams.of_many import Crowds
from accordgraph.diagrams.overview_builder import MOST_NODES, build_overview
from accordgraph.diagrams.request import DiagramRequest
from accordgraph.diagrams.scope import Scope
from accordgraph.diagrams.selection import select
from accordgraph.diagrams.wording import kind_word, times_words
from accordgraph.ontology.labels import LANGUAGES
from accordgraph.ontology.messages import listing, message
from accordgraph.queries.answers.wording.articles import with_article

if TYPE_CHECKING:
    from accordgraph.diagrams.overview import Overview
    from accordgraph.graph.names.index import Names
    from accordgraph.queries.answers.wording.links import Wording
    from accordgraph.queries.runner import Row
    from accordgraph.queries.session import Session

ALL = DiagramRequest()


def build_diagram(session: Session, request: DiagramRequest = ALL, provenance: Provenance | None = None) -> Diagram:
    """The diagram of a request; notes of the session come first.

    Links that are reported but not held are in it, and look so. Bases that are open to other states or very large make
    no links: they are boxes with the number of their parties, or named in a note.
    """
    names, lang = session.names, session.lang

    scope = Scope(session, request)
    participations = scope.participations()
    kinds = scope.kinds(participations.values())
    chosen, hops = select(_links(scope, participations, request, session), request, kinds)
    crowds = Crowds(request, participations, kinds)
    boxed = crowds.lines({*hops, *request.about}) if request.view == "bases" else []
    hops = _with_boxes(hops, boxed, request)
    directed = [rows.turned(link) if _is_inward(link, hops, kinds) else link for link in chosen]
    turned = [*directed, *boxed]
    words = wording_of(session, turned)
    rows_of_links = [] if request.view == "bases" else scope.ask("cooperations")
    spoken = with_answers(words, turned, rows_of_links) if words else with_grounds(session, turned)
    drawn, sources = _explained(scope, spoken, participations, session, words)
    around = drawn if request.view == "bases" else _around(scope, participations, request, session, kinds)
    kinds |= {link.basis: link.basis_kind for link in drawn}
    nodes = tuple(_node(one, hops[one], kinds[one], names, lang) for one in sorted(hops))
    nodes = tuple(_counted(node, crowds.parties(node.id), lang) for node in nodes)
    boxes = {link.basis for link in boxed}
    overview = None
    if len(nodes) <= MOST_NODES:
        overview = build_overview(session, request, scope, around, boxes, participations, len(sources))
    return Diagram(
        title=request.title or _title(names, request, overview if request.view == "bases" else None, lang),
        subtitle=_subtitle(nodes, drawn, request, lang),
        view=cast(View, request.view),
        lang=lang,
        nodes=nodes,
        links=drawn,
        sources=sources,
        notes=(
            *session.origin.notes,
            *_chosen(names, request, lang),
            *crowds.notes({*hops, *request.about}, lang, in_boxes=request.view == "bases"),
            *_empty(drawn, request, lang),
            *request.notes,
        ),
        provenance=provenance,
        day=request.day,
        first=request.first,
        last=request.last,
        overview=overview,
    )


def build_translation(session: Session, request: DiagramRequest, diagram: Diagram) -> Diagram | None:
    """The same diagram in the other language, for a page that can be switched to it.

    None of a large diagram, which would take twice as long, and where the session has notes, which are in one language.
    """
    if len(diagram.nodes) > MOST_NODES or session.origin.notes:
        return None
    other = next(lang for lang in LANGUAGES if lang != diagram.lang)
    return build_diagram(replace(session, lang=other), request, diagram.provenance)


def _links(scope: Scope, participations: Mapping[str, Row], request: DiagramRequest, session: Session) -> list[Link]:
    if request.view == "bases":
        return [rows.participation(row) for row in participations.values() if row["linked"]]
    written = scope.ask("cooperations")
    links = [rows.cooperation(row, participations, session.names, session.lang) for row in written]
    known = {link.id for link in links}
    return [*links, *(link for link in of_many.links(session, request, participations) if link.id not in known)]


def _around(
    scope: Scope, participations: Mapping[str, Row], request: DiagramRequest, session: Session, kinds: Mapping[str, str]
) -> list[Link]:
    """The participations behind the lines of a view that has no boxes: the answer in short is the same in all views."""
    wanted = replace(request, view="bases")
    return select(_links(scope, participations, wanted, session), wanted, kinds)[0]


def _with_boxes(hops: Mapping[str, int], boxed: Sequence[Link], request: DiagramRequest) -> dict[str, int]:
    """The steps with those of boxes, which are as near as the nearest of their actors, and of actors that only they
    bring in.
    """
    far = request.hops if request.about else 0
    steps = dict(hops)
    for link in boxed:
        steps.setdefault(link.start, 0 if link.start in request.about else far)
        steps[link.end] = min(steps.get(link.end, far), steps[link.start])
    return steps


def _is_inward(link: Link, hops: Mapping[str, int], kinds: Mapping[str, str]) -> bool:
    """Whether a link leads towards what the diagram is about, so that it is drawn from its other side."""
    return hops[link.end] < hops[link.start] and link.end in kinds


def _counted(node: Node, parties: int, lang: str) -> Node:
    """A box of a basis without links with the number of its parties, since not all of them have lines."""
    if not parties:
        return node
    label, title = (message("basis-of-parties", lang, name=name, count=parties) for name in (node.label, node.title))
    return replace(node, label=label, title=title)


def _explained(
    scope: Scope, drawn: Sequence[Link], participations: Mapping[str, Row], session: Session, words: Wording | None
) -> tuple[tuple[Link, ...], tuple[Source, ...]]:
    """The links with what sources say of them and why they are drawn so, and the numbered sources."""
    names, lang, bases = session.names, session.lang, {link.basis for link in drawn}
    statements = citations.by_participation(scope.ask("participation_evidence", bases), names, lang)
    acts, conflicts = scope.ask("acts", bases), scope.ask("conflicts", bases)
    reasons = explanations.reasons(names, lang, participations, acts, conflicts, words)
    explained = []
    for link in in_order(drawn):
        made_from = {one: str(participations[one]["actor_name"]) for one in _made_from(link)}
        explained.append((replace(link, why=reasons.of(tuple(made_from))), citations.behind(made_from, statements)))
    cited = {source for _, evidence in explained for source, _ in evidence}
    return citations.number(explained, scope.sources(cited), names, lang)


def _made_from(link: Link) -> tuple[str, ...]:
    """The participations that a link was made from, that of its start first."""
    if link.end == link.basis:
        return (link.id,)
    first, second = rows.sides(link.id)
    return (first, second) if first.split("~")[1] == link.start else (second, first)


def _node(identifier: str, hop: int, kind: str, names: Names, lang: str) -> Node:
    label, title = names.short_name(identifier, lang), names.name(identifier, lang)
    return Node(identifier, label, kind, title, hop, known=names.spellings(identifier))


def _title(names: Names, request: DiagramRequest, overview: Overview | None, lang: str) -> str:
    if request.about:
        key = "title-several" if len(request.about) > 1 else "title-about"
        return message(key, lang, name=_in_title(names, request.about, lang))
    if request.bases:
        return message("title-basis", lang, name=_in_title(names, request.bases, lang))
    if overview is None:
        return message("title-all", lang)
    country = overview.country_of[overview.middle[0]].country
    key = "title-bodies" if len(overview.middle) > 1 else "title-about"
    return message(key, lang, name=_in_title(names, [country], lang))


def _in_title(names: Names, ids: Sequence[str], lang: str) -> str:
    return listing([with_article(names.name(one, lang), lang) for one in ids], lang)


def _subtitle(nodes: Sequence[Node], drawn: Sequence[Link], request: DiagramRequest, lang: str) -> str:
    actors = sum(not node.is_basis for node in nodes)
    parts = [
        message("actors", lang, count=actors),
        message("bases", lang, count=len({link.basis for link in drawn})),
        message("participations" if request.view == "bases" else "links", lang, count=len(drawn)),
        times_words(request.day, request.first, request.last, lang),
    ]
    return ", ".join(filter(None, parts))


def _chosen(names: Names, request: DiagramRequest, lang: str) -> list[str]:
    """What was chosen and does not stand in the title or among the times."""
    about, bases = ([names.name(one, lang) for one in ids] for ids in (request.about, request.bases))
    parts = {
        "chosen-about": listing(about, lang) if request.title else "",
        "chosen-bases": listing(bases, lang) if request.title or about else "",
        "chosen-kinds": ", ".join(kind_word(kind, lang).lower() for kind in request.kinds),
    }
    chosen = [message(key, lang, names=text) for key, text in parts.items() if text]
    if request.hops > 1:
        chosen.append(message("chosen-hops", lang, count=request.hops))
    return [message("note-chosen", lang, chosen="; ".join(chosen))] if chosen else []


def _empty(drawn: Sequence[Link], request: DiagramRequest, lang: str) -> list[str]:
    if drawn:
        return []
    is_timed = request.day or request.first or request.last
    return [message("note-empty-day" if is_timed else "note-empty", lang)]
