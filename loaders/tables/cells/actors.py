"""Cells that name actors: states by name or code, actors that the store knows, others by an id of their name."""

from __future__ import annotations

from dataclasses import dataclass, field

import polars as pl

from accordgraph.graph.ids import is_slug
from accordgraph.loaders.dossier.codes import former_states, states
from accordgraph.loaders.tables.cells.column_work import REMEDY, WHY, ColumnWork
from accordgraph.loaders.tables.cells.lists import SIGN, recognised_parts, seeming_lists, taken_apart
from accordgraph.loaders.tables.cells.state_lookup import folded, keys, names
from accordgraph.loaders.tables.languages import language
from accordgraph.loaders.tables.mapping import Column
from accordgraph.loaders.tables.slugs import slug

NAMES = "$names"
BRACKETS = r"\s*\([^()]*\)\s*$"
LIKELY = 83.0
"""Of 100: an unknown name this near to that of a state is taken for a slip, as Polnad, which has 83, is for Poland."""

FEWEST_LETTERS = 4
"""Of a name that an unknown one may be a slip of: three letters are another acronym as soon as one differs."""

MOST_COMPARED = 20_000
"""Unknown names that are compared with those of states; each is compared with all."""

ACTORS = pl.Schema({"id": pl.String, "kind": pl.String, "name": pl.String, "lang": pl.String, "of": pl.String})
"""Actors that cells name: `of` is `state` for those of the bundled list."""


@dataclass
class Directory:
    """Actors of the store: what they are called, by folded name, and their ids; and those that tables name."""

    known: pl.DataFrame
    named: list[pl.DataFrame] = field(default_factory=list)

    @property
    def ids(self) -> pl.Series:
        """The ids that the store has."""
        return self.known["id"].unique()


def read_actors(work: ColumnWork, column: Column, directory: Directory) -> None:
    """Put ids in the place of names; a list of them where the column is split."""
    name = column.name
    whole = pl.concat([names()["key"], directory.known["key"]])
    cells = work.frame[name].drop_nulls().unique()
    parts = taken_apart(cells, column.split, whole, column.spelled)
    parts = parts.rename({"text": name, "parts": NAMES})
    data = work.frame.join(parts, on=name, how="left", maintain_order="left")
    unique = parts.select(name=pl.col(NAMES).explode()).drop_nulls().unique().sort("name")
    lookup = _identified(unique, column, directory)
    directory.named.append(lookup.filter(pl.col(WHY).is_null()).select(_actors(column)))
    rows = data.select("$line", pl.col(NAMES)).explode(NAMES).drop_nulls(NAMES)
    matches = rows.join(lookup, left_on=NAMES, right_on="name", how="left", maintain_order="left")
    grouped = matches.group_by("$line", maintain_order=True).agg(
        pl.col("id").drop_nulls().unique(maintain_order=True).alias("$ids"),
        pl.col(WHY).drop_nulls().first(),
        pl.col(REMEDY).drop_nulls().first(),
    )
    data = data.drop(NAMES).join(grouped, on="$line", how="left", maintain_order="left")
    value = pl.col("$ids") if column.split else pl.col("$ids").list.first()
    kept = pl.when(pl.col(WHY).is_null()).then(value).otherwise(None)
    work.replace(column, data.with_columns(kept.alias(name)).drop("$ids"))


def _actors(column: Column) -> list[pl.Expr]:
    of_state = pl.col("way") == "state"
    return [
        pl.col("id"),
        pl.when(of_state).then(pl.lit("state")).otherwise(pl.lit(column.kind)).alias("kind"),
        pl.col("called").alias("name"),
        (pl.lit(column.language) if column.language else language(pl.col("called"))).alias("lang"),
        pl.col("way").alias("of"),
    ]


def _identified(unique: pl.DataFrame, column: Column, directory: Directory) -> pl.DataFrame:
    """For each name: `id`, `called` (without notes), `way` it was found by, and why it is refused."""
    called = pl.col("name").str.replace(BRACKETS, "") if column.has_notes else pl.col("name")
    data = unique.with_columns(called=called, id=pl.lit(None, pl.String), way=pl.lit(None, pl.String))
    data = data.with_columns(pl.lit(None, pl.String).alias(WHY), pl.lit(None, pl.String).alias(REMEDY))
    if column.spelled:
        spelled = pl.col("name").replace_strict(column.spelled, default=None, return_dtype=pl.String)
        data = _taken(
            data,
            spelled,
            pl.when(spelled.is_in([*states(), *former_states()])).then(pl.lit("state")).otherwise(pl.lit("spelled")),
        )
    for way in column.names or ("states",):
        data = _by(data, way, directory, column.has_notes)
    return _others(data, column, directory)


def _taken(data: pl.DataFrame, identifier: pl.Expr, way: pl.Expr) -> pl.DataFrame:
    is_new = pl.col("id").is_null() & identifier.is_not_null()
    return data.with_columns(
        id=pl.when(is_new).then(identifier).otherwise("id"), way=pl.when(is_new).then(way).otherwise("way")
    )


def _by(data: pl.DataFrame, way: str, directory: Directory, has_notes: bool) -> pl.DataFrame:
    """Look names up by one way to call actors. A name that fits several actors is refused."""
    if way == "ids":
        is_known = pl.col("name").is_in(directory.ids.implode())
        is_state = pl.col("name").is_in([*states(), *former_states()])
        taken = pl.when(is_state | is_known).then("name").otherwise(None)
        return _taken(data, taken, pl.when(is_state).then(pl.lit("state")).otherwise(pl.lit("known")))
    table = directory.known.select("key", "id") if way == "known" else keys(way)
    if table.is_empty():
        return data
    several = table.unique().group_by("key").agg(pl.col("id").sort())
    texts = [folded(pl.col("name"))] if way in ("states", "known") else [pl.col("name").str.to_uppercase()]
    if has_notes and way in ("states", "known"):
        texts.append(folded(pl.col("called")))
    for text in texts:
        data = data.with_columns(text.alias("key")).join(
            several.rename({"id": "ids"}), on="key", how="left", maintain_order="left"
        )
        is_one = pl.col("ids").list.len() == 1
        first = pl.when(is_one).then(pl.col("ids").list.first()).otherwise(None)
        data = _taken(data, first, pl.lit("known" if way == "known" else "state"))
        many = pl.col("id").is_null() & (pl.col("ids").list.len() > 1)
        why = (
            pl.when(many)
            .then(pl.format("{} is the name of several actors: {}", "name", pl.col("ids").list.join(", ")))
            .otherwise(WHY)
        )
        spelled = pl.lit("write it under the column: spelled: {'") + pl.col("name") + "': ID}"
        remedy = pl.when(many).then(spelled).otherwise(REMEDY)
        data = data.with_columns(why.alias(WHY), remedy.alias(REMEDY)).drop("key", "ids")
    return data


def _others(data: pl.DataFrame, column: Column, directory: Directory) -> pl.DataFrame:
    """Names that no list has: refused, or with an id of their own, unless they look like a slip or like a list."""
    is_other = pl.col("id").is_null() & pl.col(WHY).is_null()
    others = data.filter(is_other)["called"]
    for clue in (_near(others), _lists(others, directory, data["name"])):
        data = data.join(clue, on="called", how="left", maintain_order="left")
    own, name = slug(pl.col("called")), pl.col("name")
    is_list = is_other & pl.col("signs").is_not_null() & (pl.col("near").is_null() | (pl.col("count") > 1))
    is_slip = is_other & pl.col("near").is_not_null() & ~is_list
    is_clash = is_other & (own.is_in([*states(), *former_states()]) | own.is_in(directory.ids.implode()))
    must_be_known = is_other if column.otherwise != "slug" else pl.lit(False)
    where = pl.lit(f"write it under the column {column.name!r}: spelled: ")
    known_as = pl.when(is_slip).then(pl.coalesce("near_id", own)).otherwise(own)
    spelled = where + "{'" + name + "': " + known_as + "}"
    signs = pl.concat_list(pl.lit(list(column.split), pl.List(pl.String)), "signs").list.unique(maintain_order=True)
    listed = '["' + signs.list.eval(pl.element().str.replace_all("\n", "\\n", literal=True)).list.join('", "') + '"]'
    split = pl.lit(f"if these are several actors, write under the column {column.name!r}: split: ") + listed
    split = split + ", or put a semicolon between them in the file of refused cells"
    why = (
        pl.when(is_slip)
        .then(pl.format("{} is the name of no state; did you mean {} ({})?", "name", "near", "near_id"))
        .when(is_list & pl.col("parts").is_null())
        .then(pl.format("{} seems to name several actors, of whom none is known", "name"))
        .when(is_list)
        .then(pl.format("{} is the name of no actor that is known, and parts of it are: {}", "name", "parts"))
        .when(is_clash)
        .then(pl.format("{} would get the id {}, which is another actor's", name, own))
        .when(must_be_known)
        .then(name + pl.lit(f" is none of the names that are known ({', '.join(column.names or ('states',))})"))
        .otherwise(WHY)
    )
    remedy = (
        pl.when(is_list)
        .then(split + "; if it is one, " + spelled)
        .when(is_slip | is_clash)
        .then(pl.lit("correct the cell, or if it is meant, ") + spelled)
        .when(must_be_known)
        .then(spelled + pl.lit(", or let it have an id of its own: else: slug"))
        .otherwise(REMEDY)
    )
    data = data.with_columns(why.alias(WHY), remedy.alias(REMEDY))
    ok = is_other & pl.col(WHY).is_null()
    return data.with_columns(
        id=pl.when(ok).then(own).otherwise("id"), way=pl.when(ok).then(pl.lit("slug")).otherwise("way")
    ).drop("near", "near_id", "signs", "parts", "count")


def _lists(called: pl.Series, directory: Directory, column: pl.Series) -> pl.DataFrame:
    """Names that seem to be lists: as a part of them is known, or stands alone in the `column`, or by their words."""
    alone = column.filter(~column.str.contains(SIGN)).to_frame("name")
    own = alone.select(key=folded(pl.col("name")), id=slug(pl.col("name")))
    known = recognised_parts(called, pl.concat([directory.known.select("key", "id"), own]))
    others = called.filter(~called.is_in(known["called"].implode()))
    return pl.concat([known, seeming_lists(others)])


def _near(unknown: pl.Series) -> pl.DataFrame:
    """The state whose name is most like each unknown name, where one is near enough: `called`, `near`, `near_id`."""
    schema = {"called": pl.String, "near": pl.String, "near_id": pl.String}
    called = unknown.unique().sort().head(MOST_COMPARED)
    if called.is_empty():
        return pl.DataFrame(schema=schema)
    from rapidfuzz import fuzz, process

    table = names().filter(pl.col("key").str.len_chars() >= FEWEST_LETTERS)
    texts = pl.DataFrame({"called": called}).with_columns(folded(pl.col("called")).alias("key"))
    scores = process.cdist(texts["key"].to_list(), table["key"].to_list(), scorer=fuzz.ratio, score_cutoff=LIKELY)
    best = scores.argmax(axis=1)
    near = texts.with_columns(place=pl.Series(best), score=pl.Series(scores.max(axis=1))).filter(pl.col("score") > 0)
    ids = table.with_row_index("place").select(pl.col("place").cast(pl.Int64), "id")
    english = pl.DataFrame(
        [(one, state.names["en"]) for one, state in {**former_states(), **states()}.items()],
        schema=["id", "near"],
        orient="row",
    )
    joined = near.cast({"place": pl.Int64}).join(ids, on="place", how="left").join(english, on="id", how="left")
    return joined.select("called", "near", near_id="id").cast(pl.Schema(schema))


def near_states(texts: pl.Series) -> pl.Series:
    """Those of some names that are no names of states, and look like a slip in one."""
    data = texts.alias("text").to_frame()
    unknown = data.filter(~folded(pl.col("text")).is_in(names()["key"].implode()))["text"]
    return _near(unknown)["called"]


def checked_spellings(column: Column) -> list[str]:
    """Ids under `spelled` that are none."""
    return [identifier for identifier in column.spelled.values() if not is_slug(identifier)]
