"""Directives that show the questions as the program has them, so that the pages are always current.

`{question} partners` gives one of them in full: parameters, columns, an example, and its text in both languages.
`{question-list}` gives a table of all, with links to where they are shown.
"""

from __future__ import annotations

from typing import Any, ClassVar

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

from accordgraph.graph.engines.protocol import Language
from accordgraph.queries import catalogue
from accordgraph.queries.header import Column, Header, Parameter

LANGUAGES: dict[Language, str] = {"sparql": "SPARQL", "cypher": "Cypher"}
COMMANDS = {
    "partners": "accord who NABU",
    "partners_on": "accord who NABU --on 2024-04-10",
    "between": "accord since Estonia Ukraine",
    "path": "accord path JICA EPPO",
    "brokers": "accord brokers",
    "communities": "accord communities",
    "degrees": "accord degrees",
}
"""Questions that a command of their own asks."""


class QuestionDirective(SphinxDirective):
    """One question in full."""

    required_arguments = 1

    def run(self) -> list[nodes.Node]:
        """A section that can be linked to by the question's name."""
        return [self.section(_headers()[self.arguments[0]])]

    def section(self, header: Header) -> nodes.Node:
        """The section of one question."""
        section = nodes.section(ids=[anchor(header.name)], names=[anchor(header.name)])
        self.state.document.note_explicit_target(section)
        section += nodes.title("", "", nodes.literal("", header.name))
        section += self.parse_text_to_nodes(_description(header))
        for language, label in LANGUAGES.items():
            section += _text(header.name, language, label)
        return section


class InternalQuestions(QuestionDirective):
    """All questions that serve the program, in full."""

    required_arguments = 0

    def run(self) -> list[nodes.Node]:
        """A section for each."""
        return [self.section(header) for header in _headers().values() if "internal" in header.tags]


class QuestionList(SphinxDirective):
    """All questions in a table. With the option `internal` those that serve the program."""

    option_spec: ClassVar[dict[str, Any]] = {"internal": directives.flag}

    def run(self) -> list[nodes.Node]:
        """A table: name, what it tells, what has to be given."""
        wanted = "internal" in self.options
        rows = [_row(header) for header in _headers().values() if ("internal" in header.tags) == wanted]
        return self.parse_text_to_nodes("\n".join(["| question | what it tells | given |", "|---|---|---|", *rows]))


def anchor(name: str) -> str:
    """The anchor of a question's section."""
    return f"question-{name.replace('_', '-')}"


def _headers() -> dict[str, Header]:
    """All questions by name."""
    return {name: catalogue.header(name) for name in catalogue.names()}


def _row(header: Header) -> str:
    needed = ", ".join(f"`{each.name}`" for each in header.parameters if _is_needed(each))
    return f"| [`{header.name}`](#{anchor(header.name)}) | {header.summary} | {needed} |"


def _description(header: Header) -> str:
    parts = [f"{header.summary}. {header.description}", "```sh\n" + _example(header) + "\n```"]
    if header.parameters:
        rows = [_parameter(each) for each in header.parameters]
        parts.append("\n".join(["| give | type | what it is |", "|---|---|---|", *rows]))
    rows = [_column(each, header) for each in header.columns]
    parts.append("\n".join(["| column | type | what it tells |", "|---|---|---|", *rows]))
    return "\n\n".join(parts)


def _example(header: Header) -> str:
    parameters = "".join(f" -p {each.name}={each.example}" for each in header.parameters if _is_needed(each))
    command = f"accord ask {header.name}{parameters}"
    return "\n".join(filter(None, (COMMANDS.get(header.name), command)))


def _is_needed(each: Parameter) -> bool:
    return each.default is None and not each.optional


def _parameter(each: Parameter) -> str:
    default = "" if _is_needed(each) else f" (may be left out; then {each.default or 'all'})"
    return f"| `{each.name}` | {each.type} | {each.definition}{default} |"


def _column(each: Column, header: Header) -> str:
    place = " Rows are sorted by it." if header.order[:1] == (each.name,) else ""
    return f"| `{each.name}` | {each.type} | {each.definition}.{place} |"


def _text(name: str, language: Language, label: str) -> list[nodes.Node]:
    """The text in one language, folded away; none for what the library computes."""
    if name not in catalogue.texts():
        return []
    body = catalogue.question(name, language).text
    # Lexers know neither $name in Cypher nor | in SPARQL; they colour the rest.
    block = nodes.literal_block(body, body, language=language, force=True)
    summary = f'<details class="text-of-question"><summary>The question in {label}</summary>'
    return [nodes.raw("", summary, format="html"), block, nodes.raw("", "</details>", format="html")]


def setup(app: Sphinx) -> dict[str, bool]:
    """Add the directives."""
    app.add_directive("question", QuestionDirective)
    app.add_directive("internal-questions", InternalQuestions)
    app.add_directive("question-list", QuestionList)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
