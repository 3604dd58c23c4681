"""Cases of practice that need a store: what is retracted, and which treaty reaches a body, in both embedded engines."""

from __future__ import annotations

import warnings
from pathlib import Path

from worlds.practice import dossier_text

import accordgraph

ENGINES = ("ladybug", "oxigraph")
UNION = """
union-agency: {kind: international, part_of: union}
prosecutor: {kind: agency, part_of: ua}
union: {kind: international}
"""
WITHOUT_EXIT = """
convention:
  {kind: agreement, form: treaty, binds: consent, says: [
    {source: depositary, acts: [
      {by: [ua, ro], type: ratification, done: 1996-01-01, effective: 1996-04-01}]}]}
"""
EXIT = "{by: ro, type: denunciation, done: 2010-01-01, effective: 2011-01-01}"


def load(folder: Path, text: str) -> Path:
    """Load a dossier into the store of the folder, and give the store."""
    path = folder / "practice.yaml"
    path.write_text(text, encoding="utf-8")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        accordgraph.load(path, store=folder / "store")
    return folder / "store"


def test_an_exit_that_the_dossier_no_longer_reports_ends_nothing(tmp_path: Path) -> None:
    """A lawyer who mistook one state for another takes the sentence back: the row is what it was without it."""
    rows: dict[str, list[list[tuple[object, object]]]] = {engine: [] for engine in ENGINES}
    for bases in (WITHOUT_EXIT.replace("01}]}]}", f"01}}, {EXIT}]}}]}}"), WITHOUT_EXIT):
        store = load(tmp_path, dossier_text(bases, "ua", "ro"))
        for engine, answers in rows.items():
            with accordgraph.open(store, engine=engine) as graph:
                answers.append([(row["partner"], row["in_force"]) for row in graph.who("ua", on="2015-01-01")])
    assert rows == {engine: [[], [("ro", "presumably")]] for engine in ENGINES}


def test_a_treaty_of_an_organisation_reaches_its_agency(tmp_path: Path) -> None:
    """Vienna Convention of 1986: the organisation is bound; its agency through it, the prosecutor through the state."""
    bases = """
    cooperation:
      {kind: agreement, form: treaty, binds: consent, says: [
        {source: depositary, acts: [
          {by: [ua, union], type: provisional-application, done: 2014-11-01},
          {by: ua, type: ratification, done: 2014-09-16, effective: 2017-09-01},
          {by: union, type: approval, done: 2017-07-11, effective: 2017-09-01}]}]}
    arrangement:
      {kind: agreement, form: working-arrangement, binds: signature, says: [
        {source: agency, acts: [{by: [ua, union], type: signature, done: 2015-01-01}]}]}
    """
    store = load(tmp_path, dossier_text(bases, "ua", actors=UNION))
    for engine in ENGINES:
        with accordgraph.open(store, engine=engine) as graph:
            seen = {
                day: [
                    (row["basis"], row["in_force"], row["via_actor"], row["via_partner"], row["reach"])
                    for row in graph.ask("bases_between", actor="union-agency", partner="prosecutor", day=day)
                ]
                for day in ("2014-10-31", "2016-01-01", "2020-01-01")
            }
        assert seen == {
            "2014-10-31": [],
            "2016-01-01": [("cooperation", "provisionally", "union", "ua", "bound-through")],
            "2020-01-01": [("cooperation", "presumably", "union", "ua", "bound-through")],
        }, engine
