"""Completion, asked as the shells ask."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from programs.needs import lacking
from programs.running import run

SHELLS = ("bash", "zsh", "fish")


def program(folder: Path) -> Path:
    """A folder with a program `accord`, for the scripts call it by that name."""
    path = folder / "accord"
    path.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m accordgraph "$@"\n', encoding="utf-8")
    path.chmod(0o755)
    return folder


def shell_path(shell: str) -> str:
    path = shutil.which(shell)
    if path is None:
        lacking(f"{shell} is not there; on Debian `apt-get install {shell}` brings it")
    return path


def complete(tmp_path: Path, store: Path | str, *words: str) -> list[str]:
    """The words that bash is offered for the last of these."""
    script = run("completion", "bash").stdout
    line = " ".join(f"'{word}'" for word in ("accord", *words))
    asks = f"COMP_WORDS=({line}); COMP_CWORD={len(words)}; _accord_completion accord"
    tells = 'printf "%s\\n" "${COMPREPLY[@]}"'
    path = f"{program(tmp_path)}:{os.environ['PATH']}"
    environment = {**os.environ, "PATH": path, "ACCORD_STORE": str(store)}
    done = subprocess.run(
        [shell_path("bash"), "-c", "\n".join((script, asks, tells))],
        capture_output=True,
        text=True,
        env=environment,
        check=True,
    )
    assert done.stderr == ""
    return done.stdout.split()


@pytest.mark.parametrize("shell", SHELLS)
def test_the_script_is_one_that_the_shell_takes(shell: str) -> None:
    script = run("completion", shell)
    assert (script.returncode, script.stderr) == (0, "")
    assert "_ACCORD_COMPLETE" in script.stdout
    subprocess.run([shell_path(shell), "-n"], input=script.stdout, text=True, check=True)


@pytest.mark.parametrize(
    ("words", "offered"),
    [
        (["quest"], ["questions"]),
        (["who", "NAB"], ["NABU", "nabu"]),
        (["who", "НА"], ["НАБУ"]),
        (["since", "NABU", "Esto"], ["Estonia"]),
        (["show", "jit-ukraine-2022~cz~1~ee"], ["jit-ukraine-2022~cz~1~ee~1"]),
        (["ask", "partners_"], ["partners_on"]),
        (["ask", "between", "-p", ""], ["actor=", "partner="]),
        (["draw", "--about", "europo"], ["Europol", "europol"]),
        (["who", "NABU", "--engine", ""], ["ladybug", "oxigraph"]),
    ],
)
def test_bash_offers_words_of_the_store(
    tmp_path: Path, bundled_store: Path, words: list[str], offered: list[str]
) -> None:
    assert complete(tmp_path, bundled_store, *words) == offered


def test_without_a_store_nothing_is_offered_and_nothing_told(tmp_path: Path) -> None:
    assert complete(tmp_path, tmp_path / "nowhere", "who", "N") == []


def test_fish_offers_words_with_their_meaning(tmp_path: Path, bundled_store: Path) -> None:
    script = run("completion", "fish").stdout
    path = f"{program(tmp_path)}:{os.environ['PATH']}"
    environment = {**os.environ, "PATH": path, "ACCORD_STORE": str(bundled_store), "HOME": str(tmp_path)}
    command = [shell_path("fish"), "--no-config", "-c", f'{script}\ncomplete -C "accord who NAB"']
    done = subprocess.run(command, capture_output=True, text=True, env=environment, check=True)
    assert "NABU\tNational Anti-Corruption Bureau of Ukraine" in done.stdout


def test_zsh_is_told_words_with_their_meaning(tmp_path: Path, bundled_store: Path) -> None:
    """As the script asks: zsh itself completes only with a person at the keys."""
    environment = {
        **os.environ,
        "_ACCORD_COMPLETE": "zsh_complete",
        "COMP_WORDS": "accord who NAB",
        "COMP_CWORD": "2",
        "ACCORD_STORE": str(bundled_store),
    }
    command = [str(program(tmp_path) / "accord")]
    done = subprocess.run(command, capture_output=True, text=True, env=environment, check=True)
    assert done.stdout.splitlines()[:3] == ["plain", "NABU", "National Anti-Corruption Bureau of Ukraine"]
