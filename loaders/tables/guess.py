"""A first guess of what the columns of a table mean, by their headings and cells; what cannot be known is asked."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

import polars as pl

from accordgraph.loaders.dossier.yaml_nodes import ScalarNode
from accordgraph.loaders.tables.act_words import doing
from accordgraph.loaders.tables.borne_out import agreed_end_bears_out
from accordgraph.loaders.tables.cells.column_work import WHY, ColumnWork
from accordgraph.loaders.tables.cells.dates import ISO, PLAIN, UNAMBIGUOUS, YEAR_WORD, read_dates
from accordgraph.loaders.tables.cells.lists import taken_apart
from accordgraph.loaders.tables.cells.state_lookup import folded, names
from accordgraph.loaders.tables.gaps import ids_of_actors, kept, repeated, startless, undated
from accordgraph.loaders.tables.headings import INSTRUMENT, NOTHING, is_open_ended, is_waiting, says, says_date
from accordgraph.loaders.tables.languages import language
from accordgraph.loaders.tables.mapping import Column
from accordgraph.loaders.tables.ratifications import ACT, consent, ratifying
from accordgraph.loaders.tables.readers.table import ROW, Table
from accordgraph.loaders.tables.refusals import LINE, Refusals
from accordgraph.loaders.tables.slugs import slug
from accordgraph.loaders.tables.splits import guessed_splits, own_names
from accordgraph.loaders.tables.status_words import OVER, counted, has_end, is_doubtful, is_status, part, stopped

FIT = 0.7
"""Share of the cells of a column that have to fit a meaning before it is taken for theirs."""

NUMERIC = r"^(\d{1,2})([/.-])(\d{1,2})[/.-](\d{4})$"
"""A date in digits; which of the first two is the day, only a number above 12 tells."""

FIT_BY_HEADING = 0.4
"""The same where the heading speaks of a day: what does not fit is refused by name, and not left out in silence."""

MARK = rf"(?i)(?<year>\d{{4}})\s*(?:\s\(?[A-Za-z]{{1,2}}\)?|{ACT.format('act')})$"
"""A date with the mark of an act after it: `a` of an accession, `d` of a succession, or its word in brackets."""

SERIAL = r"^\d{5}(?:\.0+)?$"
"""A day as spreadsheets count them, since 1927."""


@dataclass
class Guess:
    """What a table seems to say. `dates`: formats by column, None where either of two numbers may be the day.

    `places` are columns of countries that may be those of the bodies in another column, which stands beside each.
    `repeated` is how many names of agreements stand in rows of one day with other parties: one agreement or several?
    `ratified` has the columns of days of ratification with the columns of those who ratified, none where that is open.
    `citation` is the column that names what a row rests on, beside `url` or without it; `undated` counts rows without
    any day, `startless` those that have one and no start, where a column has starts, `sourceless` those that cite
    nothing.
    `doubtful` has remarks that may speak of an end; `taken` ids of actors, which nothing else may have.
    `languages` are those of the agreement's names; `status` has the words of columns that say how an agreement stands,
    with the number of rows; `stopped` those by which rows are left out; `terms` those of ends that are no days.
    `watched` are the columns in which such words may stand, `ending` that of which some words have a day of the end;
    `over` is the column of a status of which some words say that it ended.
    `whole` is the one agreement of which each row names a participant, by the name of the file.
    `marked` has columns of dates with marks of an act after them, as depositaries write them (`20 Apr 2017 a`), each
    with the column that has the day; `acts` has the words of acts that stand so in brackets, with their types.
    `doing` is the column that says which act a row is, `done` has its words with their types.
    """

    table: Table
    actors: list[str] = field(default_factory=list)
    places: dict[str, str] = field(default_factory=dict)
    repeated: int = 0
    splits: dict[str, list[str]] = field(default_factory=dict)
    dates: dict[str, list[str] | None] = field(default_factory=dict)
    roles: dict[str, str] = field(default_factory=dict)
    ratified: dict[str, list[str]] = field(default_factory=dict)
    agreement: str | None = None
    url: str | None = None
    note: str | None = None
    citation: str | None = None
    undated: int = 0
    startless: int = 0
    sourceless: int = 0
    doubtful: list[tuple[str, int]] = field(default_factory=list)
    taken: frozenset[str] = frozenset()
    waiting: list[str] = field(default_factory=list)
    nothing: dict[str, list[str]] = field(default_factory=dict)
    ignored: list[str] = field(default_factory=list)
    status: dict[str, list[tuple[str, int]]] = field(default_factory=dict)
    stopped: dict[str, list[tuple[str, int]]] = field(default_factory=dict)
    terms: dict[str, list[tuple[str, int]]] = field(default_factory=dict)
    watched: list[str] = field(default_factory=list)
    ending: str | None = None
    over: str | None = None
    whole: str | None = None
    marked: dict[str, str] = field(default_factory=dict)
    acts: dict[str, dict[str, str]] = field(default_factory=dict)
    doing: str | None = None
    done: dict[str, str] = field(default_factory=dict)
    languages: list[str] = field(default_factory=lambda: ["en"])
    examples: dict[str, str] = field(default_factory=dict)

    def of_role(self, role: str) -> str | None:
        """The column of dates that has a role: signed, force, until, joined."""
        return next((column for column, one in self.roles.items() if one == role), None)

    def day(self, column: str) -> str:
        """The column that has the days of a column of dates."""
        return self.marked.get(column, column)

    @property
    def cites(self) -> str | None:
        """The column by which a row cites what it rests on."""
        return self.url or self.citation

    @property
    def is_of_one_party(self) -> bool:
        """Whether each row names one party only: the other is the keeper of the table."""
        return len(self.actors) == 1 and not self.places and not self.splits.get(self.actors[0])

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
        cells = table.text(name).drop_nulls()
        if cells.is_empty() or says(name, "number"):
            result.ignored.append(name)
        elif (
            not _address(result, name, cells)
            and not _date(result, name, cells)
            and not _actor(result, name, cells, keys)
        ):
            left.append(name)
    result.doing, result.done = doing(table, list(result.dates), left)
    _texts(result, [name for name in left if name != result.doing])
    _roles(result)
    _stopped(result)
    if result.agreement is None and result.is_of_one_party and INSTRUMENT.search(table.path.stem):
        words = " ".join(re.split(r"[\s_-]+", table.path.stem)).strip()
        result.whole = words[:1].upper() + words[1:]
    _places(result, keys)
    _count(result)
    result.taken = ids_of_actors(table, result.actors, known)
    return result


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
    nothing = sorted({text for text in cells.unique() if text in NOTHING or is_open_ended(name, text)})
    meaning = [text for text in cells.unique() if not is_waiting(text) and text not in nothing]
    data = pl.Series("cell", meaning, dtype=pl.String).str.replace(YEAR_WORD, "$1")
    has_marks = data.str.contains(MARK).any()
    acts = data.str.extract_groups(MARK).struct.field("act").drop_nulls().unique().sort()
    data = data.str.replace(MARK, "$year")
    waits = says(name, "force") and any(map(is_waiting, cells.unique()))
    if data.is_empty() and not waits:
        return False
    numeric = data.str.contains(NUMERIC)
    formats = _numeric_formats(data.filter(numeric))
    serial = data.str.contains(SERIAL) & ~data.str.contains(ISO) if says_date(name) else pl.Series([False] * len(data))
    readable = _readable(data, result.table.has_real_dates)
    fits = (numeric | readable | serial).mean()
    needed = FIT_BY_HEADING if says_date(name) else FIT
    if not waits and (
        not isinstance(fits, float) or fits < needed or (data.str.contains(r"^\d{1,4}$").all() and not says_date(name))
    ):
        return False
    if formats is None and numeric.any():
        result.dates[name] = None
        result.examples[name] = str(data.filter(numeric)[0])
    else:
        own = [*(["excel"] if serial.any() else []), *(one for one in formats or [] if one not in PLAIN)]
        result.dates[name] = [*own, UNAMBIGUOUS] if own else []
    result.nothing[name] = nothing
    if has_marks:
        result.marked[name] = f"day_{len(result.marked) + 1}"
        result.acts[name] = {word: consent(word) for word in acts}
    return True


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
    splits = guessed_splits(cells, pl.concat([keys, own_names(cells)]).unique())
    parts = taken_apart(cells.unique(), splits, keys)
    one = cells.alias("text").to_frame().join(parts, on="text").explode("parts")
    shares = one.select(folded(pl.col("parts")).is_in(keys.implode()).mean()).item()
    is_place = re.search(r"place|city|language|місц|мова", name.lower()) is not None
    is_named = says(name, "actor") and not says(name, "agreement") and not is_status(name, cells)  # “State of play”
    if is_place or not ((shares or 0) >= FIT or is_named):
        return False
    result.actors.append(name)
    result.splits[name] = splits
    return True


def _texts(result: Guess, left: list[str]) -> None:
    """Of the columns that are left, the name of the agreement, a note, and how the agreement stands."""
    table = result.table
    named = [name for name in left if says(name, "agreement") and not is_status(name, table.text(name))]
    if named:
        result.agreement = max(named, key=lambda name: table.frame[name].drop_nulls().n_unique())
        result.languages = languages(table.text(result.agreement))
    for name in left:
        if name == result.agreement:
            continue
        if result.citation is None and says(name, "url") and _fits_address(result, name):
            result.citation = name
            continue
        if result.note is None and says(name, "note"):
            result.note = name
        else:
            result.ignored.append(name)
        if is_status(name, table.text(name)):
            result.status[name] = counted(table.text(name))
        elif says(name, "until"):
            result.terms[name] = counted(table.text(name))


def _count(result: Guess) -> None:
    """Count what rows leave open. Who joined a treaty on no day has not joined it."""
    table, days, force = kept(result.table, result.stopped), list(result.roles), result.of_role("force")
    result.undated = 0 if result.is_of_one_party else undated(table, days, result.actors)
    signed = result.of_role("signed")
    dating = [*result.ratified] or ([signed] if signed else [])
    result.startless = startless(table, dating, force) if force else 0
    result.sourceless = table.frame[result.cites].null_count() if result.cites else 0
    if result.agreement and not result.doing:
        same = [one for one in (result.agreement, result.of_role("signed"), force) if one]
        result.repeated = repeated(table, same, result.actors)


def _fits_address(result: Guess, name: str) -> bool:
    """Whether a citation can be the title of the address beside it: each address is cited in one way."""
    if result.url is None:
        return True
    pairs = result.table.frame.select(pl.col(result.url).alias("url"), pl.col(name).alias("words")).drop_nulls("url")
    return pairs.unique().height == pairs["url"].n_unique()


def _stopped(result: Guess) -> None:
    """Leave out rows that are said not to be in force, where neither an end nor the want of a start is read."""
    table = result.table
    is_over = {name: part(table.text(name), OVER).is_not_null() for name in result.status if name != result.note}
    result.over = next((name for name, rows in is_over.items() if rows.any()), None)
    for name in result.status:
        is_borne_out = _borne_out(result, name)
        words = stopped(name, table.text(name), is_borne_out | is_over[name] if name == result.over else is_borne_out)
        if words:
            result.stopped[name] = words
    if result.note:
        remarks, is_borne_out = table.text(result.note), _borne_out(result, result.note)
        is_borne_out |= is_over.get(result.over or "", is_borne_out)
        stopping = stopped(result.note, remarks, is_borne_out)
        result.stopped |= {result.note: stopping} if stopping else {}
        bare = counted(remarks.filter(~is_borne_out))
        result.doubtful = [one for one in bare if one not in stopping and is_doubtful(one[0])]
    result.watched = [*result.status, *([result.note] if result.note and result.note not in result.status else [])]
    result.ending = next((name for name in result.status if has_end(table.text(name)).any()), None)
    if result.ending and (result.of_role("until") or not {"signed", "force"} & set(result.roles.values())):
        result.ending = None
    result.ignored = [name for name in result.ignored if name not in result.watched]


def _borne_out(result: Guess, column: str) -> pl.Series:
    """In which rows a day is the end that the words of a column mean, or there is no start yet."""
    table = result.table
    rows = [pl.Series([False] * table.frame.height, dtype=pl.Boolean)]
    for name, role in result.roles.items():
        cells = table.text(name)
        if role == "ended":
            rows.append(cells.is_not_null())
        elif role == "until":
            fits = agreed_end_bears_out(pl.col("until"), pl.col("words"))
            rows.append(pl.DataFrame({"until": cells, "words": table.text(column)}).select(fits).to_series())
        elif role == "force":
            rows.append(cells.is_in(result.waiting).fill_null(False))
    return (
        pl.DataFrame({str(number): each for number, each in enumerate(rows)})
        .select(pl.any_horizontal(pl.all()))
        .to_series()
    )


def languages(cells: pl.Series) -> list[str]:
    """The languages that the letters of some texts show, sorted."""
    return cells.drop_nulls().to_frame("text").select(language(pl.col("text")).unique().sort()).to_series().to_list()


def _places(result: Guess, keys: pl.Series) -> None:
    """Set apart countries beside bodies that nobody knows: the country of a university is no party to its agreement."""
    shares = {name: _share_known(result.table.text(name), keys) for name in result.actors}
    bodies = [name for name, share in shares.items() if share <= 1 - FIT]
    if bodies:
        known = [name for name, share in shares.items() if share >= FIT and says(name, "place")]
        result.places = dict.fromkeys(known, bodies[0])
        result.actors = [name for name in result.actors if name not in result.places]


def _share_known(cells: pl.Series, keys: pl.Series) -> float:
    return cells.to_frame("cell").select(folded(pl.col("cell")).is_in(keys.implode()).mean()).item() or 0.0


def _roles(result: Guess) -> None:
    """What each column of dates tells, by its heading; the first that says nothing is the signature, else a year."""
    _ratified(result)
    for role in ("force", "ended", "until", "signed", "year"):
        taken = "signed" if role == "year" else role
        for name in result.dates:
            if name not in result.roles and taken not in result.roles.values() and says_date(name) and says(name, role):
                result.roles[name] = taken
    if "signed" not in result.roles.values():
        free = [name for name in result.dates if name not in result.roles and not says(name, "kept")]
        if free:
            result.roles[free[0]] = "signed"
    if not {"signed", "force", "joined"} & set(result.roles.values()):  # an end alone is the end of nothing
        result.roles = {name: role for name, role in result.roles.items() if role not in ("until", "ended")}
    result.ignored += [name for name in result.dates if name not in result.roles]
    for name in list(result.dates):
        if name not in result.roles:
            del result.dates[name]
    force = result.of_role("force")
    if force:
        cells = result.table.text(force).drop_nulls().unique()
        result.waiting = sorted(text for text in cells if is_waiting(text))


def _ratified(result: Guess) -> None:
    """Whose ratification each column of such days has; of those of all parties the first."""
    parties = {name: result.table.text(name) for name in result.actors}
    for name in result.dates:
        if says(name, "joined") and not says(name, "force"):
            named = ratifying(name, parties)
            if named not in result.ratified.values() or not named:
                result.roles[name] = "joined"
                result.ratified[name] = named


def identifier(name: str) -> str:
    """The id that a name of a file gives."""
    return str(pl.DataFrame({"name": [name]}).select(slug(pl.col("name"))).item())
