"""The command that prints the files of the vocabulary."""

from __future__ import annotations

from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import NamedTuple

import click

from accordgraph.commands.options import asking_options
from accordgraph.commands.output import write_rows


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
    "alignments": VocabularyFile(
        "accordgraph.ontology", "alignments.ttl", "what the terms are in other vocabularies, and why"
    ),
}
"""The files by the names that the command has for them."""


@click.command()
@click.argument("name", required=False, type=click.Choice(list(FILES)))
@asking_options
def vocabulary(name: str | None, form: str | None, **_shared: str) -> None:
    """Print a file of the vocabulary; without NAME, list the files.

    The files say what the words in the graph mean, so that other programs can read, check and write it. They are
    printed as they are, whatever --format says.

    \b
    Examples:
      accord vocabulary
      accord vocabulary shapes > shapes.ttl
      accord vocabulary dossier-schema > dossier.schema.json
    """
    if name is None:
        write_rows([_row(each) for each in FILES], ("name", "file", "bytes", "purpose"), form)
        return
    click.echo(FILES[name].path.read_text(encoding="utf-8"), nl=False)


def _row(name: str) -> dict[str, object]:
    told = FILES[name]
    return {"name": name, "file": told.name, "bytes": len(told.path.read_bytes()), "purpose": told.purpose}


COMMANDS = (vocabulary,)
