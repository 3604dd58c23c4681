"""Find things among 100,000 names: accordgraph beside plain rapidfuzz and SQLite's trigrams, in one run.

python benchmarks/find.py [--names 100000]

All three are given the same names and asked the same. First what people write who look for an institution, in another
script, order or spelling (tests/support/cases/search_cases.py); then names picked among the made-up ones and spoilt by
chance: a letter changed, the words shuffled, Ukrainian written in Latin letters. It prints the time of a question, and
how often the right thing came first, or among the first three. Made-up names are in English and Ukrainian, the same on
every run.
"""

from __future__ import annotations

import argparse
import random
import re
import sqlite3
import string
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from statistics import median
from typing import NamedTuple

import polars as pl
from rapidfuzz import fuzz, process, utils

from accordgraph.graph.names import index
from accordgraph.graph.names.index import Names
from accordgraph.graph.schemas import Tables

sys.path.insert(0, str(Path(__file__).parents[1] / "tests" / "support"))
from cases import search_cases  # the labelled list is the tests' own

KINDS = (
    ("Ministry of Culture of {}", "Міністерство культури міста {}"),
    ("District Court of {}", "Районний суд міста {}"),
    ("Prosecutor's Office of {}", "Прокуратура міста {}"),
    ("Police of {}", "Поліція міста {}"),
    ("University of {}", "Університет міста {}"),
    ("Agreement on Mutual Legal Assistance with {}", "Договір про правову допомогу з містом {}"),
    ("Memorandum on Customs Cooperation with {}", "Меморандум про митну співпрацю з містом {}"),
    ("Chamber of Commerce of {}", "Торговельна палата міста {}"),
    ("Anti-Corruption Agency of {}", "Антикорупційне агентство міста {}"),
    ("Central Bank of {}", "Центральний банк міста {}"),
)
"""How made-up institutions are called, in English and Ukrainian."""

SYLLABLES = (
    *(("ba", "ба"), ("dor", "дор"), ("kel", "кел"), ("lym", "лим"), ("no", "но"), ("pra", "пра"), ("rus", "рус")),
    *(("ti", "ті"), ("ven", "вен"), ("zha", "жа"), ("myr", "мир"), ("osk", "оск"), ("hal", "гал"), ("chyn", "чин")),
)
WAYS = "аa бb вv гh ґg дd еe жzh зz иy іi кk лl мm нn оo пp рr сs тt уu фf хkh цts чch шsh ь їi йi єie юiu яia"
LATIN = {way[0]: way[1:] for way in WAYS.split()}
"""Resolution 55 of the Cabinet of Ministers of 27 January 2010, inside of words."""

SPOILT = 100
FIRST = 3

Find = Callable[[str], list[str]]
"""The ids of what fits a text, best first."""

SearchCases = Sequence[tuple[str, str]]
"""What is written, and the id of what is meant."""


class Result(NamedTuple):
    """Seconds of each question, and at which place the right thing came (0: not at all)."""

    seconds: list[float]
    places: list[int]


# ---------------------------------------------------------------- what is asked
def made_up(count: int) -> Tables:
    """The tables of the labelled list, with as many made-up names beside it as are asked for."""
    picked = random.Random(7)
    rows: list[tuple[str, str, str, str, str]] = []
    for number in range(count // 2):
        latin, cyrillic = map("".join, zip(*picked.choices(SYLLABLES, k=4), strict=True))
        english, ukrainian = KINDS[number % len(KINDS)]
        rows.append((f"made-{number}", "Actor", "name", "en", english.format(latin.title())))
        rows.append((f"made-{number}", "Actor", "name", "uk", ukrainian.format(cyrillic.title())))
    tables = search_cases.tables()
    names = tables["names"]
    return {**tables, "names": pl.concat([names, pl.DataFrame(rows, schema=names.schema, orient="row")])}


def spoilt(tables: Tables) -> dict[str, SearchCases]:
    """Made-up names with a letter changed, in another order, and in Latin letters."""
    generated = tables["names"].filter(pl.col("thing").str.starts_with("made-") & pl.col("text").is_unique())
    by_chance = random.Random(11)
    english, ukrainian = (
        by_chance.sample(generated.filter(lang=lang).select("text", "thing").rows(), 2 * SPOILT)
        for lang in ("en", "uk")
    )
    return {
        "a letter wrong": [(_mistyped(text, by_chance), thing) for text, thing in english[:SPOILT]],
        "words shuffled": [(_shuffled(text, by_chance), thing) for text, thing in english[SPOILT:]],
        "in Latin letters": [(_latin(text), thing) for text, thing in ukrainian[:SPOILT]],
        "both": [(_mistyped(_latin(text), by_chance), thing) for text, thing in ukrainian[SPOILT:]],
    }


def _mistyped(text: str, by_chance: random.Random) -> str:
    place = by_chance.randrange(len(text) - 1)
    spoilt = (
        text[:place] + text[place + 1 :],
        text[:place] + text[place + 1] + text[place] + text[place + 2 :],
        text[:place] + by_chance.choice(string.ascii_lowercase) + text[place + 1 :],
    )
    return by_chance.choice(spoilt)


def _shuffled(text: str, by_chance: random.Random) -> str:
    words = text.split()
    by_chance.shuffle(words)
    return " ".join(words)


def _latin(text: str) -> str:
    return "".join(LATIN.get(letter, letter) for letter in text.casefold())


# ---------------------------------------------------------------- who finds
def with_rapidfuzz(tables: Tables) -> Find:
    """Every name compared as a whole, small letters, no punctuation."""
    rows = tables["names"].select("text", "thing").rows()
    texts = [utils.default_process(text) for text, _ in rows]

    def find(text: str) -> list[str]:
        best = process.extract(utils.default_process(text), texts, scorer=fuzz.WRatio, limit=20)
        return [rows[place][1] for _, _, place in best]

    return find


def with_trigrams(tables: Tables, folder: Path) -> Find:
    """SQLite's full-text search with the trigram tokenizer: any trigram of the text, ranked by BM25."""
    database = sqlite3.connect(folder / "trigrams.sqlite")
    database.execute("CREATE VIRTUAL TABLE names USING fts5(text, thing UNINDEXED, tokenize = 'trigram')")
    database.executemany("INSERT INTO names VALUES (?, ?)", tables["names"].select("text", "thing").iter_rows())
    database.commit()

    def find(text: str) -> list[str]:
        words = [word for word in re.findall(r"\w+", text) if len(word) > 2]
        trigrams = {word[place : place + 3] for word in words for place in range(len(word) - 2)}
        if not trigrams:
            return []
        expression = " OR ".join(f'"{trigram}"' for trigram in sorted(trigrams))
        rows = database.execute("SELECT thing FROM names WHERE names MATCH ? ORDER BY rank LIMIT 20", (expression,))
        return [thing for (thing,) in rows]

    return find


def with_accordgraph(tables: Tables, folder: Path) -> Find:
    """The index of a snapshot."""
    index.build(tables, folder / "names.sqlite")
    names = Names(folder / "names.sqlite")
    return lambda text: [match.thing for match in names.find(text)]


# ---------------------------------------------------------------- how well
def measure(find: Find, cases: SearchCases) -> Result:
    """Ask each text once."""
    result = Result([], [])
    for text, meant in cases:
        started = time.perf_counter()
        things = list(dict.fromkeys(find(text)))
        result.seconds.append(time.perf_counter() - started)
        result.places.append(things.index(meant) + 1 if meant in things else 0)
    return result


def share(places: Iterable[int], upto: int) -> str:
    """How many came among the first so many."""
    ranks = list(places)
    return f"{100 * sum(0 < place <= upto for place in ranks) / len(ranks):.0f} %"


def main() -> None:
    """Build, ask, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--names", type=int, default=100_000)
    tables = made_up(parser.parse_args().names)
    print(f"{tables['names'].height:,} names; seconds to build")
    finders: dict[str, Find] = {}
    with tempfile.TemporaryDirectory() as folder:
        makers: dict[str, Callable[[], Find]] = {
            "accordgraph": lambda: with_accordgraph(tables, Path(folder)),
            "rapidfuzz": lambda: with_rapidfuzz(tables),
            "trigrams": lambda: with_trigrams(tables, Path(folder)),
        }
        for name, make in makers.items():
            started = time.perf_counter()
            finders[name] = make()
            print(f"  {name:12} {time.perf_counter() - started:6.2f}")
        for topic, cases in {"what people write": search_cases.ASKED, **spoilt(tables)}.items():
            _report(topic, {name: measure(find, cases) for name, find in finders.items()})


def _report(topic: str, results: dict[str, Result]) -> None:
    print(f"\n{topic}: {len(results['accordgraph'].places)} questions")
    print(f"  {'':12} {'median ms':>10} {'slowest ms':>10} {'first':>6} {'in 3':>6} {'ratio of time':>14}")
    ours = median(results["accordgraph"].seconds)
    for name, (seconds, places) in results.items():
        times = f"{1000 * median(seconds):10.1f} {1000 * max(seconds):10.1f}"
        print(f"  {name:12} {times} {share(places, 1):>6} {share(places, FIRST):>6} {median(seconds) / ours:14.1f}")


if __name__ == "__main__":
    main()
