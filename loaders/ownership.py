"""What a dossier declares is its own: another one adds statements by sources, and fields only where both say so.

Fields are what a dossier says in its own name: of a source, an actor, a basis, a publisher. Whoever declared the thing
first decides about them. Another dossier may repeat them; to change or add to them it says `amends: [dossier]`, and the
load is given `--amend`. Of dossiers that say equally much of a thing the first is the one to which nothing was added
since the others came; where none is known to be it, none may change the thing without the others.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import polars as pl

from accordgraph.graph.derivation.strangers import dossiers
from accordgraph.graph.errors import InputError
from accordgraph.graph.statements.log import Batch
from accordgraph.graph.store.history import Age
from accordgraph.loaders.dossier.codes import former_states, states

AMENDS = "amends_dossier"
"""The property of a dossier that names the dossiers whose fields it means to change."""

OWN = ("about", "thing", "property", "value", "lang")

COLUMNS = ("id", *OWN, "basis", "source", "dossier")

MOST_NAMED = 5


def refuse_foreign_fields(
    current: pl.DataFrame, batches: Sequence[Batch], ages: Mapping[str, Age], amend: bool
) -> None:
    """Raise InputError where a dossier says in its own name what another one declares, or speaks in another's name.

    `current` are the statements that stand (`STATEMENTS`); `ages` orders the dossiers that are known by their loads.
    What a dossier said before, or the declaring dossier or the list of states says too, is no change.
    """
    loaded = {batch.dossier: batch.statements for batch in batches}
    if not loaded:
        return
    new = pl.concat([statements.select(COLUMNS) for statements in loaded.values()])
    others = current.filter(~pl.col("dossier").is_in(list(loaded))).select(COLUMNS)
    whole = pl.concat([others, new])
    new = new.join(current, on="id", how="anti")
    _refuse_other_names(new, whole)
    owners = _owners(whole, current, order_of(whole, loaded, ages))
    foreign = _foreign(_own_name(new), whole, owners)
    wanted = _amended(whole) if amend else foreign.select("dossier", owner="dossier").clear()
    refused = foreign.join(wanted, on=["dossier", "owner"], how="anti").sort("dossier", *OWN)
    if not refused.is_empty():
        raise _refusal(refused)


def order_of(whole: pl.DataFrame, loaded: Mapping[str, object], ages: Mapping[str, Age]) -> pl.DataFrame:
    """`dossier`, `age` and `added`: the first load of each, and the last that added to it.

    Those that are new come after all others, in the order of the files. A dossier whose loads nobody knows may have
    said what it says at any time.
    """
    latest = max((age.last for age in ages.values()), default=0)
    new = {dossier: Age(latest + number, latest + number) for number, dossier in enumerate(loaded, 1)}
    order, ever = new | dict(ages), Age(0, latest + len(loaded))
    known = whole["dossier"].unique().to_list()
    spans = [order.get(dossier, ever) for dossier in known]
    columns = {"dossier": known, "age": [span.first for span in spans], "added": [span.last for span in spans]}
    return pl.DataFrame(columns, schema={"dossier": pl.String, "age": pl.Int64, "added": pl.Int64})


def _owners(whole: pl.DataFrame, current: pl.DataFrame, order: pl.DataFrame) -> pl.DataFrame:
    """Who declared each thing first: `about`, `thing`, `owner`; several where it cannot be known.

    Whoever repeats what another declares says less of it, or amends the other, or is not trusted, and owns nothing by
    it; who repeats all of it owns it together with the other.
    """
    by_kind = (pl.col("property") == "kind") & pl.col("about").is_in(["source", "actor", "basis"])
    declared = whole.filter(by_kind | (pl.col("about") == "publisher")).select("about", "thing", "dossier").unique()
    trusted = ~pl.col("dossier").is_in(dossiers(whole).implode())
    said = current.filter((pl.col("source") == pl.col("dossier")) & trusted)
    own = said.group_by(THING).agg(weight=pl.struct(SAID_OF_THING).n_unique().cast(pl.Int64))
    amending = declared.join(_says_amends(whole), on="dossier").rename({"dossier": "by", "owner": "dossier"})
    amending = amending.join(declared, on=THING, how="semi").select("about", "thing", dossier="by")
    return first_declared(declared, own.join(amending, on=THING, how="anti"), order)


THING = ("about", "thing", "dossier")

SAID_OF_THING = ("property", "value", "lang")


def first_declared(declared: pl.DataFrame, stood: pl.DataFrame, order: pl.DataFrame) -> pl.DataFrame:
    """Of the rows `THING` those that came first: `about`, `thing`, `owner`.

    What stands in the store came before what is loaded, whenever its dossier was loaded first; of several that stand
    (`THING`, `weight`) the weightiest. Of these, and of what is loaded, those before which no other surely came
    (`order_of`).
    """
    dated = declared.join(order, on="dossier").join(stood, on=THING, how="left")
    dated = dated.with_columns(pl.col("weight").fill_null(0))
    best = dated.filter(pl.col("weight") == pl.col("weight").max().over("about", "thing"))
    first = best.filter(pl.col("age") <= pl.col("added").min().over("about", "thing"))
    return first.select("about", "thing", owner="dossier")


SAID_OF_ACTORS = ("name", "acronym", "alias", "part_of", "succeeds", "founded", "closed", "valid_from", "valid_to")
"""What a source may say of an actor; anything else of it is a field, whoever is named as the source."""


def _own_name(statements: pl.DataFrame) -> pl.DataFrame:
    """Fields: what dossiers say in their own name, under the thing that it is of.

    An act or a list is of its basis, and the name of an actor is that of the publisher of this id as well.
    """
    described = pl.col("about").is_in(["source", "publisher"])
    described = described | ((pl.col("about") == "actor") & ~pl.col("property").is_in(SAID_OF_ACTORS))
    own = statements.filter((pl.col("source") == pl.col("dossier")) | described)
    in_basis = pl.col("about").is_in(["act", "participation"])
    own = own.with_columns(
        about=pl.when(in_basis).then(pl.lit("basis")).otherwise("about"),
        thing=pl.when(in_basis).then("basis").otherwise("thing"),
    )
    names = own.filter((pl.col("about") == "actor") & (pl.col("property") == "name"))
    return pl.concat([own, names.with_columns(about=pl.lit("publisher"))])


def _foreign(fields: pl.DataFrame, whole: pl.DataFrame, owners: pl.DataFrame) -> pl.DataFrame:
    """Fields of things that others declare and that these do not say, with the `owner`."""
    foreign = fields.join(owners, on=["about", "thing"]).filter(pl.col("dossier") != pl.col("owner"))
    said = whole.select(*OWN, owner="dossier")
    foreign = foreign.join(said, on=[*OWN, "owner"], how="anti", nulls_equal=True)
    return foreign.join(_of_states(), on=OWN, how="anti", nulls_equal=True)


def _of_states() -> pl.DataFrame:
    """What the list of states says: whoever declares a state may repeat it."""
    every = {**former_states(), **states()}
    named = [(one, lang, state.names[lang]) for one, state in every.items() for lang in ("en", "uk")]
    rows: list[tuple[str, str, str, str, str | None]] = [
        ("actor", one, "name", text, lang) for one, lang, text in named
    ]
    rows += [("actor", one, "kind", "state", None) for one in every]
    rows += [("actor", one, "jurisdiction", one.upper(), None) for one in states()]
    return pl.DataFrame(rows, schema=dict.fromkeys(OWN, pl.String), orient="row")


def _amended(whole: pl.DataFrame) -> pl.DataFrame:
    """Which dossiers each one means to change: `dossier`, `owner`."""
    strange = dossiers(whole)
    return _says_amends(whole).filter(~pl.col("dossier").is_in(strange.implode()))


def _says_amends(whole: pl.DataFrame) -> pl.DataFrame:
    says = whole.filter((pl.col("about") == "source") & (pl.col("property") == AMENDS))
    return says.filter(pl.col("thing") == pl.col("dossier")).select("dossier", owner="value").unique()


def _refuse_other_names(new: pl.DataFrame, whole: pl.DataFrame) -> None:
    known = whole["dossier"].unique()
    others = new.filter((pl.col("source") != pl.col("dossier")) & pl.col("source").is_in(known.implode()))
    if not others.is_empty():
        dossier, source = others.sort("dossier", "source").select("dossier", "source").row(0)
        raise InputError(
            f"The dossier {dossier} speaks in the name of the dossier {source}.",
            "Write it under a source of its own. Nothing was loaded.",
        )


def _refusal(refused: pl.DataFrame) -> InputError:
    dossier = refused["dossier"][0]
    owners = ", ".join(refused.filter(pl.col("dossier") == dossier)["owner"].unique().sort())
    return InputError(
        f"The dossier {dossier} states fields of what {owners} declares: {_named(refused)}.",
        "Write it under says with a source of its own. If it is to change these fields, let it say so with the key "
        f"amends and {owners}, and load it with --amend (in Python, amend=True). Nothing was loaded.",
    )


def _named(refused: pl.DataFrame) -> str:
    """The first few, by what they are about."""
    texts = pl.format("{} of {} ({})", "property", "thing", "value")
    lines = refused.select(text=texts)["text"].unique(maintain_order=True).to_list()
    more = [f"{len(lines) - MOST_NAMED:,} more"] if len(lines) > MOST_NAMED else []
    return ", ".join([*lines[:MOST_NAMED], *more])
