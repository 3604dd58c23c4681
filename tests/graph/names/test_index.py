"""Names: from what people write to ids, and back."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from accordgraph.graph.errors import AmbiguousError, NotFoundError, StoreError
from accordgraph.graph.names import index
from accordgraph.graph.names.folding import loosen
from accordgraph.graph.names.index import Names, fold
from accordgraph.graph.schemas import Tables, empty_tables

ACTORS = (
    "nabu",
    "sapo",
    "pl-unit",
    "un",
    "wro",
    "icc",
    "icc-otp",
    "chamber",
    "ee",
    "twin-a",
    "twin-b",
    "sap",
    "cg",
    "cd",
    "kp",
    "kr",
)
NAMES = [
    ("nabu", "Actor", "name", "en", "National Anti-Corruption Bureau of Ukraine"),
    ("nabu", "Actor", "name", "uk", "Національне антикорупційне бюро України"),
    ("nabu", "Actor", "acronym", "en", "NABU"),
    ("nabu", "Actor", "acronym", "uk", "НАБУ"),
    ("nabu", "Actor", "alias", None, "Bureau"),
    ("un", "Actor", "name", "uk", "Обʼєднані Нації"),
    ("ee", "Actor", "name", "cs", "Estonsko"),
    ("ee", "Actor", "name", "en", "Estonia"),
    ("ee", "Actor", "acronym", "cs", "EST"),
    ("wro", "Actor", "name", "pl", "Prokuratura Okręgowa we Wrocławiu"),
    ("icc", "Actor", "acronym", "en", "ICC"),
    ("chamber", "Actor", "alias", None, "I.C.C."),
    ("chamber", "Actor", "name", "en", "International Chamber of Commerce"),
    ("sapo", "Actor", "acronym", "en", "EE"),
    ("twin-b", "Actor", "name", "en", "The Twin"),
    ("twin-a", "Actor", "name", "en", "the  twin"),
    ("cg", "Actor", "name", "en", "Congo"),
    ("cg", "Actor", "name", "uk", "Конго"),
    ("cd", "Actor", "name", "en", "Democratic Republic of the Congo"),
    ("cd", "Actor", "alias", None, "Congo"),
    ("cd", "Actor", "alias", None, "Конго"),
    ("kp", "Actor", "alias", None, "Corea"),
    ("kp", "Actor", "name", "en", "Korea (North)"),
    ("kp", "Actor", "alias", None, "Korea North"),
    ("kr", "Actor", "alias", None, "Corea"),
    ("jit", "Basis", "name", "en", "NABU"),
    ("page", "Source", "name", None, "A page"),
]


def tables() -> Tables:
    empty = empty_tables()
    names = pl.DataFrame(NAMES, schema=empty["names"].schema, orient="row")
    ids = {"actors": ACTORS, "bases": ("jit",), "sources": ("page",), "cooperations": ("jit~nabu~1~un~1",)}
    filled = {
        name: pl.DataFrame({"id": list(values)}).join(empty[name], on="id", how="left") for name, values in ids.items()
    }
    return {**empty, **filled, "names": names}


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("what? 100%") / "names.sqlite"
    index.build(tables(), path)
    return path


@pytest.fixture(scope="module")
def names(path: Path) -> Iterator[Names]:
    with Names(path) as opened:
        yield opened


@pytest.mark.parametrize(
    ("text", "identifier"),
    [
        ("nabu", "nabu"),
        ("NABU", "nabu"),
        ("набу", "nabu"),
        ("national anti corruption bureau of ukraine", "nabu"),
        ("National Anti–Corruption  Bureau, of Ukraine!", "nabu"),
        ("  Національне Антикорупційне бюро украЇни", "nabu"),
        ("bureau", "nabu"),
        ("Об'єднані нації", "un"),
        ("обєднані нації", "un"),
        ("Об’єднані Нації", "un"),
        ("prokuratura okregowa we wroclawiu", "wro"),
        ("PL UNIT", "pl-unit"),
        ("sapo", "sapo"),
    ],
)
def test_a_name_is_understood_however_it_is_written(names: Names, text: str, identifier: str) -> None:
    assert names.resolve(text, "Actor") == identifier


def test_an_id_wins_over_names(names: Names) -> None:
    assert names.resolve("ee", "Actor") == "ee"
    assert names.resolve("EE", "Actor") == "sapo"


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        pytest.param("I.C.C.", ("chamber", "icc"), id="an acronym and an alias"),
        pytest.param("Icc", ("chamber", "icc"), id="not as an id is written"),
        pytest.param("Congo", ("cd", "cg"), id="a name and an alias"),
        pytest.param("конго", ("cd", "cg"), id="a name and an alias in another script"),
        pytest.param("Corea", ("kp", "kr"), id="two aliases"),
        pytest.param("NABU", ("jit", "nabu"), id="things of two classes"),
    ],
)
def test_a_text_that_several_things_bear_is_ambiguous_by_whatever_kind_of_name(
    names: Names, text: str, ids: tuple[str, ...]
) -> None:
    with pytest.raises(AmbiguousError) as caught:
        names.resolve(text, None if text == "NABU" else "Actor")
    assert tuple(identifier for identifier, _ in caught.value.fits) == ids
    assert caught.value.exit_code == 2
    assert all(names.resolve(identifier) == identifier for identifier in ids)


def test_one_thing_that_bears_a_text_twice_is_meant(names: Names) -> None:
    assert names.resolve("Korea, North", "Actor") == "kp"


def test_only_the_class_that_was_asked_for_counts(names: Names) -> None:
    assert names.resolve("NABU", "Basis") == "jit"
    with pytest.raises(NotFoundError):
        names.resolve("nabu", "Source")
    with pytest.raises(AmbiguousError) as caught:
        names.resolve("NABU")
    assert caught.value.fits == (("jit", "NABU"), ("nabu", "National Anti-Corruption Bureau of Ukraine"))


def test_several_that_fit_are_told_by_id(names: Names) -> None:
    with pytest.raises(AmbiguousError) as caught:
        names.resolve("The twin", "Actor")
    assert caught.value.fits == (("twin-a", "the  twin"), ("twin-b", "The Twin"))
    assert caught.value.what == "actor"


def test_what_comes_near_is_told_as_it_is_written(names: Names) -> None:
    with pytest.raises(NotFoundError) as caught:
        names.resolve("prokuratora okregova wroclaw", "Actor")
    assert caught.value.nearest[0] == "Prokuratura Okręgowa we Wrocławiu"
    assert len(caught.value.nearest) <= 3
    with pytest.raises(NotFoundError) as caught:
        names.resolve("NABO", "Actor")
    assert "NABU" in caught.value.nearest


@pytest.mark.parametrize("text", ["", " ", "''", "%", "_", "?!", "ж" * 5000, "\x00", "' OR 1=1 --"])
def test_nothing_is_called_so(names: Names, text: str) -> None:
    with pytest.raises(NotFoundError):
        names.resolve(text, "Actor")


def test_names_by_language(names: Names) -> None:
    assert names.name("nabu", "uk") == "Національне антикорупційне бюро України"
    assert names.name("nabu", "is") == "National Anti-Corruption Bureau of Ukraine"
    assert names.name("un", "en") == "Обʼєднані Нації"
    assert [names.name("ee", lang) for lang in ("cs", "en", "uk")] == ["Estonsko", "Estonia", "Estonia"]
    assert [names.short_name("ee", lang) for lang in ("cs", "en", "uk")] == ["EST", "Estonia", "Estonia"]
    assert names.name("page", "uk") == "A page"
    assert names.name("icc-otp", "uk") == "icc-otp"
    assert names.name("no-such-thing") == "no-such-thing"


@pytest.mark.parametrize("lang", ["en", "uk", "pl"])
def test_names_of_many_are_those_of_each(path: Path, lang: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(index, "ASKED_AT_ONCE", 3)
    with Names(path) as one_by_one, Names(path) as at_once:
        ids = [one for (one,) in one_by_one._rows("SELECT id FROM things ORDER BY id")]
        asked = [*ids, ids[0], "nothing-at-all", "\ud800", "a\nb"]
        assert len(ids) > 5
        assert at_once.names_of(asked, lang) == {one: one_by_one.name(one, lang) for one in asked}
        statements: list[str] = []
        at_once._database.set_trace_callback(statements.append)
        assert [at_once.short_name(one, lang) for one in ids] == [one_by_one.short_name(one, lang) for one in ids]
        assert at_once.names_of(ids, lang) == {one: one_by_one.name(one, lang) for one in ids}
        assert statements == []


def test_what_is_kept_no_more_is_read_again(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(index, "MOST_KEPT", 1)
    with Names(path) as opened:
        assert opened.names_of(["nabu", "un"], "uk") == {one: opened.name(one, "uk") for one in ("nabu", "un")}


def test_every_id_has_its_class(names: Names) -> None:
    assert [names.class_of(id) for id in ("nabu", "jit", "page", "jit~nabu~1~un~1", "no")] == [
        "Actor",
        "Basis",
        "Source",
        "Cooperation",
        None,
    ]


@given(st.text())
def test_folding_is_stable(text: str) -> None:
    assert fold(fold(text)) == fold(text)
    assert fold(text.upper().lower()) == fold(text.upper())


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Київ", "київ"),
        ("Київ", "Ки\u0456\u0308в"),
        ("Ізюмський край", "изюмськии краи".replace("и", "і", 1)),
        ("Żółć", "zolc"),
        ("STRASSE", "Straße"),
        ("Ｎａｂｕ", "nabu"),
        ("ґрати", "Грати"),
    ],
)
def test_folded_alike(one: str, other: str) -> None:
    assert fold(one) == fold(other) != ""


@pytest.mark.parametrize(
    ("ukrainian", "latin"),
    [  # Cabinet of Ministers, resolution 55 of 27 January 2010, and other ways of writing the same
        ("Згурський", "Zghurskyi"),
        ("Їжакевич", "Yizhakevych"),
        ("Кадиївка", "Kadyivka"),
        ("Щербухи", "Shcherbukhy"),
        ("Феодосія", "Feodosiia"),
        ("Юрій", "Yurii"),
        ("Юрій", "Yuriy"),
        ("Корюківка", "Koriukivka"),
        ("Костянтин", "Kostiantyn"),
        ("Знам’янка", "Znamianka"),
        ("Єнакієве", "Yenakiieve"),
        ("Гаєвич", "Haievych"),
        ("Гаєвич", "Gayevich"),
        ("Ґалаґан", "Galagan"),
        ("Біла Церква", "Bila Tserkva"),
        ("Хмельницький", "Khmelnytskyy"),
        ("Європол", "Europol"),
        ("Євроюст", "Eurojust"),
    ],
)
def test_transliterated_alike(ukrainian: str, latin: str) -> None:
    loose = [" ".join(map(loosen, fold(text).split())) for text in (ukrainian, latin)]
    assert loose[0] == loose[1]
    assert re.fullmatch("[a-z ]+", loose[0])


@given(st.text())
def test_loosening_ends_in_small_latin_letters_and_digits(text: str) -> None:
    for word in fold(text).split()[:5]:
        assert re.fullmatch(r"[a-z0-9]*", loosen(word))


def test_ids_and_publishers_are_found_but_are_no_names(tmp_path: Path) -> None:
    index_tables = tables()
    index_tables["sources"] = index_tables["sources"].with_columns(publisher=pl.lit("the-gazette"))
    index.build(index_tables, tmp_path / "names.sqlite")
    with Names(tmp_path / "names.sqlite") as names:
        assert [(match.thing, match.kind) for match in names.find("the gazette")] == [("page", "publisher")]
        assert next((match.thing, match.kind) for match in names.find("pl unit")) == ("pl-unit", "id")
        with pytest.raises(NotFoundError):
            names.resolve("the gazette", "Source")
        assert names.name("pl-unit") == "pl-unit"


def test_an_index_is_built_once_and_never_invented(path: Path, tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="exists"):
        index.build(tables(), path)
    with pytest.raises(StoreError, match="cannot be opened"):
        Names(tmp_path / "missing.sqlite")
    assert list(tmp_path.iterdir()) == []


def test_two_builds_are_the_same_bytes(path: Path, tmp_path: Path) -> None:
    shuffled = {name: frame.sample(fraction=1, shuffle=True, seed=3) for name, frame in tables().items()}
    index.build(shuffled, tmp_path / "again.sqlite")
    assert (tmp_path / "again.sqlite").read_bytes() == path.read_bytes()


def test_a_name_is_found_without_frames(path: Path) -> None:
    code = f"""
import sys
from pathlib import Path
from accordgraph.graph.names.index import Names
print(Names(Path({str(path)!r})).resolve("NABU", "Actor"), sorted({{"polars", "yaml", "rapidfuzz"}} & set(sys.modules)))
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "nabu []\n"


def test_a_name_of_another_kind_is_told_of(names: Names) -> None:
    with pytest.raises(NotFoundError) as caught:
        names.resolve("I.C.C.", "Basis")
    assert caught.value.other == "actor"
    assert str(caught.value) == "No basis is called 'I.C.C.'.\nAn actor is called so, or nearly: accord find I.C.C."


@pytest.mark.parametrize(("text", "class_"), [("xyz", "Actor"), ("nabuu", "Actor"), ("xyz", None), ("x", "Basis")])
def test_what_hardly_fits_is_not_told_of(names: Names, text: str, class_: str | None) -> None:
    with pytest.raises(NotFoundError) as caught:
        names.resolve(text, class_)
    assert caught.value.other is None and "accord find" not in str(caught.value)


@pytest.mark.parametrize("class_", ["Actor", None])
def test_a_text_longer_than_any_name_is_not_looked_for(names: Names, class_: str | None) -> None:
    with pytest.raises(NotFoundError) as caught:
        names.resolve("nabu " * 3_000, class_)
    assert caught.value.nearest == () and names.beginning("n" * 20_000) == []
