"""From statements to the graph: dates, placement, resolution, derivation, tables, store and engines."""
