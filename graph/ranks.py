"""Ranks of sources that the rules compare (RULES 4), for the derivation and for what is computed while asking."""

from __future__ import annotations

STRONG_RANK = 2
"""From this rank on (press) a single voice is ground for more than possibly; a column or comment is not."""

DECISIVE_RANK = 4
"""From this rank on (official) a source decides about rows of any rank: a depositary's page is no lesser voice than the
text of the treaty."""

EDITORIAL, CURATED = "editorial", 9
"""What a dossier says in its own name is curated: no source outranks it where it closes a life or sets a floor."""
