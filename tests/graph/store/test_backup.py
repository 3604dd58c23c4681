"""Backups: what goes in comes out, the same bytes for the same store, and nothing hostile gets in."""

from __future__ import annotations

import bz2
import datetime
import gzip
import hashlib
import io
import json
import lzma
import os
import shutil
import tarfile
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import polars as pl
import pytest
from worlds.small_store import answers, batch, flip, names_in
from worlds.statement_builder import Story

from accordgraph.graph.errors import InputError, StoreError
from accordgraph.graph.statements.log import Batch
from accordgraph.graph.store import manifest
from accordgraph.graph.store.backup import FILES, PREFIX, backup, read, restore
from accordgraph.graph.store.integrity import check, loads
from accordgraph.graph.store.store import Store

Parts = list[tuple[tarfile.TarInfo, bytes]]


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a store of three loads, and its backup."""
    folder = tmp_path_factory.mktemp("prepared")
    for day, actors in ((5, ()), (6, ("ee",)), (7, ("pl",))):
        Store(folder / "store").load([batch(*actors, day=datetime.date(2026, 1, day))])
    backup(Store(folder / "store"), folder / "kept.tar")
    return folder


def log_files(path: Path) -> dict[str, bytes]:
    store = Store(path)
    folder = store.snapshot().log_folder
    return {name: (folder / name).read_bytes() for name in ("statements.parquet", "recordings.parquet")}


# ---------------------------------------------------------------- there and back
def test_a_store_comes_back_with_the_same_graph_log_and_history(prepared: Path, tmp_path: Path) -> None:
    done = restore(prepared / "kept.tar", Store(tmp_path / "again"))
    before, after = Store(prepared / "store"), Store(tmp_path / "again")
    assert done.snapshot == after.current_name() == "000004"
    tables = [
        {path.name: path.read_bytes() for path in one.snapshot().table_folder.iterdir()} for one in (before, after)
    ]
    assert len(tables[0]) > 15
    assert tables[0] == tables[1]
    assert log_files(before.path) == log_files(after.path)
    assert answers(before) == answers(after)
    assert list(after.folders.histories().values())[:3] == list(before.folders.histories().values())
    assert loads(after)[-1]["action"] == "restore"
    assert check(after).flaws == []


def test_a_restored_store_is_loaded_into_as_the_first_would_be(prepared: Path, tmp_path: Path) -> None:
    store = Store(tmp_path / "again")
    restore(prepared / "kept.tar", store)
    assert not store.load([batch("pl", day=datetime.date(2026, 1, 8))]).is_new
    assert store.load([batch("ee", "pl", day=datetime.date(2026, 1, 8))]).snapshot == "000005"


def test_the_same_store_gives_the_same_bytes(prepared: Path, tmp_path: Path) -> None:
    backup(Store(prepared / "store"), tmp_path / "kept.tar")
    assert (tmp_path / "kept.tar").read_bytes() == (prepared / "kept.tar").read_bytes()
    with tarfile.open(tmp_path / "kept.tar") as archive:
        assert [(member.name, member.mtime, member.uname) for member in archive] == [
            (PREFIX + name, 0, "") for name in FILES
        ]


def test_a_backup_is_not_overwritten_by_chance(prepared: Path, tmp_path: Path) -> None:
    (tmp_path / "kept.tar").write_text("mine")
    with pytest.raises(InputError, match="--force"):
        backup(Store(prepared / "store"), tmp_path / "kept.tar")
    assert (tmp_path / "kept.tar").read_text() == "mine"
    backup(Store(prepared / "store"), tmp_path / "kept.tar", force=True)
    assert names_in(tmp_path) == ["kept.tar"]
    assert (tmp_path / "kept.tar").read_bytes() == (prepared / "kept.tar").read_bytes()


def test_what_is_damaged_is_not_kept_as_if_it_were_whole(prepared: Path, tmp_path: Path) -> None:
    store = Store(Path(shutil.copytree(prepared / "store", tmp_path / "store")))
    flip(store.path / "log" / "000003" / "history.jsonl")
    with pytest.raises(StoreError, match=r"history\.jsonl has other bytes"):
        backup(store, tmp_path / "kept.tar")
    assert not (tmp_path / "kept.tar").exists()


def test_an_empty_store_cannot_be_kept(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="no graph"):
        backup(Store(tmp_path / "store"), tmp_path / "kept.tar")


def test_a_store_is_restored_into_a_new_folder_only(prepared: Path, tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine")
    for place in (tmp_path, tmp_path / "mine.txt", prepared / "store"):
        with pytest.raises(InputError, match="holds something already"):
            restore(prepared / "kept.tar", Store(place))
    assert names_in(tmp_path) == ["mine.txt"]
    (tmp_path / "empty").mkdir()
    restore(prepared / "kept.tar", Store(tmp_path / "empty"))
    assert answers(Store(tmp_path / "empty")) == answers(Store(prepared / "store"))


def test_a_restoring_that_was_cut_off_can_be_done_again(
    prepared: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from accordgraph.graph.store import store as stores

    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    (tmp_path / "store").mkdir()
    with monkeypatch.context() as patch:
        patch.setattr(stores, "write_snapshot", interrupt)
        with pytest.raises(KeyboardInterrupt):
            restore(prepared / "kept.tar", Store(tmp_path / "store"))
        with pytest.raises(KeyboardInterrupt):
            restore(prepared / "kept.tar", Store(tmp_path / "new"))
    assert not (tmp_path / "new").exists()
    restore(prepared / "kept.tar", Store(tmp_path / "store"))
    assert answers(Store(tmp_path / "store")) == answers(Store(prepared / "store"))


# ---------------------------------------------------------------- damage
@pytest.mark.parametrize("place", [0.0, 0.01, 0.04, 0.2, 0.4])
def test_a_flipped_byte_in_a_backup_is_found_before_anything_is_written(
    prepared: Path, tmp_path: Path, place: float
) -> None:
    kept = Path(shutil.copy(prepared / "kept.tar", tmp_path))
    flip(kept, place)
    with pytest.raises(InputError, match="no whole backup"):
        restore(kept, Store(tmp_path / "store"))
    assert not (tmp_path / "store").exists()


@pytest.mark.parametrize("size", [0, 100, 512, 1024, 5000, 10_000])
def test_half_a_backup_is_none(prepared: Path, tmp_path: Path, size: int) -> None:
    (tmp_path / "half.tar").write_bytes((prepared / "kept.tar").read_bytes()[:size])
    with pytest.raises(InputError, match="no whole backup"):
        restore(tmp_path / "half.tar", Store(tmp_path / "store"))
    assert not (tmp_path / "store").exists()


def test_a_backup_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"none\.tar cannot be read: No such file"):
        restore(tmp_path / "none.tar", Store(tmp_path / "store"))


# ---------------------------------------------------------------- hostile archives
def parts(path: Path) -> Parts:
    with tarfile.open(path) as archive:
        members = archive.getmembers()
        return [(member, archive.extractfile(member).read()) for member in members]  # type: ignore[union-attr]


def pack(path: Path, members: Parts) -> Path:
    with tarfile.open(path, "w") as archive:
        for member, content in members:
            archive.addfile(member, io.BytesIO(content))
    return path


def member(
    name: str, content: bytes = b"x", kind: bytes = tarfile.REGTYPE, target: str = ""
) -> tuple[tarfile.TarInfo, bytes]:
    info = tarfile.TarInfo(name)
    info.size, info.type, info.linkname = len(content) if kind == tarfile.REGTYPE else 0, kind, target
    return info, content


@pytest.mark.parametrize(
    "extra",
    [
        member("/etc/accord-was-here"),
        member("../accord-was-here"),
        member(f"{PREFIX}../../accord-was-here"),
        member(f"{PREFIX}{FILES[1]}", kind=tarfile.SYMTYPE, target="/etc/passwd"),
        member(f"{PREFIX}{FILES[1]}", kind=tarfile.LNKTYPE, target="/etc/passwd"),
        member(f"{PREFIX}{FILES[1]}", kind=tarfile.FIFOTYPE),
        member(f"{PREFIX}{FILES[1]}", kind=tarfile.CHRTYPE),
        member(f"{PREFIX}{FILES[1]}", kind=tarfile.DIRTYPE),
        member(f"{PREFIX}{FILES[0]}"),
        member(f"{PREFIX}{FILES[1]}\u202e\n"),
    ],
    ids=lambda extra: f"{extra[0].type!r} {extra[0].name[:30]!a}",
)
@pytest.mark.parametrize("place", [0, 1, 4], ids=["first", "second", "last"])
def test_what_no_backup_holds_is_refused(
    prepared: Path, tmp_path: Path, extra: tuple[tarfile.TarInfo, bytes], place: int
) -> None:
    members = parts(prepared / "kept.tar")
    members.insert(place, extra)
    with pytest.raises(InputError, match="no whole backup"):
        restore(pack(tmp_path / "evil.tar", members), Store(tmp_path / "in" / "store"))
    assert names_in(tmp_path) == ["evil.tar"]


@pytest.mark.parametrize("compress", [gzip.compress, bz2.compress, lzma.compress])
def test_a_compressed_archive_is_refused_unread(tmp_path: Path, compress: Callable[[bytes], bytes]) -> None:
    pack(tmp_path / "kept.tar", [member(PREFIX + FILES[0], bytes(50 << 20))])
    (tmp_path / "kept.tar").write_bytes(compress((tmp_path / "kept.tar").read_bytes()))
    assert (tmp_path / "kept.tar").stat().st_size < 1 << 20
    with pytest.raises(InputError, match="no whole backup"):
        restore(tmp_path / "kept.tar", Store(tmp_path / "store"))


def test_a_manifest_of_many_bytes_is_not_read(tmp_path: Path) -> None:
    huge = member(PREFIX + FILES[0], bytes(2 << 20))
    with pytest.raises(InputError, match="2,097,152 bytes, 1,048,576 are allowed"):
        restore(pack(tmp_path / "huge.tar", [huge]), Store(tmp_path / "store"))


@pytest.mark.parametrize("kind", [b"x", b"g", b"L", b"K"], ids=["pax", "global", "long-name", "long-link"])
def test_headers_upon_headers_are_not_followed(tmp_path: Path, kind: bytes) -> None:
    header = tarfile.TarInfo(PREFIX + FILES[0])
    header.type, header.size = kind, 0
    (tmp_path / "deep.tar").write_bytes(header.tobuf(tarfile.USTAR_FORMAT) * 5_000)
    with pytest.raises(InputError, match="should be"):
        read(tmp_path / "deep.tar")


@pytest.mark.skipif(os.name == "nt", reason="holes take room on Windows")
def test_a_header_that_claims_gigabytes_is_not_read(tmp_path: Path) -> None:
    header = tarfile.TarInfo(PREFIX + FILES[0])
    header.size = 4 << 30
    with (tmp_path / "hole.tar").open("wb") as file:
        file.write(header.tobuf(tarfile.USTAR_FORMAT))
        file.truncate(5 << 30)
    with pytest.raises(InputError, match="has 4,294,967,296 bytes"):
        read(tmp_path / "hole.tar")


def test_a_backup_of_a_later_version_is_refused_with_the_remedy(prepared: Path, tmp_path: Path) -> None:
    kept = forged(prepared, tmp_path, lambda folder: None, format=99, accordgraph="9.1")
    with pytest.raises(StoreError, match=r"Use accordgraph 9\.1"):
        restore(kept, Store(tmp_path / "store"))


def forged(prepared: Path, tmp_path: Path, change: Callable[[Path], None], **said: object) -> Path:
    """A backup in which somebody has changed the log and made the checksums fit."""
    folder = tmp_path / "forged"
    folder.mkdir()
    for info, content in parts(prepared / "kept.tar"):
        (folder / info.name.removeprefix(PREFIX)).write_bytes(content)
    change(folder)
    forged_manifest = {**json.loads((folder / FILES[0]).read_text()), "files": manifest.sums(folder), **said}
    forged_manifest["sha256"] = manifest._seal(forged_manifest)
    (folder / FILES[0]).write_text(json.dumps(forged_manifest))
    return pack(tmp_path / "forged.tar", [member(PREFIX + name, (folder / name).read_bytes()) for name in FILES])


def change_statements(change: Callable[[pl.DataFrame], pl.DataFrame]) -> Callable[[Path], None]:
    def apply(folder: Path) -> None:
        path = folder / "statements.parquet"
        change(pl.read_parquet(path)).write_parquet(path)

    return apply


def with_thing(data: pl.DataFrame, thing: str) -> pl.DataFrame:
    from accordgraph.graph.statements.statement import with_ids

    return with_ids(data.with_columns(thing=pl.lit(thing)))


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda data: data.with_columns(value=pl.lit("other")), "do not fit what they say"),
        (lambda data: with_thing(data, "x> <http://evil> <y"), "is no id"),
        (lambda data: with_thing(data, "x\n"), "is no id"),
        (lambda data: data.drop("lang"), "columns are not those of a log"),
        (lambda data: data.select(pl.all().repeat_by(100_000).explode()).head(2_000_000), "claims 2,000,000 rows"),
    ],
    ids=["value", "iri", "line", "column", "rows"],
)
def test_what_no_loader_would_have_said_is_refused(
    prepared: Path, tmp_path: Path, change: Callable[[pl.DataFrame], pl.DataFrame], said: str
) -> None:
    kept = forged(prepared, tmp_path, change_statements(change))
    with pytest.raises(InputError, match=said):
        restore(kept, Store(tmp_path / "store"))
    assert not (tmp_path / "store").exists()


def test_a_table_of_odd_bytes_whose_checksum_fits_is_refused_or_says_the_same(prepared: Path, tmp_path: Path) -> None:
    said = read(prepared / "kept.tar").log.statements
    outcomes = Counter(_spoiled(prepared, tmp_path / str(seed), seed, said) for seed in range(60))
    assert outcomes["refused"] > 30
    assert outcomes["refused"] + outcomes["the same"] == 60


def _spoiled(prepared: Path, folder: Path, seed: int, said: pl.DataFrame) -> str:
    folder.mkdir()
    noise = hashlib.sha256(str(seed).encode()).digest()

    def spoil(log: Path) -> None:
        content = bytearray((log / "statements.parquet").read_bytes())
        at = int.from_bytes(noise[:4], "big") % (len(content) - 8)
        content[at : at + 4] = noise[4:8]
        (log / "statements.parquet").write_bytes(bytes(content))

    try:
        read_back = read(forged(prepared, folder, spoil)).log.statements
    except InputError:
        return "refused"
    return "the same" if read_back.equals(said) else "another"


def test_names_with_odd_letters_come_back(tmp_path: Path) -> None:
    story = Story().source("d", "editorial").source("page", publisher="Ґанок «їжак» \u202e\n\x00").actors("ua")
    store = Store(tmp_path / "store")
    store.load([Batch("d", datetime.date(2026, 1, 5), story.statements())])
    backup(store, tmp_path / "kept.tar")
    restore(tmp_path / "kept.tar", Store(tmp_path / "again"))
    assert log_files(tmp_path / "again") == log_files(tmp_path / "store")
