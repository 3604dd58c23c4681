"""Statements out of triples: from a row a triple to a row a statement, and what must hold of each."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import NamedTuple

import polars as pl

from accordgraph.graph.dates.columns import parse_instants
from accordgraph.graph.dates.periods import PERIOD
from accordgraph.graph.errors import InputError
from accordgraph.graph.ids import ID
from accordgraph.graph.redaction import SUSPECT, has_secret
from accordgraph.graph.statements.statement import STATEMENTS, with_ids
from accordgraph.loaders.dossier.records import LONGEST_TEXT
from accordgraph.loaders.dossier.value_checks import TAG, URL, WIKIDATA
from accordgraph.ontology.namespaces import ID_NAMESPACE
from accordgraph.ontology.registry import Column, registry

TRIPLES = pl.Schema({"id": pl.String, "name": pl.String, "value": pl.String})
"""The triples of statements: `name` is the property's in RDF, `value` an IRI or a text."""

READ = pl.Schema([*STATEMENTS.items(), ("recorded_on", pl.Date())])
"""The statements made from them."""

REQUIRED = ("about", "property", "value", "stance", "how", "source", "dossier", "recorded_on")
"""What every statement has."""

IDENTIFIERS = ("thing", "basis", "actor", "source", "dossier")

NUMBER = r"^[+-]?\d+(\.\d+)?$"

MOST_FAULTS = 10
"""Maximum number of faults in a message; a file that was changed throughout has one for each statement."""

LONGEST_ID = 40
"""Maximum length of an id in a message; ours have 16."""


class Rule(NamedTuple):
    """A condition that no row may meet, and the complaint where one does."""

    is_broken: pl.Expr
    complaint: str


def statement_columns() -> dict[str, Column]:
    """The columns that an export writes for a statement, by the name of the property in RDF."""
    words = registry()
    return {one.term: one for one in (*words.classes["Statement"].columns, *words.statement_record)}


def read_statements(triples: pl.DataFrame, file: str) -> pl.DataFrame:
    """The statements (`READ`), sorted by id, from triples (`TRIPLES`, without duplicates).

    Raises InputError that names the file and the faulty statements.
    """
    twice = triples.group_by("id", "name").len().filter(pl.col("len") > 1).sort("id", "name")
    _refuse(twice.select("id", fault=pl.format("has several values of {}", "name")), file)
    texts = _texts(triples.pivot("name", index="id", values="value"))
    _check(texts, _shapes(), file)
    return check_statements(texts.select(_typed(name) for name in READ).with_columns(_ids_of_things()), file)


def check_statements(typed: pl.DataFrame, file: str) -> pl.DataFrame:
    """The same statements (`READ`), sorted by id. Raises InputError that names the file and the faulty statements."""
    _check(typed, [Rule(pl.col(name).is_null(), f"has no {name}") for name in REQUIRED], file)
    _check(typed, _contents(), file)
    _refuse(_malformed(typed), file)
    hashed = with_ids(typed.select(STATEMENTS.names()))["id"].alias("hashed")
    _check(
        typed.hstack([hashed]),
        [Rule(pl.col("id") != pl.col("hashed"), "was changed: its id is not the hash of it")],
        file,
    )
    return typed.sort("id")


def _texts(wide: pl.DataFrame) -> pl.DataFrame:
    """A text column for each of `READ`, null throughout where no statement has it."""
    terms = {column.name: term for term, column in statement_columns().items()}
    present = {name: terms[name] for name in READ if name != "id" and terms[name] in wide.columns}
    lacking = {name: pl.lit(None, pl.String) for name in READ if name != "id" and name not in present}
    return wide.select("id", **present, **lacking).select(list(READ))


def _typed(name: str) -> pl.Expr:
    if READ[name] == pl.Date:
        return pl.col(name).str.to_date("%Y-%m-%d", strict=False)
    return pl.col(name).cast(READ[name], strict=False)


# ---------------------------------------------------------------- rules
def _shapes() -> Iterator[Rule]:
    """Of the texts: whatever must be there is, numbers are numbers, days are days, and things lead to things."""
    for name in REQUIRED:
        yield Rule(pl.col(name).is_null(), f"has no {name}")
    for name, dtype in READ.items():
        if dtype != pl.String:
            unread = _typed(name).is_null() & pl.col(name).is_not_null()
            yield Rule(unread, f"has a {name} that cannot be read")
    for name, prefix in _prefixes().items():
        yield Rule(~pl.col(name).str.starts_with(prefix), f"has a {name} that leads to no such thing")


def _contents() -> Iterator[Rule]:
    """Of the columns: ids are ids, words are of the vocabulary, dates are dates. A hash proves nothing of that."""
    words = registry()
    for name in IDENTIFIERS:
        yield Rule(~pl.col(name).str.contains(f"^(?:{ID.pattern})$"), f"has a {name} that is no id")
    known = [f"{about} {name}" for about, properties in words.properties.items() for name in properties]
    said = pl.concat_str("about", "property", separator=" ")
    yield Rule(~said.is_in(known), "says something that the vocabulary does not know")
    for name in ("stance", "how"):
        yield Rule(~pl.col(name).is_in(_words_of(name, "*")), f"has a {name} that the vocabulary does not know")
    yield Rule(_unreadable("as_of"), "has an as_of that is no date")
    of_date = _of([one for one in known if _comparison(one) == "date"])
    yield Rule(of_date & _unreadable("value"), "has a value that is no date")
    of_number = _of([one for one in known if _comparison(one) == "number"])
    yield Rule(of_number & ~pl.col("value").str.contains(NUMBER), "has a value that is no number")
    for name in ("value", "note", "quote"):
        too_long = (pl.col(name).str.len_chars() > LONGEST_TEXT) & ~_of(["basis complete_list"])
        yield Rule(too_long, f"has a {name} of more than {LONGEST_TEXT:,} characters")
    for one in known:
        about, name = one.split()
        listed = _words_of(name, about.capitalize())
        if listed:
            yield Rule(_of([one]) & ~pl.col("value").is_in(listed), f"has a {name} that the vocabulary does not know")


def _malformed(typed: pl.DataFrame) -> pl.DataFrame:
    """Values that a dossier would not have been allowed: `id` and `fault`, sorted by id."""
    said = typed.select("id", "lang", "value", said=pl.concat_str("about", "property", separator=" "))
    faults = [_unlike(said.filter(pl.col("said") == one), "value", *form) for one, form in FORMS.items()]
    faults.append(_unlike(said, "lang", _is_like(TAG), "has a language that is none"))
    return pl.concat([*faults, *_secrets(typed)]).sort("id")


def _secrets(typed: pl.DataFrame) -> Iterator[pl.DataFrame]:
    for name in ("value", "note", "quote"):
        suspect = typed.filter(pl.col(name).str.contains(SUSPECT))
        yield _unlike(suspect, name, lambda text: not has_secret(text), SECRET)


def _unlike(rows: pl.DataFrame, column: str, is_right: Callable[[str], bool], complaint: str) -> pl.DataFrame:
    wrong = [text for text in rows[column].drop_nulls().unique().to_list() if not is_right(text)]  # distinct texts
    return rows.filter(pl.col(column).is_in(wrong)).select("id", fault=pl.lit(complaint))


def _is_like(pattern: re.Pattern[str]) -> Callable[[str], bool]:
    return lambda text: pattern.fullmatch(text) is not None


def _is_address(text: str) -> bool:
    return URL.fullmatch(text) is not None and not has_secret(text)


_ADDRESS = (_is_address, "has no address of the web, or one with a user, a password or a key")
SECRET = "has an address with a user, a password or a key"
_TRUTH = (("true", "false").__contains__, "has a value that is neither true nor false")
_DURATION = (_is_like(PERIOD), "has a value that is no duration")
_COUNTRY = (_is_like(re.compile("[A-Z]{2}")), "has a value that is no country code")

FORMS: Mapping[str, tuple[Callable[[str], bool], str]] = {
    **dict.fromkeys(("source url", "actor website"), _ADDRESS),
    **dict.fromkeys(("source records_exits", "source rows_are_acts", "source independent"), _TRUTH),
    **dict.fromkeys(("basis open", "basis mutual"), _TRUTH),
    **dict.fromkeys(("basis effect_after", "basis exit_after"), _DURATION),
    **dict.fromkeys(("actor jurisdiction", "basis place"), _COUNTRY),
    "actor wikidata": (_is_like(WIKIDATA), "has a value that is no id of Wikidata"),
    "source sha256": (_is_like(re.compile("[0-9a-f]{64}")), "has a value that is no SHA-256"),
    "source language": (_is_like(TAG), "has a language that is none"),
    "act episode": (_is_like(re.compile("[1-9][0-9]{0,14}")), "has an episode that is no number"),
}
"""What values must be like that are neither dates, numbers nor words of the vocabulary, as in a dossier."""


def _of(said: list[str]) -> pl.Expr:
    return pl.concat_str("about", "property", separator=" ").is_in(said)


def _comparison(said: str) -> str:
    about, name = said.split()
    return registry().properties[about][name].compare


def _words_of(column: str, class_: str) -> list[str]:
    word_list = registry().word_list(column, class_)
    return [] if word_list is None else list(registry().words_of(word_list))


def _unreadable(column: str) -> pl.Expr:
    return pl.col(column).map_batches(
        lambda texts: parse_instants(texts)["error"].is_not_null(), return_dtype=pl.Boolean
    )


# ---------------------------------------------------------------- things
def _prefixes() -> dict[str, pl.Expr]:
    """The beginning of the IRIs that each column holds."""
    words = registry()
    references = {one.name: words.classes[one.type].path for one in statement_columns().values() if one.is_reference}
    prefixes = {name: pl.lit(f"{ID_NAMESPACE}{path}/") for name, path in references.items()}
    return {**prefixes, "thing": pl.format(f"{ID_NAMESPACE}{{}}/", "about")}


def _ids_of_things() -> list[pl.Expr]:
    return [pl.col(name).str.strip_prefix(prefix) for name, prefix in _prefixes().items()]


# ---------------------------------------------------------------- faults
def _check(rows: pl.DataFrame, rules: Iterable[Rule], file: str) -> None:
    faults = [rows.filter(rule.is_broken).select("id", fault=pl.lit(rule.complaint)) for rule in rules]
    _refuse(pl.concat(faults).sort("id", maintain_order=True), file)


def _refuse(faults: pl.DataFrame, file: str) -> None:
    """Raise InputError if there are faults: `id` of the statement, and `fault`."""
    if faults.is_empty():
        return
    first = faults.head(MOST_FAULTS).with_columns(id=pl.col("id").str.slice(0, LONGEST_ID))
    lines = [f"{file}: the statement {row['id']} {row['fault']}." for row in first.to_dicts()]
    if faults.height > MOST_FAULTS:
        lines.append(f"And {faults.height - MOST_FAULTS:,} more faults of {file}.")
    remedy = "Export the graph again, and load the file as it was written. Nothing was loaded."
    raise InputError("\n".join(lines), remedy)
