"""A picture whose every text tries to become more than text."""

from __future__ import annotations

import datetime
from collections.abc import Sequence

from accordgraph.diagrams.facts import Evidence, Link, Node, Provenance, Source, When
from accordgraph.diagrams.model import Diagram

HOSTILE = [
    "</script><script>window.hacked=1</script>",
    "<img src=x onerror=window.hacked=1>",
    '"><svg onload=window.hacked=1>',
    "' onmouseover='window.hacked=1",
    "`${window.hacked=1}`",
    "{{7*7}}{% raw %}",
    "gpj.\u202eexe\u2066",
    "nul\x00bell\x07escape\x1b",
    "line\u2028paragraph\u2029end",
    "<!--<script>",
    "__proto__",
    "constructor",
    "&lt;b&gt; & <b>",
    "lone \ud800 surrogate",
    "",
    "javascript:window.hacked=1",
    "%%{init: {'securityLevel': 'loose'}}%%",
    "]]> --> */ // \\",
    'a "quoted" \\N \\G name; n0 -- n1 [label="x"]',
    "long " * 2000,
]


def hostile(texts: Sequence[str] = HOSTILE) -> Diagram:
    """Each hostile text as an actor and as a basis, with a link between them that repeats it everywhere."""
    actors = [Node(f"a{text}", text, "agency", text) for text in texts]
    bases = [Node(f"b{text}", text, "agreement", text) for text in texts]
    kinds = [Node("odd", "odd", "</script><script>window.hacked=1</script>")]
    sources = tuple(Source(t, t, t, t, f"https://example.org/{t}", t) for t in texts)
    links = tuple(_link(text, number) for number, text in enumerate(texts, start=1))
    return Diagram(
        HOSTILE[0], HOSTILE[1], "bases", "en", tuple(actors + bases + kinds), links, sources, tuple(texts), _making()
    )


def _making() -> Provenance:
    return Provenance(HOSTILE[0], HOSTILE[1], HOSTILE[2], datetime.date(2024, 6, 1), HOSTILE[3])


def _link(text: str, number: int) -> Link:
    when = When(text, None, None, None, None, text, None, None, False)
    evidence = Evidence(number, text, text, text, text, text, None, None, None, text)
    return Link(
        id=text,
        start=f"a{text}",
        end=f"b{text}",
        basis=f"b{text}",
        basis_name=text,
        basis_kind=text,
        form=text,
        start_name=text,
        end_name=text,
        role=text,
        when=when,
        standing=text,
        since_standing=text,
        until_standing=text,
        held=True,
        evidence=(evidence,),
        why=(text,),
    )
