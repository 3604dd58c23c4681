"""The command that writes a dossier from a table."""

from __future__ import annotations

from pathlib import Path

import click

from accordgraph.commands.mapping import ask
from accordgraph.commands.shared.command import command
from accordgraph.commands.shared.options import NonEmptyPath, Options, OutputPath
from accordgraph.commands.shared.output import say, write_note, write_rows
from accordgraph.graph.dates.today import today
from accordgraph.graph.errors import InputError


@command(quiet=True)
@click.argument("table", type=NonEmptyPath(path_type=Path))
@click.option("-o", "--output", required=True, type=OutputPath(path_type=Path), help="The dossier to write.")
@click.option("--mapping", metavar="FILE", help="The mapping of the table. [default: the one beside it, or a new one]")
def draft(options: Options, table: Path, output: Path, mapping: str | None) -> None:
    """Write a dossier from a table, to go on by hand.

    Agreements that the graph seems to hold already are named in comments and in notes. What is refused is listed, as
    `accord load` lists it.

    \b
    Examples:
      accord draft agreements.csv -o mine.yaml
      accord draft agreements.xlsx --mapping agreements.mapping.yaml -o mine.yaml
    """
    from accordgraph.graph.store.store import Store
    from accordgraph.loaders.dossier.suggestions import slugged
    from accordgraph.loaders.tables.drafting import draft as written
    from accordgraph.loaders.tables.known_agreements import in_words, known_agreements
    from accordgraph.loaders.tables.loading import (
        mapping_path,
        others,
        read_mapping_id,
        refusal_lines,
        store_view,
        summary,
    )
    from accordgraph.loaders.tables.mapping_file import read_mapping
    from accordgraph.loaders.tables.plain_case import mapping_of
    from accordgraph.loaders.tables.reading import read_tables
    from accordgraph.queries.rendering.error_texts import in_language

    if output.exists():
        raise InputError(f"There is a file {output} already.", "Choose another with -o: it may be somebody's work.")
    store = Store(options.store)
    name = mapping or mapping_of(store, table, lambda guess: ask(guess, options), today())
    with mapping_path(name) as path:
        view = store_view(store, read_mapping_id(path))
        reading = read_tables(read_mapping(path, view.known), [table], view)
    twins = known_agreements(reading.statements, others(store, reading.mapping.id))
    output.write_text(written(reading, slugged(output.stem) or "draft", today(), twins), encoding="utf-8")
    for line in (*refusal_lines(reading.refused), summary(reading)):
        say(in_language(line, options.lang), err=True)
    for line in in_words(twins):
        write_note(f"{line}.", options)
    bases = reading.statements["basis"].drop_nulls().n_unique()
    row = {"dossier": str(output), "bases": bases, "refused": reading.refused.height, "known": twins.height}
    write_rows([row], list(row), options)


COMMANDS = (draft,)
