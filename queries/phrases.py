"""Sentences that answers are told in beside their rows, in each language.

Labels of columns and of closed words are the vocabulary's (`ontology.labels`). Numbers stand after a colon in
Ukrainian, so that no noun has to agree with them.
"""

from __future__ import annotations

PHRASES = {
    "note": ("Note", "Примітка"),
    "nothing": ("Nothing found.", "Нічого не знайдено."),
    "yes": ("yes", "так"),
    "no": ("no", "ні"),
    "not-held-1": (
        "{count} link that is told but not held: shown with --all.",
        "Звʼязків, про які сказано, але які ми не вважаємо наявними: {count}. Показати їх: --all.",
    ),
    "not-held": (
        "{count} links that are told but not held: shown with --all.",
        "Звʼязків, про які сказано, але які ми не вважаємо наявними: {count}. Показати їх: --all.",
    ),
    "told-only-1": (
        "{count} link that is told but not held: given with all=True.",
        "Звʼязків, про які сказано, але які ми не вважаємо наявними: {count}. Отримати їх: all=True.",
    ),
    "told-only": (
        "{count:,} links that are told but not held: given with all=True.",
        "Звʼязків, про які сказано, але які ми не вважаємо наявними: {count:,}. Отримати їх: all=True.",
    ),
    "unlinked-1": (
        "Left out: {count} basis open to all states or with more than 50 participants ({listed}). "
        "For those ask: accord ask shared_bases",
        "Пропущено підстав, відкритих для всіх держав або з понад 50 учасниками: {count} ({listed}). "
        "Про них питайте: accord ask shared_bases",
    ),
    "unlinked": (
        "Left out: {count} bases open to all states or with more than 50 participants ({listed}). "
        "For those ask: accord ask shared_bases",
        "Пропущено підстав, відкритих для всіх держав або з понад 50 учасниками: {count} ({listed}). "
        "Про них питайте: accord ask shared_bases",
    ),
    "other-graph": (
        "{target} answers with snapshot {there}, pushed on {since}; the store is at {here}, and names come from there.",
        "{target} відповідає за знімком {there}, надісланим {since}; у сховищі знімок {here}, і назви взято звідти.",
    ),
    "snapshot-there": ("{snapshot}, graph {graph}", "{snapshot}, граф {graph}"),
    "and-more": ("and {count} more", "та інші: {count}"),
    "no-way": ("No held links lead from {start} to {goal}.", "Жодні наявні звʼязки не ведуть від {start} до {goal}."),
    "one-end": ("{start} is both ends of the way.", "{start}: початок і кінець шляху збігаються."),
    "of-all-times-1": ("Of all times: {count} link that is held.", "За весь час: визнаних звʼязків: {count}."),
    "of-all-times": ("Of all times: {count:,} links that are held.", "За весь час: визнаних звʼязків: {count:,}."),
    "on-day-1": (
        "On {day}: {count} link that is held may have been in force, {possible:,} of them no more than possibly.",
        "На {day}: визнаних звʼязків, які могли бути чинними: {count}, з них лише можливо: {possible:,}.",
    ),
    "on-day": (
        "On {day}: {count:,} links that are held may have been in force, {possible:,} of them no more than possibly.",
        "На {day}: визнаних звʼязків, які могли бути чинними: {count:,}, з них лише можливо: {possible:,}.",
    ),
    "estimated": (
        "Estimated from the ways that begin at {starts:,} of the {count:,} actors, drawn at random but always so.",
        "Оцінено за шляхами від {starts:,} з {count:,} учасників, вибраних навмання, але завжди однаково.",
    ),
    "divided-1": (
        "{count} community; modularity {modularity:.3f} "
        "(0: no more links inside than by chance; near 1: hardly any outside).",
        "Спільнот: {count}; модулярність {modularity:.3f} "
        "(0: усередині не більше звʼязків, ніж випадково; близько 1: назовні майже немає).",
    ),
    "divided": (
        "{count:,} communities; modularity {modularity:.3f} "
        "(0: no more links inside than by chance; near 1: hardly any outside).",
        "Спільнот: {count:,}; модулярність {modularity:.3f} "
        "(0: усередині не більше звʼязків, ніж випадково; близько 1: назовні майже немає).",
    ),
    "more-rows": ("{count:,} more rows: see --limit.", "Ще рядків: {count:,}; див. --limit."),
    "nothing-like": (
        "Nothing is called anything like {text}. Try fewer words, only their beginnings, or another language; "
        "or see what there is: accord ask actors, accord ask bases, accord ask sources",
        "Немає нічого з назвою, схожою на {text}. Спробуйте менше слів, лише їх початки або іншу мову; "
        "або перегляньте, що є: accord ask actors, accord ask bases, accord ask sources",
    ),
    "no-letters": (
        "There is no letter and no digit in {text}: nothing can be found by it.",
        "У {text} немає ні літер, ні цифр: за цим нічого не знайти.",
    ),
    "more-fit": (
        "More that fit, no better than these: {count}. Shown with --limit {total}.",
        "Інших відповідників, не кращих за ці: {count}. Показати їх: --limit {total}.",
    ),
    "of-name": ("its name", "назва"),
    "of-acronym": ("its acronym", "абревіатура"),
    "of-alias": ("an alias", "інша назва"),
    "of-id": ("its id", "ідентифікатор"),
    "of-publisher": ("its publisher", "видавець"),
    "part-of-name": ("part of its name", "частина назви"),
    "part-of-acronym": ("part of its acronym", "частина абревіатури"),
    "part-of-alias": ("part of an alias", "частина іншої назви"),
    "part-of-id": ("part of its id", "частина ідентифікатора"),
    "part-of-publisher": ("part of its publisher's name", "частина назви видавця"),
    "in-en": ("in English", "англійською"),
    "in-uk": ("in Ukrainian", "українською"),
    "transliterated": ("as transliterated", "у транслітерації"),
    "reordered": ("the words in another order", "слова в іншому порядку"),
    "letters-1": ("one letter differs", "одна літера інша"),
    "letters": ("{count} letters differ", "літер відрізняється: {count}"),
    "missing": ("without {words}", "без {words}"),
    "made": (
        "The graph: {graph}\nThe diagram: {diagram}\nGo on with: {command}",
        "Граф: {graph}\nДіаграма: {diagram}\nДалі: {command}",
    ),
    "who-works-with": ("Who cooperates with {name}", "З ким співпрацює {name}"),
}
"""English and Ukrainian, with `{name}` where a value goes; a key with `-1` is for a count of one."""


def phrase(key: str, lang: str, **values: object) -> str:
    """The sentence in a language, with its values.

    >>> phrase("letters", "en", count=2), phrase("letters", "uk", count=1)
    ('2 letters differ', 'одна літера інша')
    """
    if values.get("count") == 1 and f"{key}-1" in PHRASES:
        key = f"{key}-1"
    return PHRASES[key][lang == "uk"].format(**values)
