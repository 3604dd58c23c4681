"""What a dossier declares is its own: another one's fields are refused unless both it and the load say so."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest
from programs.running import run
from worlds.two_dossiers import load_beside, store_with

from accordgraph.graph.errors import InputError
from accordgraph.graph.statements.log import Batch
from accordgraph.graph.statements.statement import frame
from accordgraph.graph.store.history import Age
from accordgraph.loaders.dossier.reader import read_dossiers
from accordgraph.loaders.ownership import refuse_foreign_fields
from accordgraph.loaders.trust import as_strangers

BASE = """\
dossier: base
recorded: 2026-01-05
publishers:
  office: {name: {en: Office of the Treaties, uk: Управління договорів}}
sources:
  page: {kind: official, title: A page, publisher: office, published: 2023-07-05}
  other-page: {kind: press, title: Another, publisher: paper, published: 2023-08-01}
actors:
  eppo: {kind: international, name: EPPO}
  nabu: {kind: agency, name: NABU}
  sapo: {kind: agency, name: SAPO}
  ua: {kind: state, name: Ukraine}
bases:
  memo:
    kind: agreement
    form: memorandum
    binds: signature
    name: Memorandum
    says:
    - source: page
      acts:
      - {by: [eppo, nabu], type: signature, done: 2023-07}
  pact: {kind: agreement, form: treaty, name: Pact}
"""
MINE = """\
dossier: mine
recorded: 2026-01-06
sources:
  blog: {kind: opinion, publisher: blogger, published: 2025-05-01}
"""
OF_SOURCE = [
    "url: https://evil.example/page",
    "title: A forgery",
    "language: ru",
    "accessed: 2025-01-01",
    "kind: opinion",
    "publisher: somebody",
    "published: 2020-01-01",
    "derived_from: other-page",
    "derived_from: blog, derived_as: reprint",
    "records_exits: true",
    "rows_are_acts: true",
    "independent: true",
    "withdrawn: 2024-01-01",
    "withdrawn: 2024-01-01, corrected_by: blog",
    f"sha256: {'0' * 64}",
]
OF_ACTOR = [
    "name: Bureau of Nothing",
    "name: {uk: Бюро}",
    "acronym: SBU",
    "aliases: [SBU]",
    "kind: group",
    "subtype: sham",
    "part_of: [sapo]",
    "succeeds: [sapo]",
    "jurisdiction: RU",
    "wikidata: Q1",
    "website: https://evil.example/",
    "says: [{source: mine, closed: 2020-01-01}]",
    "says: [{source: mine, founded: 2024-01-01}]",
    "says: [{source: mine, part_of: [sapo]}]",
    "says: [{source: mine, name: Nothing}]",
    "says: [{source: mine, name: Nothing, from: 2024, to: 2025}]",
]
OF_BASIS = [
    "name: Another name",
    "acronym: MEMO",
    "aliases: [SBU]",
    "kind: operation",
    "form: treaty",
    "binds: consent",
    "binds: none",
    "open: true",
    "mutual: false",
    "reaches: bodies",
    "requires: [pact]",
    "supplements: [pact]",
    "amends: [pact]",
    "replaces: [pact]",
    "legal_basis: [pact]",
    "topics: [war]",
    "places: [RU]",
    "says: [{source: mine, of_basis: {effect_after: P99Y, effect_on: day}}]",
    "says: [{source: mine, of_basis: {exit_after: P1D}}]",
    "says: [{source: mine, of_basis: {in_force_since: 2024-01-01}}]",
    "says: [{source: mine, of_basis: {during: 2023/2024}}]",
    "says: [{source: mine, acts: [{type: termination, effective: 2024-01-01}]}]",
    "says: [{source: mine, acts: [{by: [nabu], type: exit, effective: 2024-01-01}]}]",
    "says: [{source: mine, lists: [{of: [nabu], role: observer}]}]",
    "says: [{source: mine, lists: [{of: [nabu], deny: ever}]}]",
]
TRIES = [
    *[("sources", "page", fields) for fields in OF_SOURCE],
    *[("actors", "nabu", fields) for fields in OF_ACTOR],
    *[("bases", "memo", fields) for fields in OF_BASIS],
    ("publishers", "office", "name: Office of Lies"),
    ("publishers", "office", "name: {de: Amt}"),
    ("actors", "office", "kind: other, name: Office of Lies"),
    ("sources", "base", "kind: legal-text"),
    ("bases", "memo", "says: [{source: base, acts: [{by: [nabu], type: exit, effective: 2024-01-01}]}]"),
    ("actors", "nabu", "says: [{source: base, closed: 2020-01-01}]"),
]
IN_ITS_OWN_NAME = [
    ("bases", "memo", "says: [{source: blog, acts: [{by: [nabu], type: exit, effective: 2024-01-01}]}]"),
    ("bases", "memo", "says: [{source: blog, of_basis: {binds: consent}}]"),
    ("actors", "nabu", "says: [{source: blog, closed: 2024-01-01}]"),
    ("actors", "nabu", "kind: agency, name: NABU"),
    ("actors", "ua", "kind: state, name: {en: Ukraine, uk: Україна}, jurisdiction: UA"),
    ("actors", "kyiv", "kind: other, name: Kyiv"),
]


def dossier(section: str, thing: str, fields: str, head: str = MINE) -> str:
    if section == "sources":
        return f"{head}  {thing}: {{{fields}}}\n"
    return f"{head}{section}:\n  {thing}: {{{fields}}}\n"


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return store_with(tmp_path_factory.mktemp("own"), BASE)


def load(store: Path, text: str, *options: str) -> tuple[int, str]:
    done = load_beside(store, text, "--dry-run", *options)
    return done.returncode, done.stderr


@pytest.mark.parametrize(("section", "thing", "fields"), TRIES)
def test_fields_of_what_another_declares_are_refused(store: Path, section: str, thing: str, fields: str) -> None:
    code, error = load(store, dossier(section, thing, fields), "--replace", "--amend")
    assert code == 1
    assert "The dossier mine" in error or "Conflicting" in error or "is the id of" in error, error
    assert "base" in error


@pytest.mark.parametrize(("section", "thing", "fields"), IN_ITS_OWN_NAME)
def test_statements_repetitions_and_things_of_its_own_are_taken(
    store: Path, section: str, thing: str, fields: str
) -> None:
    assert load(store, dossier(section, thing, fields)) == (0, "")


def test_fields_are_changed_where_the_dossier_and_the_load_say_so(store: Path) -> None:
    head = MINE.replace("recorded:", "amends: [base]\nrecorded:")
    text = dossier("actors", "nabu", "aliases: [SBU]", head)
    assert load(store, text)[0] == 1, "the load does not"
    assert load(store, text, "--amend") == (0, "")
    other = text.replace("[base]", "[elsewhere]")
    assert load(store, other, "--amend")[0] == 1, "it amends another"


def test_a_dossier_loaded_later_owns_nothing_that_was_there_whatever_day_it_names(store: Path) -> None:
    head = MINE.replace("2026-01-06", "1990-01-01")
    assert load(store, dossier("actors", "nabu", "kind: agency, name: Other", head))[0] == 1
    code, error = load(store, MINE.replace("2026-01-06", "2999-01-01"))
    assert (code, "2999-01-01" in error, "Traceback" in error) == (1, True, False)


EARLIER = """\
dossier: mine
recorded: 2025-01-01
actors:
  dummy: {kind: other, name: Dummy}
"""


@pytest.mark.parametrize("repeats", [False, True])
def test_a_dossier_that_was_there_before_owns_only_what_it_declared(tmp_path: Path, repeats: bool) -> None:
    first = tmp_path / "first.yaml"
    first.write_text(EARLIER)
    (tmp_path / "base.yaml").write_text(BASE)
    store = tmp_path / "store"
    for name in ("first", "base"):
        assert run("load", str(tmp_path / f"{name}.yaml"), store=store).returncode == 0
    repeated = EARLIER + "  nabu: {kind: agency}\n"
    if repeats:
        first.write_text(repeated)
        assert run("load", str(first), store=store).returncode == 0
    for fields in ("kind: agency, name: Other", "kind: agency, acronym: EVIL", "kind: agency, website: 'http://x.org'"):
        code, error = load(store, EARLIER + f"  nabu: {{{fields}}}\n", "--replace")
        assert (code, "states fields of what base declares" in error) == (1, True), error
    (tmp_path / "base.yaml").write_text(BASE.replace("name: NABU", "name: National Bureau"))
    assert run("load", str(tmp_path / "base.yaml"), "--dry-run", store=store).returncode == 0


@pytest.mark.parametrize("extra", ["", ", wikidata: Q42"])
@pytest.mark.parametrize("marked", [False, True])
def test_who_repeats_all_of_a_thing_changes_none_of_it(tmp_path: Path, extra: str, marked: bool) -> None:
    whole = BASE.replace("{kind: agency, name: NABU}", f"{{kind: agency, name: NABU{extra}}}")
    statements = {name: read(tmp_path, text) for name, text in (("base", whole), ("mine", EARLIER))}
    repeated = read(tmp_path, EARLIER + f"  nabu: {{kind: agency, name: NABU{extra}}}\n")
    loaded = as_strangers(statements["base"].statements, [repeated], all_of_them=True) if marked else [repeated]
    current = pl.concat([statements["base"].statements, *(one.statements for one in loaded)])
    ages = {"mine": Age(1, 3), "base": Age(2, 2)}
    refuse_foreign_fields(statements["base"].statements, loaded, ages, amend=False)
    for fields in (f"name: NABU{extra}, acronym: EVIL", f"name: Other{extra}", "name: NABU, aliases: [SBU]"):
        changed = read(tmp_path, EARLIER + f"  nabu: {{kind: agency, {fields}}}\n")
        [changed] = as_strangers(current, [changed], all_of_them=False)
        with pytest.raises(InputError, match="of what base declares"):
            refuse_foreign_fields(current, [changed], ages, amend=False)
    theirs = read(tmp_path, whole.replace("name: NABU", "name: National Bureau"))
    if marked:
        refuse_foreign_fields(current, [theirs], ages, amend=False)
        return
    with pytest.raises(InputError, match="of what mine declares"):
        refuse_foreign_fields(current, [theirs], ages, amend=False)
    amending = read(
        tmp_path, whole.replace("name: NABU", "name: National Bureau").replace("rec", "amends: [mine]\nrec", 1)
    )
    refuse_foreign_fields(current, [amending], ages, amend=True)


def read(folder: Path, text: str) -> Batch:
    path = folder / "read.yaml"
    path.write_text(text, encoding="utf-8")
    [one] = read_dossiers([path])
    return Batch(one.id, one.recorded, frame(one.statements))


def test_files_of_one_load_own_in_the_order_in_which_they_are_given(tmp_path: Path) -> None:
    (tmp_path / "base.yaml").write_text(BASE)
    (tmp_path / "mine.yaml").write_text(dossier("actors", "nabu", "kind: agency, name: Other"))
    done = run("load", str(tmp_path / "base.yaml"), str(tmp_path / "mine.yaml"), store=tmp_path / "store")
    assert (done.returncode, "The dossier mine states fields" in done.stderr) == (1, True)


def test_whoever_declared_it_may_change_it(tmp_path: Path) -> None:
    for text in (BASE, dossier("actors", "nabu", "kind: agency, name: NABU")):
        (tmp_path / "one.yaml").write_text(text)
        assert run("load", str(tmp_path / "one.yaml"), store=tmp_path / "store").returncode == 0
    (tmp_path / "one.yaml").write_text(BASE.replace("name: NABU", "name: National Bureau"))
    assert run("load", str(tmp_path / "one.yaml"), "--dry-run", store=tmp_path / "store").returncode == 0


COLLIDING = ("name: SBU", "name: Other, acronym: SBU", "name: Other, aliases: [SBU]", "name: sbu", "name: S.B.U.")


def test_a_name_that_others_bear_is_ambiguous_and_never_finds_nothing(tmp_path: Path) -> None:
    base = BASE.replace("{kind: agency, name: SAPO}", "{kind: agency, name: SAPO, aliases: [SBU]}")
    (tmp_path / "base.yaml").write_text(base)
    actors = "".join(f"  other-{number}: {{kind: other, {one}}}\n" for number, one in enumerate(COLLIDING))
    (tmp_path / "mine.yaml").write_text(f"{MINE}actors:\n{actors}")
    for name in ("base.yaml", "mine.yaml"):
        assert run("load", str(tmp_path / name), store=tmp_path / "store").returncode == 0
    done = run("who", "SBU", store=tmp_path / "store")
    assert done.returncode == 2
    assert all(f"other-{number}" in done.stderr for number in range(len(COLLIDING))) and "sapo" in done.stderr
