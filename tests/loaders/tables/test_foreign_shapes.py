"""Tables in shapes that others gave them, made anew: each loads by at most ten lines of mapping."""

from __future__ import annotations

import polars as pl
import pytest
from worlds.sheets import Read

ALLIANCES = """\
version4id,ccode1,state_name1,ccode2,state_name2,st_day,st_month,st_year,end_day,end_month,end_year,defense,entente
901,366,Estonia,367,Latvia,1,11,1923,5,8,1940,1,0
902,369,Ukraine,359,Moldova,,3,2004,,,,0,1
903,260,German Federal Republic,220,France,22,1,1963,,,,0,1
904,345,Yugoslavia,339,Albania,1,13,1946,,,,1,0
"""
"""As scholars keep dyads of alliances: codes of Correlates of War, a day in three columns, flags for what it is."""

OF_ALLIANCES = """mapping: alliances
recorded: 2026-11-30
columns:
  ccode*: {type: actor, names: cow}
  begun: {type: date, of: [$(st_year)-$(st_month)-$(st_day), $(st_year)-$(st_month)]}
  ended: {type: date, of: [$(end_year)-$(end_month)-$(end_day)]}
sources: {scholars-list: {kind: dataset, publisher: scholars, title: Alliances, published: 2020}}
bases: {alliance-$(version4id): {kind: agreement, form: treaty, binds: unknown, name: {en: Alliance $(version4id)},
  says: [{source: scholars-list, acts: [{by: $(ccode*), type: signature, done: $(begun), until: $(ended)}]}]}}
"""

DEPOSITS = """[{"country": "Albanie", "signature": "22 Apr 2016", "date-state": "21 Sep 2016", "state": "Ratifi\u00e9"},
 {"country": "Estonia", "signature": "22 Avr 2016", "date-state": "15 Fev 2017", "state": "Ratifi\u00e9"},
 {"country": "Kazakhstan", "signature": "2 Aug 2016", "date-state": "", "state": "Sign\u00e9"},
 {"country": "Holy See", "signature": "", "date-state": "4 Sep 2022", "state": "Adh\u00e9sion"}]
"""
"""As a newspaper keeps who has ratified: JSON, a state of things for each country, months in two languages."""

OF_DEPOSITS = """mapping: climate-list
recorded: 2026-11-30
columns:
  country: {type: actor, spelled: {Albanie: al}}
  signature: {type: date, words: {Avr: Apr, Fev: Feb}}
  date-state: {type: date, words: {Avr: Apr, Fev: Feb}}
  state: {values: {Ratifi\u00e9: ratification, Adh\u00e9sion: accession}}
sources: {list: {kind: press, publisher: news, title: Who has ratified, published: 2018}}
bases: {climate: {kind: agreement, form: treaty, binds: consent, name: {en: On climate}, says: [{source: list, acts: [
  {by: $(country), type: signature, done: $(signature)}, {by: $(country), type: $(state), done: $(date-state)}]}]}}
"""

TAXES = """Treaty
Albania - Austria Income and Capital Tax Treaty (2007)
Ukraine - Estonia Income Tax Treaty (1996)
Bosnia and Herzegovina - Moldova Income Tax Treaty (2003)
Tax information: see the annex
"""
"""As a documentation centre lists tax treaties: parties, title and year in one text."""

OF_TAXES = r"""mapping: taxes
recorded: 2026-11-30
columns:
  Treaty: {pattern: '^(?<parties>.+ - .+?) (?<title>(?:Income|Capital|Estate).*) \((?<year>[0-9]{4})\)$'}
  parties: {type: actor, split: " - "}
  year: {type: date}
sources: {tax-list: {kind: dataset, publisher: bureau, title: Tax treaties, published: 2021}}
bases: {$(title): {keys: [parties, year], kind: agreement, form: treaty, binds: unknown, name: {en: $(title)},
  says: [{source: tax-list, acts: [{by: $(parties), type: signature, done: $(year)}]}]}}
"""

DAYS = {
    "alliances": {("ee", "1923-11-01"), ("lv", "1923-11-01"), ("ua", "2004-03"), ("md", "2004-03")}
    | {("de", "1963-01-22"), ("fr", "1963-01-22")},
    "deposits": {("al", "2016-04-22"), ("al", "2016-09-21"), ("ee", "2016-04-22"), ("ee", "2017-02-15")}
    | {("kz", "2016-08-02"), ("va", "2022-09-04")},
    "taxes": {("al", "2007"), ("at", "2007"), ("ua", "1996"), ("ee", "1996"), ("ba", "2003"), ("md", "2003")},
}
TABLES = {
    "alliances": ("a.csv", ALLIANCES, OF_ALLIANCES),
    "deposits": ("a.json", DEPOSITS, OF_DEPOSITS),
    "taxes": ("a.csv", TAXES, OF_TAXES),
}


@pytest.mark.parametrize("shape", TABLES)
def test_ten_lines_are_enough(shape: str, read: Read) -> None:
    name, table, mapping = TABLES[shape]
    assert len(mapping.splitlines()) <= 10
    statements = read(table, mapping, name=name).statements
    days = statements.filter(pl.col("property") == "done_on").select("actor", "value")
    assert set(days.rows()) == DAYS[shape]


def test_a_day_of_three_columns_cites_them_and_is_refused_with_them(read: Read) -> None:
    reading = read(ALLIANCES, OF_ALLIANCES)
    [place] = (
        reading.statements.filter(
            (pl.col("property") == "until") & (pl.col("actor") == "ee"),
        )
        .select("cell", "heading", "quote")
        .rows()
    )
    assert place == ("a.csv#cell=2,9-2,11", "end_year, end_month, end_day", "1940-8-5")
    refused = {row["column"]: row["why"] for row in reading.refused.to_dicts()}
    assert refused["st_day"].startswith("with st_year, st_month, st_day it gives 1946-13-1: it is no date")
    assert refused["ccode1"] == "345 is the name of several actors: rs, yucs"


def test_what_has_another_shape_is_refused_by_name(read: Read) -> None:
    [refused] = read(TAXES, OF_TAXES).refused.to_dicts()
    assert refused["value"] == "Tax information: see the annex"


DOTS = """A,B,Pact,D,M,Y,Until
Estonia,Latvia,On trade,5,6,2004,.
Estonia,Moldova,On visits,.,.,.,.
"""

OF_DOTS = """mapping: dots
recorded: 2026-11-30
columns:
  A: {type: actor}
  B: {type: actor}
  begun: {type: date, of: [$(Y)-$(M)-$(D)], missingValues: ["", ".-.-."]}
  Until: {type: date, missingValues: ["", "."]}
sources: {list: {kind: press, publisher: news, title: Pacts, published: 2018}}
bases: {$(Pact): {kind: agreement, binds: unknown, name: {en: $(Pact)}, says: [{source: list, acts: [
  {by: [$(A), $(B)], type: signature, done: $(begun), until: $(Until)}]}]}}
"""


def test_a_column_made_of_others_has_words_for_nothing_and_the_empty_text_is_one(read: Read) -> None:
    reading = read(DOTS, OF_DOTS)
    assert reading.refused.is_empty()
    done = reading.statements.filter(pl.col("property") == "done_on")["value"].unique().to_list()
    assert done == ["2004-06-05"]
