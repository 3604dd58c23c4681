"""The command that exports."""

from __future__ import annotations

from pathlib import Path

import click

from accordgraph.commands.shared.command import command
from accordgraph.commands.shared.opening import snapshot
from accordgraph.commands.shared.options import Options, OutputPath
from accordgraph.commands.shared.output import write_note, write_rows
from accordgraph.commands.shared.progress import progress
from accordgraph.exports.formats import STANDARD_OUTPUT, size
from accordgraph.exports.formats import export as write
from accordgraph.exports.request import FOLDERS, FORMS, PANELS, ExportRequest


@command(quiet=True, dossiers=True)
@click.option("--as", "as_form", required=True, type=click.Choice(FORMS), help="The format to write.")
@click.option(
    "-o",
    "--output",
    required=True,
    type=OutputPath(path_type=Path),
    help="The file; for csv, parquet, panel and neo4j-import the folder. `-` writes a file to standard output.",
)
@click.option("--aligned", is_flag=True, help="Add types and properties of other vocabularies, such as ORG (RDF only).")
@click.option(
    "--graph", metavar="IRI", help="The named graph to write into (nquads only). [default: the default graph]"
)
@click.option("--excel", is_flag=True, help="CSV that Excel opens as it is: marked as UTF-8, and days stay text.")
def export(
    options: Options,
    as_form: str,
    output: Path,
    aligned: bool,
    graph: str | None,
    excel: bool,
) -> None:
    """Write the whole graph for other programs.

    \b
    nquads         RDF, one triple a line, sorted; N-Triples without --graph
    turtle         RDF for people to read
    jsonld         RDF as JSON, with its context
    csv, parquet   a folder with a file for each table and a description
    gexf, graphml  the network of actors, for Gephi, igraph and others
    neo4j-import   a folder for neo4j-admin database import, with its command
    xlsx           a workbook: a sheet for each table, days as text, a codebook
    panel          a folder: a row for each pair of actors and year, a codebook

    The same graph gives the same bytes. The file or folder is replaced when everything is written, not before; a folder
    only if an export wrote it. `accord load` reads RDF back, with the day since which each statement is current;
    retracted statements are not in it.

    \b
    Examples:
      accord export --as turtle -o graph.ttl
      accord export --as nquads --graph https://example.org/accord -o graph.nq
      accord export --as csv -o tables
      accord export --as csv --csv-safe -o for-spreadsheets
      accord export --as csv --excel -o for-excel
      accord export --as xlsx -o graph.xlsx
      accord export --as panel -o panel
      accord export --as gexf --lang uk -o network.gexf
      accord export --as neo4j-import -o neo4j
      accord export --as nquads -o - | gzip > graph.nq.gz
    """
    if output == STANDARD_OUTPUT and as_form not in (*FOLDERS, *PANELS):
        options.refuse_rows("the file goes to standard output")
    request = ExportRequest(as_form, aligned, graph, options.lang, options.csv_safe, excel)
    current = snapshot(options)
    with progress(options, size(current, as_form), f"Writing {as_form}") as advance:
        result = write(current, request, output, advance)
    for note in result.notes:
        write_note(note, options)
    if output != STANDARD_OUTPUT:
        row = {"path": str(output), "as": as_form, **result.counts}
        write_rows([row], list(row), options)


COMMANDS = (export,)
