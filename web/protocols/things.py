"""One thing as data at `/id/{class}/{id}`, which mirrors its IRI: RDF in four forms, or JSON with all answers about it.

`Accept` decides, or the end of the address: `/id/actor/nabu.ttl`. Another class than its own leads to the right one.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox
from starlette.convertors import StringConvertor, register_url_convertor
from starlette.routing import Route

from accordgraph.graph.errors import AccordError, InputError, NotFoundError
from accordgraph.ontology.namespaces import ID_NAMESPACE
from accordgraph.queries.raw.json_values import plain
from accordgraph.queries.rendering.formats import legible
from accordgraph.queries.show import identify, show
from accordgraph.web.answering import endpoint, page
from accordgraph.web.error_words import error_words
from accordgraph.web.page import Build, Page, moved
from accordgraph.web.protocols.media_types import (
    GRAPHS,
    JSON,
    JSON_LD,
    N_TRIPLES,
    RDF_XML,
    SUFFIXES,
    TURTLE,
    with_charset,
)
from accordgraph.web.protocols.negotiation import HTML, chosen_of_page
from accordgraph.web.protocols.rdf import described, iri_of, rdf_graph, written

if TYPE_CHECKING:
    from starlette.requests import Request

    from accordgraph.web.context import Context

DATA = (TURTLE, JSON_LD, N_TRIPLES, RDF_XML, JSON)
"""What a thing can be had as, beside its page."""


class ExplainedClass(StringConvertor):
    """The classes whose pages say why: that takes so long that they wait among the pictures, and no page for them."""

    regex = "cooperation|participation"


register_url_convertor("explained", ExplainedClass())

NONE = "none"
"""The variant of an `Accept` that nothing fits."""


def variant(request: Request) -> str:
    """The media type in which a thing is wanted."""
    suffix = request.path_params["id"].rpartition(".")[2]
    return SUFFIXES.get(suffix) or chosen_of_page(request.headers.get("accept"), DATA) or NONE


def name_of(context: Context) -> str:
    """The id in the address, without a suffix."""
    name = context.path_values["id"]
    stem, _, suffix = name.rpartition(".")
    return stem if stem and suffix in SUFFIXES else name


def is_page(context: Context) -> bool:
    """Whether the page of the thing is wanted, not its data."""
    return context.variant == HTML


def build(context: Context) -> Page:
    """A thing as data; errors are text, never a page."""
    if context.variant == NONE:
        return _text(406, f"This can be had as {', '.join((HTML, *DATA))}.")
    try:
        return elsewhere(context) or _data(context)
    except AccordError as error:
        return _text(error.http_status if isinstance(error, InputError) else 503, error_words(error, context.lang))


def elsewhere(context: Context) -> Page | None:
    """The way to a thing whose class is another than the address says; None where it is right.

    Raises NotFoundError where there is no such thing.
    """
    identifier = name_of(context)
    with context.session() as session:
        known_id, class_ = identify(session, identifier)
    if (known_id, class_.lower()) == (identifier, context.path_values["class_"]):
        return None
    suffix = context.path_values["id"].removeprefix(identifier)
    return moved(context.url(f"/id/{class_.lower()}/{known_id}{suffix}"), 308)


def _data(context: Context) -> Page:
    identifier, class_ = name_of(context), context.path_values["class_"]
    headers = {"link": f'<{iri_of(class_, identifier)}>; rel="canonical"'}
    if context.variant == JSON:
        return Page(_json(context, identifier), JSON, headers=headers)
    return Page(_rdf(context, class_, identifier), with_charset(context.variant), headers=headers)


def _rdf(context: Context, class_: str, identifier: str) -> bytes:
    """What is said of a thing, and of this document on it."""
    iri, graph = iri_of(class_, identifier), rdf_graph(context.snapshot)
    triples = graph.about(iri)
    if not triples:
        raise NotFoundError("thing in RDF", identifier)
    base = context.settings.public
    document = ox.NamedNode(f"{base}/id/{class_}/{identifier}") if base else ox.BlankNode("document")
    triples += described(
        document,
        "foaf:Document",
        foaf_primaryTopic=ox.NamedNode(iri),
        dcat_version=context.snapshot.origin.snapshot,
        void_inDataset=ox.NamedNode(f"{base}/#dataset") if base else None,
    )
    return written(triples, GRAPHS[context.variant])


def _json(context: Context, identifier: str) -> bytes:
    with context.session() as session:
        thing = show(session, identifier)
    content: dict[str, Any] = {
        "id": thing.id,
        "iri": iri_of(thing.class_, thing.id),
        "class": thing.class_,
        "name": thing.name,
        "snapshot": context.snapshot.origin.snapshot,
        "answers": {name: [plain(row) for row in answer.rows] for name, answer in thing.answers.items()},
        "notes": {name: answer.notes for name, answer in thing.answers.items() if answer.notes},
    }
    return legible(json.dumps(content, ensure_ascii=False, indent=1)).encode()


def _entity(context: Context) -> Page:
    """From an IRI, an id or a name to the thing."""
    text = context.text("uri").removeprefix(ID_NAMESPACE).rpartition("/")[2] or context.text("id")
    if not text:
        raise InputError("uri is missing.", f"Give an IRI: /entity?uri={ID_NAMESPACE}actor/nabu")
    with context.session() as session:
        identifier, class_ = identify(session, text)
    return moved(context.url(f"/id/{class_.lower()}/{identifier}"))


def _text(status: int, text: str) -> Page:
    return Page(f"{text}\n".encode(), "text/plain; charset=utf-8", status, {"cache-control": "no-store"})


def routes(html: Build) -> list[Route]:
    """The routes of things; `html` makes the page of one for browsers."""

    def chosen(context: Context) -> Page:
        return html(context) if is_page(context) else build(context)

    explained = endpoint(chosen, variant, is_drawing=True)
    return [
        page("/entity", _entity),
        Route("/id/{class_:explained}/{id}", explained, methods=["GET"]),
        page("/id/{class_}/{id}", chosen, variant),
    ]
