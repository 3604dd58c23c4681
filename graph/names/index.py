"""The index of a snapshot: every id with its class, and every name, in one SQLite file.

It turns what people write into ids, and ids into names, without opening an engine.
"""

from __future__ import annotations

import re
import sqlite3
from array import array
from collections.abc import Iterable, Sequence
from contextlib import closing
from functools import cache, cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from accordgraph.graph.closing import Closing
from accordgraph.graph.errors import AmbiguousError, NotFoundError, StoreError
from accordgraph.graph.names.folding import HYPHENS, fold, loosen
from accordgraph.graph.names.states import aliases

__all__ = ["Names", "build", "fold"]

if TYPE_CHECKING:
    import polars as pl

    from accordgraph.graph.names.matching import Match
    from accordgraph.graph.names.search import Words
    from accordgraph.graph.schemas import Tables

NEAREST = 3
"""Names that are suggested at most where nothing bears the one asked for."""

MOST_KEPT = 50_000
"""Answers on single things that are kept in memory: a page and a table ask for the same names again and again."""

LONGEST = 10_000
"""Characters of a text that may be a name: nothing is called by a longer one, and folding takes time."""

FURTHER = 40
"""Of 100, by which a name is no longer suggested that fits less well than the best one."""

CYRILLIC = re.compile("[\u0400-\u04ff]")

SURE = 70
"""Of 100, from which a thing of another kind is mentioned: `JIT` and its team have 100, `ab` and `abc-2024` 65."""

NAME = """SELECT text FROM names WHERE thing = ? AND kind = 'name'
ORDER BY lang IS NOT ?, lang IS NOT 'en', lang, text LIMIT 1"""

SHORT_NAME = """SELECT text FROM names WHERE thing = ? AND kind IN ('acronym', 'name')
ORDER BY lang IS NOT ?, lang IS NOT 'en', kind, lang, text LIMIT 1"""

NAMES = "SELECT thing, kind, lang, text FROM names WHERE kind IN ('acronym', 'name') AND thing IN"
"""Of many things, whose ids follow in brackets."""

ASKED_AT_ONCE = 500
"""Things in one statement: SQLite takes 999 values at least."""

STRANGE = "SELECT DISTINCT thing FROM names WHERE kind IN ('name', 'publisher') AND text LIKE ?"

IS_STRANGE = f"{STRANGE} AND thing = ?"

CLASS = "SELECT class FROM things WHERE id = ?"

SUGGESTED = ("name", "acronym", "alias")
"""Kinds of names that are suggested."""

SCHEMA = """
CREATE TABLE things(id TEXT PRIMARY KEY, class TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE names(number INTEGER PRIMARY KEY, thing TEXT NOT NULL, class TEXT NOT NULL, kind TEXT NOT NULL, lang TEXT,
  text TEXT NOT NULL, folded TEXT NOT NULL, loose TEXT NOT NULL);
CREATE TABLE spans(class TEXT PRIMARY KEY, first INTEGER NOT NULL, last INTEGER NOT NULL);
CREATE TABLE words(word TEXT PRIMARY KEY, names BLOB NOT NULL) WITHOUT ROWID;
CREATE TABLE lists(words TEXT NOT NULL, sizes BLOB NOT NULL);
"""
"""Names are numbered by class. `words` are those of `loose`, each with the numbers of the names that it stands in, and
`lists` has them all in one text, with the letters of each name."""

INDEXES = """
CREATE INDEX names_folded ON names(folded, class);
CREATE INDEX names_loose ON names(loose, class);
CREATE INDEX names_thing ON names(thing, kind, lang);
INSERT INTO spans SELECT class, min(number), max(number) FROM names GROUP BY class ORDER BY class;
"""


# ---------------------------------------------------------------- build
def build(tables: Tables, path: Path) -> None:
    """Write the index of all tables to a new file."""
    from accordgraph.ontology.registry import registry

    if path.exists():
        raise StoreError(f"{path} exists.", "The index is built in a new file.")
    with closing(sqlite3.connect(path)) as database, database:
        database.executescript(f"PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; {SCHEMA}")
        for node in sorted(registry().classes.values(), key=lambda node: node.name):
            ids = tables[node.table]["id"].sort()
            database.executemany(f"INSERT INTO things VALUES (?, '{node.name}')", zip(ids, strict=True))
        _build_names(database, tables)
        database.executescript(INDEXES)


def _build_names(database: sqlite3.Connection, tables: Tables) -> None:
    """Names with their folded text, and the words in them. Loops over rows: asking folds by the same code."""
    sound = cache(loosen)
    places: dict[str, array[int]] = {}
    sizes = bytearray()
    for number, row in enumerate(_all_names(tables).iter_rows()):
        folded = fold(row[-1])
        words = [word for word in map(sound, folded.split()) if word]
        for word in dict.fromkeys([*words, *map(sound, _compounds(row[-1]))]):
            places.setdefault(word, array("I")).append(number)
        sizes.append(min(255, sum(map(len, words))))
        database.execute(f"INSERT INTO names VALUES ({', '.join('?' * 8)})", (number, *row, folded, " ".join(words)))
    places.pop("", None)
    known = sorted(places)
    database.executemany("INSERT INTO words VALUES (?, ?)", ((word, places[word].tobytes()) for word in known))
    database.execute("INSERT INTO lists VALUES (?, ?)", ("\n".join(known), bytes(sizes)))


def _compounds(text: str) -> list[str]:
    """Words with hyphens, as somebody writes them who leaves the hyphen out.

    >>> _compounds("National Anti-Corruption Bureau")
    ['anticorruption']
    """
    return [fold(word).replace(" ", "") for word in re.findall(rf"(?<!\w)\w++(?:[{HYPHENS}]\w++)+", text)]


def _all_names(tables: Tables) -> pl.DataFrame:
    """All names, and what else things are found by: ids, publishers, further names of states. By class."""
    import polars as pl

    ids = [
        tables[table].select(thing="id", kind=pl.lit("id"), text="id", **{"class": pl.lit(class_)})
        for class_, table in (("Actor", "actors"), ("Basis", "bases"), ("Source", "sources"))
    ]
    further = aliases(tables["actors"]).join(tables["names"], on=["thing", "text"], how="anti")
    names = pl.concat([tables["names"], *ids, _publishers(tables["sources"]), further], how="diagonal")
    return names.select("thing", "class", "kind", "lang", "text").sort("class", "thing", "kind", "lang", "text")


def _publishers(sources: pl.DataFrame) -> pl.DataFrame:
    """The words for publishers, and what those are called that are no actors."""
    import polars as pl

    named = sources.filter(pl.col("publisher_actor").is_null())
    columns = [named.select("id", text=name) for name in named.columns if name.startswith("publisher_name_")]
    texts = pl.concat([sources.select("id", text="publisher"), *columns]).drop_nulls("text").unique()
    return texts.select(pl.lit("Source").alias("class"), pl.lit("publisher").alias("kind"), "text", thing="id")


# ---------------------------------------------------------------- read
def _marked() -> str:
    """What a text with the mark of a dossier that nobody has trusted is like."""
    from accordgraph.ontology.messages import message

    return f"% {message('mark-stranger', 'en', dossier='%')}%"


class NameRow(NamedTuple):
    """A name or an acronym of a thing as the index has it."""

    kind: str
    lang: str | None
    text: str


def _first(named: Sequence[NameRow], lang: str) -> str | None:
    """The text that `SHORT_NAME` gives, and of names alone `NAME`: SQLite has what is unknown before all else."""
    if not named:
        return None
    return min(
        named, key=lambda one: (one.lang != lang, one.lang != "en", one.kind, one.lang is not None, one.lang, one.text)
    ).text


class Names(Closing):
    """The names and ids of a snapshot. Close it, or use it in a `with` block."""

    def __init__(self, path: Path, lang: str = "en") -> None:
        """Open the index that `build` wrote; the file is never written to. Errors name things in the language."""
        self._lang = lang
        self._kept: dict[tuple[str, ...], str | None] = {}
        try:
            self._database = sqlite3.connect(
                f"{path.resolve().as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False
            )
        except sqlite3.Error as error:
            raise StoreError(
                f"The index {path} cannot be opened: {error}", "See what is damaged: accord check"
            ) from error

    def resolve(self, text: str, class_: str | None = None) -> str:
        """The id of the thing of that class (None: of any) that the text means.

        The first of these that fits decides: an id as it stands; a name, acronym or alias in any language; an id by
        its words. All but the first forgive case, accents, apostrophes and punctuation. Raises NotFoundError with the
        nearest names, AmbiguousError where several things bear the text, one as its name and another as an alias too:
        `Congo` is the name of one state and what many call another. What only a dossier declares that nobody has
        trusted takes no name from others.
        """
        fits = self._fitting(text, class_)
        if len(fits) > 1:
            named = tuple((identifier, self.name(identifier, self._lang)) for identifier in fits)
            raise AmbiguousError(class_.lower() if class_ else "thing", text, named)
        if fits:
            return fits[0]
        if len(text) > LONGEST:
            raise NotFoundError(class_.lower() if class_ else "thing", text)
        raise NotFoundError(
            class_.lower() if class_ else "thing", text, self.nearest(text, class_), self._other(text, class_)
        )

    def exact(self, text: str, class_: str | None = None) -> str | None:
        """The id that `resolve` gives; None where it would raise. Names that come near are not looked for."""
        fits = self._fitting(text, class_)
        return fits[0] if len(fits) == 1 else None

    def nearest(self, text: str, class_: str | None = None) -> tuple[str, ...]:
        """Up to three names that look most like the text, of different things, best first."""
        from accordgraph.graph.names.search import find

        matches = find(self._rows, self._words, text, class_, SUGGESTED)
        if len(matches) > NEAREST:
            matches = sorted(matches, key=lambda match: self.is_strange(match.thing))[:NEAREST]
        close = [match for match in matches if match.score > matches[0].score - FURTHER]
        return tuple(dict.fromkeys(self._suggestion(match, text) for match in close))

    def find(self, text: str, class_: str | None = None) -> list[Match]:
        """Everything of that class (None: of any) with a name, id or publisher that fits the text, best first."""
        from accordgraph.graph.names.search import find

        return find(self._rows, self._words, text, class_)

    def name(self, identifier: str, lang: str = "en") -> str:
        """What a thing is called in a language; in English where that is missing; else in any; else its id."""
        return self._one(NAME, identifier, lang) or identifier

    def short_name(self, identifier: str, lang: str = "en") -> str:
        """Its acronym or else its name in a language; in English where both are missing; else in any; else its id."""
        return self._one(SHORT_NAME, identifier, lang) or identifier

    def names_of(self, identifiers: Iterable[str], lang: str = "en") -> dict[str, str]:
        """What `name` gives of each of many things, by id; the short names of the same are read with them."""
        wanted = list(dict.fromkeys(identifiers))
        missing = [one for one in wanted if (NAME, one, lang) not in self._kept and one.isprintable()]
        read: dict[str, str | None] = {}
        for start in range(0, len(missing), ASKED_AT_ONCE):
            read |= self._read_names(missing[start : start + ASKED_AT_ONCE], lang)
        return {one: read.get(one) or self.name(one, lang) for one in wanted}

    def _read_names(self, things: Sequence[str], lang: str) -> dict[str, str | None]:
        """The names of some things in the order of `NAME`, kept with those of `SHORT_NAME`."""
        rows = self._rows(f"{NAMES} ({', '.join('?' * len(things))})", *things)
        of_thing: dict[str, list[NameRow]] = {thing: [] for thing in things}
        for thing, *name in rows:
            of_thing[thing].append(NameRow(*name))
        first: dict[str, str | None] = {}
        for thing, named in of_thing.items():
            first[thing] = _first([one for one in named if one.kind == "name"], lang)
            if len(self._kept) < MOST_KEPT:
                self._kept[NAME, thing, lang] = first[thing]
                self._kept[SHORT_NAME, thing, lang] = _first(named, lang)
        return first

    def is_strange(self, identifier: str) -> bool:
        """Whether the thing is one of a dossier that nobody has trusted: its name or its publisher has the mark."""
        return identifier in self._strange

    def spellings(self, identifier: str) -> tuple[str, ...]:
        """All names of a thing as they sound, with its id, by which it is found in any script."""
        rows = self._rows("SELECT DISTINCT loose FROM names WHERE thing = ? AND loose <> '' ORDER BY loose", identifier)
        return tuple(loose for (loose,) in rows)

    def class_of(self, identifier: str) -> str | None:
        """The class of a thing by its id; None if there is no such thing."""
        return self._one(CLASS, identifier)

    def beginning(self, begun: str, class_: str | None = None, limit: int = 200) -> list[tuple[str, str]]:
        """Ids, acronyms and names of one word that begin so, each with the name of the thing, in alphabetical order.

        Small and capital letters count as the same; of one thing, all such words are given. Of more than `limit`, those
        of dossiers that nobody has trusted are left out first.
        """
        if len(begun) > LONGEST:
            return []
        words = self._rows(
            "SELECT id, id FROM things WHERE ? IN (class, '') AND instr(id, ?) = 1"
            " UNION SELECT text, thing FROM names WHERE kind <> 'alias' AND ? IN (class, '') AND instr(folded, ?) = 1"
            " AND instr(text, ' ') = 0 ORDER BY 1, 2",
            class_ or "",
            begun.casefold(),
            class_ or "",
            fold(begun),
        )
        if len(words) > limit:
            words = sorted(sorted(words, key=lambda word: word[1] in self._strange)[:limit])
        return [(word, self.name(thing)) for word, thing in words]

    def close(self) -> None:
        """Let go of the file."""
        self._database.close()

    @cached_property
    def _words(self) -> Words:
        from accordgraph.graph.names.near_words import lexicon
        from accordgraph.graph.names.search import Words

        [(words, sizes)] = self._rows("SELECT words, sizes FROM lists")
        return Words(lexicon(words), sizes, lambda: self._strange_names)

    @cached_property
    def _strange(self) -> frozenset[str]:
        """The ids of the things of dossiers that nobody has trusted."""
        return frozenset(thing for (thing,) in self._rows(STRANGE, _marked()))

    @cached_property
    def _strange_names(self) -> frozenset[int]:
        """The numbers of their names."""
        if not self._strange:
            return frozenset()
        numbers = self._rows("SELECT number, thing FROM names")
        return frozenset(number for number, thing in numbers if thing in self._strange)

    def _other(self, text: str, class_: str | None) -> str | None:
        """The kind of things, other than those looked for, among which a name fits best; None where none does."""
        matches = [] if class_ is None else self.find(text)
        here = max((match.score for match in matches if match.class_ == class_), default=0)
        return next((match.class_.lower() for match in matches if match.score >= SURE and match.score > here), None)

    def _suggestion(self, match: Match, text: str) -> str:
        """The name as it was found, or what the thing is called in a language that was asked for.

        In English a name in Cyrillic letters is suggested only to somebody who wrote such letters.
        """
        is_legible = not CYRILLIC.search(match.text) or CYRILLIC.search(text)
        if match.lang == self._lang or (self._lang == "en" and is_legible):
            return match.text
        return (self.short_name if match.kind == "acronym" else self.name)(match.thing, self._lang)

    def _has_class(self, identifier: str, class_: str | None) -> bool:
        actual = self.class_of(identifier)
        return actual is not None and class_ in (None, actual)

    def _fitting(self, text: str, class_: str | None) -> list[str]:
        """The ids that a text means: as it stands, as a name, acronym or alias in order of ids, or by its words."""
        if len(text) > LONGEST:
            return []
        if self._has_class(text, class_):
            return [text]
        slug = fold(text).replace(" ", "-")
        by_words = [slug] if self._has_class(slug, class_) else []
        bearers = self._bearers(text, class_)
        if len({*bearers, *by_words}) < 2:
            return bearers or by_words
        of_others, by_words_of_others = (
            [one for one in each if not self._one(IS_STRANGE, _marked(), one)] for each in (bearers, by_words)
        )
        return of_others or by_words_of_others or bearers

    def _bearers(self, text: str, class_: str | None) -> list[str]:
        """The ids of the things that bear the text as a name, an acronym or an alias, in order."""
        rows = self._rows(
            "SELECT DISTINCT thing FROM names WHERE folded = ? AND ? IN (class, '')"
            " AND kind IN ('name', 'acronym', 'alias') ORDER BY thing",
            fold(text),
            class_ or "",
        )
        return [thing for (thing,) in rows]

    def _one(self, statement: str, *values: str) -> str | None:
        """The first value that a statement gives, None where there is none; the file never changes."""
        key = (statement, *values)
        if key in self._kept:
            return self._kept[key]
        rows = self._rows(statement, *values)
        first: str | None = rows[0][0] if rows else None
        if len(self._kept) < MOST_KEPT:
            self._kept[key] = first
        return first

    def _rows(self, statement: str, *values: str | int) -> list[tuple[Any, ...]]:
        try:
            return self._database.execute(statement, values).fetchall()
        except UnicodeEncodeError:
            # A lone surrogate, as from a terminal that does not speak UTF-8: nothing is called so.
            return []
        except sqlite3.Error as error:
            raise StoreError(f"The index cannot be read: {error}", "See what is damaged: accord check") from error
