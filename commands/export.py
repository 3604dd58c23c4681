"""The command that exports."""

from __future__ import annotations

from pathlib import Path

import click

from accordgraph.commands.options import GivenPath, asking_options, is_csv_safe, snapshot
from accordgraph.commands.output import say, write_rows
from accordgraph.commands.progress import progress
from accordgraph.exports.formats import FORMS, STANDARD_OUTPUT, ExportRequest, size
from accordgraph.exports.formats import export as write


@click.command()
@click.option("--as", "as_form", required=True, type=click.Choice(FORMS), help="The form to write.")
@click.option(
    "-o",
    "--output",
    required=True,
    type=GivenPath(path_type=Path),
    help="The file; for csv, parquet and neo4j-import the folder. `-` writes a file to standard output.",
)
@click.option(
    "--aligned", is_flag=True, help="Also types and properties of other vocabularies, such as ORG (RDF only)."
)
@click.option(
    "--graph", metavar="IRI", help="The named graph to write into (nquads only). [default: the default graph]"
)
@asking_options
def export(
    as_form: str,
    output: Path,
    aligned: bool,
    graph: str | None,
    store: Path,
    form: str | None,
    lang: str,
    **_shared: str,
) -> None:
    """Write the whole graph for other programs.

    \b
    nquads   RDF, a triple a line, sorted; also N-Triples without --graph
    turtle   RDF to be read; jsonld: RDF as JSON, with its context
    csv, parquet   a folder with a file for each table, and what describes them
    gexf, graphml  the network of actors and held links, for Gephi, igraph and others
    neo4j-import   a folder for neo4j-admin database import, and the command line

    The same graph gives the same bytes. The file or folder is replaced when all is written, not before; a folder only
    if an export wrote it. RDF is read back by `accord load`, with the day since which each statement stands; what was
    taken back is not in it.

    \b
    Examples:
      accord export --as turtle -o graph.ttl
      accord export --as nquads --graph https://example.org/accord -o graph.nq
      accord export --as csv -o tables
      accord export --as csv --csv-safe -o for-spreadsheets
      accord export --as gexf --lang uk -o network.gexf
      accord export --as neo4j-import -o neo4j
      accord export --as nquads -o - | gzip > graph.nq.gz
    """
    wish = ExportRequest(as_form, aligned, graph, lang, is_csv_safe())
    current = snapshot(store)
    with progress(size(current, as_form), f"Writing {as_form}") as advance:
        written = write(current, wish, output, advance)
    for note in written.notes:
        say(f"Note: {note}", err=True)
    if output != STANDARD_OUTPUT:
        row = {"path": str(output), "as": as_form, **written.counts}
        write_rows([row], list(row), form)


COMMANDS = (export,)
