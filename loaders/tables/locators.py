"""Where a value stands in a table: file, row and column by RFC 7111, the heading, and the cell as it stood."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import quote

import polars as pl

from accordgraph.loaders.tables.cells.column_work import ColumnWork
from accordgraph.loaders.tables.readers.table import ADDRESS, ROW, letters
from accordgraph.loaders.tables.rows import POSITION

CELL, HEADING, QUOTE = "cell", "heading", "quote"


@dataclass(frozen=True)
class Locators:
    """Makes the columns of a statement that say where it stands. `unpivoted`: columns of a cell and its heading."""

    work: ColumnWork
    positions: dict[str, dict[str, int]]
    unpivoted: tuple[str, str] | None

    def of(self, column: str | None) -> list[pl.Expr]:
        """The locators of values that come from a column; None: of the whole row."""
        if column is None:
            none = pl.lit(None, pl.String)
            return [_address(None).alias(CELL), none.alias(HEADING), none.alias(QUOTE)]
        root, cited = self.work.root(column), self.work.cited(column)
        raw = pl.col(cited)
        if isinstance(self.work.frame.schema[cited], pl.List):
            raw = raw.list.join("; ")
        raw = raw.cast(pl.String)
        if cited != self.work.raw(column):
            return self._of_several(column, raw)
        heading = pl.lit(root)
        place = self._position(root)
        if self.unpivoted is not None and root == self.unpivoted[0]:
            heading = pl.col(self.unpivoted[1])
            if POSITION in self.work.frame.columns:
                place = pl.col(POSITION)
        return [_address(place).alias(CELL), heading.alias(HEADING), raw.alias(QUOTE)]

    def _of_several(self, column: str, raw: pl.Expr) -> list[pl.Expr]:
        """The locators of a value that is put together of several cells: from the first to the last."""
        roots = self.work.roots[column]
        places = [self._position(root) for root in roots]
        first, last = pl.min_horizontal(places), pl.max_horizontal(places)
        return [_address(first, last).alias(CELL), pl.lit(", ".join(roots)).alias(HEADING), raw.alias(QUOTE)]

    def needed(self, column: str) -> list[str]:
        """The columns of the frame that these are made of."""
        names = [self.work.raw(column)]
        if self.unpivoted is not None:
            names += [name for name in (self.unpivoted[1], POSITION) if name in self.work.frame.columns]
        return names

    def _position(self, root: str) -> pl.Expr:
        places = {address: names[root] for address, names in self.positions.items() if root in names}
        if not places:
            return pl.lit(None, pl.Int64)
        return pl.col(ADDRESS).replace_strict(places, default=None, return_dtype=pl.Int64)


def _address(place: pl.Expr | None, last: pl.Expr | None = None) -> pl.Expr:
    """`file.csv#cell=17,3`, `file.xlsx#Sheet1!C17`; of a whole row `#row=17` and `!17:17`, of several cells of one
    `#cell=17,3-17,5` and `!C17:E17`.
    """
    row = pl.col(ROW).cast(pl.String)
    file = pl.col(ADDRESS)
    in_sheet = file.str.contains("#", literal=True)
    encoded = file.map_batches(_encoded, return_dtype=pl.String)
    whole = pl.when(in_sheet).then(encoded + "!" + row + ":" + row).otherwise(encoded + "#row=" + row)
    if place is None:
        return whole
    column = place.map_batches(_letters, return_dtype=pl.String)
    in_workbook, in_file = encoded + "!" + column + row, encoded + "#cell=" + row + "," + place.cast(pl.String)
    if last is not None:
        in_workbook += ":" + last.map_batches(_letters, return_dtype=pl.String) + row
        in_file += "-" + row + "," + last.cast(pl.String)
    one = pl.when(in_sheet).then(in_workbook).otherwise(in_file)
    return pl.when(place.is_null()).then(whole).otherwise(one)


def _encoded(addresses: pl.Series) -> pl.Series:
    """File names as they stand in an address; there are as many as files."""
    known = {one: quote(one, safe="#") for one in addresses.unique().drop_nulls()}
    return addresses.replace_strict(known, default=None, return_dtype=pl.String)


def _letters(places: pl.Series) -> pl.Series:
    known = {place: letters(place) for place in places.unique().drop_nulls()}
    return places.replace_strict(known, default=None, return_dtype=pl.String)
