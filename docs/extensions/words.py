"""A directive that shows a list of words of the registry: `{words} actor_kinds`."""

from __future__ import annotations

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

from accordgraph.ontology.labels import labels


class Words(SphinxDirective):
    """A table of words with their meaning, in both languages."""

    required_arguments = 1

    def run(self) -> list[nodes.Node]:
        """One row a word."""
        words = labels().words[self.arguments[0]]
        rows = [f"| `{key}` | {word.label['uk']} | {word.definition['en']} |" for key, word in words.items()]
        return self.parse_text_to_nodes("\n".join(["| word | in Ukrainian | what it says |", "|---|---|---|", *rows]))


def setup(app: Sphinx) -> dict[str, bool]:
    """Add the directive."""
    app.add_directive("words", Words)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
