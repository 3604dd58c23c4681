"""Files that are no dossiers, files that do not fit together, and all their faults at once."""

from __future__ import annotations

from pathlib import Path

import pytest

from accordgraph.graph.errors import DossierError, Fault
from accordgraph.loaders.dossier import source_texts
from accordgraph.loaders.dossier.reader import read_dossiers


def faults(folder: Path, text: str | bytes) -> tuple[Fault, ...]:
    """The faults of this text as a file."""
    (folder / "sample.yaml").write_bytes(text.encode() if isinstance(text, str) else text)
    with pytest.raises(DossierError) as caught:
        read_dossiers([folder / "sample.yaml"])
    return caught.value.faults


WHOLE_FILES: dict[str, tuple[str | bytes, int, int, str]] = {
    "empty": ("", 1, 1, "is empty"),
    "comment only": ("# nothing\n", 1, 1, "is empty"),
    "empty document": ("---\n", 1, 1, "is empty"),
    "list": ("- a\n", 1, 1, "is no dossier"),
    "text": ("a", 1, 1, "is no dossier"),
    "other mapping": ("\nfoo: bar\n", 2, 1, "is no dossier"),
    "no YAML": ("dossier: [\n", 2, 1, "not YAML: while parsing a flow node, did not find expected node content"),
    "tab": ("dossier: a\n\tb: c\n", 2, 1, "not YAML"),
    "two documents": ("dossier: a\n---\ndossier: b\n", 2, 1, "a second document begins here"),
    "too deep": ("dossier: " + "[" * 51 + "]" * 51, 1, 59, "nested deeper than 50 levels"),
    "far too deep": ("[" * 100_000, 1, 51, "nested deeper than 50 levels"),
    "deep blocks": ("".join(f"{' ' * depth}a:\n" for depth in range(200)), 51, 51, "nested deeper than 50 levels"),
    "no UTF-8": (b"dossier: a\ntitle: \xff\n", 2, 8, "byte 0xff is not UTF-8; save the file as UTF-8"),
    "UTF-16": ("dossier: a".encode("utf-16"), 1, 1, "is not UTF-8"),
    "NUL": (b"dossier: a\x00", 1, 11, "U+0000 is not allowed in a text"),
    "escape": ("dossier: a\ntitle: \x1b[31m", 2, 8, "U+001B is not allowed in a text"),
    "surrogate": ('title: "\\ud800"', 1, 11, "invalid Unicode character escape code"),
    "encoded surrogate": (b"title: \xed\xa0\x80", 1, 8, "is not UTF-8"),
    "huge code point": ('title: "\\UFFFFFFFF"', 1, 11, "invalid Unicode character escape code"),
    "no id": ("recorded: 2026-01-01\n", 1, 1, "'dossier' is missing"),
    "not recorded": ("dossier: a\n", 1, 1, "'recorded' is missing"),
}


@pytest.mark.parametrize("case", WHOLE_FILES)
def test_what_is_no_dossier_is_a_fault(tmp_path: Path, case: str) -> None:
    text, line, column, message = WHOLE_FILES[case]
    [fault] = faults(tmp_path, text)
    assert message in fault.message
    assert (fault.line, fault.column) == (line, column)


def test_bombs_do_not_expand(tmp_path: Path) -> None:
    lines = ["a0: &a0 [x, x]"] + [f"a{n}: &a{n} [*a{n - 1}, *a{n - 1}]" for n in range(1, 60)]
    reported = faults(tmp_path, "dossier: a\nrecorded: 2026-01-01\n" + "\n".join(lines))
    assert len(reported) == 60


def test_all_faults_of_all_files_come_at_once_in_order(tmp_path: Path) -> None:
    (tmp_path / "b.yaml").write_text("dossier: b\nrecorded: x\nactors: {q: {kind: y, wikidata: z}}\n")
    (tmp_path / "a.yaml").write_text("dossier: [\n")
    (tmp_path / "c.yaml").write_text("dossier: b\nrecorded: 2026-01-01\nfoo: bar\n")
    with pytest.raises(DossierError) as caught:
        read_dossiers([tmp_path / "c.yaml", tmp_path])
    places = [(Path(fault.file or "").name, fault.line, fault.column) for fault in caught.value.faults]
    expected = [("a.yaml", 2, 1), ("b.yaml", 1, 10), ("b.yaml", 2, 11), ("b.yaml", 3, 20), ("b.yaml", 3, 33)]
    assert places == [*expected, ("c.yaml", 3, 1)]


def test_paths_that_lead_to_nothing(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    with pytest.raises(DossierError) as caught:
        read_dossiers([tmp_path / "gone.yaml", tmp_path / "empty", Path("/dev/null"), Path("a\0b")])
    messages = {str(fault) for fault in caught.value.faults}
    assert messages == {
        f"{tmp_path / 'gone.yaml'}: no such file",
        f"{tmp_path / 'empty'}: cannot be read: no file in this folder ends in .yaml or .yml",
        "/dev/null: not a regular file",
        "a\0b: cannot be read: embedded null byte",
    }


def test_files_that_are_too_large_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(source_texts, "LARGEST_BYTES", 1_000_000)
    [fault] = faults(tmp_path, "# " + "x" * 1_000_000)
    assert fault.message == "larger than 1 MB; split it into several files"


def test_one_dossier_is_in_one_file(tmp_path: Path) -> None:
    for name in ("a.yaml", "b.yaml"):
        (tmp_path / name).write_text("dossier: same\nrecorded: 2026-01-01\n")
    with pytest.raises(DossierError) as caught:
        read_dossiers([tmp_path])
    [fault] = caught.value.faults
    assert (Path(fault.file or "").name, fault.line, fault.column) == ("b.yaml", 1, 10)
    assert "dossier 'same' is in" in fault.message


def test_ids_are_unique_over_the_store_as_well(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("dossier: a\nrecorded: 2026-01-01\nactors: {team: {kind: other}}\n")
    with pytest.raises(DossierError, match="'team' is the id of a basis in the store already, not of an actor as well"):
        read_dossiers([tmp_path], known_bases={"team": "agreement"})
    assert len(read_dossiers([tmp_path], known_sources={"a": "2026-01-01"})) == 1


def test_two_files_declare_one_source_in_the_same_words(tmp_path: Path) -> None:
    for name, year in (("a", 2020), ("b", 2021)):
        text = f"dossier: {name}\nrecorded: 2026-01-01\nsources: {{s: {{kind: press, published: {year}}}}}\n"
        (tmp_path / f"{name}.yaml").write_text(text)
    with pytest.raises(DossierError, match="published: '2021', but another file has '2020' for the source 's'"):
        read_dossiers([tmp_path])
    (tmp_path / "b.yaml").write_text(text.replace("2021", "2020"))
    assert len(read_dossiers([tmp_path])) == 2


def test_two_files_tell_one_kind_of_a_thing(tmp_path: Path) -> None:
    for name, kind in (("a", "agreement"), ("b", "report")):
        text = f"dossier: {name}\nrecorded: 2026-01-01\nbases: {{team: {{kind: {kind}}}}}\n"
        (tmp_path / f"{name}.yaml").write_text(text)
    with pytest.raises(DossierError, match="kind: 'report', but another file has 'agreement' for 'team'"):
        read_dossiers([tmp_path])


def test_long_values_are_cut_in_messages(tmp_path: Path) -> None:
    reported = faults(tmp_path, f"dossier: {'9X' * 5000}\nrecorded: 2026-01-01\n")
    assert len(reported[0].message) < 300


def test_a_link_does_not_lead_out_of_the_folder_either(tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("secret", encoding="utf-8")
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "page.txt").symlink_to(tmp_path / "secret.txt")
    reported = faults(
        tmp_path / "in", "dossier: a\nrecorded: 2026-01-01\nsources: {s: {kind: press, text: page.txt}}\n"
    )
    assert [fault.message for fault in reported] == [
        "text: 'page.txt' leads out of the dossier's folder; put the text into it, or into a folder below it"
    ]


@pytest.mark.parametrize(
    "identifier", ["n\u0430bu", "nabu\u200b", "\uff4eabu", "nab\u0443", "\u202enabu", "nabu\u0301"]
)
def test_an_id_that_looks_like_another_is_refused(tmp_path: Path, identifier: str) -> None:
    text = f'dossier: a\nrecorded: 2026-01-01\nactors: {{"{identifier}": {{kind: agency}}}}\n'
    [fault] = faults(tmp_path, text)
    assert (fault.line, fault.column) == (3, 10)
    assert "cannot be an id; expected small letters a-z" in fault.message
