"""Dossiers: YAML files in which people write down who cooperates with whom, since when, and who says so.

The form (every value is text; where several values may stand, one may stand without a list):

    dossier: my-dossier                 # an id; the dossier is itself a source, of kind editorial
    recorded: 2026-11-22                # the day on which it was written down
    title: ...
    licence: CC-BY-4.0
    amends: [another-dossier]           # whose fields it means to change; loaded with --amend
    note: ...
    covers:                             # scope, not-found, left-out; of one actor, a pair, or the whole dossier
    - {what: not-found, of: [nabu, jica], text: {en: ..., uk: ...}}

    publishers:                         # what the words under `publisher` are called; actors have their own names
      some-paper: {name: {en: Some Paper, uk: ...}}
    sources:
      some-page:                        # an id
        kind: official                  # registry: source_kinds
        title: ...
        publisher: eurojust
        published: 2023-04              # EDTF
        accessed: 2026-11-20            # EDTF
        url: https://...
        language: en                    # ISO 639
        derived_from: another-source    # and how: reprint, translation, summary
        derived_as: translation
        records_exits: true             # a register or consolidated list; rows_are_acts: a table of acts
        text: texts/some-page.txt       # a path beside the dossier: places and quotes are checked in it
        sha256: ...                     # of that text; enough for `at` where the text is not at hand
    actors:
      ua: {kind: state, name: {en: Ukraine, uk: Україна}, jurisdiction: UA}
      nabu:                             # a state's id is its ISO 3166-1 code in small letters, others as one likes
        kind: agency                    # registry: actor_kinds
        subtype: anti-corruption agency
        name: {en: ..., uk: ...}        # a name without a language is English; acronym likewise
        aliases: [..., ...]
        part_of: [...]                  # actors; also succeeds, jurisdiction, wikidata, website
        says: [{source: some-page, founded: 2015-04-16}]    # also closed; names and wholes with from and to
    bases:
      jit-ukraine-2022:
        kind: agreement                 # registry: basis_kinds
        form: jit                       # registry: forms, each of one kind
        binds: signature                # registry: binds
        name: {en: ..., uk: ...}        # also acronym, aliases, topics, aims, places (ISO 3166-1), open: true,
        legal_basis: [...]              # and the bases that it replaces, amends, supplements
        says:
        - source: some-page
          of_basis: {in_force_since: 2022-03-25}    # what this source says of the basis: any of the keys above,
                                        # and during (an extent), effect_after (P30D), effect_on; one or a list
          acts:
          - {by: [ua, lt], type: founding, done: 2022-03-25, role: member, through: {ua: pgo}}
          - {type: extension, done: 2024-02-29, until: 2026-03}        # without `by`: of the whole
                                        # also effective, episode, about; type and role: registry
          lists:
          - {of: [ua, lt], role: member, as_of: 2025-03-18, complete: true}
          - {of: [cz], role: member, deny: true}
    observations:
    - source: some-page
      says:
      - {series: requests, measure: sent, period: 2022, value: 388}    # also id, qualifier, basis
    challenges:
    - source: some-page
      says:
      - {id: access-to-evidence, affects: [...], mechanism: ..., remedy: ...}
    assessments:
    - source: some-page
      says:
      - {id: high-execution, scope: ..., topic: ..., claim: ...}

Every entry may have a `note` and `how` (stated, computed, inferred); what a source tells also `stance` (asserts,
denies), `as_of` (EDTF) and its place in the text: `at: [start, end]` in characters, or a list of such, `paragraph`,
`quote`. `how` may be said per key: `how: {until: inferred}`. A thing may
be declared in any of the files that are read together, or be in the store; an actor or basis that is declared elsewhere
may get further values or `says` here without its kind.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from accordgraph.graph.errors import DossierError, Fault
from accordgraph.graph.statements.statement import Statement
from accordgraph.loaders.dossier.date_values import Days
from accordgraph.loaders.dossier.declarations import Declarations
from accordgraph.loaders.dossier.declared import Things, refuse_cycles
from accordgraph.loaders.dossier.entries import Entries
from accordgraph.loaders.dossier.files import Draft, find_files, parse_file, read_header
from accordgraph.loaders.dossier.publishers import check_publishers
from accordgraph.loaders.dossier.records import Reader, Record
from accordgraph.loaders.dossier.sources import SourceInfo, Sources
from accordgraph.loaders.dossier.statement_count import StatementCount
from accordgraph.loaders.dossier.yaml_nodes import MappingNode, scalars


@dataclass(frozen=True)
class Dossier:
    """A dossier as read: its statements, and the faults of entries that were left out."""

    id: str
    recorded: date
    statements: list[Statement]
    faults: tuple[Fault, ...]
    title: str | None = None
    licence: str | None = None


def read_dossiers(
    paths: Sequence[Path],
    known_actors: Mapping[str, str] = {},
    known_bases: Mapping[str, str] = {},
    known_sources: Mapping[str, str] = {},
    keep_going: bool = False,
) -> list[Dossier]:
    """Read files and folders of dossiers together, so that each may refer to what the others declare.

    A folder stands for its `*.yaml` and `*.yml`, without `excluded.yaml` and without folders in it. What the store has
    already is given by id: `known_actors` with names, `known_bases` with kinds, `known_sources` with the day as of
    which they speak (EDTF, empty where nobody knows).

    Raises DossierError with all faults of all files. With `keep_going` the entries that have faults are left out, and
    the faults are in the dossiers; those of files that are no dossiers at all are in the first one. DossierError is
    raised then only if no dossier is left.
    """
    declarations = Declarations({"actor": known_actors, "basis": known_bases, "source": known_sources}, keep_going)
    roots, stray = _parse_all(paths)
    days = Days(pair for root in roots.values() for pair in scalars(root))
    readers = {path: Reader(str(path), declarations, days) for path in roots}
    drafts = _drafts(roots, readers, keep_going)
    dossiers = _read_all(drafts, declarations, Sources(days, _known(known_sources)))
    kept = {draft.path for draft in drafts}
    stray += [fault for path, reader in readers.items() if path not in kept for fault in reader.faults]
    faults = stray + [fault for draft in drafts for fault in draft.reader.faults]
    if faults and not (keep_going and dossiers):
        raise DossierError(_sorted(faults))
    return _with_faults(dossiers, stray)


def _parse_all(paths: Sequence[Path]) -> tuple[dict[Path, MappingNode], list[Fault]]:
    """The YAML of all files, and the faults of those that cannot be read."""
    roots: dict[Path, MappingNode] = {}
    files, faults = find_files(paths)
    for path in files:
        try:
            roots[path] = parse_file(path)
        except DossierError as error:
            faults.extend(error.faults)
    return roots, faults


def _drafts(roots: dict[Path, MappingNode], readers: dict[Path, Reader], keep_going: bool) -> list[Draft]:
    """The files whose header can be used; for the sake of finding all faults, of the others too, if nothing is kept."""
    drafts = [read_header(path, root, readers[path]) for path, root in roots.items()]
    return [draft for draft in drafts if draft.usable or not keep_going]


def _known(known_sources: Mapping[str, str]) -> dict[str, SourceInfo]:
    return {identifier: SourceInfo(published=as_of or None) for identifier, as_of in known_sources.items()}


def _read_all(drafts: list[Draft], declarations: Declarations, sources: Sources) -> list[Dossier]:
    """All that is declared first, over all files; then what refers to it."""
    for draft in drafts:
        declarations.add(draft.reader, draft.root)
    declarations.settle_kinds()
    all_things = [Things(draft) for draft in drafts]
    for things in all_things:
        things.read()
    check_publishers(all_things, declarations)
    refuse_cycles(all_things, "source", "derived_from")
    refuse_cycles(all_things, "actor", "part_of")
    declared: dict[str, Record] = {}
    for things in all_things:
        things.add_sources(sources, declared)
    count = StatementCount()
    return [_read(things, sources, count) for things in all_things]


def _read(things: Things, sources: Sources, count: StatementCount) -> Dossier:
    draft = things.draft
    entries = Entries(draft, sources, count)
    entries.read()
    return Dossier(
        id=draft.id,
        recorded=date.fromisoformat(draft.recorded) if draft.recorded else date.min,
        statements=[*things.statements(count), *entries.statements],
        faults=_sorted(draft.reader.faults),
        title=draft.header.one("title"),
        licence=draft.header.one("licence"),
    )


def _with_faults(dossiers: list[Dossier], stray: list[Fault]) -> list[Dossier]:
    """The dossiers; faults that belong to none of them go with the first."""
    if not stray:
        return dossiers
    return [replace(dossiers[0], faults=_sorted([*stray, *dossiers[0].faults])), *dossiers[1:]]


def _sorted(faults: list[Fault]) -> tuple[Fault, ...]:
    return tuple(sorted(set(faults), key=_place))


def _place(fault: Fault) -> tuple[str, int, int, str]:
    return fault.file or "", fault.line or 0, fault.column or 0, fault.message
