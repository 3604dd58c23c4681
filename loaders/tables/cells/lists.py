"""Cells with several actors in them: taken apart at signs, but never inside the name of an actor that is known."""

from __future__ import annotations

from collections.abc import Collection, Sequence

import polars as pl

from accordgraph.loaders.tables.cells.state_lookup import folded, names

SIGN = r"\s+(?:and|та|і|й|und|et)\s+|\s+[-–—]\s+|[,;/|&+\n]"
"""What stands between the names of a list; an `and` or a comma may stand in a name as well."""

SIGNS = (
    *";\n|/+",
    " - ",
    " – ",
    " — ",
    ",",
    " & ",
    "&",
    *(f" {word} " for word in ("and", "та", "і", "й", "und", "et")),
)
"""The same signs, in the order in which a cell is taken apart: those that stand in names come last."""

RECOGNISED = pl.Schema(
    [("called", pl.String), ("signs", pl.List(pl.String)), ("parts", pl.String), ("count", pl.UInt32)]
)

DIVIDED = r"\p{L}{2,}[)\]]?\s*/\s*\p{L}{2,}|\S\s*;\s*\S"
"""Signs that hardly stand in the name of one actor."""

INSTITUTION = (
    r"(?i)\b(?:bureau|agency|ministry|office|service|court|police|commission|committee|council|department|directorate"
    r"|authority|centre|center|institute|university|organi[sz]ation|union|bank|inspectorate|prosecutor\w*|guard"
    r"|administration|embassy|academy|fund|foundation|government|republic|kingdom"
    r"|бюро|агентство|міністерство|служба|суд|поліція|комісія|комітет|рада|департамент|управління|офіс|прокуратура"
    r"|університет|інститут|банк|центр|посольство|академія|фонд|уряд|республіка)\b"
    r"|(?-i:^\W*\p{Lu}{2,6}\W*$)"
)
"""A word of a body, or an acronym: where both sides of an `and` have one, these are two."""

JOINED = r"^(.+?)\s+(?:and|та|і|й|&)\s+(.+)$"


def taken_apart(
    texts: pl.Series, signs: Sequence[str], whole: pl.Series, spelled: Collection[str] = ()
) -> pl.DataFrame:
    """Each text (`text`) with its `parts`, split at each sign in turn, at those that stand in names last.

    What is a name in `whole` (folded), or in `spelled` as it stands, stays whole: Bosnia and Herzegovina is one state.
    """
    data = pl.DataFrame({"text": texts}, schema={"text": pl.String}).with_columns(part=pl.col("text"))
    in_turn = sorted(signs, key=lambda sign: SIGNS.index(sign) if sign in SIGNS else -1)
    for sign in in_turn if len(texts) else ():  # most tables have no lists, and nothing is taken apart slowly
        is_name = folded(pl.col("part")).is_in(whole.implode()) | pl.col("part").is_in(list(spelled))
        pieces = pl.when(is_name).then(pl.concat_list("part")).otherwise(pl.col("part").str.split(sign))
        data = data.with_columns(part=pieces).explode("part")
        data = data.with_columns(pl.col("part").str.strip_chars())
    return data.filter(pl.col("part") != "").group_by("text", maintain_order=True).agg(parts="part")


def all_parts(texts: pl.Series, whole: pl.Series) -> pl.DataFrame:
    """Each text with a sign of lists in it, once for each of its `part`s: `text`, `part`."""
    listing = texts.filter(texts.str.contains(SIGN))
    return taken_apart(listing, SIGNS, whole).select("text", part="parts").explode("part")


def recognised_parts(called: pl.Series, known: pl.DataFrame) -> pl.DataFrame:
    """Names that seem to be lists, as a part of them is the name of an actor: `RECOGNISED`, each name once. `count`: of
    the actors that are known.

    `known` has folded names of the store's actors (`key`, `id`). `signs` stand between the parts, and `parts` is
    written as `Estonia (ee), Latvia (lv)`.
    """
    table = pl.concat([names(), known.select("key", "id")]).unique("key", keep="first", maintain_order=True)
    data = all_parts(called.unique().sort(), table["key"]).with_columns(key=folded(pl.col("part")))
    matches = data.join(table, on="key", maintain_order="left")
    text = pl.format("{} ({})", "part", "id")
    lists = matches.group_by("text", maintain_order=True).agg(
        parts=text.unique(maintain_order=True).str.join(", "), count=pl.col("id").n_unique()
    )
    return lists.select(called="text", signs=_signs(pl.col("text")), parts="parts", count="count").cast(RECOGNISED)


def seeming_lists(called: pl.Series) -> pl.DataFrame:
    """Names that seem to be of several actors though nobody knows any of them: `RECOGNISED`, with no parts."""
    data = called.unique().sort().to_frame("called")
    sides = pl.col("called").str.extract_groups(JOINED)
    both = [sides.struct.field(side).str.contains(INSTITUTION).fill_null(False) for side in ("1", "2")]
    data = data.filter(pl.col("called").str.contains(DIVIDED) | pl.all_horizontal(both))
    none, zero = pl.lit(None, pl.String).alias("parts"), pl.lit(0).alias("count")
    return data.select("called", _signs(pl.col("called")).alias("signs"), none, zero).cast(RECOGNISED)


def _signs(text: pl.Expr) -> pl.Expr:
    """The signs of lists in a text, as `split` takes them."""
    spaced = pl.element().str.replace_all(r"[^\S\n]+", " ")
    return text.str.extract_all(SIGN).list.eval(spaced).list.unique(maintain_order=True)
