"""A story to start from."""

from __future__ import annotations

import pytest
from worlds.statement_builder import Story


@pytest.fixture
def story() -> Story:
    """A story without a word, but with a dossier, a register, an official page, two newspapers and a column."""
    return (
        Story()
        .source("d", "editorial")
        .source("law", "legal-text")
        .source("page", published="2023-04")
        .source("register", "dataset")
        .source("paper", "press", published="2022-07")
        .source("gazette", "press", published="2024-03")
        .source("column", "opinion", published="2025-09-15")
    )
