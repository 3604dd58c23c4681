"""A first guess of what the columns of a table mean, by their headings and cells; what cannot be known is asked."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path

import polars as pl

from accordgraph.loaders.dossier.yaml_nodes import ScalarNode
from accordgraph.loaders.tables.cells.column_work import WHY, ColumnWork
from accordgraph.loaders.tables.cells.dates import ISO, PLAIN, SERIAL, read_dates
from accordgraph.loaders.tables.cells.state_lookup import folded, names
from accordgraph.loaders.tables.mapping import Column
from accordgraph.loaders.tables.readers.table import ROW, Table, letters
from accordgraph.loaders.tables.refusals import LINE, Refusals

FIT = 0.7
"""Share of the cells of a column that have to fit a meaning before it is taken for theirs."""

NUMERIC = r"^(\d{1,2})([/.-])(\d{1,2})[/.-](\d{4})$"
"""A date in digits; which of the first two is the day, only a number above 12 tells."""

FIT_BY_HEADING = 0.4
"""The same where the heading speaks of a day: what does not fit is refused by name, and not left out in silence."""

SPLITS = (";", " and ", " та ", " & ", "\n")
WAITING = (
    *("not yet", "pending", "no", "not in force", "not in force yet", "not yet in force"),
    *("ще ні", "ще не", "не набрала чинності", "ще не набрала чинності", "ще не набрав чинності", "очікується"),
)
NOTHING = ("-", "–", "—", "n/a", "N/A", "none", "?", "tbd", "TBD")

HEADINGS = {
    "actor": r"party|parties|state|country|side|participant|partner|member|organi[sz]ation|agency|institution"
    r"|authorit|signator|ministry|counterpart|\bbody\b|\bbodies\b"
    r"|сторон|держав|країн|учасни|партнер|орган",
    "agreement": r"agreement|treaty|title|instrument|memorandum|arrangement|document|name"
    r"|угод|договір|договор|назва|меморандум|документ",
    "signed": r"sign|conclu|adopt|date|підпис|укладен|дата",
    "force": r"force|effect|чинн",
    "until": r"until|expir|end|valid to|terminat|до якого|закінч|строк|термін",
    "joined": r"ratif|acced|accession|joined|приєднан|ратифік",
    "url": r"url|link|source|web|посилан|джерел|адрес",
    "note": r"note|comment|remark|приміт|комент",
    "number": r"^(no\.?|nr\.?|#|№|id|row|п/п|№ з/п)$",
}
"""What headings say in two languages, as patterns."""


@dataclass
class Guess:
    """What a table seems to say. `dates`: formats by column, None where day and month cannot be told apart."""

    table: Table
    actors: list[str] = field(default_factory=list)
    splits: dict[str, list[str]] = field(default_factory=dict)
    merged: list[str] = field(default_factory=list)
    dates: dict[str, list[str] | None] = field(default_factory=dict)
    roles: dict[str, str] = field(default_factory=dict)
    agreement: str | None = None
    url: str | None = None
    note: str | None = None
    waiting: list[str] = field(default_factory=list)
    nothing: dict[str, list[str]] = field(default_factory=dict)
    ignored: list[str] = field(default_factory=list)
    examples: dict[str, str] = field(default_factory=dict)

    def of_role(self, role: str) -> str | None:
        """The column of dates that has a role: signed, force, until, joined."""
        return next((column for column, one in self.roles.items() if one == role), None)

    @property
    def questions(self) -> list[str]:
        """Columns whose day and month cannot be told apart."""
        return [column for column, formats in self.dates.items() if formats is None]


def guess(table: Table, known: pl.DataFrame) -> Guess:
    """Guess what the columns mean; `known` has the folded names of the store's actors (`key`, `id`)."""
    result = Guess(table)
    keys = pl.concat([names()["key"], known["key"]]).unique()
    left = []
    for name in table.columns:
        cells = table.frame[name].drop_nulls()
        if cells.is_empty() or _says(name, "number"):
            result.ignored.append(name)
        elif (
            not _address(result, name, cells)
            and not _date(result, name, cells)
            and not _actor(result, name, cells, keys)
        ):
            left.append(name)
    _texts(result, left)
    _roles(result)
    result.merged = [name for name in result.actors if _is_merged(table, name)]
    return result


def _says(heading: str, what: str) -> bool:
    return re.search(HEADINGS[what], heading.strip().lower()) is not None


def _address(result: Guess, name: str, cells: pl.Series) -> bool:
    if cells.str.contains(r"^https?://\S+$").mean() < FIT:  # type: ignore[operator]
        return False
    if result.url is None:
        result.url = name
    else:
        result.ignored.append(name)
    return True


def _date(result: Guess, name: str, cells: pl.Series) -> bool:
    """Whether cells are dates, and by which formats they are read."""
    meaning = [text for text in cells.unique() if text.lower() not in WAITING and text not in NOTHING]
    data = pl.Series("cell", meaning, dtype=pl.String)
    is_waiting = _says(name, "force") and any(text.lower() in WAITING for text in cells.unique())
    if data.is_empty() and not is_waiting:
        return False
    numeric = data.str.contains(NUMERIC)
    formats = _numeric_formats(data.filter(numeric))
    serial = data.str.contains(SERIAL) & ~data.str.contains(ISO) if _says_date(name) else pl.Series([False] * len(data))
    readable = _readable(data, result.table.has_real_dates)
    fits = (numeric | readable | serial).mean()
    needed = FIT_BY_HEADING if _says_date(name) else FIT
    if not is_waiting and (
        not isinstance(fits, float) or fits < needed or (data.str.contains(r"^\d{1,4}$").all() and not _says_date(name))
    ):
        return False
    if formats is None and numeric.any():
        result.dates[name] = None
        result.examples[name] = str(data.filter(numeric)[0])
    else:
        own = [*(["excel"] if serial.any() else []), *(one for one in formats or [] if one not in PLAIN)]
        result.dates[name] = list(dict.fromkeys([*own, *PLAIN])) if own else []
    result.nothing[name] = sorted({text for text in cells.unique() if text in NOTHING})
    return True


def _says_date(name: str) -> bool:
    return any(_says(name, what) for what in ("signed", "force", "until", "joined"))


def _numeric_formats(cells: pl.Series) -> list[str] | None:
    """The format of dates in digits; None where they can be read in two ways. Points mean that the day comes first."""
    if cells.is_empty():
        return []
    parts = cells.str.extract_groups(NUMERIC).struct.unnest()
    first, sign, second = parts["1"].cast(pl.Int64), parts["2"], parts["3"].cast(pl.Int64)
    signs = sign.unique().to_list()
    day_first, month_first = bool((first > 12).any()), bool((second > 12).any())
    if day_first == month_first and signs != ["."]:
        return None
    order = "%m{0}%d{0}%Y" if month_first and not day_first else "%d{0}%m{0}%Y"
    return [order.format(one) for one in sorted(signs)]


def _readable(cells: pl.Series, has_real_dates: bool) -> pl.Series:
    """Which cells are dates that can be read in one way only."""
    frame = (
        pl.DataFrame({"cell": cells})
        .with_row_index(LINE)
        .with_columns(pl.lit("").alias("$address"), pl.lit(1, pl.Int64).alias(ROW))
    )
    work = ColumnWork(frame, Refusals())
    read_dates(work, Column("cell", ScalarNode(1, 1, ""), type="date"), [], has_real_dates)
    assert WHY not in work.frame.columns
    return work.frame["cell"].is_not_null()


def _actor(result: Guess, name: str, cells: pl.Series, keys: pl.Series) -> bool:
    """Whether cells are names of actors: by what is known, or by the heading."""
    splits = [sign for sign in SPLITS if _is_split(cells, sign, keys)]
    parts = cells
    for sign in splits:
        parts = parts.str.replace_all(sign, "\x1f", literal=True)
    one = parts.str.split("\x1f").explode().str.strip_chars()
    shares = pl.DataFrame({"cell": one}).select(folded(pl.col("cell")).is_in(keys.implode()).mean()).item()
    is_place = re.search(r"place|city|language|місц|мова", name.lower()) is not None
    if is_place or not (shares >= FIT or (_says(name, "actor") and not _says(name, "agreement"))):
        return False
    result.actors.append(name)
    result.splits[name] = splits
    return True


def _is_split(cells: pl.Series, sign: str, keys: pl.Series) -> bool:
    """Whether a sign stands between names, and not in them: `Bosnia and Herzegovina` is one state."""
    with_sign = cells.filter(cells.str.contains(sign, literal=True)).unique()
    if with_sign.is_empty():
        return False
    whole = pl.DataFrame({"cell": with_sign}).select(folded(pl.col("cell")).is_in(keys.implode())).to_series()
    return not whole.all()


def _texts(result: Guess, left: list[str]) -> None:
    """Of the columns that are left, the name of the agreement and a note."""
    frame = result.table.frame
    named = [name for name in left if _says(name, "agreement")]
    if named:
        result.agreement = max(named, key=lambda name: frame[name].drop_nulls().n_unique())
    for name in left:
        if name == result.agreement:
            continue
        if result.note is None and _says(name, "note"):
            result.note = name
        else:
            result.ignored.append(name)


def _roles(result: Guess) -> None:
    """What each column of dates tells, by its heading; the first that says nothing is the signature."""
    for role in ("force", "until", "joined", "signed"):
        for name in result.dates:
            if name not in result.roles and role not in result.roles.values() and _says(name, role):
                result.roles[name] = role
    if "signed" not in result.roles.values():
        free = [name for name in result.dates if name not in result.roles]
        if free:
            result.roles[free[0]] = "signed"
    result.ignored += [name for name in result.dates if name not in result.roles]
    for name in list(result.dates):
        if name not in result.roles:
            del result.dates[name]
    force = result.of_role("force")
    if force:
        cells = result.table.frame[force].drop_nulls().unique()
        result.waiting = sorted(text for text in cells if text.lower() in WAITING)


def _is_merged(table: Table, name: str) -> bool:
    """Whether cells of this column are merged, and those below the first are empty."""
    column = letters(table.positions[name])
    merged = re.compile(rf"merged cells in column ([A-Z]+, )*{column}[,:]")
    return table.frame[name].null_count() > 0 and any(merged.match(note) for note in table.notes)


def stem(path: Path) -> str:
    """The id that a table's file gives its mapping."""
    from accordgraph.loaders.dossier.suggestions import slugged

    return slugged(path.stem) or "table"
