"""New names that look like names of other things: written in letters of another script, or one letter away.

Nobody who types NABU finds `NАВU` with a Cyrillic А and В, and whoever reads it reads NABU; a dossier that speaks of
`NABO` is believed of NABU. Whoever loads such a name sees it beside the one that it looks like.
"""

from __future__ import annotations

from collections.abc import Collection
from string import punctuation, whitespace

import polars as pl

from accordgraph.graph.derivation import strangers
from accordgraph.graph.names.states import state_list
from accordgraph.loaders.changed_names import NAMED
from accordgraph.loaders.graph_answers import Answers

CHANGES = ("alike",)

COLUMNS = ("change", "link", "value", "value_now", "sources")
"""Columns of `look_alikes`: `link` is the thing, `value_now` its new name; `value` is the name that it looks like, with
the thing of that name and the dossiers that declare it in brackets.
"""

LATIN = dict(
    zip("авезкмнорстуүхіјѕһԁԛԝӏαβεζηικμνορτυχϲϳlıłđħø", "abe3kmhopctyyxijshdqwiabezhikmnoptyxcjiiidho", strict=True)
)
"""Small letters of Cyrillic and Greek, and some of Latin, with the Latin one that they or their capitals look like: of
the confusables of Unicode Technical Standard 39.
"""

UNSEEN = r"[^\p{L}\p{Nd}]|[\x{115f}\x{1160}\x{3164}\x{ffa0}]"
"""What is no letter and no number: marks, spaces, punctuation; and letters that show nothing."""

PLAIN = {"l": "i", **dict.fromkeys([*whitespace, *punctuation, "\0"], "")}
"""The same for names in ASCII, which are most, in less time."""

SHORTEST = 4
"""Letters from which on a name may have one that is mistyped: shorter acronyms differ by one as a rule."""

LONGEST = 200
"""Letters of a name that are compared: names in use are shorter."""

NUMBER = r"\p{Nd}"

COUNTED = r"\b(?:\p{L}|[IVXLC]{1,7}|[ІХ]{1,7})\b"
"""A letter alone or a Roman number, by which agreements of one title are told apart: `Protocol II`, `Annex (a)`."""

KEY = ["class", "key"]


def look_alikes(before: Answers, after: Answers, dossiers: Collection[str]) -> pl.DataFrame:
    """One row for each new name that looks like one which another thing had before, with `COLUMNS`; sorted.

    What only dossiers declare that nobody has trusted is marked wherever it stands, and is on neither side. Names that
    differ by case, accents or punctuation alone find both things, which `changed_names` says.
    """
    had, has = _names(before), _names(after)
    new = has.join(had, on=["thing", "text"], how="anti")
    if new.is_empty() or had.is_empty():
        return pl.DataFrame(schema=dict.fromkeys(COLUMNS, pl.String))
    pairs = alike(new, had)
    declared = _declared(before, pairs["thing_had"]).rename({"thing": "thing_had"})
    speak = pl.col("dossier").is_in(list(dossiers))
    sources = after.statements.filter(speak & pl.col("thing").is_in(pairs["thing"].implode())).select("thing", "source")
    by_thing = sources.unique().sort("source").group_by("thing").agg(sources=pl.col("source").str.join(" ")).collect()
    whose = pl.concat_str("thing_had", "dossiers", separator=", ", ignore_nulls=True)
    rows = pairs.join(declared, on="thing_had", how="left").join(by_thing, on="thing", how="left")
    return rows.select(
        change=pl.lit("alike"),
        link="thing",
        value=pl.format("{} ({})", "text_had", whose),
        value_now="text",
        sources="sources",
    ).sort("link", "value_now", "value")


def _declared(answers: Answers, things: pl.Series) -> pl.DataFrame:
    """`thing` and `dossiers`, those that declare it."""
    kinds = answers.statements.filter((pl.col("property") == "kind") & pl.col("thing").is_in(things.implode()))
    named = kinds.select("thing", "dossier").unique().sort("dossier")
    return named.group_by("thing").agg(dossiers=pl.col("dossier").str.join(" ")).collect()


def _names(answers: Answers) -> pl.DataFrame:
    """`class`, `thing` and `text`, but for what only strangers declare."""
    kinds = answers.statements.filter(pl.col("property").is_in(["kind", strangers.PROPERTY])).collect()
    strange = pl.concat([strangers.declared(kinds, class_.lower())["thing"] for class_ in NAMED])
    named = pl.col("class").is_in(list(NAMED)) & ~pl.col("thing").is_in(strange.implode())
    return answers.tables["names"].filter(named).select("class", "thing", "text").unique().collect()


# ---------------------------------------------------------------- pairs of names
def alike(new: pl.DataFrame, had: pl.DataFrame) -> pl.DataFrame:
    """The pairs of names of two things of a class that look alike: `thing`, `text`, `thing_had`, `text_had`.

    Both frames have `class`, `thing` and `text`. What a thing of the new names was called before in letters that look
    the same is nothing new; and of each pair of things only the names count that not both bear.
    """
    new, had = (frame.with_columns(shape=_shape()).filter(pl.col("shape") != "") for frame in (new, had))
    new = new.join(had, on=["class", "thing", "shape"], how="anti")
    same = new.join(had, on=["class", "shape"], suffix="_had").filter(pl.col("text") != pl.col("text_had"))
    written = same.filter(_folded("text") != _folded("text_had"))
    mistyped = _mistyped(new, had)
    both = pl.concat([part.select("thing", "text", "thing_had", "text_had") for part in (written, mistyped)])
    return both.filter(pl.col("thing") != pl.col("thing_had"), ~_are_states()).unique()


def _are_states() -> pl.Expr:
    """Whether both are states, whose ids and names are those of a list: Iran is not mistyped for Iraq."""
    known = state_list()
    ids = [*known["states"], *known["former"]]
    return pl.col("thing").is_in(ids) & pl.col("thing_had").is_in(ids)


def _shape() -> pl.Expr:
    """What is seen of a name: its letters and numbers, small, in Latin where one looks like a Latin one."""
    text = pl.col("text").str.slice(0, LONGEST)
    small = text.str.normalize("NFKD").str.to_lowercase()
    every = small.str.replace_all(UNSEEN, "").str.replace_many(LATIN)
    is_plain = text.str.len_bytes() == text.str.len_chars()
    return pl.when(is_plain).then(text.str.to_lowercase().str.replace_many(PLAIN)).otherwise(every)


def _folded(name: str) -> pl.Expr:
    from accordgraph.graph.names.folding import fold

    return pl.col(name).map_elements(fold, return_dtype=pl.String)


def _mistyped(new: pl.DataFrame, had: pl.DataFrame) -> pl.DataFrame:
    """The pairs that differ by a letter more, another letter, or two next to each other that changed places.

    Names that have most in common are sought first, so that few are taken apart; without one of its letters each, or
    one of them as it is, such names are the same.
    """
    new, had = (frame.with_columns(length=pl.col("shape").str.len_chars().cast(pl.Int64)) for frame in (new, had))
    new, had = (frame.filter(pl.col("length") >= SHORTEST) for frame in (new, had))
    sizes = pl.concat([new.select(pl.col("length") + step) for step in (-1, 0, 1)]).unique()
    had = had.join(sizes, on="length", how="semi")
    near = new.with_columns(of=pl.concat_list(pl.col("length") + step for step in (-1, 0, 1))).explode("of")
    sought = _most(near, "of").select("class", "part", "most", length="of").unique()
    had = _most(had, "length").join(sought, on=sought.columns, how="semi")
    had = had.select("class", "thing", "text", "shape", "length").unique()
    pairs = _without_one(new).join(_without_one(had), on=KEY, suffix="_had")
    step = pl.col("length") - pl.col("length_had")
    apart = (pl.col("place") - pl.col("place_had")).abs()
    both_cut = (apart <= 1) & (pl.col("place") >= 0) & (pl.col("place_had") >= 0)
    one_cut = pl.when(step > 0).then(pl.col("place_had") < 0).otherwise(pl.col("place") < 0)
    is_one = pl.when(step == 0).then(both_cut).otherwise(one_cut)
    is_counted = pl.col("text").str.replace_all(COUNTED, "") == pl.col("text_had").str.replace_all(COUNTED, "")
    lettered = ~pl.col("letter").str.contains(NUMBER) & ~pl.col("letter_had").str.contains(NUMBER)
    return pairs.filter(is_one & lettered & ~is_counted & (pl.col("shape") != pl.col("shape_had")))


def _most(names: pl.DataFrame, length: str) -> pl.DataFrame:
    """What two names have in common that differ in one place, as `most`: all but a third of it, or but the two letters
    at the border of two thirds, which may have changed places; `part` says which. Names are taken as of the `length`.
    """
    shape, third = pl.col("shape"), pl.col(length) // 3
    thirds = [(pl.lit(0), third), (third, 2 * third), (2 * third, pl.col(length))]
    gaps = [*thirds, *((border - 1, border + 1) for border in (third, 2 * third))]
    parts = (pl.concat_str(shape.str.head(start), shape.str.tail(pl.col(length) - end)) for start, end in gaps)
    return pl.concat([names.with_columns(part=pl.lit(number), most=most) for number, most in enumerate(parts)])


def _without_one(names: pl.DataFrame) -> pl.DataFrame:
    """Each name without one of its letters, as `key`, with that `letter` and its `place`; and as it is, at place -1."""
    places = names.with_columns(place=pl.int_ranges(-1, pl.col("length"), dtype=pl.Int64)).explode("place")
    is_whole = pl.col("place") < 0
    cut = pl.concat_str(pl.col("shape").str.head(pl.col("place")), pl.col("shape").str.slice(pl.col("place") + 1))
    return places.with_columns(
        key=pl.when(is_whole).then("shape").otherwise(cut),
        letter=pl.when(is_whole).then(pl.lit("")).otherwise(pl.col("shape").str.slice(pl.col("place"), 1)),
    )
