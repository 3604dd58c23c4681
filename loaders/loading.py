"""Files into a store: dossiers and RDF together, all of them or none."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from accordgraph.graph.dates.today import today
from accordgraph.graph.errors import InputError

if TYPE_CHECKING:
    import polars as pl

    from accordgraph.graph.statements.log import Batch
    from accordgraph.graph.store.store import LoadReport, Store
    from accordgraph.loaders.graph_answers import Answers

MOST_LINKS = 2_000_000
"""Links that a load makes if nothing else is said: with all that hangs on them some gigabytes on the disk."""

Tell = Callable[[str], None]
"""Takes a line for whoever loads."""


def load(
    store: Store,
    paths: Sequence[Path],
    *,
    frames: Sequence[Any] = (),
    mapping: str | None = None,
    keep_going: bool = False,
    replace: bool = False,
    amend: bool = False,
    as_stranger: bool = False,
    max_links: int = MOST_LINKS,
    lang: str = "en",
    note: Tell = lambda line: None,
    report: Tell = lambda step: None,
) -> LoadReport:
    """Load dossiers (YAML files, or folders of them), RDF that accordgraph wrote, and frames of statements.

    With `mapping`, a file or the name of a bundled one, the paths are tables or folders of them; refused cells go to a
    file beside the table.

    `note` receives what was skipped, what made no link and why, bases that may be one, which answers of other
    dossiers differ from now on (in `lang`), and with `keep_going` each fault; `report` receives each step. Raises
    DossierError with all faults, InputError where a dossier comes both ways, where RDF is of a form that is not
    loaded, where there would be more links than `max_links`, and where `_refuse` does.
    """
    from accordgraph.loaders.graph_answers import of_store
    from accordgraph.loaders.load_notes import load_notes
    from accordgraph.loaders.tables.loading import read_batch
    from accordgraph.loaders.trust import as_strangers

    table = None
    if mapping is not None:
        table = read_batch(store, mapping, paths, keep_going=keep_going, note=note, report=report)
    batches, replayed = ([table.batch], []) if table else _read(store, paths, frames, keep_going, note)
    current = store.standing()
    batches, replayed = (as_strangers(current, part, all_of_them=as_stranger) for part in (batches, replayed))
    meant = _meant(mapping, paths, note)
    _refuse(store, current, [*replayed, *batches], meant, replace=replace, amend=amend)
    before = of_store(store, current)
    loaded = store.load([*replayed, *batches], report=report, max_links=max_links)
    for line in load_notes(store.snapshot(), batches):
        note(line)
    _note_changes(store, loaded, before, lang, note, with_own=True)
    if table:
        table.write_refused(note)
    return loaded


def _meant(mapping: str | None, paths: Sequence[Path], note: Tell) -> Callable[[pl.DataFrame], bool]:
    """Whether what a dossier said before is to be retracted: by a mapping that was corrected, of the same table."""
    from accordgraph.loaders.tables.loading import is_remapped

    def is_meant(said: pl.DataFrame) -> bool:
        if mapping is None or not is_remapped(mapping, paths, said):
            return False
        note(
            "Note: nearly all cells that this mapping read before still stand in the table; what it no longer reads "
            "there is retracted."
        )
        return True

    return is_meant


def _refuse(
    store: Store,
    current: pl.DataFrame,
    batches: Sequence[Batch],
    is_meant: Callable[[pl.DataFrame], bool],
    *,
    replace: bool,
    amend: bool,
) -> None:
    """Raise InputError for what a dossier may not do unasked.

    It is recorded on a day to come; it retracts much of what it said, without `replace` and where that is not meant; it
    states fields of what another declares, without `amend`; it says otherwise of a difficulty or a judgement of
    another, by a source of the same rank; a stranger's speaks by the sources of others.
    """
    from accordgraph.graph.store.history import ages
    from accordgraph.loaders.judgement_owners import refuse_equal_judgements
    from accordgraph.loaders.ownership import refuse_foreign_fields
    from accordgraph.loaders.retractions import refuse_days_to_come, refuse_retractions
    from accordgraph.loaders.trust import refuse_others_sources

    refuse_days_to_come(batches, today())
    if not replace:
        refuse_retractions(current, batches, is_meant)
    refuse_others_sources(current, batches)
    known = ages(store.folders.histories().values())
    refuse_foreign_fields(current, batches, known, amend)
    refuse_equal_judgements(current, batches, known)


def trust(
    store: Store,
    dossiers: Sequence[str],
    *,
    trusted: bool = True,
    lang: str = "en",
    note: Tell = lambda line: None,
    report: Tell = lambda step: None,
) -> LoadReport:
    """Let dossiers that were loaded as strangers' count like any other, or no more. `note` receives what changes."""
    from accordgraph.graph.store.history import ages
    from accordgraph.loaders.graph_answers import of_store
    from accordgraph.loaders.judgement_owners import refuse_equal_judgements
    from accordgraph.loaders.trust import changed_trust, refuse_others_sources

    batches, current = changed_trust(store, dossiers, today(), trusted=trusted), store.standing()
    refuse_others_sources(current, batches)
    refuse_equal_judgements(current, batches, ages(store.folders.histories().values()))
    before = of_store(store, current)
    loaded = store.load(batches, report=report)
    _note_changes(store, loaded, before, lang, note)
    return loaded


def unload(
    store: Store,
    dossiers: Sequence[str],
    *,
    lang: str = "en",
    note: Tell = lambda line: None,
    report: Tell = lambda step: None,
) -> LoadReport:
    """Take dossiers out of the graph. `note` receives what changes in answers of the others. Raises InputError."""
    from accordgraph.graph.store import unloading
    from accordgraph.loaders.graph_answers import of_store

    before = of_store(store, store.standing())
    loaded = unloading.unload(store, dossiers, today(), report)
    _note_changes(store, loaded, before, lang, note)
    return loaded


def preview_unload(store: Store, dossiers: Sequence[str]) -> pl.DataFrame:
    """Which answers of other dossiers differ once these are taken out, as `preview` says it; writes nothing."""
    from accordgraph.graph.derivation.tables import build
    from accordgraph.graph.statements.log import standing
    from accordgraph.graph.store import unloading
    from accordgraph.loaders.changed_answers import changed_answers, nothing_changed
    from accordgraph.loaders.graph_answers import of_store, of_tables

    log, changes = unloading.without(store, dossiers, today())
    before, statements = of_store(store, store.standing()), standing(log)
    if before is None:
        return nothing_changed()
    return changed_answers(before, of_tables(build(statements), statements), changes)


def _note_changes(
    store: Store, loaded: LoadReport, before: Answers | None, lang: str, note: Tell, *, with_own: bool = False
) -> None:
    """Note bases that may be one, and answers of other dossiers that differ, a line each; or those of its own too."""
    from accordgraph.loaders.changed_answers import changed_answers, changed_own, changing
    from accordgraph.loaders.changed_lines import in_lines
    from accordgraph.loaders.graph_answers import of_store
    from accordgraph.loaders.look_alikes import look_alikes
    from accordgraph.loaders.twins import twin_bases
    from accordgraph.ontology.messages import message

    if not loaded.is_new:
        return
    current = store.standing()
    for line in twin_bases(store, current, loaded):
        note(f"Note: {line}")
    if before and (after := of_store(store, current)):
        dossiers = changing(loaded.changes)
        of_others = changed_answers(before, after, dossiers)
        lines = in_lines(of_others, lang)
        lines += in_lines(changed_own(before, after, dossiers, of_others), lang, is_own=True) if with_own else []
        lines += in_lines(look_alikes(before, after, dossiers), lang, is_own=True)
        for line in lines:
            note(f"{message('note', lang)}: {line}")


def preview(
    store: Store,
    paths: Sequence[Path],
    *,
    mapping: str | None = None,
    keep_going: bool = False,
    replace: bool = False,
    amend: bool = False,
    as_stranger: bool = False,
    max_links: int = MOST_LINKS,
    note: Tell = lambda line: None,
) -> pl.DataFrame:
    """Which answers a load would change, with the columns of `changed_answers`; writes nothing.

    Those of other dossiers come first, then what was there before of the loaded ones, then new names that look like
    others. Raises what `load` raises.
    """
    import polars as pl

    from accordgraph.graph.derivation.cooperations.link_count import refuse_links
    from accordgraph.graph.derivation.tables import build
    from accordgraph.graph.statements.log import standing
    from accordgraph.loaders.changed_answers import changed_answers, changed_own, changing, nothing_changed
    from accordgraph.loaders.graph_answers import of_store, of_tables
    from accordgraph.loaders.look_alikes import look_alikes
    from accordgraph.loaders.tables.loading import read_batch
    from accordgraph.loaders.trust import as_strangers

    table = read_batch(store, mapping, paths, keep_going=keep_going, note=note) if mapping is not None else None
    batches, replayed = ([table.batch], []) if table else _read(store, paths, (), keep_going, note)
    current = store.standing()
    batches, replayed = (as_strangers(current, part, all_of_them=as_stranger) for part in (batches, replayed))
    meant = _meant(mapping, paths, note)
    _refuse(store, current, [*replayed, *batches], meant, replace=replace, amend=amend)
    log, changes = store.recorded([*replayed, *batches])
    before = of_store(store, current)
    if before is None:
        return nothing_changed()
    statements = standing(log)

    def announce(links: int) -> None:
        refuse_links(links, max_links)

    after = of_tables(build(statements, announce=announce), statements)
    dossiers = changing(changes)
    of_others = changed_answers(before, after, dossiers)
    alike = look_alikes(before, after, dossiers)
    parts = [of_others, changed_own(before, after, dossiers, of_others), alike]
    return pl.concat(parts, how="diagonal_relaxed").select(of_others.columns)


def _read(
    store: Store,
    paths: Sequence[Path],
    frames: Sequence[Any],
    keep_going: bool,
    note: Tell,
) -> tuple[Sequence[Batch], Sequence[Batch]]:
    """Dossiers as they read now, and what RDF says that others have recorded, in the order of the days."""
    from accordgraph.loaders.rdf.reader import replay
    from accordgraph.loaders.rdf.recognition import is_rdf, refuse_other_rdf

    refuse_other_rdf(path for path in paths if not is_rdf(path))
    graph = _graphs([path for path in paths if is_rdf(path)], frames, note)
    batches = _dossiers(store, [path for path in paths if not is_rdf(path)], graph, keep_going, note)
    twice = graph.filter(graph["dossier"].is_in([batch.dossier for batch in batches]))["dossier"]
    if not twice.is_empty():
        raise InputError(f"The dossier {twice[0]} is given both as YAML and as RDF.", "Load one of them.")
    return batches, [] if graph.is_empty() else replay(graph, store.log())


def _graphs(paths: Sequence[Path], frames: Sequence[Any], note: Tell) -> pl.DataFrame:
    from accordgraph.loaders.frames import read_frames
    from accordgraph.loaders.rdf.reader import read_graphs

    graph = read_graphs(paths)
    if graph.foreign:
        triples = "1 triple is" if graph.foreign == 1 else f"{graph.foreign:,} triples are"
        note(f"Note: {triples} not in the vocabulary of accordgraph and skipped.")
    return graph.statements.vstack(read_frames(frames)) if frames else graph.statements


def _dossiers(store: Store, paths: Sequence[Path], graph: pl.DataFrame, keep_going: bool, note: Tell) -> list[Batch]:
    from accordgraph.graph.statements.log import Batch
    from accordgraph.graph.statements.statement import frame
    from accordgraph.loaders.dossier.reader import read_dossiers
    from accordgraph.loaders.known import known
    from accordgraph.loaders.left_aside import beside_dossiers
    from accordgraph.loaders.tables.readers.reading import CERTAIN
    from accordgraph.loaders.tables.rows import REFUSED

    dossiers = read_dossiers(paths, **known(store, paths, graph), keep_going=keep_going) if paths else []
    for dossier in dossiers:
        for fault in dossier.faults:
            note(str(fault))
    for line in beside_dossiers(paths, CERTAIN, REFUSED):
        note(line)
    return [Batch(dossier.id, dossier.recorded, frame(dossier.statements)) for dossier in dossiers]
