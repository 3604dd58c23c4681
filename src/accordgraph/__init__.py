"""A knowledge graph of actors, agreements and cooperation links: who, since when, on what basis, who says so."""

__version__ = "0.1.0"
