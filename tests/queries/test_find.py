"""Finding: what people write leads to what they mean, says why, and no text does harm."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from cases import search_cases
from hypothesis import given
from hypothesis import strategies as st

from accordgraph.graph.errors import InputError, NotFoundError
from accordgraph.graph.names import index
from accordgraph.graph.names.index import Names
from accordgraph.graph.names.search import LONGEST
from accordgraph.queries.find import LIMIT, find

COLUMNS = ("rank", "id", "class", "name", "matched", "lang", "kind", "score", "why")


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("found") / "names.sqlite"
    index.build(search_cases.tables(), path)
    return path


@pytest.fixture(scope="module")
def names(path: Path) -> Iterator[Names]:
    with Names(path) as opened:
        yield opened


def things_named(names: Names, text: str) -> list[str]:
    return [str(row["id"]) for row in find(names, text).rows]


# ---------------------------------------------------------------- the labelled list
@pytest.mark.parametrize(("text", "meant"), search_cases.ASKED)
def test_what_is_meant_is_among_the_first_three(names: Names, text: str, meant: str) -> None:
    assert meant in things_named(names, text)[:3]


def test_what_is_meant_comes_first_nearly_always(names: Names) -> None:
    wrong = [(text, meant) for text, meant in search_cases.ASKED if things_named(names, text)[:1] != [meant]]
    assert len(search_cases.ASKED) >= 80
    assert len(wrong) <= 0.05 * len(search_cases.ASKED), wrong


# ---------------------------------------------------------------- rows, in order
def test_a_row_tells_what_was_matched_and_why(names: Names) -> None:
    answer = find(names, "Derzhavne biuro rozsliduvan", limit=1)
    assert answer.columns == COLUMNS
    assert answer.rows == [
        {
            "rank": 1,
            "id": "sbi",
            "class": "Actor",
            "name": "State Bureau of Investigation of Ukraine",
            "matched": "Державне бюро розслідувань",
            "lang": "uk",
            "kind": "name",
            "score": 97,
            "why": "its name, in Ukrainian, as transliterated",
        }
    ]


@pytest.mark.parametrize(
    ("text", "lang", "why"),
    [
        ("NABU", "en", "its acronym"),
        ("НАБУ", "en", "its acronym, in Ukrainian"),
        ("НАБУ", "uk", "скорочена назва"),
        ("nabu", "uk", "скорочена назва, англійською"),
        ("SBU", "en", "an alias"),
        ("eppo-nabu-2023", "en", "its id"),
        ("armyinform", "uk", "видавець"),
        ("NBAU", "en", "its acronym, one letter differs"),
        ("Europlo", "uk", "назва, англійською, 1 відмінність у написанні"),
        ("Secuirty Servicw of Ukraine", "en", "its name, 2 letters differ"),
        ("Secuirty Servicw of Ukraine", "uk", "назва, англійською, 2 відмінності в написанні"),
        ("Ukraine of Security Service", "en", "its name, the words in another order"),
        ("Security Serv", "en", "part of its name"),
        ("служба безпеки", "uk", "частина назви"),
        ("Sluzhba bezpeky", "en", "part of its name, in Ukrainian, as transliterated"),
        ("Interpol Lyon", "en", "its name, without lyon"),
    ],
)
def test_why_is_told_in_plain_words(names: Names, text: str, lang: str, why: str) -> None:
    assert find(names, text, lang=lang).rows[0]["why"] == why


def test_what_is_the_same_comes_before_what_is_near_and_nothing_is_hidden(names: Names) -> None:
    rows = find(names, "ICC").rows
    assert [(row["id"], row["score"]) for row in rows[:2]] == [("chamber", 100), ("icc", 100)]
    scores = [row["score"] for row in find(names, "State Bureau of Investigation of Ukraine").rows]
    assert scores[0] == 100
    assert scores == sorted(scores, key=lambda score: -int(str(score)))
    assert int(str(scores[1])) < 95


def test_the_same_words_in_another_order_come_before_fewer_words(names: Names) -> None:
    assert find(names, "Ukraine of Security Service").rows[0]["score"] == 95


def test_of_names_as_near_the_one_in_the_same_script_is_shown(names: Names) -> None:
    assert [find(names, text).rows[0]["matched"] for text in ("НБАУ", "NBAU")] == ["НАБУ", "NABU"]


def test_one_row_a_thing_by_the_name_that_fits_best(names: Names) -> None:
    rows = find(names, "NABU", limit=100).rows
    assert [row["rank"] for row in rows] == list(range(1, len(rows) + 1))
    assert len({row["id"] for row in rows}) == len(rows) > 2
    assert rows[0]["matched"] == "NABU"


def test_names_follow_the_language(names: Names) -> None:
    [row] = find(names, "europol", "Actor", lang="uk", limit=1).rows
    assert (row["name"], row["matched"]) == ("Europol", "Europol")
    [row] = find(names, "nabu", "Actor", lang="uk", limit=1).rows
    assert row["name"] == "Національне антикорупційне бюро України"


@pytest.mark.parametrize(("class_", "ids"), [("Actor", "nabu"), ("Basis", "eppo-nabu-2023"), ("Source", None)])
def test_only_the_class_that_was_asked_for(names: Names, class_: str, ids: str | None) -> None:
    rows = find(names, "NABU", class_).rows
    assert {row["class"] for row in rows} == ({class_} if ids else set())
    assert [row["id"] for row in rows[:1]] == ([ids] if ids else [])


def test_more_that_fit_are_told(names: Names) -> None:
    everything = find(names, "Ukraine", limit=1000)
    assert len(everything.rows) > LIMIT
    assert everything.notes == []
    some = find(names, "Ukraine", limit=3)
    assert some.rows == everything.rows[:3]
    assert some.notes == [
        f"{len(everything.rows) - 3} more matches, no better than these: --limit {len(everything.rows)} shows all."
    ]


def test_a_year_is_no_typing_error_of_another(names: Names) -> None:
    assert [row["id"] for row in find(names, "2023", "Basis").rows] == ["eppo-nabu-2023"]
    assert find(names, "jit ukraine 2023").rows[0]["why"] == "part of its id, without 2023"


# ---------------------------------------------------------------- nothing, and odd texts
def test_where_nothing_is_alike_a_note_says_what_to_try(names: Names) -> None:
    english, ukrainian = find(names, "qwrtzp"), find(names, "qwrtzp", lang="uk")
    assert (english.rows, ukrainian.rows) == ([], [])
    assert "'qwrtzp'" in english.notes[0] and "accord ask actors" in english.notes[0]
    assert "Спробуйте" in ukrainian.notes[0] and "accord ask actors" in ukrainian.notes[0]


@pytest.mark.parametrize(
    "text", ["", " ", "?!…", "''", "%", "_", "😀🇺🇦", "\x00\x07", "\ud800", "ʼ", "\u202e", "ь", "́", "—/—"]
)
def test_a_text_without_letters_finds_nothing(names: Names, text: str) -> None:
    answer = find(names, text)
    assert answer.rows == []
    assert len(answer.notes) == 1


@pytest.mark.parametrize(
    "text", ["ж" * LONGEST, "a " * (LONGEST // 2), "nabu " * (LONGEST // 5), "' OR 1=1 --", "日本", "NABU\ud800\x00"]
)
@pytest.mark.timeout(60)  # work that grows with the square of a text's length would not end
def test_odd_texts_are_answered(names: Names, text: str) -> None:
    answer = find(names, text)
    assert len(answer.rows) <= LIMIT and answer.columns == COLUMNS


def test_a_text_longer_than_any_name_is_refused(names: Names) -> None:
    with pytest.raises(InputError, match="10,000 characters"):
        find(names, "ab" * 5000)


@given(text=st.text(max_size=40))
def test_any_text_is_answered(path: Path, text: str) -> None:
    with Names(path) as names:
        rows = find(names, text).rows
    assert [row["rank"] for row in rows] == list(range(1, len(rows) + 1))
    assert all(33 <= int(str(row["score"])) <= 100 for row in rows)


@given(name=st.sampled_from(search_cases.tables()["names"].select("text", "thing").rows()), data=st.data())
def test_case_and_order_of_words_do_not_matter(path: Path, name: tuple[str, str], data: st.DataObject) -> None:
    text, meant = name
    words = data.draw(st.permutations(re.split(r"[\s-]", text)))
    with Names(path) as names:
        assert meant in things_named(names, " ".join(words).upper())[:2]


# ---------------------------------------------------------------- the same code suggests
def test_did_you_mean_comes_from_the_same_code(names: Names, path: Path) -> None:
    with pytest.raises(NotFoundError) as caught:
        names.resolve("NBAU", "Actor")
    assert caught.value.nearest[0] == "NABU"
    with Names(path, "uk") as ukrainian, pytest.raises(NotFoundError) as caught:
        ukrainian.resolve("Natsionalne biuro", "Actor")
    assert caught.value.nearest[0] == "Національне антикорупційне бюро України"
    with Names(path, "uk") as ukrainian, pytest.raises(NotFoundError) as caught:
        ukrainian.resolve("NBAU", "Actor")
    assert caught.value.nearest[0] == "НАБУ"


def test_an_id_or_a_publisher_is_not_suggested(names: Names) -> None:
    with pytest.raises(NotFoundError) as caught:
        names.resolve("army infrm", "Source")
    assert caught.value.nearest == ()
