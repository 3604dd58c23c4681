"""The fenced blocks of a page, with what their comments say of them.

A comment in HTML right before a block holds for it: `<!-- exit: 1 -->` says with which code its commands end,
`<!-- file: name -->` that a reader saves it under this name, `<!-- not run: reason -->` that it cannot run here.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from markdown_it import MarkdownIt
from markdown_it.token import Token

COMMENT = re.compile(r"<!--\s*(exit|file|not run):\s*(.*?)\s*-->\s*", re.DOTALL)
GENERATED = re.compile(r"<!-- generated: .*?<!-- end of generated -->", re.DOTALL)
FILE = re.compile(r"`([\w-]+\.ya?ml)`")


@dataclass(frozen=True)
class Block:
    """A fenced block: its language, its text, and the lines of the page that its text fills, the last one not.

    `file` is where it is to be saved: by its comment, for YAML else the file that was named last before it. `follows`
    says whether nothing stands between it and the block before.
    """

    language: str
    text: str
    first: int
    last: int
    exit_code: int = 0
    not_run: str | None = None
    file: str | None = None
    follows: bool = False

    @property
    def is_directive(self) -> bool:
        """Whether the site fills it in: its language is the name of a directive in braces."""
        return self.language.startswith("{")


def blocks(page: str) -> list[Block]:
    """All fenced blocks of a page in Markdown, in order, but for those that `docs/generated.py` writes.

    >>> [block.language for block in blocks("Look:\\n\\n```sh\\naccord status\\n```\\n")]
    ['sh']
    """
    lines = page.splitlines()
    written = GENERATED.sub(lambda match: "\n" * match[0].count("\n"), page)
    tokens = [token for token in MarkdownIt("commonmark").parse(written) if token.map]
    fences = [(before, token) for before, token in pairwise([None, *tokens]) if token and token.type == "fence"]
    return [_block(lines, before, token) for before, token in fences]


def _block(lines: list[str], before: Token | None, token: Token) -> Block:
    assert token.map is not None
    start, end = token.map
    said = COMMENT.fullmatch(before.content) if before is not None and before.type == "html_block" else None
    options = {said[1]: said[2]} if said else {}
    language = (token.info.split() or [""])[0]
    return Block(
        language=language,
        text=token.content,
        first=start + 1,
        last=end - 1,
        exit_code=int(options.get("exit", 0)),
        not_run=options.get("not run"),
        file=options.get("file") or (_named(lines[:start]) if language == "yaml" else None),
        follows=before is not None and before.type == "fence",
    )


def _named(lines: list[str]) -> str:
    return str(FILE.findall("\n".join(["`mine.yaml`", *lines]))[-1])
