"""From statements to tables: placement, resolution, participations, cooperations."""
