"""A first mapping for a table, written out as YAML that its author goes on with."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

import polars as pl

from accordgraph.loaders.tables.act_words import CONSENTS, type_column
from accordgraph.loaders.tables.cells.dates import UNAMBIGUOUS
from accordgraph.loaders.tables.endings import endings
from accordgraph.loaders.tables.guess import Guess, languages
from accordgraph.loaders.tables.guess import identifier as identifier_of
from accordgraph.loaders.tables.ratifications import ACT, consent
from accordgraph.loaders.tables.status_words import END, OVER_DAY
from accordgraph.loaders.tables.waiting_consents import remarks_column, waiting_note
from accordgraph.loaders.tables.yaml_texts import yaml_column, yaml_list, yaml_text

UNDECIDED = "?"
"""Stands for what nobody has said yet: the format of a date, the column of the parties or of the agreement."""

USUAL = (("draft", 0),)
"""A word by which rows are left out where a table has none yet: new ones of its later versions are asked about."""

UNNAMED = "unnamed-publisher"
"""Who published a table that names nobody. All such tables are one voice: any may be a copy of another."""


@dataclass(frozen=True)
class Answers:
    """What its author said: whether the day comes first, by column, which column is the agreement, and whether a column
    of countries names parties.
    """

    day_first: Mapping[str, bool] = field(default_factory=dict)
    agreement: str | None = None
    is_party: Mapping[str, bool] = field(default_factory=dict)


def lacking(guess: Guess, answers: Answers) -> bool:
    """Whether the table is no plain case: no parties, or nothing that names the agreement."""
    return not guess.actors or not (guess.agreement or answers.agreement or guess.whole)


def text(guess: Guess, answers: Answers, today: date, identifier: str) -> str:
    """The mapping as YAML, with its id."""
    entries = _entries(guess, answers, today, identifier)
    return "\n".join([*_head(guess, answers, today, identifier), *_columns(guess, answers), *entries, ""])


def _head(guess: Guess, answers: Answers, today: date, identifier: str) -> Iterator[str]:
    table = guess.table
    yield f"# What {table.path.name} says, and how its cells are read: docs/tables.md. Read it over before you load."
    yield f"mapping: {identifier}"
    yield f"title: {yaml_text(table.path.stem)}"
    yield f"recorded: {today.isoformat()}"
    words = [f"path: {yaml_text(table.path.name)}"]
    words += [f"sheet: {yaml_text(table.sheet)}"] if table.sheet else []
    yield f"table: {{{', '.join(words)}}}"
    if guess.watched:
        yield "# Rows said not to be in force, with no day of it, are left out. A later version of the table may have"
        yield "# other words for it: its load stops at them. To load some, name all words that are to be loaded:"
        yield "# {Status: [in force, expired]}, without `not`"
        wheres = [
            f"{yaml_text(column)}: {{not: {yaml_list(word for word, _ in guess.stopped.get(column, USUAL))}}}"
            for column in guess.watched
        ]
        yield f"where: {{{', '.join(wheres)}}}"
    ignored = [*guess.ignored, *(name for name, is_party in answers.is_party.items() if not is_party)]
    if ignored:
        yield f"ignore: {yaml_list(ignored)}"


def _columns(guess: Guess, answers: Answers) -> Iterator[str]:
    yield "columns:"
    for name in [*guess.actors, *(name for name in guess.places if answers.is_party.get(name, True))]:
        words = ["type: actor", "names: [known, states]", "else: slug"]
        if guess.splits.get(name):
            words.append(f"split: {yaml_list(guess.splits[name])}")
        yield f"  {yaml_text(name)}: {{{', '.join(words)}}}"
    for name, formats in guess.dates.items():
        yield from _date_column(guess, answers, name, formats)
    if guess.doing:
        yield type_column(guess.doing, guess.done)
    yield from remarks_column(guess)
    for name in dict.fromkeys(one for one in (guess.over, guess.ending) if one):
        yield f"  {yaml_text(name)}: {{pattern: status}}"
    if guess.over:
        yield f"  {OVER_DAY}: {{type: date}}"
    if guess.ending:
        yield f"  {END}: {{type: date}}"
    if guess.url:
        yield f"  {yaml_text(guess.url)}: {{type: url}}"
    if guess.cites:
        name, reference = guess.table.path.stem, f"$({guess.cites})"
        yield f"  {yaml_text(_or_none(guess))}: {{of: [{yaml_text(reference)}, none]}}"
        yield f"  {yaml_text(_title_of(guess))}: {{of: [{yaml_text(f'{name}: {reference}')}, {yaml_text(name)}]}}"


def _date_column(guess: Guess, answers: Answers, name: str, formats: list[str] | None) -> Iterator[str]:
    if formats is None:
        sign = next((one for one in "/.-" if one in guess.examples[name]), "/")
        both = [f"%d{sign}%m{sign}%Y", f"%m{sign}%d{sign}%Y"]
        if name in answers.day_first:
            formats = [both[0] if answers.day_first[name] else both[1], UNAMBIGUOUS]
        else:
            which = f"day first is {yaml_text(both[0])}, month first {yaml_text(both[1])}"
            yield f"  # {guess.examples[name]}: {which}; write it in the place of {yaml_text(UNDECIDED)}"
            formats = [UNDECIDED, UNAMBIGUOUS]
    words = ["type: date"] + ([f"format: {yaml_list(formats)}"] if formats else [])
    if guess.nothing.get(name):
        words.append(f"missingValues: {yaml_list(guess.nothing[name])}")
    if name in guess.marked:
        yield f"  {yaml_text(name)}: {{pattern: {yaml_text(_marked(guess.marked[name]))}}}"
        if guess.acts[name]:
            types = ", ".join(f"{yaml_text(word)}: {kind}" for word, kind in {"": "entry", **guess.acts[name]}.items())
            act = guess.marked[name] + "_act"
            yield f"  {yaml_text(act + ' type')}: {{of: [$({act})], values: {{{types}}}}}"
    yield f"  {yaml_text(guess.day(name))}: {{{', '.join(words)}}}"


def _marked(day: str) -> str:
    """The pattern of a date, with the mark of an act after it that is not read, or the word of one."""
    return rf"(?is)^(?<{day}>.*?)(?:\s+\(?[a-z]{{1,2}}\)?|\s*{ACT.format(f'{day}_act')})?$"


def _entries(guess: Guess, answers: Answers, today: date, identifier: str) -> Iterator[str]:
    agreement = answers.agreement or guess.agreement
    sheet = f"sheet-{identifier}-$({_or_none(guess)})" if guess.cites else f"sheet-{identifier}"
    yield "publishers:"
    yield f"  {UNNAMED}: {{name: {{en: Unnamed publisher, uk: Видавця не названо}}}}"
    yield "sources:"
    yield from _sources(guess, sheet)
    yield "bases:"
    if agreement is None and guess.whole is None:
        yield "  # Which column has the agreement? Write it here, as $(Column)."
        yield "  # If the whole table is one, write its id, as convention-on-cybercrime, and its name below."
    name = f"$({agreement or UNDECIDED})" if agreement or not guess.whole else guess.whole
    yield f"  {yaml_text(name if agreement or not guess.whole else identifier_of(guess.whole))}:"
    signed = None if guess.doing else guess.of_role("signed")
    keys = [
        column for column in (signed and guess.day(signed), *_parties(guess, answers)) if column and column != UNDECIDED
    ]
    if keys and (not guess.is_of_one_party or (agreement is not None and not guess.doing)):
        yield "    # Part of the id, so that equal titles stay apart; delete it where one title is one agreement:"
        yield f"    keys: {yaml_list(keys)}"
    yield "    kind: agreement"
    if guess.ratified or set(CONSENTS) & set(guess.done.values()):
        yield "    binds: consent # by ratification, as there is a column of it"
    else:
        yield "    binds: unknown # signature or consent, if you know"
    yield f"    name: {{{_language(guess, answers)}: {yaml_text(name)}}}"
    yield "    says:"
    yield f"    - source: {yaml_text(sheet)}"
    has_day = {"signed", "force", "joined"} & set(guess.roles.values())
    for name, other in guess.places.items():
        if name not in answers.is_party:
            yield f'      # Is {yaml_text(name)} a party? Then write "$({name})" in the place of "$({UNDECIDED})".'
            where = yaml_text(other)
            yield f"      # Is it where {where} is? Then write there the id of the other party, or delete it."
    by = ", ".join(yaml_column(name) for name in _parties(guess, answers))
    if guess.is_of_one_party and not guess.whole and not guess.doing:
        yield "      # Each row names one party. If the keeper of the table is the other, write its id where the one"
        yield f"      # stands, as in by: [{by}, ua]. A body that no dossier has is declared first, above `bases:`, by"
        yield "      # actors: {our-bureau: {kind: agency, name: {en: Our bureau}}}"
    ends = list(endings(guess, by, _until(guess)))
    yield from _acts(guess, by, ends) if has_day else _list(guess, by, ends)


def _sources(guess: Guess, sheet: str) -> Iterator[str]:
    """The sheet, and what its rows cite, which it retells."""
    derived, title = "", yaml_text(guess.table.path.stem)
    if guess.cites:
        cited = yaml_text(f"{'page' if guess.url else 'cited'}-$({guess.cites})")
        yield "  # What the rows cite. Write official or legal-text in the place of press, where all of it is:"
        yield f"  {cited}: {{{_cited(guess)}}}"
        derived, title = f", derived_from: {cited}, derived_as: summary", yaml_column(_title_of(guess))
    yield "  # Who made the table? Write it in the place of the unnamed one: all tables of that one are one voice."
    yield f"  {yaml_text(sheet)}: {{kind: dataset, publisher: {UNNAMED}, title: {title}{derived}}}"


def _cited(guess: Guess) -> str:
    """What is known of the text that a row cites: by its address, or by the words of the citation."""
    if guess.url:
        title = f", title: {yaml_column(guess.citation)}" if guess.citation else ""
        return f"kind: press, publisher: {yaml_text(f'$({guess.url}|host)')}, url: {yaml_column(guess.url)}{title}"
    publisher, address = (yaml_text(f"$({guess.citation}|{what})") for what in ("publisher", "address"))
    return f"kind: press, publisher: {publisher}, title: {yaml_text(f'$({guess.citation})')}, url: {address}"


def _or_none(guess: Guess) -> str:
    return f"{guess.cites} or none"


def _title_of(guess: Guess) -> str:
    return f"{guess.cites} in the title"


def _language(guess: Guess, answers: Answers) -> str:
    """The language of names: one where all have one, else that of each."""
    of_names = languages(guess.table.text(answers.agreement)) if answers.agreement else guess.languages
    if guess.whole and not (answers.agreement or guess.agreement):
        of_names = languages(pl.Series([guess.whole]))
    return of_names[0] if len(of_names) == 1 else yaml_text(f"$({answers.agreement or guess.agreement}|language)")


def _parties(guess: Guess, answers: Answers) -> list[str]:
    """The columns of the parties, and the mark for one that is open."""
    places = [name for name in guess.places if answers.is_party.get(name)]
    is_open = not guess.actors or any(name not in answers.is_party for name in guess.places)
    return [*guess.actors, *places, *([UNDECIDED] if is_open else [])]


def _acts(guess: Guess, parties: str, ends: list[str]) -> Iterator[str]:
    yield "      acts:"
    by = f"by: [{parties}]"
    yield from _ratified(guess, by) if guess.ratified else _signed(guess, by)
    yield from ends
    if guess.undated:
        empty = [f"{yaml_text(name)}: {_none(guess, name)}" for name in guess.roles]
        empty += [f'{yaml_text(name)}: {{not: [""]}}' for name in guess.actors]
        note = _note(guess)
        yield "      # An agreement of no day that is known:"
        yield "      lists:"
        yield f"      - {{of: [{parties}]{note}, when: {{{', '.join(empty)}}}}}"


def _note(guess: Guess, *, waits: bool = False) -> str:
    """The note of an act or a list, from the column of notes where there is one; of a row that waits with consents."""
    column = waiting_note(guess) if waits else guess.note
    return f", note: {yaml_column(column)}" if column else ""


def _until(guess: Guess) -> str | None:
    """The column that has the end."""
    until = guess.of_role("until")
    return guess.day(until) if until else END if guess.ending else None


def _none(guess: Guess, column: str) -> str:
    """The cells of a column of days that have none."""
    return yaml_list(["", *guess.nothing.get(column, [])])


def _ratified(guess: Guess, by: str) -> Iterator[str]:
    """Of a treaty that is ratified: the signature binds nobody, and is an act of its own."""
    signed, force, until = guess.of_role("signed"), guess.of_role("force"), _until(guess)
    note = _note(guess)
    end = f", until: {yaml_column(until)}" if until else ""
    words = ", ".join(map(yaml_text, guess.waiting))
    when = f", when: {{{yaml_text(force)}: {{not: [{words}]}}}}" if force and words else ""
    if signed:
        yield f"      - {{{by}, type: signature, done: {yaml_column(guess.day(signed))}{note}{when}}}"
    if signed and when:
        noted = _note(guess, waits=True)
        waits = f", subject_to: ratification{noted}, when: {{{yaml_text(force or '')}: [{words}]}}"
        yield f"      - {{{by}, type: signature, done: {yaml_column(guess.day(signed))}{waits}}}"
    if when:
        yield "      # Where there is no start yet, a ratification would date it: in those rows it is a remark."
    for column, columns in guess.ratified.items():
        if not columns:
            name, open_ = yaml_text(column), yaml_text(UNDECIDED)
            yield f"      # Who ratified on the day in {name}? Write it in place of {open_}."
        own = ", ".join(yaml_column(name) for name in columns) or yaml_text(UNDECIDED)
        who = by if columns == guess.actors else f"by: [{own}]"
        kind = "entry" if column in guess.marked else consent(column)
        if guess.acts.get(column):
            kind = yaml_text(f"$({guess.marked[column]}_act type)")
        yield f"      - {{{who}, type: {kind}, done: {yaml_column(guess.day(column))}{'' if force else end}{when}}}"
    if force:
        effective = yaml_column(guess.day(force))
        yield f"      - {{{by}, type: entry-into-force, effective: {effective}{end}{note}{when}}}"


def _signed(guess: Guess, by: str) -> Iterator[str]:
    """Of an agreement of which only signature and start are known: one act."""
    signed, force, until = guess.of_role("signed"), guess.of_role("force"), _until(guess)
    note = _note(guess)
    kind = yaml_text(f"$({guess.doing} type)") if guess.doing else "signature"
    done = f", done: {yaml_column(guess.day(signed))}" if signed else ""
    if until and force and not signed:  # a term was agreed on some day, and no later than it took effect
        done = f", done: {yaml_text(f'[..$({guess.day(force)})]')}, how: {{done: inferred}}"
    effective = f", effective: {yaml_column(guess.day(force))}" if force else ""
    end = f", until: {yaml_column(until)}" if until and (signed or force) else ""
    if force and guess.waiting:
        words, column = ", ".join(map(yaml_text, guess.waiting)), yaml_text(force)
        in_force, waits = f"{{{column}: {{not: [{words}]}}}}", f"{{{column}: [{words}]}}"
        yield f"      - {{{by}, type: signature{done}{effective}{end}{note}, when: {in_force}}}"
        yield f"      - {{{by}, type: signature{done}, subject_to: approval{note}, when: {waits}}}"
    elif signed or force:
        yield f"      - {{{by}, type: {kind}{done}{effective}{end}{note}}}"


def _list(guess: Guess, parties: str, ends: list[str]) -> Iterator[str]:
    """A table without a day says only who takes part."""
    note = _note(guess)
    yield "      lists:"
    yield f"      - {{of: [{parties}]{note}}}"
    yield from ["      acts:", *ends] if ends else []
