"""`make fuzz` itself: it tries what it says, the same every time, and finds what is broken."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from fuzzing import campaign
from fuzzing.inputs import make
from fuzzing.planted import BAD, CORPUS, PLANTED
from fuzzing.targets import TARGETS, accepts

ROOT = Path(__file__).resolve().parents[2]

pytestmark = pytest.mark.usefixtures("long_run")


def fuzz(*arguments: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "tests" / "support")}
    command = [sys.executable, "-m", "fuzzing", *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False, env=environment, cwd=ROOT)


# ---------------------------------------------------------------- inputs
def test_shares_are_of_a_thousand() -> None:
    assert sum(target.share for target in TARGETS.values()) == 1000


@pytest.mark.parametrize("name", TARGETS)
def test_the_same_number_is_the_same_input(name: str) -> None:
    first, again = TARGETS[name].corpus(), TARGETS[name].corpus()
    inputs = [make(first, 1, number) for number in range(200)]
    assert inputs == [make(again, 1, number) for number in range(200)]
    assert len(set(inputs)) > 150
    assert inputs != [make(first, 2, number) for number in range(200)]


@pytest.mark.parametrize("name", TARGETS)
def test_unbroken_inputs_are_taken(name: str, tmp_path: Path) -> None:
    target = TARGETS[name]
    take = target.open(tmp_path)
    seeds = target.corpus().seeds
    # Some names that people look for fit nothing, and some dates have no day.
    least = {"find": 6, "edtf": 20}.get(name, len(seeds))
    assert sum(accepts(take, seed) for seed in seeds) >= least > 1


# ---------------------------------------------------------------- a short run of each
def test_a_short_run_finds_nothing() -> None:
    done = fuzz("--inputs", "2000", "--seed", "7")
    assert done.returncode == 0, done.stdout + done.stderr
    lines = [line.split() for line in done.stdout.splitlines()[2:]]
    assert [line[0] for line in lines] == [*TARGETS, "in"]
    assert {line[0]: line[1] for line in lines[:-1]} == {
        name: f"{2 * target.share:,}" for name, target in TARGETS.items()
    }
    assert lines[-1][:3] == ["in", "all", "2,000"] and lines[-1][5] == "0"


# ---------------------------------------------------------------- what is broken is found
@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("fails", "ZeroDivisionError: nine"),
        ("panics", "Panic: nine"),
        ("repeats", "a message of 5,000 characters"),
        ("mute", "an error without a text"),
        ("dies", "exit code -9"),
        ("hangs", "more than 5 seconds"),
        ("swells", "more than 400 MiB"),
        ("slow", "seconds of the processor"),
    ],
)
def test_what_is_broken_is_found(name: str, says: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(campaign, "HANGING_SECONDS", 5 if name == "hangs" else 60)
    monkeypatch.setattr(campaign, "MEMORY_MIB", 400)
    monkeypatch.setattr(campaign, "SLOW_SECONDS", 0.1)
    count = campaign.run(PLANTED[name], 1, 0, 4)
    bad = [number for number in range(4) if BAD in make(CORPUS, 1, number)]
    assert [failure.number for failure in count.failures] == bad and 1 < len(bad) < 4, "it goes on after the first"
    assert [failure.says for failure in count.failures if says not in failure.says] == []
    assert (count.tried, count.taken + count.refused) == (4, 4 - (0 if name == "slow" else len(bad)))


def test_a_failure_is_kept_and_can_be_tried_again(tmp_path: Path) -> None:
    count = campaign.run(PLANTED["fails"], 1, 0, 12)
    path = campaign.keep(count.failures[0], PLANTED["fails"], 1, tmp_path / "kept")
    assert BAD in path.read_bytes()
    assert path.with_suffix(".txt").read_text(encoding="utf-8").endswith("ZeroDivisionError: nine\n")
    with pytest.raises(ZeroDivisionError):
        accepts(PLANTED["fails"].open(tmp_path), path.read_bytes())


def test_a_file_can_be_tried_alone(tmp_path: Path) -> None:
    path = tmp_path / "edtf-1-5.input"
    path.write_bytes(b"2022/2021")
    done = fuzz("--replay", str(path))
    assert (done.returncode, done.stdout) == (0, f"{path}: refused with an error of ours.\n")
