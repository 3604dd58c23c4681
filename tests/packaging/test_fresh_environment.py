"""The program as it is installed: an environment of its own, from the wheel, with `accord demo` and `accord serve`."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import urllib.request
import venv
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
OF_SERVING = ("starlette", "uvicorn", "jinja2", "anyio", "accordgraph.web")
"""What only the application needs."""
ENVIRONMENT = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "ACCORD"))}

pytestmark = [
    pytest.mark.usefixtures("long_run"),
    pytest.mark.skipif(os.name == "nt", reason="it stops a process as Ctrl-C does"),
]


@pytest.fixture(scope="module")
def accord(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The command, installed from the wheel; what it needs is that of this environment, and nothing is fetched."""
    folder = tmp_path_factory.mktemp("fresh")
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(build, cwd=ROOT, check=True, capture_output=True)
    [wheel] = folder.glob("*.whl")
    venv.create(folder / "env", with_pip=False)
    programs = folder / "env" / "bin"
    [packages] = (folder / "env").glob("lib/python*/site-packages")
    needed = [path for path in sys.path if path.endswith("site-packages")]
    (packages / "needed.pth").write_text("\n".join(needed) + "\n", encoding="utf-8")
    install = ["install", "--quiet", "--no-deps", "--no-index", str(wheel)]
    subprocess.run([sys.executable, "-m", "pip", "--python", str(programs / "python"), *install], check=True)
    return programs / "accord"


@pytest.fixture(scope="module")
def home(accord: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder in which somebody has run `accord demo`."""
    folder = tmp_path_factory.mktemp("home")
    done = subprocess.run([accord, "demo"], cwd=folder, env=ENVIRONMENT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "Or browse it: accord serve --open" in done.stdout
    return folder


@contextmanager
def serving(accord: Path, folder: Path) -> Iterator[str]:
    """The address that `accord serve` prints; at the end it is stopped as by Ctrl-C."""
    command = [str(accord), "serve", "--port", "0"]
    with subprocess.Popen(command, cwd=folder, env=ENVIRONMENT, stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout is not None
            line = process.stdout.readline()
            [address] = re.findall(r"http://[0-9.]+:[0-9]+", line)
            yield address
        finally:
            process.send_signal(signal.SIGINT)
    assert process.returncode == 0


def get(address: str) -> bytes:
    with urllib.request.urlopen(address) as answer:
        content: bytes = answer.read()
    return content


def test_after_the_demo_the_application_is_ready_at_the_address_that_it_prints(accord: Path, home: Path) -> None:
    with serving(accord, home) as address:
        assert b'"ok"' in get(f"{address}/healthz")
        pages = {path: get(f"{address}{path}").decode() for path in ("/", "/network?about=nabu", "/ask/sparql")}
        files = {file for page in pages.values() for file in re.findall(r'(?:href|src)="(/static/[^"]+)"', page)}
        assert "Who cooperates with whom" in pages["/"] and 'data-mark="nabu"' in pages["/network?about=nabu"]
        assert len(files) >= 7 and all(get(f"{address}{file}") for file in files)


def test_a_question_on_the_command_line_loads_nothing_of_the_application(accord: Path, home: Path) -> None:
    """What `accord who` takes does not grow with what serving needs."""
    timed = [str(accord.parent / "python"), "-X", "importtime", "-m", "accordgraph", "who", "NABU"]
    done = subprocess.run(timed, cwd=home, env=ENVIRONMENT, capture_output=True, text=True, check=False)
    loaded = {line.rpartition("|")[2].strip() for line in done.stderr.splitlines() if line.startswith("import time:")}
    assert done.returncode == 0 and "accordgraph.queries.runner" in loaded
    assert [name for name in loaded if name.startswith(OF_SERVING)] == []
