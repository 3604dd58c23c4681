"""A sheet of an analyst and its mapping, small enough to be judged by eye."""

from __future__ import annotations

from collections.abc import Callable

from accordgraph.loaders.tables.reading import Reading

MAPPING = """
mapping: sheet
recorded: 2026-11-30
columns:
  A: {type: actor, names: [states, known], else: slug, split: [";", " and "]}
  B: {type: actor, names: [states, known], else: slug}
  Signed: {type: date, format: ["%d.%m.%Y", "%B %Y", "%Y"]}
  In force: {type: date, format: ["%d.%m.%Y", "%B %Y", "%Y"]}
  Source: {type: url}
sources:
  page-$(Source): {kind: official, publisher: $(Source|host), url: $(Source), published: 2024}
bases:
  $(Agreement):
    keys: [Signed, A, B]
    kind: agreement
    form: memorandum
    binds: signature
    name: {en: $(Agreement)}
    says:
    - source: page-$(Source)
      acts:
      - {by: [$(A), $(B)], type: signature, done: $(Signed), effective: $(In force), when: {In force: {not: [not yet]}}}
      - {by: [$(A), $(B)], type: signature, done: $(Signed), subject_to: approval, when: {In force: [not yet]}}
"""

TABLE = """No,A,B,Agreement,Signed,In force,Source
1,NABU,Estonia,On training,15.03.2023,,https://nabu.gov.ua/1
2,Ukraine and Moldova,Polska Policja,On data,March 2021,2021,https://nabu.gov.ua/2
3,Ukraine,Romania,On data,2020,not yet,https://nabu.gov.ua/3
"""

Read = Callable[..., Reading]
