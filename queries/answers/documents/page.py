"""An answer as a page of its own that asks for nothing from the network."""

from __future__ import annotations

import datetime
from html import escape

from accordgraph.graph.visible import visible
from accordgraph.queries.answers.rendering.html import fragment
from accordgraph.queries.answers.tree import AnswerTree, plain

STYLE = """body{font:16px/1.5 "Noto Sans",system-ui,sans-serif;max-width:46rem;margin:2rem auto;
padding:0 1rem;color:#1a1a1a;background:#fff}h3{font-size:1.4rem}h4{font-size:1rem;margin:1.6rem 0 .4rem}
ul{padding-left:1.2rem}a{overflow-wrap:anywhere}ol{padding-left:2.2rem}code{overflow-wrap:anywhere}
table{border-collapse:collapse;font-size:.9rem}th,td{padding:.2rem .5rem;border-bottom:1px solid #ccc;
vertical-align:bottom;text-align:right}th[scope=row]{text-align:left;font-weight:400}"""

POLICY = "default-src 'none'; style-src 'unsafe-inline'"


def content(tree: AnswerTree, day: datetime.date) -> bytes:
    """The page in UTF-8; `day` stands in its head as the day of the document."""
    title = escape(visible(plain(tree.title)))
    head = (
        f'<meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta name="date" content="{day}">'
        f'<meta http-equiv="Content-Security-Policy" content="{POLICY}"><title>{title}</title><style>{STYLE}</style>'
    )
    page = f'<!doctype html><html lang="{escape(tree.lang)}"><head>{head}</head><body><main>{fragment(tree)}</main>'
    return f"{page}</body></html>\n".encode()
