"""The parts of pages that come from the program: `python docs/generated.py` writes them anew, and a test compares.

They stand in the pages, so that these read as plain Markdown too, between two comments:

    <!-- generated: words actor_kinds -->
    <!-- end of generated -->

`words` gives a list of words of the registry, `question` a question in full, `internal-questions` all that serve the
program, `question-list` and `internal-list` a table of questions, `commands` the help of all commands, `reference` the
signatures and docstrings of what Python programs use.
"""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable, Iterable
from pathlib import Path

import click

import accordgraph
from accordgraph.cli import accord
from accordgraph.diagrams.diagram import DiagramView
from accordgraph.graph.engines.protocol import Language
from accordgraph.ontology.labels import labels
from accordgraph.queries import catalogue
from accordgraph.queries.header import Column, Header, Parameter

DOCS = Path(__file__).resolve().parent
PART = re.compile(r"<!-- generated: ([\w-]+) ?(\w*) -->\n.*?<!-- end of generated -->", re.DOTALL)
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
ANNOTATION = re.compile(r"(: |-> )'([^']*)'")
"""An annotation, which stands in quotes in a signature."""

WIDTH = 100
"""Columns of the help of commands."""


def pages() -> list[Path]:
    """The pages that have such parts."""
    return [path for path in sorted(DOCS.rglob("*.md")) if PART.search(path.read_text(encoding="utf-8"))]


def current(text: str) -> str:
    """A page as it should read now."""
    return PART.sub(lambda match: part(match[1], match[2]), text)


def part(kind: str, name: str) -> str:
    """One part with its comments."""
    opening = f"<!-- generated: {kind} {name}".rstrip()
    return f"{opening} -->\n\n{MAKERS[kind](name)}\n\n<!-- end of generated -->"


# ---------------------------------------------------------------- words
def words(name: str) -> str:
    """A table of words with their meaning, in both languages."""
    rows = [f"| `{key}` | {word.label['uk']} | {word.definition['en']} |" for key, word in labels().words[name].items()]
    return "\n".join(["| word | in Ukrainian | what it says |", "|---|---|---|", *rows])


# ---------------------------------------------------------------- questions
def question(name: str) -> str:
    """A section: what it answers, how it is asked, its parameters and columns, and its text in both languages."""
    header = catalogue.header(name)
    parts = [f"({_anchor(name)})=\n## `{name}`", f"{header.summary}. {header.description}".strip()]
    parts.append(f"```sh\n{_example(header)}\n```")
    if header.parameters:
        rows = [_parameter(each) for each in header.parameters]
        parts.append("\n".join(["| give | type | what it is |", "|---|---|---|", *rows]))
    rows = [_column(each, header) for each in header.columns]
    parts.append("\n".join(["| column | type | what it says |", "|---|---|---|", *rows]))
    texts = [_text(name, language, label) for language, label in LANGUAGES.items() if name in catalogue.texts()]
    return "\n\n".join([*parts, *texts])


def internal_questions(_: str) -> str:
    """All questions that serve the program, in full."""
    return "\n\n".join(question(header.name) for header in _headers() if "internal" in header.tags)


def question_list(_: str) -> str:
    """All questions of users, with links to where they are shown."""
    return _table([header for header in _headers() if "internal" not in header.tags])


def internal_list(_: str) -> str:
    """All questions that serve the program."""
    return _table([header for header in _headers() if "internal" in header.tags])


def _headers() -> list[Header]:
    return [catalogue.header(name) for name in catalogue.names()]


def _table(headers: list[Header]) -> str:
    return "\n".join(["| question | what it answers | given |", "|---|---|---|", *map(_row, headers)])


def _row(header: Header) -> str:
    needed = ", ".join(f"`{each.name}`" for each in header.parameters if _is_needed(each))
    link = f"{_page(header)}#{_anchor(header.name)}"
    return f"| [`{header.name}`]({link}) | {header.summary} | {needed} |"


def _anchor(name: str) -> str:
    return f"question-{name.replace('_', '-')}"


def _page(header: Header) -> str:
    """The page in docs/questions that shows a question."""
    if "internal" in header.tags:
        return "internal.md"
    marker = f"<!-- generated: question {header.name} -->"
    [page] = [path for path in (DOCS / "questions").glob("*.md") if marker in path.read_text(encoding="utf-8")]
    return page.name


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


def _text(name: str, language: Language, label: str) -> str:
    """The text in one language, folded away."""
    body = catalogue.question(name, language).text.strip("\n")
    summary = f'<details class="text-of-question"><summary>The question in {label}</summary>'
    return f"{summary}\n\n```{language}\n{body}\n```\n\n</details>"


# ---------------------------------------------------------------- commands
def commands(_: str) -> str:
    """The help of every command, as `accord help` prints it, under the headings of the program's own help."""
    sections = ([f"## {heading}", *map(_help, names)] for heading, names in accord.sections.items())
    return "\n\n".join("\n\n".join(section) for section in sections)


def _help(name: str) -> str:
    program = accord.make_context("accord", ["help"], terminal_width=WIDTH)
    command = accord.all_commands()[name]
    text = command.get_help(click.Context(command, info_name=name, parent=program))
    return f"### `accord {name}`\n\n```text\n{text}\n```"


# ---------------------------------------------------------------- Python
def reference(_: str) -> str:
    """The functions and classes of the library: each with its signature and its docstring."""
    functions = [_described(f"accordgraph.{name}", getattr(accordgraph, name), 3) for name in ("open", "load")]
    classes = [
        _class("accordgraph.Graph", accordgraph.Graph, _members(accordgraph.Graph)),
        _class("accordgraph.Answer", accordgraph.Answer, ("to_polars", "to_pandas")),
        _class("DiagramView", DiagramView, ("save", "show")),
    ]
    return "\n\n".join([*functions, *classes])


def _members(class_: type) -> list[str]:
    """The public methods of a class in the order of the alphabet, those of its ancestors too."""
    return sorted(name for name, _ in inspect.getmembers(class_, inspect.isfunction) if not name.startswith("_"))


def _class(name: str, class_: type, members: Iterable[str]) -> str:
    head = f"### `{name}`\n\n{_prose(class_)}"
    return "\n\n".join([head, *(_described(member, getattr(class_, member), 4) for member in members)])


def _described(name: str, function: Callable[..., object], level: int) -> str:
    signature = str(inspect.signature(function)).replace("(self, ", "(").replace("(self)", "()")
    plain = ANNOTATION.sub(r"\1\2", signature)
    return f"{'#' * level} `{name}`\n\n```text\n{name.rpartition('.')[2]}{plain}\n```\n\n{_prose(function)}"


def _prose(described: object) -> str:
    """A docstring as Markdown, with its examples in a block."""
    paragraphs = inspect.getdoc(described).split("\n\n")  # type: ignore[union-attr] # all have one, by the linter
    return "\n\n".join(f"```pycon\n{one}\n```" if one.startswith(">>>") else one for one in paragraphs)


MAKERS: dict[str, Callable[[str], str]] = {
    "words": words,
    "question": question,
    "internal-questions": internal_questions,
    "question-list": question_list,
    "internal-list": internal_list,
    "commands": commands,
    "reference": reference,
}

if __name__ == "__main__":
    for page in pages():
        page.write_text(current(page.read_text(encoding="utf-8")), encoding="utf-8", newline="\n")
