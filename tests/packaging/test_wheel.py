"""The wheel and the source distribution carry the scripts and letters of pictures, their sums and their licences."""

from __future__ import annotations

import hashlib
import re
import subprocess
import sys
import tarfile
import zipfile
from collections.abc import Iterator
from importlib.metadata import Distribution, distribution
from pathlib import Path

import pytest
from packaging.requirements import Requirement

ROOT = Path(__file__).resolve().parents[2]
CARRIED = {
    "diagrams/vendor": ["vis-network.min.js", "sigma.min.js"],
    "web/vendor": ["codemirror.min.js"],
    "diagrams/fonts": ["NotoSans-Regular.ttf", "NotoSansArabic-Bold.ttf", "NotoSansHebrew-Regular.ttf"],
}
GPL = re.compile(r"\b(?:A|L)?GPL|GNU (?:Affero|Lesser|Library)? ?General Public", re.IGNORECASE)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, bytes]]:
    """The files of the wheel and of the source distribution, by name."""
    folder = tmp_path_factory.mktemp("dist")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-t", "sdist", "-d", str(folder)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    [wheel], [sdist] = folder.glob("*.whl"), folder.glob("*.tar.gz")
    with zipfile.ZipFile(wheel) as archive:
        in_wheel = {name: archive.read(name) for name in archive.namelist()}
    with tarfile.open(sdist) as tape:
        files = {member.name.partition("/")[2]: tape.extractfile(member) for member in tape if member.isfile()}
        in_sdist = {name: file.read() for name, file in files.items() if file is not None}
    return {"accordgraph/": in_wheel, "": in_sdist}


def test_templates_of_files_are_in_the_wheel(built: dict[str, dict[str, bytes]]) -> None:
    names = {name for name in built["accordgraph/"] if name.endswith(".typ")}
    assert names == {f"accordgraph/diagrams/svg/templates/{name}.typ" for name in ("picture", "sheet")}


@pytest.mark.parametrize("prefix", ["accordgraph/", ""], ids=["wheel", "sdist"])
def test_scripts_and_letters_come_with_their_sums_and_licences(built: dict[str, dict[str, bytes]], prefix: str) -> None:
    files = built[prefix]
    for folder, names in CARRIED.items():
        readme = files[f"{prefix}{folder}/README.md"].decode()
        for name in names:
            content = files[f"{prefix}{folder}/{name}"]
            assert content == (ROOT / folder / name).read_bytes()
            assert hashlib.sha256(content).hexdigest() in readme, name
        licences = [name for name in files if name.startswith(f"{prefix}{folder}/LICENSE")]
        assert licences, folder


@pytest.mark.parametrize("prefix", ["accordgraph/", ""], ids=["wheel", "sdist"])
def test_all_that_a_page_is_made_of_is_there(built: dict[str, dict[str, bytes]], prefix: str) -> None:
    folder = ROOT / "diagrams"
    wanted = {
        f"{prefix}diagrams/{path.relative_to(folder)}"
        for path in folder.rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    assert (len(wanted) > 60, sorted(wanted - set(built[prefix]))) == (True, [])


def test_the_wheel_names_its_licences(built: dict[str, dict[str, bytes]]) -> None:
    [metadata] = [text.decode() for name, text in built["accordgraph/"].items() if name.endswith(".dist-info/METADATA")]
    declared = set(re.findall(r"^License-File: (.*)$", metadata, re.MULTILINE))
    beside = {str(path.relative_to(ROOT)) for path in (ROOT / "diagrams").rglob("LICENSE*")}
    assert (len(beside) >= 4, beside - declared) == (True, set())


def needed(name: str, seen: set[str]) -> Iterator[Distribution]:
    """A distribution and all that it needs at run time."""
    installed = distribution(name)
    seen.add(name)
    yield installed
    for line in installed.requires or []:
        requirement = Requirement(line)
        applies = requirement.marker is None or requirement.marker.evaluate({"extra": ""})
        if applies and requirement.name not in seen:
            yield from needed(requirement.name, seen)


SAID_ELSEWHERE = {"polars-hash": "MIT, by the licence in its repository"}
"""Packages whose metadata say nothing of a licence."""


def test_nothing_that_is_needed_at_run_time_is_under_the_gpl() -> None:
    distributions = list(needed("accordgraph", set()))
    assert len(distributions) > 20
    licences = {}
    for one in distributions:
        classifiers = [line for line in one.metadata.get_all("Classifier") or [] if line.startswith("License")]
        whole = (text.partition("\n")[0] for text in one.metadata.get_all("License") or [])
        licences[one.name] = " ".join([*(one.metadata.get_all("License-Expression") or []), *classifiers, *whole])
    assert {name for name, words in licences.items() if not words} <= set(SAID_ELSEWHERE)
    assert {name: words for name, words in licences.items() if GPL.search(words)} == {}
