"""The command that prints the files of the vocabulary."""

from __future__ import annotations

from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import NamedTuple

import click

from accordgraph.commands.shared.command import command
from accordgraph.commands.shared.options import Options
from accordgraph.commands.shared.output import write_rows


class VocabularyFile(NamedTuple):
    """A bundled file: the package and the name that it has there, and what it is for."""

    package: str
    name: str
    purpose: str

    @property
    def path(self) -> Traversable:
        """Where it is, also in a wheel."""
        return files(self.package).joinpath(self.name)


FILES = {
    "ontology": VocabularyFile(
        "accordgraph.ontology", "accordgraph.ttl", "classes, properties and closed lists of words, in OWL and SKOS"
    ),
    "shapes": VocabularyFile("accordgraph.ontology", "shapes.ttl", "what every exported graph fulfils, in SHACL"),
    "context": VocabularyFile("accordgraph.ontology", "context.jsonld", "how JSON-LD documents name the terms"),
    "dossier-schema": VocabularyFile(
        "accordgraph.loaders.dossier", "dossier.schema.json", "the form of a dossier, for editors, in JSON Schema"
    ),
    "mapping-schema": VocabularyFile(
        "accordgraph.loaders.tables", "mapping.schema.json", "the form of a mapping, for editors, in JSON Schema"
    ),
    "alignments": VocabularyFile(
        "accordgraph.ontology", "alignments.ttl", "what the terms are in other vocabularies, and why"
    ),
}
"""The files by the names that the command has for them."""


@command(store=False)
@click.argument("name", required=False, type=click.Choice(list(FILES)))
def vocabulary(options: Options, name: str | None) -> None:
    """Print a file of the vocabulary; without NAME, list the files.

    The files define the terms of the graph, so that other programs can read, check and write it. They are printed as
    they are; --format is for the list.

    \b
    Examples:
      accord vocabulary
      accord vocabulary shapes > shapes.ttl
      accord vocabulary dossier-schema > dossier.schema.json
    """
    if name is None:
        write_rows([_row(each, options.lang) for each in FILES], ("name", "file", "bytes", "purpose"), options)
        return
    options.refuse_rows("the file is printed as it is")
    click.echo(FILES[name].path.read_text(encoding="utf-8"), nl=False)


def _row(name: str, lang: str) -> dict[str, object]:
    from accordgraph.queries.rendering.error_texts import in_language

    file = FILES[name]
    purpose = in_language(file.purpose, lang)
    return {"name": name, "file": file.name, "bytes": len(file.path.read_bytes()), "purpose": purpose}


COMMANDS = (vocabulary,)
