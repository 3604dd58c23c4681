"""The index of a snapshot: every id with its class, and every name, in one SQLite file.

It turns what people write into ids, and ids into names, without opening an engine.
"""

from __future__ import annotations

import re
import sqlite3
import unicodedata
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from accordgraph.graph.errors import AmbiguousError, NotFoundError, StoreError

if TYPE_CHECKING:
    import polars as pl

    from accordgraph.graph.schemas import Tables

NEAREST = 3
"""Names that are suggested at most where nothing bears the one asked for."""

LIKENESS = 60
"""Of 100, from which a name is suggested: below it rapidfuzz finds names that share a few letters."""

APOSTROPHES = "'’‘‛ʼʻʹ`´′＇"
LETTERS = str.maketrans(
    {**dict.fromkeys(APOSTROPHES), "ł": "l", "ø": "o", "đ": "d", "ħ": "h", "ı": "i", "æ": "ae", "œ": "oe", "ґ": "г"}
)
"""Apostrophes go, and letters that NFKD does not take apart become what people type for them."""

SCHEMA = """
CREATE TABLE things(id TEXT PRIMARY KEY, class TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE names(thing TEXT NOT NULL, class TEXT NOT NULL, kind TEXT NOT NULL, lang TEXT, text TEXT NOT NULL,
  folded TEXT NOT NULL);
"""
INDEXES = """
CREATE INDEX names_folded ON names(folded, class);
CREATE INDEX names_thing ON names(thing, kind, lang);
"""


def fold(text: str) -> str:
    """What counts in a name: no case, no accents, no apostrophes, no punctuation; й is и and ї is і.

    >>> fold("Обʼєднані  Нації"), fold("Łódź-Wschód"), fold("U.S.")
    ('обєднані націі', 'lodz wschod', 'us')
    """
    lowered = unicodedata.normalize("NFKC", text).casefold().translate(LETTERS)
    letters = "".join(c for c in unicodedata.normalize("NFKD", lowered) if not unicodedata.combining(c))
    return " ".join(re.sub(r"[^\w\s]|_", "", re.sub(r"[-‐-―−/]", " ", letters)).split())


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
        database.executemany("INSERT INTO names VALUES (?, ?, ?, ?, ?, ?)", _name_rows(tables["names"]))
        database.executescript(INDEXES)


def _name_rows(names: pl.DataFrame) -> Iterator[tuple[str | None, ...]]:
    """Names with their folded text. A loop over rows, of which there are thousands: asking folds by the same code."""
    rows = names.select("thing", "class", "kind", "lang", "text").sort("thing", "kind", "lang", "text")
    return ((*row, fold(row[-1])) for row in rows.iter_rows())


# ---------------------------------------------------------------- read
class Names:
    """The names and ids of a snapshot. Close it, or use it in a `with` block."""

    def __init__(self, path: Path) -> None:
        """Open the index that `build` wrote; the file is never written to."""
        try:
            self._database = sqlite3.connect(
                f"{path.resolve().as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False
            )
        except sqlite3.Error as error:
            raise StoreError(f"The index {path} cannot be opened: {error}") from error

    def resolve(self, text: str, class_: str | None = None) -> str:
        """The id of the thing of that class (None: of any) that the text means.

        The first of these that fits decides: an id as it stands; a name or acronym in any language; an alias; an id
        by its words. All but the first forgive case, accents, apostrophes and punctuation. Raises NotFoundError with
        the nearest names, AmbiguousError where several things fit equally well.
        """
        if self._has_class(text, class_):
            return text
        for fits in (self._bearers(text, class_, "name", "acronym"), self._bearers(text, class_, "alias")):
            if len(fits) > 1:
                raise AmbiguousError(class_.lower() if class_ else "thing", text, tuple(fits))
            if fits:
                return fits[0][0]
        slug = fold(text).replace(" ", "-")
        if self._has_class(slug, class_):
            return slug
        raise NotFoundError(class_.lower() if class_ else "thing", text, self.nearest(text, class_))

    def nearest(self, text: str, class_: str | None = None) -> tuple[str, ...]:
        """Up to three names that look most like the text, of different things, best first."""
        from rapidfuzz import fuzz, process

        rows = self._rows(
            "SELECT folded, text, thing FROM names WHERE ? IN (class, '') ORDER BY thing, text", class_ or ""
        )
        folded = fold(text)
        found = process.extract(folded, [row[0] for row in rows], scorer=fuzz.WRatio, score_cutoff=LIKENESS, limit=200)
        # WRatio finds parts of long names; of two alike, the one that is alike as a whole comes first.
        found.sort(key=lambda match: -(match[1] + fuzz.ratio(folded, match[0])))
        best: dict[str, str] = {}
        for _, _, place in found:
            best.setdefault(rows[place][2], rows[place][1])
        return tuple(best.values())[:NEAREST]

    def name(self, identifier: str, lang: str = "en") -> str:
        """What a thing is called in a language; in English where that is missing; else in any; else its id."""
        rows = self._rows(
            "SELECT text FROM names WHERE thing = ? AND kind = 'name'"
            " ORDER BY lang IS NOT ?, lang IS NOT 'en', lang, text LIMIT 1",
            identifier,
            lang,
        )
        return rows[0][0] if rows else identifier

    def short_name(self, identifier: str, lang: str = "en") -> str:
        """Its acronym or else its name in a language; in English where both are missing; else in any; else its id."""
        rows = self._rows(
            "SELECT text FROM names WHERE thing = ? AND kind IN ('acronym', 'name')"
            " ORDER BY lang IS NOT ?, lang IS NOT 'en', kind, lang, text LIMIT 1",
            identifier,
            lang,
        )
        return rows[0][0] if rows else identifier

    def class_of(self, identifier: str) -> str | None:
        """The class of a thing by its id; None if there is no such thing."""
        rows = self._rows("SELECT class FROM things WHERE id = ?", identifier)
        return rows[0][0] if rows else None

    def beginning(self, begun: str, class_: str | None = None, limit: int = 200) -> list[tuple[str, str]]:
        """Ids, acronyms and names of one word that begin so, each with the name of the thing, in alphabetical order.

        Small and capital letters count as the same; of one thing, all such words are given.
        """
        words = self._rows(
            "SELECT id, id FROM things WHERE ? IN (class, '') AND instr(id, ?) = 1"
            " UNION SELECT text, thing FROM names WHERE kind <> 'alias' AND ? IN (class, '') AND instr(folded, ?) = 1"
            " AND instr(text, ' ') = 0 ORDER BY 1, 2 LIMIT ?",
            class_ or "",
            begun.casefold(),
            class_ or "",
            fold(begun),
            limit,
        )
        return [(word, self.name(thing)) for word, thing in words]

    def close(self) -> None:
        """Let go of the file."""
        self._database.close()

    def __enter__(self) -> Self:
        """The index itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close it."""
        self.close()

    def _has_class(self, identifier: str, class_: str | None) -> bool:
        found = self.class_of(identifier)
        return found is not None and class_ in (None, found)

    def _bearers(self, text: str, class_: str | None, *kinds: str) -> list[tuple[str, str]]:
        """Ids and names of the things that bear the text as a name of one of these kinds, by id."""
        marks = ", ".join("?" * len(kinds))
        rows = self._rows(
            f"SELECT DISTINCT thing FROM names WHERE folded = ? AND ? IN (class, '') AND kind IN ({marks})"
            " ORDER BY thing",
            fold(text),
            class_ or "",
            *kinds,
        )
        return [(thing, self.name(thing)) for (thing,) in rows]

    def _rows(self, statement: str, *values: str | int) -> list[tuple[str, ...]]:
        try:
            return self._database.execute(statement, values).fetchall()
        except UnicodeEncodeError:
            # A lone surrogate, as from a terminal that does not speak UTF-8: nothing is called so.
            return []
        except sqlite3.Error as error:
            raise StoreError(f"The index cannot be read: {error}") from error
