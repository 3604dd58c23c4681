"""What a table seems to say, in sentences for whoever loads it."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import polars as pl

from accordgraph.loaders.tables.guess import Guess
from accordgraph.loaders.tables.headings import is_open_ended
from accordgraph.loaders.tables.status_words import END, MOST_STATES, OVER, counted, part
from accordgraph.ontology.messages import message


def understood(guess: Guess, lang: str) -> list[str]:
    """What the table seems to say, in sentences: who, with whom, what, since when, by which source."""
    lines = []
    if guess.table.unread_sheets:
        others = _listed(guess.table.unread_sheets, lang)
        lines.append(message("mapping-sheet", lang, sheet=guess.table.sheet, unread=others))
    if guess.agreement:
        key = "mapping-act-agreement" if guess.doing else "mapping-agreement"
        lines.append(message(key, lang, column=guess.agreement))
    if guess.actors:
        lines.append(message("mapping-parties", lang, columns=_listed(guess.actors, lang)))
    lines += [message("mapping-place", lang, column=name, other=other) for name, other in guess.places.items()]
    if guess.whole:
        lines.append(message("mapping-whole", lang, name=guess.whole))
    elif guess.is_of_one_party and not guess.doing:
        line = f'by: ["$({guess.actors[0]})", ua]'
        lines.append(message("mapping-one-party", lang, line=line))
    if guess.repeated:
        lines.append(message("mapping-repeated", lang, count=guess.repeated, column=guess.agreement))
    lines += _of_days(guess, lang)
    lines += _of_starts(guess, lang)
    lines += _of_ends(guess, lang)
    for column, parties in guess.ratified.items():
        if parties == guess.actors:
            lines.append(message("mapping-joined", lang, column=column))
        elif parties:
            lines.append(message("mapping-ratified", lang, column=column, party=parties[0]))
    for column, signs in guess.splits.items():
        if signs:
            named = _listed([sign.replace("\n", "\\n") for sign in signs], lang)
            lines.append(message("mapping-split", lang, column=column, signs=named))
    if any(guess.splits.values()) and not guess.is_of_one_party and len(guess.actors) > 1:
        lines.append(message("mapping-together", lang))
    lines += _of_sources(guess, lang)
    if guess.undated:
        lines.append(message("mapping-undated", lang, count=guess.undated))
    unread = [column for column in guess.ignored if column not in (*guess.status, *guess.terms)]
    if unread:
        lines.append(message("mapping-ignored", lang, columns=_listed(unread, lang)))
    return [*lines, *_of_status(guess, lang)]


def _of_days(guess: Guess, lang: str) -> Iterator[str]:
    """What the columns of days say, or what was done on the day of each row."""
    if guess.doing:
        cells = guess.table.text(guess.doing)
        words = _with_counts(counted(cells.filter(cells.is_in([*guess.done]))), lang)
        yield message("mapping-acts", lang, column=guess.doing, words=words, day=guess.of_role("signed"))
        return
    for role, key in ROLES.items():
        column = guess.of_role(role)
        if column is not None:
            yield key(lang, column)


def _of_sources(guess: Guess, lang: str) -> Iterator[str]:
    """What the rows rest on, and where the remarks beside them go."""
    if guess.url:
        yield message("mapping-source", lang, column=guess.url)
    if guess.citation:
        yield message("mapping-citation", lang, column=guess.citation)
    if not guess.cites:
        yield message("mapping-no-source", lang)
    elif guess.sourceless:
        yield message("mapping-sourceless", lang, column=guess.cites, count=guess.sourceless)
    if guess.note:
        yield message("mapping-note", lang, column=guess.note)
    if guess.doubtful:
        yield message("mapping-note-end", lang, column=guess.note, words=_with_counts(guess.doubtful, lang))


def _of_starts(guess: Guess, lang: str) -> Iterator[str]:
    """What is made of rows that are not in force yet, and of those whose start is empty."""
    force = guess.of_role("force")
    if force is None:
        return
    if guess.waiting:
        words = counted(guess.table.text(force).filter(guess.table.text(force).is_in(guess.waiting)))
        key = "mapping-waiting-party" if guess.is_of_one_party else "mapping-waiting"
        yield message(key, lang, column=force, words=_with_counts(words, lang))
        if guess.ratified:
            yield message("mapping-waiting-consents", lang, columns=_listed([*guess.ratified], lang))
    if guess.startless:
        yield message("mapping-no-start", lang, column=force, count=guess.startless)


def _of_ends(guess: Guess, lang: str) -> Iterator[str]:
    """Which words in the place of an end are read as none."""
    for column, words in guess.nothing.items():
        cells = guess.table.text(column)
        open_ended = [word for word in words if is_open_ended(column, word)]
        if open_ended and column in guess.roles:
            counts = counted(cells.filter(cells.is_in(open_ended)))
            yield message("mapping-open-ended", lang, column=column, words=_with_counts(counts, lang))


def _of_status(guess: Guess, lang: str) -> Iterator[str]:
    """Which rows are left out, which ended by their words, and whose words of an end are not read."""
    if guess.over:
        words = _with_part(guess.status[guess.over], OVER)
        yield message("mapping-over", lang, column=guess.over, words=_with_counts(words, lang))
    for column, words in guess.stopped.items():
        yield message("mapping-stopped", lang, column=column, words=_with_counts(words, lang))
    for column, words in guess.status.items():
        if column == guess.ending:
            yield message("mapping-status-end", lang, column=column, words=_with_counts(_with_part(words, END), lang))
        elif column not in (*guess.stopped, guess.over):
            yield message("mapping-status", lang, column=column, words=_with_counts(words, lang))
    for column, words in guess.terms.items():
        yield message("mapping-term", lang, column=column, words=_with_counts(words, lang))


def _with_part(words: list[tuple[str, int]], name: str) -> list[tuple[str, int]]:
    """The words of a status that have a part, with their counts."""
    has_part = part(pl.Series([word for word, _ in words], dtype=pl.String), name).is_not_null()
    return [one for one, has in zip(words, has_part, strict=True) if has]


def _with_counts(words: list[tuple[str, int]], lang: str) -> str:
    named = ", ".join(f"{_listed([word], lang)} ({count:,})" for word, count in words[:MOST_STATES])
    return f"{named}, …" if len(words) > MOST_STATES else named


ROLES: dict[str, Callable[[str, str], str]] = {
    "signed": lambda lang, column: message("mapping-signed", lang, column=column),
    "force": lambda lang, column: message("mapping-force", lang, column=column),
    "until": lambda lang, column: message("mapping-until", lang, column=column),
    "ended": lambda lang, column: message("mapping-ended", lang, column=column),
}
"""What a column of dates says, by its role."""


def _listed(columns: list[str], lang: str) -> str:
    marks = "«{}»" if lang == "uk" else "“{}”"
    return ", ".join(map(marks.format, columns))
