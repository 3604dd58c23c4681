"""Settings of the property tests, the browser, and which tests `make test` leaves to `make test-rest`.

What docstrings need too is in conftest.py at the top.
"""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, settings
from playwright.sync_api import Browser, expect, sync_playwright
from programs.needs import lacking
from xdist.remote import Producer
from xdist.scheduler import LoadFileScheduling

pytest.register_assert_rewrite("cases.conformance")  # its tests say what differs, as those of test files do

# A busy machine is no fault of what is tested.
settings.register_profile("steady", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("steady")

CHROMIUM = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]


NEEDS = {"browser": "browser", "server_root": "servers", "long_run": "long"}
"""The marker of all tests that use a fixture, directly or through others. What has none is run by `make test`."""


SERVERS = "tests/servers/"
"""Workers begin with this folder, which two of them share: each has one Neo4j and one Fuseki, which tests empty."""

OF_ALL_KINDS = tuple(f"{SERVERS}test_{name}.py" for name in ("conformance", "parity", "texts"))
"""What asks servers of all kinds, and is half of the work of the folder: the part of one of the two."""


@pytest.hookimpl(tryfirst=True)  # before -m chooses
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark each test by what it needs."""
    for item in items:
        for fixture in NEEDS.keys() & set(getattr(item, "fixturenames", ())):
            item.add_marker(NEEDS[fixture])
            assert item.nodeid.startswith("tests/"), f"`make test-rest` runs tests of the folder alone: {item.nodeid}"
    items.sort(key=lambda item: not item.nodeid.startswith(SERVERS))


class FilesAndServers(LoadFileScheduling):
    """Deals out files, and the folder of the servers as if it were two."""

    def _split_scope(self, nodeid: str) -> str:
        if not nodeid.startswith(SERVERS):
            return super()._split_scope(nodeid)
        return "servers of all kinds" if nodeid.startswith(OF_ALL_KINDS) else SERVERS


@pytest.hookimpl(optionalhook=True)  # whoever runs tests without workers needs it not
def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> FilesAndServers:
    """How the tests come to the workers."""
    return FilesAndServers(config, log)


@pytest.fixture(scope="session")
def long_run() -> None:
    """Used by tests that take long: they kill, break, build or install something many times."""


@pytest.fixture
def swift_threads() -> Iterator[None]:
    """Threads take turns often: a load calls Polars a thousand times, and waits for its turn after each call."""
    usual = sys.getswitchinterval()
    sys.setswitchinterval(usual / 50)
    yield
    sys.setswitchinterval(usual)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A real Chromium without a window."""
    path = shutil.which("chromium")
    if path is None:
        lacking("Chromium is missing: `apt-get install chromium` installs it.")
    expect.set_options(timeout=60_000)  # what is slow on a busy machine is no fault of a page
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=path, args=CHROMIUM)
        yield chromium
        chromium.close()
