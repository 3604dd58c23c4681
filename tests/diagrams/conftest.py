"""The sample as a picture, a network, a file and an open page."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from drawings.hostile_picture import hostile
from drawings.sample_picture import make_sample, make_sample_of_a_day
from playwright.sync_api import Browser, Page

from accordgraph.diagrams.html.network import AccordNetwork, build
from accordgraph.diagrams.layout.laid_out import LaidOutDiagram, lay_out
from accordgraph.diagrams.model import Diagram


@pytest.fixture(scope="session")
def sample() -> Diagram:
    """22 actors, 9 bases, 29 links."""
    return make_sample()


@pytest.fixture(scope="session")
def sample_of_a_day() -> Diagram:
    """The same with what was in force on a day."""
    return make_sample_of_a_day()


@pytest.fixture(scope="session")
def network(sample: Diagram) -> AccordNetwork:
    """The sample, laid out once for all tests that only look."""
    return build(sample)


@pytest.fixture(scope="session")
def sample_file(network: AccordNetwork, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample as a page."""
    path = tmp_path_factory.mktemp("pictures") / "sample.html"
    network.write_html(str(path))
    return path


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page without a network."""
    context = browser.new_context(viewport={"width": 1200, "height": 900}, offline=True)
    yield context.new_page()
    context.close()


@pytest.fixture(scope="session")
def hostile_drawing() -> LaidOutDiagram:
    """The hostile picture, laid out once: its many parts take seconds."""
    return lay_out(hostile())
