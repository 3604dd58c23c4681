"""What an answer in words is made from: participations, acts, statements and sources of some actors and bases."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

from accordgraph.graph.statements.hows import DAY_INFERRED
from accordgraph.queries.plans import Row, ask, basis_of

if TYPE_CHECKING:
    from accordgraph.queries.session import Session

MOST_BASES = 200
"""Bases asked about in one query: a guard bounds how long its text may be."""

EDITORIAL = "editorial"
"""The kind of source that stands for what the dossier itself says: it has no voice."""

COMMENT = "opinion"
"""The kind of source that is a column or a comment."""

NO_ROLE = "unknown"
"""The role of an actor whom a source names without one."""

OF_ENTRY = ("type", "done_on", "effective_on")
"""Properties of an act of entry, or of its entry into force, that say of its actor that it takes part."""

COMMENT_RANK = 1
"""Its rank. A verbatim copy has the rank of what it copies, whoever publishes it."""

PROVISIONAL = "provisional"
"""The phase of the acts by which a treaty is applied before it is in force."""

OF_BASES: Mapping[str, Callable[[Row], str]] = {
    "participations_in": lambda row: str(row["basis"]),
    "acts_in": lambda row: str(row["basis"]),
    "statements_in": lambda row: basis_of(str(row["thing"])),
}
"""The questions that facts are read by, and of which basis a row of each is."""


@dataclass(frozen=True)
class Facts:
    """Rows by id, read once for one answer. `statements` are by the act or participation that they stand behind."""

    participations: Mapping[str, Row]
    acts: Mapping[str, Row]
    statements: Mapping[str, Sequence[Row]]
    sources: Mapping[str, Row]

    @cached_property
    def dossiers(self) -> frozenset[str]:
        """The dossiers that the statements come from."""
        return frozenset(str(row["dossier"]) for rows in self.statements.values() for row in rows)

    @cached_property
    def is_remarked(self) -> bool:
        """Whether any statement has a note, as remarks of tables are: few graphs have such tables."""
        return any(row["note"] for rows in self.statements.values() for row in rows)

    @cached_property
    def acts_by_basis(self) -> Mapping[object, Sequence[Row]]:
        """The acts of each basis, those of the whole and those of its parties."""
        by_basis: dict[object, list[Row]] = defaultdict(list)
        for act in self.acts.values():
            by_basis[act["basis"]].append(act)
        return by_basis

    @cached_property
    def entries(self) -> Mapping[str, Sequence[str]]:
        """The acts by which a participation began, or whose it is, by its id."""
        by_participation: dict[str, list[str]] = defaultdict(list)
        for act, row in self.acts.items():
            if row["actor"] is not None and row["phase"] in ("entry", "force", "sign", PROVISIONAL):
                mode = "p" if row["phase"] == PROVISIONAL else ""
                by_participation[f"{row['basis']}~{row['actor']}~{mode}{row['episode']}"].append(act)
        return by_participation

    @cached_property
    def stints(self) -> Mapping[str, Sequence[Row]]:
        """What `stints_of` finds among the participations."""
        return stints_of(self.participations.values())

    @cached_property
    def _asserting(self) -> dict[str, list[str]]:
        """What `asserting` has found: an answer asks again and again."""
        return {}

    @cached_property
    def _days(self) -> dict[tuple[str, str], dict[str, list[Row]]]:
        """What `days` has found."""
        return {}

    def root(self, source: str) -> str:
        """The source that this one repeats, along the whole chain; itself where it repeats none."""
        return self.chain(source)[-1]

    def chain(self, source: str) -> list[str]:
        """A source, the one that it repeats, the one which that repeats, and so on."""
        sources = [source]
        while (parent := str(self.sources[sources[-1]]["derived_from"])) in self.sources and parent not in sources:
            sources.append(parent)
        return sources

    def is_origin_read(self, source: str) -> bool:
        """Whether somewhere along the chain only our reading says what is repeated."""
        return any(self.sources[one]["derived_how"] == "inferred" for one in self.chain(source))

    def voice(self, source: str) -> str:
        """Whose voice a source is: the publisher of its root."""
        root = self.root(source)
        return str(self.sources[root]["publisher"] or root)

    def is_comment(self, source: str) -> bool:
        """Whether the source is a column or a comment. A verbatim copy of a better source is none: its rank tells."""
        row = self.sources[source]
        is_opinion = row["kind"] == COMMENT and int(str(row["rank"] or 0)) <= COMMENT_RANK
        return is_opinion and not self.is_strange(source)

    def is_strange(self, source: str) -> bool:
        """Whether only a dossier that nobody has trusted declares it: it ranks as an opinion, whatever it is."""
        return self.sources[source]["stranger"] is not None

    def is_role_reported(self, participation: str) -> bool:
        """Whether a source says in what role the actor takes part: where all only name it, its role is not known."""
        rows = self.statements.get(participation, ())
        roles = [row["value"] for row in rows if row["property"] in ("listed", "role") and row["stance"] == "asserts"]
        return not roles or any(role != NO_ROLE for role in roles)

    def roles(self, participation: str) -> dict[str, list[Row]]:
        """What each source gives as the role of an actor: statements by role."""
        by_role: dict[str, list[Row]] = defaultdict(list)
        for row in self.statements.get(participation, ()):
            is_role = row["property"] in ("listed", "role") and row["stance"] == "asserts"
            if is_role and row["value"] != NO_ROLE and self.counts(str(row["source"])):
                by_role[str(row["value"])].append(row)
        return by_role

    def asserting(self, participation: str) -> list[str]:
        """The sources that state that the actor takes part, by rank; what we only read into a source is no voice."""
        if participation not in self._asserting:
            self._asserting[participation] = self._stating(participation)
        return list(self._asserting[participation])

    def _stating(self, participation: str) -> list[str]:
        rows = [row for row in self._of(participation) if row["stance"] == "asserts" and row["how"] != "inferred"]
        return self.ranked({str(row["source"]) for row in rows})

    def claiming(self, participation: str) -> list[Row]:
        """The statements that the actor takes part."""
        return [row for row in self._of(participation) if row["stance"] == "asserts"]

    def reading(self, participation: str) -> list[str]:
        """The sources of which only our reading says that the actor takes part."""
        rows = [row for row in self._of(participation) if row["stance"] == "asserts" and row["how"] == "inferred"]
        return self.ranked({str(row["source"]) for row in rows} - set(self.asserting(participation)))

    def denying(self, participation: str) -> list[Row]:
        """The statements that the actor does not take part."""
        return [row for row in self.statements.get(participation, ()) if row["stance"] == "denies"]

    def lists_without(self, participation: str) -> list[Row]:
        """The complete lists that are evidence on a participation and do not name its actor."""
        actor = str(self.participations[participation]["actor"])
        rows = self.statements.get(participation, ())
        return [
            row
            for row in rows
            if row["property"] == "complete_list" and actor not in str(row["value"]).partition(": ")[2].split()
        ]

    def dates(self, participation: str) -> dict[str, list[Row]]:
        """What each source gives as the day of entry: statements by value."""
        return self.days(participation, "done_on")

    def days(self, participation: str, name: str) -> dict[str, list[Row]]:
        """What each source gives for a day of entry (`done_on`, `effective_on`), or of a list that names the actor
        (`as_of`): statements by value.
        """
        if (participation, name) not in self._days:
            self._days[participation, name] = self._days_of(participation, name)
        return self._days[participation, name]

    def _days_of(self, participation: str, name: str) -> dict[str, list[Row]]:
        by_value: dict[str, list[Row]] = defaultdict(list)
        if name == "as_of":
            rows = self.statements.get(participation, ())
            for row in rows:
                if row["property"] == "listed" and row["as_of"] and row["stance"] == "asserts":
                    how = "inferred" if row["how"] == DAY_INFERRED else row["how"]
                    by_value[str(row["as_of"])].append({**row, "how": how})
            return by_value
        for act in self.entries.get(participation, ()):
            if self.acts[act]["phase"] in ("entry", "force", PROVISIONAL):
                for row in self.statements.get(act, ()):
                    if row["property"] == name and row["stance"] == "asserts":
                        by_value[str(row["value"])].append(row)
        return by_value

    def ranked(self, sources: Collection[str]) -> list[str]:
        """Sources by rank, the best first, without what the dossier itself says."""
        known = [source for source in sources if self.counts(source)]
        return sorted(known, key=lambda source: (-int(str(self.sources[source]["rank"] or 0)), source))

    def counts(self, source: str) -> bool:
        """Whether a source has a voice: not the dossier itself, nor one that was withdrawn or copies such a one."""
        if self.sources[source]["kind"] == EDITORIAL or self.sources[source]["withdrawn"]:
            return False
        parent = self.sources[source]["derived_from"]
        is_copy = self.sources[source]["derived_as"] in ("reprint", "translation")
        return not (is_copy and parent and str(parent) in self.sources and self.sources[str(parent)]["withdrawn"])

    def _of(self, participation: str) -> Iterator[Row]:
        """The statements that are about taking part: entries and lists. A signature that does not bind by itself says
        no more than that one signed: it is left out where something else says that it takes part.
        """
        binding = list(self._binding(participation))
        yield from binding
        if not any(row["stance"] == "asserts" for row in binding):
            yield from self._entering(participation, is_signed=True)

    def _binding(self, participation: str) -> Iterator[Row]:
        yield from self._entering(participation, is_signed=False)
        rows = self.statements.get(participation, ())
        yield from (row for row in rows if row["about"] == "participation" and row["property"] in ("listed", "role"))

    def _entering(self, participation: str, *, is_signed: bool) -> Iterator[Row]:
        """The statements on its acts of entry, or on its signatures."""
        for act in self.entries.get(participation, ()):
            if (self.acts[act]["phase"] == "sign") == is_signed:
                yield from (row for row in self.statements.get(act, ()) if row["property"] in OF_ENTRY)


def read(session: Session, actors: Collection[str], bases: Collection[str]) -> Facts:
    """The facts on some actors in some bases, with every source that they cite and what each of these repeats."""
    scope = sorted(set(actors)), sorted(set(bases))
    participations, acts, statements = (
        _rows(session, question, *scope) for question in ("participations_in", "acts_in", "statements_in")
    )
    behind: dict[str, list[Row]] = defaultdict(list)
    for row in statements:
        behind[str(row["thing"])].append(row)
    sources = _sources(session, {str(row["source"]) for row in statements})
    return Facts(_by(participations, "participation"), _by(acts, "act"), behind, sources)


def read_whole(session: Session, actors: Collection[str], bases: Collection[str]) -> Facts:
    """The same, where the actors are most of those in the bases: what is kept of a basis is not read again."""
    if session.kept is None:
        return read(session, actors, bases)
    kept, engine, scope, wanted = session.kept, session.engine, sorted(set(bases)), set(actors)
    participations, acts, statements = (
        kept.rows(engine, question, "bases", scope, owner) for question, owner in OF_BASES.items()
    )
    own = _by([row for row in participations if row["actor"] in wanted], "participation")
    done = _by([row for row in acts if row["actor"] is None or row["actor"] in wanted], "act")
    behind: dict[str, list[Row]] = defaultdict(list)
    for row in statements:
        if (thing := str(row["thing"])) in own or thing in done:
            behind[thing].append(row)
    sources = _sources(session, {str(row["source"]) for rows in behind.values() for row in rows})
    return Facts(dict(sorted(own.items())), dict(sorted(done.items())), behind, sources)


def participations_in(session: Session, actors: Sequence[str], bases: Sequence[str]) -> list[Row]:
    """Who of some actors takes part in some bases, by id of the participation; of a basis that is kept all are read."""
    if session.kept is None:
        rows = _rows(session, "participations_in", list(actors), list(bases))
    else:
        rows = session.kept.rows(session.engine, "participations_in", "bases", bases, OF_BASES["participations_in"])
    return sorted((row for row in rows if row["actor"] in actors), key=lambda row: str(row["participation"]))


def of_operations(session: Session, rows: Collection[Row]) -> Facts:
    """The facts on all who are named in the operations among some links."""
    bases = sorted({str(row["basis"]) for row in rows if row["kind"] == "operation"})
    named = ask(session.engine, "participations", {"bases": bases}) if bases else []
    return read(session, {str(row["actor"]) for row in named}, bases)


def with_sources(session: Session, facts: Facts, wanted: Collection[str]) -> Facts:
    """The facts with more sources, and with what each of these repeats."""
    missing = set(wanted) - set(facts.sources)
    return replace(facts, sources={**facts.sources, **_sources(session, missing)}) if missing else facts


def with_more(facts: Facts, more: Facts) -> Facts:
    """The facts of both."""
    return Facts(
        {**facts.participations, **more.participations},
        {**facts.acts, **more.acts},
        {**facts.statements, **more.statements},
        {**facts.sources, **more.sources},
    )


def party_of(participation: str) -> str:
    """Who takes part in what, whichever stint it is: the id of a participation without its episode.

    >>> party_of("jit-ukraine-2022~ee~1")
    'jit-ukraine-2022~ee'
    """
    return participation.rpartition("~")[0]


def stints_of(participations: Iterable[Row]) -> dict[str, list[Row]]:
    """The participations that we consider true, by `party_of`: several of one that left and came again, or had several
    roles.
    """
    stints: dict[str, list[Row]] = defaultdict(list)
    for row in participations:
        if row["held"]:
            stints[party_of(str(row["participation"]))].append(row)
    return dict(stints)


@lru_cache(maxsize=20_000)
def sides(cooperation: str) -> tuple[str, str]:
    """The ids of the two participations that a link was made from.

    >>> sides("jit-ukraine-2022~ee~1~ua~2")
    ('jit-ukraine-2022~ee~1', 'jit-ukraine-2022~ua~2')
    """
    basis, *rest = cooperation.split("~")
    return "~".join((basis, *rest[:2])), "~".join((basis, *rest[2:]))


def _rows(session: Session, question: str, actors: list[str], bases: list[str]) -> list[Row]:
    if not actors or not bases:
        return []
    parts = [bases[start : start + MOST_BASES] for start in range(0, len(bases), MOST_BASES)]
    return [row for part in parts for row in ask(session.engine, question, {"actors": actors, "bases": part})]


def _sources(session: Session, wanted: set[str]) -> dict[str, Row]:
    known: dict[str, Row] = {}
    while missing := sorted(wanted - set(known)):
        rows = _named(session, missing)
        known |= _by(rows, "source")
        wanted = {str(row["derived_from"]) for row in rows if row["derived_from"]}
    return known


def _named(session: Session, sources: list[str]) -> list[Row]:
    if session.kept is None:
        return ask(session.engine, "sources_named", {"sources": sources})
    return session.kept.rows(session.engine, "sources_named", "sources", sources, lambda row: str(row["source"]))


def _by(rows: Sequence[Row], column: str) -> dict[str, Row]:
    return {str(row[column]): row for row in rows}
