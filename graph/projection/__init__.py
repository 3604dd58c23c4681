"""The tables as triples, and as nodes and edges: one mapping for engines, pushes and exports."""
