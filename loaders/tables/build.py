"""From typed rows to the statements of a mapping: what rows declare, then what sources say in them."""

from __future__ import annotations

from dataclasses import dataclass, field

import polars as pl

from accordgraph.graph.statements.hows import DAY_INFERRED
from accordgraph.loaders.dossier.codes import former_states, states
from accordgraph.loaders.dossier.statements import COVERAGES, SIGNS
from accordgraph.loaders.tables import templates
from accordgraph.loaders.tables.absent_days import AbsentDays
from accordgraph.loaders.tables.act_rules import limits, refuse_by_rules
from accordgraph.loaders.tables.cells.actors import ACTORS, Directory
from accordgraph.loaders.tables.cells.column_work import ColumnWork
from accordgraph.loaders.tables.declared import Known, with_known_publishers
from accordgraph.loaders.tables.evaluation import Evaluated, evaluate
from accordgraph.loaders.tables.mapping import Declared, Entry, Mapping, Says
from accordgraph.loaders.tables.refusals import LINE
from accordgraph.loaders.tables.slugs import LONGEST, sha256, slug
from accordgraph.loaders.tables.statements import UNKNOWN, Statements, mention, one, several

EDITORIAL = "dossier"


@dataclass
class Builder:
    """Makes the statements of one mapping. `telling` collects the numbers of rows that tell something."""

    mapping: Mapping
    work: ColumnWork
    known: Known
    directory: Directory
    statements: Statements
    telling: list[pl.Series] = field(default_factory=list)
    absent: AbsentDays = field(default_factory=AbsentDays)
    as_of: pl.DataFrame = field(default_factory=pl.DataFrame)

    def build(self) -> None:
        """All statements of all rows."""
        self._itself()
        for about in ("publisher", "source", "actor", "basis"):
            for declared in self.mapping.declared:
                if declared.about == about:
                    self._declare(declared)
        self.as_of = self._days_of_sources()
        for declared in self.mapping.declared:
            for says in declared.says:
                self._says(says, declared)
        for says in self.mapping.says:
            self._says(says, None)
        self._actors()

    # ------------------------------------------------------------ what is declared
    def _itself(self) -> None:
        """The mapping as a source of its own, as a dossier is one; and what it covers."""
        row = pl.DataFrame({"about": ["source"], "thing": [self.mapping.id], "source": [self.mapping.id]})
        amends = [("amends_dossier", other) for other in self.mapping.amends]
        own = [("kind", "editorial"), ("publisher", self.mapping.id), ("title", self.mapping.title), *amends]
        for name, value in own:
            self.statements.add(row, name, pl.lit(value, pl.String), "stated", own=True)
        for entry in self.mapping.covers:
            what = next((each.template.text for each in entry.of("what")), "scope")
            of: list[str | None] = [each.template.text for each in entry.of("of")]
            for each in entry.of("text"):
                rows = pl.DataFrame(
                    {"about": "source", "thing": self.mapping.id, "source": self.mapping.id, "actor": of or [None]},
                    schema_overrides={"actor": pl.String},
                )
                key = sha256(pl.lit(f"{self.mapping.id} covers {what} {entry.node.line}")).str.head(16)
                language = pl.lit(each.key.text if each.key else "en")
                self.statements.add(
                    rows.with_columns(mention=key),
                    COVERAGES[what],
                    pl.lit(each.template.text),
                    "stated",
                    lang=language,
                    own=True,
                )

    def _id(self, declared: Declared) -> pl.Expr:
        """The id of a declared thing; with keys, that of its keys as well."""
        schema = self.work.frame.schema
        base = templates.identifier(declared.id, schema)
        if not declared.keys:
            return base
        pieces = [base]
        for name in declared.keys:
            text = (
                pl.col(name).list.sort().list.join("-")
                if isinstance(schema[name], pl.List)
                else pl.col(name).cast(pl.String)
            )
            if name not in declared.id.columns:
                pieces.append(slug(text).fill_null("none"))
        whole = pl.concat_str(pieces, separator="-")
        short = whole.str.head(LONGEST - 9).str.strip_chars_end("-") + "-" + sha256(whole).str.head(8)
        return pl.when(whole.str.len_chars() > LONGEST).then(short).otherwise(whole)

    def _declare(self, declared: Declared) -> None:
        entry = declared.entry
        needed = (*declared.id.columns, *declared.keys)
        evaluated = evaluate(entry, self.work, entry.when, {"thing": self._id(declared)}, needed, partial=True)
        rows = evaluated.frame.drop_nulls("thing")
        rows = rows.with_columns(pl.lit(declared.about).alias("about"), source=pl.lit(self.mapping.id))
        rows = rows.with_columns(one(entry, evaluated, "note").alias("note"))
        if declared.about == "source":
            rows = with_known_publishers(rows, entry, evaluated, self.known)
        if declared.about == "basis":
            rows = rows.with_columns(basis="thing")
        self.known.declare(declared.about, rows, entry, evaluated)
        values = [evaluated.names[number] for number in range(len(entry.values))]
        keys = [name for name in rows.columns if name.startswith("$k")]
        lists = [name for name in values if isinstance(rows.schema[name], pl.List)]
        distinct = rows.with_columns(pl.col(name).list.join("\x1f").alias(f"j{name}") for name in lists)
        same = ["thing", *(f"j{name}" if name in lists else name for name in values), *keys, "note"]
        distinct = distinct.unique(list(dict.fromkeys(same)), keep="first", maintain_order=True)
        self.statements.add_fields(distinct, entry, evaluated, own=True)

    def _days_of_sources(self) -> pl.DataFrame:
        """`source` and the day as of which it speaks: its publication, else that of what it derives from, else its
        reading.
        """
        data = self.known.sources.unique("id", keep="first")
        for _ in range(5):
            parents = data.select(derived_from="id", above="published", further="derived_from")
            data = (
                data.join(parents, on="derived_from", how="left", maintain_order="left")
                .with_columns(
                    published=pl.coalesce("published", "above"),
                    derived_from=pl.when(pl.col("published").is_null() & pl.col("above").is_null())
                    .then("further")
                    .otherwise("derived_from"),
                )
                .drop("above", "further")
            )
        read = (
            pl.when(pl.col("accessed").str.contains(r"^\d{4}(-\d\d){0,2}$"))
            .then(pl.lit("[..") + pl.col("accessed") + "]")
            .otherwise(None)
        )
        day = pl.when(pl.col("published") == "").then(None).otherwise("published")
        return data.select(source="id", day=pl.coalesce(day, read))

    def _actors(self) -> None:
        """Actors that cells name, as far as statements refer to them; names only of those that no dossier names."""
        used = self._used()
        named = pl.concat([ACTORS.to_frame(), *self.directory.named]).filter(pl.col("id").is_in(used.implode()))
        own = self.known.ids("actor", here=True)
        named = named.filter(~pl.col("id").is_in(own.implode()))
        every = [*states(), *former_states()]
        is_state = (pl.col("of") == "state") | pl.col("id").is_in(every)
        written = used.filter(used.is_in(every) & ~used.is_in(own.implode())).to_frame("id")
        self._states(pl.concat([named.filter(is_state).select("id"), written]).unique().sort("id"))
        others = (
            named.filter(pl.col("of").is_in(["slug", "spelled"]) & ~is_state).unique(["id", "name"]).sort("id", "name")
        )
        others = others.filter(~pl.col("id").is_in(self.directory.ids.implode()))
        first = others.unique("id", keep="first", maintain_order=True)
        rows = pl.col("id").alias("thing"), pl.lit("actor").alias("about"), pl.lit(self.mapping.id).alias("source")
        self.statements.add(first.with_columns(rows), "kind", pl.col("kind"), "stated", own=True)
        self.statements.add(first.with_columns(rows), "name", pl.col("name"), "stated", lang=pl.col("lang"), own=True)
        rest = others.join(first.select("id", "name"), on=["id", "name"], how="anti")
        self.statements.add(rest.with_columns(rows), "alias", pl.col("name"), "stated", own=True)

    def _states(self, ids: pl.DataFrame) -> None:
        every = {**former_states(), **states()}
        rows = ids.with_columns(
            pl.col("id").alias("thing"), pl.lit("actor").alias("about"), pl.lit(self.mapping.id).alias("source")
        )
        self.statements.add(rows, "kind", pl.lit("state"), "stated", own=True)
        codes = {one: one.upper() for one in states()}
        self.statements.add(
            rows,
            "jurisdiction",
            pl.col("id").replace_strict(codes, default=None, return_dtype=pl.String),
            "stated",
            own=True,
        )
        nameless = rows.filter(~pl.col("id").is_in(self.directory.ids.implode()))
        for language in ("en", "uk"):
            names = {one: state.names[language] for one, state in every.items() if language in state.names}
            called = pl.col("id").replace_strict(names, default=None, return_dtype=pl.String)
            self.statements.add(nameless, "name", called, "stated", lang=pl.lit(language), own=True)

    def _used(self) -> pl.Series:
        frames = self.statements.frames
        if not frames:
            return pl.Series([], dtype=pl.String)
        named = [frame["actor"] for frame in frames]
        named += [
            frame.filter(pl.col("property").is_in(["through", "towards", "with", "affects", "part_of", "succeeds"]))[
                "value"
            ]
            for frame in frames
        ]
        return pl.concat([one.drop_nulls().unique() for one in named]).unique()

    # ------------------------------------------------------------ what sources say
    def _says(self, says: Says, declared: Declared | None) -> None:
        for about, entry in says.entries:
            when = (*(declared.entry.when if declared else ()), *says.when, *entry.when)
            also = {"source": templates.identifier(says.source, self.work.frame.schema)}
            needed = [*says.source.columns, *limits(says)]
            if declared is not None:
                also["basis" if declared.about == "basis" else "actor"] = self._id(declared)
                needed += [*declared.id.columns, *declared.keys]
            evaluated = evaluate(entry, self.work, when, also, tuple(needed))
            rows = evaluated.frame.drop_nulls([name for name in ("source", "basis", "actor") if name in also])
            rows = rows.join(self.as_of, on="source", how="left", maintain_order="left")
            rows = rows.with_columns(
                as_of=pl.coalesce(one(entry, evaluated, "as_of"), "day"),
                note=one(entry, evaluated, "note"),
                stance=one(entry, evaluated, "stance"),
            )
            rows = self.known.existing(rows, self.work)
            for name in ("basis", "actor"):
                if name not in rows.columns:
                    rows = rows.with_columns(pl.lit(None, pl.String).alias(name))
            SAY[about](self, entry, Evaluated(rows, evaluated.names))

    def _tells(self, rows: pl.DataFrame) -> None:
        self.telling.append(rows[LINE].unique())

    def act(self, entry: Entry, evaluated: Evaluated) -> None:
        """Each actor's act; without actors the act of the whole."""
        judged = Evaluated(refuse_by_rules(entry, evaluated, self.work), evaluated.names)
        rows = self.absent.taken_out(entry, judged, self.work)
        types = entry.of("type")
        rows = rows.drop_nulls(evaluated.column(entry, types[0])) if types else rows.clear()
        if entry.of("by"):
            rows = (
                rows.with_columns(actor=several(entry.of("by"), entry, evaluated)).explode("actor").drop_nulls("actor")
            )
        evaluated = Evaluated(rows, evaluated.names)
        through = self._through(entry, evaluated)
        rows = rows.with_columns(through.alias("$through"), about=pl.lit("act"))
        rows = rows.with_columns(
            mention(entry, Evaluated(rows, evaluated.names), "act", self.mapping.id, pl.col("$through")).alias(
                "mention"
            )
        )
        self._tells(rows)
        self.statements.add_fields(rows, entry, evaluated)
        column = next((value.template.columns[0] for value in entry.of("through") if value.template.columns), None)
        self.statements.add(rows, "through", pl.col("$through"), entry.how("through"), column=column)
        if entry.of("role"):
            of_role = rows.with_columns(about=pl.lit("participation"))
            self.statements.add(of_role, "role", one(entry, evaluated, "role"), entry.how("role"))

    def _through(self, entry: Entry, evaluated: Evaluated) -> pl.Expr:
        """Through whom the actor of a row acted."""
        choices: list[pl.Expr] = []
        for number, value in enumerate(entry.values):
            if value.field.key == "through":
                column = pl.col(evaluated.names[number])
                if isinstance(evaluated.frame.schema[evaluated.names[number]], pl.List):
                    column = column.list.first()
                choices.append(
                    column
                    if value.key is None
                    else pl.when(pl.col(f"$k{number}") == pl.col("actor")).then(column).otherwise(None)
                )
        return pl.coalesce(choices) if choices else pl.lit(None, pl.String)

    def listing(self, entry: Entry, evaluated: Evaluated) -> None:
        """Each actor's listing; and the list itself, over all its rows, where it calls itself complete."""
        rows = (
            evaluated.frame.with_columns(actor=several(entry.of("of"), entry, evaluated))
            .explode("actor")
            .drop_nulls("actor")
        )
        deny = one(entry, evaluated, "deny")
        role = pl.coalesce(one(entry, evaluated, "role"), pl.lit(UNKNOWN))
        denied = deny.is_in(["true", "ever"]).fill_null(False)
        stance = pl.when(denied).then(pl.lit("denies")).otherwise("stance")
        rows = rows.with_columns(about=pl.lit("participation"), stance=stance)
        rows = rows.with_columns(
            mention(entry, Evaluated(rows, evaluated.names), "list", self.mapping.id).alias("mention")
        )
        self._tells(rows)
        column = next((value.template.columns[0] for value in entry.of("of") if value.template.columns), None)
        is_day_read = entry.how("of") == "stated" and entry.how("as_of") == "inferred"
        how = DAY_INFERRED if is_day_read else entry.how("of")
        ever = (deny == "ever").fill_null(False)
        self.statements.add(rows.filter(~ever), "listed", role, how, column=column)
        self.statements.add(rows.filter(ever), "never", role, how, column=column)
        if entry.of("with"):
            partners = several(entry.of("with"), entry, evaluated)
            self.statements.add(rows.with_columns(stance=pl.lit("asserts")), "with", partners, how)
        if entry.of("complete"):
            self._complete(rows.filter(one(entry, evaluated, "complete") == "true"), role, how)

    def _complete(self, rows: pl.DataFrame, role: pl.Expr, how: str) -> None:
        groups = rows.with_columns(role.alias("$role")).group_by(
            "source", "basis", "$role", "as_of", "note", maintain_order=True
        )
        lists = groups.agg(
            pl.col("actor").unique().sort().str.join(" "), pl.col("$address").first(), pl.col("$row").first()
        )
        value = pl.col("$role") + ": " + pl.col("actor")
        lists = lists.with_columns(value.alias("$value")).with_columns(
            about=pl.lit("basis"),
            thing="basis",
            actor=pl.lit(None, pl.String),
            mention=sha256(pl.concat_str("source", "basis", "$value", separator="\x1f")).str.head(16),
        )
        self.statements.add(lists, "complete_list", pl.col("$value"), how)

    def of_basis(self, entry: Entry, evaluated: Evaluated) -> None:
        """What a source says of the basis itself."""
        rows = evaluated.frame.with_columns(about=pl.lit("basis"), thing="basis")
        self._tells(rows)
        self.statements.add_fields(rows, entry, evaluated)

    def life(self, entry: Entry, evaluated: Evaluated) -> None:
        """What a source says of an actor. A name that holds for a time is a further name, with its first and last
        day.
        """
        rows = evaluated.frame.with_columns(about=pl.lit("actor"), thing="actor")
        periods = [
            (value, name) for key, name in (("from", "valid_from"), ("to", "valid_to")) for value in entry.of(key)
        ]
        if periods:
            rows = rows.with_columns(
                mention(entry, Evaluated(rows, evaluated.names), "life", self.mapping.id).alias("mention")
            )
        rows = rows.with_columns(pl.lit(None, pl.String).alias("actor"))
        self._tells(rows)
        renamed = {"name": "alias", "acronym": "alias"} if periods else {}
        self.statements.add_fields(rows, entry, evaluated, renamed=renamed)
        for value, name in periods:
            column = value.template.columns[0] if value.template.columns else None
            self.statements.add(
                rows, name, pl.col(evaluated.column(entry, value)), entry.how(value.field.key), column=column
            )

    def observation(self, entry: Entry, evaluated: Evaluated) -> None:
        """A number that a source gives."""
        names = ("series", "measure", "period", "value")
        parts = [one(entry, evaluated, name) for name in names]
        rows = evaluated.frame.filter(pl.all_horizontal(part.is_not_null() for part in parts))
        period = parts[2].str.replace("^-", "minus-")
        for sign, word in SIGNS.items():
            period = period.str.replace_all(sign, f"-{word}-", literal=True)
        period = period.str.to_lowercase().str.replace_all("[^a-z0-9]+", "-").str.strip_chars("-")
        own = pl.concat_str([parts[0], parts[1], period], separator="~")
        self._thing(rows, "observation", pl.coalesce(one(entry, evaluated, "id"), own), entry, evaluated)

    def challenge(self, entry: Entry, evaluated: Evaluated) -> None:
        """A challenge that a source names."""
        self._thing(evaluated.frame, "challenge", one(entry, evaluated, "id"), entry, evaluated)

    def assessment(self, entry: Entry, evaluated: Evaluated) -> None:
        """A judgement that a source makes."""
        self._thing(evaluated.frame, "assessment", one(entry, evaluated, "id"), entry, evaluated)

    def _thing(self, rows: pl.DataFrame, about: str, thing: pl.Expr, entry: Entry, evaluated: Evaluated) -> None:
        rows = rows.with_columns(about=pl.lit(about), thing=thing).drop_nulls("thing")
        self._tells(rows)
        self.statements.add_fields(rows, entry, evaluated)


SAY = {
    "act": Builder.act,
    "list": Builder.listing,
    "of_basis": Builder.of_basis,
    "life": Builder.life,
    "observation": Builder.observation,
    "challenge": Builder.challenge,
    "assessment": Builder.assessment,
}
"""What makes the statements of each class of entry."""
