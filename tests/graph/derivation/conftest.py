"""A team to tell stories of."""

from __future__ import annotations

import pytest
from worlds.statement_builder import Story


@pytest.fixture
def team(story: Story) -> Story:
    """A team, with two pages of one publisher of 2022 and 2026."""
    story.source("page-2026", published="2026-01-10").source("page-2022", published="2022-05-31", publisher="page")
    return story.actors("ua", "pl", "ro", "ee", "cz", "europol").basis("team", binds="signature", form="jit")
