"""Answers on a real terminal and in a pipe: sentences or JSON, bold or plain, and never a colour."""

from __future__ import annotations

import fcntl
import json
import os
import pty
import re
import struct
import subprocess
import sys
import termios
from pathlib import Path

import pytest
from programs.running import run, run_process

ESCAPE = re.compile("\x1b[^a-zA-Z]*[a-zA-Z]")
BOLD, PLAIN = "\x1b[1m", "\x1b[22m"


def on_terminal(store: Path, columns: int, *arguments: str, **environment: str) -> str:
    """What a command writes to a terminal of so many columns."""
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 50, columns, 0, 0))
    unset = {"NO_COLOR", "TERM", "ACCORD_LANG"}
    env = {**{key: value for key, value in os.environ.items() if key not in unset}, "TERM": "xterm", **environment}
    command = [sys.executable, "-m", "accordgraph", *arguments, "--store", str(store)]
    with subprocess.Popen(command, stdout=theirs, stderr=subprocess.PIPE, env=env) as child:
        os.close(theirs)
        text = _all_of(ours)
        assert child.wait() == 0
    return text.replace("\r\n", "\n")


def _all_of(terminal: int) -> str:
    content = b""
    try:
        while piece := os.read(terminal, 65536):
            content += piece
    except OSError:  # what Linux says when the last program has closed a terminal
        pass
    os.close(terminal)
    return content.decode()


@pytest.mark.parametrize(("columns", "lang"), [(80, "en"), (100, "uk"), (160, "en")])
def test_a_terminal_gets_sentences_with_bold_and_no_colour(bundled_store: Path, columns: int, lang: str) -> None:
    """Bold shows on a light ground and on a dark one."""
    text = on_terminal(bundled_store, columns, "who", "NABU", "--lang", lang)
    assert set(ESCAPE.findall(text)) == {BOLD, PLAIN}
    lines = ESCAPE.sub("", text).splitlines()
    assert ("Who works with" if lang == "en" else "з ким співпрацює") in lines[0]
    assert max(len(line) for line in lines if "://" not in line) <= min(columns, 100)


@pytest.mark.parametrize("environment", [{"NO_COLOR": "1"}, {"TERM": "dumb"}])
def test_a_terminal_without_colour_gets_plain_text(bundled_store: Path, environment: dict[str, str]) -> None:
    text = on_terminal(bundled_store, 80, "since", "Estonia", "Ukraine", "--lang", "uk", **environment)
    assert "\x1b" not in text and "травня 2022 року" in text


def test_a_pipe_gets_json(bundled_store: Path) -> None:
    done = run_process("who", "NABU", "--store", str(bundled_store), cwd=bundled_store.parent)
    assert "\x1b" not in done.stdout
    assert {row["partner"] for row in json.loads(done.stdout)} >= {"eppo"}


def paged(store: Path, *arguments: str, pager: Path) -> str:
    """What a command writes to a terminal of 50 lines at which somebody sits, whose pager is a program."""
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 50, 100, 0, 0))
    env = {**os.environ, "TERM": "xterm", "NO_COLOR": "1", "PAGER": str(pager)}
    command = [sys.executable, "-m", "accordgraph", *arguments, "--store", str(store)]
    with subprocess.Popen(command, stdin=theirs, stdout=theirs, stderr=subprocess.PIPE, env=env) as child:
        os.close(theirs)
        text = _all_of(ours)
        assert child.wait() == 0
    return text.replace("\r\n", "\n")


def test_what_is_longer_than_the_screen_goes_through_the_pager(bundled_store: Path, tmp_path: Path) -> None:
    pager = tmp_path / "pager"
    pager.write_text('#!/bin/sh\necho "Paged with $LESS:"\nexec cat\n', encoding="utf-8")
    pager.chmod(0o755)
    long, short = ("since", "Estonia", "Ukraine"), ("since", "NABU", "EPPO", "--short")
    assert paged(bundled_store, *long, pager=pager).startswith("Paged with -FRX:\nEstonia and Ukraine")
    assert paged(bundled_store, *short, pager=pager).startswith("NABU (")


def test_short_is_sentences_in_a_pipe_too_and_leads_to_the_whole_answer(bundled_store: Path) -> None:
    whole = run("since", "Estonia", "Ukraine", "--format", "text", store=bundled_store).stdout
    short = run("since", "Estonia", "Ukraine", "--short", store=bundled_store).stdout
    kept = short.partition("\n\n In short:")[0]
    assert [line for line in kept.splitlines() if line not in whole] == []
    assert "SOURCES" in whole and "SOURCES" not in short and "LIMITS OF THIS GRAPH" not in short
    assert "12 sources" in short and short.splitlines()[-1].endswith(
        f"accord since Estonia Ukraine --store {bundled_store}"
    )
    refused = run("since", "Estonia", "Ukraine", "--short", "--json", store=bundled_store)
    assert refused.returncode == 2 and "--short is for sentences" in refused.stderr
