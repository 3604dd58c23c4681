"""A store opened from Python, in a program or a notebook.

    import accordgraph

    accordgraph.load()                      # the bundled dossiers, into the folder accord-store
    with accordgraph.open() as graph:
        graph.who("NABU").to_polars()
        graph.network()                     # a networkx.MultiGraph

Every question gives an `Answer`: rows with named columns. Things are named by id, name, acronym or alias in any
language; days are `datetime.date` or text such as "2024-04-10". Errors are `AccordError`: NotFoundError with the
nearest names, AmbiguousError with the ids that fit, UsageError, InputError and QueryError for what cannot be asked,
StoreError where the store or an engine is at fault.
"""

from __future__ import annotations

import weakref
from collections.abc import Iterable, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from accordgraph.api_interchange import Interchange
from accordgraph.api_load import load as load
from accordgraph.api_values import Day, Place, held_only, known_day, row_counts, several, to_day, with_words
from accordgraph.graph.dates.today import today
from accordgraph.graph.errors import StoreError, UsageError
from accordgraph.graph.store.store import Store
from accordgraph.queries.chosen_dossiers import chosen

if TYPE_CHECKING:
    import networkx as nx

    from accordgraph.diagrams.diagram import DiagramView
    from accordgraph.graph.engines.protocol import Language, Parameter
    from accordgraph.graph.store.store import Snapshot
    from accordgraph.queries.answer import Answer
    from accordgraph.queries.parameters import Argument
    from accordgraph.queries.raw.process import Limits
    from accordgraph.queries.session import Session
    from accordgraph.queries.show import Thing

LANGS = ("en", "uk")


def open(
    store: Place = "accord-store",
    engine: str = "ladybug",
    lang: str = "en",
    *,
    only: Sequence[str] = (),
    without: Sequence[str] = (),
) -> Graph:
    """Open the graph in a store for reading. Close it, or use it in a `with` block.

    `engine` is "ladybug", "oxigraph", or a server that the graph was pushed to, by its address or its name in
    `accord.toml`; their answers are the same. `lang`, "en" or "uk", is the language of names in answers, English where
    one is missing. `only` and `without` are ids of dossiers: the graph is derived anew from what they state alone, or
    as if they were not loaded; where `engine` is a server, the embedded engine of its language answers. Raises
    StoreError where there is no graph, UsageError for another engine or language, InputError for a dossier that is not
    there, TargetError where a server does not hold the graph.
    """
    _known_lang(lang)
    with ExitStack() as stack:
        part = stack.enter_context(chosen(Store(Path(store)), engine, only, without))
        graph = Graph(part.store.snapshot(), part.engine, lang)
        weakref.finalize(graph, stack.pop_all().close)
    return graph


def _known_lang(lang: str) -> str:
    if lang not in LANGS:
        raise UsageError(f"There are no names in the language {lang!r}.", f"Languages: {', '.join(LANGS)}.")
    return lang


class Graph(Interchange):
    """A graph that is open for reading; `accordgraph.open` makes one.

    It stays what it was when it was opened: after a load, open it again.
    """

    def __init__(self, snapshot: Snapshot, engine: str, lang: str) -> None:
        """Open the engine that answers, and the names."""
        from accordgraph.queries.session import open_session

        self.lang = lang
        self._snapshot, self._engine_name = snapshot, engine
        self._counts = row_counts(snapshot)
        with ExitStack() as stack:
            self._open_session = stack.enter_context(open_session(snapshot, engine, lang))
            # Who forgets to close it, as in a notebook, leaves no files open.
            self._close = weakref.finalize(self, stack.pop_all().close)

    # ---------------------------------------------------------------- who, since when
    def who(
        self,
        actor: str,
        on: Day | None = None,
        *,
        basis: str | None = None,
        with_bodies: bool = False,
        all: bool = False,
    ) -> Answer:
        """Who cooperates with an actor, since when and on what basis: one row a link.

        With `on`, only links that may have been in force on that day, and how surely (`in_force`, `why_possible`).
        Bases that are open to other states or have more than 50 participants are named in a note, with how many others
        each binds the actor to; `basis` gives the rows of one basis, also of such a one, a row for each other party.
        `with_bodies` asks for all parts of the actor too. `all` also gives links that are reported but refuted.

        >>> [(row["partner"], row["since"]) for row in graph.who("EPPO", on="2024-04-10")]
        [('nabu', '2023-07-03'), ('pgo', '2022-03-18'), ('sapo', '[2017-11-20..2025-10-07]')]
        """
        arguments: dict[str, Argument] = {"actor": actor, "with_bodies": with_bodies}
        from accordgraph.queries.answers.who import who
        from accordgraph.queries.by_basis import partners_by

        if on is not None:
            arguments["day"] = on
        answer = partners_by(self._session, arguments, basis) if basis else self._who(arguments)
        day = None if on is None else to_day(on)
        in_words = partial(who, self._session, actor, answer.rows, day, today(), basis)
        return with_words(answer if all else held_only(answer, self.lang), in_words)

    def _who(self, arguments: dict[str, Argument]) -> Answer:
        return self._ask("partners_on" if "day" in arguments else "partners", arguments)

    def since(self, a: str, b: str) -> Answer:
        """Since when two actors cooperate: each of their links, the earliest first, also those that are not held.

        >>> graph.since("NABU", "EPPO")["since"]
        ['2023-07-03']
        """
        from accordgraph.queries.answers.since import since

        answer = self._ask("between", {"actor": a, "partner": b})
        in_words = partial(since, self._session, answer.rows, self._pair(a, b), today())
        return with_words(answer, in_words)

    def basis(self, a: str, b: str, on: Day | None = None) -> Answer:
        """What binds two actors towards each other on a day, today by default: one row a pair of participations.

        `print(graph.basis("Ukraine", "Poland", on="2024-04-10").to_text())` says it in sentences, with what is no bond
        between the two apart.

        >>> [row["basis"] for row in graph.basis("NABU", "EPPO", on="2024-04-10")]
        ['eppo-nabu-2023']
        """
        from accordgraph.queries.answers.basis import basis

        asked_on = today()
        day = asked_on if on is None else to_day(on)
        answer = self._ask("bases_between", {"actor": a, "partner": b, "day": day})
        return with_words(answer, partial(basis, self._session, self._pair(a, b), day, asked_on))

    def show(self, id: str) -> Thing:
        """One thing in full: what is known of it, what contradicts, and every statement behind it.

        `id` is any id that an answer gives, or the name of an actor, a basis or a source.

        >>> thing = graph.show("jit-ukraine-2022~cz~1~ua~1")
        >>> thing.class_, thing.answers["between"][0]["held"], len(thing.answers["evidence"]) > 20
        ('Cooperation', False, True)
        """
        from accordgraph.queries.show import show

        return show(self._session, id)

    def find(self, text: str, limit: int = 10) -> Answer:
        """The actors, bases and sources that a text may mean, however it is written, best first.

        >>> graph.find("nabu")[0]["id"]
        'nabu'
        """
        from accordgraph.queries.answers import finding
        from accordgraph.queries.find import find

        answer = find(self._session.names, text, limit=limit, lang=self.lang)
        return with_words(answer, partial(finding.find, self._session.names, text, answer, self.lang))

    # ---------------------------------------------------------------- networks
    def path(self, a: str, b: str) -> Answer:
        """The shortest way from one actor to another over held links: each link of each step.

        >>> [(row["actor"], row["partner"]) for row in graph.path("JICA", "EPPO")]
        [('jica', 'nabu'), ('nabu', 'eppo')]
        """
        from accordgraph.queries.answers.finding import path

        answer = self._ask("path", {"actor": a, "partner": b})
        in_words = partial(path, self._session, answer.rows, self._pair(a, b), today())
        return with_words(answer, in_words)

    def brokers(self, on: Day | None = None) -> Answer:
        """Who stands between others: betweenness centrality of each actor that has a held link, the highest first.

        `betweenness` is normalised and agrees with `networkx.betweenness_centrality` of `network()` without parallel
        edges. Above 2,000 actors it is estimated, and a note says so.

        >>> graph.brokers()["rank"][0]
        1
        """
        return self._ask("brokers", {"day": on})

    def communities(self, on: Day | None = None) -> Answer:
        """Groups of actors with more links among themselves than with others: one row an actor, largest group first.

        >>> graph.communities()[0]["community"]
        1
        """
        return self._ask("communities", {"day": on})

    def degrees(self, on: Day | None = None) -> Answer:
        """How many partners, links and bases each actor with a held link has, most partners first.

        >>> [row["partners"] for row in graph.degrees() if row["actor"] == "nabu"]
        [24]
        """
        return self._ask("degrees", {"day": on})

    def network(self, *, held_only: bool = True, on: Day | None = None, plain: bool = False) -> nx.MultiGraph[str]:
        """A networkx graph: a node for each actor that has a link, an edge for each link, keyed by its id.

        Nodes have `name`, `acronym`, `kind`, `subtype`, `jurisdiction`. Edges have `basis`, `basis_name`, `kind`, the
        dates and how well they stand, named as the columns of `cooperations`; with `on` also `in_force` and
        `why_possible`. Days are `datetime.date`. Every attribute is there, None where it is unknown. With `plain`,
        dates are text, unknown attributes are missing, and `label` is the name, as networkx's writers and pyvis need.
        `held_only=False` adds links that are reported but refuted. Each two parties of a treaty of many have an edge,
        as others have.

        >>> network = graph.network()
        >>> network["nabu"]["eppo"]["eppo-nabu-2023~eppo~1~nabu~1"]["since_earliest"]
        datetime.date(2023, 7, 3)
        """
        from accordgraph.queries.network import links
        from accordgraph.queries.network.plain import plain as as_plain

        network = links.graph(self._session, known_day(on), held_only=held_only)
        return as_plain(network) if plain else network

    def picture(
        self,
        about: str | Iterable[str] = (),
        on: Day | None = None,
        *,
        basis: str | Iterable[str] = (),
        hops: int = 1,
        first: Day | None = None,
        last: Day | None = None,
        kinds: str | Iterable[str] = (),
        view: str = "bases",
        title: str | None = None,
        notes: str | Iterable[str] = (),
        lang: str | None = None,
    ) -> DiagramView:
        """The network as a picture: a notebook shows it, `save` writes it as HTML, SVG, PNG, PDF or text.

        `about` are actors and `basis` bases, one or several; `hops` are steps over held links from the actors. `on`
        keeps what may have been in force on that day, `first` and `last` what may have been on some day of the range.
        `kinds` are kinds of actors, of bases, or both. `view` is "bases", "actors", "ego" or "matrix"; `lang` is
        that of the graph where none is given. Raises UsageError where these contradict each other.

        >>> picture = graph.picture("EPPO", on="2024-04-10", view="ego")
        >>> sorted(node.label for node in picture.diagram.nodes)
        ['EPPO', 'NABU', 'PGO', 'SAPO']
        """
        from accordgraph.diagrams.builder import build_diagram
        from accordgraph.diagrams.diagram import DiagramView
        from accordgraph.diagrams.provenance import provenance_of
        from accordgraph.diagrams.request import DiagramRequest

        wanted = DiagramRequest(
            view=view,
            about=several(about),
            bases=several(basis),
            hops=hops,
            day=known_day(on),
            first=known_day(first),
            last=known_day(last),
            kinds=several(kinds),
            title=title,
            notes=several(notes),
        ).resolved(self._session.names)
        session = self._session if lang is None else replace(self._session, lang=_known_lang(lang))
        provenance = provenance_of(session.origin, wanted.command(session.lang, session.origin.engine))
        return DiagramView(build_diagram(session, wanted, provenance))

    def draw(self, path: Place, about: str | Iterable[str] = (), on: Day | None = None, **more: Any) -> Path:
        """Draw the network to a file, by its ending as HTML, SVG, PNG, PDF, Mermaid, DOT or Cytoscape; give its path.

        All that `picture` takes may be given.
        """
        return self.picture(about, on, **more).save(path)

    # ---------------------------------------------------------------- any question, any query
    def questions(self) -> Answer:
        """The questions that `ask` takes, with their parameters and columns.

        >>> "in_force" in graph.questions()["name"]
        True
        """
        from accordgraph.queries.question_list import questions

        return questions()

    def ask(self, name: str, **parameters: Argument | None) -> Answer:
        """Ask one of the `questions` by its name.

        >>> len(graph.ask("evidence", id="jit-ukraine-2022~ee~1~ua~1")) > 5
        True
        """
        return self._ask(name, parameters)

    def sparql(self, text: str, *, limits: Limits | None = None) -> Answer:
        """The rows of a SPARQL query that only reads; things are IRIs, and what is unbound is None.

        Oxigraph answers, or the SPARQL server that the graph was opened with.

        It runs in a process of its own that ends after 30 seconds, 100,000 rows or 1 GiB, unless `limits` allow more.
        Raises QueryError, with line and column, where the query does more than read or is past a limit.

        >>> prefix = "PREFIX ag: <https://w3id.org/accordgraph/ns#> "
        >>> graph.sparql(prefix + "SELECT ?actor { ?actor a ag:Actor ; ag:acronym 'NABU'@en }")["actor"]
        ['https://w3id.org/accordgraph/id/actor/nabu']
        """
        return self._raw("sparql", text, None, limits)

    def cypher(
        self, text: str, parameters: Mapping[str, Parameter] | None = None, *, limits: Limits | None = None
    ) -> Answer:
        """The rows of a Cypher query that only reads; lists and nodes are JSON text.

        Ladybug answers, or the Neo4j server that the graph was opened with, in its own dialect.

        `parameters` are the values of `$names` in the text, days being `datetime.date`. Limits and errors are those of
        `sparql`.

        >>> graph.cypher("MATCH (a:Actor {id: $id}) RETURN a.name AS name", {"id": "nabu"})["name"]
        ['National Anti-Corruption Bureau of Ukraine']
        """
        return self._raw("cypher", text, parameters, limits)

    # ---------------------------------------------------------------- open and closed
    def close(self) -> None:
        """Let go of the files. Closing twice does no harm."""
        self._close()

    def __repr__(self) -> str:
        counts = ", ".join(f"{count:,} {name}" for name, count in self._counts.items())
        return f"<Graph {self._title()}: {counts}>"

    def _repr_html_(self) -> str:
        from accordgraph.queries.rendering.html import graph

        return graph(f"Graph, {self._title()}", self._counts)

    def _title(self) -> str:
        state = "" if self._close.alive else ", closed"
        return f"snapshot {self._snapshot.path.name}, {self._open_session.engine.name}{state}"

    def _pair(self, a: str, b: str) -> tuple[str, str]:
        return self._session.names.resolve(a, "Actor"), self._session.names.resolve(b, "Actor")

    def _ask(self, name: str, arguments: Mapping[str, Argument | None]) -> Answer:
        from accordgraph.queries.runner import run

        present = {key: value for key, value in arguments.items() if value is not None}
        answer = run(self._session, name, present)
        return replace(answer, notes=[*self._session.origin.notes, *answer.notes])

    def _raw(
        self, language: Language, text: str, parameters: Mapping[str, Parameter] | None, limits: Limits | None
    ) -> Answer:
        from accordgraph.queries.raw.embedded import query, query_server

        session = self._session
        if self._is_remote and session.engine.language == language:
            return query_server(session.engine, text, parameters, limits)
        return query(self._snapshot, language, text, parameters, limits)

    @property
    def _session(self) -> Session:
        if not self._close.alive:
            raise StoreError("This graph is closed.", "Open it again: accordgraph.open(...).")
        return self._open_session
